/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of the names of objects and workers. Everything is summed in this order, so that the order in
 * which answers were added does not show in the last bit of a result. Private to this folder. */

#pragma once

#include "lw-annotations.h"

G_BEGIN_DECLS

typedef struct _LwVoteOrder LwVoteOrder;

/**
 * LwVoteOrder:
 * @tasks: the data objects by name
 * @task_rank: of each data object, where it is in @tasks
 * @workers: the workers by name
 * @worker_rank: of each worker, where it is in @workers
 */
struct _LwVoteOrder
{
  guint32 *tasks;
  guint32 *task_rank;
  guint32 *workers;
  guint32 *worker_rank;
};

LwVoteOrder *lw_vote_order_new  (LwAnnotations *annotations) G_GNUC_WARN_UNUSED_RESULT;
void         lw_vote_order_free (LwVoteOrder   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVoteOrder, lw_vote_order_free)

G_END_DECLS
