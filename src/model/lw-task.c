/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker's look at one data object: what the worker sees and until when. Immutable; any thread may read it. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-task.h"

struct _LwTask
{
  gatomicrefcount ref_count;
  char           *id;
  guint64         data_object_id;
  char           *source_ref;
  gint64          accepted_time;
  gint64          expires_time;
};

G_DEFINE_BOXED_TYPE (LwTask, lw_task, lw_task_ref, lw_task_unref)

/**
 * lw_task_new:
 * @id: what the place calls this task
 * @data_object_id: the input manifest's line number, from 0
 * @source_ref: the image's address
 * @accepted_time: when the worker got it, microseconds since 1970-01-01 UTC
 * @expires_time: until when an answer is taken
 *
 * Returns: (transfer full): the task
 */
LwTask *
lw_task_new (const char *id,
             guint64     data_object_id,
             const char *source_ref,
             gint64      accepted_time,
             gint64      expires_time)
{
  LwTask *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (source_ref != NULL, NULL);

  self = g_new0 (LwTask, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->data_object_id = data_object_id;
  self->source_ref = g_strdup (source_ref);
  self->accepted_time = accepted_time;
  self->expires_time = expires_time;
  return self;
}

LwTask *
lw_task_ref (LwTask *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_task_unref (LwTask *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->source_ref);
  g_free (self);
}

/**
 * lw_task_get_id:
 * @self: a task
 *
 * Returns: (transfer none): what the answer names the task by
 */
const char *
lw_task_get_id (LwTask *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * lw_task_get_data_object_id:
 * @self: a task
 *
 * Returns: the number of the data object's line in the input manifest, from 0
 */
guint64
lw_task_get_data_object_id (LwTask *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->data_object_id;
}

const char *
lw_task_get_source_ref (LwTask *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source_ref;
}

/**
 * lw_task_get_accepted_time:
 * @self: a task
 *
 * Returns: when the worker got it, microseconds since 1970-01-01 UTC
 */
gint64
lw_task_get_accepted_time (LwTask *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->accepted_time;
}

/**
 * lw_task_get_expires_time:
 * @self: a task
 *
 * Returns: when it goes back to the others, microseconds since 1970-01-01 UTC
 */
gint64
lw_task_get_expires_time (LwTask *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_time;
}
