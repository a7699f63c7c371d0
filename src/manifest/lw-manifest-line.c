/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One manifest line as bytes: ask it for a key, or replace keys and leave every other byte as it is. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-line.h"

#include "lw-json-scan.h"
#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

static void
set_error (const LwJsonScan  *scan,
           GError           **error)
{
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE,
               _("Column %zu: %s"), (gsize) (scan->pos - scan->start + 1), _(scan->error));
}

/**
 * lw_manifest_line_validate:
 * @line: (array length=length): a line without its line break
 * @length: its length in bytes
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE, with the column in the message
 *
 * Returns: whether it is one complete JSON object and nothing else
 */
gboolean
lw_manifest_line_validate (const char  *line,
                           gsize        length,
                           GError     **error)
{
  LwJsonScan scan;
  LwJsonSlice value;

  g_return_val_if_fail (line != NULL || length == 0, FALSE);

  lw_json_scan_init (&scan, line, length);
  if (!lw_json_scan_value (&scan, &value) || !lw_json_scan_at_end (&scan))
    {
      set_error (&scan, error);
      return FALSE;
    }
  if (value.type != LW_JSON_OBJECT)
    {
      g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE,
                           _("Column 1: the line is not a JSON object"));
      return FALSE;
    }
  return TRUE;
}

/* The value that the line has for @key, the last one of several; FALSE also for a line that breaks off
 * behind it. */
static gboolean
find_value (const char  *line,
            gsize        length,
            const char  *key,
            LwJsonSlice *value)
{
  LwJsonScan scan;
  LwJsonSlice name, candidate;
  gboolean first = TRUE;
  gboolean found = FALSE;
  gsize key_length = strlen (key);

  lw_json_scan_init (&scan, line, length);
  if (!lw_json_scan_enter (&scan, '{'))
    return FALSE;
  while (lw_json_scan_next_member (&scan, &first, &name))
    {
      if (!lw_json_scan_value (&scan, &candidate))
        return FALSE;
      if (lw_json_slice_equal (&name, key, key_length))
        {
          *value = candidate;
          found = TRUE;
        }
    }
  return found && scan.error == NULL;
}

/**
 * lw_manifest_line_has_key:
 * @line: (array length=length): a line
 * @length: its length in bytes
 * @key: a name
 *
 * Returns: whether the line is a JSON object that has this name at its top, with whatever value
 */
gboolean
lw_manifest_line_has_key (const char *line,
                          gsize       length,
                          const char *key)
{
  LwJsonSlice value;

  g_return_val_if_fail (line != NULL || length == 0, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return find_value (line, length, key, &value);
}

/**
 * lw_manifest_line_dup_source_ref:
 * @line: (array length=length): a line
 * @length: its length in bytes
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE
 *
 * Returns: (transfer full) (nullable): the line's source-ref, or %NULL with @error set
 */
char *
lw_manifest_line_dup_source_ref (const char  *line,
                                 gsize        length,
                                 GError     **error)
{
  LwJsonSlice value;

  g_return_val_if_fail (line != NULL || length == 0, NULL);

  if (!find_value (line, length, "source-ref", &value))
    {
      if (lw_manifest_line_validate (line, length, error))
        g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE,
                             _("The line has no source-ref, so it is not known which image it is about"));
      return NULL;
    }
  if (value.type != LW_JSON_STRING || value.length == 0 || lw_json_slice_has_nul (&value))
    {
      g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE,
                           _("The source-ref is not the address of an image in quotes"));
      return NULL;
    }
  return lw_json_slice_dup (&value, NULL);
}

/**
 * lw_manifest_line_dup_member:
 * @line: (array length=length): a line
 * @length: its length in bytes
 * @key: a name
 *
 * Returns: (transfer full) (nullable): the JSON text of the value under this name, byte for byte; %NULL
 *   when there is none
 */
char *
lw_manifest_line_dup_member (const char *line,
                             gsize       length,
                             const char *key)
{
  LwJsonSlice value;

  g_return_val_if_fail (line != NULL || length == 0, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (!find_value (line, length, key, &value))
    return NULL;
  /* The slice of a string is without its quotes. */
  return value.type == LW_JSON_STRING ? g_strndup (value.data - 1, value.length + 2)
                                      : g_strndup (value.data, value.length);
}

static void
break_line (GString *output,
            guint    depth)
{
  g_string_append_c (output, '\n');
  for (guint i = 0; i < depth * 2; i++)
    g_string_append_c (output, ' ');
}

/* Behind the string whose opening quote is at @pos. */
static const char *
skip_string (const char *pos)
{
  for (pos++; *pos != '"'; pos++)
    if (*pos == '\\')
      pos++;
  return pos + 1;
}

/* Writes one byte of checked JSON outside of strings; returns the depth after it. */
static guint
append_token (GString *output,
              char     token,
              char     next,
              guint    depth)
{
  gboolean closes = token == '}' || token == ']';
  gboolean opens = token == '{' || token == '[';

  if (closes && output->str[output->len - 1] != '{' && output->str[output->len - 1] != '[')
    break_line (output, depth - 1);
  g_string_append_c (output, token);
  if (token == ':')
    g_string_append_c (output, ' ');
  depth = depth + opens - closes;
  if (token == ',' || (opens && next != '}' && next != ']'))
    break_line (output, depth);
  return depth;
}

/**
 * lw_manifest_line_dup_pretty:
 * @line: (array length=length): a line
 * @length: its length in bytes
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE
 *
 * Returns: (transfer full) (nullable): the line with line breaks and indentation; strings and numbers as
 *   they are written. %NULL with @error set
 */
char *
lw_manifest_line_dup_pretty (const char  *line,
                             gsize        length,
                             GError     **error)
{
  GString *output;
  const char *end = line + length;
  guint depth = 0;

  g_return_val_if_fail (line != NULL, NULL);

  if (!lw_manifest_line_validate (line, length, error))
    return NULL;
  output = g_string_sized_new (length * 2);
  for (const char *pos = line; pos < end; )
    {
      const char *behind = *pos == '"' ? skip_string (pos) : pos + 1;
      const char *next = behind;

      while (next < end && g_ascii_isspace (*next))
        next++;
      if (*pos == '"')
        g_string_append_len (output, pos, behind - pos);
      else if (!g_ascii_isspace (*pos))
        depth = append_token (output, *pos, next < end ? *next : '\0', depth);
      pos = behind;
    }
  return g_string_free (output, FALSE);
}

static const LwManifestMember *
find_replacement (const LwManifestMember *members,
                  gsize                   n_members,
                  const LwJsonSlice      *name)
{
  for (gsize i = 0; i < n_members; i++)
    if (lw_json_slice_equal (name, members[i].key, strlen (members[i].key)))
      return &members[i];
  return NULL;
}

/* Where the line's last kept byte before a member is: behind the bracket or behind the value before. */
typedef struct
{
  GString    *output;
  const char *kept;
  gboolean    is_first;
} Rewrite;

/* Leaves out what stands from the end of the member before to the end of this one, comma included. */
static void
drop_member (Rewrite    *rewrite,
             const char *before,
             const char *behind)
{
  g_string_append_len (rewrite->output, rewrite->kept, before - rewrite->kept);
  rewrite->kept = behind;
}

/* A kept member that has become the first one loses the comma and the space before its name. */
static void
keep_member (Rewrite    *rewrite,
             const char *before,
             const char *name)
{
  if (rewrite->is_first && rewrite->kept == before)
    rewrite->kept = name;
  rewrite->is_first = FALSE;
}

static void
append_members (Rewrite                *rewrite,
                const LwManifestMember *members,
                gsize                   n_members)
{
  for (gsize i = 0; i < n_members; i++)
    {
      g_autofree char *name = NULL;

      if (members[i].json == NULL)
        continue;
      name = lw_json_quote (members[i].key);
      g_string_append_printf (rewrite->output, "%s%s:", rewrite->is_first ? "" : ",", name);
      g_string_append (rewrite->output, members[i].json);
      rewrite->is_first = FALSE;
    }
}

/**
 * lw_manifest_line_replace:
 * @line: (array length=length): a line without its line break
 * @length: its length in bytes
 * @members: (array length=n_members): what to put in; each key once
 * @n_members: how many
 * @error: return location: %LW_MANIFEST_ERROR_BAD_LINE
 *
 * Members of the line that have one of the names are left out, and the new ones stand at its end, as the
 * service writes them. All other bytes stay as they are.
 *
 * Returns: (transfer full) (nullable): the new line, terminated by a NUL, or %NULL with @error set
 */
char *
lw_manifest_line_replace (const char              *line,
                          gsize                    length,
                          const LwManifestMember  *members,
                          gsize                    n_members,
                          GError                 **error)
{
  Rewrite rewrite = { NULL, line, TRUE };
  LwJsonScan scan;
  LwJsonSlice name, value;
  gboolean first = TRUE;
  const char *before;

  g_return_val_if_fail (line != NULL, NULL);
  g_return_val_if_fail (members != NULL || n_members == 0, NULL);

  if (!lw_manifest_line_validate (line, length, error))
    return NULL;

  rewrite.output = g_string_sized_new (length + 512);
  lw_json_scan_init (&scan, line, length);
  lw_json_scan_enter (&scan, '{');
  before = scan.pos;
  while (lw_json_scan_next_member (&scan, &first, &name))
    {
      lw_json_scan_value (&scan, &value);
      if (find_replacement (members, n_members, &name) != NULL)
        drop_member (&rewrite, before, scan.pos);
      else
        keep_member (&rewrite, before, name.data - 1);
      before = scan.pos;
    }
  g_string_append_len (rewrite.output, rewrite.kept, before - rewrite.kept);
  append_members (&rewrite, members, n_members);
  g_string_append_len (rewrite.output, before, line + length - before);
  return g_string_free (rewrite.output, FALSE);
}
