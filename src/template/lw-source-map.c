/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where in a template each part of the rendered text comes from. Not for places of tags in a template: see
 * lw-source.h. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-source-map.h"

typedef struct
{
  gsize    rendered;
  gsize    source;
  gboolean verbatim;
} Piece;

/* Pieces in the order of the rendered text; each goes on to where the next begins. */
struct _LwSourceMap
{
  GArray *pieces;
};

/**
 * lw_source_map_new:
 *
 * Returns: (transfer full): a map of nothing
 */
LwSourceMap *
lw_source_map_new (void)
{
  LwSourceMap *self = g_new0 (LwSourceMap, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  return self;
}

void
lw_source_map_free (LwSourceMap *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * lw_source_map_append:
 * @self: a map
 * @rendered: where a piece begins in the rendered text, in bytes; not before the piece before it
 * @source: where it comes from in the template, in bytes
 * @verbatim: it is the template's own text; otherwise all of it comes from the braces at @source
 */
void
lw_source_map_append (LwSourceMap *self,
                      gsize        rendered,
                      gsize        source,
                      gboolean     verbatim)
{
  const Piece piece = { rendered, source, verbatim };

  g_return_if_fail (self != NULL);

  g_array_append_val (self->pieces, piece);
}

/**
 * lw_source_map_find:
 * @self: a map
 * @rendered: a place in the rendered text, in bytes
 *
 * Returns: where in the template it comes from, in bytes; 0 when nothing was rendered
 */
gsize
lw_source_map_find (LwSourceMap *self,
                    gsize        rendered)
{
  guint low = 0, high;
  const Piece *piece;

  g_return_val_if_fail (self != NULL, 0);

  /* The last piece that begins at or before the place. */
  high = self->pieces->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->pieces, Piece, middle).rendered <= rendered)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return 0;
  piece = &g_array_index (self->pieces, Piece, low - 1);
  return piece->verbatim ? piece->source + (rendered - piece->rendered) : piece->source;
}
