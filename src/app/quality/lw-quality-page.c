/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good a labeling job is, while it runs and after: agreement, workers, disputed images, other methods of
 * consolidation. Everything is computed in threads from the answers that the place hands out. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-quality-page.h"

#include "lw-agreement-view.h"
#include "lw-lazy-objects.h"
#include "lw-methods-view.h"
#include "lw-object-list.h"
#include "lw-quality-report.h"
#include "lw-workers-view.h"

#include "lw-error-presenter.h"
#include "lw-format.h"

#include "lw-job-control.h"

#include <glib/gi18n.h>

/* News are gathered for this long, in milliseconds, and for so many times as long as it took to measure: a large job
 * is followed, too, and takes only a small part of the time. */
#define NEWS_DELAY 1500
#define NEWS_SHARE 10

struct _LwQualityPage
{
  AdwBin            parent_instance;

  AdwWindowTitle   *title;
  GtkStack         *stack;
  AdwStatusPage    *error_page;
  LwAgreementView  *agreement_view;
  LwWorkersView    *workers_view;
  GtkLabel         *disputed_label;
  LwObjectList     *disputed_list;
  GtkStack         *disputed_stack;
  LwMethodsView    *methods_view;

  LwJobBackend     *backend;
  LwImageLoader    *loader;
  LwLabelingJob    *job;
  GSignalGroup     *job_signals;
  GCancellable     *cancellable;
  LwQualityReport  *report;
  guint64           measured_event;
  gint64            begin_time;
  guint             measure_time;
  guint             news_id;
};

G_DEFINE_FINAL_TYPE (LwQualityPage, lw_quality_page, ADW_TYPE_BIN)

/* Disputed images */

static LwNamedObject *
make_disputed (guint    position,
               gpointer data)
{
  LwQualityReport *report = data;
  guint n;
  guint task = lw_quality_report_get_disputed (report, &n)[position];
  g_autofree char *votes = lw_quality_report_dup_votes (report, task);
  g_autofree char *label = lw_quality_report_dup_label (report, task);
  /* Translators: what an image was consolidated to */
  g_autofree char *detail = g_strdup_printf (_("Label: %s"), *label != '\0' ? label : _("no label"));

  return lw_named_object_new (lw_quality_report_get_line (report, task), votes, detail);
}

static void
show_disputed (LwQualityPage *self)
{
  guint n;
  g_autoptr (LwLazyObjects) model = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  lw_quality_report_get_disputed (self->report, &n);
  number = lw_format_images (n);
  text = g_strdup_printf (ngettext ("Workers do not agree about %s", "Workers do not agree about %s", n), number);
  model = lw_lazy_objects_new (n, make_disputed, lw_quality_report_ref (self->report),
                               (GDestroyNotify) lw_quality_report_unref);
  gtk_label_set_label (self->disputed_label, text);
  lw_object_list_set_model (self->disputed_list, G_LIST_MODEL (model));
  gtk_stack_set_visible_child_name (self->disputed_stack, n > 0 ? "list" : "none");
}

/* The report */

static guint
count_answers (LwQualityPage *self)
{
  return self->report != NULL
           ? lw_annotations_get_n_answers (lw_quality_report_get_annotations (self->report)) : 0;
}

static void
show_report (LwQualityPage *self)
{
  guint n = count_answers (self);
  g_autofree char *number = lw_format_number (n);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("Quality · %s answer", "Quality · %s answers", n), number);

  adw_window_title_set_subtitle (self->title, subtitle);
  if (n == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  lw_agreement_view_set_report (self->agreement_view, self->report);
  lw_workers_view_set_report (self->workers_view, self->report);
  show_disputed (self);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
fail (LwQualityPage *self,
      GError        *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  lw_present_error_page (self->error_page, _("The quality of the job cannot be measured"), error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* Each reading has a cancellable of its own, which tells a late one from the one that is wanted. */
static gboolean
is_wanted (LwQualityPage *self,
           GCancellable  *cancellable)
{
  return self->cancellable == cancellable && !g_cancellable_is_cancelled (cancellable);
}

typedef struct
{
  LwQualityPage *page;
  GCancellable  *cancellable;
} ReadCall;

static void
computed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree ReadCall *call = user_data;
  g_autoptr (LwQualityPage) self = call->page;
  g_autoptr (GCancellable) cancellable = call->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwQualityReport) report = lw_quality_report_compute_finish (result, &error);

  if (!is_wanted (self, cancellable))
    return;
  g_clear_object (&self->cancellable);
  self->measure_time = (guint) ((g_get_monotonic_time () - self->begin_time) / 1000);
  if (report == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->report, lw_quality_report_unref);
  self->report = g_steal_pointer (&report);
  show_report (self);
}

static void
answers_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree ReadCall *call = user_data;
  g_autoptr (LwQualityPage) self = call->page;
  g_autoptr (GCancellable) cancellable = call->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwJobAnswers) answers = lw_job_control_load_answers_finish (LW_JOB_CONTROL (source), result, &error);

  if (!is_wanted (self, cancellable))
    return;
  if (answers == NULL)
    {
      g_clear_object (&self->cancellable);
      fail (self, error);
      return;
    }
  g_object_ref (self);
  g_object_ref (cancellable);
  lw_quality_report_compute_async (answers, cancellable, computed_cb, g_steal_pointer (&call));
}

static void
measure (LwQualityPage *self)
{
  ReadCall *call;

  if (!LW_IS_JOB_CONTROL (self->backend) || self->job == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->measured_event = lw_labeling_job_get_last_event (self->job);
  self->begin_time = g_get_monotonic_time ();
  if (self->report == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  call = g_new0 (ReadCall, 1);
  call->page = g_object_ref (self);
  call->cancellable = g_object_ref (self->cancellable);
  lw_job_control_load_answers_async (LW_JOB_CONTROL (self->backend), self->job, self->cancellable, answers_loaded_cb,
                                     call);
}

/* News */

static gboolean
has_news (LwQualityPage *self)
{
  return self->job != NULL && lw_labeling_job_get_last_event (self->job) != self->measured_event;
}

static void job_notify_last_event_cb (LwQualityPage *self);

static gboolean
news_cb (gpointer user_data)
{
  LwQualityPage *self = user_data;

  self->news_id = 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "quality.measure", has_news (self));
  /* What is being measured is not begun again. */
  if (has_news (self) && self->cancellable != NULL)
    job_notify_last_event_cb (self);
  else if (has_news (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    measure (self);
  return G_SOURCE_REMOVE;
}

static void
job_notify_last_event_cb (LwQualityPage *self)
{
  if (self->news_id == 0)
    self->news_id = g_timeout_add (MAX (NEWS_DELAY, NEWS_SHARE * self->measure_time), news_cb, self);
}

static void
measure_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  measure (LW_QUALITY_PAGE (widget));
  gtk_widget_action_set_enabled (widget, "quality.measure", FALSE);
}

static void
lw_quality_page_map (GtkWidget *widget)
{
  LwQualityPage *self = LW_QUALITY_PAGE (widget);

  GTK_WIDGET_CLASS (lw_quality_page_parent_class)->map (widget);
  if (has_news (self))
    measure (self);
}

static void
lw_quality_page_dispose (GObject *object)
{
  LwQualityPage *self = LW_QUALITY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->news_id, g_source_remove);
  g_clear_object (&self->job_signals);
  g_clear_pointer (&self->report, lw_quality_report_unref);
  g_clear_object (&self->job);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_QUALITY_PAGE);

  G_OBJECT_CLASS (lw_quality_page_parent_class)->dispose (object);
}

static void
lw_quality_page_class_init (LwQualityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_quality_page_dispose;
  widget_class->map = lw_quality_page_map;

  g_type_ensure (LW_TYPE_AGREEMENT_VIEW);
  g_type_ensure (LW_TYPE_METHODS_VIEW);
  g_type_ensure (LW_TYPE_OBJECT_LIST);
  g_type_ensure (LW_TYPE_WORKERS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/quality/lw-quality-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, title);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, agreement_view);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, workers_view);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, disputed_label);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, disputed_list);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, disputed_stack);
  gtk_widget_class_bind_template_child (widget_class, LwQualityPage, methods_view);
  gtk_widget_class_install_action (widget_class, "quality.measure", NULL, measure_action);
}

static void
lw_quality_page_init (LwQualityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_object_list_set_name (self->disputed_list, _("Images that workers do not agree about, the most disputed first"));
  self->job_signals = g_signal_group_new (LW_TYPE_LABELING_JOB);
  g_signal_group_connect_object (self->job_signals, "notify::last-event", G_CALLBACK (job_notify_last_event_cb), self,
                                 G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "quality.measure", FALSE);
}

/**
 * lw_quality_page_new:
 * @backend: the place that runs the jobs; it implements LwJobControl
 * @loader: the pictures
 *
 * Returns: (transfer floating): a page; give it a job before it is shown
 */
GtkWidget *
lw_quality_page_new (LwJobBackend  *backend,
                     LwImageLoader *loader)
{
  LwQualityPage *self;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (backend), NULL);

  self = g_object_new (LW_TYPE_QUALITY_PAGE, NULL);
  self->backend = g_object_ref (backend);
  g_set_object (&self->loader, loader);
  return GTK_WIDGET (self);
}

/**
 * lw_quality_page_set_job:
 * @self: a page
 * @job: a labeling job of the page's place
 *
 * Measures the job's quality and follows it.
 */
void
lw_quality_page_set_job (LwQualityPage *self,
                         LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_QUALITY_PAGE (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  if (!g_set_object (&self->job, job))
    return;
  g_clear_handle_id (&self->news_id, g_source_remove);
  g_clear_pointer (&self->report, lw_quality_report_unref);
  g_signal_group_set_target (self->job_signals, job);
  adw_window_title_set_title (self->title, lw_labeling_job_get_name (job));
  adw_window_title_set_subtitle (self->title, _("Quality"));
  lw_object_list_set_place (self->disputed_list, self->backend, self->loader, job);
  lw_methods_view_set_job (self->methods_view, self->backend, self->loader, job);
  measure (self);
}
