/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker of a job in detail: how good in a sentence, how that changed over time, and which labels the worker
 * takes for which. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-worker-detail.h"

#include "lw-quality-words.h"
#include "lw-table-view.h"

#include "lw-bar-chart.h"
#include "lw-format.h"

#include <glib/gi18n.h>
#include <math.h>

/* A matrix of more classes than this is a wall of zeros; the table says the same. */
#define MAX_MATRIX 12

struct _LwWorkerDetail
{
  AdwPreferencesGroup  parent_instance;

  GtkLabel            *sentence_label;
  GtkWidget           *drift_box;
  LwBarChart          *drift_chart;
  GtkWidget           *matrix_box;
  GtkLabel            *matrix_label;
  GtkGrid             *matrix_grid;
  LwTableView         *mistake_table;
};

G_DEFINE_FINAL_TYPE (LwWorkerDetail, lw_worker_detail, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_window_name (const LwDriftWindow *window,
                 guint                position)
{
  g_autoptr (GDateTime) begin = NULL;

  if (window->begin > 0)
    begin = g_date_time_new_from_unix_local (window->begin / G_USEC_PER_SEC);
  return begin != NULL ? g_date_time_format (begin, "%H:%M") : g_strdup_printf ("%u", position + 1);
}

static void
show_drift (LwWorkerDetail      *self,
            const LwWorkerScore *score)
{
  lw_bar_chart_clear (self->drift_chart);
  for (guint i = 0; i < score->n_windows; i++)
    {
      const LwDriftWindow *window = &score->windows[i];
      g_autofree char *number = isnan (window->accuracy) ? g_strdup ("–") : lw_format_percent (window->accuracy);
      g_autofree char *name = dup_window_name (window, i);
      LwBar bar = { isnan (window->accuracy) ? 0 : window->accuracy, number, name, FALSE };

      lw_bar_chart_add_bar (self->drift_chart, &bar);
    }
  gtk_widget_set_visible (self->drift_box, score->n_windows > 1);
}

/* The matrix */

static void
add_cell (LwWorkerDetail *self,
          int             column,
          int             row,
          const char     *text,
          const char     *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "lw-matrix-cell");
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->matrix_grid, label, column, row, 1, 1);
}

static void
add_count (LwWorkerDetail *self,
           int             column,
           int             row,
           guint           count)
{
  g_autofree char *number = lw_format_number (count);

  add_cell (self, column, row, number, count == 0 ? "dim-label" : column == row ? "lw-right" : "lw-wrong");
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
show_matrix (LwWorkerDetail *self,
             LwAnnotations  *annotations,
             const guint32  *confusion,
             gboolean        against_gold)
{
  guint n = lw_annotations_get_n_classes (annotations);

  clear_grid (self->matrix_grid);
  gtk_label_set_label (self->matrix_label, against_gold
                                             ? _("Rows are the known answers, columns what the worker said.")
                                             : _("Rows are the consolidated labels, columns what the worker said."));
  for (guint i = 0; n <= MAX_MATRIX && i < n; i++)
    {
      add_cell (self, (int) i + 1, 0, lw_annotations_get_class (annotations, i), "heading");
      add_cell (self, 0, (int) i + 1, lw_annotations_get_class (annotations, i), "heading");
      for (guint j = 0; j < n; j++)
        add_count (self, (int) j + 1, (int) i + 1, confusion[i * n + j]);
    }
  gtk_widget_set_visible (self->matrix_box, n <= MAX_MATRIX);
}

static void
show_mistakes (LwWorkerDetail *self,
               LwAnnotations  *annotations,
               const guint32  *confusion)
{
  guint n = lw_annotations_get_n_classes (annotations);
  GListStore *rows = g_list_store_new (LW_TYPE_TABLE_ROW);

  for (guint i = 0; i < n * n; i++)
    if (confusion[i] > 0 && i / n != i % n)
      {
        g_autofree char *number = lw_format_number (confusion[i]);
        const char *cells[] = { lw_annotations_get_class (annotations, i / n),
                                lw_annotations_get_class (annotations, i % n), number, NULL };
        const double numbers[] = { NAN, NAN, confusion[i] };
        g_autoptr (LwTableRow) row = lw_table_row_new (i, cells, numbers);

        g_list_store_append (rows, row);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->mistake_table), g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0);
  lw_table_view_take_rows (self->mistake_table, rows);
}

static void
lw_worker_detail_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_WORKER_DETAIL);

  G_OBJECT_CLASS (lw_worker_detail_parent_class)->dispose (object);
}

static void
lw_worker_detail_class_init (LwWorkerDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_worker_detail_dispose;

  g_type_ensure (LW_TYPE_BAR_CHART);
  g_type_ensure (LW_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/quality/lw-worker-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, drift_box);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, drift_chart);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, matrix_box);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, matrix_label);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, matrix_grid);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerDetail, mistake_table);
}

static void
lw_worker_detail_init (LwWorkerDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lw_table_view_set_name (self->mistake_table, _("What the worker said instead"));
  lw_table_view_add_column (self->mistake_table, _("Label"), FALSE);
  lw_table_view_add_column (self->mistake_table, _("Said instead"), FALSE);
  lw_table_view_add_column (self->mistake_table, _("Times"), TRUE);
}

/**
 * lw_worker_detail_show:
 * @self: the detail
 * @report: what the answers say
 * @worker: a worker as the annotations number it
 *
 * Shows the worker; the matrix is against known answers when the worker was asked for some.
 */
void
lw_worker_detail_show (LwWorkerDetail  *self,
                       LwQualityReport *report,
                       guint            worker)
{
  LwAnnotations *annotations = lw_quality_report_get_annotations (report);
  LwWorkerQuality *quality = lw_quality_report_get_workers (report);
  const LwWorkerScore *score = lw_worker_quality_get_score (quality, worker);
  gboolean against_gold = score->n_gold > 0;
  g_autofree guint32 *confusion = lw_worker_quality_dup_confusion (quality, worker, against_gold);
  const char *name = lw_annotations_get_worker (annotations, worker);
  g_autofree char *sentence = lw_quality_words_dup_worker (score, name);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  g_return_if_fail (LW_IS_WORKER_DETAIL (self));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), escaped);
  gtk_label_set_label (self->sentence_label, sentence);
  show_drift (self, score);
  if (confusion == NULL)
    return;
  show_matrix (self, annotations, confusion, against_gold);
  show_mistakes (self, annotations, confusion);
}
