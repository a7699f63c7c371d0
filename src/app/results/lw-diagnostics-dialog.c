/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of a manifest that are not as they should be, in a window of their own. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-diagnostics-dialog.h"

#include "lw-diagnostic.h"
#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwDiagnosticsDialog
{
  AdwWindow       parent_instance;

  AdwWindowTitle *window_title;
  GtkListView    *list_view;
};

G_DEFINE_FINAL_TYPE (LwDiagnosticsDialog, lw_diagnostics_dialog, ADW_TYPE_WINDOW)

static void
lw_diagnostics_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_DIAGNOSTICS_DIALOG);

  G_OBJECT_CLASS (lw_diagnostics_dialog_parent_class)->dispose (object);
}

static void
lw_diagnostics_dialog_class_init (LwDiagnosticsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_diagnostics_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-diagnostics-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwDiagnosticsDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LwDiagnosticsDialog, list_view);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_diagnostics_dialog_init (LwDiagnosticsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (LwDiagnosticsDialog *self,
      LwManifestIndex     *index)
{
  GPtrArray *diagnostics = lw_manifest_index_get_diagnostics (index);
  guint64 n = lw_manifest_index_get_n_diagnostics (index);
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autofree char *file = g_path_get_basename (lw_manifest_index_get_path (index) != NULL
                                                 ? lw_manifest_index_get_path (index) : "");
  g_autofree char *number = lw_format_number (n);
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < diagnostics->len; i++)
    gtk_string_list_take (texts, lw_diagnostic_format (g_ptr_array_index (diagnostics, i), file));

  /* Translators: how many problems there are in a manifest */
  subtitle = g_strdup_printf (ngettext ("%s problem", "%s problems", (gulong) n), number);
  if (n > diagnostics->len)
    {
      g_autofree char *first = lw_format_number (diagnostics->len);

      g_free (subtitle);
      /* Translators: the second number is the number of problems */
      subtitle = g_strdup_printf (_("The first %s of %s problems"), first, number);
    }
  adw_window_title_set_subtitle (self->window_title, subtitle);

  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (texts)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/**
 * lw_diagnostics_dialog_present:
 * @parent: a widget of the window that it belongs to
 * @index: a manifest
 *
 * Opens a window with the manifest's problems.
 */
void
lw_diagnostics_dialog_present (GtkWidget       *parent,
                               LwManifestIndex *index)
{
  LwDiagnosticsDialog *self;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (index != NULL);

  self = g_object_new (LW_TYPE_DIAGNOSTICS_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  show (self, index);
  gtk_window_present (GTK_WINDOW (self));
}
