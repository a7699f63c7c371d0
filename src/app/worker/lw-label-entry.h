/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One task in a sitting, with its answer and what has become of it. Only LwLabelSession
 * and LwLabelOutbox use this. */

#pragma once

#include "lw-task.h"

G_BEGIN_DECLS

/**
 * LwLabelEntryState:
 * @LW_LABEL_ENTRY_OPEN: there is no answer yet
 * @LW_LABEL_ENTRY_SAVING: the answer is on its way
 * @LW_LABEL_ENTRY_SAVED: the answer is recorded
 * @LW_LABEL_ENTRY_FAILED: the answer was not recorded and is sent again later
 * @LW_LABEL_ENTRY_GONE: the task is declined, expired or refused for good
 */
typedef enum
{
  LW_LABEL_ENTRY_OPEN,
  LW_LABEL_ENTRY_SAVING,
  LW_LABEL_ENTRY_SAVED,
  LW_LABEL_ENTRY_FAILED,
  LW_LABEL_ENTRY_GONE,
} LwLabelEntryState;

typedef struct _LwLabelEntry LwLabelEntry;

/**
 * LwLabelEntry:
 * @task: what is looked at
 * @state: what has become of it
 * @answer: (nullable): the answer as the person last gave it
 * @saved: (nullable): the answer that is recorded
 * @sent: (nullable): the answer that is on its way
 * @seconds: the time spent on it
 */
struct _LwLabelEntry
{
  LwTask            *task;
  LwLabelEntryState  state;
  char              *answer;
  char              *saved;
  char              *sent;
  double             seconds;
};

LwLabelEntry *lw_label_entry_new   (LwTask       *task) G_GNUC_WARN_UNUSED_RESULT;
LwLabelEntry *lw_label_entry_ref   (LwLabelEntry *self) G_GNUC_WARN_UNUSED_RESULT;
void          lw_label_entry_unref (LwLabelEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLabelEntry, lw_label_entry_unref)

G_END_DECLS
