/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The members of one manifest line that an export needs, as places in the line. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-line.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define METADATA "-metadata"
#define METADATA_LENGTH 9

/* The text that is left. */
typedef struct
{
  const char *pos;
  const char *end;
} Rest;

/* The first quote, NULL when there is none. Most strings are shorter than what a call costs. */
static inline const char *
find_quote (const char *pos,
            const char *end)
{
#ifdef __SSE2__
  const __m128i quotes = _mm_set1_epi8 ('"');

  for (; end - pos >= 16; pos += 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (const void *) pos);
      guint found = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (bytes, quotes));

      if (found != 0)
        return pos + __builtin_ctz (found);
    }
#endif
  return memchr (pos, '"', end - pos);
}

/* At the byte behind an opening quote; goes behind the closing one. */
static inline void
skip_string (Rest *rest)
{
  const char *start = rest->pos;

  while (rest->pos < rest->end)
    {
      const char *quote = find_quote (rest->pos, rest->end);
      const char *before = quote;

      if (quote == NULL)
        break;
      rest->pos = quote + 1;
      while (before > start && before[-1] == '\\')
        before--;
      if ((quote - before) % 2 == 0)
        return;
    }
  rest->pos = rest->end;
}

/* At a bracket; goes behind the one that closes it. */
static void
skip_nested (Rest *rest)
{
  guint depth = 0;

  while (rest->pos < rest->end)
    {
      char c = *rest->pos++;

      if (c == '"')
        skip_string (rest);
      else if (c == '{' || c == '[')
        depth++;
      else if ((c == '}' || c == ']') && --depth == 0)
        return;
    }
}

static inline gboolean
ends_plain (char c)
{
  return c == ',' || c == '}' || c == ']' || (guchar) c <= ' ';
}

static inline void
skip_space (Rest *rest)
{
  while (rest->pos < rest->end && (guchar) *rest->pos <= ' ')
    rest->pos++;
}

/* At a quote. */
static inline void
read_string (Rest        *rest,
             LwJsonSlice *value)
{
  value->type = LW_JSON_STRING;
  value->escaped = FALSE;
  value->data = ++rest->pos;
  skip_string (rest);
  value->length = rest->pos - value->data - (rest->pos > value->data ? 1 : 0);
}

static inline void
read_value (Rest        *rest,
            LwJsonSlice *value)
{
  char c;

  skip_space (rest);
  c = rest->pos < rest->end ? *rest->pos : '\0';
  if (c == '"')
    {
      read_string (rest, value);
      return;
    }

  value->data = rest->pos;
  value->escaped = FALSE;

  value->type = c == '{' ? LW_JSON_OBJECT : c == '[' ? LW_JSON_ARRAY : c == 't' ? LW_JSON_TRUE
              : c == 'f' ? LW_JSON_FALSE : c == 'n' ? LW_JSON_NULL : LW_JSON_NUMBER;
  if (c == '{' || c == '[')
    skip_nested (rest);
  else
    while (rest->pos < rest->end && !ends_plain (*rest->pos))
      rest->pos++;
  value->length = rest->pos - value->data;
}

/* Inside an object: the next name; stands at its value. */
static inline gboolean
next_name (Rest        *rest,
           LwJsonSlice *name)
{
  while (rest->pos < rest->end && (*rest->pos == ',' || (guchar) *rest->pos <= ' '))
    rest->pos++;
  if (rest->pos == rest->end || *rest->pos != '"')
    return FALSE;
  read_string (rest, name);
  skip_space (rest);
  if (rest->pos < rest->end && *rest->pos == ':')
    rest->pos++;
  return rest->pos < rest->end;
}

static inline gboolean
is_name (const LwJsonSlice *name,
         const char        *text,
         gsize              length)
{
  LwJsonSlice slow;

  if (name->length == length)
    return memcmp (name->data, text, length) == 0;
  if (name->length < length || memchr (name->data, '\\', name->length) == NULL)
    return FALSE;
  slow = *name;
  slow.escaped = TRUE;
  return lw_json_slice_equal (&slow, text, length);
}

#define IS_NAME(name, text) is_name (name, text, sizeof (text) - 1)

static inline gboolean
is_metadata_name (const LwJsonSlice *name,
                  const char        *attribute,
                  gsize              length)
{
  g_autofree char *whole = NULL;

  if (name->length == length + METADATA_LENGTH)
    return memcmp (name->data, attribute, length) == 0 && memcmp (name->data + length, METADATA, METADATA_LENGTH) == 0;
  if (name->length < length + METADATA_LENGTH || memchr (name->data, '\\', name->length) == NULL)
    return FALSE;
  whole = g_strconcat (attribute, METADATA, NULL);
  return is_name (name, whole, length + METADATA_LENGTH);
}

/* At the metadata; goes behind it. */
static inline void
read_metadata (LwExportLine *self,
               Rest         *rest)
{
  LwJsonSlice name, value;

  self->confidence.data = self->job_name.data = self->creation_date.data = self->failure_reason.data = NULL;
  skip_space (rest);
  if (rest->pos == rest->end || *rest->pos != '{')
    {
      read_value (rest, &self->metadata);
      return;
    }

  self->metadata = (LwJsonSlice) { .type = LW_JSON_OBJECT, .data = rest->pos++ };
  while (next_name (rest, &name))
    {
      read_value (rest, &value);
      if (IS_NAME (&name, "confidence"))
        self->confidence = value;
      else if (IS_NAME (&name, "job-name"))
        self->job_name = value;
      else if (IS_NAME (&name, "creation-date"))
        self->creation_date = value;
      else if (IS_NAME (&name, "failure-reason"))
        self->failure_reason = value;
    }
  if (rest->pos < rest->end && *rest->pos == '}')
    rest->pos++;
  self->metadata.length = rest->pos - self->metadata.data;
}

/**
 * lw_export_line_read:
 * @self: (out caller-allocates): what is found
 * @line: (array length=length): a line that is a JSON object
 * @length: its length in bytes
 * @attribute: (nullable): the label attribute
 * @attribute_length: the length of its name
 */
void
lw_export_line_read (LwExportLine *self,
                     const char   *line,
                     gsize         length,
                     const char   *attribute,
                     gsize         attribute_length)
{
  Rest rest = { line, line + length };
  LwJsonSlice name, value;

  self->source_ref.data = self->label.data = self->metadata.data = NULL;
  self->confidence.data = self->job_name.data = self->creation_date.data = self->failure_reason.data = NULL;
  skip_space (&rest);
  if (rest.pos == rest.end || *rest.pos != '{')
    return;
  rest.pos++;
  while (next_name (&rest, &name))
    {
      if (attribute != NULL && is_metadata_name (&name, attribute, attribute_length))
        {
          read_metadata (self, &rest);
          continue;
        }
      read_value (&rest, &value);
      if (IS_NAME (&name, "source-ref"))
        self->source_ref = value;
      else if (attribute != NULL && is_name (&name, attribute, attribute_length))
        self->label = value;
    }
  if (self->source_ref.data != NULL && self->source_ref.type != LW_JSON_STRING)
    self->source_ref.data = NULL;
}

/**
 * lw_export_line_append_text:
 * @value: a value; nothing is appended when it is no string
 * @text: where its text goes, without escapes
 */
void
lw_export_line_append_text (const LwJsonSlice *value,
                            GString           *text)
{
  g_autofree char *decoded = NULL;
  LwJsonSlice slow;
  gsize length;

  if (value->data == NULL || value->type != LW_JSON_STRING)
    return;
  if (memchr (value->data, '\\', value->length) == NULL)
    {
      g_string_append_len (text, value->data, value->length);
      return;
    }
  slow = *value;
  slow.escaped = TRUE;
  decoded = lw_json_slice_dup (&slow, &length);
  g_string_append_len (text, decoded, length);
}

/**
 * lw_export_line_append_json:
 * @value: a value
 * @text: where it goes, as it stands in the line; null when there is none
 */
void
lw_export_line_append_json (const LwJsonSlice *value,
                            GString           *text)
{
  if (value->data == NULL)
    {
      g_string_append (text, "null");
      return;
    }
  if (value->type == LW_JSON_STRING)
    g_string_append_c (text, '"');
  g_string_append_len (text, value->data, value->length);
  if (value->type == LW_JSON_STRING)
    g_string_append_c (text, '"');
}
