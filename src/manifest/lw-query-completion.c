/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can come next in the text of a query. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-completion.h"

#include "lw-manifest-query-private.h"
#include "lw-query-term.h"
#include "lw-query-words.h"

#include <string.h>

/* More than these are not read. */
#define MAX_FOUND 12

/* found is (element-type utf8). */
typedef struct
{
  char      *prefix;
  GPtrArray *found;
} Search;

static void
consider (Search     *search,
          const char *value,
          const char *behind,
          gboolean    quoted)
{
  g_autofree char *folded = g_utf8_casefold (value, -1);
  g_autoptr (GString) word = NULL;

  if (search->found->len >= MAX_FOUND || !g_str_has_prefix (folded, search->prefix))
    return;
  word = g_string_new (NULL);
  if (quoted)
    lw_query_words_append_value (word, value);
  else
    g_string_append (word, value);
  g_string_append (word, behind);
  g_ptr_array_add (search->found, g_string_free (g_steal_pointer (&word), FALSE));
}

static void
consider_names (Search            *search,
                const char *const *names,
                const char        *behind)
{
  for (guint i = 0; names[i] != NULL; i++)
    consider (search, names[i], behind, FALSE);
}

static void
consider_attributes (Search          *search,
                     LwManifestIndex *index)
{
  for (guint i = 0; i < lw_manifest_index_get_n_attributes (index); i++)
    consider (search, lw_manifest_index_get_attribute_name (index, i), "", TRUE);
}

static void
consider_classes (Search          *search,
                  LwManifestIndex *index,
                  const char      *attribute_name)
{
  int attribute = lw_manifest_index_find_attribute (index, attribute_name);

  if (attribute < 0)
    return;
  for (guint i = 0; i < lw_manifest_index_get_n_classes (index, (guint) attribute); i++)
    consider (search, lw_manifest_index_get_class_name (index, (guint) attribute, i), "", TRUE);
}

static void
consider_values (Search            *search,
                 const LwQueryWord *word,
                 LwManifestIndex   *index)
{
  if (strcmp (word->name, "state") == 0)
    consider_names (search, lw_manifest_state_names, "");
  else if (strcmp (word->name, "by") == 0)
    consider_names (search, lw_manifest_annotator_names, "");
  else if (strcmp (word->name, "sort") == 0)
    consider_names (search, lw_manifest_sort_names, "");
  else if (strcmp (word->name, "class") == 0)
    consider_classes (search, index, word->attribute);
  else if (strcmp (word->name, "has") == 0 || strcmp (word->name, "differs") == 0
           || strcmp (word->name, "attribute") == 0)
    consider_attributes (search, index);
}

/**
 * lw_query_completion_find:
 * @text: a query that is being typed
 * @cursor: where it is typed, in bytes
 * @index: the manifest that is asked
 * @start: (out): where what can be replaced starts, in bytes; it ends at @cursor
 *
 * Returns: (transfer full) (array zero-terminated=1): what can stand there instead; empty for nothing
 */
char **
lw_query_completion_find (const char      *text,
                          gsize            cursor,
                          LwManifestIndex *index,
                          gsize           *start)
{
  g_autofree char *typed = g_strndup (text, cursor);
  g_auto (LwQueryWord) word = { 0 };
  g_autofree char *plain = NULL;
  Search search = { NULL, g_ptr_array_new () };

  g_return_val_if_fail (text != NULL && index != NULL && start != NULL, NULL);

  lw_query_word_read (&word, typed, 0);
  while (word.end < cursor && word.token != LW_QUERY_TOKEN_END)
    {
      gsize next = word.end;

      lw_query_word_clear (&word);
      lw_query_word_read (&word, typed, next);
    }

  *start = word.name != NULL ? word.value_start : word.start + word.is_negative;
  *start = MIN (*start, cursor);
  plain = g_strdup (typed + *start + (typed[*start] == '"'));
  search.prefix = g_utf8_casefold (plain, -1);
  if (word.token == LW_QUERY_TOKEN_TERM && word.name != NULL)
    consider_values (&search, &word, index);
  else if (word.token == LW_QUERY_TOKEN_TERM && *plain != '\0')
    consider_names (&search, lw_query_term_names, ":");
  g_free (search.prefix);
  g_ptr_array_add (search.found, NULL);
  return (char **) g_ptr_array_free (search.found, FALSE);
}
