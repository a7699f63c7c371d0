/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Confusion matrices of workers, and the expectation step that goes with them.
 *
 * One pass over the objects makes the new probabilities and adds them up for the next matrices at once. A
 * probability is a product of the votes' probabilities; it takes as much room as a sum of logarithms would,
 * for each class has a binary exponent of its own when there are many votes, so nothing underflows, and
 * neither exp() nor log() is called. Not for what the sums mean to a method. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-confusion.h"

#include <string.h>

/* A second part must be worth its memory. */
#define VOTES_PER_ENTRY 4
#define MAX_BLOCKS 16

static void
expect_block (guint    block,
              gpointer data)
{
  LwConfusion *self = data;

  lw_confusion_run_pass (self, block, self->cells, self->prior, TRUE, self->keep);
}

static void
keep_block (guint    block,
            gpointer data)
{
  LwConfusion *self = data;

  lw_confusion_run_pass (self, block, self->cells, self->prior, FALSE, TRUE);
}

static void
count_block (guint    block,
             gpointer data)
{
  LwConfusion *self = data;
  const guint n_classes = self->votes->n_classes;
  const guint end = lw_confusion_get_first_task (self, block + 1);
  const LwVotes *votes = self->votes;
  LwLanes *row = lw_confusion_new_lanes (self->n_lanes);
  LwLanes *sums = self->sums + (gsize) block * votes->n_cells * self->n_lanes;
  LwLanes *total = self->prior_sums + (gsize) block * self->n_lanes;

  for (guint i = lw_confusion_get_first_task (self, block); i < end; i++)
    {
      memcpy (row, self->posterior + (gsize) i * n_classes, n_classes * sizeof (double));
      for (guint lane = 0; lane < self->n_lanes; lane++)
        {
          total[lane] += row[lane];
          for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
            sums[(gsize) votes->cell[v] * self->n_lanes + lane] += row[lane];
        }
    }
  g_aligned_free (row);
}

/**
 * lw_confusion_new:
 * @votes: the votes
 * @posterior: (array): n_tasks × n_classes: where the probabilities are and go; kept
 *
 * Returns: (transfer full): matrices, zero so far
 */
LwConfusion *
lw_confusion_new (const LwVotes *votes,
                  double        *posterior)
{
  LwConfusion *self = g_new0 (LwConfusion, 1);
  guint64 n_entries;
  gsize n;

  self->votes = votes;
  self->posterior = posterior;
  self->n_lanes = (votes->n_classes + 3) / 4;
  n_entries = (guint64) votes->n_cells * self->n_lanes * 4;
  self->n_blocks = (guint) CLAMP (votes->n_votes / (VOTES_PER_ENTRY * n_entries + 4096), 1, MAX_BLOCKS);
  n = (gsize) votes->n_cells * self->n_lanes;
  self->cells = lw_confusion_new_lanes (n);
  self->prior = lw_confusion_new_lanes (self->n_lanes);
  self->keep = TRUE;
  self->sums = lw_confusion_new_lanes (n * self->n_blocks);
  self->prior_sums = lw_confusion_new_lanes ((gsize) self->n_lanes * self->n_blocks);
  self->changes = g_new0 (double, self->n_blocks);
  return self;
}

void
lw_confusion_free (LwConfusion *self)
{
  if (self == NULL)
    return;

  g_aligned_free (self->cells);
  g_aligned_free (self->prior);
  g_aligned_free (self->sums);
  g_aligned_free (self->prior_sums);
  g_free (self->changes);
  g_free (self);
}

/**
 * lw_confusion_get_cell:
 * @self: matrices
 * @cell: a cell
 *
 * Returns: (array): the cell's value for each class that may be the truth
 */
double *
lw_confusion_get_cell (LwConfusion *self,
                       guint        cell)
{
  return (double *) (self->cells + (gsize) cell * self->n_lanes);
}

/**
 * lw_confusion_count:
 * @self: matrices
 * @crew: (nullable): who works
 *
 * Adds the probabilities of the objects up, for each cell and each class.
 */
void
lw_confusion_count (LwConfusion *self,
                    LwCrew      *crew)
{
  lw_crew_run (crew, self->n_blocks, count_block, self);
}

/**
 * lw_confusion_expect:
 * @self: matrices of probabilities
 * @crew: (nullable): who works
 *
 * The expectation step: makes the probabilities of the objects from @prior and @cells, and adds them up again.
 *
 * Returns: the largest change of a probability; 1 if they are not kept
 */
double
lw_confusion_expect (LwConfusion *self,
                     LwCrew      *crew)
{
  double change = 0;

  lw_crew_run (crew, self->n_blocks, expect_block, self);
  if (!self->keep)
    return 1;
  for (guint block = 0; block < self->n_blocks; block++)
    change = MAX (change, self->changes[block]);
  return change;
}

/**
 * lw_confusion_keep:
 * @self: matrices whose probabilities of objects are not kept
 * @crew: (nullable): who works
 *
 * Keeps the probabilities of the objects, from now on too.
 */
void
lw_confusion_keep (LwConfusion *self,
                   LwCrew      *crew)
{
  if (!self->keep)
    lw_crew_run (crew, self->n_blocks, keep_block, self);
  self->keep = TRUE;
}

/**
 * lw_confusion_gather:
 * @self: matrices whose sums are done
 * @worker: a worker
 *
 * Adds the sums of all parts up in the first; the others are zero again.
 *
 * Returns: (transfer none) (array): the worker's sums, a cell after the other; to be made zero when they are used
 */
LwLanes *
lw_confusion_gather (LwConfusion *self,
                     guint        worker)
{
  const gsize n = (gsize) self->votes->n_cells * self->n_lanes;
  const gsize first = (gsize) self->votes->cell_start[worker] * self->n_lanes;
  const gsize end = (gsize) self->votes->cell_start[worker + 1] * self->n_lanes;

  for (guint block = 1; block < self->n_blocks; block++)
    {
      LwLanes *part = self->sums + block * n;

      for (gsize i = first; i < end; i++)
        {
          self->sums[i] += part[i];
          part[i] = (LwLanes) { 0 };
        }
    }
  return self->sums + first;
}

/**
 * lw_confusion_merge:
 * @self: matrices whose sums are done
 * @worker: a worker
 *
 * Moves the sums of all parts into the worker's cells: the parts are zero again.
 */
void
lw_confusion_merge (LwConfusion *self,
                    guint        worker)
{
  const gsize first = (gsize) self->votes->cell_start[worker] * self->n_lanes;
  const gsize end = (gsize) self->votes->cell_start[worker + 1] * self->n_lanes;
  LwLanes *sums = lw_confusion_gather (self, worker);

  memcpy (self->cells + first, sums, (end - first) * sizeof (LwLanes));
  memset (sums, 0, (end - first) * sizeof (LwLanes));
}

/**
 * lw_confusion_merge_prior:
 * @self: matrices whose sums are done
 *
 * Moves the sums of all parts into the prior: the parts are zero again.
 */
void
lw_confusion_merge_prior (LwConfusion *self)
{
  for (guint lane = 0; lane < self->n_lanes; lane++)
    {
      LwLanes sum = { 0 };

      for (guint block = 0; block < self->n_blocks; block++)
        {
          LwLanes *part = &self->prior_sums[(gsize) block * self->n_lanes + lane];

          sum += *part;
          *part = (LwLanes) { 0 };
        }
      self->prior[lane] = sum;
    }
}

/**
 * lw_confusion_fill_trace:
 * @self: matrices with which the probabilities were made
 * @run: says whether there is an object to explain
 */
void
lw_confusion_fill_trace (LwConfusion       *self,
                         const LwMethodRun *run)
{
  const LwVotes *votes = self->votes;
  const guint n_classes = votes->n_classes;
  const double *prior = (const double *) self->prior;
  LwVoteTrace *trace = run->trace;

  if (trace == NULL)
    return;

  memcpy (trace->prior, prior, n_classes * sizeof (double));
  for (guint v = votes->start[trace->task], n = 0; v < votes->start[trace->task + 1]; v++, n++)
    {
      guint worker = votes->cell_worker[votes->cell[v]];
      double right = 0;

      memcpy (trace->likelihoods + (gsize) n * n_classes, lw_confusion_get_cell (self, votes->cell[v]),
              n_classes * sizeof (double));
      for (guint c = votes->cell_start[worker]; c < votes->cell_start[worker + 1]; c++)
        right += prior[votes->cell_label[c]] * lw_confusion_get_cell (self, c)[votes->cell_label[c]];
      trace->accuracy[n] = CLAMP (right, 0, 1);
    }
}
