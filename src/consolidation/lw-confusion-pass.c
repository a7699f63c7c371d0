/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass over the objects: the expectation step, made for registers. What it is for is in lw-confusion.c. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-confusion.h"

#include <math.h>
#include <string.h>

/* So many factors of 1e-10 or more cannot underflow. */
#define SAFE_VOTES 16
#define ALIGNMENT 64

/* What a block of objects is worked through with; @row is for rows that are too long for registers. */
typedef struct
{
  LwConfusion   *self;
  const LwLanes *cells;
  const LwLanes *prior;
  gboolean       add_up;
  gboolean       keep;
  guint          block;
  LwLanes       *row;
  int           *exponents;
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

  memcpy (row, pass->prior, self->n_lanes * sizeof (LwLanes));
  memset (pass->exponents, 0, sizeof (int) * votes->n_classes);
  for (guint v = votes->start[task]; v < votes->start[task + 1]; v++)
    {
      const LwLanes *cell = pass->cells + (gsize) votes->cell[v] * self->n_lanes;
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

/* Cells come in no order, so the processor does not guess the next. */
static inline __attribute__ ((always_inline)) void
fetch_ahead (const LwLanes *cell,
             const guint    n_lanes)
{
  __builtin_prefetch (cell);
  __builtin_prefetch (cell + n_lanes - 1);
}

/* The rest of this pass is compiled for each small number of lanes, so that @row is in registers, for what is wanted
 * of it, and for processors with and without AVX2. */
static inline __attribute__ ((always_inline)) void
multiply (Pass          *pass,
          guint          task,
          const guint32 *cell,
          guint          n_votes,
          LwLanes       *row,
          const guint    n_lanes)
{
  const LwLanes *cells = pass->cells;
  const LwLanes *first = pass->prior;
  LwLanes lanes;
  double inverse;

  if (G_UNLIKELY (n_votes > SAFE_VOTES))
    {
      multiply_long (pass, task);
      first = pass->row;
      n_votes = 0;
    }
#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    row[lane] = first[lane];
  for (guint v = 0; v < n_votes; v++)
    {
      const LwLanes *factors = cells + (gsize) cell[v] * n_lanes;

      fetch_ahead (cells + (gsize) cell[v + LW_VOTES_AHEAD] * n_lanes, n_lanes);
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
add_up (LwLanes       *restrict sums,
        const guint32 *restrict cell,
        guint                   n_votes,
        const LwLanes          *row,
        const guint             n_lanes)
{
  for (guint v = 0; v < n_votes; v++)
    {
      LwLanes *sum = sums + (gsize) cell[v] * n_lanes;

      fetch_ahead (sums + (gsize) cell[v + LW_VOTES_AHEAD] * n_lanes, n_lanes);
#pragma GCC unroll 4
      for (guint lane = 0; lane < n_lanes; lane++)
        sum[lane] += row[lane];
    }
}

/* Keeps the row; rows are not padded where they are kept. @largest has the largest change so far, place by
 * place. */
static inline __attribute__ ((always_inline)) void
keep_row (double        *kept,
          const LwLanes *row,
          LwLanes       *largest,
          const guint    n_lanes,
          guint          n_classes)
{
  const guint n_last = n_classes - (n_lanes - 1) * 4;

#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      LwLanes old = { 0 };
      LwLanes change;

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
      change = row[lane] - old;
      lw_lanes_take_size (&change);
      lw_lanes_take_larger (largest, &change);
    }
}

static inline __attribute__ ((always_inline)) void
pass_block (Pass           *pass,
            LwLanes        *row,
            LwLanes        *total,
            const guint     n_lanes,
            const gboolean  add,
            const gboolean  keep)
{
  LwConfusion *self = pass->self;
  const LwVotes *votes = self->votes;
  const guint n_classes = votes->n_classes;
  const guint32 *start = votes->start;
  const guint32 *cell = votes->cell;
  const guint end = lw_confusion_get_first_task (self, pass->block + 1);
  LwLanes *sums = self->sums + (gsize) pass->block * votes->n_cells * n_lanes;
  LwLanes largest = { 0 };

  for (guint i = lw_confusion_get_first_task (self, pass->block); i < end; i++)
    {
      const guint n_votes = start[i + 1] - start[i];

      multiply (pass, i, cell + start[i], n_votes, row, n_lanes);
      if (add)
        {
          add_up (sums, cell + start[i], n_votes, row, n_lanes);
#pragma GCC unroll 4
          for (guint lane = 0; lane < n_lanes; lane++)
            total[lane] += row[lane];
        }
      if (keep)
        keep_row (self->posterior + (gsize) i * n_classes, row, &largest, n_lanes, n_classes);
    }
  self->changes[pass->block] = MAX (MAX (largest[0], largest[1]), MAX (largest[2], largest[3]));
}

static inline __attribute__ ((always_inline)) void
pass_lanes (Pass        *pass,
            const guint  n_lanes)
{
  LwLanes *sum = pass->self->prior_sums + (gsize) pass->block * n_lanes;
  LwLanes row[4];
  LwLanes total[4] = { { 0 } };

  if (pass->add_up && !pass->keep)
    pass_block (pass, row, total, n_lanes, TRUE, FALSE);
  else if (pass->add_up)
    pass_block (pass, row, total, n_lanes, TRUE, TRUE);
  else
    pass_block (pass, row, total, n_lanes, FALSE, TRUE);
#pragma GCC unroll 4
  for (guint lane = 0; lane < n_lanes; lane++)
    sum[lane] += total[lane];
}

static inline __attribute__ ((always_inline)) void
pass_any (Pass *pass)
{
  LwConfusion *self = pass->self;

  switch (self->n_lanes)
    {
    case 1:
      pass_lanes (pass, 1);
      break;

    case 2:
      pass_lanes (pass, 2);
      break;

    case 3:
      pass_lanes (pass, 3);
      break;

    case 4:
      pass_lanes (pass, 4);
      break;

    default:
      pass_block (pass, pass->row, self->prior_sums + (gsize) pass->block * self->n_lanes, self->n_lanes, pass->add_up,
                  pass->keep);
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

/**
 * lw_confusion_new_lanes:
 * @n: how many
 *
 * Returns: (transfer full): zeros, to be freed by g_aligned_free()
 */
LwLanes *
lw_confusion_new_lanes (gsize n)
{
  return g_aligned_alloc0 (MAX (n, 1), sizeof (LwLanes), ALIGNMENT);
}

/**
 * lw_confusion_get_first_task:
 * @self: matrices
 * @block: a part of the objects, or the one after the last
 *
 * Returns: its first object
 */
guint
lw_confusion_get_first_task (const LwConfusion *self,
                             guint              block)
{
  return (guint) ((guint64) self->votes->n_tasks * block / self->n_blocks);
}

/**
 * lw_confusion_run_pass:
 * @self: matrices
 * @block: a part of the objects
 * @cells: the matrices to use
 * @prior: the prior to use
 * @add: whether to add the probabilities up
 * @keep: whether to keep them
 *
 * Makes the probabilities of the objects of a part.
 */
void
lw_confusion_run_pass (LwConfusion   *self,
                       guint          block,
                       const LwLanes *cells,
                       const LwLanes *prior,
                       gboolean       add,
                       gboolean       keep)
{
  g_autofree int *exponents = g_new (int, self->votes->n_classes);
  LwLanes *row = lw_confusion_new_lanes (self->n_lanes);
  Pass pass = { self, cells, prior, add, keep, block, row, exponents };

#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    pass_avx2 (&pass);
  else
#endif
    pass_plain (&pass);
  g_aligned_free (row);
}
