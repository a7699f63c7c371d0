/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one worker found in one piece of a manifest: a few thousand rows, to be put behind those before them.
 * Only for manifest/. */

#pragma once

#include "lw-attribute-builder.h"

G_BEGIN_DECLS

typedef struct _LwManifestPart LwManifestPart;
typedef struct _LwPartColumns LwPartColumns;

/* Classes of a row whose label's code is not known yet; see lw-attribute-reader-set.c. */
typedef struct
{
  guint64 set;
  guint   row;
} LwPendingSet;

/**
 * LwPartColumns:
 * @builder: the attribute
 * @type: (nullable): the first type that a row of the part has for it
 * @has_label: a row has a label
 * @kind: what the first label looks like
 * @order: which attribute of the part it is, by where they first come
 * @n_rows: rows in the columns; those behind it have nothing
 * @capacity: rows that they have room for
 * @sets: (element-type LwPendingSet): rows to be finished
 *
 * The rows of a part under one attribute, as codes of the builder.
 */
struct _LwPartColumns
{
  LwAttributeBuilder *builder;
  char               *type;
  gboolean            has_label;
  LwLabelKind         kind;
  guint               order;
  guint               n_rows;
  guint               capacity;
  guint8             *flags;
  guint32            *labels;
  guint32            *confidence;
  guint32            *created;
  guint32            *job;
  GArray             *label_confidence;
  GArray             *sets;
};

/**
 * LwManifestPart:
 * @start: where its first line starts
 * @end: behind its last line
 * @n_lines: how many lines it has
 * @n_rows: rows in @offsets
 * @capacity: rows that it has room for
 * @offsets: (array length=n_rows): where each row starts, from @start
 * @blanks: (element-type guint32): for each blank line the row before which it stands, from the part's first
 * @malformed: (element-type guint32): rows
 * @columns: (element-type LwPartColumns): attributes, not sorted
 * @n_used: how many of them have rows
 * @diagnostics: (element-type LwDiagnostic): with lines from 1
 * @n_diagnostics: how many there would be without the limit
 */
struct _LwManifestPart
{
  guint64    start;
  guint64    end;
  guint64    n_lines;
  guint      n_rows;
  guint      capacity;
  guint32   *offsets;
  GArray    *blanks;
  GArray    *malformed;
  GPtrArray *columns;
  guint      n_used;
  GPtrArray *diagnostics;
  guint64    n_diagnostics;
};

LwManifestPart *lw_manifest_part_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void            lw_manifest_part_free        (LwManifestPart     *self);
void            lw_manifest_part_reset       (LwManifestPart     *self);
LwPartColumns  *lw_manifest_part_get_columns (LwManifestPart     *self,
                                              LwAttributeBuilder *builder);
void            lw_manifest_part_reserve     (LwManifestPart     *self);
void            lw_part_columns_pad          (LwPartColumns      *self,
                                              guint               n_rows);

/* One more row, which starts at @offset. */
static inline void
lw_manifest_part_add_row (LwManifestPart *self,
                          guint32         offset)
{
  if (self->n_rows == self->capacity)
    lw_manifest_part_reserve (self);
  self->offsets[self->n_rows++] = offset;
}

/* Adds rows that have nothing, up to @row. */
static inline void
lw_part_columns_add_row (LwPartColumns *self,
                         guint          row)
{
  if (row != self->n_rows || row >= self->capacity)
    {
      lw_part_columns_pad (self, row + 1);
      return;
    }
  self->flags[row] = 0;
  self->labels[row] = self->confidence[row] = self->created[row] = self->job[row] = 0;
  self->n_rows++;
}

/* The confidence of one of several labels of the row, in the label's order. */
static inline void
lw_part_columns_add_confidence (LwPartColumns *self,
                                guint32        code)
{
  g_array_append_val (self->label_confidence, code);
}

G_END_DECLS
