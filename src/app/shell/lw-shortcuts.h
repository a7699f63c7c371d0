/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard shortcuts of the window, in one table. Keys of a page's own work (labeling, the gallery) belong to the
 * page; the table names them for the list of shortcuts. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LwShortcut LwShortcut;

/**
 * LwShortcut:
 * @action: (nullable): the detailed action that the keys activate; %NULL when a page handles them
 * @keys: accelerators, separated by blanks
 * @title: what they do, to be translated
 * @section: where they work, to be translated
 */
struct _LwShortcut
{
  const char *action;
  const char *keys;
  const char *title;
  const char *section;
};

const LwShortcut *lw_shortcuts_get     (guint          *n_shortcuts);
void              lw_shortcuts_install (GtkApplication *application);

G_END_DECLS
