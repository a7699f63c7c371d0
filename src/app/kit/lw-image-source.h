/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes behind an image address: an object of the store, a file, or a data: address. Never the network beyond the
 * store. Blocking and thread-safe; not a cache. */

#pragma once

#include "lw-object-store.h"

G_BEGIN_DECLS

GBytes *lw_image_source_read (LwObjectStore  *store,
                              const char     *uri,
                              GCancellable   *cancellable,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
