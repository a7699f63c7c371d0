/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers on their way: sent behind the person's back, kept until they are recorded, sent again when that fails. Main
 * thread only. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-outbox.h"

#include "lw-str.h"

/* Seconds until failed answers are sent again; doubled each time. */
#define FIRST_RETRY 1
#define LAST_RETRY 30

/* waiting is (element-type LwLabelEntry): what is being sent and what failed. */
struct _LwLabelOutbox
{
  GObject      parent_instance;

  LwTaskQueue *queue;
  GPtrArray   *waiting;
  guint        retry_id;
  guint        retry_seconds;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwLabelOutbox, lw_label_outbox, G_TYPE_OBJECT)

typedef struct
{
  LwLabelOutbox *outbox;
  LwLabelEntry  *entry;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->outbox);
  lw_label_entry_unref (sending->entry);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static gboolean
retry_timeout_cb (gpointer user_data)
{
  LwLabelOutbox *self = user_data;

  self->retry_id = 0;
  lw_label_outbox_retry (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_retry (LwLabelOutbox *self)
{
  if (self->retry_id != 0)
    return;
  self->retry_id = g_timeout_add_seconds (self->retry_seconds, retry_timeout_cb, self);
  self->retry_seconds = MIN (self->retry_seconds * 2, LAST_RETRY);
}

/* The place will never record it. What it had recorded before stands. */
static void
answer_refused (LwLabelOutbox *self,
                LwLabelEntry  *entry,
                const GError  *error)
{
  lw_set_str (&entry->answer, entry->saved);
  entry->state = entry->saved != NULL ? LW_LABEL_ENTRY_SAVED : LW_LABEL_ENTRY_GONE;
  g_ptr_array_remove (self->waiting, entry);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, entry->task, error);
}

static void
answer_recorded (LwLabelOutbox *self,
                 LwLabelEntry  *entry)
{
  self->retry_seconds = FIRST_RETRY;
  /* The person changed the answer while it was on its way. */
  if (g_strcmp0 (entry->answer, entry->saved) != 0)
    {
      lw_label_outbox_send (self, entry);
      return;
    }
  entry->state = LW_LABEL_ENTRY_SAVED;
  g_ptr_array_remove (self->waiting, entry);
}

static void
queue_submit_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = g_steal_pointer (&sending->entry->sent);
  LwLabelOutbox *self = sending->outbox;
  LwLabelEntry *entry = sending->entry;

  if (lw_task_queue_submit_finish (self->queue, result, &error))
    {
      g_free (entry->saved);
      entry->saved = g_steal_pointer (&sent);
      answer_recorded (self, entry);
    }
  else if (error->domain == LW_TASK_ERROR)
    {
      answer_refused (self, entry, error);
    }
  else
    {
      entry->state = LW_LABEL_ENTRY_FAILED;
      schedule_retry (self);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
lw_label_outbox_dispose (GObject *object)
{
  LwLabelOutbox *self = LW_LABEL_OUTBOX (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (lw_label_outbox_parent_class)->dispose (object);
}

static void
lw_label_outbox_finalize (GObject *object)
{
  LwLabelOutbox *self = LW_LABEL_OUTBOX (object);

  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (lw_label_outbox_parent_class)->finalize (object);
}

static void
lw_label_outbox_class_init (LwLabelOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = lw_label_outbox_dispose;
  object_class->finalize = lw_label_outbox_finalize;

  /**
   * LwLabelOutbox::changed:
   * @self: the outbox
   *
   * More or fewer answers wait, or one failed.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * LwLabelOutbox::refused:
   * @self: the outbox
   * @task: the task
   * @error: why: %LW_TASK_ERROR
   *
   * An answer will never be recorded; the one before, if there was one, stands.
   */
  signals[SIGNAL_REFUSED] =
    g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, LW_TYPE_TASK, G_TYPE_ERROR);
}

static void
lw_label_outbox_init (LwLabelOutbox *self)
{
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_label_entry_unref);
  self->retry_seconds = FIRST_RETRY;
}

/**
 * lw_label_outbox_new:
 * @queue: where answers go
 *
 * Returns: (transfer full): an empty outbox
 */
LwLabelOutbox *
lw_label_outbox_new (LwTaskQueue *queue)
{
  LwLabelOutbox *self = g_object_new (LW_TYPE_LABEL_OUTBOX, NULL);

  self->queue = g_object_ref (queue);
  return self;
}

/**
 * lw_label_outbox_get_n_waiting:
 * @self: the outbox
 *
 * Returns: how many answers are not recorded yet, failed ones included
 */
guint
lw_label_outbox_get_n_waiting (LwLabelOutbox *self)
{
  g_return_val_if_fail (LW_IS_LABEL_OUTBOX (self), 0);

  return self->waiting->len;
}

/**
 * lw_label_outbox_get_n_failed:
 * @self: the outbox
 *
 * Returns: how many answers could not be recorded and are sent again later
 */
guint
lw_label_outbox_get_n_failed (LwLabelOutbox *self)
{
  guint n = 0;

  g_return_val_if_fail (LW_IS_LABEL_OUTBOX (self), 0);

  for (guint i = 0; i < self->waiting->len; i++)
    n += ((LwLabelEntry *) self->waiting->pdata[i])->state == LW_LABEL_ENTRY_FAILED;
  return n;
}

/**
 * lw_label_outbox_send:
 * @self: the outbox
 * @entry: a task with an answer
 *
 * Sends the answer, after the one of the same task that is on its way.
 */
void
lw_label_outbox_send (LwLabelOutbox *self,
                      LwLabelEntry  *entry)
{
  Sending *sending;

  g_return_if_fail (LW_IS_LABEL_OUTBOX (self));
  g_return_if_fail (entry->answer != NULL);

  entry->state = LW_LABEL_ENTRY_SAVING;
  if (!g_ptr_array_find (self->waiting, entry, NULL))
    g_ptr_array_add (self->waiting, lw_label_entry_ref (entry));
  if (entry->sent != NULL)
    return;
  sending = g_new0 (Sending, 1);
  sending->outbox = g_object_ref (self);
  sending->entry = lw_label_entry_ref (entry);
  entry->sent = g_strdup (entry->answer);
  lw_task_queue_submit_async (self->queue, entry->task, entry->sent, entry->seconds, NULL, queue_submit_cb, sending);
}

/**
 * lw_label_outbox_retry:
 * @self: the outbox
 *
 * Sends what failed again, now.
 */
void
lw_label_outbox_retry (LwLabelOutbox *self)
{
  g_return_if_fail (LW_IS_LABEL_OUTBOX (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  for (guint i = 0; i < self->waiting->len; i++)
    {
      LwLabelEntry *entry = self->waiting->pdata[i];

      if (entry->state == LW_LABEL_ENTRY_FAILED)
        lw_label_outbox_send (self, entry);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
