/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer, wheel and fingers on an image view: what they do to it and where the pointer is. Keys are the view's
 * own. */

#pragma once

#include "lw-image-view.h"

G_BEGIN_DECLS

typedef struct _LwImageGestures LwImageGestures;

LwImageGestures *lw_image_gestures_new         (LwImageView     *view) G_GNUC_WARN_UNUSED_RESULT;
void             lw_image_gestures_free        (LwImageGestures *self);

gboolean         lw_image_gestures_get_pointer (LwImageGestures *self,
                                                double          *x,
                                                double          *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwImageGestures, lw_image_gestures_free)

G_END_DECLS
