/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The workers of a job: answers, how often right, how fast, whether that changed; a row shows the worker in detail.
 * */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-workers-view.h"

#include "lw-quality-words.h"
#include "lw-table-view.h"
#include "lw-worker-detail.h"

#include "lw-format.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LwWorkersView
{
  AdwBin           parent_instance;

  LwTableView     *table;
  LwWorkerDetail  *detail;

  LwQualityReport *report;
  char            *chosen;
};

G_DEFINE_FINAL_TYPE (LwWorkersView, lw_workers_view, ADW_TYPE_BIN)

static void
show_worker (LwWorkersView *self,
             guint          worker)
{
  lw_worker_detail_show (self->detail, self->report, worker);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), TRUE);
}

static void
table_chosen_cb (LwWorkersView *self,
                 guint          worker)
{
  g_free (self->chosen);
  self->chosen = g_strdup (lw_annotations_get_worker (lw_quality_report_get_annotations (self->report), worker));
  show_worker (self, worker);
}

static char *
dup_gold_share (const LwWorkerScore *score)
{
  g_autofree char *share = lw_quality_words_dup_share (score->gold_accuracy);

  if (score->n_gold == 0)
    return g_steal_pointer (&share);
  /* Translators: a percentage, and of how many: "90.0 % of 20" */
  return g_strdup_printf (_("%s of %u"), share, score->n_gold);
}

static void
add_worker (GListStore      *rows,
            LwQualityReport *report,
            guint            worker)
{
  const LwWorkerScore *score = lw_worker_quality_get_score (lw_quality_report_get_workers (report), worker);
  g_autofree char *answers = lw_format_number (score->n_answers);
  g_autofree char *accuracy = lw_quality_words_dup_share (score->accuracy);
  g_autofree char *gold = dup_gold_share (score);
  g_autofree char *seconds = lw_quality_words_dup_seconds (score->seconds);
  g_autofree char *drift = lw_quality_words_dup_drift (score->drift);
  const char *cells[] = { lw_annotations_get_worker (lw_quality_report_get_annotations (report), worker), answers,
                          accuracy, gold, seconds, drift, NULL };
  const double numbers[] = { NAN, score->n_answers, score->accuracy, score->gold_accuracy, score->seconds,
                             score->drift };
  g_autoptr (LwTableRow) row = lw_table_row_new (worker, cells, numbers);

  g_list_store_append (rows, row);
}

static void
lw_workers_view_dispose (GObject *object)
{
  LwWorkersView *self = LW_WORKERS_VIEW (object);

  g_clear_pointer (&self->report, lw_quality_report_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WORKERS_VIEW);

  G_OBJECT_CLASS (lw_workers_view_parent_class)->dispose (object);
}

static void
lw_workers_view_finalize (GObject *object)
{
  g_free (LW_WORKERS_VIEW (object)->chosen);

  G_OBJECT_CLASS (lw_workers_view_parent_class)->finalize (object);
}

static void
lw_workers_view_class_init (LwWorkersViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_workers_view_dispose;
  object_class->finalize = lw_workers_view_finalize;

  g_type_ensure (LW_TYPE_TABLE_VIEW);
  g_type_ensure (LW_TYPE_WORKER_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/quality/lw-workers-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWorkersView, table);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersView, detail);
  gtk_widget_class_bind_template_callback (widget_class, table_chosen_cb);
}

static void
lw_workers_view_init (LwWorkersView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lw_table_view_set_name (self->table, _("Workers"));
  lw_table_view_add_column (self->table, _("Worker"), FALSE);
  lw_table_view_add_column (self->table, _("Answers"), TRUE);
  lw_table_view_add_column (self->table, _("As the label"), TRUE);
  lw_table_view_add_column (self->table, _("Known answers"), TRUE);
  lw_table_view_add_column (self->table, _("Time"), TRUE);
  lw_table_view_add_column (self->table, _("Drift"), TRUE);
}

/**
 * lw_workers_view_set_report:
 * @self: the view
 * @report: what the answers say
 *
 * Shows it. The worker that was looked at stays in view.
 */
void
lw_workers_view_set_report (LwWorkersView   *self,
                            LwQualityReport *report)
{
  GListStore *rows = g_list_store_new (LW_TYPE_TABLE_ROW);
  LwAnnotations *annotations;
  g_autofree guint32 *ranking = NULL;
  guint worker;

  g_return_if_fail (LW_IS_WORKERS_VIEW (self));
  g_return_if_fail (report != NULL);

  g_clear_pointer (&self->report, lw_quality_report_unref);
  self->report = lw_quality_report_ref (report);
  annotations = lw_quality_report_get_annotations (report);
  ranking = lw_worker_quality_dup_ranking (lw_quality_report_get_workers (report));
  for (guint i = 0; i < lw_annotations_get_n_workers (annotations); i++)
    add_worker (rows, report, ranking[i]);
  lw_table_view_take_rows (self->table, rows);
  if (self->chosen != NULL && lw_annotations_find_worker (annotations, self->chosen, &worker))
    show_worker (self, worker);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->detail), FALSE);
}
