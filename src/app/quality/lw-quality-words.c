/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures of agreement and of workers in words: numbers as people read them, and what they mean. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-quality-words.h"

#include "lw-format.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * lw_quality_words_dup_share:
 * @share: 0 to 1; %NAN where it is not defined
 *
 * Returns: (transfer full): such as "92.4 %", or a dash
 */
char *
lw_quality_words_dup_share (double share)
{
  if (isnan (share))
    return g_strdup ("–");
  /* Translators: a percentage with one decimal, such as "92.4 %" */
  return g_strdup_printf (_("%.1f %%"), share * 100);
}

/**
 * lw_quality_words_dup_kappa:
 * @kappa: up to 1; %NAN where it is not defined
 *
 * Returns: (transfer full): such as "0.812", or a dash
 */
char *
lw_quality_words_dup_kappa (double kappa)
{
  return isnan (kappa) ? g_strdup ("–") : g_strdup_printf ("%.3f", kappa);
}

/**
 * lw_quality_words_dup_seconds:
 * @seconds: a time; %NAN where it is not known
 *
 * Returns: (transfer full): such as "3.4 s", or a dash
 */
char *
lw_quality_words_dup_seconds (double seconds)
{
  if (isnan (seconds))
    return g_strdup ("–");
  /* Translators: seconds, such as "3.4 s" */
  return g_strdup_printf (_("%.1f s"), seconds);
}

/**
 * lw_quality_words_dup_drift:
 * @drift: change of a share; %NAN where it is not known
 *
 * Returns: (transfer full): percentage points with a sign, such as "+2.5", or a dash
 */
char *
lw_quality_words_dup_drift (double drift)
{
  return isnan (drift) ? g_strdup ("–") : g_strdup_printf ("%+.1f", drift * 100);
}

/**
 * lw_quality_words_dup_headline:
 * @measures: of a whole job
 * @n_objects: how many data objects have an answer
 *
 * Returns: (transfer full): the most important number in a sentence
 */
char *
lw_quality_words_dup_headline (const LwAgreementMeasures *measures,
                               guint                      n_objects)
{
  g_autofree char *share = NULL;
  g_autofree char *shared = lw_format_number (measures->n_objects);
  g_autofree char *all = lw_format_images (n_objects);

  if (measures->n_objects == 0)
    return g_strdup_printf (_("No image of %s has answers of two workers, so there is nothing to compare yet"), all);
  share = lw_quality_words_dup_share (measures->percent);
  /* Translators: percent agreement, number of images with two answers or more, "400 images" */
  return g_strdup_printf (_("Workers agree in %s of the pairs of answers (%s of %s have more than one)"), share, shared,
                          all);
}

/**
 * lw_quality_words_get_verdict:
 * @alpha: Krippendorff's alpha; %NAN where it is not defined
 *
 * The bounds 0.8 and 0.667 are Krippendorff's own (Content Analysis, 2004, chapter 11).
 *
 * Returns: (transfer none): how to read it, translated
 */
const char *
lw_quality_words_get_verdict (double alpha)
{
  if (isnan (alpha))
    return _("Agreement beyond chance cannot be told: nobody could have disagreed.");
  if (alpha >= 0.8)
    return _("The labels can be relied on: workers agree far more than chance would have it (alpha 0.8 or more).");
  if (alpha >= 0.667)
    return _("The labels allow cautious conclusions (alpha between 0.667 and 0.8). Look at the labels that are taken "
             "for each other; an example in the instructions may settle them.");
  if (alpha > 0)
    return _("Workers agree too little to rely on the labels (alpha below 0.667). See whom and what this comes from, "
             "and make the instructions clearer before you label on.");
  return _("Workers agree no more than by chance (alpha 0 or less). They may have been asked about something that the "
           "images do not show, or answer without looking.");
}

/**
 * lw_quality_words_dup_worker:
 * @score: a worker's
 * @name: the worker's name
 *
 * Returns: (transfer full): how good the worker is, in a sentence
 */
char *
lw_quality_words_dup_worker (const LwWorkerScore *score,
                             const char          *name)
{
  g_autofree char *accuracy = lw_quality_words_dup_share (score->accuracy);
  g_autofree char *shared = lw_format_number (score->n_shared);

  if (score->n_shared == 0)
    return g_strdup_printf (_("“%s” shares no image with another worker, so there is nothing to compare with."), name);
  return g_strdup_printf (ngettext ("“%s” gave the consolidated label in %s of the %s answer to an image that others "
                                    "answered too.",
                                    "“%s” gave the consolidated label in %s of the %s answers to images that others "
                                    "answered too.", score->n_shared), name, accuracy, shared);
}
