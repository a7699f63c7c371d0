/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Images in a folder for each class, perhaps in folders for training, validation and test. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-classes.h"
#include "lw-export.h"
#include "lw-import-target.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 32

/**
 * Folder:
 * @names: (element-type utf8 utf8): folder → class, where they differ
 * @set: (nullable): the set that is read
 */
typedef struct
{
  LwImportTarget *target;
  GHashTable     *names;
  const char     *set;
} Folder;

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder in byte order; hidden ones are nobody's images. */
static GPtrArray *
list_names (const char  *path,
            GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

static gboolean
is_image (const char *name)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_is_a (type, "image/*");
}

static gboolean
add_image (Folder      *self,
           const char  *path,
           const char  *class,
           GError     **error)
{
  g_auto (LwImportRow) row = { 0 };
  const char *name = class != NULL ? g_hash_table_lookup (self->names, class) : NULL;

  lw_import_row_init (&row);
  row.path = g_strdup (path);
  row.set = g_strdup (self->set);
  if (class != NULL)
    lw_import_row_add_label (&row, name != NULL ? name : class, -1, -1);
  return lw_import_target_add (self->target, &row, error);
}

/* All images below a folder are of its class. */
static gboolean
read_class (Folder      *self,
            const char  *relative,
            const char  *class,
            guint        depth,
            GError     **error)
{
  g_autofree char *path = g_build_filename (self->target->folder, relative, NULL);
  g_autoptr (GPtrArray) names = list_names (path, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *child_relative = g_build_filename (relative, name, NULL);

      if (is_folder (child))
        {
          if (depth < MAX_DEPTH && !read_class (self, child_relative, class, depth + 1, error))
            return FALSE;
        }
      else if (is_image (name) && g_file_test (child, G_FILE_TEST_IS_REGULAR))
        {
          if (!add_image (self, child_relative, class, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_classes (Folder      *self,
              const char  *relative,
              GError     **error)
{
  g_autofree char *path = g_build_filename (self->target->folder, relative, NULL);
  g_autoptr (GPtrArray) names = list_names (path, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *child_relative = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);
      gboolean good = TRUE;

      if (is_folder (child) && strcmp (name, LW_EXPORT_LOW_FOLDER) == 0)
        good = read_classes (self, child_relative, error);
      else if (is_folder (child))
        good = read_class (self, child_relative, strcmp (name, LW_EXPORT_UNLABELED_FOLDER) != 0 ? name : NULL, 0,
                           error);
      else if (is_image (name) && g_file_test (child, G_FILE_TEST_IS_REGULAR))
        good = add_image (self, child_relative, NULL, error);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

/* The file that this program writes where a folder cannot have the name of its class. */
static void
read_names (Folder     *self,
            const char *relative)
{
  g_autofree char *path = g_build_filename (self->target->folder, relative, "classes.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab != NULL)
        g_hash_table_insert (self->names, g_strndup (lines[i], tab - lines[i]), g_strdup (tab + 1));
    }
}

static gboolean
is_set_name (const char *name)
{
  return g_strv_contains ((const char *const[]) { "train", "val", "valid", "validation", "test", NULL }, name);
}

/* Whether its folders are sets and not classes. */
static gboolean
has_sets (const char *folder,
          GPtrArray  *names)
{
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (!is_folder (path))
        continue;
      if (!is_set_name (g_ptr_array_index (names, i)))
        return FALSE;
      n++;
    }
  return n > 0;
}

/**
 * lw_import_read_image_folder:
 * @target: where the rows go
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it was read to its end
 */
gboolean
lw_import_read_image_folder (LwImportTarget  *target,
                             GError         **error)
{
  g_autoptr (GHashTable) class_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) names = list_names (target->folder, error);
  Folder folder = { target, class_names, NULL };

  if (names == NULL)
    return FALSE;
  read_names (&folder, "");
  if (!has_sets (target->folder, names))
    return read_classes (&folder, "", error);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (target->folder, g_ptr_array_index (names, i), NULL);

      folder.set = g_ptr_array_index (names, i);
      if (!is_folder (path))
        continue;
      read_names (&folder, folder.set);
      if (!read_classes (&folder, folder.set, error))
        return FALSE;
    }
  return TRUE;
}
