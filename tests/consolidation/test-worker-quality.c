/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good workers are, by hand; what the answers so far say of an object; why an object has its label; the plan. */

#include "config.h"

#include <math.h>

#include "lw-explanation.h"
#include "lw-posterior.h"
#include "lw-worker-plan.h"
#include "lw-worker-quality.h"

static void
add (LwAnnotations *annotations,
     guint          task,
     const char    *worker,
     guint          class_index,
     gint64         time,
     double         seconds)
{
  g_autofree char *name = g_strdup_printf ("%02u", task);

  lw_annotations_add (annotations, name, worker, class_index);
  lw_annotations_set_time (annotations, time, seconds);
}

/* ann and bob are always right; cid is right in the first half of the time and says 0 in the second, and is quick then.
 * Times run against the order of the objects. */
static LwAnnotations *
make_answers (void)
{
  LwAnnotations *annotations = lw_annotations_new (FALSE);

  lw_annotations_add_class (annotations, "x");
  lw_annotations_add_class (annotations, "y");
  for (guint i = 0; i < 20; i++)
    {
      guint late = i < 10;

      add (annotations, i, "ann", i % 2, 1000 - i, 4);
      add (annotations, i, "bob", i % 2, 1000 - i, -1);
      add (annotations, i, "cid", late ? 0 : i % 2, 1000 - i, late ? 1 : 3);
    }
  add (annotations, 20, "dan", 1, 5, 2);
  return annotations;
}

static void
test_scores (void)
{
  g_autoptr (LwAnnotations) annotations = make_answers ();
  g_autoptr (LwConsolidationResult) result = lw_consolidate (annotations, LW_CONSOLIDATION_MAJORITY, 0, NULL, NULL);
  g_autoptr (LwWorkerQuality) quality = lw_worker_quality_new (annotations, result, NULL, NULL, NULL);
  const LwWorkerScore *ann = lw_worker_quality_get_score (quality, 0);
  const LwWorkerScore *bob = lw_worker_quality_get_score (quality, 1);
  const LwWorkerScore *cid = lw_worker_quality_get_score (quality, 2);
  const LwWorkerScore *dan = lw_worker_quality_get_score (quality, 3);
  g_autofree guint32 *confusion = lw_worker_quality_dup_confusion (quality, 2, FALSE);
  g_autofree guint32 *ranking = lw_worker_quality_dup_ranking (quality);

  g_assert_cmpuint (ann->n_answers, ==, 20);
  g_assert_cmpfloat (ann->accuracy, ==, 1);
  g_assert_cmpfloat (ann->drift, ==, 0);
  g_assert_cmpfloat (ann->seconds, ==, 4);
  g_assert_true (isnan (bob->seconds));
  g_assert_cmpfloat (cid->accuracy, ==, 0.75);
  g_assert_cmpfloat (cid->drift, ==, -0.5);
  g_assert_cmpfloat (cid->seconds, ==, 2);
  g_assert_cmpuint (cid->n_windows, ==, 10);
  g_assert_cmpfloat (cid->windows[0].accuracy, ==, 1);
  g_assert_cmpfloat (cid->windows[0].seconds, ==, 3);
  g_assert_cmpint (cid->windows[0].begin, ==, 981);
  g_assert_cmpfloat (cid->windows[9].accuracy, ==, 0.5);
  g_assert_cmpfloat (cid->windows[9].seconds, ==, 1);
  g_assert_cmpuint (cid->n_gold, ==, 0);
  g_assert_true (isnan (cid->gold_accuracy));
  g_assert_cmpuint (dan->n_shared, ==, 0);
  g_assert_true (isnan (dan->accuracy));
  g_assert_true (isnan (dan->drift));
  g_assert_cmpuint (confusion[0], ==, 10);
  g_assert_cmpuint (confusion[1], ==, 0);
  g_assert_cmpuint (confusion[2], ==, 5);
  g_assert_cmpuint (confusion[3], ==, 5);
  g_assert_cmpuint (ranking[0], ==, 2);
  g_assert_cmpuint (ranking[3], ==, 3);
}

/* The gold has classes of its own numbering, and one that the job does not know. */
static void
test_gold (void)
{
  g_autoptr (LwAnnotations) annotations = make_answers ();
  g_autoptr (LwConsolidationResult) result = lw_consolidate (annotations, LW_CONSOLIDATION_MAJORITY, 0, NULL, NULL);
  g_autoptr (LwAnnotations) gold = lw_annotations_new (FALSE);
  g_autoptr (LwWorkerQuality) quality = NULL;
  g_autofree guint32 *confusion = NULL;

  lw_annotations_add_class (gold, "other");
  lw_annotations_add_class (gold, "y");
  lw_annotations_add_class (gold, "x");
  lw_annotations_add (gold, "00", "", 2);
  lw_annotations_add (gold, "01", "", 2);
  lw_annotations_add (gold, "02", "", 0);
  lw_annotations_add (gold, "20", "", 1);
  lw_annotations_add (gold, "nowhere", "", 1);
  quality = lw_worker_quality_new (annotations, result, gold, NULL, NULL);
  g_assert_cmpuint (lw_worker_quality_get_score (quality, 0)->n_gold, ==, 3);
  g_assert_cmpfloat_with_epsilon (lw_worker_quality_get_score (quality, 0)->gold_accuracy, 1.0 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_worker_quality_get_score (quality, 2)->gold_accuracy, 2.0 / 3, 1e-12);
  g_assert_cmpfloat (lw_worker_quality_get_score (quality, 3)->gold_accuracy, ==, 1);
  confusion = lw_worker_quality_dup_confusion (quality, 0, TRUE);
  g_assert_cmpuint (confusion[0], ==, 1);
  g_assert_cmpuint (confusion[1], ==, 1);
}

static void
test_multi_label (void)
{
  const guint classes[] = { 0, 1, 2 };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (TRUE);
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autoptr (LwWorkerQuality) quality = NULL;
  g_autofree guint32 *confusion = NULL;

  lw_annotations_add_class (annotations, "a");
  lw_annotations_add_class (annotations, "b");
  lw_annotations_add_class (annotations, "c");
  lw_annotations_add_set (annotations, "1", "ann", classes, 2);
  lw_annotations_add_set (annotations, "1", "bob", classes, 2);
  lw_annotations_add_set (annotations, "1", "cid", classes + 1, 2);
  lw_annotations_add_set (annotations, "2", "ann", NULL, 0);
  lw_annotations_add_set (annotations, "2", "cid", NULL, 0);
  result = lw_consolidate (annotations, LW_CONSOLIDATION_MAJORITY, 0, NULL, NULL);
  quality = lw_worker_quality_new (annotations, result, NULL, NULL, NULL);
  g_assert_cmpfloat (lw_worker_quality_get_score (quality, 0)->accuracy, ==, 1);
  g_assert_cmpfloat_with_epsilon (lw_worker_quality_get_score (quality, 2)->accuracy, (1.0 / 3 + 1) / 2, 1e-12);
  confusion = lw_worker_quality_dup_confusion (quality, 2, FALSE);
  g_assert_cmpuint (confusion[0 * 3 + 2], ==, 1);
  g_assert_cmpuint (confusion[1 * 3 + 1], ==, 1);
  g_assert_cmpuint (confusion[1 * 3 + 2], ==, 0);
}

static void
test_posterior (void)
{
  const LwPosteriorVote votes[] = { { 0, 0.7 }, { 0, 0.7 }, { 1, 0.7 } };
  const LwPosteriorVote sure[] = { { 2, 1 }, { 2, 1 }, { 0, 0.5 } };
  double posterior[3];

  g_assert_cmpfloat_with_epsilon (lw_posterior_get_confidence (NULL, 0, 4), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_posterior_get_confidence (votes, 1, 2), 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_posterior_get_confidence (votes, 2, 2), 0.49 / 0.58, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_posterior_get_confidence (votes, 3, 2), 0.7, 1e-12);
  g_assert_cmpfloat_with_epsilon (lw_posterior_get_confidence (votes, 1, 1), 1, 1e-12);
  lw_posterior_of_object (sure, 3, 3, posterior);
  g_assert_true (posterior[2] > 0.999 && posterior[2] < 1);
  g_assert_true (posterior[0] > posterior[1]);
}

/* The leader's probability without the other classes is that of all classes; further votes are votes. */
static void
test_prediction (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 500; round++)
    {
      guint n_classes = (guint) g_rand_int_range (random, 2, round % 10 == 0 ? 1000 : 6);
      guint n_votes = (guint) g_rand_int_range (random, 0, 8);
      g_autofree double *posterior = g_new (double, n_classes);
      LwPosteriorVote votes[10];
      double best = 0;
      guint leader = 0;

      for (guint v = 0; v < n_votes; v++)
        votes[v] = (LwPosteriorVote) { (guint) g_rand_int_range (random, 0, (gint32) n_classes),
                                       g_rand_double_range (random, 1.0 / n_classes, 1) };
      lw_posterior_of_object (votes, n_votes, n_classes, posterior);
      for (guint k = 0; k < n_classes; k++)
        if (posterior[k] > best)
          {
            best = posterior[k];
            leader = k;
          }
      g_assert_cmpfloat_with_epsilon (lw_posterior_predict (votes, n_votes, n_classes, 0, 0.7), best, 1e-9);
      votes[n_votes] = votes[n_votes + 1] = (LwPosteriorVote) { leader, 0.8 };
      lw_posterior_of_object (votes, n_votes + 2, n_classes, posterior);
      g_assert_cmpfloat_with_epsilon (lw_posterior_predict (votes, n_votes, n_classes, 2, 0.8), posterior[leader],
                                      1e-9);
    }
}

/* K = 2, votes 0, 0, 1: the posterior is the prior times the weights; the votes for the label speak for it. */
static void
test_explanation (gconstpointer data)
{
  const LwConsolidationOptions options = { .method = GPOINTER_TO_UINT (data), .batch_size = 2 };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autoptr (LwExplanation) explanation = NULL;
  double odds;

  lw_annotations_add_class (annotations, "x");
  lw_annotations_add_class (annotations, "y");
  for (guint i = 0; i < 3; i++)
    {
      add (annotations, i, "c", 1, 0, -1);
      add (annotations, i, "a", i % 2, 0, -1);
      add (annotations, i, "b", i % 2, 0, -1);
    }
  result = lw_consolidate_with_options (annotations, &options, NULL, NULL);
  explanation = lw_explanation_new (annotations, &options, 0, 0, NULL, NULL);
  g_assert_cmpuint (explanation->label, ==, 0);
  g_assert_cmpuint (explanation->rival, ==, 1);
  g_assert_cmpuint (explanation->n_votes, ==, 3);
  g_assert_cmpuint (explanation->n_batch, ==, 2);
  g_assert_cmpstr (lw_annotations_get_worker (annotations, explanation->votes[0].worker), ==, "a");
  g_assert_cmpuint (explanation->votes[2].class_index, ==, 1);
  g_assert_cmpmem (explanation->posterior, 2 * sizeof (double), lw_consolidation_result_get_posterior (result, 0),
                   2 * sizeof (double));
  if (options.method == LW_CONSOLIDATION_MAJORITY)
    return;

  odds = explanation->prior[0] / explanation->prior[1];
  for (guint v = 0; v < 3; v++)
    {
      g_assert_true (explanation->votes[v].accuracy >= 0 && explanation->votes[v].accuracy <= 1);
      odds *= explanation->votes[v].weight;
    }
  g_assert_cmpfloat_with_epsilon (odds / (explanation->posterior[0] / explanation->posterior[1]), 1, 1e-6);
}

static void
test_multi_label_explanation (void)
{
  const guint classes[] = { 0, 1 };
  const LwConsolidationOptions options = { .method = LW_CONSOLIDATION_GROUNDTRUTH };
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (TRUE);
  g_autoptr (LwExplanation) explanation = NULL;

  lw_annotations_add_class (annotations, "a");
  lw_annotations_add_class (annotations, "b");
  lw_annotations_add_set (annotations, "1", "x", classes, 2);
  lw_annotations_add_set (annotations, "1", "y", classes, 1);
  lw_annotations_add_set (annotations, "1", "z", classes, 1);
  explanation = lw_explanation_new (annotations, &options, 0, 1, NULL, NULL);
  g_assert_cmpuint (explanation->n_classes, ==, 2);
  g_assert_cmpuint (explanation->label, ==, 0);
  g_assert_cmpuint (explanation->votes[0].class_index, ==, 1);
  g_assert_cmpfloat_with_epsilon (explanation->posterior[0], 0.919044, 6e-7);
}

/* More workers make better labels, of less and less use; who stops early asks fewer. */
static void
test_plan (void)
{
  const LwWorkerPlanRequest request = { .method = LW_CONSOLIDATION_GROUNDTRUTH, .n_classes = 4, .n_workers = 30,
                                        .accuracy = 0.75, .seed = 1 };
  LwWorkerPlanRequest stopping = request;
  LwWorkerPlan plan;
  LwWorkerPlan early;

  stopping.stop_confidence = 0.95;
  g_assert_true (lw_worker_plan_run (&request, &plan, NULL, NULL));
  g_assert_true (lw_worker_plan_run (&stopping, &early, NULL, NULL));
  g_assert_cmpuint (plan.n_steps, ==, LW_WORKER_PLAN_MAX);
  g_assert_cmpfloat_with_epsilon (plan.steps[0].accuracy, 0.75, 0.03);
  g_assert_cmpfloat (plan.steps[0].confidence, ==, 0);
  g_assert_cmpfloat_with_epsilon (plan.steps[8].answers_per_object, 9, 1e-9);
  g_assert_true (plan.steps[2].accuracy > plan.steps[0].accuracy + 0.05);
  g_assert_true (plan.steps[8].accuracy > 0.97);
  g_assert_true (early.steps[8].answers_per_object < 5);
  g_assert_true (early.steps[8].accuracy > 0.93);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker-quality/scores", test_scores);
  g_test_add_func ("/worker-quality/gold", test_gold);
  g_test_add_func ("/worker-quality/multi-label", test_multi_label);
  g_test_add_func ("/worker-quality/posterior", test_posterior);
  g_test_add_func ("/worker-quality/prediction", test_prediction);
  for (guint i = 0; i < LW_N_CONSOLIDATION_METHODS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/worker-quality/explanation/%s", lw_consolidation_method_to_string (i));

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_explanation);
    }
  g_test_add_func ("/worker-quality/multi-label-explanation", test_multi_label_explanation);
  g_test_add_func ("/worker-quality/plan", test_plan);
  return g_test_run ();
}
