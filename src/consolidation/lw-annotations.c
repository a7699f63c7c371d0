/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers answered: filling the table. Reading it is in lw-annotations-get.c. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-annotations-private.h"

#include <stdlib.h>
#include <string.h>

static int
compare_classes (gconstpointer a,
                 gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/* Sorts the last answer's classes and drops those named twice. */
static void
close_set (LwAnnotations *self,
           guint32        start)
{
  guint32 *classes = (guint32 *) (gpointer) self->classes->data;
  guint n_kept = start;

  if (self->classes->len > start)
    qsort (classes + start, self->classes->len - start, sizeof (guint32), compare_classes);
  for (guint i = start; i < self->classes->len; i++)
    {
      if (n_kept == start || classes[n_kept - 1] != classes[i])
        classes[n_kept++] = classes[i];
    }
  g_array_set_size (self->classes, n_kept);
  g_array_append_val (self->class_start, n_kept);
}

/**
 * lw_annotations_new:
 * @multi_label: whether an answer is a set of classes
 *
 * Returns: (transfer full): an empty table to add to
 */
LwAnnotations *
lw_annotations_new (gboolean multi_label)
{
  LwAnnotations *self = g_new0 (LwAnnotations, 1);
  const guint32 zero = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->multi_label = multi_label;
  self->class_names = lw_name_table_new ();
  self->task_names = lw_name_table_new ();
  self->worker_names = lw_name_table_new ();
  self->tasks = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->workers = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->class_start = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->seconds = g_array_new (FALSE, FALSE, sizeof (float));
  self->batches = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (multi_label)
    g_array_append_val (self->class_start, zero);
  return self;
}

LwAnnotations *
lw_annotations_ref (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_annotations_unref (LwAnnotations *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  lw_name_table_free (self->class_names);
  lw_name_table_free (self->task_names);
  lw_name_table_free (self->worker_names);
  g_clear_pointer (&self->tasks, g_array_unref);
  g_array_unref (self->workers);
  g_array_unref (self->classes);
  g_array_unref (self->class_start);
  g_array_unref (self->times);
  g_array_unref (self->seconds);
  g_array_unref (self->batches);
  g_free (self->task_start);
  g_free (self);
}

/**
 * lw_annotations_add_class:
 * @self: a table that is not sealed
 * @name: a label category
 *
 * Adds a class unless it is there. Add a job's label categories in their order first: then the numbers are
 * class indexes, and classes that nobody chose count as possible truths.
 *
 * Returns: the class's number
 */
guint
lw_annotations_add_class (LwAnnotations *self,
                          const char    *name)
{
  g_return_val_if_fail (self != NULL && self->task_start == NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  return lw_name_table_add (self->class_names, name, -1);
}

/**
 * lw_annotations_add_task:
 * @self: a table that is not sealed
 * @name: (array length=length): identifies the data object; no zero byte
 * @length: of @name; -1 when a zero byte ends it
 *
 * Adds a data object unless it is there.
 *
 * Returns: its number
 */
guint
lw_annotations_add_task (LwAnnotations *self,
                         const char    *name,
                         gssize         length)
{
  g_return_val_if_fail (self != NULL && self->task_start == NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  return lw_name_table_add (self->task_names, name, length);
}

/**
 * lw_annotations_add_worker:
 * @self: a table that is not sealed
 * @name: (array length=length): identifies the worker; no zero byte
 * @length: of @name; -1 when a zero byte ends it
 *
 * Adds a worker unless there.
 *
 * Returns: the worker's number
 */
guint
lw_annotations_add_worker (LwAnnotations *self,
                           const char    *name,
                           gssize         length)
{
  g_return_val_if_fail (self != NULL && self->task_start == NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  return lw_name_table_add (self->worker_names, name, length);
}

/**
 * lw_annotations_add_answer:
 * @self: a table that is not sealed
 * @task: number of a data object
 * @worker: number of a worker
 * @class_indexes: (array length=n_classes) (nullable): the chosen classes, each one that was added; may repeat
 * @n_classes: how many: 1 for single label; for multi-label 0 is an answer too: none of them
 *
 * Adds an answer.
 */
void
lw_annotations_add_answer (LwAnnotations *self,
                           guint          task,
                           guint          worker,
                           const guint   *class_indexes,
                           gsize          n_classes)
{
  const guint32 numbers[2] = { task, worker };
  guint32 start;

  g_return_if_fail (self != NULL && self->task_start == NULL);
  g_return_if_fail (task < lw_name_table_get_length (self->task_names));
  g_return_if_fail (worker < lw_name_table_get_length (self->worker_names));
  g_return_if_fail (self->multi_label || n_classes == 1);
  for (gsize i = 0; i < n_classes; i++)
    g_return_if_fail (class_indexes[i] < lw_name_table_get_length (self->class_names));

  g_array_append_val (self->tasks, numbers[0]);
  g_array_append_val (self->workers, numbers[1]);
  start = self->classes->len;
  if (n_classes > 0)
    g_array_append_vals (self->classes, class_indexes, (guint) n_classes);
  if (self->multi_label)
    close_set (self, start);
}

/**
 * lw_annotations_add:
 * @self: a single-label table that is not sealed
 * @task: identifies the data object
 * @worker: identifies the worker
 * @class_index: the chosen class, one that was added
 *
 * Adds an answer.
 */
void
lw_annotations_add (LwAnnotations *self,
                    const char    *task,
                    const char    *worker,
                    guint          class_index)
{
  g_return_if_fail (self != NULL && !self->multi_label);

  lw_annotations_add_answer (self, lw_annotations_add_task (self, task, -1),
                             lw_annotations_add_worker (self, worker, -1), &class_index, 1);
}

/**
 * lw_annotations_add_set:
 * @self: a multi-label table that is not sealed
 * @task: identifies the data object
 * @worker: identifies the worker
 * @class_indexes: (array length=n_classes) (nullable): the chosen classes, each one that was added; may repeat
 * @n_classes: how many; 0 is an answer too: none of them
 *
 * Adds an answer.
 */
void
lw_annotations_add_set (LwAnnotations *self,
                        const char    *task,
                        const char    *worker,
                        const guint   *class_indexes,
                        gsize          n_classes)
{
  g_return_if_fail (self != NULL && self->multi_label);

  lw_annotations_add_answer (self, lw_annotations_add_task (self, task, -1),
                             lw_annotations_add_worker (self, worker, -1), class_indexes, n_classes);
}

/**
 * lw_annotations_set_time:
 * @self: a table that is not sealed and has an answer
 * @time: when the answer was given, in µs since 1970; 0 when it is not known
 * @seconds: how long it took; less than 0 when it is not known
 *
 * Says of the answer that was added last when it was given and how long it took.
 */
void
lw_annotations_set_time (LwAnnotations *self,
                         gint64         time,
                         double         seconds)
{
  const gint64 no_time = 0;
  const float no_seconds = -1;
  guint last;

  g_return_if_fail (self != NULL && self->task_start == NULL && self->workers->len > 0);

  last = self->workers->len - 1;
  while (self->times->len <= last)
    g_array_append_val (self->times, no_time);
  while (self->seconds->len <= last)
    g_array_append_val (self->seconds, no_seconds);
  g_array_index (self->times, gint64, last) = time;
  g_array_index (self->seconds, float, last) = (float) seconds;
}

/**
 * lw_annotations_set_batch:
 * @self: a table
 * @task: number of a data object
 * @batch: any number; objects with the same are consolidated together. Not %LW_NO_BATCH
 *
 * Puts a data object into a batch.
 */
void
lw_annotations_set_batch (LwAnnotations *self,
                          guint          task,
                          guint          batch)
{
  const guint32 none = LW_NO_BATCH;

  g_return_if_fail (self != NULL && task < lw_name_table_get_length (self->task_names));

  while (self->batches->len <= task)
    g_array_append_val (self->batches, none);
  g_array_index (self->batches, guint32, task) = batch;
}

/**
 * lw_annotations_sort_classes:
 * @self: a table that is not sealed
 *
 * Numbers the classes by name. For tables whose classes come from the answers: without it the numbers,
 * which decide ties, would depend on the order of the answers.
 */
void
lw_annotations_sort_classes (LwAnnotations *self)
{
  g_autofree guint32 *renumbered = NULL;
  guint32 *classes;

  g_return_if_fail (self != NULL && self->task_start == NULL);

  renumbered = lw_name_table_sort (self->class_names);
  classes = (guint32 *) (gpointer) self->classes->data;
  for (guint i = 0; i < self->classes->len; i++)
    classes[i] = renumbered[classes[i]];
  for (guint i = 0; i + 1 < self->class_start->len; i++)
    {
      guint32 start = g_array_index (self->class_start, guint32, i);
      guint32 end = g_array_index (self->class_start, guint32, i + 1);

      if (end > start)
        qsort (classes + start, end - start, sizeof (guint32), compare_classes);
    }
}

/* Brings a column into the order of the objects; answers for the same object keep their order. */
static void
group_column (LwAnnotations *self,
              GArray        *column)
{
  g_autofree guint32 *next = NULL;
  g_autofree char *old = NULL;
  guint size = g_array_get_element_size (column);
  guint n_tasks = lw_name_table_get_length (self->task_names);
  guint n = column->len;

  if (n == 0)
    return;

  next = g_memdup2 (self->task_start, sizeof (guint32) * (n_tasks + 1));
  old = g_memdup2 (column->data, (gsize) n * size);
  for (guint a = 0; a < n; a++)
    {
      guint32 to = next[g_array_index (self->tasks, guint32, a)]++;

      memcpy (column->data + (gsize) size * to, old + (gsize) size * a, size);
    }
}

/* The same for the sets of classes, which differ in length. */
static void
group_sets (LwAnnotations *self)
{
  g_autofree guint32 *order = g_new (guint32, self->tasks->len + 1);
  g_autofree guint32 *next = NULL;
  g_autoptr (GArray) classes = g_steal_pointer (&self->classes);
  g_autoptr (GArray) start = g_steal_pointer (&self->class_start);
  const guint32 zero = 0;

  next = g_memdup2 (self->task_start, sizeof (guint32) * (lw_name_table_get_length (self->task_names) + 1));
  for (guint a = 0; a < self->tasks->len; a++)
    order[next[g_array_index (self->tasks, guint32, a)]++] = a;

  self->classes = g_array_sized_new (FALSE, FALSE, sizeof (guint32), classes->len);
  self->class_start = g_array_sized_new (FALSE, FALSE, sizeof (guint32), start->len);
  g_array_append_val (self->class_start, zero);
  for (guint a = 0; a < self->tasks->len; a++)
    {
      guint32 first = g_array_index (start, guint32, order[a]);
      guint32 end = g_array_index (start, guint32, order[a] + 1);

      if (end > first)
        g_array_append_vals (self->classes, &g_array_index (classes, guint32, first), end - first);
      g_array_append_val (self->class_start, self->classes->len);
    }
}

static void
fill_up (GArray        *column,
         guint          length,
         gconstpointer  value)
{
  while (column->len > 0 && column->len < length)
    g_array_append_vals (column, value, 1);
}

static gboolean
is_grouped (LwAnnotations *self)
{
  for (guint a = 1; a < self->tasks->len; a++)
    {
      if (g_array_index (self->tasks, guint32, a) < g_array_index (self->tasks, guint32, a - 1))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_annotations_seal:
 * @self: a table
 *
 * Ends the adding, and groups the answers by data object: they are numbered anew. Sealing twice is allowed.
 */
void
lw_annotations_seal (LwAnnotations *self)
{
  const gint64 no_time = 0;
  const float no_seconds = -1;
  const guint32 no_batch = LW_NO_BATCH;
  guint n_tasks;

  g_return_if_fail (self != NULL);

  if (self->task_start != NULL)
    return;

  n_tasks = lw_name_table_get_length (self->task_names);
  fill_up (self->times, self->tasks->len, &no_time);
  fill_up (self->seconds, self->tasks->len, &no_seconds);
  fill_up (self->batches, n_tasks, &no_batch);
  self->task_start = g_new0 (guint32, n_tasks + 1);
  for (guint a = 0; a < self->tasks->len; a++)
    self->task_start[g_array_index (self->tasks, guint32, a) + 1]++;
  for (guint t = 0; t < n_tasks; t++)
    self->task_start[t + 1] += self->task_start[t];

  if (!is_grouped (self))
    {
      group_column (self, self->workers);
      group_column (self, self->times);
      group_column (self, self->seconds);
      if (self->multi_label)
        group_sets (self);
      else
        group_column (self, self->classes);
    }
  g_clear_pointer (&self->tasks, g_array_unref);
}
