/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A join link as a QR code. Light and dark are as the standard wants them, whatever the colours around are. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-qr.h"

#include <qrencode.h>

/* Modules of light that have to be around the code (ISO/IEC 18004). */
#define QUIET_ZONE 4

struct _LwPortalQr
{
  QRcode *code;
};

/**
 * lw_portal_qr_new:
 * @text: what the code says
 *
 * Returns: (transfer full) (nullable): the code, %NULL when @text is too long for one
 */
LwPortalQr *
lw_portal_qr_new (const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  LwPortalQr *self;

  if (code == NULL)
    return NULL;
  self = g_new (LwPortalQr, 1);
  self->code = code;
  return self;
}

void
lw_portal_qr_free (LwPortalQr *self)
{
  QRcode_free (self->code);
  g_free (self);
}

/**
 * lw_portal_qr_get_width:
 * @self: a code
 *
 * Returns: modules in a row, those that stay light around the code included
 */
guint
lw_portal_qr_get_width (LwPortalQr *self)
{
  return self->code->width + 2 * QUIET_ZONE;
}

gboolean
lw_portal_qr_is_dark (LwPortalQr *self,
                      int         x,
                      int         y)
{
  int width = self->code->width;

  x -= QUIET_ZONE;
  y -= QUIET_ZONE;
  return x >= 0 && y >= 0 && x < width && y < width && (self->code->data[y * width + x] & 1) != 0;
}

/**
 * lw_portal_qr_to_text:
 * @self: a code
 *
 * Returns: (transfer full): lines of half blocks, light on a dark terminal
 */
char *
lw_portal_qr_to_text (LwPortalQr *self)
{
  static const char *const blocks[] = { " ", "▄", "▀", "█" };
  int width = (int) lw_portal_qr_get_width (self);
  GString *text = g_string_new (NULL);

  for (int y = 0; y < width; y += 2)
    {
      for (int x = 0; x < width; x++)
        g_string_append (text, blocks[(lw_portal_qr_is_dark (self, x, y) ? 0 : 2) +
                                      (y + 1 >= width || lw_portal_qr_is_dark (self, x, y + 1) ? 0 : 1)]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/**
 * lw_portal_qr_to_svg:
 * @self: a code
 *
 * Returns: (transfer full): a picture, a unit a module
 */
char *
lw_portal_qr_to_svg (LwPortalQr *self)
{
  int width = (int) lw_portal_qr_get_width (self);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                          "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
                          width, width, width, width);
  for (int y = 0; y < width; y++)
    for (int x = 0; x < width; x++)
      if (lw_portal_qr_is_dark (self, x, y))
        g_string_append_printf (text, "M%d %dh1v1h-1z", x, y);
  g_string_append (text, "\"/></svg>");
  return g_string_free (text, FALSE);
}
