/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the text form of a query. What they mean is in lw-query-term.c and lw-manifest-query-text.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLANKS " \t\r\n"

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz-"

/**
 * lw_query_word_clear:
 * @self: a word
 */
void
lw_query_word_clear (LwQueryWord *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->attribute, g_free);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}

static const char *
fail (LwQueryWord *self,
      const char  *text,
      const char  *at,
      const char  *error)
{
  if (self->error == NULL)
    {
      self->error = error;
      self->error_at = at - text;
    }
  return at + strlen (at);
}

/* In quotes, where a backslash keeps the next character what it is. Returns what follows. */
static const char *
read_quoted (LwQueryWord *self,
             const char  *text,
             const char  *from,
             GString     *value)
{
  const char *pos;

  for (pos = from + 1; *pos != '\0' && *pos != '"'; pos++)
    {
      if (*pos == '\\' && pos[1] != '\0')
        pos++;
      g_string_append_c (value, *pos);
    }
  if (*pos == '\0')
    return fail (self, text, from, N_("A quotation mark opens here and is not closed. Write another one at the end of "
                                      "the words that belong together"));
  return pos + 1;
}

/* Up to a character of @stop, or a parenthesis that was not opened inside. Returns what follows. */
static const char *
read_plain (const char *from,
            const char *stop,
            GString    *value)
{
  const char *pos;
  guint depth = 0;

  for (pos = from; *pos != '\0' && strchr (stop, *pos) == NULL; pos++)
    {
      if (*pos == ')' && depth == 0)
        break;
      if (*pos == '(')
        depth++;
      else if (*pos == ')')
        depth--;
    }
  g_string_append_len (value, from, pos - from);
  return pos;
}

static const char *
read_value (LwQueryWord *self,
            const char  *text,
            const char  *from,
            const char  *stop,
            GString     *value)
{
  g_string_truncate (value, 0);
  self->value_start = from - text;
  self->is_quoted = *from == '"';
  if (!self->is_quoted)
    return read_plain (from, stop, value);

  from = read_quoted (self, text, from, value);
  if (*from != '\0' && *from != ')' && strchr (stop, *from) == NULL)
    return fail (self, text, from, N_("There must be a blank behind the closing quotation mark"));
  return from;
}

/* The length of the name in “name:” or “name@attribute:”; an address as s3:// has none. */
static gsize
find_name (const char *text)
{
  gsize length = strspn (text, NAME_CHARS);

  if (length == 0 || *text == '-' || g_str_has_prefix (text + length, "://"))
    return 0;
  if (text[length] == '@' && text[length + 1] != '"')
    return text[length + strcspn (text + length, BLANKS ":")] == ':' ? length : 0;
  return text[length] == ':' || text[length] == '@' ? length : 0;
}

static const char *
read_attribute (LwQueryWord *self,
                const char  *text,
                const char  *from)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *end = read_value (self, text, from, BLANKS ":", name);

  if (*end != ':' && self->error == NULL)
    return fail (self, text, from, N_("Behind @ stand the name of a label attribute and a colon, as in "
                                      "class@species:deer"));
  self->attribute = g_string_free (g_steal_pointer (&name), FALSE);
  return end;
}

static const char *
read_values (LwQueryWord *self,
             const char  *text,
             const char  *from)
{
  g_autoptr (GString) value = g_string_new (NULL);

  do
    {
      from = read_value (self, text, from + (self->values->len > 0), BLANKS ",", value);
      if (value->len == 0 && !self->is_quoted)
        fail (self, text, text + self->value_start, N_("A value is missing here"));
      g_ptr_array_add (self->values, g_strdup (value->str));
    }
  while (*from == ',' && self->error == NULL);
  return from;
}

static const char *
read_term (LwQueryWord *self,
           const char  *text,
           const char  *from)
{
  g_autoptr (GString) value = g_string_new (NULL);
  gsize length;

  self->token = LW_QUERY_TOKEN_TERM;
  self->is_negative = *from == '-' && from[1] != '\0' && strchr (BLANKS ")", from[1]) == NULL;
  from += self->is_negative;
  length = find_name (from);
  if (length == 0)
    {
      from = read_value (self, text, from, BLANKS, value);
      g_ptr_array_add (self->values, g_strdup (value->str));
      return from;
    }

  self->name = g_strndup (from, length);
  from += length;
  if (*from == '@')
    from = read_attribute (self, text, from + 1);
  return self->error == NULL ? read_values (self, text, from + 1) : from;
}

static gboolean
is_keyword (LwQueryWord *self,
            const char  *keyword)
{
  return !self->is_quoted && !self->is_negative && self->name == NULL &&
         g_ascii_strcasecmp (g_ptr_array_index (self->values, 0), keyword) == 0;
}

/**
 * lw_query_word_read:
 * @self: (out caller-allocates): the word; clear it
 * @text: a query
 * @position: where to start, in bytes
 *
 * Reads the next word.
 */
void
lw_query_word_read (LwQueryWord *self,
                    const char  *text,
                    gsize        position)
{
  const char *from = text + position + strspn (text + position, BLANKS);
  const char *end = from + 1;

  *self = (LwQueryWord) { .start = from - text, .values = g_ptr_array_new_with_free_func (g_free) };
  if (*from == '\0')
    end = from;
  else if (*from == '(')
    self->token = LW_QUERY_TOKEN_OPEN;
  else if (*from == ')')
    self->token = LW_QUERY_TOKEN_CLOSE;
  else if (from[0] == '-' && from[1] == '(')
    self->token = LW_QUERY_TOKEN_MINUS;
  else
    {
      end = read_term (self, text, from);
      if (is_keyword (self, "and"))
        self->token = LW_QUERY_TOKEN_AND;
      else if (is_keyword (self, "or"))
        self->token = LW_QUERY_TOKEN_OR;
      else if (is_keyword (self, "not"))
        self->token = LW_QUERY_TOKEN_MINUS;
    }
  self->end = end - text;
}

static void
append_quoted (GString    *text,
               const char *value)
{
  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *value);
    }
  g_string_append_c (text, '"');
}

/**
 * lw_query_words_append_value:
 * @text: a query that is being written
 * @value: a value
 *
 * Appends the value, in quotes when it must be.
 */
void
lw_query_words_append_value (GString    *text,
                             const char *value)
{
  if (*value == '\0' || *value == '"' || strpbrk (value, BLANKS ",()") != NULL)
    append_quoted (text, value);
  else
    g_string_append (text, value);
}

/* Behind an opening parenthesis, or the minus of what comes now. */
static gboolean
needs_no_blank (GString *text)
{
  gsize n = text->len;

  return n == 0 || text->str[n - 1] == '(' ||
         (text->str[n - 1] == '-' && (n == 1 || text->str[n - 2] == ' ' || text->str[n - 2] == '('));
}

/**
 * lw_query_words_append_name:
 * @text: a query that is being written
 * @name: (nullable): a term's name; %NULL for none
 * @attribute: (nullable): the label attribute it is about, when it is not the query's
 *
 * Appends a blank where one is needed, and what stands before the values.
 */
void
lw_query_words_append_name (GString    *text,
                            const char *name,
                            const char *attribute)
{
  if (!needs_no_blank (text))
    g_string_append_c (text, ' ');
  if (name == NULL)
    return;
  g_string_append (text, name);
  if (attribute != NULL && (*attribute == '\0' || *attribute == '"' || strpbrk (attribute, BLANKS ":()") != NULL))
    {
      g_string_append_c (text, '@');
      append_quoted (text, attribute);
    }
  else if (attribute != NULL)
    g_string_append_printf (text, "@%s", attribute);
  g_string_append_c (text, ':');
}

/**
 * lw_query_words_append_names:
 * @text: a query that is being written
 * @name: a term's name
 * @attribute: (nullable): the label attribute it is about, when it is not the query's
 * @values: its values; nothing is written when there are none
 */
void
lw_query_words_append_names (GString           *text,
                             const char        *name,
                             const char        *attribute,
                             const char *const *values)
{
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i == 0)
        lw_query_words_append_name (text, name, attribute);
      else
        g_string_append_c (text, ',');
      lw_query_words_append_value (text, values[i]);
    }
}

/**
 * lw_query_words_append_text:
 * @text: a query that is being written
 * @value: text that the source-ref must contain
 *
 * Appends it, in quotes when it would be read as something else.
 */
void
lw_query_words_append_text (GString    *text,
                            const char *value)
{
  static const char *const keywords[] = { "and", "or", "not" };
  gboolean is_plain = *value != '\0' && strchr ("\"-", *value) == NULL && strpbrk (value, BLANKS "()") == NULL &&
                      find_name (value) == 0;

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    is_plain = is_plain && g_ascii_strcasecmp (value, keywords[i]) != 0;
  lw_query_words_append_name (text, NULL, NULL);
  if (is_plain)
    g_string_append (text, value);
  else
    append_quoted (text, value);
}
