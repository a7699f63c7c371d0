/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which row a place in the file belongs to, asked with ever later places. Only for manifest/. */

#pragma once

#include "lw-manifest-rows.h"

G_BEGIN_DECLS

typedef struct _LwRowWalk LwRowWalk;

/**
 * LwRowWalk:
 * @rows: the rows
 * @row: the present row
 * @start: where it starts
 * @end: where the next row starts
 */
struct _LwRowWalk
{
  const LwManifestRows *rows;
  gsize                 row;
  guint64               start;
  guint64               end;
};

void lw_row_walk_init (LwRowWalk            *self,
                       const LwManifestRows *rows,
                       gsize                 row);
void lw_row_walk_seek (LwRowWalk            *self,
                       guint64               offset);

G_END_DECLS
