/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the quality page computes from a job's answers, and the list that makes its rows when they are shown. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-lazy-objects.h"
#include "lw-quality-report.h"

#include <math.h>

/* Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section B: two observers, twelve units, nominal
 * data with five values; alpha is 0.692. */
static const guint first_observer[] = { 0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0 };
static const guint second_observer[] = { 1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3 };

static void
add (LwJobAnswers *answers,
     guint64       line,
     guint         worker,
     guint         label)
{
  LwJobAnswer answer = { .line = line, .worker = worker, .submitted = (gint64) line * G_USEC_PER_SEC, .seconds = 2,
                         .first = answers->classes->len, .n_labels = 1 };

  g_array_append_val (answers->classes, label);
  g_array_append_val (answers->answers, answer);
}

static void
add_known (LwJobAnswers *answers,
           guint64       line,
           guint         label)
{
  LwKnownAnswer known = { line, answers->classes->len, 1 };

  g_array_append_val (answers->classes, label);
  g_array_append_val (answers->known, known);
}

static LwJobAnswers *
make_answers (void)
{
  LwJobAnswers *answers = lw_job_answers_new (FALSE);
  const char *const labels[] = { "a", "b", "c", "d", "e" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (answers->labels, g_strdup (labels[i]));
  g_ptr_array_add (answers->workers, g_strdup ("Meg"));
  g_ptr_array_add (answers->workers, g_strdup ("Owen"));
  for (guint i = 0; i < G_N_ELEMENTS (first_observer); i++)
    {
      add (answers, i, 0, first_observer[i]);
      add (answers, i, 1, second_observer[i]);
    }
  return answers;
}

static void
test_measures (void)
{
  g_autoptr (LwJobAnswers) answers = make_answers ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LwQualityReport) report = lw_quality_report_compute (answers, NULL, &error);
  const LwAgreementMeasures *measures;
  guint n_disputed;

  g_assert_no_error (error);
  measures = lw_agreement_get_overall (lw_quality_report_get_agreement (report));
  g_assert_cmpuint (measures->n_objects, ==, 12);
  g_assert_cmpfloat_with_epsilon (measures->percent, 0.75, 1e-9);
  g_assert_cmpfloat_with_epsilon (measures->krippendorff, 0.692, 0.0005);
  lw_quality_report_get_disputed (report, &n_disputed);
  g_assert_cmpuint (n_disputed, ==, 3);
}

static void
test_votes (void)
{
  g_autoptr (LwJobAnswers) answers = make_answers ();
  g_autoptr (LwQualityReport) report = lw_quality_report_compute (answers, NULL, NULL);
  guint n;
  const guint32 *disputed = lw_quality_report_get_disputed (report, &n);

  for (guint i = 0; i < n; i++)
    {
      guint64 line = lw_quality_report_get_line (report, disputed[i]);
      g_autofree char *votes = lw_quality_report_dup_votes (report, disputed[i]);

      g_assert_cmpuint (first_observer[line], !=, second_observer[line]);
      g_assert_cmpstr (votes, ==, line == 0 ? "a 1, b 1" : line == 4 ? "b 1, d 1" : "a 1, d 1");
    }
}

static void
test_known (void)
{
  g_autoptr (LwJobAnswers) answers = make_answers ();
  g_autoptr (LwQualityReport) report = NULL;
  const LwWorkerScore *score;
  guint worker;

  add_known (answers, 0, 0);
  add_known (answers, 1, 0);
  report = lw_quality_report_compute (answers, NULL, NULL);
  g_assert_cmpuint (lw_quality_report_get_n_known (report), ==, 2);
  g_assert_true (lw_annotations_find_worker (lw_quality_report_get_annotations (report), "Owen", &worker));
  score = lw_worker_quality_get_score (lw_quality_report_get_workers (report), worker);
  g_assert_cmpuint (score->n_gold, ==, 2);
  g_assert_cmpfloat_with_epsilon (score->gold_accuracy, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (score->seconds, 2, 1e-9);
}

/* No answer, one answer, labels that nobody chose. */
static void
test_little (void)
{
  g_autoptr (LwJobAnswers) answers = lw_job_answers_new (FALSE);
  g_autoptr (LwQualityReport) empty = lw_quality_report_compute (answers, NULL, NULL);
  g_autoptr (LwQualityReport) single = NULL;
  guint n;

  g_assert_nonnull (empty);
  g_assert_cmpuint (lw_annotations_get_n_answers (lw_quality_report_get_annotations (empty)), ==, 0);
  g_ptr_array_add (answers->labels, g_strdup ("a"));
  g_ptr_array_add (answers->labels, g_strdup ("b"));
  g_ptr_array_add (answers->workers, g_strdup ("Meg"));
  add (answers, 7, 0, 1);
  single = lw_quality_report_compute (answers, NULL, NULL);
  g_assert_nonnull (single);
  lw_quality_report_get_disputed (single, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (isnan (lw_agreement_get_overall (lw_quality_report_get_agreement (single))->krippendorff));
  g_assert_cmpuint (lw_quality_report_get_line (single, 0), ==, 7);
}

static LwNamedObject *
make_object (guint    position,
             gpointer data)
{
  (*(guint *) data)++;
  return lw_named_object_new (position, "title", "detail");
}

static void
test_lazy_objects (void)
{
  guint n_made = 0;
  g_autoptr (GListModel) list = G_LIST_MODEL (lw_lazy_objects_new (1000000, make_object, &n_made, NULL));
  g_autoptr (LwNamedObject) first = g_list_model_get_item (list, 5);
  g_autoptr (LwNamedObject) again = g_list_model_get_item (list, 5);

  g_assert_true (first == again);
  g_assert_cmpuint (n_made, ==, 1);
  g_assert_cmpuint (lw_named_object_get_line (first), ==, 5);
  g_clear_object (&first);
  g_clear_object (&again);
  first = g_list_model_get_item (list, 5);
  g_assert_cmpuint (n_made, ==, 2);
  g_assert_null (g_list_model_get_item (list, 1000000));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality-report/measures", test_measures);
  g_test_add_func ("/quality-report/votes", test_votes);
  g_test_add_func ("/quality-report/known", test_known);
  g_test_add_func ("/quality-report/little", test_little);
  g_test_add_func ("/quality-report/lazy-objects", test_lazy_objects);

  return g_test_run ();
}
