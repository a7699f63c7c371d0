/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which set each row goes to: training, validation or test. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-split.h"

/**
 * LwExportSplit:
 * @random: the chance
 * @left: for each class, and last for rows without one, how many rows each set still gets
 * @counts: how many rows there are of each; gone into @left by the first choice
 * @is_settled: whether that is done
 *
 * The rows are dealt in one pass: a row goes to a set with the probability of that set's part of what is left, so that
 * every division of the wanted sizes is as likely as any other, without a list of rows.
 */
struct _LwExportSplit
{
  const LwExportOptions *options;
  guint                  n_classes;
  GRand                 *random;
  guint64               *counts;
  guint64              (*left)[LW_EXPORT_N_SPLITS];
  gboolean               is_settled;
};

/**
 * lw_export_split_new:
 * @options: percents and seed; must outlive the split
 * @n_classes: how many classes there are
 *
 * Count all rows first, then choose for each of them in the same order.
 *
 * Returns: (transfer full): a split
 */
LwExportSplit *
lw_export_split_new (const LwExportOptions *options,
                     guint                  n_classes)
{
  LwExportSplit *self = g_new0 (LwExportSplit, 1);

  self->options = options;
  self->n_classes = n_classes;
  self->random = g_rand_new_with_seed (options->seed);
  self->counts = g_new0 (guint64, (gsize) n_classes + 1);
  self->left = g_malloc0 (((gsize) n_classes + 1) * sizeof *self->left);
  return self;
}

void
lw_export_split_free (LwExportSplit *self)
{
  if (self == NULL)
    return;

  g_rand_free (self->random);
  g_free (self->counts);
  g_free (self->left);
  g_free (self);
}

/* A row of several labels belongs to the first of them. */
static guint
get_class (LwExportSplit       *self,
           const LwExportRules *rules)
{
  return rules->labels->len > 0 ? g_array_index (rules->labels, LwExportLabel, 0).position : self->n_classes;
}

/**
 * lw_export_split_count:
 * @self: a split
 * @rules: rules that have judged a row and taken it
 */
void
lw_export_split_count (LwExportSplit       *self,
                       const LwExportRules *rules)
{
  self->counts[get_class (self, rules)]++;
}

/* Whole rows: what rounding down leaves over goes to the sets that lost most. */
static void
settle_class (LwExportSplit *self,
              guint          class)
{
  guint64 rest[LW_EXPORT_N_SPLITS];
  guint64 over = self->counts[class];

  for (guint s = 0; s < LW_EXPORT_N_SPLITS; s++)
    {
      guint64 parts = self->counts[class] * self->options->split[s];

      self->left[class][s] = parts / 100;
      rest[s] = parts % 100;
      over -= self->left[class][s];
    }
  for (; over > 0; over--)
    {
      guint best = 0;

      for (guint s = 1; s < LW_EXPORT_N_SPLITS; s++)
        if (rest[s] > rest[best])
          best = s;
      self->left[class][best]++;
      rest[best] = 0;
    }
}

/**
 * lw_export_split_choose:
 * @self: a split that has counted all rows
 * @rules: rules that have judged a row and taken it
 *
 * Returns: the row's set: 0 training, 1 validation, 2 test
 */
guint
lw_export_split_choose (LwExportSplit       *self,
                        const LwExportRules *rules)
{
  guint64 *left = self->left[get_class (self, rules)];
  guint64 all;
  double at;
  guint s = 0;

  if (!self->is_settled)
    for (guint class = 0; class <= self->n_classes; class++)
      settle_class (self, class);
  self->is_settled = TRUE;

  all = left[0] + left[1] + left[2];
  if (all == 0)
    return 0;
  at = g_rand_double (self->random) * (double) all;
  while (s + 1 < LW_EXPORT_N_SPLITS && (left[s] == 0 || at >= (double) left[s]))
    at -= (double) left[s++];
  while (left[s] == 0)
    s--;
  left[s]--;
  return s;
}
