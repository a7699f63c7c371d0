/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of one label attribute: storage and how a row gets into it. What the words of the metadata mean as numbers is
 * in lw-manifest-values.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-attribute.h"

#include <string.h>

#define N_CACHED 256

/* More labels than this on one object are not looked at: the service allows 50. */
#define MAX_LABELS 1000

/* One label of a set while its row is read. */
typedef struct
{
  gint64      index;
  LwJsonSlice name;
  guint32     confidence;
} Pair;

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
  self->cache = g_new0 (LwClassCache, N_CACHED);
  self->sets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
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

/* Makes rows up to @n_rows that have no label. */
static void
pad (LwManifestAttribute *self,
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

static guint
add_class (LwManifestAttribute *self,
           gint64               index,
           const LwJsonSlice   *name)
{
  g_autofree char *text = name != NULL ? lw_json_slice_dup (name, NULL) : NULL;
  g_autofree char *key = NULL;
  guint position;

  if (text != NULL)
    key = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", index, text);
  else
    key = g_strdup_printf ("%" G_GINT64_FORMAT, index);

  position = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, key));
  if (position == 0)
    {
      LwManifestClass class = { index, g_steal_pointer (&text), 0 };

      g_array_append_val (self->classes, class);
      position = self->classes->len;
      g_hash_table_insert (self->positions, g_steal_pointer (&key), GUINT_TO_POINTER (position));
    }
  return position - 1;
}

/* The position of the class with this number and this name; a name that was never decoded is looked up as it stands. */
static guint
find_class (LwManifestAttribute *self,
            gint64               index,
            const LwJsonSlice   *name)
{
  LwClassCache *cached;
  guint position;

  if (name == NULL || name->length > sizeof cached->raw || name->length == 0)
    return add_class (self, index, name);

  cached = &self->cache[((guint64) index * 31 + name->length) % N_CACHED];
  if (cached->length == name->length && cached->index == index && memcmp (cached->raw, name->data, name->length) == 0)
    return cached->position;

  position = add_class (self, index, name);
  cached->index = index;
  cached->position = position;
  cached->length = name->length;
  memcpy (cached->raw, name->data, name->length);
  return position;
}

static const LwJsonSlice *
text_or_null (const LwJsonSlice *slice)
{
  return slice->data != NULL && slice->type == LW_JSON_STRING ? slice : NULL;
}

static void
learn_kind (LwManifestAttribute  *self,
            const LwLineMetadata *metadata,
            const LwLineMember   *label)
{
  const LwJsonSlice *type = metadata != NULL ? text_or_null (&metadata->type) : NULL;
  gint64 index;

  if (type != NULL)
    {
      self->type = lw_json_slice_dup (type, NULL);
      if (strcmp (self->type, "groundtruth/image-classification") == 0)
        self->kind = LW_LABEL_KIND_SINGLE;
      else if (strcmp (self->type, "groundtruth/image-classification-multilabel") == 0)
        self->kind = LW_LABEL_KIND_MULTI;
      else
        self->kind = LW_LABEL_KIND_OTHER;
      self->kind_known = TRUE;
    }
  else if (label != NULL && label->value.type == LW_JSON_ARRAY)
    self->kind = LW_LABEL_KIND_MULTI;
  else if (label != NULL)
    {
      gboolean named = metadata != NULL && text_or_null (&metadata->class_name) != NULL;

      self->kind = named || lw_json_slice_to_int (&label->value, &index) ? LW_LABEL_KIND_SINGLE : LW_LABEL_KIND_OTHER;
    }
}

/* Gives a label of the set its name or its confidence. */
static Pair *
find_pair (GArray            *pairs,
           const LwJsonSlice *key)
{
  LwJsonSlice number = *key;
  gint64 index;

  if (!lw_json_slice_to_int (&number, &index))
    return NULL;
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);

      if (pair->index == index)
        return pair;
    }
  return NULL;
}

/* @map was checked when its line was read, so the walk cannot fail. */
static void
read_map (GArray            *pairs,
          const LwJsonSlice *map,
          gboolean           names)
{
  LwJsonScan scan;
  LwJsonSlice key;
  gboolean first = TRUE;

  if (map->data == NULL || map->type != LW_JSON_OBJECT)
    return;
  lw_json_scan_init (&scan, map->data, map->length);
  if (!lw_json_scan_enter (&scan, '{'))
    return;
  while (lw_json_scan_next_member (&scan, &first, &key))
    {
      LwJsonSlice value;
      Pair *pair;

      if (!lw_json_scan_value (&scan, &value))
        return;
      pair = find_pair (pairs, &key);
      if (pair != NULL && names && value.type == LW_JSON_STRING)
        pair->name = value;
      else if (pair != NULL && !names)
        pair->confidence = lw_manifest_confidence_from_slice (&value);
    }
}

static void
read_array (GArray            *pairs,
            const LwJsonSlice *array)
{
  LwJsonScan scan;
  gboolean first = TRUE;

  g_array_set_size (pairs, 0);
  lw_json_scan_init (&scan, array->data, array->length);
  if (!lw_json_scan_enter (&scan, '['))
    return;
  while (pairs->len < MAX_LABELS && lw_json_scan_next_item (&scan, &first))
    {
      Pair pair = { .confidence = LW_CONFIDENCE_MISSING };
      LwJsonSlice value;

      if (!lw_json_scan_value (&scan, &value))
        return;
      if (lw_json_slice_to_int (&value, &pair.index) && find_pair (pairs, &value) == NULL)
        g_array_append_val (pairs, pair);
    }
}

static void
add_set (LwManifestAttribute  *self,
         gsize                 row,
         const LwLineMetadata *metadata,
         const LwJsonSlice    *array)
{
  guint32 place = self->sets->len;
  guint32 n;

  read_array (self->pairs, array);
  if (metadata != NULL)
    {
      read_map (self->pairs, &metadata->class_map, TRUE);
      read_map (self->pairs, &metadata->confidence_map, FALSE);
    }

  n = self->pairs->len;
  g_array_append_val (self->sets, n);
  for (guint i = 0; i < n; i++)
    {
      Pair *pair = &g_array_index (self->pairs, Pair, i);
      guint32 position = find_class (self, pair->index, pair->name.data != NULL ? &pair->name : NULL);

      g_array_append_val (self->sets, position);
      g_array_index (self->classes, LwManifestClass, position).count++;
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 confidence = g_array_index (self->pairs, Pair, i).confidence;

      g_array_append_val (self->sets, confidence);
      self->confidence[row] = MIN (self->confidence[row], confidence);
    }
  self->labels[row] = LW_LABELS_IS_SET | place;
}

static void
add_single (LwManifestAttribute  *self,
            gsize                 row,
            const LwLineMetadata *metadata,
            const LwJsonSlice    *value)
{
  const LwJsonSlice *name = metadata != NULL ? text_or_null (&metadata->class_name) : NULL;
  gint64 index;

  if (!lw_json_slice_to_int (value, &index))
    {
      index = LW_CLASS_INDEX_NONE;
      if (name == NULL)
        name = text_or_null (value);
      if (name == NULL)
        return;
    }
  self->labels[row] = find_class (self, index, name);
  g_array_index (self->classes, LwManifestClass, self->labels[row]).count++;
  if (metadata != NULL && metadata->confidence.data != NULL)
    self->confidence[row] = lw_manifest_confidence_from_slice (&metadata->confidence);
}

static LwAnnotator
read_annotator (const LwJsonSlice *slice)
{
  if (slice->data == NULL)
    return LW_ANNOTATOR_UNKNOWN;
  if (slice->type == LW_JSON_TRUE || lw_json_slice_equal (slice, "yes", 3) || lw_json_slice_equal (slice, "true", 4))
    return LW_ANNOTATOR_HUMAN;
  if (slice->type == LW_JSON_FALSE || lw_json_slice_equal (slice, "no", 2) || lw_json_slice_equal (slice, "false", 5))
    return LW_ANNOTATOR_MACHINE;
  return LW_ANNOTATOR_UNKNOWN;
}

/* A failed object has metadata and no label; the reason stands in it, and counts when there is a label as well. */
static LwDataObjectState
find_state (const LwLineMetadata *metadata,
            const LwLineMember   *label)
{
  if (metadata != NULL && metadata->failure_reason.data != NULL)
    return LW_DATA_OBJECT_STATE_FAILED;
  if (label != NULL)
    return LW_DATA_OBJECT_STATE_LABELED;
  return metadata != NULL ? LW_DATA_OBJECT_STATE_FAILED : LW_DATA_OBJECT_STATE_UNLABELED;
}

/**
 * lw_manifest_attribute_add:
 * @self: an attribute
 * @row: the row; rows come in ascending order, some may be left out
 * @metadata: (nullable): its metadata
 * @label: (nullable): its label
 */
void
lw_manifest_attribute_add (LwManifestAttribute  *self,
                           gsize                 row,
                           const LwLineMetadata *metadata,
                           const LwLineMember   *label)
{
  LwDataObjectState state = find_state (metadata, label);
  LwAnnotator annotator = metadata != NULL ? read_annotator (&metadata->human_annotated) : LW_ANNOTATOR_UNKNOWN;

  g_assert (row >= self->n_rows);

  if (!self->kind_known)
    learn_kind (self, metadata, label);
  pad (self, row + 1);
  self->flags[row] = LW_ROW_FLAGS (state, annotator);
  self->n_states[state]++;
  if (metadata != NULL && metadata->creation_date.data != NULL)
    self->created[row] = lw_manifest_created_from_slice (&metadata->creation_date);
  if (state != LW_DATA_OBJECT_STATE_LABELED)
    return;

  self->n_annotators[annotator]++;
  if (self->kind == LW_LABEL_KIND_OTHER)
    return;
  if (label->value.type == LW_JSON_ARRAY)
    add_set (self, row, metadata, &label->value);
  else
    add_single (self, row, metadata, &label->value);
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
  g_autofree SortedClass *sorted = g_new (SortedClass, n);
  guint32 *moved = g_new (guint32, n);
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

  pad (self, n_rows);
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
