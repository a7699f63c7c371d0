/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of files and folders made of what strangers wrote. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-name.h"

#include <string.h>

/* Most file systems take 255 bytes; some are left for what makes a name the only one. */
#define MAX_NAME 200
#define MAX_EXTENSION 10

/* Bytes that no file system, shell or archive agrees on. */
static gboolean
is_safe (gunichar c)
{
  return c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) && (c >= 0x80 || strchr ("/\\:*?\"<>|", (int) c) == NULL) &&
         g_unichar_type (c) != G_UNICODE_FORMAT;
}

static gsize
cut_at_character (const char *text,
                  gsize       length)
{
  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

/* Leaves the extension, as that says what a file is. */
static void
shorten (GString *name)
{
  const char *dot = strrchr (name->str, '.');
  gsize n_extension = dot != NULL && dot > name->str ? name->len - (dot - name->str) : 0;
  gsize from;

  if (name->len <= MAX_NAME)
    return;
  if (n_extension > MAX_EXTENSION)
    n_extension = 0;
  from = cut_at_character (name->str, MAX_NAME - n_extension);
  g_string_erase (name, from, name->len - n_extension - from);
}

/**
 * lw_export_name_make_safe:
 * @text: any text
 * @fallback: what it becomes when nothing is left
 *
 * Returns: (transfer full): a name that is one part of a path, stays in its folder, is not hidden and is valid UTF-8 in
 *   its composed form
 */
char *
lw_export_name_make_safe (const char *text,
                          const char *fallback)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (text != NULL && fallback != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  name = g_string_new (NULL);
  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (name, is_safe (g_utf8_get_char (at)) ? g_utf8_get_char (at) : '_');

  /* Leading dots hide a file or lead out of the folder; trailing dots and blanks go missing on other systems. */
  if (name->str[0] == '.')
    name->str[0] = '_';
  while (name->len > 0 && (name->str[name->len - 1] == '.' || name->str[name->len - 1] == ' '))
    g_string_truncate (name, name->len - 1);
  shorten (name);
  if (name->len == 0)
    g_string_assign (name, fallback);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * lw_export_name_of_image:
 * @source_ref: the address of an image
 * @row: its row
 *
 * Returns: (transfer full): a safe name for a copy of it
 */
char *
lw_export_name_of_image (const char *source_ref,
                         guint       row)
{
  g_autofree char *fallback = g_strdup_printf ("image-%u", row);
  const char *name;

  g_return_val_if_fail (source_ref != NULL, NULL);

  if (g_ascii_strncasecmp (source_ref, "data:", 5) == 0)
    return g_steal_pointer (&fallback);
  name = strrchr (source_ref, '/');
  return lw_export_name_make_safe (name != NULL ? name + 1 : source_ref, fallback);
}

/* FNV-1a: short, and the same on every machine. */
static guint32
hash_text (const char *text)
{
  guint32 hash = 2166136261u;

  for (const char *at = text; *at != '\0'; at++)
    hash = (hash ^ (guchar) *at) * 16777619u;
  return hash;
}

/**
 * lw_export_name_vary:
 * @name: a name that is taken
 * @source_ref: the address of the image that is to have it
 * @row: its row
 * @attempt: from 1
 *
 * Returns: (transfer full): another name of the same kind: with a hash of the address first, so that it is the same in
 *   the next export too, then with the row
 */
char *
lw_export_name_vary (const char *name,
                     const char *source_ref,
                     guint       row,
                     guint       attempt)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = g_strndup (name, dot != NULL && dot > name ? (gsize) (dot - name) : strlen (name));
  const char *extension = dot != NULL && dot > name ? dot : "";

  if (attempt == 1)
    return g_strdup_printf ("%s-%08x%s", stem, hash_text (source_ref), extension);
  if (attempt == 2)
    return g_strdup_printf ("%s-%u%s", stem, row, extension);
  return g_strdup_printf ("%s-%u-%u%s", stem, row, attempt, extension);
}
