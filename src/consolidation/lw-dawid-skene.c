/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The method of A. P. Dawid and A. M. Skene, "Maximum likelihood estimation of observer error-rates using
 * the EM algorithm", Applied Statistics 28 (1979), 20–28: expectation maximization to convergence, each
 * worker with a confusion matrix of its own.
 *
 * It begins with the shares of the votes (their section 4). For single label there is no smoothing: the
 * matrices are the plain maximum likelihood estimates. A probability below FLOOR counts as FLOOR, so that
 * one vote never rules a class out for ever; a worker is taken to guess, each class with 1 / K, about a
 * class of which this worker has seen nothing. For multi-label each class is a problem of its own with two
 * classes, of which "chosen" may be so rare that the estimates mean nothing; there 0.01 is added to each
 * count of votes and of objects. It ends when no probability changes by LW_CHANGE any more, or after
 * LW_ROUNDS. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-method.h"

#include <math.h>

#include "lw-confusion.h"

#define FLOOR 1e-10
#define WORKERS_PER_JOB 64

/* With fewer votes the probabilities of the objects are kept in each round. */
#define MANY_VOTES 65536
/* When no count of a worker moves by more than this share of the worker's votes, the rounds may come to an
 * end. If no probability of an object changes by LW_CHANGE, none moves by more than twice as much; this is
 * far more, so that rounds that come to an end slowly are looked at in time. */
#define NEAR_END (1000 * LW_CHANGE)

/* @shifts: for each job, the largest share by which a count moved. */
typedef struct
{
  LwConfusion *confusion;
  double       smoothing;
  double      *shifts;
} Maximization;

/* What the rows of a worker are divided by, a value for each class that may be the truth, in lanes. */
typedef struct
{
  LwLanes *sums;
  LwLanes *least;
} Rows;

/* Each row is a class that may be the truth; one of which this worker has seen nothing is even. */
static void
find_rows (LwConfusion   *confusion,
           const LwLanes *counts,
           guint          n_cells,
           double         smoothing,
           Rows          *rows)
{
  const LwVotes *votes = confusion->votes;
  const guint n_lanes = confusion->n_lanes;
  double *sums = (double *) rows->sums;
  double *least = (double *) rows->least;

  for (guint lane = 0; lane < n_lanes; lane++)
    rows->sums[lane] = (LwLanes) { 0 };
  for (guint c = 0; c < n_cells; c++, counts += n_lanes)
    for (guint lane = 0; lane < n_lanes; lane++)
      rows->sums[lane] += counts[lane];
  for (guint t = 0; t < votes->n_classes; t++)
    {
      double sum = sums[t] + smoothing * votes->n_classes;

      least[t] = sum > 0 ? FLOOR : 1.0 / votes->n_classes;
      sums[t] = sum > 0 ? sum : 1;
    }
  for (guint t = votes->n_classes; t < n_lanes * 4; t++)
    {
      least[t] = 0;
      sums[t] = 1;
    }
}

/* The worker's sums become probabilities: each row is divided by its sum. Returns the largest share of the worker's
 * votes by which a count moved. */
static double
normalize_worker (LwConfusion *confusion,
                  guint        worker,
                  double       smoothing,
                  Rows        *rows)
{
  const LwVotes *votes = confusion->votes;
  const guint n_lanes = confusion->n_lanes;
  const guint n_cells = votes->cell_start[worker + 1] - votes->cell_start[worker];
  const LwLanes more = { smoothing, smoothing, smoothing, smoothing };
  LwLanes *cell = confusion->cells + (gsize) votes->cell_start[worker] * n_lanes;
  LwLanes *count = lw_confusion_gather (confusion, worker);
  LwLanes shift = { 0 };

  find_rows (confusion, count, n_cells, smoothing, rows);
  for (guint c = 0; c < n_cells; c++, cell += n_lanes, count += n_lanes)
    for (guint lane = 0; lane < n_lanes; lane++)
      {
        LwLanes value = (count[lane] + more) / rows->sums[lane];
        LwLanes moved;

        count[lane] = (LwLanes) { 0 };
        lw_lanes_take_larger (&value, &rows->least[lane]);
        moved = (value - cell[lane]) * rows->sums[lane];
        lw_lanes_take_size (&moved);
        lw_lanes_take_larger (&shift, &moved);
        cell[lane] = value;
      }
  return MAX (MAX (shift[0], shift[1]), MAX (shift[2], shift[3])) / votes->worker_votes[worker];
}

static void
normalize_workers (guint    job,
                   gpointer data)
{
  const Maximization *maximization = data;
  const LwVotes *votes = maximization->confusion->votes;
  const guint n_lanes = maximization->confusion->n_lanes;
  LwLanes *lanes = lw_confusion_new_lanes ((gsize) n_lanes * 2);
  Rows rows = { lanes, lanes + n_lanes };
  guint end = MIN (votes->n_workers, (job + 1) * WORKERS_PER_JOB);

  for (guint w = job * WORKERS_PER_JOB; w < end; w++)
    {
      double shift = normalize_worker (maximization->confusion, w, maximization->smoothing, &rows);

      maximization->shifts[job] = MAX (maximization->shifts[job], shift);
    }
  g_aligned_free (lanes);
}

/* Returns whether the rounds may come to an end. */
static gboolean
maximize (LwConfusion       *confusion,
          const LwMethodRun *run)
{
  const LwVotes *votes = confusion->votes;
  const guint n_jobs = (votes->n_workers + WORKERS_PER_JOB - 1) / WORKERS_PER_JOB;
  g_autofree double *shifts = g_new0 (double, n_jobs + 1);
  Maximization maximization = { confusion, run->smoothing, shifts };
  double *prior;
  double shift = 0;

  lw_crew_run (run->crew, n_jobs, normalize_workers, &maximization);
  for (guint job = 0; job < n_jobs; job++)
    shift = MAX (shift, shifts[job]);
  lw_confusion_merge_prior (confusion);
  prior = (double *) confusion->prior;
  for (guint t = 0; t < votes->n_classes; t++)
    prior[t] = MAX ((prior[t] + run->smoothing) / (votes->n_tasks + run->smoothing * votes->n_classes), FLOOR);
  return shift < NEAR_END;
}

/**
 * lw_dawid_skene_posterior:
 * @votes: the votes
 * @run: how
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_dawid_skene_posterior (const LwVotes     *votes,
                          const LwMethodRun *run,
                          double            *posterior)
{
  g_autoptr (LwConfusion) confusion = lw_confusion_new (votes, posterior);
  double change = 1;

  lw_votes_get_shares (votes, posterior);
  lw_confusion_count (confusion, run->crew);
  confusion->keep = votes->n_votes < MANY_VOTES;
  for (guint round = 0; lw_method_run_goes_on (run, round, change); round++)
    {
      gboolean kept = confusion->keep;
      double changed;

      confusion->keep |= maximize (confusion, run) && run->rounds == 0;
      changed = lw_confusion_expect (confusion, run->crew);
      /* What is kept for the first time has nothing to be compared with. */
      change = kept ? changed : 1;
    }
  lw_confusion_keep (confusion, run->crew);
  lw_confusion_fill_trace (confusion, run);
}
