/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers for the data objects that are consolidated together, as the methods want them: one class a
 * vote, dense numbers, an order that does not depend on the order of the answers. Private to this folder.
 * */

#pragma once

#include "lw-vote-order.h"

G_BEGIN_DECLS

/* So many cells beyond the last may be read: a pass looks ahead. */
#define LW_VOTES_AHEAD 10

typedef struct _LwVotes LwVotes;

/**
 * LwVotes:
 * @n_tasks: how many data objects
 * @n_workers: how many workers voted
 * @n_classes: how many classes there are, voted for or not; 2 for one class of a multi-label job
 * @n_votes: how many votes
 * @n_cells: how many pairs of a worker and a class that this worker voted for
 * @tasks: their numbers in the table of annotations, in the order of their names
 * @start: the votes for object i are start[i] up to start[i + 1]
 * @cell: of each vote, its cell
 * @answer: (nullable): of each vote, its number in the table of annotations; multi-label only
 * @worker: (nullable): of each vote, the worker; multi-label only, else it is the cell's
 * @cell_worker: of each cell, the worker
 * @cell_label: of each cell, the class
 * @cell_start: the cells of worker w are cell_start[w] up to cell_start[w + 1]
 * @workers: their numbers in the table of annotations, in the order of their names
 * @worker_votes: of each worker, the number of votes
 */
struct _LwVotes
{
  guint    n_tasks;
  guint    n_workers;
  guint    n_classes;
  guint    n_votes;
  guint    n_cells;
  guint32 *tasks;
  guint32 *start;
  guint32 *cell;
  guint32 *answer;
  guint32 *worker;
  guint32 *cell_worker;
  guint32 *cell_label;
  guint32 *cell_start;
  guint32 *workers;
  guint32 *worker_votes;
};

LwVotes  *lw_votes_new        (LwAnnotations     *annotations,
                               const LwVoteOrder *order,
                               const guint32     *tasks,
                               guint              n_tasks) G_GNUC_WARN_UNUSED_RESULT;
void      lw_votes_free       (LwVotes           *self);

gboolean  lw_votes_set_class  (LwVotes           *self,
                               LwAnnotations     *annotations,
                               guint              class_index);
gboolean  lw_votes_one_worker (const LwVotes     *self,
                               guint              task);
void      lw_votes_get_shares (const LwVotes     *self,
                               double            *shares);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVotes, lw_votes_free)

G_END_DECLS
