/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How one row gets into the columns of a label attribute: its state, its classes, its confidence. What
 * words of the metadata mean as numbers is in lw-manifest-values.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-reader-private.h"

#include "lw-manifest-values.h"
#include "lw-text-word.h"

static const LwLineMetadata no_metadata;

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
  self->n_id_bits = 8;
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

static LwLabelKind
guess_kind (const LwLineMetadata *metadata,
            const LwLineMember   *label)
{
  gboolean named = metadata != NULL && lw_attribute_reader_text_or_null (&metadata->class_name) != NULL;
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
  const LwJsonSlice *type = metadata != NULL ? lw_attribute_reader_text_or_null (&metadata->type) : NULL;
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

/* Most are short. */
static inline gboolean
read_index (const LwJsonSlice *value,
            gint64            *index)
{
  if ((value->type == LW_JSON_NUMBER || value->type == LW_JSON_STRING) &&
      lw_text_to_small_int (value->data, value->length, index))
    return TRUE;
  return lw_json_slice_to_int (value, index);
}

/* The name and the confidence may have no data. */
static inline void
add_single (LwAttributeReader *self,
            LwPartColumns     *columns,
            guint              row,
            const LwJsonSlice *value,
            const LwJsonSlice *class_name,
            const LwJsonSlice *confidence)
{
  const LwJsonSlice *name = lw_attribute_reader_text_or_null (class_name);
  CachedClass spare;
  gint64 index;

  if (!read_index (value, &index))
    {
      index = LW_CLASS_INDEX_NONE;
      if (name == NULL)
        name = lw_attribute_reader_text_or_null (value);
      if (name == NULL)
        return;
    }
  columns->labels[row] = lw_attribute_reader_find_class (self, index, name, &spare)->label;
  if (confidence->data != NULL)
    columns->confidence[row] = lw_attribute_reader_find_confidence (self, confidence);
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
      columns->job[row] = lw_attribute_reader_find_job (self, &metadata->job_name);
      if (metadata->creation_date.data != NULL)
        columns->created[row] = lw_manifest_created_from_slice (&metadata->creation_date);
    }
  columns->flags[row] = LW_ROW_FLAGS (state, annotator, 0);
  if (state != LW_DATA_OBJECT_STATE_LABELED || self->kind == LW_LABEL_KIND_OTHER)
    return;
  if (metadata == NULL)
    metadata = &no_metadata;
  if (label->value.type == LW_JSON_ARRAY)
    lw_attribute_reader_add_set (self, columns, row, &label->value, &metadata->class_map, &metadata->confidence_map);
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
  type = lw_attribute_reader_text_or_null (&metadata->type);
  *plan = (LwRowPlan) {
    .reader = self,
    .flags = LW_ROW_FLAGS (state, lw_manifest_annotator_from_slice (&metadata->human_annotated), 0),
    .job = lw_attribute_reader_find_job (self, &metadata->job_name),
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
get_value (const LwLineValues *values,
           int                 slot)
{
  return slot >= 0 ? &values->slices[slot] : &no_metadata.class_name;
}

/* What people write is `yes` and `no`. */
static inline LwAnnotator
read_annotator (const LwJsonSlice *slice)
{
  if (slice->type == LW_JSON_STRING && lw_text_load_head (slice->data, slice->length) == LW_TEXT_WORD ('y', 'e', 's'))
    return LW_ANNOTATOR_HUMAN;
  return lw_manifest_annotator_from_slice (slice);
}

/**
 * lw_attribute_reader_follow:
 * @plan: what to do
 * @part: where the row goes
 * @row: the row
 * @values: the line's values
 *
 * The same as lw_attribute_reader_add() for a line of a known shape.
 */
void
lw_attribute_reader_follow (const LwRowPlan    *plan,
                            LwManifestPart     *part,
                            guint               row,
                            const LwLineValues *values)
{
  LwAttributeReader *self = plan->reader;
  LwPartColumns *columns = self->columns;

  if (G_UNLIKELY (columns == NULL))
    self->columns = columns = lw_manifest_part_get_columns (part, self->builder);
  lw_part_columns_add_row (columns, row);
  if (columns->type == NULL && plan->type != NULL)
    columns->type = g_strdup (plan->type);
  columns->flags[row] = plan->flags;
  if (plan->human >= 0)
    columns->flags[row] = LW_ROW_FLAGS (LW_ROW_STATE (plan->flags), read_annotator (&values->slices[plan->human]), 0);
  columns->job[row] = plan->job;
  if (plan->created >= 0)
    columns->created[row] = lw_manifest_created_from_slice (&values->slices[plan->created]);
  if (!plan->has_label)
    return;
  if (!plan->is_set)
    add_single (self, columns, row, &values->slices[plan->label], get_value (values, plan->class_name),
                get_value (values, plan->confidence));
  else if (!lw_attribute_reader_follow_set (self, columns, row, values, plan->label, plan->class_map,
                                            plan->confidence_map))
    lw_attribute_reader_add_set (self, columns, row, &values->slices[plan->label], get_value (values, plan->class_map),
                                 get_value (values, plan->confidence_map));
}

/**
 * lw_attribute_reader_finish:
 * @self: a reader
 * @columns: columns that have all their rows
 *
 * Finds the codes that were left for the end.
 */
void
lw_attribute_reader_finish (LwAttributeReader *self,
                            LwPartColumns     *columns)
{
  lw_attribute_reader_finish_times (self, columns);
  lw_attribute_reader_finish_sets (self, columns);
  self->columns = NULL;
}
