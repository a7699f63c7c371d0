/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How one row gets into the columns of a label attribute: its state, its classes, its confidence. What
 * words of the metadata mean as numbers is in lw-manifest-values.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-attribute.h"

#include <string.h>

/* More labels than this on one object are not looked at: the service allows 50. */
#define MAX_LABELS 1000

static guint
add_class (LwManifestAttribute *self,
           gint64               index,
           const LwJsonSlice   *name)
{
  g_autofree char *text = name != NULL ? lw_json_slice_dup (name, NULL) : NULL;

  return lw_manifest_attribute_add_class (self, index, text);
}

/* The position of the class with this number and this name; a name that was never decoded is looked up as
 * it stands. */
static guint
find_class (LwManifestAttribute *self,
            gint64               index,
            const LwJsonSlice   *name)
{
  LwClassCache *cached;
  guint position;

  if (name == NULL || name->length > sizeof cached->raw || name->length == 0)
    return add_class (self, index, name);

  cached = &self->cache[((guint64) index * 31 + name->length) % LW_N_CACHED_CLASSES];
  if (cached->length == name->length && cached->index == index &&
      memcmp (cached->raw, name->data, name->length) == 0)
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

      named |= lw_json_slice_to_int (&label->value, &index);
      self->kind = named ? LW_LABEL_KIND_SINGLE : LW_LABEL_KIND_OTHER;
    }
}

/* Gives a label of the set its name or its confidence. */
static LwLabelPair *
find_pair (GArray            *pairs,
           const LwJsonSlice *key)
{
  LwJsonSlice number = *key;
  gint64 index;

  if (!lw_json_slice_to_int (&number, &index))
    return NULL;
  for (guint i = 0; i < pairs->len; i++)
    {
      LwLabelPair *pair = &g_array_index (pairs, LwLabelPair, i);

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
      LwLabelPair *pair;

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
      LwLabelPair pair = { .confidence = LW_CONFIDENCE_MISSING };
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
      LwLabelPair *pair = &g_array_index (self->pairs, LwLabelPair, i);
      guint32 position = find_class (self, pair->index, pair->name.data != NULL ? &pair->name : NULL);

      g_array_append_val (self->sets, position);
      g_array_index (self->classes, LwManifestClass, position).count++;
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 confidence = g_array_index (self->pairs, LwLabelPair, i).confidence;

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
  if (slice->type == LW_JSON_TRUE ||
      lw_json_slice_equal (slice, "yes", 3) || lw_json_slice_equal (slice, "true", 4))
    return LW_ANNOTATOR_HUMAN;
  if (slice->type == LW_JSON_FALSE ||
      lw_json_slice_equal (slice, "no", 2) || lw_json_slice_equal (slice, "false", 5))
    return LW_ANNOTATOR_MACHINE;
  return LW_ANNOTATOR_UNKNOWN;
}

/* A failed object has metadata and no label; the reason stands in it, and counts when there is a label as
 * well. */
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
  lw_manifest_attribute_pad (self, row + 1);
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
