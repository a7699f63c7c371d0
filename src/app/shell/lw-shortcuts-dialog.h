/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of keyboard shortcuts, made from the table in lw-shortcuts.c. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_SHORTCUTS_DIALOG (lw_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwShortcutsDialog, lw_shortcuts_dialog, LW, SHORTCUTS_DIALOG, AdwWindow)

void lw_shortcuts_dialog_present (GtkWindow *parent);

G_END_DECLS
