/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text form of a query: words separated by blanks, each `name:value` or text that source-ref must
 * contain.
 *
 *   class:dog,"wild boar"     any of these classes          -class:cat        none of these
 *   confidence:<0.6           also <=, >, >=, 0.2..0.6      state:failed      labeled, failed, unlabeled,
 * malformed
 *   by:human                  human, machine, unknown       -state:failed     every state but this
 *   attribute:species         which label attribute         sort:-confidence  file, source-ref, class,
 * confidence, time
 *
 * The names are not translated: the form is the same everywhere, the command line included. This file reads
 * the form; lw-manifest-query-format.c writes it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-attribute.h"
#include "lw-manifest-query-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order of the enumerations. */
const char *const lw_manifest_state_names[] = { "unlabeled", "labeled", "failed", "malformed", NULL };
const char *const lw_manifest_annotator_names[] = { "unknown", "human", "machine", NULL };
const char *const lw_manifest_sort_names[] = { "file", "source-ref", "class", "confidence", "time", NULL };

/* What is between two blanks: an optional minus, an optional name with a colon, values with commas
 * between. */
typedef struct
{
  gboolean   negative;
  gboolean   quoted;
  char      *name;
  GPtrArray *values;
} Word;

static void
word_clear (Word *word)
{
  g_clear_pointer (&word->name, g_free);
  g_clear_pointer (&word->values, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Word, word_clear)

/* Reads one value, quoted or up to a blank (or a comma, when it is one of several); returns where it ends,
 * NULL when a quote is not closed. */
static const char *
read_value (const char *text,
            gboolean    stop_at_comma,
            GString    *value)
{
  g_string_truncate (value, 0);
  if (*text != '"')
    {
      gsize length = strcspn (text, stop_at_comma ? " \t\n," : " \t\n");

      g_string_append_len (value, text, length);
      return text + length;
    }

  for (text++; *text != '\0' && *text != '"'; text++)
    {
      if (*text == '\\' && text[1] != '\0')
        text++;
      g_string_append_c (value, *text);
    }
  return *text == '"' ? text + 1 : NULL;
}

/**
 * lw_manifest_query_find_name:
 * @text: a word
 *
 * Returns: the length of the name before a colon; 0 when the word is text, as an address with :// is
 */
gsize
lw_manifest_query_find_name (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz-");

  return length > 0 && text[length] == ':' && !g_str_has_prefix (text + length, "://") ? length : 0;
}

static gboolean
read_word (const char **text,
           Word        *word,
           GError     **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *pos = *text;
  gsize length;

  word->values = g_ptr_array_new_with_free_func (g_free);
  word->negative = *pos == '-' && lw_manifest_query_find_name (pos + 1) > 0;
  pos += word->negative;
  length = lw_manifest_query_find_name (pos);
  if (length > 0)
    {
      word->name = g_strndup (pos, length);
      pos += length + 1;
    }

  word->quoted = *pos == '"';
  do
    {
      pos = read_value (pos + (word->values->len > 0), length > 0, value);
      if (pos == NULL)
        {
          g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY, _("A quote is not "
                                                                                        "closed"));
          return FALSE;
        }
      g_ptr_array_add (word->values, g_strdup (value->str));
    }
  while (length > 0 && *pos == ',');
  *text = pos;
  return TRUE;
}

static int
find_in (const char *const *names,
         const char        *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return -1;
}

static gboolean
read_bits (const Word         *word,
           const char *const  *names,
           guint               all,
           guint              *bits,
           GError            **error)
{
  guint wanted = 0;

  for (guint i = 0; i < word->values->len; i++)
    {
      const char *value = g_ptr_array_index (word->values, i);
      int bit = find_in (names, value);

      if (bit < 0)
        {
          g_autofree char *known = g_strjoinv (", ", (char **) names);

          g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
                       _("“%s:%s” is not known; there are %s"), word->name, value, known);
          return FALSE;
        }
      wanted |= 1u << bit;
    }
  *bits &= word->negative ? all & ~wanted : wanted;
  return TRUE;
}

static void
read_classes (const Word  *word,
              char      ***classes)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) *classes);
  for (guint i = 0; i < word->values->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (word->values, i));
  g_strfreev (*classes);
  *classes = g_strv_builder_end (builder);
}

static gboolean
read_number (const char  *text,
             guint32     *number,
             const char **end)
{
  char *stop;
  double value;

  if (!g_ascii_isdigit (*text) && *text != '.')
    return FALSE;
  /* Two points are a range, not a part of the number: 0..0.5, 0.2..0.6 */
  value = g_ascii_strtod (text, &stop);
  if (stop > text && stop[-1] == '.' && *stop == '.')
    stop--;
  if (stop == text || !(value >= 0 && value <= 1))
    return FALSE;
  *number = (guint32) (value * LW_CONFIDENCE_UNIT + 0.5);
  *end = stop;
  return TRUE;
}

/* <0.6 and the like; a plain number is that confidence alone. */
static gboolean
read_bounds (const char *text,
             guint32    *low,
             guint32    *high)
{
  char sign = *text == '<' || *text == '>' ? *text++ : '=';
  gboolean with_equal = sign == '=' || *text == '=';
  guint32 number, second;

  if (*text == '=')
    text++;
  if (!read_number (text, &number, &text))
    return FALSE;
  if (sign == '=' && g_str_has_prefix (text, ".."))
    {
      *low = MAX (*low, number);
      if (!read_number (text + 2, &second, &text))
        return FALSE;
      *high = MIN (*high, second + 1);
      return *text == '\0';
    }
  if (sign != '<')
    *low = MAX (*low, with_equal ? number : number + 1);
  if (sign != '>')
    *high = MIN (*high, with_equal ? number + 1 : number);
  return *text == '\0';
}

static gboolean
read_confidence (LwManifestQuery  *query,
                 const Word       *word,
                 GError          **error)
{
  const char *value = g_ptr_array_index (word->values, 0);

  if (!query->has_confidence)
    query->high = LW_CONFIDENCE_NO_BOUND;
  query->has_confidence = TRUE;
  if (!word->negative && word->values->len == 1 && read_bounds (value, &query->low, &query->high))
    return TRUE;
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“confidence:%s” is not a range from 0 to 1. Write confidence:<0.6 or "
                 "confidence:0.2..0.6"), value);
  return FALSE;
}

static gboolean
read_sort (LwManifestQuery  *query,
           const Word       *word,
           GError          **error)
{
  const char *value = g_ptr_array_index (word->values, 0);
  int sort;

  query->descending = *value == '-';
  sort = find_in (lw_manifest_sort_names, value + query->descending);
  if (sort >= 0 && !word->negative && word->values->len == 1)
    {
      query->sort = (LwManifestSort) sort;
      return TRUE;
    }
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“sort:%s” is not known; there are file, source-ref, class, confidence, time"), value);
  return FALSE;
}

static gboolean
read_attribute (LwManifestQuery  *query,
                const Word       *word,
                GError          **error)
{
  if (word->negative || word->values->len != 1 || query->attribute != NULL)
    {
      g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
                           _("“attribute:” takes one label attribute name"));
      return FALSE;
    }
  query->attribute = g_strdup (g_ptr_array_index (word->values, 0));
  return TRUE;
}

/* Words that follow each other are one text with blanks between. */
static void
read_text (LwManifestQuery *query,
           const Word      *word)
{
  char *text = g_strjoin (*query->text != '\0' ? " " : "", query->text, g_ptr_array_index (word->values, 0), NULL);

  g_free (query->text);
  query->text = text;
}

static gboolean
apply_word (LwManifestQuery  *query,
            const Word       *word,
            GError          **error)
{
  if (word->name == NULL)
    {
      read_text (query, word);
      return TRUE;
    }
  if (*(const char *) g_ptr_array_index (word->values, 0) == '\0' && !word->quoted)
    {
      g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY, _("“%s:” needs a value"), word->name);
      return FALSE;
    }
  if (strcmp (word->name, "class") == 0)
    {
      read_classes (word, word->negative ? &query->not_classes : &query->classes);
      return TRUE;
    }
  if (strcmp (word->name, "confidence") == 0)
    return read_confidence (query, word, error);
  if (strcmp (word->name, "state") == 0)
    return read_bits (word, lw_manifest_state_names, LW_MANIFEST_ALL_STATES, &query->states, error);
  if (strcmp (word->name, "by") == 0)
    return read_bits (word, lw_manifest_annotator_names, LW_MANIFEST_ALL_ANNOTATORS, &query->annotators, error);
  if (strcmp (word->name, "attribute") == 0)
    return read_attribute (query, word, error);
  if (strcmp (word->name, "sort") == 0)
    return read_sort (query, word, error);

  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“%s:” is not known; there are class, confidence, state, by, attribute, sort"), word->name);
  return FALSE;
}

/**
 * lw_manifest_query_parse:
 * @text: a query as text; empty for all rows
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with @error set
 */
LwManifestQuery *
lw_manifest_query_parse (const char  *text,
                         GError     **error)
{
  g_autoptr (LwManifestQuery) query = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY, _("The text is not UTF-8"));
      return NULL;
    }
  query = lw_manifest_query_new ();
  while (TRUE)
    {
      g_auto (Word) word = { 0 };

      text += strspn (text, " \t\n");
      if (*text == '\0')
        return g_steal_pointer (&query);
      if (!read_word (&text, &word, error) || !apply_word (query, &word, error))
        return NULL;
    }
}
