/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of a table by worker. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-answers-by-worker.h"

/**
 * lw_answers_by_worker_new:
 * @annotations: a sealed table
 *
 * Returns: (transfer full): its answers by worker
 */
LwAnswersByWorker *
lw_answers_by_worker_new (LwAnnotations *annotations)
{
  LwAnswersByWorker *self = g_new0 (LwAnswersByWorker, 1);
  guint n_answers = lw_annotations_get_n_answers (annotations);
  guint n_workers = lw_annotations_get_n_workers (annotations);
  g_autofree guint32 *next = NULL;

  self->start = g_new0 (guint32, n_workers + 1);
  self->task = g_new (guint32, n_answers + 1);
  self->answer = g_new (guint32, n_answers + 1);
  for (guint a = 0; a < n_answers; a++)
    self->start[lw_annotations_get_answer_worker (annotations, a) + 1]++;
  for (guint w = 0; w < n_workers; w++)
    self->start[w + 1] += self->start[w];
  next = g_memdup2 (self->start, sizeof (guint32) * (n_workers + 1));
  for (guint task = 0; task < lw_annotations_get_n_tasks (annotations); task++)
    {
      guint n;
      guint first = lw_annotations_get_answers (annotations, task, &n);

      for (guint a = first; a < first + n; a++)
        {
          guint32 at = next[lw_annotations_get_answer_worker (annotations, a)]++;

          self->task[at] = task;
          self->answer[at] = a;
        }
    }
  return self;
}

void
lw_answers_by_worker_free (LwAnswersByWorker *self)
{
  if (self == NULL)
    return;

  g_free (self->start);
  g_free (self->task);
  g_free (self->answer);
  g_free (self);
}
