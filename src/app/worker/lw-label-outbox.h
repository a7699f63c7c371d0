/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers on their way: sent behind the person's back, kept until they are recorded, sent again when that fails. Main
 * thread only. */

#pragma once

#include "lw-label-entry.h"
#include "lw-task-queue.h"

G_BEGIN_DECLS

#define LW_TYPE_LABEL_OUTBOX (lw_label_outbox_get_type ())
G_DECLARE_FINAL_TYPE (LwLabelOutbox, lw_label_outbox, LW, LABEL_OUTBOX, GObject)

LwLabelOutbox *lw_label_outbox_new           (LwTaskQueue   *queue) G_GNUC_WARN_UNUSED_RESULT;

guint          lw_label_outbox_get_n_waiting (LwLabelOutbox *self);
guint          lw_label_outbox_get_n_failed  (LwLabelOutbox *self);

void           lw_label_outbox_send          (LwLabelOutbox *self,
                                              LwLabelEntry  *entry);
void           lw_label_outbox_retry         (LwLabelOutbox *self);

G_END_DECLS
