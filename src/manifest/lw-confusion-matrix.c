/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often what one side calls this is what the other side calls that. Sets of labels: what both sets have counts on
 * the diagonal; of the rest each class of the left counts with each class of the right, or with “no class” when the
 * other set has nothing left. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-confusion-matrix.h"

#include "lw-confusion-matrix-private.h"

/* A matrix of more entries is kept as the cells that are not 0. */
#define MAX_DENSE_ENTRIES 2048

#define N_OTHER_KINDS 4

/* A cancelled run is noticed after so many rows. */
#define ROWS_A_LOOK 65536

static void
add_names (LwConfusionSide *side,
           GPtrArray       *names,
           GHashTable      *known)
{
  guint n = side->attribute >= 0 ? lw_manifest_index_get_n_classes (side->index, side->attribute) : 0;

  side->entries = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const char *name = lw_manifest_index_get_class_name (side->index, side->attribute, i);
      gpointer entry;

      if (!g_hash_table_lookup_extended (known, name, NULL, &entry))
        {
          entry = GUINT_TO_POINTER (names->len);
          g_ptr_array_add (names, g_strdup (name));
          g_hash_table_insert (known, g_ptr_array_index (names, names->len - 1), entry);
        }
      side->entries[i] = GPOINTER_TO_UINT (entry);
    }
}

static void
init_side (LwConfusionSide *side,
           LwManifestIndex *index,
           int              attribute)
{
  side->index = lw_manifest_index_ref (index);
  side->attribute = attribute;
  side->row = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
clear_side (LwConfusionSide *side)
{
  lw_manifest_index_unref (side->index);
  g_free (side->entries);
  g_free (side->marks);
  g_array_unref (side->row);
}

/**
 * lw_confusion_matrix_alloc:
 * @left: the manifest of the left side
 * @left_attribute: the attribute's position in it, -1 for none
 * @right: the manifest of the right side
 * @right_attribute: the attribute's position in it, -1 for none
 *
 * Returns: (transfer full): a matrix of zeros, for the one who fills it
 */
LwConfusionMatrix *
lw_confusion_matrix_alloc (LwManifestIndex *left,
                           int              left_attribute,
                           LwManifestIndex *right,
                           int              right_attribute)
{
  LwConfusionMatrix *self = g_new0 (LwConfusionMatrix, 1);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  g_atomic_ref_count_init (&self->refs);
  self->names = g_ptr_array_new_with_free_func (g_free);
  init_side (&self->left, left, left_attribute);
  init_side (&self->right, right, right_attribute);
  add_names (&self->left, self->names, known);
  add_names (&self->right, self->names, known);
  self->n_entries = self->names->len + N_OTHER_KINDS;
  self->left.marks = g_new0 (guint8, self->n_entries);
  self->right.marks = g_new0 (guint8, self->n_entries);
  self->left_totals = g_new0 (guint64, self->n_entries);
  self->right_totals = g_new0 (guint64, self->n_entries);
  if (self->n_entries <= MAX_DENSE_ENTRIES)
    self->dense = g_new0 (guint64, (gsize) self->n_entries * self->n_entries);
  else
    self->sparse = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

/**
 * lw_confusion_matrix_ref:
 * @self: a matrix
 *
 * Returns: (transfer full): @self
 */
LwConfusionMatrix *
lw_confusion_matrix_ref (LwConfusionMatrix *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_confusion_matrix_unref:
 * @self: (transfer full): a matrix
 */
void
lw_confusion_matrix_unref (LwConfusionMatrix *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  clear_side (&self->left);
  clear_side (&self->right);
  g_ptr_array_unref (self->names);
  g_free (self->dense);
  g_clear_pointer (&self->sparse, g_hash_table_unref);
  g_free (self->left_totals);
  g_free (self->right_totals);
  g_free (self);
}

static void
count_cell (LwConfusionMatrix *self,
            guint              left,
            guint              right)
{
  guint64 key = (guint64) left * self->n_entries + right;
  guint64 *count;

  self->left_totals[left]++;
  self->right_totals[right]++;
  if (self->dense != NULL)
    {
      self->dense[key]++;
      return;
    }
  count = g_hash_table_lookup (self->sparse, &key);
  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (self->sparse, g_memdup2 (&key, sizeof key), count);
    }
  *count += 1;
}

static guint
find_other_entry (LwConfusionMatrix *self,
                  LwDataObjectState  state)
{
  static const LwConfusionKind kinds[] = {
    LW_CONFUSION_UNLABELED, LW_CONFUSION_NO_CLASS, LW_CONFUSION_FAILED, LW_CONFUSION_MALFORMED,
  };

  return self->names->len + kinds[state] - LW_CONFUSION_NO_CLASS;
}

/* The entries of a row: its classes, each once, or what it is instead. */
static void
read_row (LwConfusionMatrix *self,
          LwConfusionSide   *side,
          guint              row)
{
  LwDataObjectState state = LW_DATA_OBJECT_STATE_UNLABELED;
  guint n_labels = 0;

  g_array_set_size (side->row, 0);
  if (side->attribute >= 0)
    {
      state = lw_manifest_index_get_state (side->index, side->attribute, row);
      n_labels = lw_manifest_index_get_n_labels (side->index, side->attribute, row);
    }
  else if (lw_manifest_index_is_malformed (side->index, row))
    state = LW_DATA_OBJECT_STATE_MALFORMED;

  for (guint i = 0; i < n_labels; i++)
    {
      guint entry = side->entries[lw_manifest_index_get_label (side->index, side->attribute, row, i, NULL)];

      if (side->marks[entry])
        continue;
      side->marks[entry] = TRUE;
      g_array_append_val (side->row, entry);
    }
  if (n_labels == 0)
    {
      guint entry = find_other_entry (self, state);

      side->marks[entry] = TRUE;
      g_array_append_val (side->row, entry);
    }
}

/* Moves the entries that the other side has as well to the front; returns how many there are. */
static guint
partition (LwConfusionSide       *side,
           const LwConfusionSide *other)
{
  guint *entries = (guint *) (void *) side->row->data;
  guint n_common = 0;

  for (guint i = 0; i < side->row->len; i++)
    {
      guint entry = entries[i];

      if (!other->marks[entry])
        continue;
      entries[i] = entries[n_common];
      entries[n_common++] = entry;
    }
  return n_common;
}

static void
count_rest (LwConfusionMatrix *self,
            guint              n_common)
{
  const guint *left = (const guint *) (const void *) self->left.row->data + n_common;
  const guint *right = (const guint *) (const void *) self->right.row->data + n_common;
  guint n_left = self->left.row->len - n_common;
  guint n_right = self->right.row->len - n_common;
  guint nothing = find_other_entry (self, LW_DATA_OBJECT_STATE_LABELED);

  for (guint i = 0; i < n_left; i++)
    for (guint k = 0; k < MAX (n_right, 1); k++)
      count_cell (self, left[i], n_right > 0 ? right[k] : nothing);
  for (guint k = 0; k < n_right && n_left == 0; k++)
    count_cell (self, nothing, right[k]);
}

static void
clear_marks (LwConfusionSide *side)
{
  for (guint i = 0; i < side->row->len; i++)
    side->marks[g_array_index (side->row, guint, i)] = FALSE;
}

/**
 * lw_confusion_matrix_add:
 * @self: a matrix that is being filled
 * @left_row: a row of the left manifest
 * @right_row: the row of the right manifest that belongs to it
 *
 * Returns: whether both say the same
 */
gboolean
lw_confusion_matrix_add (LwConfusionMatrix *self,
                         guint              left_row,
                         guint              right_row)
{
  guint first_other = find_other_entry (self, LW_DATA_OBJECT_STATE_UNLABELED);
  guint n_common;
  gboolean both, equal;

  read_row (self, &self->left, left_row);
  read_row (self, &self->right, right_row);
  n_common = partition (&self->left, &self->right);
  partition (&self->right, &self->left);
  both = g_array_index (self->left.row, guint, 0) < first_other &&
         g_array_index (self->right.row, guint, 0) < first_other;
  equal = n_common == self->left.row->len && n_common == self->right.row->len;

  for (guint i = 0; i < n_common; i++)
    count_cell (self, g_array_index (self->left.row, guint, i), g_array_index (self->left.row, guint, i));
  count_rest (self, n_common);
  self->n_pairs++;
  self->n_both += both;
  self->n_equal += both && equal;
  clear_marks (&self->left);
  clear_marks (&self->right);
  return equal;
}

/**
 * lw_confusion_matrix_new:
 * @index: a manifest
 * @left_attribute: the position of one of its attributes
 * @right_attribute: the position of another
 * @rows: (nullable) (array length=n_rows): which rows, as of lw_manifest_query_run(); %NULL for all
 * @n_rows: how many
 * @cancellable: (nullable): stops it
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the matrix, or %NULL with @error set
 */
LwConfusionMatrix *
lw_confusion_matrix_new (LwManifestIndex  *index,
                         guint             left_attribute,
                         guint             right_attribute,
                         const guint32    *rows,
                         gsize             n_rows,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr (LwConfusionMatrix) self = NULL;

  g_return_val_if_fail (index != NULL, NULL);
  g_return_val_if_fail (left_attribute < lw_manifest_index_get_n_attributes (index), NULL);
  g_return_val_if_fail (right_attribute < lw_manifest_index_get_n_attributes (index), NULL);

  self = lw_confusion_matrix_alloc (index, (int) left_attribute, index, (int) right_attribute);
  if (rows == NULL)
    n_rows = lw_manifest_index_get_n_rows (index);
  for (gsize i = 0; i < n_rows; i++)
    {
      guint row = rows != NULL ? rows[i] : (guint) i;

      if (i % ROWS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      lw_confusion_matrix_add (self, row, row);
    }
  return g_steal_pointer (&self);
}
