/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How one row gets into the columns of a label attribute: its state, its classes, its confidence. What
 * words of the metadata mean as numbers is in lw-manifest-values.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-reader.h"

#include "lw-manifest-values.h"

#include <string.h>

/* More labels than this on one object are not looked at: the service allows 50. */
#define MAX_LABELS 1000

#define N_CACHED_CLASSES 256
#define N_CACHED_VALUES  4096
#define N_CACHED_TIMES   8192
#define N_CACHED_SETS    16384

/* Places that are looked at for what is cached; with fewer, what is frequent drives itself out. */
#define N_PROBES 4

/* A class as it stands in the line. */
typedef struct
{
  gint64  index;
  guint   id;
  guint   label;
  guint   length;
  char    raw[44];
} CachedClass;

typedef struct
{
  guint64 value;
  guint32 code;
} CachedValue;

typedef struct
{
  guint32 seconds;
  guint32 code;
} CachedTime;

/* A set as it stands in the line: the array, and behind it the class map. */
typedef struct
{
  guint32 label;
  guint16 n_labels;
  guint16 array_length;
  guint16 length;
  char    raw[118];
} CachedSet;

/* One label of a set while its row is read. */
typedef struct
{
  gint64      index;
  LwJsonSlice name;
  guint32     confidence;
} LabelPair;

static const LwLineMetadata no_metadata;

/* Invariant: what is cached is what the builder said, whose tables only grow. */
struct _LwAttributeReader
{
  LwManifestSchema   *schema;
  LwAttributeBuilder *builder;
  LwLabelKind         kind;
  gboolean            kind_known;
  gboolean            is_guessed;
  CachedClass         classes[N_CACHED_CLASSES];
  CachedValue         confidences[N_CACHED_VALUES];
  guint32             hundredths[100];
  CachedTime          times[N_CACHED_TIMES];
  CachedSet          *sets;
  guint               n_asked;
  gsize               job_length;
  char                job_raw[64];
  guint32             job_code;
  GArray             *pairs;
  GArray             *ids;
};

/**
 * lw_attribute_reader_new:
 * @schema: what the attribute is part of; not owned
 * @builder: the attribute; not owned
 *
 * Returns: (transfer full): a reader
 */
LwAttributeReader *
lw_attribute_reader_new (LwManifestSchema   *schema,
                         LwAttributeBuilder *builder)
{
  LwAttributeReader *self = g_new0 (LwAttributeReader, 1);

  self->schema = schema;
  self->builder = builder;
  self->pairs = g_array_new (FALSE, FALSE, sizeof (LabelPair));
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

/**
 * lw_attribute_reader_free:
 * @self: (transfer full): a reader
 */
void
lw_attribute_reader_free (LwAttributeReader *self)
{
  g_array_unref (self->pairs);
  g_array_unref (self->ids);
  g_free (self->sets);
  g_free (self);
}

/**
 * lw_attribute_reader_get_builder:
 * @self: a reader
 *
 * Returns: (transfer none): the attribute
 */
LwAttributeBuilder *
lw_attribute_reader_get_builder (LwAttributeReader *self)
{
  return self->builder;
}

static const LwJsonSlice *
text_or_null (const LwJsonSlice *slice)
{
  return slice->data != NULL && slice->type == LW_JSON_STRING ? slice : NULL;
}

/* The class in the builder's table, and the label that is this class alone. */
static void
ask_class (LwAttributeReader *self,
           CachedClass       *class,
           gint64             index,
           const LwJsonSlice *name)
{
  g_autofree char *text = name != NULL ? lw_json_slice_dup (name, NULL) : NULL;

  g_mutex_lock (&self->schema->lock);
  class->id = lw_attribute_builder_find_class (self->builder, index, text);
  class->label = lw_attribute_builder_find_label (self->builder, &class->id, 1);
  g_mutex_unlock (&self->schema->lock);
}

/* The class with this number and this name; a name that was never decoded is looked up as it stands. @spare
 * is where it is when it cannot be remembered. */
static const CachedClass *
find_class (LwAttributeReader *self,
            gint64             index,
            const LwJsonSlice *name,
            CachedClass       *spare)
{
  CachedClass *cached;
  guint64 hash;

  if (name == NULL || name->length > sizeof cached->raw || name->length == 0)
    {
      ask_class (self, spare, index, name);
      return spare;
    }

  hash = (guint64) index * 31 + name->length * 7 + (guchar) name->data[name->length / 2];
  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->classes[(hash + i) % N_CACHED_CLASSES];
      if (cached->length == name->length && cached->index == index &&
          memcmp (cached->raw, name->data, name->length) == 0)
        return cached;
      if (cached->length == 0)
        break;
    }
  if (cached->length != 0)
    cached = &self->classes[(hash + self->n_asked++ % N_PROBES) % N_CACHED_CLASSES];

  ask_class (self, cached, index, name);
  cached->index = index;
  cached->length = name->length;
  memcpy (cached->raw, name->data, name->length);
  return cached;
}

/* Where the value is cached, or is to be: then it has no code. */
static CachedValue *
find_cached (LwAttributeReader *self,
             guint64            value)
{
  guint64 hash = lw_value_hash (value);
  CachedValue *cached = NULL;

  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->confidences[(hash + i) % N_CACHED_VALUES];
      if (cached->value == value || cached->code == 0)
        return cached;
    }
  cached = &self->confidences[(hash + self->n_asked++ % N_PROBES) % N_CACHED_VALUES];
  cached->code = 0;
  return cached;
}

/* The same for times. */
static CachedTime *
find_cached_time (LwAttributeReader *self,
                  guint32            seconds)
{
  guint64 hash = lw_value_hash (seconds);
  CachedTime *cached = NULL;

  for (guint i = 0; i < N_PROBES; i++)
    {
      cached = &self->times[(hash + i) % N_CACHED_TIMES];
      if (cached->seconds == seconds || cached->code == 0)
        return cached;
    }
  cached = &self->times[(hash + self->n_asked++ % N_PROBES) % N_CACHED_TIMES];
  cached->code = 0;
  return cached;
}

static guint32
find_any_confidence (LwAttributeReader *self,
                     const LwJsonSlice *slice)
{
  double confidence = lw_manifest_confidence_from_slice (slice);
  CachedValue *cached;
  guint64 bits;

  if (confidence < 0)
    return 0;
  memcpy (&bits, &confidence, sizeof bits);
  cached = find_cached (self, bits);
  if (cached->code != 0)
    return cached->code;
  g_mutex_lock (&self->schema->lock);
  *cached = (CachedValue) { bits, lw_attribute_builder_find_confidence (self->builder, confidence) };
  g_mutex_unlock (&self->schema->lock);
  return cached->code;
}

/* Most are written as 0.93. */
static guint32
find_confidence (LwAttributeReader *self,
                 const LwJsonSlice *slice)
{
  const char *data = slice->data;
  guint32 *code;

  if (slice->length != 4 || slice->type != LW_JSON_NUMBER || data[0] != '0' || data[1] != '.' ||
      !g_ascii_isdigit (data[2]) || !g_ascii_isdigit (data[3]))
    return find_any_confidence (self, slice);
  code = &self->hundredths[(data[2] - '0') * 10 + (data[3] - '0')];
  if (*code == 0)
    *code = find_any_confidence (self, slice);
  return *code;
}

static guint32
find_time (LwAttributeReader *self,
           const LwJsonSlice *slice)
{
  guint32 seconds = lw_manifest_created_from_slice (slice);
  CachedTime *cached;

  if (seconds == 0)
    return 0;
  cached = find_cached_time (self, seconds);
  if (cached->code != 0)
    return cached->code;
  g_mutex_lock (&self->schema->lock);
  *cached = (CachedTime) { seconds, lw_attribute_builder_find_time (self->builder, seconds) };
  g_mutex_unlock (&self->schema->lock);
  return cached->code;
}

/* Mostly that of the line before. */
static guint32
find_job (LwAttributeReader *self,
          const LwJsonSlice *slice)
{
  g_autofree char *name = NULL;

  if (text_or_null (slice) == NULL)
    return 0;
  if (slice->length > 0 && slice->length == self->job_length &&
      memcmp (slice->data, self->job_raw, slice->length) == 0)
    return self->job_code;

  name = lw_json_slice_dup (slice, NULL);
  g_mutex_lock (&self->schema->lock);
  self->job_code = lw_attribute_builder_find_job (self->builder, name);
  g_mutex_unlock (&self->schema->lock);
  self->job_length = slice->length <= sizeof self->job_raw ? slice->length : 0;
  memcpy (self->job_raw, slice->data, self->job_length);
  return self->job_code;
}

static LwLabelKind
guess_kind (const LwLineMetadata *metadata,
            const LwLineMember   *label)
{
  gboolean named = metadata != NULL && text_or_null (&metadata->class_name) != NULL;
  gint64 index;

  if (label->value.type == LW_JSON_ARRAY)
    return LW_LABEL_KIND_MULTI;
  return named || lw_json_slice_to_int (&label->value, &index) ? LW_LABEL_KIND_SINGLE : LW_LABEL_KIND_OTHER;
}

/* Rows that were read while the kind was taken for another must be read once more. */
static void
learn_type (LwAttributeReader *self,
            const LwJsonSlice *type)
{
  LwAttributeBuilder *builder = self->builder;
  LwLabelKind guess = builder->kind;
  g_autofree char *text = lw_json_slice_dup (type, NULL);

  lw_attribute_builder_set_type (builder, text);
  if (builder->is_guessed && builder->kind != guess)
    self->schema->again = TRUE;
}

static void
learn_kind (LwAttributeReader    *self,
            LwPartColumns        *columns,
            const LwLineMetadata *metadata,
            const LwLineMember   *label)
{
  const LwJsonSlice *type = metadata != NULL ? text_or_null (&metadata->type) : NULL;
  LwAttributeBuilder *builder = self->builder;

  if (type != NULL && columns->type == NULL)
    columns->type = lw_json_slice_dup (type, NULL);
  if (label != NULL && !columns->has_label)
    {
      columns->has_label = TRUE;
      columns->kind = guess_kind (metadata, label);
    }
  if (self->kind_known || (type == NULL && (label == NULL || self->is_guessed)))
    return;

  g_mutex_lock (&self->schema->lock);
  if (!builder->kind_known && type != NULL)
    learn_type (self, type);
  else if (!builder->kind_known && !builder->is_guessed && label != NULL)
    {
      builder->is_guessed = TRUE;
      builder->kind = columns->kind;
    }
  self->kind = builder->kind;
  self->kind_known = builder->kind_known;
  self->is_guessed = builder->is_guessed;
  g_mutex_unlock (&self->schema->lock);
}

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
        pair->confidence = find_confidence (self, &value);
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
      guint32 id = find_class (self, pair->index, pair->name.data != NULL ? &pair->name : NULL, &spare)->id;

      g_array_append_val (self->ids, id);
    }
  g_mutex_lock (&self->schema->lock);
  label = lw_attribute_builder_find_label (self->builder, (const guint32 *) (const void *) self->ids->data,
                                           self->ids->len);
  g_mutex_unlock (&self->schema->lock);
  return label;
}

/* Has the place in the cache brought near while other things are done. */
static guint64
hash_set (LwAttributeReader *self,
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
      code = find_confidence (self, &value);
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

/* The maps may have no data. */
static void
add_set (LwAttributeReader *self,
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

/* The name and the confidence may have no data. */
static void
add_single (LwAttributeReader *self,
            LwPartColumns     *columns,
            guint              row,
            const LwJsonSlice *value,
            const LwJsonSlice *class_name,
            const LwJsonSlice *confidence)
{
  const LwJsonSlice *name = text_or_null (class_name);
  CachedClass spare;
  gint64 index;

  if (!lw_json_slice_to_int (value, &index))
    {
      index = LW_CLASS_INDEX_NONE;
      if (name == NULL)
        name = text_or_null (value);
      if (name == NULL)
        return;
    }
  columns->labels[row] = find_class (self, index, name, &spare)->label;
  if (confidence->data != NULL)
    columns->confidence[row] = find_confidence (self, confidence);
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
 * lw_attribute_reader_add:
 * @self: a reader
 * @columns: where the row goes
 * @row: the row; rows come in ascending order, some may be left out
 * @metadata: (nullable): its metadata
 * @label: (nullable): its label
 */
void
lw_attribute_reader_add (LwAttributeReader    *self,
                         LwPartColumns        *columns,
                         guint                 row,
                         const LwLineMetadata *metadata,
                         const LwLineMember   *label)
{
  LwDataObjectState state = find_state (metadata, label);
  LwAnnotator annotator = LW_ANNOTATOR_UNKNOWN;

  g_assert (row >= columns->n_rows);

  if (!self->kind_known || columns->type == NULL)
    learn_kind (self, columns, metadata, label);
  lw_part_columns_pad (columns, row + 1);
  if (metadata != NULL)
    {
      annotator = lw_manifest_annotator_from_slice (&metadata->human_annotated);
      columns->job[row] = find_job (self, &metadata->job_name);
      if (metadata->creation_date.data != NULL)
        columns->created[row] = find_time (self, &metadata->creation_date);
    }
  columns->flags[row] = LW_ROW_FLAGS (state, annotator, 0);
  if (state != LW_DATA_OBJECT_STATE_LABELED || self->kind == LW_LABEL_KIND_OTHER)
    return;
  if (metadata == NULL)
    metadata = &no_metadata;
  if (label->value.type == LW_JSON_ARRAY)
    add_set (self, columns, row, hash_set (self, &label->value, &metadata->class_map), &label->value,
             &metadata->class_map, &metadata->confidence_map);
  else
    add_single (self, columns, row, &label->value, &metadata->class_name, &metadata->confidence);
}

/**
 * lw_attribute_reader_plan:
 * @self: a reader that has just added the line's row
 * @metadata: (nullable): the row's metadata
 * @label: (nullable): its label
 * @shape: the line's shape
 * @line: the line
 * @plan: (out caller-allocates): what to do with lines of the shape; its type is to be freed
 *
 * Returns: whether such lines can be read without the parser
 */
gboolean
lw_attribute_reader_plan (LwAttributeReader    *self,
                          const LwLineMetadata *metadata,
                          const LwLineMember   *label,
                          const LwLineShape    *shape,
                          const char           *line,
                          LwRowPlan            *plan)
{
  LwDataObjectState state = find_state (metadata, label);
  const LwJsonSlice *type;

  if (metadata == NULL)
    metadata = &no_metadata;
  type = text_or_null (&metadata->type);
  *plan = (LwRowPlan) {
    .reader = self,
    .flags = LW_ROW_FLAGS (state, lw_manifest_annotator_from_slice (&metadata->human_annotated), 0),
    .job = find_job (self, &metadata->job_name),
    .has_label = state == LW_DATA_OBJECT_STATE_LABELED && self->kind != LW_LABEL_KIND_OTHER,
    .is_set = label != NULL && label->value.type == LW_JSON_ARRAY,
    .label = label != NULL ? lw_line_shape_find_slot (shape, line, &label->value) : -1,
    .class_name = lw_line_shape_find_slot (shape, line, &metadata->class_name),
    .confidence = lw_line_shape_find_slot (shape, line, &metadata->confidence),
    .created = lw_line_shape_find_slot (shape, line, &metadata->creation_date),
    .human = lw_line_shape_find_slot (shape, line, &metadata->human_annotated),
    .class_map = lw_line_shape_find_slot (shape, line, &metadata->class_map),
    .confidence_map = lw_line_shape_find_slot (shape, line, &metadata->confidence_map),
  };
  if (!self->kind_known || (plan->has_label && plan->label < 0))
    return FALSE;
  plan->type = type != NULL ? lw_json_slice_dup (type, NULL) : NULL;
  return TRUE;
}

static inline const LwJsonSlice *
get_value (const LwJsonSlice *values,
           int                slot)
{
  return slot >= 0 ? &values[slot] : &no_metadata.class_name;
}

/**
 * lw_attribute_reader_follow:
 * @plan: what to do
 * @columns: where the row goes
 * @row: the row
 * @values: the line's values
 *
 * The same as lw_attribute_reader_add() for a line of a known shape.
 */
void
lw_attribute_reader_follow (const LwRowPlan   *plan,
                            LwPartColumns     *columns,
                            guint              row,
                            const LwJsonSlice *values)
{
  LwAttributeReader *self = plan->reader;
  guint64 hash = 0;

  if (plan->has_label && plan->is_set)
    hash = hash_set (self, &values[plan->label], get_value (values, plan->class_map));
  lw_part_columns_pad (columns, row + 1);
  if (columns->type == NULL && plan->type != NULL)
    columns->type = g_strdup (plan->type);
  columns->flags[row] = plan->flags;
  if (plan->human >= 0)
    columns->flags[row] = LW_ROW_FLAGS (LW_ROW_STATE (plan->flags),
                                        lw_manifest_annotator_from_slice (&values[plan->human]), 0);
  columns->job[row] = plan->job;
  if (plan->created >= 0)
    columns->created[row] = find_time (self, &values[plan->created]);
  if (!plan->has_label)
    return;
  if (plan->is_set)
    add_set (self, columns, row, hash, &values[plan->label], get_value (values, plan->class_map),
             get_value (values, plan->confidence_map));
  else
    add_single (self, columns, row, &values[plan->label], get_value (values, plan->class_name),
                get_value (values, plan->confidence));
}
