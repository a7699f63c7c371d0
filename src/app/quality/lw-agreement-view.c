/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far the workers of a job agree: the measures with a sentence on how to read them, by label, by pair of workers,
 * and which labels are taken for each other. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-agreement-view.h"

#include "lw-quality-words.h"
#include "lw-table-view.h"

#include "lw-format.h"

#include <glib/gi18n.h>
#include <math.h>

/* A thousand workers make half a million pairs; those that share the most images tell the most. */
#define MAX_PAIRS 1000
#define MAX_CONFUSIONS 1000

struct _LwAgreementView
{
  AdwBin        parent_instance;

  GtkLabel     *headline_label;
  GtkLabel     *verdict_label;
  GtkLabel     *percent_label;
  GtkLabel     *fleiss_label;
  GtkLabel     *cohen_label;
  GtkLabel     *alpha_label;
  LwTableView  *class_table;
  GtkWidget    *confusion_group;
  LwTableView  *confusion_table;
  GtkWidget    *pair_group;
  LwTableView  *pair_table;
  GtkLabel     *pair_label;
};

G_DEFINE_FINAL_TYPE (LwAgreementView, lw_agreement_view, ADW_TYPE_BIN)

static void
take_text (GtkLabel *label,
           char     *text)
{
  gtk_label_set_label (label, text);
  g_free (text);
}

static void
show_measures (LwAgreementView *self,
               LwQualityReport *report)
{
  const LwAgreementMeasures *measures = lw_agreement_get_overall (lw_quality_report_get_agreement (report));
  guint n_objects = lw_annotations_get_n_tasks (lw_quality_report_get_annotations (report));

  take_text (self->headline_label, lw_quality_words_dup_headline (measures, n_objects));
  gtk_label_set_label (self->verdict_label, lw_quality_words_get_verdict (measures->krippendorff));
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_label), measures->n_objects > 0);
  take_text (self->percent_label, lw_quality_words_dup_share (measures->percent));
  take_text (self->fleiss_label, lw_quality_words_dup_kappa (measures->fleiss));
  take_text (self->cohen_label, lw_quality_words_dup_kappa (measures->cohen));
  take_text (self->alpha_label, lw_quality_words_dup_kappa (measures->krippendorff));
}

static void
add_class (GListStore          *rows,
           LwQualityReport     *report,
           guint                class_index)
{
  const LwAgreementMeasures *measures = lw_agreement_get_class (lw_quality_report_get_agreement (report), class_index);
  g_autofree char *percent = lw_quality_words_dup_share (measures->percent);
  g_autofree char *fleiss = lw_quality_words_dup_kappa (measures->fleiss);
  g_autofree char *alpha = lw_quality_words_dup_kappa (measures->krippendorff);
  const char *cells[] = { lw_annotations_get_class (lw_quality_report_get_annotations (report), class_index), percent,
                          fleiss, alpha, NULL };
  const double numbers[] = { NAN, measures->percent, measures->fleiss, measures->krippendorff };
  g_autoptr (LwTableRow) row = lw_table_row_new (class_index, cells, numbers);

  g_list_store_append (rows, row);
}

static void
show_classes (LwAgreementView *self,
              LwQualityReport *report)
{
  GListStore *rows = g_list_store_new (LW_TYPE_TABLE_ROW);

  for (guint i = 0; i < lw_annotations_get_n_classes (lw_quality_report_get_annotations (report)); i++)
    add_class (rows, report, i);
  lw_table_view_take_rows (self->class_table, rows);
}

static void
show_confusions (LwAgreementView *self,
                 LwQualityReport *report)
{
  LwAnnotations *annotations = lw_quality_report_get_annotations (report);
  GListStore *rows = g_list_store_new (LW_TYPE_TABLE_ROW);
  guint n;
  const LwClassConfusion *confusions = lw_agreement_get_confusions (lw_quality_report_get_agreement (report), &n);

  for (guint i = 0; i < MIN (n, MAX_CONFUSIONS); i++)
    {
      g_autofree char *weight = g_strdup_printf ("%.1f", confusions[i].weight);
      const char *cells[] = { lw_annotations_get_class (annotations, confusions[i].classes[0]),
                              lw_annotations_get_class (annotations, confusions[i].classes[1]), weight, NULL };
      const double numbers[] = { NAN, NAN, confusions[i].weight };
      g_autoptr (LwTableRow) row = lw_table_row_new (i, cells, numbers);

      g_list_store_append (rows, row);
    }
  gtk_widget_set_visible (self->confusion_group, n > 0);
  lw_table_view_take_rows (self->confusion_table, rows);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const LwWorkerPair *x = *(const LwWorkerPair *const *) a;
  const LwWorkerPair *y = *(const LwWorkerPair *const *) b;

  return x->n_objects > y->n_objects ? -1 : x->n_objects < y->n_objects ? 1 : x < y ? -1 : 1;
}

static void
add_pair (GListStore         *rows,
          LwAnnotations      *annotations,
          const LwWorkerPair *pair)
{
  g_autofree char *number = lw_format_number (pair->n_objects);
  g_autofree char *percent = lw_quality_words_dup_share (pair->percent);
  g_autofree char *cohen = lw_quality_words_dup_kappa (pair->cohen);
  const char *cells[] = { lw_annotations_get_worker (annotations, pair->workers[0]),
                          lw_annotations_get_worker (annotations, pair->workers[1]), number, percent, cohen, NULL };
  const double numbers[] = { NAN, NAN, pair->n_objects, pair->percent, pair->cohen };
  g_autoptr (LwTableRow) row = lw_table_row_new (0, cells, numbers);

  g_list_store_append (rows, row);
}

static void
show_pairs (LwAgreementView *self,
            LwQualityReport *report)
{
  LwAnnotations *annotations = lw_quality_report_get_annotations (report);
  GListStore *rows = g_list_store_new (LW_TYPE_TABLE_ROW);
  guint n;
  const LwWorkerPair *pairs = lw_agreement_get_pairs (lw_quality_report_get_agreement (report), &n);
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (n);
  g_autofree char *number = lw_format_number (n);
  g_autofree char *shown = lw_format_number (MAX_PAIRS);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, (gpointer) &pairs[i]);
  g_ptr_array_sort (sorted, compare_pairs);
  for (guint i = 0; i < MIN (n, MAX_PAIRS); i++)
    add_pair (rows, annotations, g_ptr_array_index (sorted, i));
  gtk_widget_set_visible (self->pair_group, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->pair_label), n > MAX_PAIRS);
  take_text (self->pair_label, g_strdup_printf (_("The %s of %s pairs that share the most images"), shown, number));
  lw_table_view_take_rows (self->pair_table, rows);
}

static void
lw_agreement_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_AGREEMENT_VIEW);

  G_OBJECT_CLASS (lw_agreement_view_parent_class)->dispose (object);
}

static void
lw_agreement_view_class_init (LwAgreementViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_agreement_view_dispose;

  g_type_ensure (LW_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/quality/lw-agreement-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, headline_label);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, percent_label);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, fleiss_label);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, cohen_label);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, alpha_label);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, class_table);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, confusion_group);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, confusion_table);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, pair_group);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, pair_table);
  gtk_widget_class_bind_template_child (widget_class, LwAgreementView, pair_label);
}

static void
lw_agreement_view_init (LwAgreementView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  lw_table_view_set_name (self->class_table, _("Agreement by label"));
  lw_table_view_add_column (self->class_table, _("Label"), FALSE);
  lw_table_view_add_column (self->class_table, _("Agreement"), TRUE);
  lw_table_view_add_column (self->class_table, _("Fleiss’ kappa"), TRUE);
  lw_table_view_add_column (self->class_table, _("Alpha"), TRUE);

  lw_table_view_set_name (self->confusion_table, _("Labels taken for each other"));
  lw_table_view_add_column (self->confusion_table, _("One says"), FALSE);
  lw_table_view_add_column (self->confusion_table, _("Another says"), FALSE);
  lw_table_view_add_column (self->confusion_table, _("How often"), TRUE);

  lw_table_view_set_name (self->pair_table, _("Agreement by pair of workers"));
  lw_table_view_add_column (self->pair_table, _("Worker"), FALSE);
  lw_table_view_add_column (self->pair_table, _("Other worker"), FALSE);
  lw_table_view_add_column (self->pair_table, _("Images"), TRUE);
  lw_table_view_add_column (self->pair_table, _("Agreement"), TRUE);
  lw_table_view_add_column (self->pair_table, _("Cohen’s kappa"), TRUE);
}

/**
 * lw_agreement_view_set_report:
 * @self: the view
 * @report: what the answers say
 *
 * Shows it.
 */
void
lw_agreement_view_set_report (LwAgreementView *self,
                              LwQualityReport *report)
{
  g_return_if_fail (LW_IS_AGREEMENT_VIEW (self));
  g_return_if_fail (report != NULL);

  show_measures (self, report);
  show_classes (self, report);
  show_confusions (self, report);
  show_pairs (self, report);
}
