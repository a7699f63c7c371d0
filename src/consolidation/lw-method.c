/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The methods of consolidation by name, and what they share: when rounds end. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-method.h"

#include <string.h>

#include "lw-consolidation-private.h"

static double
get_plain_confidence (double   probability,
                      gboolean one_worker)
{
  return MIN (probability, 1);
}

/**
 * lw_majority_posterior:
 * @votes: the votes
 * @run: how
 * @posterior: (out caller-allocates): n_tasks × n_classes: the shares of the votes
 */
void
lw_majority_posterior (const LwVotes     *votes,
                       const LwMethodRun *run,
                       double            *posterior)
{
  lw_votes_get_shares (votes, posterior);
  if (run->trace == NULL)
    return;

  for (guint k = 0; k < votes->n_classes; k++)
    run->trace->prior[k] = 1.0 / votes->n_classes;
  for (guint v = votes->start[run->trace->task], n = 0; v < votes->start[run->trace->task + 1]; v++, n++)
    {
      for (guint k = 0; k < votes->n_classes; k++)
        run->trace->likelihoods[(gsize) n * votes->n_classes + k] = 1;
      run->trace->accuracy[n] = 1;
    }
}

static const LwMethod methods[LW_N_CONSOLIDATION_METHODS] = {
  [LW_CONSOLIDATION_GROUNDTRUTH] = { "groundtruth", lw_groundtruth_posterior, lw_groundtruth_confidence },
  [LW_CONSOLIDATION_MAJORITY] = { "majority", lw_majority_posterior, get_plain_confidence },
  [LW_CONSOLIDATION_DAWID_SKENE] = { "dawid-skene", lw_dawid_skene_posterior, get_plain_confidence },
  [LW_CONSOLIDATION_ONE_COIN] = { "one-coin", lw_one_coin_posterior, get_plain_confidence },
  [LW_CONSOLIDATION_GLAD] = { "glad", lw_glad_posterior, get_plain_confidence },
  [LW_CONSOLIDATION_MACE] = { "mace", lw_mace_posterior, get_plain_confidence },
};

const LwMethod *
lw_method_get (LwConsolidationMethod method)
{
  return &methods[method];
}

/**
 * lw_consolidation_method_to_string:
 * @method: a method
 *
 * Returns: (transfer none): its name, as files and the command line have it
 */
const char *
lw_consolidation_method_to_string (LwConsolidationMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (methods), NULL);

  return methods[method].word;
}

/**
 * lw_consolidation_method_from_string:
 * @word: a method's name, as lw_consolidation_method_to_string() gives it
 * @method: (out): the method
 *
 * Returns: whether there is such a method
 */
gboolean
lw_consolidation_method_from_string (const char            *word,
                                     LwConsolidationMethod *method)
{
  g_return_val_if_fail (word != NULL && method != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (strcmp (methods[i].word, word) == 0)
        {
          *method = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * lw_method_run_goes_on:
 * @run: a run
 * @round: how many rounds are done
 * @change: the largest change of a probability in the last one; 1 before the first
 *
 * Returns: whether there is to be another round
 */
gboolean
lw_method_run_goes_on (const LwMethodRun *run,
                       guint              round,
                       double             change)
{
  guint n_rounds = run->rounds > 0 ? run->rounds : LW_ROUNDS;

  if (round >= n_rounds || g_cancellable_is_cancelled (run->cancellable))
    return FALSE;
  if (run->progress != NULL)
    run->progress ((double) round / n_rounds, run->progress_data);

  return run->rounds > 0 || change >= LW_CHANGE;
}
