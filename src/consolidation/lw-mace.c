/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The model of D. Hovy, T. Berg-Kirkpatrick, A. Vaswani and E. Hovy, "Learning whom to trust with MACE",
 * NAACL-HLT 2013: for each object a worker either knows the truth and says it, with probability trust, or
 * spams: says a class by a habit that does not depend on the object.
 *
 *   E: p_i[t] ~ product over the votes of ([vote is t] trust_j + (1 - trust_j) habit_j[vote]); a vote for t was
 *      known with probability trust / (trust + (1 - trust) habit[t]) if t is the truth, else it was spam.
 *   M, variational Bayes as in their section 4.2: the expected counts of known and spam votes, with a Beta (0.5, 0.5)
 *      prior, and of the classes of spam votes, with a Dirichlet (10) prior, become trust and habit through
 *      exp (digamma (count) - digamma (sum of the counts)).
 *
 * As in the paper there are 10 starts of 50 rounds each, and the start that explains the votes best counts.
 * The starts are random there; here they come from fixed numbers by the order of the workers' names, so
 * that the result is always the same. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-method.h"

#include <math.h>
#include <string.h>

#include "lw-vote-weights.h"

#define STARTS 10
#define ROUNDS 50
#define TRUST_PRIOR 0.5
#define HABIT_PRIOR 10.0
#define SEED G_GUINT64_CONSTANT (0x6d616365)

/* trust and spam are per worker, habit per cell; @base is what each vote's probability is multiplied by
 * when it is wrong. Votes for classes that a worker never named need no habit. */
typedef struct
{
  LwVoteWeights *weights;
  double        *trust;
  double        *spam;
  double        *habit;
  double        *base;
  double        *known;
} Mace;

/* The digamma function: recurrence up to 6, then the asymptotic series (Abramowitz and Stegun 6.3.5,
 * 6.3.18). */
static double
digamma (double x)
{
  double result = 0;
  double y;

  for (; x < 6; x += 1)
    result -= 1 / x;
  y = 1 / (x * x);
  y *= 1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y / 132)));
  return result + log (x) - 0.5 / x - y;
}

/* A number in (0, 1) that depends on its arguments only (the generator splitmix64). */
static double
get_noise (guint start,
           guint number)
{
  guint64 x = SEED + ((guint64) start << 32 | number) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  x ^= x >> 31;
  return ((x >> 11) + 0.5) / (G_GUINT64_CONSTANT (1) << 53);
}

static void
begin (Mace  *mace,
       guint  start)
{
  const LwVotes *votes = mace->weights->votes;

  for (guint w = 0; w < votes->n_workers; w++)
    {
      mace->trust[w] = 0.5 + 0.5 * get_noise (start, w);
      mace->spam[w] = 1 - mace->trust[w];
    }
  for (guint c = 0; c < votes->n_cells; c++)
    mace->habit[c] = (0.5 + get_noise (start, votes->n_workers + c)) / votes->n_classes;
}

/* Turns trust and habit into weights. Returns the logarithm of what all votes' probabilities are multiplied
 * by. */
static double
use_parameters (Mace *mace)
{
  const LwVotes *votes = mace->weights->votes;
  double total = 0;

  for (guint c = 0; c < votes->n_cells; c++)
    {
      guint w = votes->cell_worker[c];
      double spam = mace->spam[w] * mace->habit[c];

      mace->weights->weight[c] = log1p (mace->trust[w] / spam);
      mace->base[c] = log (spam);
      mace->known[c] = mace->trust[w] / (mace->trust[w] + spam);
    }
  for (guint v = 0; v < votes->n_votes; v++)
    total += mace->base[votes->cell[v]];
  return total;
}

static void
maximize (Mace *mace)
{
  const LwVotes *votes = mace->weights->votes;
  const guint n_classes = votes->n_classes;

  memset (mace->trust, 0, sizeof (double) * votes->n_workers);
  memset (mace->spam, 0, sizeof (double) * votes->n_workers);
  memset (mace->habit, 0, sizeof (double) * votes->n_cells);
  for (guint i = 0; i < votes->n_tasks; i++)
    {
      for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
        {
          guint cell = votes->cell[v];
          double right = mace->weights->posterior[(gsize) i * n_classes + votes->cell_label[cell]];
          double known = right * mace->known[cell];

          mace->trust[votes->cell_worker[cell]] += known;
          mace->spam[votes->cell_worker[cell]] += 1 - known;
          mace->habit[cell] += 1 - known;
        }
    }
  for (guint c = 0; c < votes->n_cells; c++)
    mace->habit[c] = exp (digamma (mace->habit[c] + HABIT_PRIOR)
                          - digamma (mace->spam[votes->cell_worker[c]] + HABIT_PRIOR * n_classes));
  for (guint w = 0; w < votes->n_workers; w++)
    {
      double sum = digamma (mace->trust[w] + mace->spam[w] + 2 * TRUST_PRIOR);

      mace->trust[w] = exp (digamma (mace->trust[w] + TRUST_PRIOR) - sum);
      mace->spam[w] = exp (digamma (mace->spam[w] + TRUST_PRIOR) - sum);
    }
}

/* Returns the logarithm of how probable all votes are. */
static double
run_start (Mace              *mace,
           const LwMethodRun *run,
           guint              start)
{
  const LwVotes *votes = mace->weights->votes;
  double base;

  begin (mace, start);
  base = use_parameters (mace);
  lw_vote_weights_expect (mace->weights, run->crew);
  for (guint round = 0; round < (run->rounds > 0 ? run->rounds : ROUNDS); round++)
    {
      if (g_cancellable_is_cancelled (run->cancellable))
        break;
      maximize (mace);
      base = use_parameters (mace);
      lw_vote_weights_expect (mace->weights, run->crew);
    }
  for (guint i = 0; i < votes->n_tasks; i++)
    base += mace->weights->log_sum[i];
  return base;
}

static void
fill_accuracy (const Mace  *mace,
               LwVoteTrace *trace)
{
  const LwVotes *votes = mace->weights->votes;

  for (guint v = votes->start[trace->task], n = 0; v < votes->start[trace->task + 1]; v++, n++)
    {
      guint cell = votes->cell[v];
      guint worker = votes->cell_worker[cell];

      trace->accuracy[n] = MIN (1, mace->trust[worker] + mace->spam[worker] * mace->habit[cell]);
    }
}

/**
 * lw_mace_posterior:
 * @votes: the votes
 * @run: how
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_mace_posterior (const LwVotes     *votes,
                   const LwMethodRun *run,
                   double            *posterior)
{
  g_autoptr (LwVoteWeights) weights = lw_vote_weights_new (votes, posterior);
  g_autofree double *trust = g_new (double, votes->n_workers + 1);
  g_autofree double *spam = g_new (double, votes->n_workers + 1);
  g_autofree double *habit = g_new (double, votes->n_cells + 1);
  g_autofree double *base = g_new (double, votes->n_cells + 1);
  g_autofree double *known = g_new (double, votes->n_cells + 1);
  Mace mace = { weights, trust, spam, habit, base, known };
  double best = -INFINITY;
  guint best_start = 0;

  for (guint start = 0; start < STARTS && !g_cancellable_is_cancelled (run->cancellable); start++)
    {
      double fit = run_start (&mace, run, start);

      if (fit > best)
        {
          best = fit;
          best_start = start;
        }
      if (run->progress != NULL)
        run->progress ((start + 1.0) / (STARTS + 1), run->progress_data);
    }
  if (best_start != STARTS - 1)
    run_start (&mace, run, best_start);
  lw_vote_weights_fill_trace (weights, run);
  if (run->trace != NULL)
    fill_accuracy (&mace, run->trace);
}
