/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The INI form of AWS's config and credentials files ("Configuration and credential file settings" in the AWS CLI
 * User Guide). A nested value has a name with a dot: "s3.addressing_style". */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-ini.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-credentials.h"
#include "lw-aws-error.h"

/* Nobody writes a larger one by hand. */
#define MAX_SIZE (4 * 1024 * 1024)

/* Sections in their order; each is a table of its values. */
struct _LwAwsIni
{
  GPtrArray  *names;
  GHashTable *sections;
};

/* Where the reading is. */
typedef struct
{
  LwAwsIni   *ini;
  const char *file;
  guint       line;
  GHashTable *section;
  char       *parent;
} Reader;

static void
free_secret (gpointer data)
{
  lw_aws_secret_free (data);
}

static gboolean
fail (const Reader  *reader,
      GError       **error)
{
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
               _("%s:%u: error: expected “[section]” or “name = value”"), reader->file, reader->line);
  return FALSE;
}

/* "profile   'my name'" and "profile my" become "profile my name" and "profile my". */
static char *
dup_section_name (const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *plain = g_strstrip (g_strdup (text));

  if (!g_shell_parse_argv (plain, NULL, &words, NULL))
    return g_steal_pointer (&plain);
  return g_strjoinv (" ", words);
}

static gboolean
read_section (Reader      *reader,
              const char  *line,
              GError     **error)
{
  const char *end = strchr (line, ']');
  g_autofree char *inner = NULL;
  g_autofree char *name = NULL;

  if (end == NULL || end == line + 1)
    return fail (reader, error);
  inner = g_strndup (line + 1, end - line - 1);
  name = dup_section_name (inner);
  g_clear_pointer (&reader->parent, g_free);
  reader->section = g_hash_table_lookup (reader->ini->sections, name);
  if (reader->section != NULL)
    return TRUE;
  reader->section = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_secret);
  g_hash_table_insert (reader->ini->sections, g_strdup (name), reader->section);
  g_ptr_array_add (reader->ini->names, g_steal_pointer (&name));
  return TRUE;
}

/* An indented line is a nested value when the one above has none itself, else more of that value: nobody needs it. */
static gboolean
read_value (Reader      *reader,
            const char  *line,
            gboolean     is_indented,
            GError     **error)
{
  const char *separator = strpbrk (line, "=:");
  g_autofree char *key = NULL;
  g_autofree char *name = NULL;
  char *value;

  if (is_indented && reader->parent == NULL && reader->section != NULL)
    return TRUE;
  if (separator == NULL || separator == line || reader->section == NULL)
    return fail (reader, error);
  name = g_strndup (line, separator - line);
  g_strstrip (name);
  key = g_ascii_strdown (name, -1);
  value = g_strstrip (g_strdup (separator + 1));
  if (is_indented)
    {
      g_hash_table_insert (reader->section, g_strconcat (reader->parent, ".", key, NULL), value);
      return TRUE;
    }
  g_clear_pointer (&reader->parent, g_free);
  if (*value == '\0')
    reader->parent = g_strdup (key);
  g_hash_table_insert (reader->section, g_steal_pointer (&key), value);
  return TRUE;
}

static gboolean
read_line (Reader  *reader,
           char    *line,
           GError **error)
{
  gboolean is_indented = *line == ' ' || *line == '\t';
  char *text = g_strstrip (line);

  if (*text == '\0' || *text == '#' || *text == ';')
    return TRUE;
  if (*text == '[' && !is_indented)
    return read_section (reader, text, error);
  return read_value (reader, text, is_indented, error);
}

/**
 * lw_aws_ini_parse:
 * @text: the file's content
 * @length: its length in bytes
 * @name: the file's name, for errors
 * @error: %LW_AWS_ERROR_CONFIG, "name:line: error: text"; never with what stands there
 *
 * Returns: (transfer full) (nullable): the sections
 */
LwAwsIni *
lw_aws_ini_parse (const char  *text,
                  gsize        length,
                  const char  *name,
                  GError     **error)
{
  g_autoptr (LwAwsIni) self = g_new0 (LwAwsIni, 1);
  Reader reader = { .ini = self, .file = name };
  const char *end = text + length;
  gboolean is_good = TRUE;

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  while (text < end && is_good)
    {
      const char *newline = memchr (text, '\n', end - text);
      g_auto (LwAwsSecret) line = g_strndup (text, (newline != NULL ? newline : end) - text);

      reader.line++;
      is_good = read_line (&reader, line, error);
      text = newline != NULL ? newline + 1 : end;
    }
  g_free (reader.parent);
  return is_good ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_aws_ini_load:
 * @path: a file
 * @error: %LW_AWS_ERROR_CONFIG
 *
 * Returns: (transfer full) (nullable): its sections; none when there is no such file
 */
LwAwsIni *
lw_aws_ini_load (const char  *path,
                 GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (LwAwsSecret) text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &problem)
      && !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      && !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    {
      g_set_error_literal (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG, problem->message);
      return NULL;
    }
  if (length > MAX_SIZE)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG, _("“%s” is too large to be a configuration file."), path);
      return NULL;
    }
  return lw_aws_ini_parse (text != NULL ? text : "", length, path, error);
}

/**
 * lw_aws_ini_free:
 * @self: (transfer full): sections; their values are overwritten
 */
void
lw_aws_ini_free (LwAwsIni *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->sections);
  g_free (self);
}

/**
 * lw_aws_ini_get:
 * @self: sections
 * @section: a section's name, such as "profile work"
 * @key: a value's name in lower case, "parent.name" for a nested one
 *
 * Returns: (transfer none) (nullable): the value, %NULL when there is none or it is empty
 */
const char *
lw_aws_ini_get (const LwAwsIni *self,
                const char     *section,
                const char     *key)
{
  GHashTable *values = g_hash_table_lookup (self->sections, section);
  const char *value = values != NULL ? g_hash_table_lookup (values, key) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * lw_aws_ini_has_section:
 * @self: sections
 * @section: a section's name
 *
 * Returns: whether there is one of this name
 */
gboolean
lw_aws_ini_has_section (const LwAwsIni *self,
                        const char     *section)
{
  return g_hash_table_contains (self->sections, section);
}

/**
 * lw_aws_ini_dup_sections:
 * @self: sections
 *
 * Returns: (transfer full): their names, in their order
 */
char **
lw_aws_ini_dup_sections (const LwAwsIni *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->names->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (self->names, i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
