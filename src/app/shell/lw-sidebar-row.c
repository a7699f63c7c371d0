/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of the sidebar: a labeling job with its status and progress, or a draft. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-sidebar-row.h"

#include "lw-draft-item.h"

#include "lw-format.h"
#include "lw-job-words.h"

#include <glib/gi18n.h>

struct _LwSidebarRow
{
  GtkWidget     parent_instance;

  GtkImage     *icon;
  GtkWidget    *texts;
  GtkLabel     *name;
  GtkLabel     *status;
  GtkWidget    *progress;
  GtkLabel     *percentage;

  GSignalGroup *job_signals;
  const char   *css_class;
};

G_DEFINE_FINAL_TYPE (LwSidebarRow, lw_sidebar_row, GTK_TYPE_WIDGET)

static void
set_css_class (LwSidebarRow *self,
               const char   *css_class)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
}

static void
update (LwSidebarRow  *self,
        LwLabelingJob *job)
{
  LwLabelingJobStatus status = lw_labeling_job_get_status (job);
  gboolean final = lw_labeling_job_status_is_final (status);
  g_autofree char *percentage = lw_format_percent (lw_labeling_job_get_progress (job));

  gtk_image_set_from_icon_name (self->icon, lw_job_words_get_icon_name (status));
  set_css_class (self, lw_job_words_get_css_class (status));
  gtk_label_set_label (self->name, lw_labeling_job_get_name (job));
  gtk_label_set_label (self->status, lw_labeling_job_status_get_title (status));
  gtk_label_set_label (self->percentage, percentage);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), lw_labeling_job_get_progress (job));
  gtk_widget_set_visible (self->progress, !final);
  gtk_widget_set_visible (GTK_WIDGET (self->percentage), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), lw_labeling_job_get_problem (job));
}

static void
show_draft (LwSidebarRow *self,
            LwDraftItem  *draft)
{
  g_autofree char *ago = lw_format_time_ago (lw_draft_item_get_modified (draft), g_get_real_time ());
  /* Translators: an unfinished new labeling job and when it was saved, such as "Draft · 5 min ago" */
  g_autofree char *status = g_strdup_printf (_("Draft · %s"), ago);

  gtk_image_set_from_icon_name (self->icon, "document-edit-symbolic");
  set_css_class (self, "dim-label");
  gtk_label_set_label (self->name, lw_draft_item_get_title (draft));
  gtk_label_set_label (self->status, status);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->percentage), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

static void
job_notify_cb (LwSidebarRow  *self,
               GParamSpec    *pspec,
               LwLabelingJob *job)
{
  update (self, job);
}

static void
job_signals_bind_cb (LwSidebarRow  *self,
                     LwLabelingJob *job)
{
  update (self, job);
}

static void
lw_sidebar_row_dispose (GObject *object)
{
  LwSidebarRow *self = LW_SIDEBAR_ROW (object);

  g_clear_object (&self->job_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (lw_sidebar_row_parent_class)->dispose (object);
}

static void
lw_sidebar_row_class_init (LwSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_sidebar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/shell/lw-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LwSidebarRow, texts);
  gtk_widget_class_bind_template_child (widget_class, LwSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, LwSidebarRow, status);
  gtk_widget_class_bind_template_child (widget_class, LwSidebarRow, progress);
  gtk_widget_class_bind_template_child (widget_class, LwSidebarRow, percentage);
}

static void
lw_sidebar_row_init (LwSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->job_signals = g_signal_group_new (LW_TYPE_LABELING_JOB);
  g_signal_group_connect_object (self->job_signals, "notify", G_CALLBACK (job_notify_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job_signals, "bind", G_CALLBACK (job_signals_bind_cb), self, G_CONNECT_SWAPPED);
}

/**
 * lw_sidebar_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
lw_sidebar_row_new (void)
{
  return g_object_new (LW_TYPE_SIDEBAR_ROW, NULL);
}

/**
 * lw_sidebar_row_set_item:
 * @self: a row
 * @item: (nullable): an #LwLabelingJob or #LwDraftItem
 *
 * Shows the item and follows it from now on.
 */
void
lw_sidebar_row_set_item (LwSidebarRow *self,
                         gpointer      item)
{
  g_return_if_fail (LW_IS_SIDEBAR_ROW (self));

  g_signal_group_set_target (self->job_signals, LW_IS_LABELING_JOB (item) ? item : NULL);
  if (LW_IS_DRAFT_ITEM (item))
    show_draft (self, item);
}
