/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One sitting of a person at a labeling job: which task is looked at, which come next, which answers are on their
 * way. No widgets: LwLabelPage shows it. Main thread only.
 *
 * entries holds every task of the sitting in order; position is the one looked at, so those before it can be
 * gone back to and those after it are held ahead. An answer stays in its entry until it is recorded: what fails
 * is sent again. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-session.h"

#include "lw-label-session-private.h"
#include "lw-str.h"

enum
{
  SIGNAL_CURRENT_CHANGED,
  SIGNAL_PROGRESS_CHANGED,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwLabelSession, lw_label_session, G_TYPE_OBJECT)

static void
progress_changed (LwLabelSession *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS_CHANGED], 0);
}

static void
current_changed (LwLabelSession *self)
{
  g_signal_emit (self, signals[SIGNAL_CURRENT_CHANGED], 0);
  progress_changed (self);
}

/* From close to the last answer the session holds itself. */
static void
finish_closing (LwLabelSession *self)
{
  if (!self->closing || self->closed || lw_label_session_get_n_saving (self) > 0)
    return;
  self->closed = TRUE;
  lw_task_queue_close (self->queue);
  g_object_unref (self);
}

/* Tasks that are gone are passed over; returns whether it moved. */
static gboolean
skip_gone (LwLabelSession *self)
{
  guint before = self->position;

  while (self->position < self->entries->len
         && lw_label_session_get_entry (self, self->position)->state == LW_LABEL_ENTRY_GONE)
    self->position++;
  return self->position != before;
}

static void
drop_open (LwLabelSession *self,
           gint64          expired_at)
{
  for (guint i = self->position; i < self->entries->len; i++)
    {
      LwLabelEntry *entry = lw_label_session_get_entry (self, i);

      if (entry->state == LW_LABEL_ENTRY_OPEN && lw_task_get_expires_time (entry->task) <= expired_at)
        entry->state = LW_LABEL_ENTRY_GONE;
    }
}

static void take_more (LwLabelSession *self);

static void
queue_take_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (LwLabelSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = lw_task_queue_take_finish (self->queue, result, &error);
  gboolean had_current = lw_label_session_get_current (self) != NULL;

  self->taking = FALSE;
  g_clear_error (&self->error);
  if (tasks == NULL)
    {
      self->ended = g_error_matches (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED);
      self->exhausted = self->ended;
      if (!self->ended)
        self->error = g_steal_pointer (&error);
    }
  else
    {
      self->exhausted = tasks->len == 0;
      for (guint i = 0; i < tasks->len; i++)
        g_ptr_array_add (self->entries, lw_label_entry_new (tasks->pdata[i]));
    }
  if (self->closing)
    return;
  if (had_current)
    progress_changed (self);
  else
    current_changed (self);
  if (tasks != NULL)
    take_more (self);
}

static void
take_more (LwLabelSession *self)
{
  guint held = self->entries->len - MIN (self->position, self->entries->len);

  if (!self->started || self->taking || self->exhausted || self->closing || held > LW_LABEL_SESSION_AHEAD - 2)
    return;
  self->taking = TRUE;
  lw_task_queue_take_async (self->queue, LW_LABEL_SESSION_AHEAD + 1 - held, NULL, queue_take_cb, g_object_ref (self));
}

static void
queue_changed_cb (LwTaskQueue    *queue,
                  LwLabelSession *self)
{
  if (!self->ended)
    self->exhausted = FALSE;
  take_more (self);
  if (!self->closing)
    progress_changed (self);
}

/* The job takes no answers any more: what is held is let go of. */
static void
end_job (LwLabelSession *self)
{
  self->ended = self->exhausted = TRUE;
  drop_open (self, G_MAXINT64);
  skip_gone (self);
  current_changed (self);
}

static void
outbox_changed_cb (LwLabelOutbox  *outbox,
                   LwLabelSession *self)
{
  progress_changed (self);
  finish_closing (self);
}

static void
outbox_refused_cb (LwLabelOutbox  *outbox,
                   LwTask         *task,
                   const GError   *error,
                   LwLabelSession *self)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, task, error);
  if (g_error_matches (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED) && !self->ended)
    end_job (self);
}

static void
queue_decline_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LwLabelSession) self = user_data;
  g_autoptr (GError) error = NULL;

  /* A task that was not declined expires and goes to others anyway. */
  if (!lw_task_queue_decline_finish (self->queue, result, &error))
    g_message ("A task was not declined: %s", error->message);
  progress_changed (self);
}

static void
lw_label_session_dispose (GObject *object)
{
  LwLabelSession *self = LW_LABEL_SESSION (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (lw_label_session_parent_class)->dispose (object);
}

static void
lw_label_session_finalize (GObject *object)
{
  LwLabelSession *self = LW_LABEL_SESSION (object);

  g_ptr_array_unref (self->entries);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lw_label_session_parent_class)->finalize (object);
}

static void
lw_label_session_class_init (LwLabelSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = lw_label_session_dispose;
  object_class->finalize = lw_label_session_finalize;

  /**
   * LwLabelSession::current-changed:
   * @self: the session
   *
   * Another task is looked at, or none, or the state is another.
   */
  signals[SIGNAL_CURRENT_CHANGED] =
    g_signal_new ("current-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * LwLabelSession::progress-changed:
   * @self: the session
   *
   * Counts or the tasks held ahead have changed.
   */
  signals[SIGNAL_PROGRESS_CHANGED] =
    g_signal_new ("progress-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * LwLabelSession::refused:
   * @self: the session
   * @task: the task
   * @error: why: %LW_TASK_ERROR
   *
   * An answer will not be recorded, or time ran out before there was one.
   */
  signals[SIGNAL_REFUSED] =
    g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, LW_TYPE_TASK, G_TYPE_ERROR);
}

static void
lw_label_session_init (LwLabelSession *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_label_entry_unref);
}

/**
 * lw_label_session_new:
 * @queue: the worker's way through the job
 *
 * Returns: (transfer full): a sitting that has not started
 */
LwLabelSession *
lw_label_session_new (LwTaskQueue *queue)
{
  LwLabelSession *self = g_object_new (LW_TYPE_LABEL_SESSION, NULL);

  self->queue = g_object_ref (queue);
  self->n_answered_before = lw_task_queue_get_n_answered (queue);
  self->outbox = lw_label_outbox_new (queue);
  g_signal_connect_object (self->outbox, "changed", G_CALLBACK (outbox_changed_cb), self, 0);
  g_signal_connect_object (self->outbox, "refused", G_CALLBACK (outbox_refused_cb), self, 0);
  g_signal_connect_object (queue, "changed", G_CALLBACK (queue_changed_cb), self, 0);
  return self;
}

/**
 * lw_label_session_get_queue:
 * @self: the session
 *
 * Returns: (transfer none): the worker's way through the job
 */
LwTaskQueue *
lw_label_session_get_queue (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), NULL);

  return self->queue;
}

/**
 * lw_label_session_start:
 * @self: the session
 *
 * Takes the first tasks.
 */
void
lw_label_session_start (LwLabelSession *self)
{
  g_return_if_fail (LW_IS_LABEL_SESSION (self));

  self->started = TRUE;
  take_more (self);
}

static void
advance (LwLabelSession *self)
{
  self->position++;
  skip_gone (self);
  take_more (self);
  current_changed (self);
}

/**
 * lw_label_session_submit:
 * @self: the session
 * @answer: the answer (JSON) to the task that is looked at
 * @seconds_spent: how long it was looked at
 *
 * Goes on to the next task at once; the answer is sent behind. The same answer as before is not sent again.
 */
void
lw_label_session_submit (LwLabelSession *self,
                         const char     *answer,
                         double          seconds_spent)
{
  LwLabelEntry *entry;

  g_return_if_fail (LW_IS_LABEL_SESSION (self));
  g_return_if_fail (answer != NULL);

  entry = lw_label_session_get_entry (self, self->position);
  g_return_if_fail (entry != NULL);

  entry->seconds += seconds_spent;
  if (lw_set_str (&entry->answer, answer) || entry->state == LW_LABEL_ENTRY_FAILED)
    lw_label_outbox_send (self->outbox, entry);
  advance (self);
}

/**
 * lw_label_session_decline:
 * @self: the session
 * @reason: why, may be empty
 *
 * Passes the task that is looked at over; it does not come back to this worker. One that is answered already is only
 * passed.
 */
void
lw_label_session_decline (LwLabelSession *self,
                          const char     *reason)
{
  LwLabelEntry *entry;

  g_return_if_fail (LW_IS_LABEL_SESSION (self));

  entry = lw_label_session_get_entry (self, self->position);
  if (entry == NULL)
    return;
  if (entry->state == LW_LABEL_ENTRY_OPEN)
    {
      entry->state = LW_LABEL_ENTRY_GONE;
      lw_task_queue_decline_async (self->queue, entry->task, reason, NULL, queue_decline_cb, g_object_ref (self));
    }
  advance (self);
}

/**
 * lw_label_session_back:
 * @self: the session
 *
 * Looks at the task before again.
 *
 * Returns: whether there is one
 */
gboolean
lw_label_session_back (LwLabelSession *self)
{
  int before;

  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), FALSE);

  before = lw_label_session_find_before (self);
  if (before < 0)
    return FALSE;
  self->position = before;
  current_changed (self);
  return TRUE;
}

/**
 * lw_label_session_expire:
 * @self: the session
 * @now: the time, in microseconds since 1970
 *
 * Lets go of tasks without an answer whose time has run out.
 */
void
lw_label_session_expire (LwLabelSession *self,
                         gint64          now)
{
  LwLabelEntry *current;

  g_return_if_fail (LW_IS_LABEL_SESSION (self));

  current = lw_label_session_get_entry (self, self->position);
  drop_open (self, now);
  if (!skip_gone (self))
    return;
  if (current != NULL)
    {
      g_autoptr (GError) error = g_error_new_literal (LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED, "");

      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, current->task, error);
    }
  take_more (self);
  current_changed (self);
}

/**
 * lw_label_session_retry:
 * @self: the session
 *
 * Sends failed answers again, and asks for tasks again.
 */
void
lw_label_session_retry (LwLabelSession *self)
{
  g_return_if_fail (LW_IS_LABEL_SESSION (self));

  lw_label_outbox_retry (self->outbox);
  take_more (self);
  progress_changed (self);
}

/**
 * lw_label_session_close:
 * @self: the session
 *
 * Ends the sitting when the last answer is recorded; the place gives open tasks to others. Until then the session
 * keeps itself.
 */
void
lw_label_session_close (LwLabelSession *self)
{
  g_return_if_fail (LW_IS_LABEL_SESSION (self));

  if (self->closing)
    return;
  self->closing = TRUE;
  g_object_ref (self);
  finish_closing (self);
}
