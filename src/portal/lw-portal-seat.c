/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's place in a labeling job: the way through the job and the tasks that are out. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-seat.h"

/* Invariant: @tasks has what the worker was given, has not answered or given back, by the number of the data object. */
struct _LwPortalSeat
{
  GObject           parent_instance;

  LwTaskQueue      *queue;
  LwLiquidTemplate *template;
  GHashTable       *tasks;
  gint64            last_use;
};

G_DEFINE_FINAL_TYPE (LwPortalSeat, lw_portal_seat, G_TYPE_OBJECT)

static void
lw_portal_seat_finalize (GObject *object)
{
  LwPortalSeat *self = LW_PORTAL_SEAT (object);

  g_clear_object (&self->queue);
  g_clear_pointer (&self->template, lw_liquid_template_unref);
  g_clear_pointer (&self->tasks, g_hash_table_unref);
  G_OBJECT_CLASS (lw_portal_seat_parent_class)->finalize (object);
}

static void
lw_portal_seat_class_init (LwPortalSeatClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_portal_seat_finalize;
}

static void
lw_portal_seat_init (LwPortalSeat *self)
{
  self->tasks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) lw_task_unref);
}

static void
add_task (LwPortalSeat *self,
          LwTask       *task)
{
  guint64 *line = g_new (guint64, 1);

  *line = lw_task_get_data_object_id (task);
  g_hash_table_replace (self->tasks, line, lw_task_ref (task));
}

/**
 * lw_portal_seat_new:
 * @queue: the worker's way through a job
 * @template: (nullable): the job's worker task template
 *
 * Returns: (transfer full): a seat
 */
LwPortalSeat *
lw_portal_seat_new (LwTaskQueue      *queue,
                    LwLiquidTemplate *template)
{
  LwPortalSeat *self = g_object_new (LW_TYPE_PORTAL_SEAT, NULL);

  self->queue = g_object_ref (queue);
  self->template = template != NULL ? lw_liquid_template_ref (template) : NULL;
  return self;
}

LwTaskQueue *
lw_portal_seat_get_queue (LwPortalSeat *self)
{
  return self->queue;
}

LwLiquidTemplate *
lw_portal_seat_get_template (LwPortalSeat *self)
{
  return self->template;
}

static gboolean
is_expired (gpointer line,
            gpointer task,
            gpointer now)
{
  return lw_task_get_expires_time (task) <= *(const gint64 *) now;
}

/**
 * Take:
 * @n_tasks: how many are wanted
 * @tasks: (element-type LwTask): what was found
 * @holding: (element-type guint64) (nullable): numbers of the data objects that the browser knows
 */
typedef struct
{
  guint      n_tasks;
  GPtrArray *tasks;
  GArray    *holding;
} Take;

static void
free_take (gpointer data)
{
  Take *take = data;

  g_ptr_array_unref (take->tasks);
  g_clear_pointer (&take->holding, g_array_unref);
  g_free (take);
}

static gboolean
is_known (const Take *take,
          LwTask     *task)
{
  guint64 line = lw_task_get_data_object_id (task);

  for (guint i = 0; take->holding != NULL && i < take->holding->len; i++)
    if (g_array_index (take->holding, guint64, i) == line)
      return TRUE;
  return FALSE;
}

/* What the worker has but the browser does not know, as after a reload. */
static void
collect_forgotten (LwPortalSeat *self,
                   Take         *take)
{
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, self->tasks);
  while (take->tasks->len < take->n_tasks && g_hash_table_iter_next (&iter, NULL, &task))
    if (!is_known (take, task))
      g_ptr_array_add (take->tasks, lw_task_ref (task));
}

static void take_more (GTask *task);

/* After a restart of this program come first the tasks that the worker had: the browser may know them. */
static void
queue_take_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  LwPortalSeat *self = g_task_get_source_object (task);
  Take *take = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taken = lw_task_queue_take_finish (self->queue, result, &error);
  guint n_before = take->tasks->len;

  if (taken == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < taken->len; i++)
    {
      add_task (self, g_ptr_array_index (taken, i));
      if (!is_known (take, g_ptr_array_index (taken, i)))
        g_ptr_array_add (take->tasks, lw_task_ref (g_ptr_array_index (taken, i)));
    }
  if (take->tasks->len - n_before < taken->len && take->tasks->len < take->n_tasks)
    take_more (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_ptr_array_ref (take->tasks), (GDestroyNotify) g_ptr_array_unref);
}

/* Takes the task. */
static void
take_more (GTask *task)
{
  LwPortalSeat *self = g_task_get_source_object (task);
  const Take *take = g_task_get_task_data (task);

  lw_task_queue_take_async (self->queue, take->n_tasks - take->tasks->len, NULL, queue_take_cb, task);
}

/**
 * lw_portal_seat_take_async:
 * @self: a seat
 * @n_tasks: how many tasks are wanted
 * @now: the time
 * @holding: (transfer full) (element-type guint64) (nullable): numbers of the data objects that the browser knows;
 *   %NULL when it knows all it was given
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * First gives what the worker has and the browser does not know, then new tasks.
 */
void
lw_portal_seat_take_async (LwPortalSeat        *self,
                           guint                n_tasks,
                           gint64               now,
                           GArray              *holding,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Take *take = g_new0 (Take, 1);

  take->n_tasks = n_tasks;
  take->holding = holding;
  take->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_task_unref);
  g_task_set_source_tag (task, lw_portal_seat_take_async);
  g_task_set_name (task, "take tasks of a seat");
  g_task_set_task_data (task, take, free_take);
  g_hash_table_foreach_remove (self->tasks, is_expired, &now);
  if (holding != NULL)
    collect_forgotten (self, take);
  if (take->tasks->len >= n_tasks)
    g_task_return_pointer (task, g_ptr_array_ref (take->tasks), (GDestroyNotify) g_ptr_array_unref);
  else
    take_more (g_steal_pointer (&task));
}

/**
 * lw_portal_seat_take_finish:
 * @self: a seat
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwTask) (nullable): the tasks; none when there are none now
 */
GPtrArray *
lw_portal_seat_take_finish (LwPortalSeat  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lw_portal_seat_find_task:
 * @self: a seat
 * @line: number of a data object
 *
 * Returns: (transfer none) (nullable): the task, when the worker has it
 */
LwTask *
lw_portal_seat_find_task (LwPortalSeat *self,
                          guint64       line)
{
  return g_hash_table_lookup (self->tasks, &line);
}

/**
 * lw_portal_seat_forget_task:
 * @self: a seat
 * @line: number of a data object that was answered or given back
 */
void
lw_portal_seat_forget_task (LwPortalSeat *self,
                            guint64       line)
{
  g_hash_table_remove (self->tasks, &line);
}

gint64
lw_portal_seat_get_last_use (LwPortalSeat *self)
{
  return self->last_use;
}

/**
 * lw_portal_seat_get_lease_end:
 * @self: a seat
 *
 * Returns: until when an answer to one of its tasks may come; 0 when it has none
 */
gint64
lw_portal_seat_get_lease_end (LwPortalSeat *self)
{
  GHashTableIter iter;
  gpointer task;
  gint64 end = 0;

  g_hash_table_iter_init (&iter, self->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    end = MAX (end, lw_task_get_expires_time (task));
  return end;
}

void
lw_portal_seat_use (LwPortalSeat *self,
                    gint64        now)
{
  self->last_use = now;
}

/**
 * lw_portal_seat_close:
 * @self: a seat
 *
 * Ends the worker's turn: what is out is given back, answers are final.
 */
void
lw_portal_seat_close (LwPortalSeat *self)
{
  g_hash_table_remove_all (self->tasks);
  lw_task_queue_close (self->queue);
}
