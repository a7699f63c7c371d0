/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All seats of a portal: opened when they are needed, closed when nobody uses them. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-seats.h"

#include <string.h>

/* A worker of whom nothing was heard for so long, and whose tasks have expired, is gone. */
#define IDLE_TIME (5 * 60 * (gint64) G_USEC_PER_SEC)

/* A template that several seats share. */
typedef struct
{
  char             *text;
  LwLiquidTemplate *template;
} Template;

/* Keys are a job's name, a line end and a worker's name; @openings has the tasks that wait for a seat. */
struct _LwPortalSeats
{
  GObject          parent_instance;

  LwEngineBackend *backend;
  GHashTable      *seats;
  GHashTable      *openings;
  GHashTable      *templates;
};

G_DEFINE_FINAL_TYPE (LwPortalSeats, lw_portal_seats, G_TYPE_OBJECT)

static void
free_template (gpointer data)
{
  Template *self = data;

  g_free (self->text);
  g_clear_pointer (&self->template, lw_liquid_template_unref);
  g_free (self);
}

static void
lw_portal_seats_finalize (GObject *object)
{
  LwPortalSeats *self = LW_PORTAL_SEATS (object);

  g_clear_pointer (&self->seats, g_hash_table_unref);
  g_clear_pointer (&self->openings, g_hash_table_unref);
  g_clear_pointer (&self->templates, g_hash_table_unref);
  g_clear_object (&self->backend);
  G_OBJECT_CLASS (lw_portal_seats_parent_class)->finalize (object);
}

static void
lw_portal_seats_class_init (LwPortalSeatsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_portal_seats_finalize;
}

static void
lw_portal_seats_init (LwPortalSeats *self)
{
  self->seats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->openings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->templates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_template);
}

/**
 * lw_portal_seats_new:
 * @backend: where the jobs run
 *
 * Returns: (transfer full): no seats
 */
LwPortalSeats *
lw_portal_seats_new (LwEngineBackend *backend)
{
  LwPortalSeats *self = g_object_new (LW_TYPE_PORTAL_SEATS, NULL);

  self->backend = g_object_ref (backend);
  return self;
}

static char *
new_key (LwLabelingJob *job,
         const char    *worker)
{
  return g_strconcat (lw_labeling_job_get_name (job), "\n", worker, NULL);
}

/* One parse for all workers of a job, as long as its text is the same. */
static LwLiquidTemplate *
get_template (LwPortalSeats *self,
              LwTaskQueue   *queue)
{
  const char *job = lw_labeling_job_get_name (lw_task_queue_get_job (queue));
  const char *text = lw_task_queue_get_template (queue);
  Template *entry = g_hash_table_lookup (self->templates, job);

  if (entry != NULL && strcmp (entry->text, text) == 0)
    return entry->template;
  entry = g_new0 (Template, 1);
  entry->text = g_strdup (text);
  entry->template = lw_liquid_template_parse (text, -1, NULL);
  g_hash_table_replace (self->templates, g_strdup (job), entry);
  return entry->template;
}

static void
open_tasks_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) first = data;
  LwPortalSeats *self = g_task_get_source_object (first);
  const char *key = g_task_get_task_data (first);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwTaskQueue) queue = lw_job_backend_open_tasks_finish (LW_JOB_BACKEND (source), result, &error);
  g_autoptr (LwPortalSeat) seat = queue != NULL ? lw_portal_seat_new (queue, get_template (self, queue)) : NULL;
  g_autoptr (GPtrArray) waiting = g_ptr_array_ref (g_hash_table_lookup (self->openings, key));

  if (seat != NULL)
    g_hash_table_replace (self->seats, g_strdup (key), g_object_ref (seat));
  g_hash_table_remove (self->openings, key);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (seat != NULL)
        g_task_return_pointer (task, g_object_ref (seat), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

/**
 * lw_portal_seats_open_async:
 * @self: the seats
 * @job: a job
 * @worker: a worker's name
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens the worker's seat in the job, unless it is open.
 */
void
lw_portal_seats_open_async (LwPortalSeats       *self,
                            LwLabelingJob       *job,
                            const char          *worker,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *key = new_key (job, worker);
  LwPortalSeat *seat = g_hash_table_lookup (self->seats, key);
  GPtrArray *waiting = g_hash_table_lookup (self->openings, key);

  g_task_set_source_tag (task, lw_portal_seats_open_async);
  g_task_set_name (task, "open a seat");
  g_task_set_task_data (task, g_strdup (key), g_free);
  if (seat != NULL)
    {
      g_task_return_pointer (task, g_object_ref (seat), g_object_unref);
      return;
    }
  if (waiting != NULL)
    {
      g_ptr_array_add (waiting, g_steal_pointer (&task));
      return;
    }
  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_object_ref (task));
  g_hash_table_insert (self->openings, g_steal_pointer (&key), waiting);
  lw_job_backend_open_tasks_async (LW_JOB_BACKEND (self->backend), job, worker, NULL, open_tasks_cb,
                                   g_steal_pointer (&task));
}

LwPortalSeat *
lw_portal_seats_open_finish (LwPortalSeats  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lw_portal_seats_find:
 * @self: the seats
 * @job: a job
 * @worker: a worker's name
 *
 * Returns: (transfer none) (nullable): the worker's seat, when it is open
 */
LwPortalSeat *
lw_portal_seats_find (LwPortalSeats *self,
                      LwLabelingJob *job,
                      const char    *worker)
{
  g_autofree char *key = new_key (job, worker);

  return g_hash_table_lookup (self->seats, key);
}

/**
 * lw_portal_seats_leave:
 * @self: the seats
 * @job: a job
 * @worker: a worker's name
 *
 * Closes the worker's seat: what is out is given back.
 */
void
lw_portal_seats_leave (LwPortalSeats *self,
                       LwLabelingJob *job,
                       const char    *worker)
{
  g_autofree char *key = new_key (job, worker);
  LwPortalSeat *seat = g_hash_table_lookup (self->seats, key);

  if (seat == NULL)
    return;
  lw_portal_seat_close (seat);
  g_hash_table_remove (self->seats, key);
}

/**
 * lw_portal_seats_close_idle:
 * @self: the seats
 * @now: the time
 *
 * Closes those of workers who are gone. A seat whose tasks have not expired stays: the answers may be on their way.
 */
void
lw_portal_seats_close_idle (LwPortalSeats *self,
                            gint64         now)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->seats);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LwPortalSeat *seat = value;

      if (lw_portal_seat_get_last_use (seat) + IDLE_TIME > now || lw_portal_seat_get_lease_end (seat) > now)
        continue;
      lw_portal_seat_close (seat);
      g_hash_table_iter_remove (&iter);
    }
}
