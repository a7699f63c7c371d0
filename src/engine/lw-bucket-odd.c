/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that cannot be names of files: "a//b", "a/", parts longer than a name may be, "a" beside "a/b", and "A" beside
 * "a" where the file system does not tell them apart. Their files are in the folder .lw-odd of the bucket's folder;
 * the path is the key in hexadecimal digits, cut into names: "k…/k…/=…", so that no key is in the way of another. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-bucket-odd.h"

#include "lw-file.h"

#include <string.h>
#include <sys/vfs.h>

#define MAX_NAME 255
/* Hexadecimal digits in one name; even. */
#define PIECE 240
/* 1,024 bytes of a key. */
#define MAX_DEPTH 10

/**
 * lw_bucket_odd_dup_path:
 * @root: a bucket's folder
 * @key: a key
 *
 * Returns: (transfer full): where its file is when its name cannot be the key
 */
char *
lw_bucket_odd_dup_path (const char *root,
                        const char *key)
{
  GString *path = g_string_new (root);
  gsize length = strlen (key);

  g_string_append (path, "/" LW_BUCKET_ODD_FOLDER);
  for (gsize i = 0; i < length; i++)
    {
      if (i % (PIECE / 2) == 0)
        g_string_append (path, length - i > PIECE / 2 ? "/k" : "/=");
      g_string_append_printf (path, "%02x", (guchar) key[i]);
    }
  return g_string_free (path, FALSE);
}

/**
 * lw_bucket_key_is_plain:
 * @key: a key
 *
 * Returns: whether the key can be a path of names
 */
gboolean
lw_bucket_key_is_plain (const char *key)
{
  for (const char *part = key; part != NULL;)
    {
      gsize length = strcspn (part, "/");
      char name[MAX_NAME + 1];

      if (length == 0 || length > MAX_NAME)
        return FALSE;
      if (*part == '.')
        {
          memcpy (name, part, length);
          name[length] = '\0';
          if (lw_file_is_temporary (name) || g_str_equal (name, LW_BUCKET_ODD_FOLDER))
            return FALSE;
        }
      part = part[length] == '/' ? part + length + 1 : NULL;
    }
  return TRUE;
}

static GMutex known_mutex;
static GHashTable *known;

/* Kinds of file systems for which "A" is "a"; statfs(2) and linux/magic.h have the numbers. */
static gboolean
ask_folds_case (const char *folder)
{
  static const guint32 kinds[] = {
    0x4d44, 0x2011bab0, 0x7366746e, 0x5346544e, 0x482b, 0xff534d42, 0xfe534d42, 0x65735546,
  };
  struct statfs status;

  if (statfs (folder, &status) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((guint32) status.f_type == kinds[i])
      return TRUE;
  return FALSE;
}

/**
 * lw_bucket_folds_case:
 * @root: a bucket's folder
 *
 * Returns: whether the file system takes "A" for "a"; the system is asked once
 */
gboolean
lw_bucket_folds_case (const char *root)
{
  gpointer answer = NULL;

  g_mutex_lock (&known_mutex);
  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_lookup_extended (known, root, NULL, &answer))
    {
      answer = GINT_TO_POINTER (ask_folds_case (root));
      g_hash_table_insert (known, g_strdup (root), answer);
    }
  g_mutex_unlock (&known_mutex);
  return GPOINTER_TO_INT (answer);
}

static gboolean
has_entry (const char *folder,
           const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_equal (entry, name))
      return TRUE;
  return FALSE;
}

/**
 * lw_bucket_name_is_exact:
 * @root: a bucket's folder
 * @key: a key whose file exists
 *
 * Returns: whether the file has just this name, not one that the file system takes for it
 */
gboolean
lw_bucket_name_is_exact (const char *root,
                         const char *key)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *folder = g_strdup (root);

  if (!lw_bucket_folds_case (root))
    return TRUE;
  parts = g_strsplit (key, "/", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *below;

      if (!has_entry (folder, parts[i]))
        return FALSE;
      below = g_build_filename (folder, parts[i], NULL);
      g_free (folder);
      folder = below;
    }
  return TRUE;
}

static char *
decode (const char *digits)
{
  gsize length = strlen (digits);
  g_autofree char *key = g_malloc (length / 2 + 1);

  if (length % 2 != 0)
    return NULL;
  for (gsize i = 0; i < length; i += 2)
    {
      int high = g_ascii_xdigit_value (digits[i]);
      int low = g_ascii_xdigit_value (digits[i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      key[i / 2] = (char) (high * 16 + low);
    }
  key[length / 2] = '\0';
  return strlen (key) == length / 2 && g_utf8_validate (key, -1, NULL) ? g_steal_pointer (&key) : NULL;
}

static void
walk (const char      *folder,
      const char      *digits,
      guint            depth,
      LwBucketOddFunc  func,
      gpointer         user_data)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *longer = g_strconcat (digits, name + 1, NULL);
      g_autofree char *key = *name == '=' ? decode (longer) : NULL;

      if (key != NULL)
        func (key, path, user_data);
      else if (*name == 'k' && depth < MAX_DEPTH)
        walk (path, longer, depth + 1, func, user_data);
    }
}

/**
 * lw_bucket_odd_foreach:
 * @root: a bucket's folder
 * @func: (scope call): called for each key of this kind, in no order
 * @user_data: for @func
 */
void
lw_bucket_odd_foreach (const char      *root,
                       LwBucketOddFunc  func,
                       gpointer         user_data)
{
  g_autofree char *folder = g_build_filename (root, LW_BUCKET_ODD_FOLDER, NULL);

  walk (folder, "", 0, func, user_data);
}
