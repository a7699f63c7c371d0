/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row as the writers of formats see it. */

#pragma once

#include "lw-export-line.h"
#include "lw-export-rules.h"

G_BEGIN_DECLS

typedef struct _LwExportRow LwExportRow;

/**
 * LwExportRow:
 * @row: its number in the index
 * @line: (array length=length): its bytes, without the line break
 * @length: how many
 * @with_break: whether a line break follows in memory
 * @facts: where its members are
 * @source_ref: the address of its image, as text; "" when it has none
 * @state: its state
 * @labels: (array length=n_labels): the labels to be written
 * @n_labels: how many
 * @n_all: how many labels it has, whatever the rules
 * @low: whether it is to be marked
 *
 * Everything is good until the next row is read.
 */
struct _LwExportRow
{
  guint                row;
  const char          *line;
  gsize                length;
  gboolean             with_break;
  LwExportLine         facts;
  GString             *source_ref;
  LwDataObjectState    state;
  const LwExportLabel *labels;
  guint                n_labels;
  guint                n_all;
  gboolean             low;
};

const LwExportLabel *lw_export_row_get_top (const LwExportRow *self);

G_END_DECLS
