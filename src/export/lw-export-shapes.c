/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines like those before them. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-shapes.h"

#include "lw-shape-book.h"

#include <string.h>

/* What the writers that work with shapes look at; the metadata as a whole is not among it. */
enum
{
  PLACE_SOURCE_REF,
  PLACE_LABEL,
  PLACE_CONFIDENCE,
  PLACE_JOB_NAME,
  PLACE_CREATION_DATE,
  PLACE_FAILURE_REASON,
  N_PLACES,
};

/* A value of the line, or a piece of the fixed text before value number @slot: @length bytes, @offset behind its
 * start. */
typedef struct
{
  enum { NOWHERE, IN_VALUE, IN_TEXT } where;
  guint      slot;
  LwJsonType type;
  gsize      offset;
  gsize      length;
} Place;

/* An entry of the shape book. */
typedef struct
{
  LwLineShape shape;
  Place       places[N_PLACES];
} ExportShape;

struct _LwExportShapes
{
  char        *attribute;
  gsize        attribute_length;
  LwLineFacts *facts;
  LwShapeBook  book;
};

/**
 * lw_export_shapes_new:
 * @attribute: (nullable): the label attribute
 *
 * Returns: (transfer full): no shapes yet
 */
LwExportShapes *
lw_export_shapes_new (const char *attribute)
{
  LwExportShapes *self = g_new0 (LwExportShapes, 1);

  self->attribute = g_strdup (attribute);
  self->attribute_length = attribute != NULL ? strlen (attribute) : 0;
  self->facts = lw_line_facts_new ();
  lw_shape_book_init (&self->book, lw_line_match_get_best (), g_free);
  return self;
}

/**
 * lw_export_shapes_free:
 * @self: (transfer full): shapes
 */
void
lw_export_shapes_free (LwExportShapes *self)
{
  lw_shape_book_clear (&self->book);
  lw_line_facts_free (self->facts);
  g_free (self->attribute);
  g_free (self);
}

/* Where a value of the line is that the shape has just been learnt from. Returns whether that can be told. */
static gboolean
find_place (const LwLineShape *shape,
            const char        *line,
            gsize              length,
            const LwJsonSlice *value,
            Place             *place)
{
  int slot = lw_line_shape_find_slot (shape, line, value);
  gsize at = value->data - line;

  *place = (Place) { .where = NOWHERE };
  if (value->data == NULL)
    return TRUE;
  if (slot >= 0)
    {
      *place = (Place) { .where = IN_VALUE, .slot = (guint) slot };
      return TRUE;
    }
  for (guint i = 0; i <= shape->n_slots; i++)
    {
      gsize end = i < shape->n_slots ? shape->slots[i].place : length;
      gsize start = end - shape->slots[i].length;

      if (at < start || at + value->length > end)
        continue;
      *place = (Place) { IN_TEXT, i, value->type, at - start, value->length };
      return TRUE;
    }
  return FALSE;
}

static const LwLineMetadata *
find_metadata (LwExportShapes *self)
{
  for (guint i = 0; i < self->facts->metadata->len; i++)
    {
      const LwLineMetadata *metadata = &g_array_index (self->facts->metadata, LwLineMetadata, i);

      if (self->attribute != NULL && metadata->name.length == self->attribute_length &&
          memcmp (metadata->name.data, self->attribute, self->attribute_length) == 0)
        return metadata;
    }
  return NULL;
}

static gboolean
find_places (LwExportShapes *self,
             ExportShape    *known,
             const char     *line,
             gsize           length)
{
  static const LwJsonSlice none = { .data = NULL };
  const LwLineMetadata *metadata = find_metadata (self);
  const LwLineMember *label = NULL;
  const LwJsonSlice *values[N_PLACES];

  if (self->attribute != NULL)
    label = lw_line_facts_find_member (self->facts, self->attribute, self->attribute_length);
  values[PLACE_SOURCE_REF] = self->facts->source_ref.type == LW_JSON_STRING ? &self->facts->source_ref : &none;
  values[PLACE_LABEL] = label != NULL ? &label->value : &none;
  values[PLACE_CONFIDENCE] = metadata != NULL ? &metadata->confidence : &none;
  values[PLACE_JOB_NAME] = metadata != NULL ? &metadata->job_name : &none;
  values[PLACE_CREATION_DATE] = metadata != NULL ? &metadata->creation_date : &none;
  values[PLACE_FAILURE_REASON] = metadata != NULL ? &metadata->failure_reason : &none;
  for (guint i = 0; i < N_PLACES; i++)
    if (!find_place (&known->shape, line, length, values[i], &known->places[i]))
      return FALSE;
  return TRUE;
}

static void
learn (LwExportShapes *self,
       const char     *line,
       gsize           length)
{
  g_autofree ExportShape *known = NULL;

  if (!lw_shape_book_may_learn (&self->book))
    return;
  while (length > 0 && (guchar) line[length - 1] <= ' ')
    length--;
  if (!lw_line_facts_read (self->facts, line, length) || self->facts->duplicate != NULL ||
      self->facts->decoded->len > 0)
    return;
  known = g_new0 (ExportShape, 1);
  if (lw_line_shape_learn (&known->shape, self->facts, line, length) && find_places (self, known, line, length))
    lw_shape_book_take (&self->book, g_steal_pointer (&known));
}

/* The fixed text before value number @slot of a line. */
static inline const char *
get_text (const LwLineShape *shape,
          const LwJsonSlice *values,
          const char        *line,
          guint              slot)
{
  const LwJsonSlice *before;

  if (slot == 0)
    return line;
  before = &values[slot - 1];
  return before->data + before->length + (before->type == LW_JSON_STRING);
}

static inline void
take (const ExportShape *known,
      const LwJsonSlice *values,
      const char        *line,
      guint              which,
      LwJsonSlice       *to)
{
  const Place *place = &known->places[which];

  if (place->where == IN_VALUE)
    *to = values[place->slot];
  else if (place->where == IN_TEXT)
    *to = (LwJsonSlice) { place->type, FALSE, get_text (&known->shape, values, line, place->slot) + place->offset,
                          place->length };
  else
    to->data = NULL;
}

/**
 * lw_export_shapes_read:
 * @self: shapes
 * @out: (out caller-allocates): what is found; never the metadata
 * @line: (array length=length): a line that is a JSON object; %LW_SHAPE_SPARE bytes behind it may be read, of which the
 *   first is a line break or a NUL
 * @length: its length in bytes
 */
void
lw_export_shapes_read (LwExportShapes *self,
                       LwExportLine   *out,
                       const char     *line,
                       gsize           length)
{
  const char *stop;
  const ExportShape *known = lw_shape_book_find (&self->book, line, line + length, &stop);
  const LwJsonSlice *values = self->book.values.slices;

  if (known == NULL)
    {
      lw_export_line_read (out, line, length, self->attribute, self->attribute_length);
      learn (self, line, length);
      return;
    }
  out->metadata.data = NULL;
  take (known, values, line, PLACE_SOURCE_REF, &out->source_ref);
  take (known, values, line, PLACE_LABEL, &out->label);
  take (known, values, line, PLACE_CONFIDENCE, &out->confidence);
  take (known, values, line, PLACE_JOB_NAME, &out->job_name);
  take (known, values, line, PLACE_CREATION_DATE, &out->creation_date);
  take (known, values, line, PLACE_FAILURE_REASON, &out->failure_reason);
}
