/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A loop over the rows of a manifest, by as many threads as there are processors. Only for manifest/. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rows are looked at in blocks; a part starts with a block. A multiple of 64. */
#define LW_ROWS_A_BLOCK 2048

#define LW_MAX_ROW_PARTS 8

/**
 * LwRowPartFunc:
 * @part: which part, from 0
 * @first: its first row
 * @end: behind its last row
 * @data: the caller's
 */
typedef void (*LwRowPartFunc) (guint    part,
                               gsize    first,
                               gsize    end,
                               gpointer data);

guint lw_row_parts_get_n (gsize          n_rows);
void  lw_row_parts_run   (gsize          n_rows,
                          guint          n_parts,
                          LwRowPartFunc  func,
                          gpointer       data);

G_END_DECLS
