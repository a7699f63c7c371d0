/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the rows of a manifest are: about two bytes a row. Only for manifest/. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A row's place is a base for 64 rows and the lengths of those between. */
#define LW_ROWS_PER_BASE 64

/* This length means that it is in the table of the long ones. */
#define LW_ROW_LENGTH_FAR G_MAXUINT16

/**
 * LwBlankRun:
 * @row: the row before which blank lines stand
 * @n_blank: how many blank lines stand before it since the start of the file
 */
typedef struct
{
  guint32 row;
  guint64 n_blank;
} LwBlankRun;

/**
 * LwFarRow:
 * @row: a row whose line is long, or is followed by much that is blank
 * @length: how far the next row is
 */
typedef struct
{
  guint32 row;
  guint64 length;
} LwFarRow;

typedef struct _LwManifestRows LwManifestRows;

/**
 * LwManifestRows:
 * @n_rows: how many
 * @bases: (element-type guint64): where each LW_ROWS_PER_BASE-th row starts
 * @lengths: (element-type guint16): how far it is from each row to the next; that of the last one is up to @end
 * @far: (element-type LwFarRow): the lengths that do not fit, by row
 * @blank_runs: (element-type LwBlankRun): by row
 * @n_blank: how many blank lines there are
 * @last: where the last row starts
 * @end: behind the last row
 */
struct _LwManifestRows
{
  gsize    n_rows;
  GArray  *bases;
  GArray  *lengths;
  GArray  *far;
  GArray  *blank_runs;
  guint64  n_blank;
  guint64  last;
  guint64  end;
};

void     lw_manifest_rows_init            (LwManifestRows       *self);
void     lw_manifest_rows_clear           (LwManifestRows       *self);
void     lw_manifest_rows_copy            (LwManifestRows       *self,
                                           const LwManifestRows *from);
void     lw_manifest_rows_append          (LwManifestRows       *self,
                                           guint64               start,
                                           const guint32        *offsets,
                                           gsize                 n_offsets);
void     lw_manifest_rows_add_blank       (LwManifestRows       *self,
                                           gsize                 row);
void     lw_manifest_rows_resume          (LwManifestRows       *self,
                                           const LwManifestRows *from);
void     lw_manifest_rows_drop_last       (LwManifestRows       *self);
void     lw_manifest_rows_drop_blank      (LwManifestRows       *self);
void     lw_manifest_rows_finish          (LwManifestRows       *self,
                                           guint64               end);

guint64  lw_manifest_rows_get_offset      (const LwManifestRows *self,
                                           gsize                 row);
guint64  lw_manifest_rows_get_length      (const LwManifestRows *self,
                                           gsize                 row);
guint64  lw_manifest_rows_get_line_number (const LwManifestRows *self,
                                           gsize                 row);

G_END_DECLS
