/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shapes of lines that one thread has met, those that come often first. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-shape-book.h"

#include <string.h>

/* A shape is learnt only as long as that pays: manifests of which every line is another are possible. */
#define MIN_LEARNT      64
#define LINES_A_SHAPE   16

/**
 * lw_shape_book_init:
 * @self: (out caller-allocates): a book without shapes; clear it
 * @match: (nullable): how lines are compared; %NULL for not at all
 * @free_entry: frees an entry
 */
void
lw_shape_book_init (LwShapeBook    *self,
                    LwLineMatcher   match,
                    GDestroyNotify  free_entry)
{
  self->match = match;
  self->free_entry = free_entry;
  self->n_entries = 0;
  self->n_learnt = self->n_matched = 0;
}

/**
 * lw_shape_book_clear:
 * @self: a book
 */
void
lw_shape_book_clear (LwShapeBook *self)
{
  for (guint i = 0; i < self->n_entries; i++)
    self->free_entry (self->entries[i]);
  self->n_entries = 0;
}

/**
 * lw_shape_book_find:
 * @self: a book
 * @line: the start of a line; see #LwLineMatcher
 * @end: behind the text
 * @stop: (out): the end of the line
 *
 * What the line says is in the book's values afterwards.
 *
 * Returns: (transfer none) (nullable): the entry whose shape the line has
 */
gpointer
lw_shape_book_find (LwShapeBook  *self,
                    const char   *line,
                    const char   *end,
                    const char  **stop)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      gpointer entry = self->entries[i];

      *stop = self->match (entry, line, end, &self->values);
      if (*stop == NULL)
        continue;
      if (i > 1)
        {
          self->entries[i] = self->entries[i - 1];
          self->entries[i - 1] = entry;
        }
      self->n_matched++;
      return entry;
    }
  return NULL;
}

/**
 * lw_shape_book_may_learn:
 * @self: a book
 *
 * To be asked once for each line that was not found and could be learnt.
 *
 * Returns: whether it is worth its time
 */
gboolean
lw_shape_book_may_learn (LwShapeBook *self)
{
  if (self->match == NULL || (self->n_learnt >= MIN_LEARNT && self->n_matched < self->n_learnt * LINES_A_SHAPE))
    return FALSE;
  self->n_learnt++;
  return TRUE;
}

/**
 * lw_shape_book_take:
 * @self: a book
 * @entry: (transfer full): what is known of a shape
 *
 * Puts it before all others.
 */
void
lw_shape_book_take (LwShapeBook *self,
                    gpointer     entry)
{
  if (self->n_entries == LW_SHAPE_BOOK_SIZE)
    self->free_entry (self->entries[--self->n_entries]);
  memmove (self->entries + 1, self->entries, self->n_entries * sizeof *self->entries);
  self->entries[0] = entry;
  self->n_entries++;
}
