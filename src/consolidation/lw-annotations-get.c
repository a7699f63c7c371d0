/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers answered: reading the table. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-annotations-private.h"

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
 * lw_annotations_find_worker:
 * @self: a table
 * @name: a worker's name
 * @worker: (out) (optional): the worker's number
 *
 * Returns: whether the worker is there
 */
gboolean
lw_annotations_find_worker (LwAnnotations *self,
                            const char    *name,
                            guint         *worker)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return lw_name_table_find (self->worker_names, name, worker);
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

  return self->workers->len;
}

/**
 * lw_annotations_get_answers:
 * @self: a sealed table
 * @task: a data object
 * @n_answers: (out): how many
 *
 * Returns: the number of the first answer for @task; the others follow it, in the order of adding
 */
guint
lw_annotations_get_answers (LwAnnotations *self,
                            guint          task,
                            guint         *n_answers)
{
  g_return_val_if_fail (self != NULL && self->task_start != NULL, 0);
  g_return_val_if_fail (task < lw_name_table_get_length (self->task_names), 0);
  g_return_val_if_fail (n_answers != NULL, 0);

  *n_answers = self->task_start[task + 1] - self->task_start[task];
  return self->task_start[task];
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

  g_return_val_if_fail (self != NULL && answer < self->workers->len, NULL);
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

/**
 * lw_annotations_get_answer_time:
 * @self: a table
 * @answer: an answer
 *
 * Returns: when it was given, in µs since 1970; 0 when it is not known
 */
gint64
lw_annotations_get_answer_time (LwAnnotations *self,
                                guint          answer)
{
  g_return_val_if_fail (self != NULL && answer < self->workers->len, 0);

  return answer < self->times->len ? g_array_index (self->times, gint64, answer) : 0;
}

/**
 * lw_annotations_get_answer_seconds:
 * @self: a table
 * @answer: an answer
 *
 * Returns: how long it took; less than 0 when it is not known
 */
double
lw_annotations_get_answer_seconds (LwAnnotations *self,
                                   guint          answer)
{
  g_return_val_if_fail (self != NULL && answer < self->workers->len, -1);

  return answer < self->seconds->len ? (double) g_array_index (self->seconds, float, answer) : -1;
}

/**
 * lw_annotations_has_batches:
 * @self: a table
 *
 * Returns: whether any data object was put into a batch
 */
gboolean
lw_annotations_has_batches (LwAnnotations *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->batches->len > 0;
}

/**
 * lw_annotations_get_batch:
 * @self: a table
 * @task: a data object
 *
 * Returns: the batch it was put into; %LW_NO_BATCH for none
 */
guint
lw_annotations_get_batch (LwAnnotations *self,
                          guint          task)
{
  g_return_val_if_fail (self != NULL, LW_NO_BATCH);

  return task < self->batches->len ? g_array_index (self->batches, guint32, task) : LW_NO_BATCH;
}
