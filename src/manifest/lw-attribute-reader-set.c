/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels of several classes: arrays, class maps and confidence maps. A set that was read before is known by its
 * text. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-reader-private.h"

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
    g_array_append_val (columns->label_confidence, pairs[i].confidence);
}

/* The label of the pairs, which have their names. */
static guint32
find_set (LwAttributeReader *self)
{
  guint32 label;

  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      LabelPair *pair = &g_array_index (self->pairs, LabelPair, i);
      CachedClass spare;
      const LwJsonSlice *name = pair->name.data != NULL ? &pair->name : NULL;
      guint32 id = lw_attribute_reader_find_class (self, pair->index, name, &spare)->id;

      g_array_append_val (self->ids, id);
    }
  g_mutex_lock (&self->schema->lock);
  label = lw_attribute_builder_find_label (self->builder, (const guint32 *) (const void *) self->ids->data,
                                           self->ids->len);
  g_mutex_unlock (&self->schema->lock);
  return label;
}

/**
 * lw_attribute_reader_hash_set:
 * @self: a reader
 * @array: a label
 * @class_map: its class map; may have no data
 *
 * Has the place in the cache brought near while other things are done.
 *
 * Returns: what to add the set with
 */
guint64
lw_attribute_reader_hash_set (LwAttributeReader *self,
                              const LwJsonSlice *array,
                              const LwJsonSlice *class_map)
{
  guint64 hash = array->length * 31 + class_map->length;
  const CachedSet *cached;
  guint64 head = 0;

  if (self->sets == NULL)
    self->sets = g_new0 (CachedSet, N_CACHED_SETS);
  for (gsize i = 0; i < array->length; i += sizeof head)
    {
      memcpy (&head, array->data + i, MIN (sizeof head, array->length - i));
      hash = lw_value_hash (hash ^ head);
    }
  cached = &self->sets[hash % N_CACHED_SETS];
  __builtin_prefetch (cached);
  __builtin_prefetch (cached->raw + sizeof cached->raw / 2);
  return hash;
}

/* Where the set is cached or is to be; NULL for one that is too long for that. */
static CachedSet *
find_cached_set (LwAttributeReader *self,
                 guint64            hash,
                 const LwJsonSlice *array,
                 const LwJsonSlice *class_map)
{
  CachedSet *cached = NULL;

  if (array->length + class_map->length > sizeof cached->raw || class_map->data == NULL)
    return NULL;
  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->sets[(hash + i) % N_CACHED_SETS];
      if (cached->length == array->length + class_map->length && cached->array_length == array->length &&
          memcmp (cached->raw, array->data, array->length) == 0 &&
          memcmp (cached->raw + array->length, class_map->data, class_map->length) == 0)
        return cached;
      if (cached->label == 0)
        return cached;
    }
  cached = &self->sets[(hash + self->n_asked++ % N_PROBES) % N_CACHED_SETS];
  cached->label = 0;
  return cached;
}

static void
remember_set (LwAttributeReader *self,
              CachedSet         *cached,
              guint32            label,
              const LwJsonSlice *array,
              const LwJsonSlice *class_map)
{
  cached->label = label;
  cached->n_labels = (guint16) self->pairs->len;
  cached->array_length = (guint16) array->length;
  cached->length = (guint16) (array->length + class_map->length);
  memcpy (cached->raw, array->data, array->length);
  memcpy (cached->raw + array->length, class_map->data, class_map->length);
}

/* Behind `[` or `,` in the array and `{` or `,` in the map: whether both have the same number, and where the map's
 * value stands. Both were checked, so there is an end to every number. */
static const char *
match_key (const char **item,
           const char  *key)
{
  const char *pos = *item;

  if (*key++ != '"')
    return NULL;
  while (g_ascii_isdigit (*pos) && *pos == *key)
    {
      pos++;
      key++;
    }
  if (pos == *item || (*pos != ',' && *pos != ']') || key[0] != '"' || key[1] != ':')
    return NULL;
  *item = pos + 1;
  return key + 2;
}

/* The confidences of a set that is known, when the map has just them, in the array's order and without white space:
 * what Ground Truth writes. */
static gboolean
follow_confidences (LwAttributeReader *self,
                    LwPartColumns     *columns,
                    guint              row,
                    guint              n_labels,
                    const LwJsonSlice *array,
                    const LwJsonSlice *map)
{
  const char *item = array->data + 1;
  const char *pos = map->data + 1;
  const char *end = map->data + map->length;
  guint n_before = columns->label_confidence->len;

  for (guint i = 0; i < n_labels; i++)
    {
      LwJsonSlice value = { .type = LW_JSON_NUMBER };
      guint32 code;

      value.data = match_key (&item, pos);
      if (value.data == NULL)
        break;
      for (pos = value.data; *pos != ',' && *pos != '}'; pos++)
        value.length++;
      if (!g_ascii_isdigit (*value.data) || !g_ascii_isdigit (pos[-1]))
        break;
      pos++;
      code = lw_attribute_reader_find_confidence (self, &value);
      if (n_labels == 1)
        columns->confidence[row] = code;
      else
        g_array_append_val (columns->label_confidence, code);
      if (i + 1 == n_labels && pos == end)
        return TRUE;
      if (pos == end)
        break;
    }
  g_array_set_size (columns->label_confidence, n_before);
  columns->confidence[row] = 0;
  return FALSE;
}

/**
 * lw_attribute_reader_add_set:
 * @self: a reader
 * @columns: where the row goes, which has room for it
 * @row: the row
 * @hash: what lw_attribute_reader_hash_set() said
 * @array: the label
 * @class_map: its class map; may have no data
 * @confidence_map: its confidence map; may have no data
 */
void
lw_attribute_reader_add_set (LwAttributeReader *self,
                             LwPartColumns     *columns,
                             guint              row,
                             guint64            hash,
                             const LwJsonSlice *array,
                             const LwJsonSlice *class_map,
                             const LwJsonSlice *confidence_map)
{
  CachedSet *cached = find_cached_set (self, hash, array, class_map);
  guint32 label;

  if (cached != NULL && cached->label != 0 && confidence_map->data != NULL && confidence_map->type == LW_JSON_OBJECT &&
      follow_confidences (self, columns, row, cached->n_labels, array, confidence_map))
    {
      columns->labels[row] = cached->label;
      return;
    }

  read_array (self->pairs, array);
  read_map (self, class_map, TRUE);
  read_map (self, confidence_map, FALSE);
  label = find_set (self);
  columns->labels[row] = label;
  add_confidences (self, columns, row);
  if (cached != NULL && label != 0 && self->pairs->len > 0)
    remember_set (self, cached, label, array, class_map);
}
