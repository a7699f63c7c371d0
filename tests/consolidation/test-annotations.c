/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of answers: numbers, grouping by object, sets, renumbering of classes. */

#include "config.h"

#include "lw-annotations.h"

static void
test_grouping (void)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  guint first;
  guint n_answers;
  guint n_classes;
  guint number;

  g_assert_cmpuint (lw_annotations_add_class (annotations, "cat"), ==, 0);
  g_assert_cmpuint (lw_annotations_add_class (annotations, "dog"), ==, 1);
  g_assert_cmpuint (lw_annotations_add_class (annotations, "cat"), ==, 0);
  lw_annotations_add (annotations, "7", "ann", 1);
  lw_annotations_add (annotations, "3", "ann", 0);
  lw_annotations_add (annotations, "7", "bob", 0);
  lw_annotations_seal (annotations);
  lw_annotations_seal (annotations);

  g_assert_false (lw_annotations_is_multi_label (annotations));
  g_assert_cmpuint (lw_annotations_get_n_classes (annotations), ==, 2);
  g_assert_cmpuint (lw_annotations_get_n_tasks (annotations), ==, 2);
  g_assert_cmpuint (lw_annotations_get_n_workers (annotations), ==, 2);
  g_assert_cmpuint (lw_annotations_get_n_answers (annotations), ==, 3);
  g_assert_cmpstr (lw_annotations_get_class (annotations, 1), ==, "dog");
  g_assert_cmpstr (lw_annotations_get_task (annotations, 0), ==, "7");
  g_assert_true (lw_annotations_find_task (annotations, "3", &number));
  g_assert_cmpuint (number, ==, 1);
  g_assert_false (lw_annotations_find_class (annotations, "Dog", NULL));

  first = lw_annotations_get_answers (annotations, 0, &n_answers);
  g_assert_cmpuint (n_answers, ==, 2);
  g_assert_cmpstr (lw_annotations_get_worker (annotations, lw_annotations_get_answer_worker (annotations, first + 1)),
                   ==, "bob");
  g_assert_cmpuint (lw_annotations_get_answer_classes (annotations, first, &n_classes)[0], ==, 1);
  g_assert_cmpuint (n_classes, ==, 1);
}

static void
test_sets (void)
{
  const guint classes[] = { 2, 0, 2 };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (TRUE);
  const guint32 *chosen;
  guint n_classes;

  lw_annotations_add_class (annotations, "x");
  lw_annotations_add_class (annotations, "m");
  lw_annotations_add_class (annotations, "a");
  lw_annotations_add_set (annotations, "1", "ann", classes, G_N_ELEMENTS (classes));
  lw_annotations_add_set (annotations, "1", "bob", NULL, 0);
  chosen = lw_annotations_get_answer_classes (annotations, 0, &n_classes);
  g_assert_cmpuint (n_classes, ==, 2);
  g_assert_cmpuint (chosen[0], ==, 0);
  g_assert_cmpuint (chosen[1], ==, 2);
  lw_annotations_get_answer_classes (annotations, 1, &n_classes);
  g_assert_cmpuint (n_classes, ==, 0);

  lw_annotations_sort_classes (annotations);
  g_assert_cmpstr (lw_annotations_get_class (annotations, 0), ==, "a");
  chosen = lw_annotations_get_answer_classes (annotations, 0, &n_classes);
  g_assert_cmpuint (chosen[0], ==, 0);
  g_assert_cmpuint (chosen[1], ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/annotations/grouping", test_grouping);
  g_test_add_func ("/annotations/sets", test_sets);
  return g_test_run ();
}
