/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Consolidation on small cases: computed vectors, ties, single answers, few and many classes, sets of classes,
 * order. */

#include "config.h"

#include "lw-consolidation.h"

typedef struct
{
  const char *name;
  guint       n_classes;
  const char *answers;
  const char *expected;
  const char *posterior;
} Row;

/* Answers are "object worker class"; expected is "object class confidence", sorted as the objects first appear. The
 * posteriors of the first three rows were computed by hand from the formulas with another program. */
static const Row groundtruth_rows[] = {
  { "two-classes", 2, "x a 0;x b 0;x c 1", "x 0 0.88", "0.919044 0.080956" },
  { "three-classes", 3, "x a 0;x b 0;x c 1", "x 0 0.94", "0.989691 0.009548 0.000762" },
  { "two-objects", 3, "A a 0;A b 0;A c 1;B a 2;B b 2;B c 2", "A 0 0.94;B 2 0.95", "0.986240" },
  { "tie", 2, "x a 0;x b 1", "x 0 0.50", "0.500000 0.500000" },
  { "tie-other-order", 2, "x b 1;x a 0", "x 0 0.50", "0.500000 0.500000" },
  { "tie-of-four", 4, "x a 3;x b 1;x c 1;x d 3", "x 1 0.50", NULL },
  { "one-worker", 5, "x a 3;y a 4", "x 3 0.00;y 4 0.00", NULL },
  { "one-worker-twice", 5, "x a 3;x a 3", "x 3 0.00", NULL },
  { "one-answer-among-others", 2, "x a 0;x b 0;y a 1", "x 0 0.89;y 1 0.00", NULL },
  { "one-class", 1, "x a 0;x b 0;y a 0", "x 0 0.95;y 0 0.00", "1.000000" },
};

static const Row majority_rows[] = {
  { "plain", 3, "x a 0;x b 0;x c 1", "x 0 0.67", "0.666667 0.333333 0.000000" },
  { "tie", 3, "x a 2;x b 1", "x 1 0.50", "0.000000 0.500000 0.500000" },
  { "single", 2, "x a 1", "x 1 1.00", NULL },
};

static const Row dawid_skene_rows[] = {
  { "single", 3, "x a 1", "x 1 1.00", NULL },
  { "tie", 2, "x a 0;x b 1", "x 0 0.50", "0.500000 0.500000" },
  { "agreement", 2, "x a 0;x b 0;y a 1;y b 1", "x 0 1.00;y 1 1.00", NULL },
  { "one-class", 1, "x a 0;y b 0", "x 0 1.00;y 0 1.00", "1.000000" },
};

static LwAnnotations *
read_answers (const Row *row)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_auto (GStrv) lines = g_strsplit (row->answers, ";", -1);

  for (guint k = 0; k < row->n_classes; k++)
    {
      g_autofree char *name = g_strdup_printf ("class %u", k);

      g_assert_cmpuint (lw_annotations_add_class (annotations, name), ==, k);
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);

      lw_annotations_add (annotations, fields[0], fields[1], (guint) g_ascii_strtoull (fields[2], NULL, 10));
    }
  return g_steal_pointer (&annotations);
}

static char *
write_result (LwAnnotations         *annotations,
              LwConsolidationResult *result)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lw_consolidation_result_get_n_tasks (result); i++)
    {
      guint n_labels;
      const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (result, i, &n_labels);

      g_string_append_printf (text, "%s%s", i > 0 ? ";" : "", lw_annotations_get_task (annotations, i));
      for (guint l = 0; l < n_labels; l++)
        g_string_append_printf (text, " %u %.2f", labels[l].class_index, labels[l].confidence);
    }
  return g_string_free (text, FALSE);
}

static void
check_row (const Row             *row,
           LwConsolidationMethod  method)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAnnotations) annotations = read_answers (row);
  g_autoptr (LwConsolidationResult) result = lw_consolidate (annotations, method, 0, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = write_result (annotations, result);
  g_assert_cmpstr (text, ==, row->expected);
  if (row->posterior != NULL)
    {
      g_auto (GStrv) expected = g_strsplit (row->posterior, " ", -1);
      const double *posterior = lw_consolidation_result_get_posterior (result, 0);

      for (guint k = 0; expected[k] != NULL; k++)
        g_assert_cmpfloat_with_epsilon (posterior[k], g_ascii_strtod (expected[k], NULL), 6e-7);
    }
}

static void
test_groundtruth (gconstpointer data)
{
  check_row (data, LW_CONSOLIDATION_GROUNDTRUTH);
}

static void
test_majority (gconstpointer data)
{
  check_row (data, LW_CONSOLIDATION_MAJORITY);
}

static void
test_dawid_skene (gconstpointer data)
{
  check_row (data, LW_CONSOLIDATION_DAWID_SKENE);
}

static void
add_set (LwAnnotations *annotations,
         const char    *task,
         const char    *worker,
         const char    *letters)
{
  guint classes[8];
  gsize n_classes = 0;

  for (const char *letter = letters; *letter != '\0'; letter++)
    classes[n_classes++] = *letter - 'a';
  lw_annotations_add_set (annotations, task, worker, classes, n_classes);
}

/* Two objects and three workers: each class is the two-class problem of the row "two-classes" or plain. */
static void
test_multi_label (void)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (TRUE);
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autofree char *text = NULL;

  for (guint k = 0; k < 4; k++)
    {
      const char name[] = { 'a' + k, '\0' };

      lw_annotations_add_class (annotations, name);
    }
  add_set (annotations, "x", "1", "aab");
  add_set (annotations, "x", "2", "ba");
  add_set (annotations, "x", "3", "bd");
  result = lw_consolidate (annotations, LW_CONSOLIDATION_GROUNDTRUTH, 0, NULL, NULL);
  text = write_result (annotations, result);
  g_assert_cmpstr (text, ==, "x 0 0.88 1 0.95 3 0.12");
  g_assert_cmpfloat (lw_consolidation_result_get_posterior (result, 0)[2], ==, 0);
}

static void
test_multi_label_edges (void)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (TRUE);
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autoptr (LwConsolidationResult) majority = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shares = NULL;

  lw_annotations_add_class (annotations, "a");
  lw_annotations_add_class (annotations, "b");
  add_set (annotations, "none", "1", "");
  add_set (annotations, "none", "2", "");
  add_set (annotations, "single", "1", "b");
  add_set (annotations, "both", "1", "ab");
  add_set (annotations, "both", "2", "a");
  result = lw_consolidate (annotations, LW_CONSOLIDATION_GROUNDTRUTH, 1, NULL, NULL);
  text = write_result (annotations, result);
  g_assert_cmpstr (text, ==, "none;single 1 0.00;both 0 0.93 1 0.50");
  majority = lw_consolidate (annotations, LW_CONSOLIDATION_MAJORITY, 1, NULL, NULL);
  shares = write_result (annotations, majority);
  g_assert_cmpstr (shares, ==, "none;single 1 1.00;both 0 1.00 1 0.50");
}

static void
add_random_answers (LwAnnotations *annotations,
                    gboolean       backwards)
{
  enum { N_ANSWERS = 2000, N_CLASSES = 7 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint answers[N_ANSWERS][3];

  for (guint i = 0; i < N_ANSWERS; i++)
    {
      answers[i][0] = i / 5;
      answers[i][1] = (guint) g_rand_int_range (random, 0, 12);
      answers[i][2] = (guint) g_rand_int_range (random, 0, N_CLASSES);
    }
  for (guint i = 0; i < N_ANSWERS; i++)
    {
      const guint *answer = answers[backwards ? N_ANSWERS - 1 - i : i];
      g_autofree char *task = g_strdup_printf ("%u", answer[0]);
      g_autofree char *worker = g_strdup_printf ("w%u", answer[1]);
      g_autofree char *name = g_strdup_printf ("class %u", answer[2]);

      lw_annotations_add (annotations, task, worker, lw_annotations_add_class (annotations, name));
    }
  lw_annotations_sort_classes (annotations);
}

/* Bit by bit the same, whatever the order of the answers. */
static void
test_order (gconstpointer data)
{
  LwConsolidationMethod method = GPOINTER_TO_UINT (data);
  g_autoptr (LwAnnotations) forwards = lw_annotations_new (FALSE);
  g_autoptr (LwAnnotations) backwards = lw_annotations_new (FALSE);
  g_autoptr (LwConsolidationResult) one = NULL;
  g_autoptr (LwConsolidationResult) other = NULL;

  add_random_answers (forwards, FALSE);
  add_random_answers (backwards, TRUE);
  one = lw_consolidate (forwards, method, 0, NULL, NULL);
  other = lw_consolidate (backwards, method, 0, NULL, NULL);
  for (guint i = 0; i < lw_consolidation_result_get_n_tasks (one); i++)
    {
      guint j;
      guint n_labels;

      g_assert_true (lw_annotations_find_task (backwards, lw_annotations_get_task (forwards, i), &j));
      g_assert_cmpmem (lw_consolidation_result_get_posterior (one, i), sizeof (double) * 7,
                       lw_consolidation_result_get_posterior (other, j), sizeof (double) * 7);
      g_assert_cmpuint (lw_consolidation_result_get_labels (one, i, &n_labels)->class_index, ==,
                        lw_consolidation_result_get_labels (other, j, &n_labels)->class_index);
    }
}

static LwAnnotations *
make_random_table (GRand *random)
{
  LwAnnotations *annotations = lw_annotations_new (FALSE);
  guint n_classes = (guint) g_rand_int_range (random, 1, 8);
  guint n_answers = (guint) g_rand_int_range (random, 1, 60);

  for (guint k = 0; k < n_classes; k++)
    {
      g_autofree char *name = g_strdup_printf ("class %u", k);

      lw_annotations_add_class (annotations, name);
    }
  for (guint i = 0; i < n_answers; i++)
    {
      g_autofree char *task = g_strdup_printf ("%d", g_rand_int_range (random, 0, 20));
      g_autofree char *worker = g_strdup_printf ("w%d", g_rand_int_range (random, 0, 6));

      lw_annotations_add (annotations, task, worker, (guint) g_rand_int_range (random, 0, (int) n_classes));
    }
  return annotations;
}

/* Whatever the answers: probabilities are probabilities, and the label is one that nothing beats. */
static void
test_invariants (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint n = 0; n < 300; n++)
    {
      g_autoptr (LwAnnotations) annotations = make_random_table (random);
      g_autoptr (LwConsolidationResult) result = NULL;

      result = lw_consolidate (annotations, GPOINTER_TO_UINT (data), n % 3 == 0 ? 7 : 0, NULL, NULL);
      for (guint i = 0; i < lw_consolidation_result_get_n_tasks (result); i++)
        {
          guint n_labels;
          const LwConsolidatedLabel *label = lw_consolidation_result_get_labels (result, i, &n_labels);
          const double *posterior = lw_consolidation_result_get_posterior (result, i);
          double sum = 0;

          g_assert_cmpuint (n_labels, ==, 1);
          g_assert_true (label->confidence >= 0 && label->confidence <= 1);
          for (guint k = 0; k < lw_annotations_get_n_classes (annotations); k++)
            {
              g_assert_true (posterior[k] >= 0 && posterior[k] <= 1);
              g_assert_true (posterior[k] <= posterior[label->class_index] + 1e-8);
              sum += posterior[k];
            }
          g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
        }
    }
}

/* A thousand classes and far more votes than a product of probabilities could hold. */
static void
test_many (void)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_autoptr (LwConsolidationResult) result = NULL;
  const LwConsolidatedLabel *label;
  guint n_labels;
  double sum = 0;

  for (guint k = 0; k < 1000; k++)
    {
      g_autofree char *name = g_strdup_printf ("class %u", k);

      lw_annotations_add_class (annotations, name);
    }
  for (guint w = 0; w < 1500; w++)
    {
      g_autofree char *worker = g_strdup_printf ("w%u", w);

      lw_annotations_add (annotations, "x", worker, w < 1000 ? w : 999);
    }
  result = lw_consolidate (annotations, LW_CONSOLIDATION_GROUNDTRUTH, 0, NULL, NULL);
  label = lw_consolidation_result_get_labels (result, 0, &n_labels);
  g_assert_cmpuint (label->class_index, ==, 999);
  g_assert_cmpfloat (label->confidence, ==, 0.95);
  for (guint k = 0; k < 1000; k++)
    sum += lw_consolidation_result_get_posterior (result, 0)[k];
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
}

/* Enough votes for several parts of the objects, so that several threads add up, and for rounds whose probabilities are
 * not kept: the threads do not show, and as many rounds as it took give the same as going on until nothing changes. */
static void
test_large (void)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  LwConsolidationOptions options = { .method = LW_CONSOLIDATION_DAWID_SKENE, .n_threads = 1 };
  g_autoptr (LwConsolidationResult) one = NULL;
  g_autoptr (LwConsolidationResult) many = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint k = 0; k < 6; k++)
    {
      const char name[] = { 'a' + k, '\0' };

      lw_annotations_add_class (annotations, name);
    }
  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *task = g_strdup_printf ("%u", i);
      guint truth = (guint) g_rand_int_range (random, 0, 6);

      for (guint a = 0; a < 4; a++)
        {
          g_autofree char *worker = g_strdup_printf ("w%d", g_rand_int_range (random, 0, 15));
          gboolean right = g_rand_double (random) < 0.6;

          lw_annotations_add (annotations, task, worker, right ? truth : (guint) g_rand_int_range (random, 0, 6));
        }
    }
  one = lw_consolidate_with_options (annotations, &options, NULL, NULL);
  options.n_threads = 3;
  many = lw_consolidate_with_options (annotations, &options, NULL, NULL);
  for (guint i = 0; i < 30000; i++)
    g_assert_cmpmem (lw_consolidation_result_get_posterior (one, i), sizeof (double) * 6,
                     lw_consolidation_result_get_posterior (many, i), sizeof (double) * 6);
  g_clear_pointer (&many, lw_consolidation_result_unref);
  options.rounds = 500;
  many = lw_consolidate_with_options (annotations, &options, NULL, NULL);
  for (guint i = 0; i < 30000; i++)
    g_assert_cmpfloat_with_epsilon (lw_consolidation_result_get_posterior (one, i)[0],
                                    lw_consolidation_result_get_posterior (many, i)[0], 1e-4);
}

/* A thousand classes, of which few are ever named, with every method. */
static void
test_thousand_classes (gconstpointer data)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_autoptr (LwConsolidationResult) result = NULL;

  for (guint k = 0; k < 1000; k++)
    {
      g_autofree char *name = g_strdup_printf ("class %u", k);

      lw_annotations_add_class (annotations, name);
    }
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *task = g_strdup_printf ("%u", i);

      lw_annotations_add (annotations, task, "a", i * 19);
      lw_annotations_add (annotations, task, "b", i * 19);
      lw_annotations_add (annotations, task, "c", i % 3 == 0 ? 999 : i * 19);
    }
  result = lw_consolidate (annotations, GPOINTER_TO_UINT (data), 0, NULL, NULL);
  for (guint i = 0; i < 50; i++)
    {
      guint n_labels;

      g_assert_cmpuint (lw_consolidation_result_get_labels (result, i, &n_labels)->class_index, ==, i * 19);
    }
}

static void
test_batches (void)
{
  const Row row = { "batches", 3, "A a 0;A b 0;A c 1;B a 2;B b 2;B c 2", NULL, NULL };
  g_autoptr (LwAnnotations) annotations = read_answers (&row);
  g_autoptr (LwConsolidationResult) result = lw_consolidate (annotations, LW_CONSOLIDATION_GROUNDTRUTH, 1, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (lw_consolidation_result_get_posterior (result, 0)[0], 0.989691, 6e-7);
}

static void
test_empty_and_cancelled (void)
{
  const Row row = { "one", 2, "x a 0", NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwAnnotations) none = lw_annotations_new (FALSE);
  g_autoptr (LwAnnotations) one = read_answers (&row);
  g_autoptr (LwConsolidationResult) empty = lw_consolidate (none, LW_CONSOLIDATION_GROUNDTRUTH, 0, NULL, NULL);

  g_assert_nonnull (empty);
  g_assert_cmpuint (lw_consolidation_result_get_n_tasks (empty), ==, 0);
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_consolidate (one, LW_CONSOLIDATION_GROUNDTRUTH, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_words (void)
{
  LwConsolidationMethod method;

  for (guint i = 0; i < LW_N_CONSOLIDATION_METHODS; i++)
    {
      g_assert_true (lw_consolidation_method_from_string (lw_consolidation_method_to_string (i), &method));
      g_assert_cmpuint (method, ==, i);
    }
  g_assert_false (lw_consolidation_method_from_string ("Majority", &method));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groundtruth_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/consolidation/groundtruth/%s", groundtruth_rows[i].name);

      g_test_add_data_func (path, &groundtruth_rows[i], test_groundtruth);
    }
  for (guint i = 0; i < G_N_ELEMENTS (majority_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/consolidation/majority/%s", majority_rows[i].name);

      g_test_add_data_func (path, &majority_rows[i], test_majority);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dawid_skene_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/consolidation/dawid-skene/%s", dawid_skene_rows[i].name);

      g_test_add_data_func (path, &dawid_skene_rows[i], test_dawid_skene);
    }
  for (guint i = 0; i < LW_N_CONSOLIDATION_METHODS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/consolidation/order/%s", lw_consolidation_method_to_string (i));

      g_autofree char *invariants = g_strdup_printf ("/consolidation/invariants/%s",
                                                     lw_consolidation_method_to_string (i));

      g_autofree char *thousand = g_strdup_printf ("/consolidation/thousand-classes/%s",
                                                   lw_consolidation_method_to_string (i));

      g_test_add_data_func (thousand, GUINT_TO_POINTER (i), test_thousand_classes);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_order);
      g_test_add_data_func (invariants, GUINT_TO_POINTER (i), test_invariants);
    }
  g_test_add_func ("/consolidation/multi-label", test_multi_label);
  g_test_add_func ("/consolidation/multi-label-edges", test_multi_label_edges);
  g_test_add_func ("/consolidation/many", test_many);
  g_test_add_func ("/consolidation/large", test_large);
  g_test_add_func ("/consolidation/batches", test_batches);
  g_test_add_func ("/consolidation/empty-and-cancelled", test_empty_and_cancelled);
  g_test_add_func ("/consolidation/words", test_words);
  return g_test_run ();
}
