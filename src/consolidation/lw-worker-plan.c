/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many workers an object should have, by simulation. The same objects get one answer after the other,
 * so that a step differs from the one before by nothing but the answers that are added. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-worker-plan.h"

#include "lw-posterior.h"
#include "lw-simulation.h"

#define OBJECTS 2000

/* The simulated answers: of object i they are at i × @most. */
typedef struct
{
  const LwWorkerPlanRequest *request;
  guint                      most;
  guint                      n_objects;
  guint32                   *workers;
  guint32                   *labels;
  guint32                   *truth;
  guint                      n_answers;
} Simulated;

static void
keep_answer (guint    object,
             guint    worker,
             guint    label,
             guint    truth,
             gpointer data)
{
  Simulated *simulated = data;

  simulated->workers[simulated->n_answers] = worker;
  simulated->labels[simulated->n_answers++] = label;
  simulated->truth[object] = truth;
}

static void
simulate (Simulated *simulated)
{
  const LwWorkerPlanRequest *request = simulated->request;
  const LwSimulation simulation = {
    .n_objects = simulated->n_objects,
    .n_classes = request->n_classes,
    .n_workers = request->n_workers,
    .per_object = simulated->most,
    .accuracy = request->accuracy,
    .seed = request->seed,
  };

  lw_simulation_run (&simulation, keep_answer, simulated);
}

/* How many answers an object gets when at most @n are asked for. */
static guint
count_answers (const Simulated *simulated,
               guint            object,
               guint            n)
{
  LwPosteriorVote votes[LW_WORKER_PLAN_MAX];

  for (guint i = 0; i < n && simulated->request->stop_confidence > 0; i++)
    {
      votes[i].class_index = simulated->labels[(gsize) object * simulated->most + i];
      votes[i].accuracy = LW_POSTERIOR_ACCURACY;
      if (lw_posterior_get_confidence (votes, i + 1, simulated->request->n_classes)
          >= simulated->request->stop_confidence)
        return i + 1;
    }
  return n;
}

static LwAnnotations *
take_answers (const Simulated *simulated,
              guint            n)
{
  LwAnnotations *annotations = lw_annotations_new (FALSE);
  char name[16];

  for (guint k = 0; k < simulated->request->n_classes; k++)
    {
      g_snprintf (name, sizeof name, "%u", k);
      lw_annotations_add_class (annotations, name);
    }
  for (guint w = 0; w < simulated->request->n_workers; w++)
    {
      g_snprintf (name, sizeof name, "%u", w);
      lw_annotations_add_worker (annotations, name, -1);
    }
  for (guint object = 0; object < simulated->n_objects; object++)
    {
      guint n_answers = count_answers (simulated, object, n);

      g_snprintf (name, sizeof name, "%u", object);
      lw_annotations_add_task (annotations, name, -1);
      for (guint i = 0; i < n_answers; i++)
        {
          gsize at = (gsize) object * simulated->most + i;

          lw_annotations_add_answer (annotations, object, simulated->workers[at], &simulated->labels[at], 1);
        }
    }
  return annotations;
}

static gboolean
run_step (const Simulated   *simulated,
          LwWorkerPlanStep  *step,
          GCancellable      *cancellable,
          GError           **error)
{
  LwConsolidationMethod method = simulated->request->method;
  g_autoptr (LwAnnotations) annotations = take_answers (simulated, step->workers_per_object);
  g_autoptr (LwConsolidationResult) result =
    lw_consolidate (annotations, method, method == LW_CONSOLIDATION_GROUNDTRUTH ? LW_CONSOLIDATION_BATCH : 0,
                    cancellable, error);
  double n = simulated->n_objects;

  if (result == NULL)
    return FALSE;

  for (guint object = 0; object < simulated->n_objects; object++)
    {
      guint n_labels;
      const LwConsolidatedLabel *label = lw_consolidation_result_get_labels (result, object, &n_labels);

      step->accuracy += (label->class_index == simulated->truth[object]) / n;
      step->confidence += label->confidence / n;
    }
  step->answers_per_object = lw_annotations_get_n_answers (annotations) / n;
  return TRUE;
}

/**
 * lw_worker_plan_run:
 * @request: what to plan for
 * @plan: (out caller-allocates): what each number of workers is expected to bring
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Simulates the same labeling job with one worker an object, with two, and so on. It takes tens of
 * milliseconds for most methods: call it in a thread.
 *
 * Returns: whether @plan is filled
 */
gboolean
lw_worker_plan_run (const LwWorkerPlanRequest  *request,
                    LwWorkerPlan               *plan,
                    GCancellable               *cancellable,
                    GError                    **error)
{
  g_autofree guint32 *workers = NULL;
  g_autofree guint32 *labels = NULL;
  g_autofree guint32 *truth = NULL;
  Simulated simulated = { .request = request };

  g_return_val_if_fail (request != NULL && plan != NULL, FALSE);
  g_return_val_if_fail (request->n_classes > 0 && request->n_workers > 0, FALSE);

  simulated.most = MIN (request->n_workers, LW_WORKER_PLAN_MAX);
  simulated.n_objects = request->n_objects > 0 ? request->n_objects : OBJECTS;
  simulated.workers = workers = g_new (guint32, (gsize) simulated.n_objects * simulated.most);
  simulated.labels = labels = g_new (guint32, (gsize) simulated.n_objects * simulated.most);
  simulated.truth = truth = g_new (guint32, simulated.n_objects);
  simulate (&simulated);
  *plan = (LwWorkerPlan) { .n_steps = simulated.most };
  for (guint i = 0; i < plan->n_steps; i++)
    {
      plan->steps[i].workers_per_object = i + 1;
      if (!run_step (&simulated, &plan->steps[i], cancellable, error))
        return FALSE;
    }
  return TRUE;
}
