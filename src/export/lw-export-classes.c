/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes of one label attribute as formats need them: a number, a name and a folder for each, all distinct. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-classes.h"

#include "lw-export-name.h"

#include <string.h>

struct _LwExportClasses
{
  GArray   *classes;
  gboolean  renamed;
};

static void
clear_class (gpointer data)
{
  LwExportClass *class = data;

  g_free (class->name);
  g_free (class->folder);
}

/* The index sorts classes by class index, so that equal ones are neighbours. */
static gboolean
have_own_indexes (LwManifestIndex *index,
                  guint            attribute)
{
  guint n = lw_manifest_index_get_n_classes (index, attribute);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = lw_manifest_index_get_class_index (index, attribute, i);

      if (number < 0 || (i > 0 && number == lw_manifest_index_get_class_index (index, attribute, i - 1)))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_folder (const char *name,
            GHashTable *taken)
{
  g_autofree char *safe = lw_export_name_make_safe (name, "class");

  for (guint i = 2;; i++)
    {
      g_autofree char *candidate = i == 2 ? g_strdup (safe) : g_strdup_printf ("%s-%u", safe, i - 1);
      g_autofree char *folded = g_utf8_casefold (candidate, -1);

      if (g_hash_table_add (taken, g_steal_pointer (&folded)))
        return g_steal_pointer (&candidate);
    }
}

/**
 * lw_export_classes_new:
 * @index: a manifest
 * @attribute: a label attribute, or -1 for no classes
 *
 * Returns: (transfer full): its classes, by their position in the index
 */
LwExportClasses *
lw_export_classes_new (LwManifestIndex *index,
                       int              attribute)
{
  LwExportClasses *self = g_new0 (LwExportClasses, 1);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = attribute >= 0 ? lw_manifest_index_get_n_classes (index, (guint) attribute) : 0;
  gboolean own = n > 0 && have_own_indexes (index, (guint) attribute);

  g_hash_table_add (taken, g_strdup (LW_EXPORT_UNLABELED_FOLDER));
  g_hash_table_add (taken, g_strdup (LW_EXPORT_LOW_FOLDER));
  self->classes = g_array_new (FALSE, TRUE, sizeof (LwExportClass));
  g_array_set_clear_func (self->classes, clear_class);
  for (guint i = 0; i < n; i++)
    {
      const char *name = lw_manifest_index_get_class_name (index, (guint) attribute, i);
      LwExportClass class = { 0 };

      class.number = own ? lw_manifest_index_get_class_index (index, (guint) attribute, i) : (gint64) i;
      class.name = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
      class.folder = dup_folder (class.name, taken);
      self->renamed |= strcmp (class.name, class.folder) != 0;
      g_array_append_val (self->classes, class);
    }
  return self;
}

void
lw_export_classes_free (LwExportClasses *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->classes);
  g_free (self);
}

/**
 * lw_export_classes_get_n:
 * @self: classes
 *
 * Returns: how many there are
 */
guint
lw_export_classes_get_n (LwExportClasses *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->classes->len;
}

/**
 * lw_export_classes_get:
 * @self: classes
 * @position: of one in the index
 *
 * Returns: (transfer none): it
 */
const LwExportClass *
lw_export_classes_get (LwExportClasses *self,
                       guint            position)
{
  g_return_val_if_fail (self != NULL && position < self->classes->len, NULL);

  return &g_array_index (self->classes, LwExportClass, position);
}

/**
 * lw_export_classes_are_renamed:
 * @self: classes
 *
 * Returns: whether a folder is called otherwise than its class
 */
gboolean
lw_export_classes_are_renamed (LwExportClasses *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->renamed;
}
