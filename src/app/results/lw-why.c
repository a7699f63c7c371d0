/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How an image came to its label, in sentences. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-why.h"

#include "lw-answers.h"

#include "lw-json.h"
#include "lw-time.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *label;
  guint       n;
} Vote;

static void
count_vote (GArray     *votes,
            const char *label)
{
  Vote fresh = { label, 1 };

  for (guint i = 0; i < votes->len; i++)
    {
      Vote *vote = &g_array_index (votes, Vote, i);

      if (g_str_equal (vote->label, label))
        {
          vote->n++;
          return;
        }
    }
  g_array_append_val (votes, fresh);
}

static int
compare_votes (gconstpointer a,
               gconstpointer b)
{
  const Vote *first = a;
  const Vote *second = b;

  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  return strcmp (first->label, second->label);
}

/* What each label got, the most first. */
static GArray *
count_votes (GPtrArray *answers)
{
  GArray *votes = g_array_new (FALSE, FALSE, sizeof (Vote));

  for (guint i = 0; i < answers->len; i++)
    {
      LwAnswer *answer = g_ptr_array_index (answers, i);

      for (guint k = 0; answer->labels[k] != NULL; k++)
        count_vote (votes, answer->labels[k]);
    }
  g_array_sort (votes, compare_votes);
  return votes;
}

static void
add (GString *text,
     char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
add_votes (GString *text,
           GArray  *votes,
           guint    n_answers)
{
  for (guint i = 0; i < votes->len; i++)
    {
      const Vote *vote = &g_array_index (votes, Vote, i);

      /* Translators: how many, of how many workers, a label */
      add (text, g_strdup_printf (ngettext ("%u of %u worker chose “%s”.", "%u of %u workers chose “%s”.", n_answers),
                                  vote->n, n_answers, vote->label));
    }
}

/* The service's own words of the confidence: see its documentation of output data. */
static void
add_confidence (GString       *text,
                LwManifestRow *row,
                GArray        *votes,
                guint          n_answers)
{
  double confidence = lw_manifest_row_get_confidence (row);
  const char *label = lw_manifest_row_get_label (row);
  const char *favourite = votes->len > 0 ? g_array_index (votes, Vote, 0).label : NULL;

  if (confidence == 0)
    add (text, g_strdup (_("One worker labeled the image, so nothing is known of how sure the label is: the manifest "
                           "says 0.")));
  else if (confidence > 0 && n_answers > 1)
    add (text, g_strdup_printf (_("Annotation consolidation gives it a confidence of %.2f. That depends on who chose "
                                  "what, and on how often each worker agrees with the others."), confidence));
  else if (confidence > 0)
    add (text, g_strdup_printf (_("The manifest gives it a confidence of %.2f."), confidence));
  if (favourite != NULL && strstr (label, ", ") == NULL && *label != '\0' && !g_str_equal (label, favourite) &&
      n_answers > 1)
    add (text, g_strdup_printf (_("“%s” has the most votes, but the label is “%s”."), favourite, label));
}

/* The metadata of the row's attribute, as corrected. */
static JsonNode *
load_metadata (LwManifestRow *row)
{
  LwManifestIndex *index = lw_manifest_row_get_index (row);
  int attribute = lw_manifest_row_get_attribute (row);
  g_autofree char *line = NULL;
  g_autofree char *key = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *metadata;
  gsize length;

  if (attribute < 0)
    return NULL;
  line = lw_manifest_index_dup_line (index, lw_manifest_row_get_row (row), &length, NULL);
  node = line != NULL ? lw_json_parse (line, (gssize) length, NULL) : NULL;
  object = node != NULL ? lw_json_node_object (node) : NULL;
  key = g_strconcat (lw_manifest_index_get_attribute_name (index, attribute), "-metadata", NULL);
  metadata = object != NULL ? lw_json_get_object (object, key) : NULL;
  return metadata != NULL ? json_node_init_object (json_node_alloc (), metadata) : NULL;
}

static void
add_correction (GString       *text,
                LwManifestRow *row)
{
  g_autoptr (JsonNode) node = load_metadata (row);
  JsonObject *metadata = node != NULL ? lw_json_node_object (node) : NULL;
  const char *author = metadata != NULL ? lw_json_get_string (metadata, "corrected-by") : NULL;
  const char *from = author != NULL ? lw_json_get_string (metadata, "corrected-from") : NULL;
  const char *date = author != NULL ? lw_json_get_string (metadata, "correction-date") : NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *when = NULL;
  gint64 time;

  if (author == NULL)
    return;
  if (date != NULL && lw_time_parse (date, &time))
    local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  when = local != NULL ? g_date_time_format (local, "%x %R") : g_strdup ("");
  /* Translators: a person, a date, a label */
  add (text, from != NULL ? g_strdup_printf (_("%s corrected it on %s. It was “%s”."), author, when, from)
                          : g_strdup_printf (_("%s corrected it on %s."), author, when));
}

/**
 * lw_why_dup_text:
 * @row: a row of a manifest
 * @answers: (element-type LwAnswer): what workers answered; empty when that is not known
 *
 * Returns: (transfer full): how it came to its label, a line a sentence; empty when nothing is known. Data
 *   inside, never markup
 */
char *
lw_why_dup_text (LwManifestRow *row,
                 GPtrArray     *answers)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) votes = NULL;
  int attribute;

  g_return_val_if_fail (LW_IS_MANIFEST_ROW (row), g_string_free (text, FALSE));
  g_return_val_if_fail (answers != NULL, g_string_free (text, FALSE));

  attribute = lw_manifest_row_get_attribute (row);
  votes = count_votes (answers);
  add_votes (text, votes, answers->len);
  if (attribute >= 0 && lw_manifest_row_get_state (row) == LW_DATA_OBJECT_STATE_LABELED)
    {
      if (lw_manifest_index_get_annotator (lw_manifest_row_get_index (row), attribute,
                                           lw_manifest_row_get_row (row)) == LW_ANNOTATOR_MACHINE)
        add (text, g_strdup (_("A model labeled the image; no worker saw it.")));
      add_confidence (text, row, votes, answers->len);
    }
  add_correction (text, row);
  return g_string_free (text, FALSE);
}
