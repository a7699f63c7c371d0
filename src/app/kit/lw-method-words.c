/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The methods of annotation consolidation as people read them. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-method-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *description;
} words[LW_N_CONSOLIDATION_METHODS] = {
  [LW_CONSOLIDATION_GROUNDTRUTH] = {
    N_("Ground Truth’s own"),
    N_("As Amazon SageMaker does it: 50 images at a time; workers who agree with the others count for more"),
  },
  [LW_CONSOLIDATION_MAJORITY] = {
    N_("Majority"),
    N_("The label that most workers chose; every worker counts the same"),
  },
  [LW_CONSOLIDATION_DAWID_SKENE] = {
    N_("Dawid–Skene"),
    N_("Learns over the whole job which labels each worker takes for which; best with many answers from each worker"),
  },
  [LW_CONSOLIDATION_ONE_COIN] = {
    N_("One coin"),
    N_("Learns over the whole job one number for each worker: how often the worker is right"),
  },
  [LW_CONSOLIDATION_GLAD] = {
    N_("GLAD"),
    N_("Learns how able each worker and how hard each image is; an able worker counts for more on a hard image"),
  },
  [LW_CONSOLIDATION_MACE] = {
    N_("MACE"),
    N_("Learns how often each worker answers without looking; best where some may not be in earnest"),
  },
};

/**
 * lw_method_words_get_title:
 * @method: a method of annotation consolidation
 *
 * Returns: (transfer none): its name, translated
 */
const char *
lw_method_words_get_title (LwConsolidationMethod method)
{
  g_return_val_if_fail (method < LW_N_CONSOLIDATION_METHODS, "");

  return _(words[method].title);
}

/**
 * lw_method_words_get_description:
 * @method: a method of annotation consolidation
 *
 * Returns: (transfer none): what it does, in one sentence, translated
 */
const char *
lw_method_words_get_description (LwConsolidationMethod method)
{
  g_return_val_if_fail (method < LW_N_CONSOLIDATION_METHODS, "");

  return _(words[method].description);
}
