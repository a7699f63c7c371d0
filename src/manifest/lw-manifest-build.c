/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the rows and columns of an index: several cores read a part of the file each, and the parts are
 * put behind each other. What depends on the order of lines across parts is rare and is then read by one
 * core from start to end. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-builder.h"

#include "lw-diagnostic.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAX_PARTS      8
#define MIN_PART_SIZE  (4 * 1024 * 1024)
#define SEARCH_SIZE    (64 * 1024)
#define REPORT_EVERY   (G_USEC_PER_SEC / 20)

typedef struct _BuildCall BuildCall;

/* One part: the lines that start from @from on and before @to. Part 0 fills the index itself, the others
 * one of their own. */
typedef struct
{
  BuildCall         *call;
  guint              number;
  guint64            from;
  guint64            to;
  LwManifestIndex   *index;
  LwManifestBuilder  builder;
  GThread           *thread;
  GError            *error;
} Part;

/* done[] is under the lock; only part 0, which is in the caller's thread, reports. */
struct _BuildCall
{
  LwManifestIndex        *index;
  guint64                 total;
  guint                   n_parts;
  Part                    parts[MAX_PARTS];
  GMutex                  lock;
  guint64                 done[MAX_PARTS];
  gint64                  reported_at;
  LwManifestProgressFunc  progress;
  gpointer                progress_data;
  GCancellable           *cancellable;
};

static void
report_cb (guint64  offset,
           gpointer data)
{
  Part *part = data;
  BuildCall *call = part->call;
  guint64 done = 0;
  gint64 now;

  if (call->progress == NULL)
    return;
  g_mutex_lock (&call->lock);
  call->done[part->number] = offset - part->from;
  for (guint i = 0; i < call->n_parts; i++)
    done += call->done[i];
  g_mutex_unlock (&call->lock);

  now = g_get_monotonic_time ();
  if (part->number != 0 || now - call->reported_at < REPORT_EVERY)
    return;
  call->reported_at = now;
  call->progress (done, MAX (done, call->total), call->progress_data);
}

static LwManifestReader *
open_part (Part *part)
{
  LwManifestIndex *index = part->call->index;

  return index->bytes != NULL ? lw_manifest_reader_new_for_bytes (index->bytes)
                              : lw_manifest_reader_new_for_fd (index->fd, part->from, part->to);
}

static gpointer
read_part (gpointer data)
{
  Part *part = data;
  g_autoptr (LwManifestReader) reader = open_part (part);

  lw_manifest_builder_read (&part->builder, reader, report_cb, part, part->call->cancellable, &part->error);
  return NULL;
}

/* The place behind the first line break from @offset on; the end when there is none. */
static guint64
find_line_start (LwManifestIndex *index,
                 guint64          offset)
{
  g_autofree char *buffer = g_malloc (SEARCH_SIZE);

  while (offset < index->n_bytes)
    {
      gssize n = pread (index->fd, buffer, SEARCH_SIZE, (off_t) offset);
      const char *newline = n > 0 ? memchr (buffer, '\n', n) : NULL;

      if (n < 0 && errno == EINTR)
        continue;
      if (newline != NULL)
        return offset + (newline - buffer) + 1;
      if (n <= 0)
        break;
      offset += n;
    }
  return index->n_bytes;
}

/* The last part goes on to wherever the file ends by then. */
static void
split (BuildCall *call,
       guint      n_parts)
{
  guint64 size = call->total;
  guint64 from = 0;

  call->n_parts = 0;
  for (guint i = 1; i <= n_parts; i++)
    {
      guint64 to = i < n_parts ? find_line_start (call->index, size / n_parts * i) : G_MAXUINT64;
      Part *part = &call->parts[call->n_parts];

      if (to >= size)
        to = G_MAXUINT64;
      if (from >= to)
        continue;
      *part = (Part) { .call = call, .number = call->n_parts++, .from = from, .to = to };
      from = to;
    }
}

static void
start_parts (BuildCall *call)
{
  for (guint i = 0; i < call->n_parts; i++)
    {
      Part *part = &call->parts[i];

      part->index = i == 0 ? lw_manifest_index_ref (call->index) : lw_manifest_index_alloc ();
      lw_manifest_builder_init (&part->builder, part->index);
      if (i > 0)
        part->thread = g_thread_new ("manifest", read_part, part);
    }
  read_part (&call->parts[0]);
  for (guint i = 1; i < call->n_parts; i++)
    g_thread_join (g_steal_pointer (&call->parts[i].thread));
}

static void
clear_parts (BuildCall *call)
{
  for (guint i = 0; i < call->n_parts; i++)
    {
      Part *part = &call->parts[i];

      lw_manifest_builder_clear (&part->builder);
      g_clear_pointer (&part->index, lw_manifest_index_unref);
      g_clear_error (&part->error);
    }
  call->n_parts = 0;
}

static gboolean
take_error (BuildCall  *call,
            GError    **error)
{
  for (guint i = 0; i < call->n_parts; i++)
    if (call->parts[i].error != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&call->parts[i].error));
        return TRUE;
      }
  return FALSE;
}

static LwManifestAttribute *
find_attribute (LwManifestIndex     *index,
                LwManifestAttribute *like)
{
  for (guint i = 0; i < index->attributes->len; i++)
    {
      LwManifestAttribute *attribute = g_ptr_array_index (index->attributes, i);

      if (strcmp (attribute->name, like->name) == 0)
        return attribute;
    }
  return NULL;
}

/* Parts that say of an attribute the same that one pass over all lines would say. */
static gboolean
fits (Part                *part,
      LwManifestAttribute *attribute)
{
  LwManifestAttribute *own = find_attribute (part->index, attribute);

  if (own == NULL)
    return !lw_manifest_builder_has_plain_key (&part->builder, attribute->name, attribute->name_length);
  return own->kind == attribute->kind;
}

static gboolean
can_join (BuildCall *call)
{
  for (guint i = 0; i < call->n_parts; i++)
    {
      GPtrArray *attributes = call->parts[i].index->attributes;

      if (call->parts[i].builder.again)
        return FALSE;
      for (guint k = 0; k < attributes->len; k++)
        for (guint other = 0; other < call->n_parts; other++)
          if (!fits (&call->parts[other], g_ptr_array_index (attributes, k)))
            return FALSE;
    }
  return TRUE;
}

static void
append_attributes (LwManifestIndex *index,
                   LwManifestIndex *part)
{
  for (guint i = 0; i < part->attributes->len; i++)
    {
      LwManifestAttribute *added = g_ptr_array_index (part->attributes, i);
      LwManifestAttribute *attribute = find_attribute (index, added);

      if (attribute == NULL)
        {
          attribute = lw_manifest_attribute_new (added->name, added->name_length);
          attribute->kind = added->kind;
          g_ptr_array_add (index->attributes, attribute);
        }
      lw_manifest_attribute_pad (attribute, index->n_rows);
      lw_manifest_attribute_append (attribute, added);
    }
}

static void
append_diagnostics (LwManifestIndex *index,
                    LwManifestIndex *part)
{
  for (guint i = 0; i < part->diagnostics->len && index->diagnostics->len < LW_MANIFEST_MAX_DIAGNOSTICS; i++)
    {
      LwDiagnostic *copy = lw_diagnostic_copy (g_ptr_array_index (part->diagnostics, i));

      copy->line += index->n_lines;
      g_ptr_array_add (index->diagnostics, copy);
    }
  index->n_diagnostics += part->n_diagnostics;
}

static gboolean
append_rows (LwManifestIndex  *index,
             LwManifestIndex  *part,
             GError          **error)
{
  const LwBlankRun *runs = (const LwBlankRun *) (const void *) part->blank_runs->data;
  guint n_runs = part->blank_runs->len;
  guint64 n_blank = 0;

  for (guint i = 0; i < part->malformed->len; i++)
    {
      guint32 row = index->n_rows + g_array_index (part->malformed, guint32, i);

      g_array_append_val (index->malformed, row);
    }
  for (guint row = 0; row < part->n_rows; row++)
    {
      if (n_runs > 0 && runs->row == row)
        {
          n_blank = runs->n_blank;
          runs++;
          n_runs--;
        }
      if (!lw_manifest_builder_place_row (index, lw_manifest_index_get_offset (part, row),
                                          index->n_lines + row + 1 + n_blank, error))
        return FALSE;
      index->n_rows++;
    }
  return TRUE;
}

static gboolean
join (BuildCall  *call,
      GError    **error)
{
  for (guint i = 1; i < call->n_parts; i++)
    {
      LwManifestIndex *part = call->parts[i].index;

      append_attributes (call->index, part);
      append_diagnostics (call->index, part);
      if (!append_rows (call->index, part, error))
        return FALSE;
      call->index->n_lines += part->n_lines;
      call->index->n_bytes = part->n_bytes;
    }
  return TRUE;
}

/* One core from start to end, again and again until every label found its attribute. */
static gboolean
read_in_order (BuildCall  *call,
               GError    **error)
{
  Part *part = &call->parts[0];

  part->to = G_MAXUINT64;
  do
    {
      read_part (part);
      if (take_error (call, error))
        return FALSE;
    }
  while (part->builder.again);
  return TRUE;
}

static gboolean
read_parts (BuildCall  *call,
            GError    **error)
{
  start_parts (call);
  if (take_error (call, error))
    return FALSE;
  return can_join (call) ? join (call, error) : read_in_order (call, error);
}

static void
finish (LwManifestIndex *index)
{
  const guint32 *malformed = (const guint32 *) (const void *) index->malformed->data;

  for (guint i = 0; i < index->attributes->len; i++)
    lw_manifest_attribute_finish (g_ptr_array_index (index->attributes, i), index->n_rows,
                                  malformed, index->malformed->len);
}

/**
 * lw_manifest_build_parts:
 * @index: an index that knows its bytes or its open file and its size, and has no rows
 * @n_parts: how many cores read at a time, from 1; 1 for an index of bytes
 * @progress: (nullable): called now and then in this thread
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Returns: whether @index is complete
 */
gboolean
lw_manifest_build_parts (LwManifestIndex         *index,
                         guint                    n_parts,
                         LwManifestProgressFunc   progress,
                         gpointer                 progress_data,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  BuildCall call = {
    .index = index, .total = index->n_bytes,
    .progress = progress, .progress_data = progress_data, .cancellable = cancellable,
  };
  gboolean done;

  g_assert (n_parts >= 1 && (n_parts == 1 || index->bytes == NULL));

  g_mutex_init (&call.lock);
  split (&call, MIN (n_parts, MAX_PARTS));
  done = read_parts (&call, error);
  clear_parts (&call);
  g_mutex_clear (&call.lock);
  if (!done)
    return FALSE;

  finish (index);
  if (progress != NULL)
    progress (index->n_bytes, index->n_bytes, progress_data);
  return TRUE;
}

/**
 * lw_manifest_build:
 * @index: an index that knows its bytes or its open file and its size, and has no rows
 * @progress: (nullable): called now and then in this thread
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Uses all cores for a large file.
 *
 * Returns: whether @index is complete
 */
gboolean
lw_manifest_build (LwManifestIndex         *index,
                   LwManifestProgressFunc   progress,
                   gpointer                 progress_data,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  guint64 n_parts = MIN (g_get_num_processors (), index->n_bytes / MIN_PART_SIZE);

  if (index->bytes != NULL)
    n_parts = 1;
  return lw_manifest_build_parts (index, MAX ((guint) n_parts, 1), progress, progress_data, cancellable, error);
}
