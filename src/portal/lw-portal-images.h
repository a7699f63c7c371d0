/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images of data objects, scaled to a screen: made in a bounded number of threads, kept as long as there is room.
 * Orientation that an image says of itself is not applied, as Ground Truth does not. Any thread. */

#pragma once

#include "lw-object-store.h"
#include "lw-portal-request.h"

G_BEGIN_DECLS

typedef struct _LwPortalImages LwPortalImages;

LwPortalImages *lw_portal_images_new      (LwObjectStore    *store) G_GNUC_WARN_UNUSED_RESULT;
void            lw_portal_images_free     (LwPortalImages   *self);

void            lw_portal_images_serve    (LwPortalImages   *self,
                                           LwPortalRequest  *request,
                                           const char       *uri,
                                           guint             width);
void            lw_portal_images_prefetch (LwPortalImages   *self,
                                           const char       *uri,
                                           guint             width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalImages, lw_portal_images_free)

G_END_DECLS
