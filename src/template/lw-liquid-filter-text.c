/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters that turn text into text. Those about HTML and addresses are in lw-liquid-filter-html.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-filter.h"

#include <string.h>

static const char *
get_argument (LwLiquidContext         *context,
              const LwLiquidArguments *arguments,
              guint                    position)
{
  return lw_liquid_get_text (context, &arguments->values[position]);
}

static LwLiquidValue
filter_append (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  const char *text = lw_liquid_get_text (context, input);

  return lw_liquid_take (context, g_strconcat (text, get_argument (context, arguments, 0), NULL));
}

static LwLiquidValue
filter_prepend (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  const char *text = lw_liquid_get_text (context, input);

  return lw_liquid_take (context, g_strconcat (get_argument (context, arguments, 0), text, NULL));
}

static LwLiquidValue
filter_upcase (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  return lw_liquid_take (context, g_utf8_strup (lw_liquid_get_text (context, input), -1));
}

static LwLiquidValue
filter_downcase (LwLiquidContext         *context,
                 const LwLiquidValue     *input,
                 const LwLiquidArguments *arguments)
{
  return lw_liquid_take (context, g_utf8_strdown (lw_liquid_get_text (context, input), -1));
}

static LwLiquidValue
filter_capitalize (LwLiquidContext         *context,
                   const LwLiquidValue     *input,
                   const LwLiquidArguments *arguments)
{
  const char *text = lw_liquid_get_text (context, input);
  gsize first_length = *text != '\0' ? g_utf8_next_char (text) - text : 0;
  g_autofree char *first = g_utf8_strup (text, first_length);
  g_autofree char *rest = g_utf8_strdown (text + first_length, -1);

  return lw_liquid_take (context, g_strconcat (first, rest, NULL));
}

static LwLiquidValue
filter_strip (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  return lw_liquid_take (context, g_strstrip (g_strdup (lw_liquid_get_text (context, input))));
}

static LwLiquidValue
filter_lstrip (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  return lw_liquid_take (context, g_strchug (g_strdup (lw_liquid_get_text (context, input))));
}

static LwLiquidValue
filter_rstrip (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  return lw_liquid_take (context, g_strchomp (g_strdup (lw_liquid_get_text (context, input))));
}

static LwLiquidValue
filter_strip_newlines (LwLiquidContext         *context,
                       const LwLiquidValue     *input,
                       const LwLiquidArguments *arguments)
{
  GString *text = g_string_new (NULL);

  for (const char *p = lw_liquid_get_text (context, input); *p != '\0'; p++)
    if (*p != '\n' && !(*p == '\r' && p[1] == '\n'))
      g_string_append_c (text, *p);
  return lw_liquid_take (context, g_string_free (text, FALSE));
}

static LwLiquidValue
filter_squish (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (lw_liquid_get_text (context, input)));
  GString *text = g_string_new (NULL);

  for (const char *p = trimmed; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (text, *p);
    else if (!g_ascii_isspace (p[1]))
      g_string_append_c (text, ' ');
  return lw_liquid_take (context, g_string_free (text, FALSE));
}

static const char *
find_last (const char *text,
           const char *what)
{
  return g_strrstr (text, what);
}

static const char *
find_first (const char *text,
            const char *what)
{
  return strstr (text, what);
}

static LwLiquidValue
replace_once (LwLiquidContext *context,
              const char      *text,
              const char      *what,
              const char      *with,
              const char    *(*find) (const char *text, const char *what))
{
  const char *hit = find (text, what);
  GString *result;

  if (hit == NULL)
    return lw_liquid_string (text);
  result = g_string_new_len (text, hit - text);
  lw_liquid_heap_append (&context->heap, result, with, -1);
  lw_liquid_heap_append (&context->heap, result, hit + strlen (what), -1);
  return lw_liquid_take (context, g_string_free (result, FALSE));
}

static LwLiquidValue
replace_all (LwLiquidContext *context,
             const char      *text,
             const char      *what,
             const char      *with)
{
  GString *result = g_string_new (NULL);
  gsize length = strlen (what);
  const char *hit;

  while (!context->heap.full && *text != '\0' && (hit = strstr (text, what)) != NULL)
    {
      gsize step = length > 0 ? 0 : g_utf8_next_char (text) - text;

      lw_liquid_heap_append (&context->heap, result, text, hit - text);
      lw_liquid_heap_append (&context->heap, result, with, -1);
      lw_liquid_heap_append (&context->heap, result, hit, step);
      text = hit + length + step;
    }
  lw_liquid_heap_append (&context->heap, result, text, -1);
  if (length == 0)
    lw_liquid_heap_append (&context->heap, result, with, -1);
  return lw_liquid_take (context, g_string_free (result, FALSE));
}

static LwLiquidValue
filter_replace (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  return replace_all (context, lw_liquid_get_text (context, input), get_argument (context, arguments, 0),
                      get_argument (context, arguments, 1));
}

static LwLiquidValue
filter_replace_first (LwLiquidContext         *context,
                      const LwLiquidValue     *input,
                      const LwLiquidArguments *arguments)
{
  return replace_once (context, lw_liquid_get_text (context, input), get_argument (context, arguments, 0),
                       get_argument (context, arguments, 1), find_first);
}

static LwLiquidValue
filter_replace_last (LwLiquidContext         *context,
                     const LwLiquidValue     *input,
                     const LwLiquidArguments *arguments)
{
  return replace_once (context, lw_liquid_get_text (context, input), get_argument (context, arguments, 0),
                       get_argument (context, arguments, 1), find_last);
}

static LwLiquidValue
filter_remove (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  return replace_all (context, lw_liquid_get_text (context, input), get_argument (context, arguments, 0), "");
}

static LwLiquidValue
filter_remove_first (LwLiquidContext         *context,
                     const LwLiquidValue     *input,
                     const LwLiquidArguments *arguments)
{
  return replace_once (context, lw_liquid_get_text (context, input), get_argument (context, arguments, 0), "",
                       find_first);
}

static LwLiquidValue
filter_remove_last (LwLiquidContext         *context,
                    const LwLiquidValue     *input,
                    const LwLiquidArguments *arguments)
{
  return replace_once (context, lw_liquid_get_text (context, input), get_argument (context, arguments, 0), "",
                       find_last);
}

static gboolean
get_integer (LwLiquidContext         *context,
             const LwLiquidArguments *arguments,
             guint                    position,
             gint64                   fallback,
             gint64                  *integer)
{
  *integer = fallback;
  return position >= arguments->length ||
         lw_liquid_get_integer_argument (context, &arguments->values[position], integer);
}

static LwLiquidValue
filter_truncate (LwLiquidContext         *context,
                 const LwLiquidValue     *input,
                 const LwLiquidArguments *arguments)
{
  const char *text = lw_liquid_get_text (context, input);
  const char *ellipsis = arguments->length > 1 ? get_argument (context, arguments, 1) : "...";
  gint64 length, keep;

  if (input->kind == LW_LIQUID_NIL || !get_integer (context, arguments, 0, 50, &length) ||
      g_utf8_strlen (text, -1) <= length)
    return input->kind == LW_LIQUID_NIL ? *input : lw_liquid_string (text);

  keep = MAX (MAX (length, 0) - g_utf8_strlen (ellipsis, -1), 0);
  length = g_utf8_offset_to_pointer (text, keep) - text;
  return lw_liquid_take (context, g_strdup_printf ("%.*s%s", (int) length, text, ellipsis));
}

static LwLiquidValue
filter_truncatewords (LwLiquidContext         *context,
                      const LwLiquidValue     *input,
                      const LwLiquidArguments *arguments)
{
  const char *p = lw_liquid_get_text (context, input);
  const char *ellipsis = arguments->length > 1 ? get_argument (context, arguments, 1) : "...";
  g_autoptr (GString) text = NULL;
  gint64 n_words;

  if (input->kind == LW_LIQUID_NIL || !get_integer (context, arguments, 0, 15, &n_words))
    return *input;

  text = g_string_new (NULL);
  for (n_words = MAX (n_words, 1); n_words > 0; n_words--)
    {
      gsize length;

      p += strspn (p, " \t\n\v\f\r");
      if (*p == '\0')
        return *input;
      length = strcspn (p, " \t\n\v\f\r");
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, p, length);
      p += length;
    }
  if (*p == '\0')
    return *input;
  g_string_append (text, ellipsis);
  return lw_liquid_take (context, g_string_free (g_steal_pointer (&text), FALSE));
}

static LwLiquidValue
filter_date (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  const char *text = lw_liquid_get_text (context, input);
  const char *format = get_argument (context, arguments, 0);
  g_autofree char *full = g_strconcat (text, "T00:00:00", NULL);
  gint64 seconds;
  char *result;

  if (lw_liquid_to_integer (input, &seconds))
    time = g_date_time_new_from_unix_utc (seconds);
  else if (strcmp (text, "now") == 0 || strcmp (text, "today") == 0)
    time = g_date_time_new_now_utc ();
  else
    time = g_date_time_new_from_iso8601 (strlen (text) == strlen ("2026-01-31") ? full : text, utc);
  if (time == NULL || *format == '\0')
    return *input;
  result = g_date_time_format (time, format);
  return result != NULL ? lw_liquid_take (context, result) : *input;
}

const LwLiquidFilter lw_liquid_text_filters[] = {
  { "append", filter_append, 1, 1 },
  { "capitalize", filter_capitalize, 0, 0 },
  { "date", filter_date, 1, 1 },
  { "downcase", filter_downcase, 0, 0 },
  { "lstrip", filter_lstrip, 0, 0 },
  { "prepend", filter_prepend, 1, 1 },
  { "remove", filter_remove, 1, 1 },
  { "remove_first", filter_remove_first, 1, 1 },
  { "remove_last", filter_remove_last, 1, 1 },
  { "replace", filter_replace, 1, 2 },
  { "replace_first", filter_replace_first, 1, 2 },
  { "replace_last", filter_replace_last, 1, 2 },
  { "rstrip", filter_rstrip, 0, 0 },
  { "squish", filter_squish, 0, 0 },
  { "strip", filter_strip, 0, 0 },
  { "strip_newlines", filter_strip_newlines, 0, 0 },
  { "truncate", filter_truncate, 0, 2 },
  { "truncatewords", filter_truncatewords, 0, 2 },
  { "upcase", filter_upcase, 0, 0 },
  { .name = NULL }
};
