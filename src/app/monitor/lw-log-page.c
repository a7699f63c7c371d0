/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of one labeling job: what happened, the newest first, by kind. A row about an image opens the image's
 * story. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-log-page.h"

#include "lw-event-model.h"
#include "lw-story-window.h"

#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwLogPage
{
  AdwBin           parent_instance;

  AdwWindowTitle  *title;
  GtkDropDown     *kind_dropdown;
  GtkListView     *list_view;
  GtkStack        *stack;
  GtkNoSelection  *selection;

  LwJobBackend    *backend;
  LwImageLoader   *loader;
  LwLabelingJob   *job;
  LwEventModel    *model;
};

G_DEFINE_FINAL_TYPE (LwLogPage, lw_log_page, ADW_TYPE_BIN)

/* In the order of the drop-down. */
static const guint64 filters[] = {
  LW_EVENT_KINDS_ALL,
  LW_EVENT_KIND (LW_JOB_EVENT_ANSWERED) | LW_EVENT_KIND (LW_JOB_EVENT_AMENDED),
  LW_EVENT_KIND (LW_JOB_EVENT_ASSIGNED) | LW_EVENT_KIND (LW_JOB_EVENT_RELEASED) |
    LW_EVENT_KIND (LW_JOB_EVENT_EXPIRED) | LW_EVENT_KIND (LW_JOB_EVENT_DECLINED),
  LW_EVENT_KIND (LW_JOB_EVENT_CONSOLIDATED) | LW_EVENT_KIND (LW_JOB_EVENT_REOPENED),
  LW_EVENT_KIND (LW_JOB_EVENT_FAILED) | LW_EVENT_KIND (LW_JOB_EVENT_REFUSED) |
    LW_EVENT_KIND (LW_JOB_EVENT_INPUT_CHANGED) | LW_EVENT_KIND (LW_JOB_EVENT_PROBLEM) |
    LW_EVENT_KIND (LW_JOB_EVENT_RECOVERED),
  LW_EVENT_KIND (LW_JOB_EVENT_CREATED) | LW_EVENT_KIND (LW_JOB_EVENT_STARTED) |
    LW_EVENT_KIND (LW_JOB_EVENT_CHANGED) | LW_EVENT_KIND (LW_JOB_EVENT_PAUSED) |
    LW_EVENT_KIND (LW_JOB_EVENT_RESUMED) | LW_EVENT_KIND (LW_JOB_EVENT_DROPPED) |
    LW_EVENT_KIND (LW_JOB_EVENT_MANIFEST) | LW_EVENT_KIND (LW_JOB_EVENT_STOPPING) |
    LW_EVENT_KIND (LW_JOB_EVENT_STOPPED) | LW_EVENT_KIND (LW_JOB_EVENT_COMPLETED),
};

static void
model_items_changed_cb (LwLogPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *number = lw_format_number (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s event", "%s events", n), number);

  adw_window_title_set_subtitle (self->title, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
kind_dropdown_selected_cb (LwLogPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_dropdown);

  if (self->model != NULL && selected < G_N_ELEMENTS (filters))
    lw_event_model_set_kinds (self->model, filters[selected]);
}

static void
list_view_activate_cb (LwLogPage *self,
                       guint      position)
{
  g_autoptr (LwEventItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  LwJobEvent *event = item != NULL ? lw_event_item_get_event (item) : NULL;

  if (event == NULL || lw_job_event_get_object (event) < 0)
    return;
  lw_story_window_present (GTK_WIDGET (self), self->backend, self->loader, self->job,
                           (guint64) lw_job_event_get_object (event));
}

static void
lw_log_page_dispose (GObject *object)
{
  LwLogPage *self = LW_LOG_PAGE (object);

  g_clear_object (&self->model);
  g_clear_object (&self->job);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_LOG_PAGE);

  G_OBJECT_CLASS (lw_log_page_parent_class)->dispose (object);
}

static void
lw_log_page_class_init (LwLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_log_page_dispose;

  g_type_ensure (LW_TYPE_EVENT_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/monitor/lw-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwLogPage, title);
  gtk_widget_class_bind_template_child (widget_class, LwLogPage, kind_dropdown);
  gtk_widget_class_bind_template_child (widget_class, LwLogPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, LwLogPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LwLogPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, kind_dropdown_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_view_activate_cb);
}

static void
lw_log_page_init (LwLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_log_page_new:
 * @backend: the place that runs the jobs; it implements LwJobControl
 * @loader: the pictures
 *
 * Returns: (transfer floating): a page; give it a job before it is shown
 */
GtkWidget *
lw_log_page_new (LwJobBackend  *backend,
                 LwImageLoader *loader)
{
  LwLogPage *self;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (backend), NULL);

  self = g_object_new (LW_TYPE_LOG_PAGE, NULL);
  self->backend = g_object_ref (backend);
  self->loader = g_object_ref (loader);
  return GTK_WIDGET (self);
}

/**
 * lw_log_page_set_job:
 * @self: a page
 * @job: a labeling job of the page's place
 *
 * Shows the job's log and follows it.
 */
void
lw_log_page_set_job (LwLogPage     *self,
                     LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_LOG_PAGE (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  if (!g_set_object (&self->job, job) || !LW_IS_JOB_CONTROL (self->backend))
    return;
  gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->model);
  self->model = lw_event_model_new (LW_JOB_CONTROL (self->backend), job);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (model_items_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  adw_window_title_set_title (self->title, lw_labeling_job_get_name (job));
  kind_dropdown_selected_cb (self);
  model_items_changed_cb (self);
}
