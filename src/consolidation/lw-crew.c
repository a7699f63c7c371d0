/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A few threads that work through numbered jobs together, again and again. Not for work that waits. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-crew.h"

/* Each run is a new @generation; the threads wait for it on @begin. Whoever takes the last job off waits on
 * @end until
 * @n_working is 0. The caller of lw_crew_run() works too. */
struct _LwCrew
{
  GMutex     mutex;
  GCond      begin;
  GCond      end;
  GPtrArray *threads;
  guint      n_threads;
  guint      generation;
  guint      n_working;
  gboolean   quit;
  LwCrewJob  job;
  gpointer   data;
  guint      n_jobs;
  int        next;
};

static void
take_jobs (LwCrew *self)
{
  while (TRUE)
    {
      guint job = (guint) g_atomic_int_add (&self->next, 1);

      if (job >= self->n_jobs)
        return;
      self->job (job, self->data);
    }
}

static gpointer
work (gpointer data)
{
  LwCrew *self = data;
  guint generation = 0;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      while (self->generation == generation && !self->quit)
        g_cond_wait (&self->begin, &self->mutex);
      if (self->quit)
        break;

      generation = self->generation;
      g_mutex_unlock (&self->mutex);
      take_jobs (self);
      g_mutex_lock (&self->mutex);
      if (--self->n_working == 0)
        g_cond_signal (&self->end);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * lw_crew_new:
 * @n_threads: how many threads may work, the caller's included; 0 for as many as there are processors
 *
 * The threads are started when the first run has more than one job.
 *
 * Returns: (transfer full): a crew
 */
LwCrew *
lw_crew_new (guint n_threads)
{
  LwCrew *self = g_new0 (LwCrew, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->begin);
  g_cond_init (&self->end);
  self->threads = g_ptr_array_new ();
  self->n_threads = n_threads > 0 ? n_threads : g_get_num_processors ();
  return self;
}

void
lw_crew_free (LwCrew *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_broadcast (&self->begin);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  g_ptr_array_unref (self->threads);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->begin);
  g_cond_clear (&self->end);
  g_free (self);
}

/**
 * lw_crew_run:
 * @self: (nullable): a crew; without one the caller works alone
 * @n_jobs: how many jobs there are
 * @job: does one
 * @data: for @job
 *
 * Does the jobs 0 to @n_jobs - 1, in any order, several at a time, and returns when all are done.
 */
void
lw_crew_run (LwCrew    *self,
             guint      n_jobs,
             LwCrewJob  job,
             gpointer   data)
{
  g_return_if_fail (job != NULL);

  if (self == NULL || self->n_threads < 2 || n_jobs < 2)
    {
      for (guint i = 0; i < n_jobs; i++)
        job (i, data);
      return;
    }

  while (self->threads->len + 1 < self->n_threads)
    g_ptr_array_add (self->threads, g_thread_new ("lw-crew", work, self));
  g_mutex_lock (&self->mutex);
  self->job = job;
  self->data = data;
  self->n_jobs = n_jobs;
  self->next = 0;
  self->n_working = self->threads->len;
  self->generation++;
  g_cond_broadcast (&self->begin);
  g_mutex_unlock (&self->mutex);
  take_jobs (self);
  g_mutex_lock (&self->mutex);
  while (self->n_working > 0)
    g_cond_wait (&self->end, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
