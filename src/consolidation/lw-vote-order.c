/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of the names of objects and workers, computed once for a table. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-vote-order.h"

#include "lw-annotations-private.h"

static guint32 *
invert (const guint32 *order,
        guint          n)
{
  guint32 *rank = g_new (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    rank[order[i]] = i;
  return rank;
}

/**
 * lw_vote_order_new:
 * @annotations: a sealed table
 *
 * Returns: (transfer full): the order of its names
 */
LwVoteOrder *
lw_vote_order_new (LwAnnotations *annotations)
{
  LwVoteOrder *self = g_new (LwVoteOrder, 1);

  self->tasks = lw_name_table_dup_order (annotations->task_names);
  self->task_rank = invert (self->tasks, lw_name_table_get_length (annotations->task_names));
  self->workers = lw_name_table_dup_order (annotations->worker_names);
  self->worker_rank = invert (self->workers, lw_name_table_get_length (annotations->worker_names));
  return self;
}

void
lw_vote_order_free (LwVoteOrder *self)
{
  if (self == NULL)
    return;

  g_free (self->tasks);
  g_free (self->task_rank);
  g_free (self->workers);
  g_free (self->worker_rank);
  g_free (self);
}
