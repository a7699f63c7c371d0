/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which elements there are: those of HTML (the living standard's index, with the obsolete ones that browsers still
 * show), the crowd elements of the developer guide's reference, and the regions that crowd elements hold. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-html-names.h"

#include <string.h>

static const struct
{
  LwHtmlKind  kind;
  const char *names;
} kinds[] = {
  { LW_HTML_STANDARD,
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption "
    "figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend "
    "li link main map mark math menu meta meter nav noscript object ol optgroup option output p param picture pre "
    "progress q rp rt ruby s samp script search section select slot small source span strike strong style sub "
    "summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr "
    "g path circle ellipse line polygon polyline rect text tspan defs use symbol image marker mask pattern filter "
    "desc lineargradient radialgradient stop clippath" },
  { LW_HTML_CROWD, "crowd-form crowd-button crowd-alert crowd-badge crowd-card crowd-fab crowd-icon crowd-icon-button "
                   "crowd-instructions crowd-modal crowd-radio-group crowd-tab crowd-tabs crowd-toast" },
  { LW_HTML_CROWD_INPUT, "crowd-checkbox crowd-classifier crowd-classifier-multi-select crowd-image-classifier "
                         "crowd-image-classifier-multi-select crowd-input crowd-radio-button crowd-select crowd-slider "
                         "crowd-text-area crowd-toggle-button crowd-toggle-switch" },
  { LW_HTML_CROWD_REGION, "full-instructions short-instructions worker-comment classification-target short-summary "
                          "detailed-instructions positive-example negative-example" },
  { LW_HTML_CROWD_OTHER, "crowd-bounding-box crowd-entity-annotation crowd-instance-segmentation crowd-keypoint "
                         "crowd-line crowd-polygon crowd-polyline crowd-rekognition-detect-moderation-labels "
                         "crowd-semantic-segmentation crowd-textract-analyze-document" },
};

static GHashTable *
get_table (void)
{
  static GHashTable *table;

  if (g_once_init_enter (&table))
    {
      GHashTable *made = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          g_autofree GStrv names = g_strsplit (kinds[i].names, " ", -1);

          for (guint j = 0; names[j] != NULL; j++)
            g_hash_table_insert (made, names[j], GINT_TO_POINTER (kinds[i].kind));
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

/**
 * lw_html_name_get_kind:
 * @name: an element's name in lower case
 *
 * Returns: what kind of element it is
 */
LwHtmlKind
lw_html_name_get_kind (const char *name)
{
  g_return_val_if_fail (name != NULL, LW_HTML_UNKNOWN);

  return GPOINTER_TO_INT (g_hash_table_lookup (get_table (), name));
}

/* How many letters have to be added, left out or changed (Levenshtein's distance), for names of up to 63 letters. */
static guint
measure_distance (const char *a,
                  const char *b)
{
  guint row[64];
  gsize n_b = strlen (b);

  if (strlen (a) >= G_N_ELEMENTS (row) || n_b >= G_N_ELEMENTS (row))
    return G_MAXUINT;
  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (guint j = 0; j < n_b; j++)
        {
          guint changed = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (changed, MIN (row[j], row[j + 1]) + 1);
        }
    }
  return row[n_b];
}

/**
 * lw_html_name_find_like:
 * @name: an element's name that is not known
 *
 * Returns: (nullable) (transfer none): the element that was probably meant
 */
const char *
lw_html_name_find_like (const char *name)
{
  const char *best = NULL, *known;
  guint least = 3;
  GHashTableIter iter;

  g_return_val_if_fail (name != NULL, NULL);

  g_hash_table_iter_init (&iter, get_table ());
  while (g_hash_table_iter_next (&iter, (gpointer *) &known, NULL))
    {
      guint distance = measure_distance (name, known);

      /* The order of a hash table must not decide. */
      if (distance < least || (distance == least && best != NULL && strcmp (known, best) < 0))
        {
          best = known;
          least = distance;
        }
    }
  /* Of a short name, two letters are half. */
  return best != NULL && least * 3 <= strlen (name) ? best : NULL;
}
