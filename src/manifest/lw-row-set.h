/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Some rows of a manifest as an immutable value that stays small: a million rows in one piece take four
 * bytes, every second one of two million takes two million. To walk through and to write down, not to ask
 * for a single row. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwRowSet LwRowSet;

/**
 * LwRowSetIter:
 *
 * A place in a set of rows; see lw_row_set_iter_init().
 */
typedef struct
{
  const guint8 *pos;
  const guint8 *end;
  guint64       next;
} LwRowSetIter;

LwRowSet *lw_row_set_new_range       (guint            first,
                                      guint            n_rows) G_GNUC_WARN_UNUSED_RESULT;
LwRowSet *lw_row_set_new_from_rows   (const guint32   *rows,
                                      gsize            n_rows) G_GNUC_WARN_UNUSED_RESULT;
LwRowSet *lw_row_set_new_from_base64 (const char      *text) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_row_set_to_base64       (LwRowSet        *self) G_GNUC_WARN_UNUSED_RESULT;
LwRowSet *lw_row_set_ref             (LwRowSet        *self) G_GNUC_WARN_UNUSED_RESULT;
void      lw_row_set_unref           (LwRowSet        *self);

guint     lw_row_set_get_size        (LwRowSet        *self);
guint64   lw_row_set_get_end         (LwRowSet        *self);

void      lw_row_set_iter_init       (LwRowSetIter    *iter,
                                      LwRowSet        *self);
gboolean  lw_row_set_iter_next       (LwRowSetIter    *iter,
                                      guint           *first,
                                      guint           *n_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRowSet, lw_row_set_unref)

G_END_DECLS
