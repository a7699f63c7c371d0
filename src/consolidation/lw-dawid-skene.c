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

/* The worker's sums become probabilities: each row, which is a class that may be the truth, is divided by
 * its sum, or is even if that is zero. Returns the largest share of the worker's votes by which a count
 * moved. */
static double
normalize_worker (LwConfusion *confusion,
                  guint        worker,
                  double       smoothing,
                  double      *row_sums)
{
  const LwVotes *votes = confusion->votes;
  const guint n_classes = votes->n_classes;
  double *least = row_sums + n_classes;
  double shift = 0;

  lw_confusion_merge (confusion, worker);
  for (guint t = 0; t < n_classes; t++)
    row_sums[t] = smoothing * n_classes;
  for (guint c = votes->cell_start[worker]; c < votes->cell_start[worker + 1]; c++)
    {
      const double *cell = lw_confusion_get_cell (confusion, c);

      for (guint t = 0; t < n_classes; t++)
        row_sums[t] += cell[t];
    }
  for (guint t = 0; t < n_classes; t++)
    {
      least[t] = row_sums[t] > 0 ? FLOOR : 1.0 / n_classes;
      row_sums[t] = row_sums[t] > 0 ? row_sums[t] : 1;
    }
  for (guint c = votes->cell_start[worker]; c < votes->cell_start[worker + 1]; c++)
    {
      double *cell = lw_confusion_get_cell (confusion, c);
      const double *before = (const double *) (confusion->previous + (gsize) c * confusion->n_lanes);

      for (guint t = 0; t < n_classes; t++)
        {
          double value = (cell[t] + smoothing) / row_sums[t];
          double moved;

          cell[t] = value > least[t] ? value : least[t];
          moved = fabs (cell[t] - before[t]) * row_sums[t];
          shift = moved > shift ? moved : shift;
        }
    }
  return shift / votes->worker_votes[worker];
}

static void
normalize_workers (guint    job,
                   gpointer data)
{
  const Maximization *maximization = data;
  const LwVotes *votes = maximization->confusion->votes;
  g_autofree double *row_sums = g_new (double, (gsize) votes->n_classes * 2);
  guint end = MIN (votes->n_workers, (job + 1) * WORKERS_PER_JOB);

  for (guint w = job * WORKERS_PER_JOB; w < end; w++)
    {
      double shift = normalize_worker (maximization->confusion, w, maximization->smoothing, row_sums);

      maximization->shifts[job] = MAX (maximization->shifts[job], shift);
    }
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

  lw_confusion_begin_round (confusion);
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
      if (maximize (confusion, run) && run->rounds == 0)
        lw_confusion_keep (confusion, run->crew, TRUE);
      change = lw_confusion_expect (confusion, run->crew);
    }
  lw_confusion_keep (confusion, run->crew, FALSE);
  lw_confusion_fill_trace (confusion, run);
}
