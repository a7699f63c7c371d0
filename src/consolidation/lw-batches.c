/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which data objects are consolidated together. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-consolidation-private.h"

static int
compare_batches (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  LwAnnotations *annotations = user_data;
  guint32 tasks[2] = { *(const guint32 *) a, *(const guint32 *) b };
  guint batches[2] = { lw_annotations_get_batch (annotations, tasks[0]),
                       lw_annotations_get_batch (annotations, tasks[1]) };

  if (batches[0] != batches[1])
    return batches[0] < batches[1] ? -1 : 1;
  return (tasks[0] > tasks[1]) - (tasks[0] < tasks[1]);
}

/* Objects that are in no batch come last; they are cut by number, like all objects of a table without
 * batches. */
static guint
add_given_batches (LwBatches     *self,
                   LwAnnotations *annotations,
                   GArray        *start)
{
  guint n_tasks = lw_annotations_get_n_tasks (annotations);
  guint i = 0;

  g_qsort_with_data (self->tasks, (int) n_tasks, sizeof (guint32), compare_batches, annotations);
  for (; i < n_tasks; i++)
    {
      guint batch = lw_annotations_get_batch (annotations, self->tasks[i]);

      if (batch == LW_NO_BATCH)
        break;
      if (i == 0 || batch != lw_annotations_get_batch (annotations, self->tasks[i - 1]))
        g_array_append_val (start, i);
    }
  return i;
}

/**
 * lw_batches_new:
 * @annotations: a sealed table
 * @options: say how to cut it
 *
 * Returns: (transfer full): the batches
 */
LwBatches *
lw_batches_new (LwAnnotations                *annotations,
                const LwConsolidationOptions *options)
{
  LwBatches *self = g_new0 (LwBatches, 1);
  g_autoptr (GArray) start = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_tasks = lw_annotations_get_n_tasks (annotations);
  guint size = options->batch_size > 0 ? options->batch_size : MAX (n_tasks, 1);
  guint32 done = 0;

  self->tasks = g_new (guint32, n_tasks + 1);
  for (guint i = 0; i < n_tasks; i++)
    self->tasks[i] = i;
  if (lw_annotations_has_batches (annotations) && !options->ignore_batches)
    done = add_given_batches (self, annotations, start);
  for (; done < n_tasks; done += MIN (size, n_tasks - done))
    g_array_append_val (start, done);
  self->n_batches = start->len;
  g_array_append_val (start, n_tasks);
  self->start = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&start), FALSE);
  return self;
}

void
lw_batches_free (LwBatches *self)
{
  if (self == NULL)
    return;

  g_free (self->tasks);
  g_free (self->start);
  g_free (self);
}
