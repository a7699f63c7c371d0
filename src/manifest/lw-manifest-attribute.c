/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of one label attribute: their storage and their end state. How a row gets into them is in
 * lw-manifest-attribute-add.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-attribute.h"

#include <string.h>

static void
clear_class (gpointer data)
{
  LwManifestClass *class = data;

  g_free (class->name);
}

/**
 * lw_manifest_attribute_new:
 * @name: (array length=length): the label attribute name
 * @length: its length in bytes
 *
 * Returns: (transfer full): an attribute without rows
 */
LwManifestAttribute *
lw_manifest_attribute_new (const char *name,
                           gsize       length)
{
  LwManifestAttribute *self = g_new0 (LwManifestAttribute, 1);

  self->name = g_strndup (name, length);
  self->name_length = length;
  self->classes = g_array_new (FALSE, TRUE, sizeof (LwManifestClass));
  g_array_set_clear_func (self->classes, clear_class);
  self->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cache = g_new0 (LwClassCache, LW_N_CACHED_CLASSES);
  self->sets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (LwLabelPair));
  return self;
}

/**
 * lw_manifest_attribute_free:
 * @self: (transfer full): an attribute
 */
void
lw_manifest_attribute_free (LwManifestAttribute *self)
{
  g_free (self->name);
  g_free (self->type);
  g_array_unref (self->classes);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_free (self->cache);
  g_free (self->flags);
  g_free (self->labels);
  g_free (self->confidence);
  g_free (self->created);
  g_array_unref (self->sets);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_free (self);
}

static void
set_capacity (LwManifestAttribute *self,
              gsize                capacity)
{
  self->capacity = capacity;
  self->flags = g_renew (guint8, self->flags, capacity);
  self->labels = g_renew (guint32, self->labels, capacity);
  self->confidence = g_renew (guint32, self->confidence, capacity);
  self->created = g_renew (guint32, self->created, capacity);
}

/**
 * lw_manifest_attribute_pad:
 * @self: an attribute
 * @n_rows: how many rows its columns are to have
 *
 * Makes rows that have no label.
 */
void
lw_manifest_attribute_pad (LwManifestAttribute *self,
                           gsize                n_rows)
{
  if (n_rows > self->capacity)
    set_capacity (self, MAX (n_rows, self->capacity + self->capacity / 2 + 64));
  for (; self->n_rows < n_rows; self->n_rows++)
    {
      self->flags[self->n_rows] = LW_ROW_FLAGS (LW_DATA_OBJECT_STATE_UNLABELED, LW_ANNOTATOR_UNKNOWN);
      self->labels[self->n_rows] = LW_LABELS_NONE;
      self->confidence[self->n_rows] = LW_CONFIDENCE_MISSING;
      self->created[self->n_rows] = 0;
    }
}

/**
 * lw_manifest_attribute_add_class:
 * @self: an attribute
 * @index: the class index, or %LW_CLASS_INDEX_NONE
 * @name: (nullable): the class's name
 *
 * Returns: the position of the class with this number and name, which is made when there is none
 */
guint
lw_manifest_attribute_add_class (LwManifestAttribute *self,
                                 gint64               index,
                                 const char          *name)
{
  g_autofree char *key = NULL;
  guint position;

  if (name != NULL)
    key = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", index, name);
  else
    key = g_strdup_printf ("%" G_GINT64_FORMAT, index);

  position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, key));
  if (position == 0)
    {
      LwManifestClass class = { index, g_strdup (name), 0 };

      g_array_append_val (self->classes, class);
      position = self->classes->len;
      g_hash_table_insert (self->positions, g_steal_pointer (&key), GUINT_TO_POINTER (position));
    }
  return position - 1;
}

/* Adds the other's classes with their counts; returns for each position there the one here. */
static guint32 *
append_classes (LwManifestAttribute *self,
                LwManifestAttribute *other)
{
  guint32 *moved = g_new (guint32, other->classes->len + 1);

  for (guint i = 0; i < other->classes->len; i++)
    {
      LwManifestClass *class = lw_manifest_attribute_get_class (other, i);

      moved[i] = lw_manifest_attribute_add_class (self, class->index, class->name);
      lw_manifest_attribute_get_class (self, moved[i])->count += class->count;
    }
  return moved;
}

static void move_labels (LwManifestAttribute *self,
                         const guint32       *moved);

/**
 * lw_manifest_attribute_append:
 * @self: an attribute that has its columns up to where the rows of @other start
 * @other: the same attribute of the lines that follow; of no use afterwards
 *
 * Neither is finished, and both are of one kind.
 */
void
lw_manifest_attribute_append (LwManifestAttribute *self,
                              LwManifestAttribute *other)
{
  g_autofree guint32 *moved = append_classes (self, other);
  gsize first = self->n_rows;
  gsize n = other->n_rows;
  guint32 place = self->sets->len;

  if (self->type == NULL)
    self->type = g_steal_pointer (&other->type);
  self->kind_known |= other->kind_known;
  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    self->n_states[i] += other->n_states[i];
  for (guint i = 0; i < G_N_ELEMENTS (self->n_annotators); i++)
    self->n_annotators[i] += other->n_annotators[i];

  move_labels (other, moved);
  g_array_append_vals (self->sets, other->sets->data, other->sets->len);
  lw_manifest_attribute_pad (self, first + n);
  for (gsize i = 0; i < n; i++)
    {
      guint32 label = other->labels[i];
      gboolean is_set = label != LW_LABELS_NONE && (label & LW_LABELS_IS_SET) != 0;

      self->flags[first + i] = other->flags[i];
      self->labels[first + i] = is_set ? label + place : label;
      self->confidence[first + i] = other->confidence[i];
      self->created[first + i] = other->created[i];
    }
}

typedef struct
{
  LwManifestClass class;
  guint           from;
} SortedClass;

static int
compare_classes (gconstpointer a,
                 gconstpointer b)
{
  const SortedClass *first = a;
  const SortedClass *second = b;

  if (first->class.index != second->class.index)
    return first->class.index < second->class.index ? -1 : 1;
  return g_strcmp0 (first->class.name, second->class.name);
}

/* A class seen only as a number is the one of that number that has a name, when there is exactly one. */
static gboolean
is_nameless_twin (const SortedClass *classes,
                  guint              n,
                  guint              i)
{
  return classes[i].class.name == NULL && i + 1 < n && classes[i + 1].class.index == classes[i].class.index &&
         (i + 2 >= n || classes[i + 2].class.index != classes[i].class.index);
}

/* Sorts the classes; returns for each old position the new one. */
static guint32 *
sort_classes (LwManifestAttribute *self)
{
  guint n = self->classes->len;
  g_autofree SortedClass *sorted = g_new (SortedClass, n + 1);
  guint32 *moved = g_new (guint32, n + 1);
  guint64 extra = 0;

  for (guint i = 0; i < n; i++)
    {
      sorted[i].class = g_array_index (self->classes, LwManifestClass, i);
      sorted[i].from = i;
      g_array_index (self->classes, LwManifestClass, i).name = NULL;
    }
  qsort (sorted, n, sizeof *sorted, compare_classes);

  g_array_set_size (self->classes, 0);
  for (guint i = 0; i < n; i++)
    {
      LwManifestClass *class = &sorted[i].class;

      moved[sorted[i].from] = self->classes->len;
      if (is_nameless_twin (sorted, n, i))
        {
          extra = class->count;
          continue;
        }
      class->count += extra;
      extra = 0;
      if (class->name == NULL)
        class->name = g_strdup_printf ("%" G_GINT64_FORMAT, class->index);
      g_array_append_vals (self->classes, class, 1);
    }
  return moved;
}

static void
move_labels (LwManifestAttribute *self,
             const guint32       *moved)
{
  guint32 *sets = (guint32 *) (void *) self->sets->data;

  for (gsize row = 0; row < self->n_rows; row++)
    if ((self->labels[row] & LW_LABELS_IS_SET) == 0)
      self->labels[row] = moved[self->labels[row]];
  for (guint i = 0; i < self->sets->len; i += 1 + 2 * sets[i])
    for (guint k = 1; k <= sets[i]; k++)
      sets[i + k] = moved[sets[i + k]];
}

/**
 * lw_manifest_attribute_finish:
 * @self: an attribute
 * @n_rows: how many rows the manifest has
 * @malformed: (array length=n_malformed): the malformed ones
 * @n_malformed: how many
 *
 * Ends the filling: every row is in the columns, the classes are sorted, spare memory is given back.
 */
void
lw_manifest_attribute_finish (LwManifestAttribute *self,
                              gsize                n_rows,
                              const guint32       *malformed,
                              gsize                n_malformed)
{
  g_autofree guint32 *moved = NULL;

  lw_manifest_attribute_pad (self, n_rows);
  for (gsize i = 0; i < n_malformed; i++)
    self->flags[malformed[i]] = LW_ROW_FLAGS (LW_DATA_OBJECT_STATE_MALFORMED, LW_ANNOTATOR_UNKNOWN);
  self->n_states[LW_DATA_OBJECT_STATE_MALFORMED] = n_malformed;
  self->n_states[LW_DATA_OBJECT_STATE_UNLABELED] =
    n_rows - n_malformed - self->n_states[LW_DATA_OBJECT_STATE_LABELED] - self->n_states[LW_DATA_OBJECT_STATE_FAILED];

  moved = sort_classes (self);
  move_labels (self, moved);
  set_capacity (self, MAX (n_rows, 1));
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_clear_pointer (&self->cache, g_free);
  g_clear_pointer (&self->pairs, g_array_unref);
}

/**
 * lw_manifest_attribute_get_labels:
 * @self: a finished attribute
 * @row: a row
 * @n_labels: (out): how many labels it has
 * @confidences: (out): their confidences
 *
 * Returns: (array length=n_labels) (transfer none): the positions of its classes
 */
const guint32 *
lw_manifest_attribute_get_labels (LwManifestAttribute  *self,
                                  gsize                 row,
                                  guint                *n_labels,
                                  const guint32       **confidences)
{
  guint32 label = self->labels[row];
  const guint32 *set;

  if (label == LW_LABELS_NONE || (label & LW_LABELS_IS_SET) == 0)
    {
      *n_labels = label == LW_LABELS_NONE ? 0 : 1;
      *confidences = &self->confidence[row];
      return &self->labels[row];
    }
  set = &g_array_index (self->sets, guint32, label & ~LW_LABELS_IS_SET);
  *n_labels = set[0];
  *confidences = set + 1 + set[0];
  return set + 1;
}

/**
 * lw_manifest_attribute_get_class:
 * @self: an attribute
 * @position: the position of a class
 *
 * Returns: (transfer none): the class
 */
LwManifestClass *
lw_manifest_attribute_get_class (LwManifestAttribute *self,
                                 guint                position)
{
  return &g_array_index (self->classes, LwManifestClass, position);
}
