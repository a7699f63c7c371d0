/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One task in a sitting, with its answer and what has become of it. Only LwLabelSession
 * and LwLabelOutbox use this. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-entry.h"

/**
 * lw_label_entry_new:
 * @task: a task that was taken
 *
 * Returns: (transfer full): an entry without an answer
 */
LwLabelEntry *
lw_label_entry_new (LwTask *task)
{
  LwLabelEntry *self = g_rc_box_new0 (LwLabelEntry);

  self->task = lw_task_ref (task);
  return self;
}

/**
 * lw_label_entry_ref:
 * @self: the entry
 *
 * Returns: (transfer full): @self
 */
LwLabelEntry *
lw_label_entry_ref (LwLabelEntry *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_entry (gpointer data)
{
  LwLabelEntry *self = data;

  lw_task_unref (self->task);
  g_free (self->answer);
  g_free (self->saved);
  g_free (self->sent);
}

/**
 * lw_label_entry_unref:
 * @self: (transfer full): the entry
 */
void
lw_label_entry_unref (LwLabelEntry *self)
{
  g_rc_box_release_full (self, clear_entry);
}
