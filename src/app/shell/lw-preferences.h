/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person may set, in a window. Changes take effect at once. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PREFERENCES (lw_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LwPreferences, lw_preferences, LW, PREFERENCES, AdwWindow)

void lw_preferences_present (GtkWindow *parent);

G_END_DECLS
