/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of keyboard shortcuts, made from the table in lw-shortcuts.c. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-shortcuts-dialog.h"

#include "lw-shortcuts.h"

#include <glib/gi18n.h>

struct _LwShortcutsDialog
{
  AdwWindow           parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (LwShortcutsDialog, lw_shortcuts_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
create_keys (const char *accelerator)
{
  GtkWidget *label = gtk_label_new (NULL);
  GdkModifierType modifiers;
  guint key;

  if (gtk_accelerator_parse (accelerator, &key, &modifiers))
    {
      g_autofree char *text = gtk_accelerator_get_label (key, modifiers);

      gtk_label_set_label (GTK_LABEL (label), text);
    }
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "lw-key");
  return label;
}

static AdwPreferencesGroup *
add_group (LwShortcutsDialog *self,
           const char        *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_shortcut (AdwPreferencesGroup *group,
              const LwShortcut    *shortcut)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _(shortcut->title), NULL);
  g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_keys (keys[i]));
  adw_preferences_group_add (group, row);
}

static void
lw_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (lw_shortcuts_dialog_parent_class)->dispose (object);
}

static void
lw_shortcuts_dialog_class_init (LwShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/shell/lw-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwShortcutsDialog, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_shortcuts_dialog_init (LwShortcutsDialog *self)
{
  guint n_shortcuts;
  const LwShortcut *shortcuts = lw_shortcuts_get (&n_shortcuts);
  AdwPreferencesGroup *group = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < n_shortcuts; i++)
    {
      if (i == 0 || strcmp (shortcuts[i].section, shortcuts[i - 1].section) != 0)
        group = add_group (self, _(shortcuts[i].section));
      add_shortcut (group, &shortcuts[i]);
    }
}

/**
 * lw_shortcuts_dialog_present:
 * @parent: the window that it belongs to
 *
 * Lists the keyboard shortcuts.
 */
void
lw_shortcuts_dialog_present (GtkWindow *parent)
{
  gtk_window_present (g_object_new (LW_TYPE_SHORTCUTS_DIALOG, "transient-for", parent, NULL));
}
