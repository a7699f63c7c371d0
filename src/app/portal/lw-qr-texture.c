/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A QR code to be shown: dark on light, whatever the colours around are. */

#define G_LOG_DOMAIN "lw-app-portal"

#include "config.h"

#include "lw-qr-texture.h"

#include "lw-portal-qr.h"

#include <string.h>

/* Pixels of a module: enough that scaling leaves the edges sharp. */
#define SCALE 8

/**
 * lw_qr_texture_new:
 * @text: what the code says
 *
 * Returns: (transfer full) (nullable): the code, %NULL when @text is too long for one
 */
GdkTexture *
lw_qr_texture_new (const char *text)
{
  g_autoptr (LwPortalQr) code = lw_portal_qr_new (text);
  g_autoptr (GBytes) bytes = NULL;
  int size;
  guint8 *pixels;

  if (code == NULL)
    return NULL;
  size = (int) lw_portal_qr_get_width (code) * SCALE;
  pixels = g_malloc ((gsize) size * size * 3);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      memset (pixels + ((gsize) y * size + x) * 3, lw_portal_qr_is_dark (code, x / SCALE, y / SCALE) ? 0 : 255, 3);
  bytes = g_bytes_new_take (pixels, (gsize) size * size * 3);
  return gdk_memory_texture_new (size, size, GDK_MEMORY_R8G8B8, bytes, (gsize) size * 3);
}
