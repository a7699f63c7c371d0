/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Exporting rows of a manifest: format, rules and destination in a window, with what will be written counted before;
 * then progress. */

#define G_LOG_DOMAIN "lw-export-ui"

#include "config.h"

#include "lw-export-dialog.h"

#include "lw-export-form.h"

#include "lw-error-presenter.h"
#include "lw-format.h"

#include "lw-export.h"

#include <glib/gi18n.h>

/**
 * LwExportDialog:
 * @origin: what it was opened for, which says in the end that it is done; weak
 * @planning: stops the count that is under way
 * @running: (nullable): stops the export
 */
struct _LwExportDialog
{
  AdwWindow        parent_instance;

  GtkWidget       *start_button;
  GtkStack        *stack;
  LwExportForm    *form;
  GtkProgressBar  *progress_bar;

  GtkWidget       *origin;
  LwManifestIndex *index;
  GBytes          *rows;
  LwObjectStore   *store;
  GCancellable    *planning;
  GCancellable    *running;
  char            *path;
};

G_DEFINE_FINAL_TYPE (LwExportDialog, lw_export_dialog, ADW_TYPE_WINDOW)

/* The count */

static void
append_left_out (GString              *text,
                 const LwExportReport *report)
{
  for (guint i = 0; i < LW_N_EXPORT_REASONS; i++)
    {
      g_autofree char *number = lw_format_number (report->n_left_out[i]);

      if (report->n_left_out[i] == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      /* Translators: why rows are not exported, and how many: "left out, no label: 12" */
      g_string_append_printf (text, _("left out, %s: %s"), lw_export_reason_get_title (i), number);
    }
}

static void
append_sets (GString              *text,
             const LwExportReport *report)
{
  g_autofree char *train = lw_format_number (report->n_split[0]);
  g_autofree char *validation = lw_format_number (report->n_split[1]);
  g_autofree char *test = lw_format_number (report->n_split[2]);

  g_string_append_printf (text, _("training %s · validation %s · test %s"), train, validation, test);
}

static void
show_plan (LwExportDialog       *self,
           const LwExportReport *report)
{
  g_autofree char *rows = lw_format_number (report->n_written);
  g_autofree char *all = lw_format_number (report->n_rows);
  g_autofree char *images = lw_format_images (report->n_images);
  g_autofree char *title = NULL;
  g_autoptr (GString) details = g_string_new (NULL);

  if (report->n_images > 0)
    /* Translators: "120 of 200 rows and 120 images will be written" */
    title = g_strdup_printf (_("%s of %s rows and %s will be written"), rows, all, images);
  else
    title = g_strdup_printf (_("%s of %s rows will be written"), rows, all);
  if (report->n_split[1] + report->n_split[2] > 0)
    append_sets (details, report);
  append_left_out (details, report);
  lw_export_form_show_count (self->form, title, details->str, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.start", report->n_written > 0);
}

static void
plan_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExportReport) report = lw_export_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->form == NULL)
    return;
  if (report != NULL)
    show_plan (self, report);
  else
    lw_export_form_show_count (self->form, _("Nothing can be written"), error->message, TRUE);
}

static void
form_changed_cb (LwExportDialog *self)
{
  g_autoptr (LwExportOptions) options = NULL;

  if (self->index == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.start", FALSE);
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  if (*lw_export_form_get_path (self->form) == '\0')
    {
      lw_export_form_show_count (self->form, _("Nothing can be written"), _("Say where to write it."), TRUE);
      return;
    }
  options = lw_export_form_dup_options (self->form);
  self->planning = g_cancellable_new ();
  lw_export_plan_async (self->index, self->rows, options, self->planning, plan_cb, g_object_ref (self));
}

/* The export */

static char *
dup_outcome (const LwExportReport *report)
{
  g_autofree char *rows = lw_format_number (report->n_written);
  guint64 n_missing = report->n_left_out[LW_EXPORT_REASON_NO_IMAGE];
  g_autofree char *missing = lw_format_number (n_missing);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = g_strdup_printf (ngettext ("%s row exported.", "%s rows exported.", (gulong) report->n_written), rows);
  if (n_missing == 0)
    return g_steal_pointer (&first);
  second = g_strdup_printf (ngettext ("%s image was not found; its row is left out.",
                                      "%s images were not found; their rows are left out.", (gulong) n_missing),
                            missing);
  return g_strconcat (first, " ", second, NULL);
}

static void
finish (LwExportDialog       *self,
        const LwExportReport *report)
{
  g_autofree char *message = dup_outcome (report);

  if (self->origin != NULL)
    lw_present_undo (self->origin, message, _("Show in folder"), "win.show-in-folder",
                     g_variant_new_string (self->path));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (LwExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExportReport) report = lw_export_finish (result, &error);

  g_clear_object (&self->running);
  if (self->stack == NULL)
    return;
  if (report != NULL)
    {
      finish (self, report);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_set_visible (self->start_button, TRUE);
  lw_present_error (GTK_WIDGET (self->form), _("The rows were not exported"), error);
}

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  LwExportDialog *self = data;
  g_autofree char *done_text = lw_format_number (done);
  g_autofree char *total_text = lw_format_number (total);
  g_autofree char *text = NULL;

  if (self->progress_bar == NULL)
    return;
  /* Translators: "1,200 of 5,000 rows" */
  text = g_strdup_printf (_("%s of %s rows"), done_text, total_text);
  gtk_progress_bar_set_fraction (self->progress_bar, total > 0 ? (double) done / (double) total : 0);
  gtk_progress_bar_set_text (self->progress_bar, text);
}

static char *
dup_full_path (const char *typed)
{
  if (typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0'))
    return g_build_filename (g_get_home_dir (), typed + 1, NULL);
  return g_canonicalize_filename (typed, g_get_home_dir ());
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LwExportDialog *self = LW_EXPORT_DIALOG (widget);
  g_autoptr (LwExportOptions) options = lw_export_form_dup_options (self->form);

  if (self->running != NULL)
    return;
  g_free (self->path);
  self->path = dup_full_path (lw_export_form_get_path (self->form));
  self->running = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_progress_bar_set_text (self->progress_bar, "");
  gtk_stack_set_visible_child_name (self->stack, "progress");
  gtk_widget_set_visible (self->start_button, FALSE);
  lw_export_run_async (self->index, self->rows, options, self->store, self->path, progress_cb, self, self->running,
                       run_cb, g_object_ref (self));
}

/* While it writes, closing is cancelling: the form comes back. */
static gboolean
lw_export_dialog_close_request (GtkWindow *window)
{
  LwExportDialog *self = LW_EXPORT_DIALOG (window);

  if (self->running != NULL)
    {
      g_cancellable_cancel (self->running);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (lw_export_dialog_parent_class)->close_request (window);
}

static void
lw_export_dialog_dispose (GObject *object)
{
  LwExportDialog *self = LW_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->planning);
  g_cancellable_cancel (self->running);
  g_clear_weak_pointer (&self->origin);
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (lw_export_dialog_parent_class)->dispose (object);
}

static void
lw_export_dialog_finalize (GObject *object)
{
  LwExportDialog *self = LW_EXPORT_DIALOG (object);

  g_clear_object (&self->planning);
  g_clear_object (&self->running);
  g_clear_object (&self->store);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->rows, g_bytes_unref);
  g_free (self->path);

  G_OBJECT_CLASS (lw_export_dialog_parent_class)->finalize (object);
}

static void
lw_export_dialog_class_init (LwExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_export_dialog_dispose;
  object_class->finalize = lw_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lw_export_dialog_close_request;

  g_type_ensure (LW_TYPE_EXPORT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/export/lw-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwExportDialog, start_button);
  gtk_widget_class_bind_template_child (widget_class, LwExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LwExportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, LwExportDialog, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_install_action (widget_class, "export.start", NULL, start_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_export_dialog_init (LwExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.start", FALSE);
}

/**
 * lw_export_dialog_present:
 * @parent: the widget that asks for it, in a window that has a "win.show-in-folder" action; in the end it says what was
 *   exported
 * @index: a manifest
 * @rows: (nullable): the rows to export, each a #guint32, in the order to write them; %NULL for all
 * @attribute: (nullable): the label attribute to offer first
 * @store: (nullable): where the images are
 *
 * Opens a window to export rows.
 */
void
lw_export_dialog_present (GtkWidget       *parent,
                          LwManifestIndex *index,
                          GBytes          *rows,
                          const char      *attribute,
                          LwObjectStore   *store)
{
  LwExportDialog *self;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (index != NULL);

  self = g_object_new (LW_TYPE_EXPORT_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  g_set_weak_pointer (&self->origin, parent);
  self->index = lw_manifest_index_ref (index);
  self->rows = rows != NULL ? g_bytes_ref (rows) : NULL;
  g_set_object (&self->store, store);
  lw_export_form_set_index (self->form, index, attribute);
  gtk_window_present (GTK_WINDOW (self));
}
