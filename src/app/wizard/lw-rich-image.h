/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An image of the instructions while they are edited: a sign until the picture is there, then the picture, small
 * enough to write around. Emits "invalidate-size" when it has come. */

#pragma once

#include "lw-image-loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_RICH_IMAGE (lw_rich_image_get_type ())
G_DECLARE_FINAL_TYPE (LwRichImage, lw_rich_image, LW, RICH_IMAGE, GObject)

GdkPaintable *lw_rich_image_new (LwImageLoader *loader,
                                 const char    *src) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
