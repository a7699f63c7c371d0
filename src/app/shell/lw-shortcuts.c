/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard shortcuts of the window, in one table. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-shortcuts.h"

#include <glib/gi18n.h>

static const LwShortcut shortcuts[] =
{
  { "win.new-job", "<Control>n", N_("New labeling job"), N_("Window") },
  { "win.open-manifest", "<Control>o", N_("Open output manifest"), N_("Window") },
  { "win.export-results", "<Control>e", N_("Export the results that are shown"), N_("Window") },
  { "win.search", "<Control>f", N_("Search"), N_("Window") },
  { "win.back", "<Alt>Left", N_("Back"), N_("Window") },
  { "win.show-sidebar", "F9", N_("Show or hide the sidebar"), N_("Window") },
  { "win.reload", "F5 <Control>r", N_("Reload"), N_("Window") },
  { "win.fullscreen", "F11", N_("Full screen"), N_("Window") },
  { NULL, "F10", N_("Main menu"), N_("Window") },
  { "app.portal", "<Control><Shift>w", N_("Workers in the browser"), N_("Window") },
  { "app.new-window", "<Control><Shift>n", N_("New window"), N_("Window") },
  { "win.preferences", "<Control>comma", N_("Preferences"), N_("Window") },
  { "win.shortcuts", "<Control>question", N_("Keyboard shortcuts"), N_("Window") },
  { "window.close", "<Control>w", N_("Close window"), N_("Window") },
  { "app.quit", "<Control>q", N_("Quit"), N_("Window") },
  { NULL, "1 9 0", N_("Choose a category; letters follow after 0"), N_("Label here") },
  { NULL, "Return", N_("Submit the answer"), N_("Label here") },
  { NULL, "BackSpace", N_("Back to the last answer"), N_("Label here") },
  { NULL, "space", N_("Decline the task"), N_("Label here") },
  { NULL, "z", N_("Zoom to the pixels under the pointer"), N_("Label here") },
  { NULL, "f", N_("Fit the image"), N_("Label here") },
  { NULL, "i", N_("Show or hide the instructions"), N_("Label here") },
  { NULL, "Left Right", N_("Previous or next image"), N_("Results") },
  { NULL, "Return", N_("Open the image"), N_("Results") },
  { NULL, "Escape", N_("Back to the gallery"), N_("Results") },
  { NULL, "<Control>l", N_("Correct labels: class keys label the selected images"), N_("Results") },
  { NULL, "<Control>z", N_("Undo the last correction"), N_("Results") },
  { NULL, "<Control><Shift>z", N_("Redo the correction"), N_("Results") },
  { NULL, "<Shift>F10", N_("Menu of the selected images"), N_("Results") },
};

/**
 * lw_shortcuts_get:
 * @n_shortcuts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_shortcuts): all shortcuts, by section
 */
const LwShortcut *
lw_shortcuts_get (guint *n_shortcuts)
{
  g_return_val_if_fail (n_shortcuts != NULL, NULL);

  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

/**
 * lw_shortcuts_install:
 * @application: the program
 *
 * Makes the keys of the table activate their actions.
 */
void
lw_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);

      if (shortcuts[i].action != NULL)
        gtk_application_set_accels_for_action (application, shortcuts[i].action, (const char *const *) keys);
    }
}
