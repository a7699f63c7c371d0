/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The classes that a corrected manifest offers to choose from. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-corrections.h"

#include <string.h>

static void
add_names (GPtrArray       *names,
           LwManifestIndex *index,
           int              attribute)
{
  for (guint i = 0; attribute >= 0 && i < lw_manifest_index_get_n_classes (index, attribute); i++)
    {
      const char *name = lw_manifest_index_get_class_name (index, attribute, i);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
}

/* A class that has another name keeps its place. */
static void
replace_names (GPtrArray    *names,
               LwCorrection *correction)
{
  const char * const *labels = lw_correction_get_labels (correction);
  const char *into = lw_correction_get_into (correction);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      guint at;

      if (g_strcmp0 (labels[i], into) == 0 ||
          !g_ptr_array_find_with_equal_func (names, labels[i], g_str_equal, &at))
        continue;
      if (into == NULL || g_ptr_array_find_with_equal_func (names, into, g_str_equal, NULL))
        g_ptr_array_remove_index (names, at);
      else
        {
          g_free (names->pdata[at]);
          names->pdata[at] = g_strdup (into);
        }
    }
}

/**
 * lw_manifest_corrections_dup_classes:
 * @self: corrections
 * @attribute: a label attribute name
 *
 * Returns: (transfer full): the names of the classes to choose from, in an order that corrections do not
 *   shuffle: those of the file under their present names, also when no image has them any more, then new ones
 */
char **
lw_manifest_corrections_dup_classes (LwManifestCorrections *self,
                                     const char            *attribute)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (16, g_free, TRUE);
  LwManifestIndex *base, *index;
  GPtrArray *history;

  g_return_val_if_fail (LW_IS_MANIFEST_CORRECTIONS (self), NULL);
  g_return_val_if_fail (attribute != NULL, NULL);

  base = lw_manifest_corrections_get_base (self);
  index = lw_manifest_corrections_get_index (self);
  history = lw_manifest_corrections_get_history (self);
  add_names (names, base, lw_manifest_index_find_attribute (base, attribute));
  for (guint i = 0; i < lw_manifest_corrections_get_n_applied (self); i++)
    {
      LwCorrection *correction = g_ptr_array_index (history, i);

      if (lw_correction_get_rows (correction) == NULL &&
          strcmp (lw_correction_get_attribute (correction), attribute) == 0)
        replace_names (names, correction);
    }
  add_names (names, index, lw_manifest_index_find_attribute (index, attribute));
  return g_strdupv ((char **) names->pdata);
}
