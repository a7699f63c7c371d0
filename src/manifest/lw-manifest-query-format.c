/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a query as text; what the text looks like is said in lw-manifest-query-text.c, which reads it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-query-private.h"

#include <string.h>

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

static void
append_value (GString    *text,
              const char *value)
{
  if (*value == '\0' || *value == '"' || strpbrk (value, " \t\n,") != NULL)
    append_quoted (text, value);
  else
    g_string_append (text, value);
}

static void
append_name (GString    *text,
             const char *name)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, name);
}

static void
append_classes (GString            *text,
                const char         *name,
                const char * const *classes)
{
  for (guint i = 0; classes[i] != NULL; i++)
    {
      if (i == 0)
        append_name (text, name);
      else
        g_string_append_c (text, ',');
      append_value (text, classes[i]);
    }
}

/* The shorter one of the set and of the set's rest. */
static void
append_bits (GString           *text,
             const char        *name,
             const char *const *names,
             guint              all,
             guint              bits)
{
  g_autofree char *negative = g_strconcat ("-", name, NULL);
  guint n_bits = 0, n_all = g_strv_length ((char **) names);
  const char *separator = NULL;
  gboolean rest;

  if (bits == all)
    return;
  for (guint i = 0; i < n_all; i++)
    n_bits += bits >> i & 1;
  rest = n_bits == 0 || n_bits > n_all / 2;
  for (guint i = 0; i < n_all; i++)
    {
      if ((bits >> i & 1) == (guint) rest)
        continue;
      if (separator == NULL)
        append_name (text, rest ? negative : name);
      else
        g_string_append (text, separator);
      g_string_append (text, names[i]);
      separator = ",";
    }
}

static gsize
format_number (guint32  number,
               char    *buffer)
{
  gsize length;

  g_snprintf (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%u.%09u", number / 1000000000u, number % 1000000000u);
  for (length = strlen (buffer); buffer[length - 1] == '0'; length--)
    buffer[length - 1] = '\0';
  if (buffer[length - 1] == '.')
    buffer[--length] = '\0';
  return length;
}

/* A bound and its neighbour say the same with and without the equal sign: the one with fewer digits is
 * what was meant. */
static void
append_bound (GString    *text,
              const char *shorter,
              guint32     bound,
              const char *other,
              guint32     neighbour)
{
  char first[G_ASCII_DTOSTR_BUF_SIZE], second[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean is_first = bound == 0 || format_number (bound, first) <= format_number (neighbour, second);

  if (bound == 0)
    format_number (bound, first);
  append_name (text, "confidence:");
  g_string_append_printf (text, "%s%s", is_first ? shorter : other, is_first ? first : second);
}

static void
append_confidence (GString         *text,
                   LwManifestQuery *query)
{
  if (!query->has_confidence)
    return;
  if (query->low > 0 || query->high == LW_CONFIDENCE_NO_BOUND)
    append_bound (text, ">=", query->low, ">", query->low - 1);
  if (query->high != LW_CONFIDENCE_NO_BOUND)
    append_bound (text, "<", query->high, "<=", query->high - 1);
}

static void
append_text (GString    *text,
             const char *value)
{
  if (*value == '\0')
    return;
  append_name (text, "");
  if (*value == '"' || strpbrk (value, " \t\n") != NULL || lw_manifest_query_find_name (value + (*value == '-')) > 0)
    append_quoted (text, value);
  else
    g_string_append (text, value);
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
      append_name (text, "attribute:");
      append_value (text, self->attribute);
    }
  append_classes (text, "class:", (const char * const *) self->classes);
  append_classes (text, "-class:", (const char * const *) self->not_classes);
  append_confidence (text, self);
  append_bits (text, "state:", lw_manifest_state_names, LW_MANIFEST_ALL_STATES, self->states);
  append_bits (text, "by:", lw_manifest_annotator_names, LW_MANIFEST_ALL_ANNOTATORS, self->annotators);
  append_text (text, self->text);
  if (self->sort != LW_MANIFEST_SORT_FILE_ORDER || self->descending)
    {
      append_name (text, self->descending ? "sort:-" : "sort:");
      g_string_append (text, lw_manifest_sort_names[self->sort]);
    }
  return g_string_free (text, FALSE);
}
