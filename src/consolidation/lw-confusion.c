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

#include <math.h>
#include <string.h>

/* So many factors of 1e-10 or more cannot underflow. */
#define SAFE_VOTES 16
#define MAX_BLOCKS 16
/* A second part must be worth its memory. */
#define VOTES_PER_ENTRY 2
#define ALIGNMENT 64

typedef gint64 Bits __attribute__ ((vector_size (32)));

/* What a block of objects is worked through with; @row is for rows that are too long for registers. */
typedef struct
{
  LwConfusion *self;
  guint        block;
  LwLanes     *row;
  int         *exponents;
} Pass;

/* The row of one object with many votes: each class keeps its own exponent. */
static void
multiply_long (Pass  *pass,
               guint  task)
{
  LwConfusion *self = pass->self;
  const LwVotes *votes = self->votes;
  double *row = (double *) pass->row;
  int largest = G_MININT;

  memcpy (row, self->prior, self->n_lanes * sizeof (LwLanes));
  memset (pass->exponents, 0, sizeof (int) * votes->n_classes);
  for (guint v = votes->start[task]; v < votes->start[task + 1]; v++)
    {
      const LwLanes *cell = self->cells + (gsize) votes->cell[v] * self->n_lanes;
      guint n_done = v - votes->start[task] + 1;

      for (guint lane = 0; lane < self->n_lanes; lane++)
        pass->row[lane] *= cell[lane];
      if (n_done % SAFE_VOTES != 0 && v + 1 < votes->start[task + 1])
        continue;
      for (guint k = 0; k < votes->n_classes; k++)
        {
          int exponent = 0;

          row[k] = frexp (row[k], &exponent);
          pass->exponents[k] += exponent;
        }
    }
  for (guint k = 0; k < votes->n_classes; k++)
    {
      if (row[k] > 0)
        largest = MAX (largest, pass->exponents[k]);
    }
  for (guint k = 0; k < votes->n_classes; k++)
    row[k] = row[k] > 0 ? ldexp (row[k], pass->exponents[k] - largest) : 0;
}

/* The rest of this pass is compiled for each small number of lanes, so that @row is in registers, and for
 * processors with and without AVX2. */
static inline __attribute__ ((always_inline)) void
multiply (Pass        *pass,
          guint        task,
          LwLanes     *row,
          const guint  n_lanes)
{
  const LwConfusion *self = pass->self;
  const LwVotes *votes = self->votes;
  const guint32 *cell = votes->cell + votes->start[task];
  const guint n_votes = votes->start[task + 1] - votes->start[task];
  const LwLanes *first = self->prior;
  LwLanes lanes;
  double inverse;

  if (n_votes > SAFE_VOTES)
    {
      multiply_long (pass, task);
      first = pass->row;
    }
#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    row[lane] = first[lane];
  for (guint v = 0; v < n_votes && n_votes <= SAFE_VOTES; v++)
    {
      const LwLanes *factors = self->cells + (gsize) cell[v] * n_lanes;

#pragma GCC unroll 4
      for (guint lane = 0; lane < n_lanes; lane++)
        row[lane] *= factors[lane];
    }
  lanes = row[0];
#pragma GCC unroll 4
  for (guint lane = 1; lane < n_lanes; lane++)
    lanes += row[lane];
  inverse = 1 / (lanes[0] + lanes[1] + lanes[2] + lanes[3]);
#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    row[lane] *= inverse;
}

static inline __attribute__ ((always_inline)) void
add_up (Pass          *pass,
        guint          task,
        const LwLanes *row,
        const guint    n_lanes)
{
  LwConfusion *self = pass->self;
  const LwVotes *votes = self->votes;
  LwLanes *sums = self->sums + (gsize) pass->block * votes->n_cells * n_lanes;
  LwLanes *prior = self->prior_sums + (gsize) pass->block * n_lanes;

#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    prior[lane] += row[lane];
  for (guint v = votes->start[task]; v < votes->start[task + 1]; v++)
    {
      LwLanes *sum = sums + (gsize) votes->cell[v] * n_lanes;

#pragma GCC unroll 4
      for (guint lane = 0; lane < n_lanes; lane++)
        sum[lane] += row[lane];
    }
}

/* Keeps the row; rows are not padded where they are kept. @largest has the largest change so far, place by place. */
static inline __attribute__ ((always_inline)) void
keep_row (double        *kept,
          const LwLanes *row,
          LwLanes       *largest,
          const guint    n_lanes,
          guint          n_classes)
{
  const Bits no_sign = { G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64 };
  const guint n_last = n_classes - (n_lanes - 1) * 4;

#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      LwLanes old = { 0 };
      LwLanes change;
      Bits larger;

      if (lane + 1 < n_lanes || n_last == 4)
        {
          memcpy (&old, kept + lane * 4, sizeof old);
          memcpy (kept + lane * 4, &row[lane], sizeof old);
        }
      else
        {
#pragma GCC unroll 3
          for (guint k = 0; k < 3; k++)
            {
              if (k >= n_last)
                break;
              old[k] = kept[lane * 4 + k];
              kept[lane * 4 + k] = row[lane][k];
            }
        }
      change = (LwLanes) ((Bits) (row[lane] - old) & no_sign);
      larger = (Bits) (change > *largest);
      *largest = (LwLanes) (((Bits) change & larger) | ((Bits) *largest & ~larger));
    }
}

static inline guint
get_first_task (const LwConfusion *self,
                guint              block)
{
  return (guint) ((guint64) self->votes->n_tasks * block / self->n_blocks);
}

static inline __attribute__ ((always_inline)) void
pass_block (Pass        *pass,
            LwLanes     *row,
            const guint  n_lanes)
{
  LwConfusion *self = pass->self;
  const guint n_classes = self->votes->n_classes;
  const guint end = get_first_task (self, pass->block + 1);
  LwLanes largest = { 0 };

  for (guint i = get_first_task (self, pass->block); i < end; i++)
    {
      multiply (pass, i, row, n_lanes);
      add_up (pass, i, row, n_lanes);
      keep_row (self->posterior + (gsize) i * n_classes, row, &largest, n_lanes, n_classes);
    }
  self->changes[pass->block] = MAX (MAX (largest[0], largest[1]), MAX (largest[2], largest[3]));
}

static inline __attribute__ ((always_inline)) void
pass_any (Pass *pass)
{
  LwLanes row[4];

  switch (pass->self->n_lanes)
    {
    case 1:
      pass_block (pass, row, 1);
      break;

    case 2:
      pass_block (pass, row, 2);
      break;

    case 3:
      pass_block (pass, row, 3);
      break;

    case 4:
      pass_block (pass, row, 4);
      break;

    default:
      pass_block (pass, pass->row, pass->self->n_lanes);
      break;
    }
}

static void
pass_plain (Pass *pass)
{
  pass_any (pass);
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
pass_avx2 (Pass *pass)
{
  pass_any (pass);
}
#endif

static LwLanes *
new_lanes (gsize n)
{
  return g_aligned_alloc0 (MAX (n, 1), sizeof (LwLanes), ALIGNMENT);
}

static void
clear_block (LwConfusion *self,
             guint        block)
{
  gsize n = (gsize) self->votes->n_cells * self->n_lanes;

  memset (self->sums + block * n, 0, n * sizeof (LwLanes));
  memset (self->prior_sums + (gsize) block * self->n_lanes, 0, self->n_lanes * sizeof (LwLanes));
}

static void
expect_block (guint    block,
              gpointer data)
{
  LwConfusion *self = data;
  g_autofree int *exponents = g_new (int, self->votes->n_classes);
  LwLanes *row = new_lanes (self->n_lanes);
  Pass pass = { self, block, row, exponents };

  clear_block (self, block);
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    pass_avx2 (&pass);
  else
#endif
    pass_plain (&pass);
  g_aligned_free (row);
}

static void
count_block (guint    block,
             gpointer data)
{
  LwConfusion *self = data;
  const guint n_classes = self->votes->n_classes;
  const guint end = get_first_task (self, block + 1);
  LwLanes *row = new_lanes (self->n_lanes);
  Pass pass = { self, block, row, NULL };

  clear_block (self, block);
  for (guint i = get_first_task (self, block); i < end; i++)
    {
      memcpy (row, self->posterior + (gsize) i * n_classes, n_classes * sizeof (double));
      add_up (&pass, i, row, self->n_lanes);
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
  self->cells = new_lanes (n);
  self->prior = new_lanes (self->n_lanes);
  self->sums = new_lanes (n * self->n_blocks);
  self->prior_sums = new_lanes ((gsize) self->n_lanes * self->n_blocks);
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
 * Returns: the largest change of a probability
 */
double
lw_confusion_expect (LwConfusion *self,
                     LwCrew      *crew)
{
  double change = 0;

  lw_crew_run (crew, self->n_blocks, expect_block, self);
  for (guint block = 0; block < self->n_blocks; block++)
    change = MAX (change, self->changes[block]);
  return change;
}

/**
 * lw_confusion_merge:
 * @self: matrices whose sums are done
 * @worker: a worker
 *
 * Puts the sums of all parts into the worker's cells.
 */
void
lw_confusion_merge (LwConfusion *self,
                    guint        worker)
{
  const gsize n = (gsize) self->votes->n_cells * self->n_lanes;
  const gsize first = (gsize) self->votes->cell_start[worker] * self->n_lanes;
  const gsize end = (gsize) self->votes->cell_start[worker + 1] * self->n_lanes;

  for (gsize i = first; i < end; i++)
    {
      LwLanes sum = self->sums[i];

      for (guint block = 1; block < self->n_blocks; block++)
        sum += self->sums[block * n + i];
      self->cells[i] = sum;
    }
}

/**
 * lw_confusion_merge_prior:
 * @self: matrices whose sums are done
 *
 * Puts the sums of all parts into the prior.
 */
void
lw_confusion_merge_prior (LwConfusion *self)
{
  for (guint lane = 0; lane < self->n_lanes; lane++)
    {
      LwLanes sum = self->prior_sums[lane];

      for (guint block = 1; block < self->n_blocks; block++)
        sum += self->prior_sums[(gsize) block * self->n_lanes + lane];
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
