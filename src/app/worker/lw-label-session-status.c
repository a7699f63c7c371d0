/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a sitting stands: its state, the task that is looked at, the tasks held ahead, the counts. Changes nothing. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-session.h"

#include "lw-label-session-private.h"

/**
 * lw_label_session_get_entry:
 * @self: the session
 * @position: from 0
 *
 * Returns: (transfer none) (nullable): the entry, %NULL beyond the last
 */
LwLabelEntry *
lw_label_session_get_entry (LwLabelSession *self,
                            guint           position)
{
  return position < self->entries->len ? self->entries->pdata[position] : NULL;
}

/**
 * lw_label_session_find_before:
 * @self: the session
 *
 * Returns: the position of the task before the one that is looked at, -1 when there is none
 */
int
lw_label_session_find_before (LwLabelSession *self)
{
  for (int i = (int) self->position - 1; i >= 0; i--)
    {
      if (lw_label_session_get_entry (self, i)->state != LW_LABEL_ENTRY_GONE)
        return i;
    }
  return -1;
}

/**
 * lw_label_session_get_state:
 * @self: the session
 *
 * Returns: how it stands
 */
LwLabelSessionState
lw_label_session_get_state (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), LW_LABEL_SESSION_DONE);

  if (lw_label_session_get_current (self) != NULL)
    return LW_LABEL_SESSION_WORKING;
  if (self->error != NULL)
    return LW_LABEL_SESSION_FAILED;
  if (!self->exhausted)
    return LW_LABEL_SESSION_STARTING;
  return self->ended || lw_task_queue_get_n_remaining (self->queue) == 0 ? LW_LABEL_SESSION_DONE
                                                                          : LW_LABEL_SESSION_WAITING;
}

/**
 * lw_label_session_get_error:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): why tasks cannot be had
 */
const GError *
lw_label_session_get_error (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), NULL);

  return self->error;
}

/**
 * lw_label_session_get_current:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the task that is looked at
 */
LwTask *
lw_label_session_get_current (LwLabelSession *self)
{
  LwLabelEntry *entry;

  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), NULL);

  entry = lw_label_session_get_entry (self, self->position);
  return entry != NULL ? entry->task : NULL;
}

/**
 * lw_label_session_get_current_answer:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the answer (JSON) that was given to the task already
 */
const char *
lw_label_session_get_current_answer (LwLabelSession *self)
{
  LwLabelEntry *entry;

  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), NULL);

  entry = lw_label_session_get_entry (self, self->position);
  return entry != NULL ? entry->answer : NULL;
}

/**
 * lw_label_session_dup_upcoming:
 * @self: the session
 *
 * Returns: (transfer full) (element-type LwTask): the tasks held ahead, the next one first
 */
GPtrArray *
lw_label_session_dup_upcoming (LwLabelSession *self)
{
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), NULL);

  tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_task_unref);
  for (guint i = self->position + 1; i < self->entries->len; i++)
    {
      LwLabelEntry *entry = lw_label_session_get_entry (self, i);

      if (entry->state != LW_LABEL_ENTRY_GONE)
        g_ptr_array_add (tasks, lw_task_ref (entry->task));
    }
  return g_steal_pointer (&tasks);
}

/**
 * lw_label_session_get_ordinal:
 * @self: the session
 *
 * Returns: the number of the task that is looked at among all that are this worker's, from 1
 */
guint64
lw_label_session_get_ordinal (LwLabelSession *self)
{
  guint64 ordinal;

  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), 0);

  ordinal = self->n_answered_before + 1;
  for (guint i = 0; i < MIN (self->position, self->entries->len); i++)
    ordinal += lw_label_session_get_entry (self, i)->state != LW_LABEL_ENTRY_GONE;
  return ordinal;
}

/**
 * lw_label_session_get_total:
 * @self: the session
 *
 * Returns: how many tasks are this worker's, answered ones included
 */
guint64
lw_label_session_get_total (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), 0);

  return lw_task_queue_get_n_answered (self->queue) + lw_task_queue_get_n_remaining (self->queue);
}

/**
 * lw_label_session_get_n_done:
 * @self: the session
 *
 * Returns: how many tasks were answered in this sitting, whether recorded yet or not
 */
guint
lw_label_session_get_n_done (LwLabelSession *self)
{
  guint n = 0;

  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += lw_label_session_get_entry (self, i)->answer != NULL;
  return n;
}

/**
 * lw_label_session_get_n_saving:
 * @self: the session
 *
 * Returns: how many answers are not recorded yet, failed ones included
 */
guint
lw_label_session_get_n_saving (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), 0);

  return lw_label_outbox_get_n_waiting (self->outbox);
}

/**
 * lw_label_session_get_n_failed:
 * @self: the session
 *
 * Returns: how many answers could not be recorded and are sent again later
 */
guint
lw_label_session_get_n_failed (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), 0);

  return lw_label_outbox_get_n_failed (self->outbox);
}

/**
 * lw_label_session_can_go_back:
 * @self: the session
 *
 * Returns: whether there is an answer before to look at again
 */
gboolean
lw_label_session_can_go_back (LwLabelSession *self)
{
  g_return_val_if_fail (LW_IS_LABEL_SESSION (self), FALSE);

  return lw_label_session_find_before (self) >= 0;
}
