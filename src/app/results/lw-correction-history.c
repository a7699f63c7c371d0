/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was corrected in a manifest, in a window. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-correction-history.h"

#include "lw-format.h"

#include <glib/gi18n.h>

/* Older ones can be undone one by one; a list of thousands of widgets helps nobody. */
#define MAX_ROWS 200

struct _LwCorrectionHistory
{
  AdwWindow              parent_instance;

  AdwWindowTitle        *window_title;
  GtkListBox            *list;

  GtkWidget             *page;
  LwManifestCorrections *corrections;
};

G_DEFINE_FINAL_TYPE (LwCorrectionHistory, lw_correction_history, ADW_TYPE_WINDOW)

static char *
dup_when (LwCorrection *correction)
{
  gint64 time = lw_correction_get_time (correction);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%x %R") : g_strdup ("");

  /* Translators: who corrected something, and when */
  return g_strdup_printf (_("%s · %s"), lw_correction_get_author (correction), text);
}

/* A row stands for the manifest as it is after its correction. */
static GtkWidget *
new_row (LwCorrectionHistory *self,
         const char          *title,
         const char          *subtitle,
         guint                n_applied)
{
  guint now = lw_manifest_corrections_get_n_applied (self->corrections);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", title,
                                 "subtitle", subtitle,
                                 "activatable", n_applied != now,
                                 NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "history.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", n_applied);
  if (n_applied == now)
    {
      GtkWidget *here = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (here), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Shown now"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), here);
    }
  else if (n_applied > now)
    gtk_widget_add_css_class (row, "dim-label");
  return row;
}

static void
fill (LwCorrectionHistory *self)
{
  GPtrArray *history = lw_manifest_corrections_get_history (self->corrections);
  guint first = history->len > MAX_ROWS ? history->len - MAX_ROWS : 0;
  GtkWidget *row;
  g_autofree char *number = lw_format_number (lw_manifest_corrections_get_n_applied (self->corrections));
  g_autofree char *subtitle = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = history->len; i > first; i--)
    {
      LwCorrection *correction = g_ptr_array_index (history, i - 1);
      g_autofree char *title = lw_correction_dup_title (correction);
      g_autofree char *when = dup_when (correction);

      gtk_list_box_append (self->list, new_row (self, title, when, i));
    }
  gtk_list_box_append (self->list, new_row (self, _("As in the manifest"), _("Without corrections"), 0));
  subtitle = g_strdup_printf (ngettext ("%s correction", "%s corrections",
                                        lw_manifest_corrections_get_n_applied (self->corrections)), number);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_widget_activate_action_variant (LW_CORRECTION_HISTORY (widget)->page, "results.go-correction", parameter);
}

static void
pass_on_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LwCorrectionHistory *self = LW_CORRECTION_HISTORY (widget);

  gtk_widget_activate_action (self->page, g_str_equal (name, "history.undo") ? "results.undo" : "results.redo", NULL);
}

static void
lw_correction_history_dispose (GObject *object)
{
  LwCorrectionHistory *self = LW_CORRECTION_HISTORY (object);

  g_clear_object (&self->corrections);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_CORRECTION_HISTORY);

  G_OBJECT_CLASS (lw_correction_history_parent_class)->dispose (object);
}

static void
lw_correction_history_class_init (LwCorrectionHistoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  G_OBJECT_CLASS (klass)->dispose = lw_correction_history_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-correction-history.ui");
  gtk_widget_class_bind_template_child (widget_class, LwCorrectionHistory, window_title);
  gtk_widget_class_bind_template_child (widget_class, LwCorrectionHistory, list);
  gtk_widget_class_install_action (widget_class, "history.go", "u", go_action);
  gtk_widget_class_install_action (widget_class, "history.undo", NULL, pass_on_action);
  gtk_widget_class_install_action (widget_class, "history.redo", NULL, pass_on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "history.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, both, "history.redo", NULL);
}

static void
lw_correction_history_init (LwCorrectionHistory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_correction_history_present:
 * @page: the page whose actions are used
 * @corrections: the manifest
 *
 * Opens a window with what was corrected.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
lw_correction_history_present (GtkWidget             *page,
                               LwManifestCorrections *corrections)
{
  LwCorrectionHistory *self;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (corrections), NULL);

  self = g_object_new (LW_TYPE_CORRECTION_HISTORY, "transient-for", gtk_widget_get_root (page), NULL);
  self->page = g_object_ref (page);
  self->corrections = g_object_ref (corrections);
  g_signal_connect_object (corrections, "notify::index", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
