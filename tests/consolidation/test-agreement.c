/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures of agreement on examples from the literature, and where they are not defined. */

#include "config.h"

#include "lw-agreement.h"

#include <math.h>

#include "lw-simulation.h"

/* What an example does not say. */
#define NOT_GIVEN 9.0

/* A row a worker, a column an object; '.' is a missing answer, otherwise the letter is the class. Expected values have
 * as many digits as the source. */
typedef struct
{
  const char *name;
  const char *rows;
  double      percent;
  double      cohen;
  double      fleiss;
  double      krippendorff;
} Example;

static const Example examples[] = {
  /* K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A, B and C. */
  { "krippendorff-binary", "0100000010;1110010000", 0.6, NOT_GIVEN, NOT_GIVEN, 0.095 },
  { "krippendorff-nominal", "aabbdcccedda;babbbccceddd", NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, 0.692 },
  { "krippendorff-missing", "123321412...;1233224125.3;.3332342251.;12332441251.", NOT_GIVEN, NOT_GIVEN, NOT_GIVEN,
    0.743 },
  { "perfect", "abcab;abcab;abcab", 1, 1, 1, 1 },
  { "one-class", "aaaa;aaaa", 1, NAN, NAN, NAN },
  { "nobody-shares", "ab..;..ab", NAN, NAN, NAN, NAN },
  { "one-worker", "abab", NAN, NAN, NAN, NAN },
  { "always-apart", "aabb;bbaa", 0, -1, -1, -0.75 },
};

static LwAnnotations *
read_rows (const char *text)
{
  LwAnnotations *annotations = lw_annotations_new (FALSE);
  g_auto (GStrv) rows = g_strsplit (text, ";", -1);

  for (guint w = 0; rows[w] != NULL; w++)
    {
      g_autofree char *worker = g_strdup_printf ("w%u", w);

      for (guint i = 0; rows[w][i] != '\0'; i++)
        {
          g_autofree char *task = g_strdup_printf ("t%u", i);
          const char class_name[] = { rows[w][i], '\0' };

          if (rows[w][i] != '.')
            lw_annotations_add (annotations, task, worker, lw_annotations_add_class (annotations, class_name));
        }
    }
  lw_annotations_sort_classes (annotations);
  return annotations;
}

/* One worker more for each of @counts[object][class]. */
static LwAnnotations *
read_counts (guint        n_objects,
             guint        n_classes,
             const guint *counts)
{
  LwAnnotations *annotations = lw_annotations_new (FALSE);

  for (guint k = 0; k < n_classes; k++)
    {
      const char class_name[] = { 'a' + k, '\0' };

      lw_annotations_add_class (annotations, class_name);
    }
  for (guint i = 0; i < n_objects; i++)
    {
      g_autofree char *task = g_strdup_printf ("%u", i);
      guint n = 0;

      for (guint k = 0; k < n_classes; k++)
        {
          for (guint c = 0; c < counts[i * n_classes + k]; c++)
            {
              g_autofree char *worker = g_strdup_printf ("w%u", n++);

              lw_annotations_add (annotations, task, worker, k);
            }
        }
    }
  return annotations;
}

static void
check (double actual,
       double expected,
       double epsilon)
{
  if (expected == NOT_GIVEN)
    return;

  g_assert_cmpint (!!isnan (actual), ==, !!isnan (expected));
  if (!isnan (expected))
    g_assert_cmpfloat_with_epsilon (actual, expected, epsilon);
}

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  g_autoptr (LwAnnotations) annotations = read_rows (example->rows);
  g_autoptr (LwAgreement) agreement = lw_agreement_new (annotations, 1, NULL, NULL);
  const LwAgreementMeasures *overall = lw_agreement_get_overall (agreement);

  check (overall->percent, example->percent, 1e-12);
  check (overall->cohen, example->cohen, 5e-4);
  check (overall->fleiss, example->fleiss, 5e-4);
  check (overall->krippendorff, example->krippendorff, 5e-4);
}

/* The worked example of the encyclopedia article "Fleiss' kappa": ten objects, fourteen raters, five classes; the mean
 * agreement is 0.378, by chance 0.213, kappa 0.210. */
static void
test_fleiss (void)
{
  const guint counts[] = {
    0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3, 9, 2, 0, 2, 2, 8, 1, 1,
    7, 7, 0, 0, 0, 3, 2, 6, 3, 0, 2, 5, 3, 2, 2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7,
  };
  g_autoptr (LwAnnotations) annotations = read_counts (10, 5, counts);
  g_autoptr (LwAgreement) agreement = lw_agreement_new (annotations, 2, NULL, NULL);
  const LwAgreementMeasures *overall = lw_agreement_get_overall (agreement);
  guint n_tasks;
  g_autofree guint32 *ranking = lw_agreement_dup_ranking (agreement, &n_tasks);

  check (overall->percent, 0.378, 5e-4);
  check (overall->fleiss, 0.210, 5e-4);
  /* Nobody disagrees about the first object; the eighth has the most even answers: P = 0.176 in the article. */
  g_assert_cmpuint (n_tasks, ==, 9);
  g_assert_cmpuint (ranking[0], ==, 7);
  check (lw_agreement_get_disagreement (agreement, 7), 1 - 0.176, 5e-4);
  g_assert_cmpfloat (lw_agreement_get_disagreement (agreement, 0), ==, 0);
}

/* J. Cohen, "A coefficient of agreement for nominal scales" (1960), table 1: 200 cases, three classes; 0.70 agree, 0.41
 * by chance, kappa 0.492. */
static void
test_cohen (void)
{
  const guint table[3][3] = { { 88, 14, 18 }, { 10, 40, 10 }, { 2, 6, 12 } };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_autoptr (LwAgreement) agreement = NULL;
  const LwWorkerPair *pairs;
  const LwClassConfusion *confusions;
  guint n;
  guint n_tasks = 0;

  for (guint k = 0; k < 3; k++)
    {
      const char class_name[] = { 'a' + k, '\0' };

      lw_annotations_add_class (annotations, class_name);
    }
  for (guint a = 0; a < 3; a++)
    {
      for (guint b = 0; b < 3; b++)
        {
          for (guint i = 0; i < table[a][b]; i++)
            {
              g_autofree char *task = g_strdup_printf ("%u", n_tasks++);

              lw_annotations_add (annotations, task, "second", b);
              lw_annotations_add (annotations, task, "first", a);
            }
        }
    }
  agreement = lw_agreement_new (annotations, 0, NULL, NULL);
  pairs = lw_agreement_get_pairs (agreement, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (lw_annotations_get_worker (annotations, pairs[0].workers[0]), ==, "first");
  g_assert_cmpuint (pairs[0].n_objects, ==, 200);
  check (pairs[0].percent, 0.7, 1e-12);
  check (pairs[0].cohen, 0.29 / 0.59, 1e-12);
  check (lw_agreement_get_overall (agreement)->cohen, 0.29 / 0.59, 1e-12);
  confusions = lw_agreement_get_confusions (agreement, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (confusions[0].classes[0], ==, 0);
  g_assert_cmpuint (confusions[0].classes[1], ==, 1);
  check (confusions[0].weight, 24, 1e-9);
}

/* Each class of a multi-label job is a problem of two classes: class a is "krippendorff-binary", class b is perfect. */
static void
test_multi_label (void)
{
  const char *const rows[] = { "0100000010", "1110010000" };
  const guint classes[] = { 0, 1 };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (TRUE);
  g_autoptr (LwAgreement) agreement = NULL;
  const LwWorkerPair *pairs;
  guint n;

  lw_annotations_add_class (annotations, "a");
  lw_annotations_add_class (annotations, "b");
  lw_annotations_add_class (annotations, "never");
  for (guint w = 0; w < 2; w++)
    {
      for (guint i = 0; i < 10; i++)
        {
          const char task[] = { '0' + i, '\0' };
          gboolean a = rows[w][i] == '1';
          gboolean b = i % 2 == 0;

          lw_annotations_add_set (annotations, task, w == 0 ? "x" : "y", a ? classes : classes + 1, (gsize) a + b);
        }
    }
  agreement = lw_agreement_new (annotations, 0, NULL, NULL);
  check (lw_agreement_get_class (agreement, 0)->krippendorff, 0.095, 5e-4);
  check (lw_agreement_get_class (agreement, 1)->krippendorff, 1, 1e-12);
  check (lw_agreement_get_overall (agreement)->krippendorff, (0.095 + 1) / 2, 5e-4);
  pairs = lw_agreement_get_pairs (agreement, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (pairs[0].n_objects, ==, 10);
}

static void
collect (guint    object,
         guint    worker,
         guint    label,
         guint    truth,
         gpointer data)
{
  LwAnnotations *annotations = data;
  g_autofree char *task = g_strdup_printf ("t%u", object);
  g_autofree char *name = g_strdup_printf ("w%u", worker);

  lw_annotations_add (annotations, task, name, label);
}

/* One thread or several: bit by bit the same. Workers who are right or guess: kappa and alpha are what they must be. */
static void
test_threads (void)
{
  const LwSimulation simulation = { 40000, 4, 20, 3, 0.8, 5 };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_autoptr (LwAgreement) one = NULL;
  g_autoptr (LwAgreement) many = NULL;
  const double agreed = 0.8 * 0.8 + 0.2 * 0.2 / 3;
  const LwWorkerPair *pairs[2];
  guint n[2];

  for (guint k = 0; k < 4; k++)
    {
      const char class_name[] = { 'a' + k, '\0' };

      lw_annotations_add_class (annotations, class_name);
    }
  lw_simulation_run (&simulation, collect, annotations);
  one = lw_agreement_new (annotations, 1, NULL, NULL);
  many = lw_agreement_new (annotations, 3, NULL, NULL);
  g_assert_cmpmem (lw_agreement_get_overall (one), sizeof (LwAgreementMeasures), lw_agreement_get_overall (many),
                   sizeof (LwAgreementMeasures));
  pairs[0] = lw_agreement_get_pairs (one, &n[0]);
  pairs[1] = lw_agreement_get_pairs (many, &n[1]);
  g_assert_cmpuint (n[0], ==, 20 * 19 / 2);
  g_assert_cmpuint (n[1], ==, n[0]);
  for (guint i = 0; i < n[0]; i++)
    {
      g_assert_cmpuint (pairs[0][i].n_objects, ==, pairs[1][i].n_objects);
      g_assert_cmpfloat (pairs[0][i].percent, ==, pairs[1][i].percent);
      g_assert_cmpfloat (pairs[0][i].cohen, ==, pairs[1][i].cohen);
    }
  check (lw_agreement_get_overall (one)->percent, agreed, 5e-3);
  check (lw_agreement_get_overall (one)->krippendorff, (agreed - 0.25) / 0.75, 7e-3);
  check (lw_agreement_get_overall (one)->cohen, (agreed - 0.25) / 0.75, 7e-3);
}

static void
test_empty_and_cancelled (void)
{
  g_autoptr (LwAnnotations) none = lw_annotations_new (FALSE);
  g_autoptr (LwAgreement) empty = lw_agreement_new (none, 0, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (isnan (lw_agreement_get_overall (empty)->krippendorff));
  g_cancellable_cancel (cancellable);
  g_assert_null (lw_agreement_new (none, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strdup_printf ("/agreement/example/%s", examples[i].name);

      g_test_add_data_func (path, &examples[i], test_example);
    }
  g_test_add_func ("/agreement/fleiss", test_fleiss);
  g_test_add_func ("/agreement/cohen", test_cohen);
  g_test_add_func ("/agreement/multi-label", test_multi_label);
  g_test_add_func ("/agreement/threads", test_threads);
  g_test_add_func ("/agreement/empty-and-cancelled", test_empty_and_cancelled);
  return g_test_run ();
}
