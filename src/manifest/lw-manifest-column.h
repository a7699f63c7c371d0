/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A column of codes: one number a row, all as wide as the largest needs. What a code means is in a table
 * beside the column. Only for manifest/. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwManifestColumn LwManifestColumn;

/**
 * LwManifestColumn:
 * @width: bytes a row: 1, 2 or 4
 * @n_rows: how many rows it has
 * @capacity: how many it has room for
 * @data: the codes; a loop over all rows looks at @width once and then runs over plain integers
 */
struct _LwManifestColumn
{
  guint     width;
  gsize     n_rows;
  gsize     capacity;
  gpointer  data;
};

void lw_manifest_column_init     (LwManifestColumn       *self);
void lw_manifest_column_clear    (LwManifestColumn       *self);
void lw_manifest_column_append   (LwManifestColumn       *self,
                                  const guint32          *codes,
                                  gsize                   n_codes);
void lw_manifest_column_pad      (LwManifestColumn       *self,
                                  gsize                   n_rows);
void lw_manifest_column_init_map (LwManifestColumn       *self,
                                  LwManifestColumn       *from,
                                  const guint32          *codes,
                                  gsize                   n_codes,
                                  gboolean                in_place);
void lw_manifest_column_map      (LwManifestColumn       *self,
                                  const LwManifestColumn *from,
                                  const guint32          *codes,
                                  gsize                   first,
                                  gsize                   end);
void lw_manifest_column_copy     (LwManifestColumn       *self,
                                  const LwManifestColumn *from,
                                  gsize                   n_rows);

static inline guint32
lw_manifest_column_get (const LwManifestColumn *self,
                        gsize                   row)
{
  switch (self->width)
    {
    case 1:
      return ((const guint8 *) self->data)[row];
    case 2:
      return ((const guint16 *) self->data)[row];
    default:
      return ((const guint32 *) self->data)[row];
    }
}

/* @code must not be wider than the column. */
static inline void
lw_manifest_column_set (LwManifestColumn *self,
                        gsize             row,
                        guint32           code)
{
  switch (self->width)
    {
    case 1:
      ((guint8 *) self->data)[row] = (guint8) code;
      break;
    case 2:
      ((guint16 *) self->data)[row] = (guint16) code;
      break;
    default:
      ((guint32 *) self->data)[row] = code;
    }
}

G_END_DECLS
