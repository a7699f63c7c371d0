/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes of an image file to a texture of at most a given size, in one bounded pass. Thread-safe: touches nothing
 * shared. Not a cache and not a queue (lw-image-loader.h). */

#pragma once

#include <gdk/gdk.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_IMAGE_MAX_PIXELS 100000000
#define LW_IMAGE_MAX_BYTES (256 * 1024 * 1024)

#define LW_IMAGE_ERROR (lw_image_error_quark ())

/**
 * LwImageError:
 * @LW_IMAGE_ERROR_BROKEN: the bytes are not a whole image of a known format
 * @LW_IMAGE_ERROR_TOO_LARGE: over %LW_IMAGE_MAX_PIXELS or %LW_IMAGE_MAX_BYTES
 */
typedef enum
{
  LW_IMAGE_ERROR_BROKEN,
  LW_IMAGE_ERROR_TOO_LARGE,
} LwImageError;

GQuark      lw_image_error_quark      (void);

GdkTexture *lw_image_decode           (GBytes        *bytes,
                                       int            size,
                                       GCancellable  *cancellable,
                                       GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void        lw_image_get_natural_size (GdkPaintable  *paintable,
                                       int           *width,
                                       int           *height);

G_END_DECLS
