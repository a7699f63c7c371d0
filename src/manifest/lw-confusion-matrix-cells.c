/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a confusion matrix says: its entries, its counts, the cells off the diagonal. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-confusion-matrix.h"

#include "lw-confusion-matrix-private.h"
/**
 * lw_confusion_matrix_get_n_entries:
 * @self: a matrix
 *
 * Returns: how many rows and how many columns it has
 */
guint
lw_confusion_matrix_get_n_entries (LwConfusionMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_entries;
}

/**
 * lw_confusion_matrix_get_n_classes:
 * @self: a matrix
 *
 * Returns: how many of the entries are classes; they come first
 */
guint
lw_confusion_matrix_get_n_classes (LwConfusionMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->names->len;
}

/**
 * lw_confusion_matrix_get_kind:
 * @self: a matrix
 * @entry: an entry
 *
 * Returns: what it stands for
 */
LwConfusionKind
lw_confusion_matrix_get_kind (LwConfusionMatrix *self,
                              guint              entry)
{
  g_return_val_if_fail (self != NULL && entry < self->n_entries, LW_CONFUSION_NO_CLASS);

  return entry < self->names->len ? LW_CONFUSION_CLASS : (LwConfusionKind) (1 + entry - self->names->len);
}

/**
 * lw_confusion_matrix_get_name:
 * @self: a matrix
 * @entry: an entry
 *
 * Returns: (transfer none): a class's name; for the other kinds a word for programs, such as "unlabeled"
 */
const char *
lw_confusion_matrix_get_name (LwConfusionMatrix *self,
                              guint              entry)
{
  static const char *const words[] = { "no-class", "unlabeled", "failed", "malformed" };

  g_return_val_if_fail (self != NULL && entry < self->n_entries, NULL);

  return entry < self->names->len ? g_ptr_array_index (self->names, entry) : words[entry - self->names->len];
}

/**
 * lw_confusion_matrix_get_count:
 * @self: a matrix
 * @left: an entry, on the left side
 * @right: an entry, on the right side
 *
 * Returns: how often they meet. A row of one label a side counts once
 */
guint64
lw_confusion_matrix_get_count (LwConfusionMatrix *self,
                               guint              left,
                               guint              right)
{
  const guint64 *count;
  guint64 key;

  g_return_val_if_fail (self != NULL && left < self->n_entries && right < self->n_entries, 0);

  key = (guint64) left * self->n_entries + right;
  if (self->dense != NULL)
    return self->dense[key];
  count = g_hash_table_lookup (self->sparse, &key);
  return count != NULL ? *count : 0;
}

/**
 * lw_confusion_matrix_get_left_total:
 * @self: a matrix
 * @left: an entry
 *
 * Returns: the sum over all entries of the right side
 */
guint64
lw_confusion_matrix_get_left_total (LwConfusionMatrix *self,
                                    guint              left)
{
  g_return_val_if_fail (self != NULL && left < self->n_entries, 0);

  return self->left_totals[left];
}

/**
 * lw_confusion_matrix_get_right_total:
 * @self: a matrix
 * @right: an entry
 *
 * Returns: the sum over all entries of the left side
 */
guint64
lw_confusion_matrix_get_right_total (LwConfusionMatrix *self,
                                     guint              right)
{
  g_return_val_if_fail (self != NULL && right < self->n_entries, 0);

  return self->right_totals[right];
}

/**
 * lw_confusion_matrix_get_n_pairs:
 * @self: a matrix
 *
 * Returns: how many data objects were compared
 */
guint64
lw_confusion_matrix_get_n_pairs (LwConfusionMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pairs;
}

/**
 * lw_confusion_matrix_get_n_both:
 * @self: a matrix
 *
 * Returns: how many of them are labeled on both sides
 */
guint64
lw_confusion_matrix_get_n_both (LwConfusionMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_both;
}

/**
 * lw_confusion_matrix_get_n_equal:
 * @self: a matrix
 *
 * Returns: how many of those have the same classes
 */
guint64
lw_confusion_matrix_get_n_equal (LwConfusionMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_equal;
}

static int
compare_cells (gconstpointer a,
               gconstpointer b)
{
  const LwConfusionCell *first = a;
  const LwConfusionCell *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  if (first->left != second->left)
    return first->left < second->left ? -1 : 1;
  return (first->right > second->right) - (first->right < second->right);
}

static void
add_flip (GArray  *flips,
          guint    n_entries,
          guint64  key,
          guint64  count)
{
  LwConfusionCell cell = { (guint) (key / n_entries), (guint) (key % n_entries), count };

  if (count > 0 && cell.left != cell.right)
    g_array_append_val (flips, cell);
}

/**
 * lw_confusion_matrix_dup_flips:
 * @self: a matrix
 * @n_flips: (out): how many there are
 *
 * Returns: (transfer full) (array length=n_flips): the cells off the diagonal that are not 0, most frequent first; free
 *   it with g_free()
 */
LwConfusionCell *
lw_confusion_matrix_dup_flips (LwConfusionMatrix *self,
                               guint             *n_flips)
{
  GArray *flips;
  GHashTableIter iter;
  gpointer key, count;

  g_return_val_if_fail (self != NULL && n_flips != NULL, NULL);

  flips = g_array_new (TRUE, FALSE, sizeof (LwConfusionCell));
  if (self->dense != NULL)
    {
      for (guint64 i = 0; i < (guint64) self->n_entries * self->n_entries; i++)
        add_flip (flips, self->n_entries, i, self->dense[i]);
    }
  else
    {
      g_hash_table_iter_init (&iter, self->sparse);
      while (g_hash_table_iter_next (&iter, &key, &count))
        add_flip (flips, self->n_entries, *(guint64 *) key, *(guint64 *) count);
    }
  g_array_sort (flips, compare_cells);
  *n_flips = flips->len;
  return (LwConfusionCell *) (void *) g_array_free (flips, FALSE);
}
