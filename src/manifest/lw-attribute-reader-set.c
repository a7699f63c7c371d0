/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels of several classes: arrays, class maps and confidence maps. When all three have the same classes in the same
 * order, which is what Ground Truth writes, they are read side by side. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-reader-private.h"
#include "lw-text-word.h"

#include <string.h>

/* Gives a label of the set its name or its confidence. */
static LabelPair *
find_pair (GArray            *pairs,
           const LwJsonSlice *key)
{
  LwJsonSlice number = *key;
  gint64 index;

  if (!lw_json_slice_to_int (&number, &index))
    return NULL;
  for (guint i = 0; i < pairs->len; i++)
    {
      LabelPair *pair = &g_array_index (pairs, LabelPair, i);

      if (pair->index == index)
        return pair;
    }
  return NULL;
}

/* @map was checked when its line was read, so the walk cannot fail. */
static void
read_map (LwAttributeReader *self,
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
      LabelPair *pair;

      if (!lw_json_scan_value (&scan, &value))
        return;
      pair = find_pair (self->pairs, &key);
      if (pair != NULL && names && value.type == LW_JSON_STRING)
        pair->name = value;
      else if (pair != NULL && !names)
        pair->confidence = lw_attribute_reader_find_confidence (self, &value);
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
      LabelPair pair = { .index = 0 };
      LwJsonSlice value;

      if (!lw_json_scan_value (&scan, &value))
        return;
      if (lw_json_slice_to_int (&value, &pair.index) && find_pair (pairs, &value) == NULL)
        g_array_append_val (pairs, pair);
    }
}

/* Confidences of a label of several are kept one by one. Which is the lowest is known when codes are sorted. */
static void
add_confidences (LwAttributeReader *self,
                 LwPartColumns     *columns,
                 guint              row)
{
  const LabelPair *pairs = (const LabelPair *) (const void *) self->pairs->data;
  guint n = self->pairs->len;

  if (n == 1)
    columns->confidence[row] = pairs[0].confidence;
  for (guint i = 0; n > 1 && i < n; i++)
    lw_part_columns_add_confidence (columns, pairs[i].confidence);
}

static guint32
ask_set (LwAttributeReader *self,
         const guint32     *ids,
         guint              n_ids)
{
  guint32 label;

  g_mutex_lock (&self->schema->lock);
  label = lw_attribute_builder_find_label (self->builder, ids, n_ids);
  g_mutex_unlock (&self->schema->lock);
  return label;
}

/* The label of the pairs, which have their names. */
static guint32
find_set (LwAttributeReader *self)
{
  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      LabelPair *pair = &g_array_index (self->pairs, LabelPair, i);
      CachedClass spare;
      const LwJsonSlice *name = pair->name.data != NULL ? &pair->name : NULL;
      guint32 id = lw_attribute_reader_find_class (self, pair->index, name, &spare)->id;

      g_array_append_val (self->ids, id);
    }
  return ask_set (self, (const guint32 *) (const void *) self->ids->data, self->ids->len);
}

/* What a known shape's line says, side by side */

typedef struct
{
  gint64 indexes[MAX_SET_LABELS];
  guint  n_labels;
} SetKeys;

/* Whether the items of the array are different classes. */
static inline gboolean
read_items (SetKeys          *keys,
            const LwLineItem *items)
{
  gboolean same = FALSE;

  for (guint i = 0; i < keys->n_labels; i++)
    {
      if (items[i].value.type != LW_JSON_NUMBER ||
          !lw_text_to_small_int (items[i].value.data, items[i].value.length, &keys->indexes[i]))
        return FALSE;
      for (guint j = 0; j < i; j++)
        same |= keys->indexes[i] == keys->indexes[j];
    }
  return !same;
}

static inline gboolean
has_keys (const SetKeys    *keys,
          const LwLineItem *items)
{
  for (guint i = 0; i < keys->n_labels; i++)
    {
      gint64 index;

      if (!lw_text_to_small_int (items[i].key.data, items[i].key.length, &index) || index != keys->indexes[i])
        return FALSE;
    }
  return TRUE;
}

/* The classes that are numbered @ids in one word; 0 when there is no room for them. */
static inline guint64
pack_set (LwAttributeReader *self,
          const guint32     *ids,
          guint              n_ids)
{
  guint64 set = 0;
  guint32 all = 0;

  if (n_ids * self->n_id_bits > 64)
    return 0;
  for (guint i = 0; i < n_ids; i++)
    {
      all |= ids[i] + 1;
      set |= (guint64) (ids[i] + 1) << i * self->n_id_bits;
    }
  return all >> self->n_id_bits == 0 ? set : 0;
}

static guint32
ask_packed_set (LwAttributeReader *self,
                SetBucket         *bucket,
                guint64            set)
{
  guint32 ids[MAX_SET_LABELS];
  guint n_ids = 0;
  guint way = 0;

  for (guint64 left = set; left != 0; left >>= self->n_id_bits)
    ids[n_ids++] = (guint32) (left & ((1u << self->n_id_bits) - 1)) - 1;
  while (way < N_WAYS && bucket->labels[way] != 0)
    way++;
  if (way == N_WAYS)
    way = self->n_asked++ % N_WAYS;
  bucket->sets[way] = set;
  return bucket->labels[way] = ask_set (self, ids, n_ids);
}

/* From now on with more bits for each class, as there are too many classes. */
static void
widen_sets (LwAttributeReader *self,
            LwPartColumns     *columns)
{
  lw_attribute_reader_finish_sets (self, columns);
  self->n_id_bits = 16;
  g_clear_pointer (&self->sets, g_free);
}

/**
 * lw_attribute_reader_finish_sets:
 * @self: a reader
 * @columns: rows of which some have sets where codes of labels are to be
 *
 * One row after the other, so that the processor fetches what several of them need at a time.
 */
void
lw_attribute_reader_finish_sets (LwAttributeReader *self,
                                 LwPartColumns     *columns)
{
  for (guint i = 0; i < columns->sets->len; i++)
    {
      const LwPendingSet *entry = &g_array_index (columns->sets, LwPendingSet, i);
      SetBucket *bucket = &self->sets[lw_value_hash (entry->set) % N_SET_BUCKETS];
      guint32 label = 0;

      for (guint way = 0; way < N_WAYS; way++)
        label |= bucket->labels[way] & -(guint32) (bucket->sets[way] == entry->set);
      columns->labels[entry->row] = label != 0 ? label : ask_packed_set (self, bucket, entry->set);
    }
  g_array_set_size (columns->sets, 0);
}

/**
 * lw_attribute_reader_follow_set:
 * @self: a reader
 * @columns: where the row goes, which has room for it
 * @row: the row
 * @values: the line's values
 * @array: which of them is the label
 * @class_map: which is its class map; -1 for none
 * @confidence_map: which is its confidence map; -1 for none
 *
 * The same as lw_attribute_reader_add_set() for sets that can be read side by side.
 *
 * Returns: whether that was so
 */
gboolean
lw_attribute_reader_follow_set (LwAttributeReader  *self,
                                LwPartColumns      *columns,
                                guint               row,
                                const LwLineValues *values,
                                int                 array,
                                int                 class_map,
                                int                 confidence_map)
{
  SetKeys keys = { .n_labels = values->n_items[array] };
  const LwLineItem *names, *confidences;
  LwPendingSet set = { .row = row };
  guint32 ids[MAX_SET_LABELS];
  CachedClass spare;

  if (class_map < 0 || confidence_map < 0 || keys.n_labels == 0 || keys.n_labels > MAX_SET_LABELS ||
      values->n_items[class_map] != keys.n_labels || values->n_items[confidence_map] != keys.n_labels ||
      values->slices[class_map].type != LW_JSON_OBJECT || values->slices[confidence_map].type != LW_JSON_OBJECT)
    return FALSE;
  names = &values->items[values->first_item[class_map]];
  confidences = &values->items[values->first_item[confidence_map]];
  if (!read_items (&keys, &values->items[values->first_item[array]]) || !has_keys (&keys, names) ||
      !has_keys (&keys, confidences))
    return FALSE;

  for (guint i = 0; i < keys.n_labels; i++)
    {
      const CachedClass *class;

      if (names[i].value.type != LW_JSON_STRING)
        return FALSE;
      class = lw_attribute_reader_find_class (self, keys.indexes[i], &names[i].value, &spare);
      ids[i] = class->id;
      columns->labels[row] = class->label;
    }
  if (keys.n_labels == 1)
    {
      columns->confidence[row] = lw_attribute_reader_find_confidence (self, &confidences[0].value);
      return TRUE;
    }

  set.set = pack_set (self, ids, keys.n_labels);
  if (set.set == 0 && self->n_id_bits == 8)
    {
      widen_sets (self, columns);
      set.set = pack_set (self, ids, keys.n_labels);
    }
  if (set.set == 0)
    return FALSE;
  if (self->sets == NULL)
    self->sets = g_new0 (SetBucket, N_SET_BUCKETS);
  g_array_append_val (columns->sets, set);
  for (guint i = 0; i < keys.n_labels; i++)
    lw_part_columns_add_confidence (columns, lw_attribute_reader_find_confidence (self, &confidences[i].value));
  return TRUE;
}

/**
 * lw_attribute_reader_add_set:
 * @self: a reader
 * @columns: where the row goes, which has room for it
 * @row: the row
 * @array: the label
 * @class_map: its class map; may have no data
 * @confidence_map: its confidence map; may have no data
 */
void
lw_attribute_reader_add_set (LwAttributeReader *self,
                             LwPartColumns     *columns,
                             guint              row,
                             const LwJsonSlice *array,
                             const LwJsonSlice *class_map,
                             const LwJsonSlice *confidence_map)
{
  read_array (self->pairs, array);
  read_map (self, class_map, TRUE);
  read_map (self, confidence_map, FALSE);
  columns->labels[row] = find_set (self);
  add_confidences (self, columns, row);
}
