/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small string helpers that GLib has only after our floor. Not a string library. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lw_set_str (char       **target,
                     const char  *value);

G_END_DECLS
