/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines whose shape is known: their values go to the columns without the parser. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-worker-private.h"

#include <string.h>

/**
 * lw_manifest_worker_free_shape:
 * @data: (transfer full): a known shape
 */
void
lw_manifest_worker_free_shape (gpointer data)
{
  KnownShape *known = data;

  for (guint i = 0; i < known->n_plans; i++)
    g_free (known->plans[i].type);
  g_free (known);
}

static gboolean
add_plan (LwManifestWorker     *self,
          KnownShape           *known,
          const LwJsonSlice    *name,
          const LwLineMetadata *metadata,
          const LwLineMember   *label,
          const char           *line)
{
  LwAttributeReader *reader = lw_manifest_worker_find_reader (self, name);

  if (reader == NULL)
    return TRUE;
  if (known->n_plans == MAX_PLANS ||
      !lw_attribute_reader_plan (reader, metadata, label, &known->shape, line, &known->plans[known->n_plans]))
    return FALSE;
  known->n_plans++;
  return TRUE;
}

/* The attributes of the line, as read_line () has added them. */
static gboolean
add_plans (LwManifestWorker *self,
           KnownShape       *known,
           const char       *line)
{
  LwLineFacts *facts = self->facts;

  for (guint i = 0; i < facts->metadata->len; i++)
    {
      const LwLineMetadata *metadata = &g_array_index (facts->metadata, LwLineMetadata, i);
      const LwJsonSlice *name = &metadata->name;
      const LwLineMember *label = lw_line_facts_find_member (facts, name->data, name->length);

      if (!add_plan (self, known, name, metadata, label, line))
        return FALSE;
    }
  for (guint i = 0; i < facts->members->len; i++)
    {
      const LwLineMember *member = &g_array_index (facts->members, LwLineMember, i);

      if (member->value.type != LW_JSON_NULL && !lw_line_facts_has_metadata (facts, &member->key) &&
          !add_plan (self, known, &member->key, NULL, member, line))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_manifest_worker_learn_shape:
 * @self: a worker
 * @line: (array length=length): a line that the parser has just read, and found nothing wrong with
 * @length: its length in bytes
 *
 * Remembers the line's shape, before all others.
 */
void
lw_manifest_worker_learn_shape (LwManifestWorker *self,
                                const char       *line,
                                gsize             length)
{
  KnownShape *known;

  if (self->facts->decoded->len > 0 || self->facts->source_ref.data == NULL || !lw_shape_book_may_learn (&self->shapes))
    return;
  known = g_new0 (KnownShape, 1);
  if (!lw_line_shape_learn (&known->shape, self->facts, line, length) || !add_plans (self, known, line))
    {
      lw_manifest_worker_free_shape (known);
      return;
    }
  known->source_ref = lw_line_shape_find_slot (&known->shape, line, &self->facts->source_ref);
  lw_shape_book_take (&self->shapes, known);
}

/* The parser would have something to say about it, or may have. */
static gboolean
is_suspicious (const LwJsonSlice *source_ref)
{
  if (source_ref->length == 0)
    return TRUE;
  return source_ref->escaped && memmem (source_ref->data, source_ref->length, "\\u0000", 6) != NULL;
}

/**
 * lw_manifest_worker_take_known_line:
 * @self: a worker
 * @start: the start of the part's text
 * @line: a line in it
 * @end: the text's end
 *
 * Returns: (nullable): the end of the line when it has a known shape and its row was added; %NULL when it goes to the
 *   parser
 */
const char *
lw_manifest_worker_take_known_line (LwManifestWorker *self,
                                    const char       *start,
                                    const char       *line,
                                    const char       *end)
{
  LwManifestPart *part = self->part;
  guint row = part->n_rows;
  const char *stop;
  const KnownShape *known = lw_shape_book_find (&self->shapes, line, end, &stop);

  if (known == NULL || is_suspicious (&self->shapes.values.slices[known->source_ref]))
    return NULL;
  part->n_lines++;
  lw_manifest_part_add_row (part, (guint32) (line - start));
  for (guint i = 0; i < known->n_plans; i++)
    lw_attribute_reader_follow (&known->plans[i], part, row, &self->shapes.values);
  return stop;
}
