/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One term of the text form of a query: what it means. How it is written is in lw-query-term-format.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-term.h"

#include "lw-manifest-query.h"
#include "lw-query-range.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const lw_manifest_state_names[] = { "unlabeled", "labeled", "failed", "malformed", NULL };
const char *const lw_manifest_annotator_names[] = { "unknown", "human", "machine", NULL };

const char *const lw_query_term_names[] = {
  "class", "confidence", "state", "by", "time", "job", "has", "differs", "labels", "ref", "line",
  "attribute", "sort", NULL,
};

/* A job's name in metadata has this before it; in a query it may. */
#define JOB_PREFIX "labeling-job/"

/* Reads the values of a term into a node; says with FALSE that they are none. */
typedef gboolean (*ReadFunc) (const LwQueryWord *word,
                              LwQueryNode       *node);

/**
 * TermType:
 * @name: the name before the colon
 * @kind: what it asks
 * @max_values: how many values there may be
 * @has_attribute: whether it may name a label attribute behind @
 * @read: reads the values
 * @help: a msgid: what to write, after a sentence that says what is wrong
 */
typedef struct
{
  const char  *name;
  LwQueryKind  kind;
  guint        max_values;
  gboolean     has_attribute;
  ReadFunc     read;
  const char  *help;
} TermType;

/**
 * lw_query_find_name:
 * @names: (array zero-terminated=1): names
 * @name: a name
 *
 * Returns: its position, or -1
 */
int
lw_query_find_name (const char *const *names,
                    const char        *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return -1;
}

static const char *
get_value (const LwQueryWord *word,
           guint              position)
{
  return g_ptr_array_index (word->values, position);
}

static gboolean
read_names (const LwQueryWord *word,
            LwQueryNode       *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < word->values->len; i++)
    g_strv_builder_add (builder, get_value (word, i));
  g_strfreev (node->names);
  node->names = g_strv_builder_end (builder);
  return TRUE;
}

/**
 * lw_query_skip_job_prefix:
 * @name: a labeling job's name as metadata has it
 *
 * Returns: (transfer none): the name without "labeling-job/"
 */
const char *
lw_query_skip_job_prefix (const char *name)
{
  return g_str_has_prefix (name, JOB_PREFIX) ? name + strlen (JOB_PREFIX) : name;
}

static gboolean
read_jobs (const LwQueryWord *word,
           LwQueryNode       *node)
{
  read_names (word, node);
  for (guint i = 0; node->names[i] != NULL; i++)
    {
      const char *name = lw_query_skip_job_prefix (node->names[i]);

      memmove (node->names[i], name, strlen (name) + 1);
    }
  return TRUE;
}

static gboolean
read_text (const LwQueryWord *word,
           LwQueryNode       *node)
{
  return *get_value (word, 0) != '\0' && read_names (word, node);
}

static gboolean
read_bits (const LwQueryWord *word,
           LwQueryNode       *node,
           const char *const *names)
{
  for (guint i = 0; i < word->values->len; i++)
    {
      int bit = lw_query_find_name (names, get_value (word, i));

      if (bit < 0)
        return FALSE;
      node->bits |= 1u << bit;
    }
  return TRUE;
}

static gboolean
read_states (const LwQueryWord *word,
             LwQueryNode       *node)
{
  return read_bits (word, node, lw_manifest_state_names);
}

static gboolean
read_annotators (const LwQueryWord *word,
                 LwQueryNode       *node)
{
  return read_bits (word, node, lw_manifest_annotator_names);
}

static gboolean
read_confidence (const LwQueryWord *word,
                 LwQueryNode       *node)
{
  return lw_query_range_read_confidence (get_value (word, 0), &node->range);
}

static gboolean
read_time (const LwQueryWord *word,
           LwQueryNode       *node)
{
  return lw_query_range_read_time (get_value (word, 0), &node->first, &node->last);
}

static gboolean
read_number (const LwQueryWord *word,
             LwQueryNode       *node)
{
  return lw_query_range_read_number (get_value (word, 0), &node->first, &node->last);
}

static const TermType types[] = {
  { "class", LW_QUERY_LABEL, G_MAXUINT, TRUE, read_names, NULL },
  { "confidence", LW_QUERY_LABEL, 1, TRUE, read_confidence,
    N_("Write a range from 0 to 1, as in confidence:<0.6, confidence:>=0.9 or confidence:0.2..0.6, or "
       "confidence:none") },
  { "state", LW_QUERY_STATE, G_MAXUINT, TRUE, read_states, N_("Write labeled, failed, unlabeled or malformed") },
  { "by", LW_QUERY_ANNOTATOR, G_MAXUINT, TRUE, read_annotators, N_("Write human, machine or unknown") },
  { "time", LW_QUERY_TIME, 1, TRUE, read_time,
    N_("Write a time or a range of times, as in time:2024-05, time:>=2024-05-01T10:00 or "
       "time:2024-05-01..2024-05-07") },
  { "job", LW_QUERY_JOB, G_MAXUINT, TRUE, read_jobs, NULL },
  { "has", LW_QUERY_HAS, 1, FALSE, read_names, N_("Write one label attribute name, as in has:species") },
  { "differs", LW_QUERY_DIFFERS, 2, FALSE, read_names,
    N_("Write one or two label attribute names, as in differs:species,review") },
  { "labels", LW_QUERY_N_LABELS, 1, TRUE, read_number, N_("Write how many, as in labels:0, labels:>1 or labels:2..5") },
  { "ref", LW_QUERY_TEXT, 1, FALSE, read_text, N_("Write text that the source-ref contains, as in ref:\"IMG 1\"") },
  { "source-ref", LW_QUERY_TEXT, 1, FALSE, read_text,
    N_("Write text that the source-ref contains, as in ref:\"IMG 1\"") },
  { "line", LW_QUERY_LINE, 1, FALSE, read_number, N_("Write line numbers, as in line:7 or line:100..200") },
};

static gboolean
fail_name (const LwQueryWord  *word,
           GError            **error)
{
  g_autofree char *known = g_strjoinv (", ", (char **) lw_query_term_names);

  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“%s:” is not known; there are %s. To look for this text, put it in quotation marks"),
               word->name, known);
  return FALSE;
}

static gboolean
fail_values (const LwQueryWord  *word,
             const TermType     *type,
             GError            **error)
{
  g_autofree char *values = NULL;

  g_ptr_array_add (word->values, NULL);
  values = g_strjoinv (",", (char **) word->values->pdata);
  g_ptr_array_set_size (word->values, (int) word->values->len - 1);
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“%s:%s” is not understood. %s"), word->name, values, _(type->help));
  return FALSE;
}

static gboolean
read_values (const LwQueryWord  *word,
             const TermType     *type,
             LwQueryNode        *node,
             GError            **error)
{
  if (word->attribute != NULL && !type->has_attribute)
    {
      g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
                   _("“%s:” is not about one label attribute, so it takes no @"), word->name);
      return FALSE;
    }
  node->attribute = g_strdup (word->attribute);
  return (word->values->len <= type->max_values && type->read (word, node)) || fail_values (word, type, error);
}

/**
 * lw_query_term_read:
 * @word: a term; not one that is about the whole query
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY
 *
 * The word's minus is the caller's business.
 *
 * Returns: (transfer full) (nullable): what the term means, or %NULL with @error set
 */
LwQueryNode *
lw_query_term_read (const LwQueryWord  *word,
                    GError            **error)
{
  const char *name = word->name != NULL ? word->name : "ref";

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (LwQueryNode) node = NULL;

      if (strcmp (types[i].name, name) != 0)
        continue;
      node = lw_query_node_new (types[i].kind);
      return read_values (word, &types[i], node, error) ? g_steal_pointer (&node) : NULL;
    }
  fail_name (word, error);
  return NULL;
}
