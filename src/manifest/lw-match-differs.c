/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether two label attributes say the same of a row: each label code of both gets a number, equal ones for equal sets
 * of class names, so that a row is judged by comparing two numbers. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-match-build.h"

#include <string.h>

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* The number of each class: that of its name. */
static guint32 *
number_classes (const LwManifestAttribute *attribute,
                GHashTable                *numbers)
{
  guint32 *of_class = g_new0 (guint32, attribute->classes->len + 1);

  for (guint i = 0; i < attribute->classes->len; i++)
    {
      char *name = lw_manifest_attribute_get_class (attribute, i)->name;
      gpointer number;

      if (!g_hash_table_lookup_extended (numbers, name, NULL, &number))
        {
          number = GUINT_TO_POINTER (g_hash_table_size (numbers));
          g_hash_table_insert (numbers, name, number);
        }
      of_class[i] = GPOINTER_TO_UINT (number);
    }
  return of_class;
}

/* The numbers of a code's classes, sorted, each once. */
static GBytes *
make_key (const LwManifestAttribute *attribute,
          guint32                    code,
          const guint32             *of_class)
{
  guint size = lw_manifest_attribute_get_code_size (attribute, code);
  g_autofree guint32 *key = g_new (guint32, size + 1);
  guint n = 0;

  for (guint i = 0; i < size; i++)
    key[i] = of_class[attribute->code_classes[attribute->code_starts[code] + i]];
  qsort (key, size, sizeof *key, compare_numbers);
  for (guint i = 0; i < size; i++)
    if (i == 0 || key[i] != key[n - 1])
      key[n++] = key[i];
  return g_bytes_new (key, n * sizeof *key);
}

static guint32 *
number_codes (const LwManifestAttribute *attribute,
              GHashTable                *class_numbers,
              GHashTable                *set_numbers)
{
  g_autofree guint32 *of_class = number_classes (attribute, class_numbers);
  guint32 *of_code = g_new (guint32, attribute->n_codes + 1);

  for (guint32 code = 0; code < attribute->n_codes; code++)
    {
      g_autoptr (GBytes) key = make_key (attribute, code, of_class);
      gpointer number;

      if (!g_hash_table_lookup_extended (set_numbers, key, NULL, &number))
        {
          number = GUINT_TO_POINTER (g_hash_table_size (set_numbers));
          g_hash_table_insert (set_numbers, g_bytes_ref (key), number);
        }
      of_code[code] = GPOINTER_TO_UINT (number);
    }
  return of_code;
}

/**
 * lw_match_build_differs:
 * @first: an attribute
 * @second: another
 *
 * Returns: (transfer full): rows that have not the same classes under both
 */
LwMatchNode *
lw_match_build_differs (const LwManifestAttribute *first,
                        const LwManifestAttribute *second)
{
  g_autoptr (GHashTable) class_numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) set_numbers = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                              (GDestroyNotify) g_bytes_unref, NULL);
  LwMatchNode *node = lw_match_node_new (LW_MATCH_DIFFERS);

  node->column = first->labels;
  node->other = second->labels;
  node->ids = number_codes (first, class_numbers, set_numbers);
  node->other_ids = number_codes (second, class_numbers, set_numbers);
  return node;
}
