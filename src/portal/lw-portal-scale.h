/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of an image file to those of a smaller one, in one bounded pass. Not a cache. Any thread. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *lw_portal_scale (GBytes       *original,
                         guint         size,
                         const char  **type,
                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
