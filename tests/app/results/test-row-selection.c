/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-row-selection.h"
#include "lw-test-support.h"

/* What a view thinks: the sum of all changes that it was told of. */
typedef struct
{
  LwRowSelection *selection;
  guint           length;
  guint           wanted;
  guint           n_replaced;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->length);
  mirror->length += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->length);
  mirror->n_replaced = MAX (mirror->n_replaced, MIN (removed, added));
  for (guint i = position; i < position + MIN (added, 256); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_nonnull (item);
    }
}

static void
mirror_init (Mirror *mirror)
{
  mirror->selection = lw_row_selection_new ();
  mirror->length = 0;
  mirror->n_replaced = 0;
  g_signal_connect (mirror->selection, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static GListStore *
make_rows (guint n)
{
  GListStore *rows = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (rows, row);
    }
  return rows;
}

static gboolean
has_all (gpointer data)
{
  Mirror *mirror = data;

  return mirror->length == mirror->wanted;
}

static void
wait_for (Mirror *mirror,
          guint   n)
{
  mirror->wanted = n;
  lw_test_wait_until (has_all, mirror);
}

/* The first rows at once, the others soon; what takes their place does so a few rows at a time. */
static void
test_models (void)
{
  g_autoptr (GListStore) many = make_rows (1000);
  g_autoptr (GListStore) more = make_rows (5000);
  g_autoptr (GListStore) few = make_rows (3);
  Mirror mirror;

  mirror_init (&mirror);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (many));
  g_assert_cmpuint (mirror.length, >, 0);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (more));
  wait_for (&mirror, 5000);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (few));
  g_assert_cmpuint (mirror.length, ==, 3);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (many));
  g_assert_cmpuint (mirror.length, ==, 1000);
  g_assert_cmpuint (mirror.n_replaced, <=, 256);
  lw_row_selection_set_model (mirror.selection, NULL);
  g_assert_cmpuint (mirror.length, ==, 0);
  g_assert_finalize_object (mirror.selection);
}

static void
test_changes_while_growing (void)
{
  g_autoptr (GListStore) rows = make_rows (1000);
  g_autoptr (GObject) row = g_object_new (G_TYPE_OBJECT, NULL);
  Mirror mirror;

  mirror_init (&mirror);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (rows));
  g_list_store_insert (rows, 0, row);
  g_assert_cmpuint (mirror.length, ==, 1001);
  g_assert_finalize_object (mirror.selection);

  mirror_init (&mirror);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (rows));
  g_list_store_splice (rows, 10, 900, NULL, 0);
  g_assert_cmpuint (mirror.length, ==, 101);
  g_assert_finalize_object (mirror.selection);

  mirror_init (&mirror);
  lw_row_selection_set_model (mirror.selection, G_LIST_MODEL (rows));
  g_list_store_append (rows, row);
  g_assert_cmpuint (mirror.length, ==, 102);
  g_assert_finalize_object (mirror.selection);
}

static void
test_selection (void)
{
  g_autoptr (GListStore) rows = make_rows (1000);
  g_autoptr (LwRowSelection) selection = lw_row_selection_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  lw_row_selection_set_model (selection, G_LIST_MODEL (rows));
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (lw_row_selection_get_n_selected (selection), ==, 1000);
  gtk_selection_model_unselect_item (model, 7);
  g_assert_cmpuint (lw_row_selection_get_n_selected (selection), ==, 999);
  g_assert_false (gtk_selection_model_is_selected (model, 7));

  /* Positions go with their rows. */
  g_list_store_remove (rows, 0);
  g_assert_false (gtk_selection_model_is_selected (model, 6));
  g_assert_true (gtk_selection_model_is_selected (model, 7));
  gtk_selection_model_select_item (model, 3, TRUE);
  g_assert_cmpuint (lw_row_selection_get_n_selected (selection), ==, 1);
  gtk_selection_model_select_range (model, 990, 100, FALSE);
  g_assert_cmpuint (lw_row_selection_get_n_selected (selection), ==, 1 + 9);
  g_list_store_remove_all (rows);
  g_assert_cmpuint (lw_row_selection_get_n_selected (selection), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-selection/models", test_models);
  g_test_add_func ("/row-selection/changes-while-growing", test_changes_while_growing);
  g_test_add_func ("/row-selection/selection", test_selection);
  return g_test_run ();
}
