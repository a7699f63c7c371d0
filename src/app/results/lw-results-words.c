/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of a manifest in words: its label, how sure, its state. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-words.h"

#include "lw-format.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *word;
  const char *css_class;
} states[LW_N_DATA_OBJECT_STATES] =
{
  [LW_DATA_OBJECT_STATE_UNLABELED] = { N_("Unlabeled"), "unlabeled", "dim-label" },
  [LW_DATA_OBJECT_STATE_LABELED] = { N_("Labeled"), "labeled", "success" },
  [LW_DATA_OBJECT_STATE_FAILED] = { N_("Failed"), "failed", "error" },
  [LW_DATA_OBJECT_STATE_MALFORMED] = { N_("Not readable"), "malformed", "error" },
};

/**
 * lw_results_words_dup_confidence:
 * @row: a row of a manifest
 *
 * The service writes 0 when one worker labeled the image: that is no measure.
 *
 * Returns: (transfer full) (nullable): such as "0.97"; %NULL when the row has no confidence
 */
char *
lw_results_words_dup_confidence (LwManifestRow *row)
{
  double confidence;

  g_return_val_if_fail (LW_IS_MANIFEST_ROW (row), NULL);

  if (lw_manifest_row_get_state (row) != LW_DATA_OBJECT_STATE_LABELED)
    return NULL;
  confidence = lw_manifest_row_get_confidence (row);
  if (confidence < 0)
    return NULL;
  if (confidence == 0)
    return g_strdup (_("n/a (single worker)"));
  return g_strdup_printf ("%.2f", confidence);
}

/**
 * lw_results_words_dup_details:
 * @row: a row of a manifest
 *
 * Returns: (transfer full) (nullable): what stands below the label: the state and how sure it is, such as
 *   "Labeled · 0.97"; %NULL when the label says the state itself
 */
char *
lw_results_words_dup_details (LwManifestRow *row)
{
  g_autofree char *confidence = lw_results_words_dup_confidence (row);
  LwDataObjectState state = lw_manifest_row_get_state (row);

  if (state != LW_DATA_OBJECT_STATE_LABELED)
    return NULL;
  if (confidence == NULL)
    return g_strdup (lw_results_words_get_state (state));
  return g_strdup_printf ("%s · %s", lw_results_words_get_state (state), confidence);
}

/**
 * lw_results_words_dup_label:
 * @row: a row of a manifest
 *
 * Returns: (transfer full): the label or labels, or the state of a row without one
 */
char *
lw_results_words_dup_label (LwManifestRow *row)
{
  const char *label;

  g_return_val_if_fail (LW_IS_MANIFEST_ROW (row), NULL);

  if (lw_manifest_row_get_state (row) != LW_DATA_OBJECT_STATE_LABELED)
    return g_strdup (lw_results_words_get_state (lw_manifest_row_get_state (row)));
  label = lw_manifest_row_get_label (row);
  return g_strdup (label != NULL && *label != '\0' ? label : _("No label chosen"));
}

/**
 * lw_results_words_get_state:
 * @state: a row's state
 *
 * Returns: (transfer none): the state as a title, translated
 */
const char *
lw_results_words_get_state (LwDataObjectState state)
{
  g_return_val_if_fail (state < LW_N_DATA_OBJECT_STATES, NULL);

  return _(states[state].title);
}

/**
 * lw_results_words_get_state_word:
 * @state: a row's state
 *
 * Returns: (transfer none): the state as queries write it
 */
const char *
lw_results_words_get_state_word (LwDataObjectState state)
{
  g_return_val_if_fail (state < LW_N_DATA_OBJECT_STATES, NULL);

  return states[state].word;
}

/**
 * lw_results_words_get_css_class:
 * @state: a row's state
 *
 * Returns: (transfer none): the style class of the state's text
 */
const char *
lw_results_words_get_css_class (LwDataObjectState state)
{
  g_return_val_if_fail (state < LW_N_DATA_OBJECT_STATES, NULL);

  return states[state].css_class;
}

/**
 * lw_results_words_dup_count:
 * @n_shown: rows that match the query
 * @n_all: rows of the manifest
 * @partial: whether more rows of the manifest may come
 *
 * Returns: (transfer full): such as "1,204 of 400,000 images"
 */
char *
lw_results_words_dup_count (guint64  n_shown,
                            guint64  n_all,
                            gboolean partial)
{
  g_autofree char *shown = lw_format_number (n_shown);
  g_autofree char *all = lw_format_number (n_all);

  if (partial)
    {
      g_autofree char *images = lw_format_images (n_shown);

      /* Translators: "400,000 images so far", while a manifest is read */
      return g_strdup_printf (_("%s so far"), images);
    }
  if (n_shown == n_all)
    return lw_format_images (n_all);
  /* Translators: how many of how many images; the plural follows the second number */
  return g_strdup_printf (ngettext ("%s of %s image", "%s of %s images", (gulong) n_all), shown, all);
}
