/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers answered: a compact table of (data object, worker, classes). Not what the answers amount to (see
 * lw-consolidation.h), and not their storage, times or raw contents. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-annotations.h"

#include <stdlib.h>

#include "lw-name-table.h"

/* Build it, seal it, read it: answers are added by one thread until lw_annotations_seal(); afterwards nothing changes
 * and any thread may read.
 *
 * Answer a belongs to tasks[a] and workers[a]; its classes are classes[class_start[a]] up to class_start[a + 1], for
 * single label just classes[a], and class_start stays empty. Sealed, the answers of task t are
 * by_task[task_start[t]] up to task_start[t + 1]. A worker may answer an object more than once: each answer counts. */
struct _LwAnnotations
{
  gatomicrefcount ref_count;
  gboolean        multi_label;
  LwNameTable    *class_names;
  LwNameTable    *task_names;
  LwNameTable    *worker_names;
  GArray         *tasks;
  GArray         *workers;
  GArray         *classes;
  GArray         *class_start;
  guint32        *task_start;
  guint32        *by_task;
};

static void
add_answer (LwAnnotations *self,
            const char    *task,
            const char    *worker)
{
  guint32 task_number = lw_name_table_add (self->task_names, task);
  guint32 worker_number = lw_name_table_add (self->worker_names, worker);

  g_array_append_val (self->tasks, task_number);
  g_array_append_val (self->workers, worker_number);
}

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
  g_array_unref (self->tasks);
  g_array_unref (self->workers);
  g_array_unref (self->classes);
  g_array_unref (self->class_start);
  g_free (self->task_start);
  g_free (self->by_task);
  g_free (self);
}

/**
 * lw_annotations_add_class:
 * @self: a table that is not sealed
 * @name: a label category
 *
 * Adds a class unless it is there. Add a job's label categories in their order first: then the numbers are class
 * indexes, and classes that nobody chose count as possible truths.
 *
 * Returns: the class's number
 */
guint
lw_annotations_add_class (LwAnnotations *self,
                          const char    *name)
{
  g_return_val_if_fail (self != NULL && self->by_task == NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  return lw_name_table_add (self->class_names, name);
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
  const guint32 class_number = class_index;

  g_return_if_fail (self != NULL && self->by_task == NULL && !self->multi_label);
  g_return_if_fail (task != NULL && worker != NULL);
  g_return_if_fail (class_index < lw_name_table_get_length (self->class_names));

  add_answer (self, task, worker);
  g_array_append_val (self->classes, class_number);
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
  guint32 start;

  g_return_if_fail (self != NULL && self->by_task == NULL && self->multi_label);
  g_return_if_fail (task != NULL && worker != NULL);
  for (gsize i = 0; i < n_classes; i++)
    g_return_if_fail (class_indexes[i] < lw_name_table_get_length (self->class_names));

  add_answer (self, task, worker);
  start = self->classes->len;
  for (gsize i = 0; i < n_classes; i++)
    {
      const guint32 class_number = class_indexes[i];

      g_array_append_val (self->classes, class_number);
    }
  close_set (self, start);
}

/**
 * lw_annotations_sort_classes:
 * @self: a table that is not sealed
 *
 * Numbers the classes by name. For tables whose classes come from the answers: without it the numbers, which decide
 * ties, would depend on the order of the answers.
 */
void
lw_annotations_sort_classes (LwAnnotations *self)
{
  g_autofree guint32 *renumbered = NULL;
  guint32 *classes;

  g_return_if_fail (self != NULL && self->by_task == NULL);

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

/**
 * lw_annotations_seal:
 * @self: a table
 *
 * Ends the adding, and groups the answers by data object. Sealing twice is allowed.
 */
void
lw_annotations_seal (LwAnnotations *self)
{
  g_autofree guint32 *next = NULL;
  guint n_tasks;

  g_return_if_fail (self != NULL);

  if (self->by_task != NULL)
    return;

  n_tasks = lw_name_table_get_length (self->task_names);
  self->task_start = g_new0 (guint32, n_tasks + 1);
  self->by_task = g_new (guint32, self->tasks->len + 1);
  for (guint a = 0; a < self->tasks->len; a++)
    self->task_start[g_array_index (self->tasks, guint32, a) + 1]++;
  for (guint t = 0; t < n_tasks; t++)
    self->task_start[t + 1] += self->task_start[t];

  next = g_memdup2 (self->task_start, sizeof (guint32) * (n_tasks + 1));
  for (guint a = 0; a < self->tasks->len; a++)
    self->by_task[next[g_array_index (self->tasks, guint32, a)]++] = a;
}

/**
 * lw_annotations_is_multi_label:
 * @self: a table
 *
 * Returns: whether an answer may have several classes, or none
 */
gboolean
lw_annotations_is_multi_label (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->multi_label;
}

/**
 * lw_annotations_get_n_classes:
 * @self: a table
 *
 * Returns: the number of classes
 */
guint
lw_annotations_get_n_classes (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return lw_name_table_get_length (self->class_names);
}

/**
 * lw_annotations_get_class:
 * @self: a table
 * @class_index: a class
 *
 * Returns: (transfer none): its label category
 */
const char *
lw_annotations_get_class (LwAnnotations *self,
                          guint          class_index)
{
  g_return_val_if_fail (self != NULL && class_index < lw_name_table_get_length (self->class_names), NULL);

  return lw_name_table_get (self->class_names, class_index);
}

/**
 * lw_annotations_find_class:
 * @self: a table
 * @name: a label category
 * @class_index: (out) (optional): its number
 *
 * Returns: whether the class is there
 */
gboolean
lw_annotations_find_class (LwAnnotations *self,
                           const char    *name,
                           guint         *class_index)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return lw_name_table_find (self->class_names, name, class_index);
}

/**
 * lw_annotations_get_n_tasks:
 * @self: a table
 *
 * Returns: the number of data objects
 */
guint
lw_annotations_get_n_tasks (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return lw_name_table_get_length (self->task_names);
}

/**
 * lw_annotations_get_task:
 * @self: a table
 * @task: a data object; they are numbered in order of first appearance
 *
 * Returns: (transfer none): its name
 */
const char *
lw_annotations_get_task (LwAnnotations *self,
                         guint          task)
{
  g_return_val_if_fail (self != NULL && task < lw_name_table_get_length (self->task_names), NULL);

  return lw_name_table_get (self->task_names, task);
}

/**
 * lw_annotations_find_task:
 * @self: a table
 * @name: a data object's name
 * @task: (out) (optional): its number
 *
 * Returns: whether the data object is there
 */
gboolean
lw_annotations_find_task (LwAnnotations *self,
                          const char    *name,
                          guint         *task)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return lw_name_table_find (self->task_names, name, task);
}

/**
 * lw_annotations_get_n_workers:
 * @self: a table
 *
 * Returns: the number of workers
 */
guint
lw_annotations_get_n_workers (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return lw_name_table_get_length (self->worker_names);
}

/**
 * lw_annotations_get_worker:
 * @self: a table
 * @worker: a worker
 *
 * Returns: (transfer none): the worker's name
 */
const char *
lw_annotations_get_worker (LwAnnotations *self,
                           guint          worker)
{
  g_return_val_if_fail (self != NULL && worker < lw_name_table_get_length (self->worker_names), NULL);

  return lw_name_table_get (self->worker_names, worker);
}

/**
 * lw_annotations_get_n_answers:
 * @self: a table
 *
 * Returns: the number of answers, of all data objects together
 */
guint
lw_annotations_get_n_answers (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tasks->len;
}

/**
 * lw_annotations_get_answers:
 * @self: a sealed table
 * @task: a data object
 * @n_answers: (out): how many
 *
 * Returns: (array length=n_answers) (transfer none): the numbers of the answers for @task, in the order of adding
 */
const guint32 *
lw_annotations_get_answers (LwAnnotations *self,
                            guint          task,
                            guint         *n_answers)
{
  g_return_val_if_fail (self != NULL && self->by_task != NULL, NULL);
  g_return_val_if_fail (task < lw_name_table_get_length (self->task_names), NULL);
  g_return_val_if_fail (n_answers != NULL, NULL);

  *n_answers = self->task_start[task + 1] - self->task_start[task];
  return self->by_task + self->task_start[task];
}

/**
 * lw_annotations_get_answer_worker:
 * @self: a table
 * @answer: an answer
 *
 * Returns: the number of the worker who gave it
 */
guint
lw_annotations_get_answer_worker (LwAnnotations *self,
                                  guint          answer)
{
  g_return_val_if_fail (self != NULL && answer < self->workers->len, 0);

  return g_array_index (self->workers, guint32, answer);
}

/**
 * lw_annotations_get_answer_classes:
 * @self: a table
 * @answer: the number of an answer
 * @n_classes: (out): how many; always 1 for single label
 *
 * Returns: (array length=n_classes) (transfer none): the classes that were chosen, ascending
 */
const guint32 *
lw_annotations_get_answer_classes (LwAnnotations *self,
                                   guint          answer,
                                   guint         *n_classes)
{
  const guint32 *classes;
  guint32 start;

  g_return_val_if_fail (self != NULL && answer < self->tasks->len, NULL);
  g_return_val_if_fail (n_classes != NULL, NULL);

  classes = (const guint32 *) (gconstpointer) self->classes->data;
  if (!self->multi_label)
    {
      *n_classes = 1;
      return classes + answer;
    }

  start = g_array_index (self->class_start, guint32, answer);
  *n_classes = g_array_index (self->class_start, guint32, answer + 1) - start;
  return classes + start;
}
