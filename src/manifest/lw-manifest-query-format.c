/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a query as text; what the text looks like is said in lw-manifest-query-text.c, which reads it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-query-private.h"
#include "lw-query-term.h"

static void
append_all_classes (GString            *text,
                    const char * const *classes)
{
  for (guint i = 0; classes[i] != NULL; i++)
    {
      lw_query_words_append_name (text, "class", NULL);
      lw_query_words_append_value (text, classes[i]);
    }
}

static void
append_not (GString *text)
{
  lw_query_words_append_name (text, NULL, NULL);
  g_string_append_c (text, '-');
}

static void
append_not_classes (GString            *text,
                    const char * const *classes)
{
  if (*classes == NULL)
    return;
  append_not (text);
  lw_query_words_append_names (text, "class", NULL, classes);
}

static guint
count_bits (guint bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* The shorter one of the set and of the set's rest. */
static void
append_bits (GString           *text,
             const char        *name,
             const char *const *names,
             guint              all,
             guint              bits)
{
  gboolean rest = bits == 0 || count_bits (bits) > count_bits (all) / 2;

  if (bits == all)
    return;
  if (rest)
    append_not (text);
  lw_query_term_append_bits (text, name, NULL, names, rest ? all & ~bits : bits);
}

/* A condition on labels that is not the one of the facets keeps away from it in parentheses. */
static void
append_rest (GString   *text,
             GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const LwQueryNode *node = g_ptr_array_index (nodes, i);
      gboolean apart = node->kind == LW_QUERY_LABEL && node->attribute == NULL && !node->range.is_set;

      if (apart)
        {
          lw_query_words_append_name (text, NULL, NULL);
          g_string_append_c (text, '(');
        }
      lw_query_node_append (node, text);
      if (apart)
        g_string_append_c (text, ')');
    }
}

/**
 * lw_manifest_query_format:
 * @self: a query
 *
 * Returns: (transfer full): its text, which lw_manifest_query_parse() reads back to an equal query
 */
char *
lw_manifest_query_format (LwManifestQuery *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  if (self->attribute != NULL)
    {
      lw_query_words_append_name (text, "attribute", NULL);
      lw_query_words_append_value (text, self->attribute);
    }
  lw_query_words_append_names (text, "class", NULL, (const char * const *) self->classes);
  append_all_classes (text, (const char * const *) self->all_classes);
  append_not_classes (text, (const char * const *) self->not_classes);
  lw_query_term_append_range (text, NULL, &self->confidence);
  append_bits (text, "state", lw_manifest_state_names, LW_MANIFEST_ALL_STATES, self->states);
  append_bits (text, "by", lw_manifest_annotator_names, LW_MANIFEST_ALL_ANNOTATORS, self->annotators);
  if (self->has_time)
    lw_query_term_append_time (text, NULL, self->first, self->last);
  lw_query_words_append_names (text, "job", NULL, (const char * const *) self->jobs);
  if (*self->text != '\0')
    lw_query_words_append_text (text, self->text);
  append_rest (text, self->rest);
  if (self->sort != LW_MANIFEST_SORT_FILE_ORDER || self->descending)
    {
      lw_query_words_append_name (text, "sort", NULL);
      g_string_append_printf (text, "%s%s", self->descending ? "-" : "", lw_manifest_sort_names[self->sort]);
    }
  return g_string_free (text, FALSE);
}
