/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What other methods of annotation consolidation make of a job's answers, side by side: how many labels would change,
 * which and why; and the way to keep one as a manifest, and back. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-methods-view.h"

#include "lw-lazy-objects.h"
#include "lw-method-row.h"
#include "lw-object-list.h"

#include "lw-error-presenter.h"
#include "lw-format.h"
#include "lw-method-words.h"

#include "lw-job-control.h"
#include "lw-job-options.h"

#include <glib/gi18n.h>

struct _LwMethodsView
{
  AdwBin             parent_instance;

  GtkListBox        *methods_list;
  GtkWidget         *kept_group;
  AdwActionRow      *kept_row;
  GtkWidget         *changes_box;
  GtkLabel          *changes_label;
  GtkButton         *keep_button;
  LwObjectList      *object_list;
  GtkStack          *changes_stack;

  LwJobBackend      *backend;
  LwImageLoader     *loader;
  LwLabelingJob     *job;
  GSignalGroup      *job_signals;
  LwMethodRow       *running;
  GCancellable      *cancellable;
  LwReconsolidation *shown;
};

G_DEFINE_FINAL_TYPE (LwMethodsView, lw_methods_view, ADW_TYPE_BIN)

/* What would change */

static char *
dup_names (const char *labels)
{
  g_auto (GStrv) names = labels != NULL ? g_strsplit (labels, "|", -1) : NULL;
  char *joined = names != NULL ? g_strjoinv (", ", names) : NULL;

  if (joined != NULL && *joined != '\0')
    return joined;
  g_free (joined);
  return g_strdup (_("no label"));
}

static LwNamedObject *
make_change (guint    position,
             gpointer data)
{
  LwReconsolidation *result = data;
  const LwLabelChange *change = g_ptr_array_index (result->changes, position);
  g_autofree char *old_names = dup_names (change->old_labels);
  g_autofree char *new_names = dup_names (change->new_labels);
  g_autofree char *title = NULL;

  /* Translators: a label with its confidence, and the label that another method gives, with its own */
  title = g_strdup_printf (_("%s (%.2f) → %s (%.2f)"), old_names, change->old_confidence, new_names,
                           change->new_confidence);
  return lw_named_object_new (change->line, title, change->why);
}

static void
show_changes (LwMethodsView     *self,
              LwReconsolidation *result)
{
  guint n = result->changes->len;
  g_autoptr (LwLazyObjects) model = NULL;
  LwConsolidationMethod method = LW_CONSOLIDATION_GROUNDTRUTH;
  g_autofree char *number = lw_format_images (n);
  g_autofree char *text = NULL;

  lw_consolidation_method_from_string (result->method, &method);
  g_clear_pointer (&self->shown, lw_reconsolidation_unref);
  self->shown = lw_reconsolidation_ref (result);
  /* Translators: "12 images", a method */
  text = g_strdup_printf (ngettext ("%s would get another label by “%s”", "%s would get another label by “%s”", n),
                          number, lw_method_words_get_title (method));
  gtk_label_set_label (self->changes_label, text);
  model = lw_lazy_objects_new (n, make_change, lw_reconsolidation_ref (result),
                               (GDestroyNotify) lw_reconsolidation_unref);
  lw_object_list_set_model (self->object_list, G_LIST_MODEL (model));
  gtk_stack_set_visible_child_name (self->changes_stack, n > 0 ? "list" : "none");
  gtk_widget_set_visible (self->changes_box, TRUE);
}

static void
methods_list_row_activated_cb (LwMethodsView *self,
                               GtkListBoxRow *row)
{
  LwReconsolidation *result = lw_method_row_get_result (LW_METHOD_ROW (row));

  if (result != NULL)
    show_changes (self, result);
}

/* Running a method */

static void
end_run (LwMethodsView *self)
{
  if (self->running != NULL)
    lw_method_row_set_progress (self->running, -1);
  self->running = NULL;
  g_clear_object (&self->cancellable);
}

static void
progress_cb (double   done,
             gpointer data)
{
  LwMethodsView *self = data;

  if (self->running != NULL)
    lw_method_row_set_progress (self->running, done);
}

/* Each run has a cancellable of its own, by which a late answer is told from the present one's. */
typedef struct
{
  LwMethodsView *view;
  GCancellable  *cancellable;
} RunCall;

static void
reconsolidated_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree RunCall *call = user_data;
  g_autoptr (LwMethodsView) self = call->view;
  g_autoptr (GCancellable) cancellable = call->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwReconsolidation) reconsolidation = NULL;

  reconsolidation = lw_job_control_reconsolidate_finish (LW_JOB_CONTROL (source), result, &error);
  if (self->cancellable != cancellable || self->running == NULL)
    return;
  if (reconsolidation != NULL && !g_cancellable_is_cancelled (cancellable))
    {
      lw_method_row_set_result (self->running, reconsolidation);
      show_changes (self, reconsolidation);
    }
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (self), _("The answers were not consolidated"), error);
  end_run (self);
}

static void
row_run_cb (LwMethodsView *self,
            LwMethodRow   *row)
{
  RunCall *call;

  if (!LW_IS_JOB_CONTROL (self->backend))
    return;
  g_cancellable_cancel (self->cancellable);
  end_run (self);
  self->running = row;
  self->cancellable = g_cancellable_new ();
  lw_method_row_set_progress (row, 0);
  call = g_new0 (RunCall, 1);
  call->view = g_object_ref (self);
  call->cancellable = g_object_ref (self->cancellable);
  lw_job_control_reconsolidate_async (LW_JOB_CONTROL (self->backend), self->job,
                                      lw_consolidation_method_to_string (lw_method_row_get_method (row)), progress_cb,
                                      self, self->cancellable, reconsolidated_cb, call);
}

static void
row_cancel_cb (LwMethodsView *self)
{
  g_cancellable_cancel (self->cancellable);
  end_run (self);
}

/* Keeping a result, and going back */

static void
update_kept (LwMethodsView *self)
{
  g_autofree char *uri = lw_labeling_job_dup_result_uri (self->job);
  g_autofree char *own = lw_labeling_job_dup_output_manifest_uri (self->job);
  gboolean kept = uri != NULL && g_strcmp0 (uri, own) != 0;
  g_autofree char *name = kept ? g_path_get_basename (uri) : NULL;

  gtk_widget_set_visible (self->kept_group, kept);
  adw_action_row_set_subtitle (self->kept_row, name);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwMethodsView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lw_job_control_change_finish (LW_JOB_CONTROL (source), result, &error) < 0)
    lw_present_error (GTK_WIDGET (self), _("Another result was not chosen"), error);
}

/* "" stands for the job's own output manifest. */
static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwMethodsView *self = LW_METHODS_VIEW (widget);
  const char *uri = g_variant_get_string (parameter, NULL);
  LwJobChange change = { LW_JOB_CHANGE_MANIFEST, NULL, 0, *uri != '\0' ? uri : NULL };

  if (self->job != NULL && LW_IS_JOB_CONTROL (self->backend))
    lw_job_control_change_async (LW_JOB_CONTROL (self->backend), self->job, &change, NULL, chosen_cb,
                                 g_object_ref (self));
}

typedef struct
{
  LwMethodsView *view;
  char          *old_uri;
} KeepCall;

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree KeepCall *call = user_data;
  g_autoptr (LwMethodsView) self = call->view;
  g_autofree char *old_uri = call->old_uri;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = lw_job_control_keep_finish (LW_JOB_CONTROL (source), result, &error);
  g_autofree char *name = uri != NULL ? g_path_get_basename (uri) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_button), TRUE);
  if (uri == NULL)
    {
      lw_present_error (GTK_WIDGET (self), _("The manifest was not saved"), error);
      return;
    }
  text = g_strdup_printf (_("“%s” is the job’s result now"), name);
  lw_present_undo (GTK_WIDGET (self), text, _("_Undo"), "methods.choose",
                   g_variant_new_string (old_uri != NULL ? old_uri : ""));
}

static void
keep_button_clicked_cb (LwMethodsView *self)
{
  g_autofree char *own = lw_labeling_job_dup_output_manifest_uri (self->job);
  KeepCall *call;

  if (self->shown == NULL || !LW_IS_JOB_CONTROL (self->backend))
    return;
  call = g_new0 (KeepCall, 1);
  call->view = g_object_ref (self);
  call->old_uri = lw_labeling_job_dup_result_uri (self->job);
  if (g_strcmp0 (call->old_uri, own) == 0)
    g_clear_pointer (&call->old_uri, g_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_button), FALSE);
  lw_job_control_keep_async (LW_JOB_CONTROL (self->backend), self->job, self->shown, NULL, NULL, kept_cb, call);
}

static void
open_kept_clicked_cb (LwMethodsView *self)
{
  g_autofree char *uri = lw_labeling_job_dup_result_uri (self->job);

  if (uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-results", "s", uri);
}

static void
lw_methods_view_dispose (GObject *object)
{
  LwMethodsView *self = LW_METHODS_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  self->running = NULL;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_pointer (&self->shown, lw_reconsolidation_unref);
  g_clear_object (&self->job);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_METHODS_VIEW);

  G_OBJECT_CLASS (lw_methods_view_parent_class)->dispose (object);
}

static void
lw_methods_view_class_init (LwMethodsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_methods_view_dispose;

  g_type_ensure (LW_TYPE_OBJECT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/quality/lw-methods-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, methods_list);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, kept_group);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, kept_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, changes_box);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, changes_label);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, keep_button);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, object_list);
  gtk_widget_class_bind_template_child (widget_class, LwMethodsView, changes_stack);
  gtk_widget_class_bind_template_callback (widget_class, methods_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_kept_clicked_cb);
  gtk_widget_class_install_action (widget_class, "methods.choose", "s", choose_action);
}

static void
lw_methods_view_init (LwMethodsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_object_list_set_name (self->object_list, _("Images that would get another label"));
  self->job_signals = g_signal_group_new (LW_TYPE_LABELING_JOB);
  g_signal_group_connect_object (self->job_signals, "notify", G_CALLBACK (update_kept), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < LW_N_CONSOLIDATION_METHODS; i++)
    {
      GtkWidget *row = lw_method_row_new (i);

      g_signal_connect_object (row, "run", G_CALLBACK (row_run_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "cancel", G_CALLBACK (row_cancel_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->methods_list, row);
    }
}

static void
forget_results (LwMethodsView *self)
{
  g_auto (LwJobOptions) options = { 0 };
  LwConsolidationMethod own = LW_CONSOLIDATION_GROUNDTRUTH;

  lw_job_options_read (&options, lw_labeling_job_get_request (self->job));
  if (options.method != NULL)
    lw_consolidation_method_from_string (options.method, &own);
  for (guint i = 0; i < LW_N_CONSOLIDATION_METHODS; i++)
    {
      LwMethodRow *row = LW_METHOD_ROW (gtk_list_box_get_row_at_index (self->methods_list, (int) i));

      lw_method_row_set_result (row, NULL);
      lw_method_row_set_own (row, i == own);
    }
  g_clear_pointer (&self->shown, lw_reconsolidation_unref);
  gtk_widget_set_visible (self->changes_box, FALSE);
}

/**
 * lw_methods_view_set_job:
 * @self: the view
 * @backend: the place that runs the job
 * @loader: (nullable): the pictures
 * @job: a labeling job of this place
 *
 * Shows the job's methods; what was compared in another job is forgotten.
 */
void
lw_methods_view_set_job (LwMethodsView *self,
                         LwJobBackend  *backend,
                         LwImageLoader *loader,
                         LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_METHODS_VIEW (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  if (self->job == job)
    return;
  row_cancel_cb (self);
  g_set_object (&self->backend, backend);
  g_set_object (&self->loader, loader);
  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  lw_object_list_set_place (self->object_list, backend, loader, job);
  forget_results (self);
  update_kept (self);
}
