/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON as people write it in attributes of crowd elements: strings in single quotes, names without quotes, a comma too
 * many. Not for anything that is stored: that is JSON proper, see lw-json.h. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-relaxed-json.h"

#include "lw-json.h"

#include <string.h>

/* Rewrites a string in single quotes as JSON has it; *p is at its first quote and is left behind its last. */
static void
append_string (GString     *json,
               const char **p)
{
  const char *text = *p + 1;

  g_string_append_c (json, '"');
  for (; *text != '\0' && *text != '\''; text++)
    if (*text == '"')
      g_string_append (json, "\\\"");
    else if (*text == '\\' && text[1] == '\'')
      g_string_append_c (json, *++text);
    else if (*text == '\\' && text[1] != '\0')
      {
        g_string_append_len (json, text, 2);
        text++;
      }
    else
      g_string_append_c (json, *text);
  g_string_append_c (json, '"');
  *p = *text == '\0' ? text : text + 1;
}

/* Copies a string in double quotes. */
static void
copy_string (GString     *json,
             const char **p)
{
  const char *end = *p + 1;

  while (*end != '\0' && *end != '"')
    end += *end == '\\' && end[1] != '\0' ? 2 : 1;
  end += *end == '"';
  g_string_append_len (json, *p, end - *p);
  *p = end;
}

static void
append_word (GString     *json,
             const char **p)
{
  const char *end = *p;
  const char *after;

  while (g_ascii_isalnum (*end) || *end == '_' || *end == '$' || *end == '-' || *end == '.' || *end == '+')
    end++;
  after = end + strspn (end, " \t\r\n");
  g_string_append_printf (json, *after == ':' ? "\"%.*s\"" : "%.*s", (int) (end - *p), *p);
  *p = end;
}

static char *
rewrite (const char *text)
{
  GString *json = g_string_new (NULL);

  while (*text != '\0')
    {
      if (*text == '\'')
        append_string (json, &text);
      else if (*text == '"')
        copy_string (json, &text);
      else if (g_ascii_isalnum (*text) || *text == '_' || *text == '$' || *text == '-')
        append_word (json, &text);
      else if (*text == ',' && strchr ("]}", text[1 + strspn (text + 1, " \t\r\n")]) != NULL)
        text++;
      else
        g_string_append_c (json, *text++);
    }
  return g_string_free (json, FALSE);
}

/**
 * lw_relaxed_json_parse:
 * @text: JSON, or JavaScript that means the same
 * @error: return location: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with @error set
 */
JsonNode *
lw_relaxed_json_parse (const char  *text,
                       GError     **error)
{
  g_autofree char *json = NULL;
  JsonNode *node;

  g_return_val_if_fail (text != NULL, NULL);

  node = lw_json_parse (text, -1, NULL);
  if (node != NULL)
    return node;
  json = rewrite (text);
  return lw_json_parse (json, -1, error);
}
