/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a manifest have a text in their source-ref. The bytes are looked through as they are, a large piece at
 * a time and without a thought for lines; only where the text may be is the line found and its source-ref read. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-ref-search.h"

#include "lw-manifest-cursor.h"
#include "lw-ref-pattern.h"
#include "lw-row-parts.h"
#include "lw-row-walk.h"

#include <string.h>

/* Small enough for a processor's second cache, large enough that reading it is one call. */
#define WINDOW_SIZE (256 * 1024)

typedef struct
{
  LwManifestIndex *index;
  const char      *needle;
  gsize            needle_length;
  LwRefPattern     pattern;
  guint64         *bits;
  GCancellable    *cancellable;
  GMutex           lock;
  GError          *error;
} Search;

typedef struct
{
  Search    *search;
  LwRowWalk  walk;
  char      *window;
  gsize      capacity;
  guint64    start;
  gsize      filled;
} Part;

static gboolean
starts_here (const Search *search,
             const char   *at,
             gsize         length)
{
  return search->needle_length <= length && g_ascii_strncasecmp (at, search->needle, search->needle_length) == 0;
}

static inline char
fold (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
}

static gboolean
contains (const Search *search,
          const char   *text,
          gsize         length)
{
  char first = search->needle[0];

  for (gsize i = 0; i + search->needle_length <= length; i++)
    if (fold (text[i]) == first && starts_here (search, text + i, length - i))
      return TRUE;
  return FALSE;
}

static gboolean
contains_folded (const Search *search,
                 const char   *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, search->needle) != NULL;
}

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  guint8 all = 0;

  for (gsize i = 0; i < length; i++)
    all |= (guint8) text[i];
  return all < 0x80;
}

/* Whether a source-ref with escapes, or with letters that are not ASCII, has the text. */
static gboolean
fits_decoded (const Search      *search,
              const LwJsonSlice *ref)
{
  g_autofree char *copy = NULL;
  gsize length;

  if (!ref->escaped && is_ascii (ref->data, ref->length))
    return FALSE;
  copy = lw_json_slice_dup (ref, &length);
  return search->pattern.is_ascii ? contains (search, copy, length) : contains_folded (search, copy);
}

/* Looks at the line around @at, where the text stands as it is written or something stands that may hide it. Returns
 * where to go on. */
static const char *
look_at_line (Part       *self,
              const char *at)
{
  const Search *search = self->search;
  const char *line = self->window + (self->walk.start - self->start);
  const char *next = self->window + (self->walk.end - self->start);
  gboolean is_plain;
  LwJsonSlice ref;

  if (!lw_manifest_cursor_find_ref (line, next - line, &ref) || at >= ref.data + ref.length)
    return next;
  /* What comes before the source-ref says nothing; what is in it will be met. */
  if (at < ref.data)
    return ref.data;
  is_plain = !ref.escaped && search->pattern.is_ascii;
  if (is_plain ? at + search->needle_length <= ref.data + ref.length : fits_decoded (search, &ref))
    {
      search->bits[self->walk.row / 64] |= G_GUINT64_CONSTANT (1) << self->walk.row % 64;
      return next;
    }
  return is_plain ? at + 1 : next;
}

static gboolean
read_window (Part     *self,
             guint64   end,
             GError  **error)
{
  guint64 size = MAX (MIN (WINDOW_SIZE, end - self->walk.start), self->walk.end - self->walk.start);

  if (g_cancellable_set_error_if_cancelled (self->search->cancellable, error))
    return FALSE;
  if (size + LW_REF_PATTERN_PADDING > self->capacity)
    {
      self->capacity = size + LW_REF_PATTERN_PADDING;
      self->window = g_realloc (self->window, self->capacity);
    }
  self->start = self->walk.start;
  self->filled = size;
  memset (self->window + size, 0, LW_REF_PATTERN_PADDING);
  return lw_manifest_index_read_range (self->search->index, self->start, self->window, size, error);
}

/* Looks at what is in the window; ends in the first row that is not wholly in it. */
static void
search_window (Part *self)
{
  const Search *search = self->search;
  const char *end = self->window + self->filled;
  const char *at = self->window;

  while ((at = lw_ref_pattern_find (&search->pattern, at, end)) < end)
    {
      if (search->pattern.is_ascii && *at != '\\' && !starts_here (search, at, end - at))
        {
          at++;
          continue;
        }
      lw_row_walk_seek (&self->walk, self->start + (at - self->window));
      if (self->walk.end > self->start + self->filled)
        return;
      at = look_at_line (self, at);
    }
  lw_row_walk_seek (&self->walk, self->start + self->filled);
}

static void
search_part (guint    part,
             gsize    first,
             gsize    end,
             gpointer data)
{
  Search *search = data;
  Part self = { .search = search };
  g_autoptr (GError) error = NULL;
  LwRowWalk last;

  lw_row_walk_init (&self.walk, &search->index->rows, first);
  lw_row_walk_init (&last, &search->index->rows, end);
  while (self.walk.row < end)
    {
      if (!read_window (&self, last.start, &error))
        break;
      search_window (&self);
    }
  g_free (self.window);
  if (error == NULL)
    return;
  g_mutex_lock (&search->lock);
  if (search->error == NULL)
    search->error = g_steal_pointer (&error);
  g_mutex_unlock (&search->lock);
}

/* The bytes of the pattern are chosen by what the start of the file is like. */
static gboolean
init_pattern (Search  *search,
              GError **error)
{
  gsize size = MIN (WINDOW_SIZE / 4, search->index->rows.end);
  g_autofree char *sample = g_malloc (size + 1);

  if (!lw_manifest_index_read_range (search->index, 0, sample, size, error))
    return FALSE;
  lw_ref_pattern_init (&search->pattern, search->needle, sample, size);
  return TRUE;
}

/* A line that is no JSON has no source-ref, even if it starts like one. */
static void
clear_malformed (Search *search)
{
  for (guint i = 0; i < search->index->malformed->len; i++)
    {
      guint32 row = g_array_index (search->index->malformed, guint32, i);

      search->bits[row / 64] &= ~(G_GUINT64_CONSTANT (1) << row % 64);
    }
}

/**
 * lw_ref_search:
 * @index: a manifest
 * @text: the text, not empty; ASCII letters are found in either case, and so are all others when it has some
 * @cancellable: (nullable): stops it between two pieces of the file
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): a bit for each row, in order from the lowest; %NULL with @error set
 */
guint64 *
lw_ref_search (LwManifestIndex  *index,
               const char       *text,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autofree guint64 *bits = g_new0 (guint64, index->rows.n_rows / 64 + 1);
  g_autofree char *needle = g_str_is_ascii (text) ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
  Search search = { .index = index, .needle = needle, .needle_length = strlen (needle), .bits = bits,
                    .cancellable = cancellable };

  if (index->rows.n_rows == 0)
    return g_steal_pointer (&bits);
  if (!init_pattern (&search, error))
    return NULL;
  g_mutex_init (&search.lock);
  lw_row_parts_run (index->rows.n_rows, lw_row_parts_get_n (index->rows.n_rows), search_part, &search);
  g_mutex_clear (&search.lock);
  if (search.error != NULL)
    {
      g_propagate_error (error, search.error);
      return NULL;
    }
  clear_malformed (&search);
  return g_steal_pointer (&bits);
}
