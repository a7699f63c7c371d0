/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoded pictures by key, the least recently used ones dropped when they pass a bound of bytes. Main thread only:
 * letting go of a texture may touch the renderer. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _LwImageCache LwImageCache;

LwImageCache *lw_image_cache_new           (guint64       max_bytes) G_GNUC_WARN_UNUSED_RESULT;
void          lw_image_cache_free          (LwImageCache *self);

guint64       lw_image_cache_get_max_bytes (LwImageCache *self);
void          lw_image_cache_set_max_bytes (LwImageCache *self,
                                            guint64       max_bytes);
guint64       lw_image_cache_get_bytes     (LwImageCache *self);

GdkTexture   *lw_image_cache_lookup        (LwImageCache *self,
                                            const char   *key);
void          lw_image_cache_insert        (LwImageCache *self,
                                            const char   *key,
                                            GdkTexture   *texture);
void          lw_image_cache_clear         (LwImageCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwImageCache, lw_image_cache_free)

G_END_DECLS
