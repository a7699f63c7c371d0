/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many workers at once in one labeling job, through the backend's interface: each takes a task, thinks nothing,
 * answers, now and then declines, gives back, changes an answer or sends nonsense. For the tests and benches of the
 * engine. */

#pragma once

#include "lw-engine-fixture.h"

typedef struct _Simulation Simulation;
typedef struct _SimWorker SimWorker;

/* Told before and after each answer: "try", then "ok". */
typedef void (*SimReport) (const char *word,
                           guint64     line,
                           guint       worker,
                           guint       label);

struct _SimWorker
{
  Simulation  *simulation;
  guint        number;
  LwTaskQueue *queue;
  LwTask      *task;
  guint        label;
  gboolean     again;
  gboolean     idle;
};

/**
 * Simulation:
 * @plain: whether all workers just answer
 * @changes_only: whether, besides, they only change answers now and then
 * @step: (nullable): called after each recorded answer
 * @n_answers: recorded answers
 * @n_busy: workers who have a call on its way
 * @stopped: take no more tasks
 */
struct _Simulation
{
  Fixture       *fixture;
  LwLabelingJob *job;
  guint          n_workers;
  SimWorker     *workers;
  gboolean       plain;
  gboolean       changes_only;
  GRand         *random;
  SimReport      report;
  void         (*step) (Simulation *self);
  gpointer       data;
  guint64        n_answers;
  guint64        n_declined;
  guint          n_busy;
  gboolean       stopped;
};

static void sim_go_on (SimWorker *worker);

static inline gboolean
sim_happens (Simulation *self,
             double      probability)
{
  return !self->plain && !self->changes_only && g_rand_double (self->random) < probability;
}

static inline char *
sim_make_content (Simulation *self,
                  guint       label)
{
  static const char *const nonsense[] = {
    "{}", "[1,2,3]", "null", "\"cat\"", "{\"crowd-image-classifier\":{\"label\":\"a label of nobody\"}}",
    "{\"crowd-image-classifier\":{\"labels\":[\"cat\"]}}", "{\"x\":{\"y\":[{\"z\":1e300}]}}",
  };

  if (sim_happens (self, 0.002))
    return g_strdup (nonsense[g_rand_int_range (self->random, 0, G_N_ELEMENTS (nonsense))]);
  return make_answer (fixture_labels[label]);
}

static void
sim_submitted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  SimWorker *worker = data;
  Simulation *self = worker->simulation;
  g_autoptr (GError) error = NULL;

  self->n_busy--;
  if (lw_task_queue_submit_finish (LW_TASK_QUEUE (source), result, &error))
    {
      self->n_answers += !worker->again;
      if (self->report != NULL)
        self->report ("ok", lw_task_get_data_object_id (worker->task), worker->number, worker->label);
      if (self->step != NULL)
        self->step (self);
    }
  else
    g_assert_true (error->domain == LW_TASK_ERROR);
  sim_go_on (worker);
}

static void
sim_submit (SimWorker *worker)
{
  Simulation *self = worker->simulation;
  g_autofree char *content = NULL;

  worker->label = lw_task_get_data_object_id (worker->task) % 2;
  if (g_rand_double (self->random) < 0.2)
    worker->label = g_rand_int_range (self->random, 0, 3);
  content = sim_make_content (self, worker->label);
  if (self->report != NULL)
    self->report ("try", lw_task_get_data_object_id (worker->task), worker->number, worker->label);
  self->n_busy++;
  lw_task_queue_submit_async (worker->queue, worker->task, content, 1.5, NULL, sim_submitted_cb, worker);
}

static void
sim_declined_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  SimWorker *worker = data;

  worker->simulation->n_busy--;
  worker->simulation->n_declined += lw_task_queue_decline_finish (LW_TASK_QUEUE (source), result, NULL);
  sim_go_on (worker);
}

static void
sim_released_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  SimWorker *worker = data;

  worker->simulation->n_busy--;
  lw_task_queue_release_finish (LW_TASK_QUEUE (source), result, NULL);
  sim_go_on (worker);
}

static void
sim_taken_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  SimWorker *worker = data;
  Simulation *self = worker->simulation;
  g_autoptr (GPtrArray) tasks = lw_task_queue_take_finish (LW_TASK_QUEUE (source), result, NULL);

  self->n_busy--;
  worker->idle = tasks == NULL || tasks->len == 0;
  if (worker->idle)
    return;
  worker->task = lw_task_ref (g_ptr_array_index (tasks, 0));
  worker->again = FALSE;
  self->n_busy++;
  if (sim_happens (self, 0.005))
    lw_task_queue_decline_async (worker->queue, worker->task, "blurred", NULL, sim_declined_cb, worker);
  else if (sim_happens (self, 0.01))
    lw_task_queue_release_async (worker->queue, worker->task, NULL, sim_released_cb, worker);
  else
    {
      self->n_busy--;
      sim_submit (worker);
    }
}

static void
sim_go_on (SimWorker *worker)
{
  Simulation *self = worker->simulation;

  if (worker->task != NULL && !worker->again && !self->plain && g_rand_double (self->random) < 0.02)
    {
      worker->again = TRUE;
      sim_submit (worker);
      return;
    }
  g_clear_pointer (&worker->task, lw_task_unref);
  if (self->stopped)
    return;
  self->n_busy++;
  lw_task_queue_take_async (worker->queue, 1, NULL, sim_taken_cb, worker);
}

/* Those who had nothing to do look again. */
static inline void
sim_wake (Simulation *self)
{
  for (guint i = 0; i < self->n_workers; i++)
    if (self->workers[i].idle && self->workers[i].queue != NULL)
      {
        self->workers[i].idle = FALSE;
        sim_go_on (&self->workers[i]);
      }
}

static inline void
sim_start (Simulation *self)
{
  self->workers = g_new0 (SimWorker, self->n_workers);
  for (guint i = 0; i < self->n_workers; i++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", i);

      self->workers[i] = (SimWorker) { self, i, try_open (self->fixture, self->job, name, NULL), NULL, 0, FALSE, TRUE };
    }
}

static inline void
sim_end (Simulation *self)
{
  self->stopped = TRUE;
  while (self->n_busy > 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < self->n_workers; i++)
    {
      if (self->workers[i].queue != NULL)
        lw_task_queue_close (self->workers[i].queue);
      g_clear_object (&self->workers[i].queue);
      g_clear_pointer (&self->workers[i].task, lw_task_unref);
    }
  g_clear_pointer (&self->workers, g_free);
}

/* Until nobody gets anything any more. */
static inline void
sim_run (Simulation *self)
{
  guint64 n_before;

  sim_start (self);
  do
    {
      n_before = self->n_answers + self->n_declined;
      sim_wake (self);
      while (self->n_busy > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  while (self->n_answers + self->n_declined > n_before);
  sim_end (self);
}
