/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Confusion matrices of workers, and the expectation step that goes with them: what Dawid and Skene's
 * method and Ground Truth's share. Private to this folder. */

#pragma once

#include "lw-method.h"

G_BEGIN_DECLS

/* Four probabilities side by side: rows are padded with zeros to whole lanes. */
typedef double LwLanes __attribute__ ((vector_size (32)));

/* The bits of four probabilities. */
typedef gint64 LwLaneBits __attribute__ ((vector_size (32)));

typedef struct _LwConfusion LwConfusion;

/**
 * LwConfusion:
 * @votes: the votes
 * @n_lanes: how many lanes hold a value for each class
 * @n_blocks: in how many parts the objects are summed up; depends on the votes only, so that sums do not
 *   depend on the number of threads
 * @cells: n_cells × n_lanes: the probability that the cell's worker says the cell's class when the truth is
 *   class t
 * @prior: n_lanes: the probability of each class before any vote
 * @keep: whether the probabilities of the objects are written to @posterior in each round. That takes a
 *   third of the time, and they are wanted only when the rounds may come to an end
 * @sums: n_blocks × n_cells × n_lanes: the probabilities of the objects, added up for each cell
 * @prior_sums: n_blocks × n_lanes: the same for each class
 * @changes: n_blocks: the largest change of a probability
 * @posterior: n_tasks × n_classes: the probability of each class, not padded
 */
struct _LwConfusion
{
  const LwVotes *votes;
  guint          n_lanes;
  guint          n_blocks;
  LwLanes       *cells;
  LwLanes       *prior;
  gboolean       keep;
  LwLanes       *sums;
  LwLanes       *prior_sums;
  double        *changes;
  double        *posterior;
};

LwConfusion *lw_confusion_new         (const LwVotes     *votes,
                                       double            *posterior) G_GNUC_WARN_UNUSED_RESULT;
void         lw_confusion_free        (LwConfusion       *self);

double      *lw_confusion_get_cell    (LwConfusion       *self,
                                       guint              cell);
void         lw_confusion_count       (LwConfusion       *self,
                                       LwCrew            *crew);
double       lw_confusion_expect      (LwConfusion       *self,
                                       LwCrew            *crew);
void         lw_confusion_keep        (LwConfusion       *self,
                                       LwCrew            *crew);
LwLanes     *lw_confusion_gather      (LwConfusion       *self,
                                       guint              worker);
void         lw_confusion_merge       (LwConfusion       *self,
                                       guint              worker);
void         lw_confusion_merge_prior (LwConfusion       *self);
void         lw_confusion_fill_trace  (LwConfusion       *self,
                                       const LwMethodRun *run);

/* Place by place, the larger one. */
static inline __attribute__ ((always_inline)) void
lw_lanes_take_larger (LwLanes       *largest,
                      const LwLanes *values)
{
  LwLaneBits larger = (LwLaneBits) (*values > *largest);

  *largest = (LwLanes) (((LwLaneBits) *values & larger) | ((LwLaneBits) *largest & ~larger));
}

/* Place by place, without the sign. */
static inline __attribute__ ((always_inline)) void
lw_lanes_take_size (LwLanes *values)
{
  const LwLaneBits no_sign = { G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64 };

  *values = (LwLanes) ((LwLaneBits) *values & no_sign);
}

LwLanes     *lw_confusion_new_lanes      (gsize              n) G_GNUC_WARN_UNUSED_RESULT;
guint        lw_confusion_get_first_task (const LwConfusion *self,
                                          guint              block);
void         lw_confusion_run_pass       (LwConfusion       *self,
                                          guint              block,
                                          const LwLanes     *cells,
                                          const LwLanes     *prior,
                                          gboolean           add,
                                          gboolean           keep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwConfusion, lw_confusion_free)

G_END_DECLS
