/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures for the screen: fetched and decoded in a few threads of its own, the newest request first, kept in a
 * cache that has a bound. Never rotates a picture (Ground Truth shows images as stored). Main thread only. */

#pragma once

#include "lw-object-store.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define LW_TYPE_IMAGE_LOADER (lw_image_loader_get_type ())
G_DECLARE_FINAL_TYPE (LwImageLoader, lw_image_loader, LW, IMAGE_LOADER, GObject)

/**
 * LwImagePriority:
 * @LW_IMAGE_PRIORITY_NOW: somebody looks at the place where it will stand; the newest request goes first
 * @LW_IMAGE_PRIORITY_THUMBNAIL: one of many small ones; the newest request goes first
 * @LW_IMAGE_PRIORITY_AHEAD: it will be wanted soon; in the order of the requests
 */
typedef enum
{
  LW_IMAGE_PRIORITY_NOW,
  LW_IMAGE_PRIORITY_THUMBNAIL,
  LW_IMAGE_PRIORITY_AHEAD,
} LwImagePriority;

LwImageLoader *lw_image_loader_new               (LwObjectStore        *store) G_GNUC_WARN_UNUSED_RESULT;

guint64        lw_image_loader_get_max_bytes     (LwImageLoader        *self);
void           lw_image_loader_set_max_bytes     (LwImageLoader        *self,
                                                  guint64               max_bytes);
guint64        lw_image_loader_get_bytes         (LwImageLoader        *self);

void           lw_image_loader_load_async        (LwImageLoader        *self,
                                                  const char           *uri,
                                                  int                   size,
                                                  LwImagePriority       priority,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GdkTexture    *lw_image_loader_load_finish       (LwImageLoader        *self,
                                                  GAsyncResult         *result,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
GdkTexture    *lw_image_loader_peek              (LwImageLoader        *self,
                                                  const char           *uri,
                                                  int                   size);
void           lw_image_loader_forget            (LwImageLoader        *self);

G_END_DECLS
