/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of texts and numbers that is sorted by pressing a column's title and makes only the rows in view. What its
 * rows are about is their owner's matter. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-table-view.h"

#include <math.h>

/* In pixels; more rows are scrolled. */
#define HEADER_HEIGHT 34
#define ROW_HEIGHT 24
#define MAX_HEIGHT 360

/* Invariant: rows ─ GtkSortListModel (the columns' sorter) ─ selection ─ view; the rows are LwTableRow. */
struct _LwTableView
{
  AdwBin               parent_instance;

  GtkColumnView       *view;
  GtkSingleSelection  *selection;

  GtkSortListModel    *sorted;
  guint                n_columns;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwTableView, lw_table_view, ADW_TYPE_BIN)

static GQuark
number_quark (void)
{
  return g_quark_from_static_string ("lw-table-view-number");
}

static void
factory_setup_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  gboolean is_number = g_object_get_qdata (G_OBJECT (factory), number_quark ()) != NULL;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), is_number ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
factory_bind_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  column)
{
  const char *text = lw_table_row_get_cell (LW_TABLE_ROW (gtk_list_item_get_item (item)), GPOINTER_TO_UINT (column));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

/* What is not defined comes last in either order's first half: it is less than every number. */
static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      column)
{
  guint n = GPOINTER_TO_UINT (column);
  double x = lw_table_row_get_number (LW_TABLE_ROW ((gpointer) a), n);
  double y = lw_table_row_get_number (LW_TABLE_ROW ((gpointer) b), n);

  if (isnan (x) && isnan (y))
    return g_utf8_collate (lw_table_row_get_cell (LW_TABLE_ROW ((gpointer) a), n),
                           lw_table_row_get_cell (LW_TABLE_ROW ((gpointer) b), n));
  if (isnan (x) || isnan (y))
    return isnan (x) ? -1 : 1;
  return x < y ? -1 : x > y ? 1 : 0;
}

static void
view_activate_cb (LwTableView *self,
                  guint        position)
{
  g_autoptr (LwTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, lw_table_row_get_id (row));
}

/* A view that has not been shown yet does not know how high it would like to be. */
static void
fit_height (LwTableView *self,
            guint        n_rows)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_SCROLLED_WINDOW);

  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              (int) MIN (HEADER_HEIGHT + n_rows * ROW_HEIGHT, MAX_HEIGHT));
}

static void
lw_table_view_dispose (GObject *object)
{
  LwTableView *self = LW_TABLE_VIEW (object);

  g_clear_object (&self->sorted);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_TABLE_VIEW);

  G_OBJECT_CLASS (lw_table_view_parent_class)->dispose (object);
}

static void
lw_table_view_class_init (LwTableViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_table_view_dispose;

  /**
   * LwTableView::chosen:
   * @id: what the row is about
   *
   * The person pressed a row.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/quality/lw-table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LwTableView, view);
  gtk_widget_class_bind_template_child (widget_class, LwTableView, selection);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
}

static void
lw_table_view_init (LwTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->sorted = gtk_sort_list_model_new (NULL, g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->sorted));
}

/**
 * lw_table_view_set_name:
 * @self: a table
 * @name: what assistive technology calls it
 *
 * Sets the name.
 */
void
lw_table_view_set_name (LwTableView *self,
                        const char  *name)
{
  g_return_if_fail (LW_IS_TABLE_VIEW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * lw_table_view_add_column:
 * @self: a table
 * @title: what the column says
 * @is_number: whether its cells are numbers
 *
 * Adds a column at the end. The first one gets the room that is left.
 */
void
lw_table_view_add_column (LwTableView *self,
                          const char  *title,
                          gboolean     is_number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  gpointer number = GUINT_TO_POINTER (self->n_columns);
  GtkColumnViewColumn *column;
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (LW_IS_TABLE_VIEW (self));

  g_object_set_qdata (G_OBJECT (factory), number_quark (), GINT_TO_POINTER (is_number));
  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (factory_bind_cb), number);
  column = gtk_column_view_column_new (title, factory);
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, number, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, !is_number);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
  self->n_columns++;
}

/**
 * lw_table_view_take_rows:
 * @self: a table
 * @rows: (transfer full) (element-type LwTableRow): its rows
 *
 * Shows other rows.
 */
void
lw_table_view_take_rows (LwTableView *self,
                         GListStore  *rows)
{
  g_return_if_fail (LW_IS_TABLE_VIEW (self));

  fit_height (self, g_list_model_get_n_items (G_LIST_MODEL (rows)));
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (rows));
  g_object_unref (rows);
}
