/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Editing label categories: add, rename, move, remove, and the way back of each, against a list of lists. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-wizard-categories.h"

#define N_EDITS 400

static char *
join (LwWizardCategories *categories)
{
  g_auto (GStrv) names = lw_wizard_categories_dup_names (categories);

  return g_strjoinv (",", names);
}

static void
assert_names (LwWizardCategories *categories,
              const char         *expected)
{
  g_autofree char *names = join (categories);

  g_assert_cmpstr (names, ==, expected);
}

static void
add (LwWizardCategories *categories,
     const char         *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  lw_wizard_categories_add (categories, (const char *const *) names);
}

static void
test_edit (void)
{
  LwWizardCategories *categories = lw_wizard_categories_new ();
  g_autoptr (LwWizardCategory) first = NULL;

  add (categories, "cat,dog,cat,bird");
  assert_names (categories, "cat,dog,bird");
  add (categories, "dog");
  assert_names (categories, "cat,dog,bird");
  lw_wizard_categories_move (categories, 0, 2);
  assert_names (categories, "dog,bird,cat");
  lw_wizard_categories_move (categories, 2, 1);
  assert_names (categories, "dog,cat,bird");
  lw_wizard_categories_remove (categories, 1);
  assert_names (categories, "dog,bird");
  lw_wizard_categories_undo (categories);
  assert_names (categories, "dog,cat,bird");

  /* Letter by letter is one step. */
  first = g_list_model_get_item (G_LIST_MODEL (categories), 0);
  lw_wizard_categories_rename (categories, first, "do");
  lw_wizard_categories_rename (categories, first, "d");
  lw_wizard_categories_rename (categories, first, "deer");
  assert_names (categories, "deer,cat,bird");
  lw_wizard_categories_undo (categories);
  assert_names (categories, "dog,cat,bird");
  lw_wizard_categories_redo (categories);
  assert_names (categories, "deer,cat,bird");
  lw_wizard_categories_remove_all (categories);
  assert_names (categories, "");
  lw_wizard_categories_undo (categories);
  assert_names (categories, "deer,cat,bird");
  while (lw_wizard_categories_get_can_undo (categories))
    lw_wizard_categories_undo (categories);
  assert_names (categories, "");
  while (lw_wizard_categories_get_can_redo (categories))
    lw_wizard_categories_redo (categories);
  assert_names (categories, "");
  g_assert_finalize_object (categories);
}

/* A view that only hears of changes must end up with what the list has. */
static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GPtrArray  *view)
{
  if (removed > 0)
    g_ptr_array_remove_range (view, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view, position + i, g_list_model_get_item (model, position + i));
}

static void
edit_at_random (LwWizardCategories *categories)
{
  guint n = lw_wizard_categories_get_n (categories);
  g_autofree char *name = g_strdup_printf ("n%d", g_test_rand_int_range (0, 30));

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      add (categories, name);
      break;
    case 1:
      if (n > 0)
        lw_wizard_categories_remove (categories, g_test_rand_int_range (0, n));
      break;
    case 2:
      if (n > 0)
        lw_wizard_categories_move (categories, g_test_rand_int_range (0, n), g_test_rand_int_range (0, n));
      break;
    case 3:
      lw_wizard_categories_undo (categories);
      break;
    default:
      lw_wizard_categories_redo (categories);
      break;
    }
}

static void
test_random (void)
{
  LwWizardCategories *categories = lw_wizard_categories_new ();
  g_autoptr (GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (categories, "items-changed", G_CALLBACK (items_changed_cb), view);
  for (int i = 0; i < N_EDITS; i++)
    {
      edit_at_random (categories);
      g_assert_cmpuint (view->len, ==, lw_wizard_categories_get_n (categories));
      for (guint j = 0; j < view->len; j++)
        g_assert_cmpstr (lw_wizard_category_get_name (view->pdata[j]), ==,
                         lw_wizard_categories_get_name (categories, j));
    }
  g_ptr_array_set_size (view, 0);
  g_assert_finalize_object (categories);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/categories/edit", test_edit);
  g_test_add_func ("/wizard/categories/random", test_random);
  return g_test_run ();
}
