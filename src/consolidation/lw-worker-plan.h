/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many workers an object should have: what each number is expected to bring, by simulation. Not a
 * promise: real workers differ from simulated ones. */

#pragma once

#include <gio/gio.h>

#include "lw-consolidation.h"

G_BEGIN_DECLS

/* As many workers an object as the service allows for. */
#define LW_WORKER_PLAN_MAX 9

/**
 * LwWorkerPlanRequest:
 * @method: how answers will be consolidated
 * @n_classes: how many classes there are, 2 or more
 * @n_workers: how many workers there are altogether
 * @accuracy: how often a worker is right, 0 to 1
 * @stop_confidence: ask a further worker only while the posterior is below; 0: ask all
 * @n_objects: how many objects to simulate; 0 for as many as are good enough for a plan
 * @seed: of the random numbers: the same seed gives the same plan
 */
typedef struct
{
  LwConsolidationMethod method;
  guint                 n_classes;
  guint                 n_workers;
  double                accuracy;
  double                stop_confidence;
  guint                 n_objects;
  guint64               seed;
} LwWorkerPlanRequest;

/**
 * LwWorkerPlanStep:
 * @workers_per_object: how many workers are asked
 * @accuracy: share of objects that get the right label
 * @confidence: mean confidence, as it will be written
 * @answers_per_object: mean number of answers, fewer than asked for with a @stop_confidence
 */
typedef struct
{
  guint  workers_per_object;
  double accuracy;
  double confidence;
  double answers_per_object;
} LwWorkerPlanStep;

/**
 * LwWorkerPlan:
 * @n_steps: how many steps there are: at most as many as workers
 * @steps: (array length=n_steps): one worker an object, two, …
 */
typedef struct
{
  guint            n_steps;
  LwWorkerPlanStep steps[LW_WORKER_PLAN_MAX];
} LwWorkerPlan;

gboolean lw_worker_plan_run (const LwWorkerPlanRequest  *request,
                             LwWorkerPlan               *plan,
                             GCancellable               *cancellable,
                             GError                    **error);

G_END_DECLS
