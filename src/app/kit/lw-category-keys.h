/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which key chooses which label category: 1 to 9, 0, then the letters that the worker's screen does not use
 * itself. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

char lw_category_key_for_index  (guint            index);
int  lw_category_key_to_index   (char             key);
char lw_category_key_from_event (GdkDisplay      *display,
                                 guint            keyval,
                                 guint            keycode,
                                 GdkModifierType  state);

G_END_DECLS
