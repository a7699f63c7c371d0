/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often two sides agree and what they confuse.
 *
 * GtkListView ─ GtkNoSelection ─ GtkStringList, a line for each of the flips, in their order
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-confusion-view.h"
#include "lw-chart-frame.h"
#include "lw-matrix-view.h"

#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwConfusionView
{
  AdwBin             parent_instance;

  GtkLabel          *summary;
  LwChartFrame      *frame;
  LwMatrixView      *matrix_view;
  GtkLabel          *omitted;
  GtkListView       *flips_view;
  GtkWidget         *flips_title;

  LwConfusionMatrix *matrix;
  LwConfusionCell   *flips;
  guint              n_flips;
};

enum
{
  CELL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwConfusionView, lw_confusion_view, ADW_TYPE_BIN)

static void
matrix_cell_activated_cb (LwConfusionView *self,
                          guint            left,
                          guint            right)
{
  g_signal_emit (self, signals[CELL_ACTIVATED], 0, left, right);
}

static void
flips_view_activate_cb (LwConfusionView *self,
                        guint            position)
{
  if (position < self->n_flips)
    g_signal_emit (self, signals[CELL_ACTIVATED], 0, self->flips[position].left, self->flips[position].right);
}

/* The entries that are met most often, in the matrix's order. */

typedef struct
{
  guint   entry;
  guint64 total;
} Weight;

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  const Weight *x = a;
  const Weight *y = b;

  return (x->total < y->total) - (x->total > y->total);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const guint *x = a;
  const guint *y = b;

  return (*x > *y) - (*x < *y);
}

static GArray *
choose_entries (LwConfusionMatrix *matrix)
{
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (Weight));
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < lw_confusion_matrix_get_n_entries (matrix); i++)
    {
      Weight weight = { i, lw_confusion_matrix_get_left_total (matrix, i)
                           + lw_confusion_matrix_get_right_total (matrix, i) };

      if (weight.total > 0)
        g_array_append_val (weights, weight);
    }
  g_array_sort (weights, compare_totals);
  for (guint i = 0; i < MIN (weights->len, LW_MATRIX_VIEW_MAX_ENTRIES); i++)
    g_array_append_val (entries, g_array_index (weights, Weight, i).entry);
  g_array_sort (entries, compare_entries);
  return entries;
}

static void
update_data (LwConfusionView *self,
             GArray          *entries,
             const char      *row_title)
{
  g_auto (GStrv) names = g_new0 (char *, entries->len + 1);
  g_autofree guint64 *counts = g_new0 (guint64, entries->len + 1);
  g_autoptr (LwChartData) data = NULL;

  for (guint i = 0; i < entries->len; i++)
    names[i] = lw_matrix_view_dup_entry_name (self->matrix, g_array_index (entries, guint, i));
  data = lw_chart_data_new (LW_CHART_MATRIX, _("Confusion matrix"), row_title, (const char *const *) names);
  for (guint i = 0; i < entries->len; i++)
    {
      for (guint k = 0; k < entries->len; k++)
        counts[k] = lw_confusion_matrix_get_count (self->matrix, g_array_index (entries, guint, i),
                                                   g_array_index (entries, guint, k));
      lw_chart_data_add_row (data, names[i], counts);
    }
  lw_chart_frame_set_data (self->frame, data);
}

static void
update_flips (LwConfusionView *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) list = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_free (self->flips);
  self->flips = lw_confusion_matrix_dup_flips (self->matrix, &self->n_flips);
  for (guint i = 0; i < self->n_flips; i++)
    {
      g_autofree char *left = lw_matrix_view_dup_entry_name (self->matrix, self->flips[i].left);
      g_autofree char *right = lw_matrix_view_dup_entry_name (self->matrix, self->flips[i].right);
      g_autofree char *number = lw_format_number (self->flips[i].count);

      /* Translators: what one side says, what the other side says, how often */
      g_ptr_array_add (lines, g_strdup_printf (_("%s → %s: %s"), left, right, number));
    }
  g_ptr_array_add (lines, NULL);
  list = gtk_string_list_new ((const char *const *) lines->pdata);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&list)));
  gtk_list_view_set_model (self->flips_view, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (self->flips_title, self->n_flips > 0);
}

static void
update_words (LwConfusionView *self,
              guint            n_shown,
              const char      *left,
              const char      *right)
{
  guint64 both = lw_confusion_matrix_get_n_both (self->matrix);
  guint64 equal = lw_confusion_matrix_get_n_equal (self->matrix);
  g_autofree char *both_number = lw_format_number (both);
  g_autofree char *equal_number = lw_format_number (equal);
  g_autofree char *words =
    /* Translators: what stands left, what at the top; how many images both label, on how many they agree */
    g_strdup_printf (_("“%s” stands on the left, “%s” at the top. Of %s images that both label, they agree on %s "
                       "(%.1f %%). Press a cell to see its images."),
                     left, right, both_number, equal_number, both > 0 ? 100.0 * (double) equal / (double) both : 0);

  gtk_label_set_label (self->summary, words);
  gtk_widget_set_visible (GTK_WIDGET (self->omitted), n_shown == LW_MATRIX_VIEW_MAX_ENTRIES);
}

static void
cell_setup_cb (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                                    NULL));
}

static void
cell_bind_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  GtkStringObject *line = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), gtk_string_object_get_string (line));
}

static void
lw_confusion_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_CONFUSION_VIEW);

  G_OBJECT_CLASS (lw_confusion_view_parent_class)->dispose (object);
}

static void
lw_confusion_view_finalize (GObject *object)
{
  LwConfusionView *self = LW_CONFUSION_VIEW (object);

  g_clear_pointer (&self->matrix, lw_confusion_matrix_unref);
  g_free (self->flips);

  G_OBJECT_CLASS (lw_confusion_view_parent_class)->finalize (object);
}

static void
lw_confusion_view_class_init (LwConfusionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_confusion_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_confusion_view_finalize;

  /**
   * LwConfusionView::cell-activated:
   * @self: the view
   * @left: the matrix's entry on the left side
   * @right: likewise on the right side
   *
   * The images of a cell are to be opened.
   */
  signals[CELL_ACTIVATED] = g_signal_new ("cell-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  g_type_ensure (LW_TYPE_CHART_FRAME);
  g_type_ensure (LW_TYPE_MATRIX_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-confusion-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LwConfusionView, summary);
  gtk_widget_class_bind_template_child (widget_class, LwConfusionView, frame);
  gtk_widget_class_bind_template_child (widget_class, LwConfusionView, matrix_view);
  gtk_widget_class_bind_template_child (widget_class, LwConfusionView, omitted);
  gtk_widget_class_bind_template_child (widget_class, LwConfusionView, flips_view);
  gtk_widget_class_bind_template_child (widget_class, LwConfusionView, flips_title);
  gtk_widget_class_bind_template_callback (widget_class, flips_view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, matrix_cell_activated_cb);
}

static void
lw_confusion_view_init (LwConfusionView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), NULL);
  gtk_list_view_set_factory (self->flips_view, factory);
}

/**
 * lw_confusion_view_set_matrix:
 * @self: a view
 * @matrix: what is confused with what
 * @left: what its left side is called
 * @right: likewise its right side
 *
 * Shows a matrix.
 */
void
lw_confusion_view_set_matrix (LwConfusionView   *self,
                              LwConfusionMatrix *matrix,
                              const char        *left,
                              const char        *right)
{
  g_autoptr (GArray) entries = NULL;
  g_autofree char *row_title = NULL;

  g_return_if_fail (LW_IS_CONFUSION_VIEW (self));
  g_return_if_fail (matrix != NULL && left != NULL && right != NULL);

  if (self->matrix == matrix)
    return;

  g_clear_pointer (&self->matrix, lw_confusion_matrix_unref);
  self->matrix = lw_confusion_matrix_ref (matrix);
  entries = choose_entries (matrix);
  row_title = g_strdup_printf ("%s \\ %s", left, right);
  lw_matrix_view_set_matrix (self->matrix_view, matrix, (const guint *) entries->data, entries->len);
  update_data (self, entries, row_title);
  update_flips (self);
  update_words (self, entries->len, left, right);
}

/**
 * lw_confusion_view_get_matrix:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the matrix that it shows
 */
LwConfusionMatrix *
lw_confusion_view_get_matrix (LwConfusionView *self)
{
  g_return_val_if_fail (LW_IS_CONFUSION_VIEW (self), NULL);

  return self->matrix;
}
