/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The corrected manifest as a new file: what was not corrected is copied in large pieces, byte for byte, with
 * its line breaks and blank lines. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-corrections.h"

#include "lw-manifest-cursor.h"
#include "lw-manifest-overlay.h"

#include "lw-file.h"
#include "lw-progress.h"

#include <glib/gi18n.h>
#include <string.h>

#define PIECE_SIZE        (1024 * 1024)
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 20)

typedef struct
{
  LwManifestIndex        *index;
  LwFileWriter           *file;
  LwManifestCursor       *cursor;
  char                   *buffer;
  guint64                 copied;
  LwManifestProgressFunc  progress;
  gpointer                progress_data;
  gint64                  told;
  GCancellable           *cancellable;
} Save;

static void
clear_save (Save *self)
{
  g_clear_pointer (&self->file, lw_file_writer_free);
  lw_manifest_cursor_free (self->cursor);
  g_free (self->buffer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Save, clear_save)

static gboolean
tell_progress (Save    *self,
               GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (self->progress != NULL && now - self->told >= PROGRESS_INTERVAL)
    {
      self->told = now;
      self->progress (self->copied, self->index->n_bytes, self->progress_data);
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* From where the copy is to @end. */
static gboolean
copy_to (Save     *self,
         guint64   end,
         GError  **error)
{
  while (self->copied < end)
    {
      gsize n = MIN (end - self->copied, PIECE_SIZE);

      if (!lw_manifest_index_read_range (self->index, self->copied, self->buffer, n, error) ||
          !lw_file_writer_write (self->file, self->buffer, n, error))
        return FALSE;
      self->copied += n;
      if (!tell_progress (self, error))
        return FALSE;
    }
  return TRUE;
}

/* The line with the white space behind it and its line break. */
static gboolean
write_corrected (Save     *self,
                 guint     row,
                 GError  **error)
{
  guint64 offset = lw_manifest_index_get_offset (self->index, row);
  const char *line;
  gsize length;

  if (!copy_to (self, offset, error) ||
      !lw_manifest_cursor_get_line (self->cursor, row, &line, &length, self->cancellable, error))
    return FALSE;
  self->copied = row + 1 < self->index->n_rows ? lw_manifest_index_get_offset (self->index, row + 1)
                                               : self->index->n_bytes;
  return lw_file_writer_write (self->file, line, length, error) &&
         ((row & 255) != 0 || tell_progress (self, error));
}

static gboolean
is_same_file (const char *path,
              const char *other)
{
  g_autofree char *first = g_canonicalize_filename (path, NULL);
  g_autofree char *second = g_canonicalize_filename (other, NULL);
  struct stat one, two;

  if (strcmp (first, second) == 0)
    return TRUE;
  return stat (first, &one) == 0 && stat (second, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/**
 * lw_manifest_corrections_count_changed:
 * @index: a manifest as corrected
 *
 * Walks over all rows: call it in a thread.
 *
 * Returns: how many rows are not as in the file
 */
guint64
lw_manifest_corrections_count_changed (LwManifestIndex *index)
{
  guint64 n = 0;

  g_return_val_if_fail (index != NULL, 0);

  for (guint row = 0; index->overlay != NULL && row < index->n_rows; row++)
    n += lw_manifest_overlay_is_corrected (index->overlay, row);
  return n;
}

/**
 * lw_manifest_corrections_save:
 * @index: a manifest as corrected
 * @path: the new file; not the manifest's own
 * @progress: (nullable): called in this thread
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the manifest is no longer the one that was
 *   indexed, or a #GIOErrorEnum code
 *
 * Writes the corrected manifest. What stood at @path stays until the new one is whole.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_corrections_save (LwManifestIndex         *index,
                              const char              *path,
                              LwManifestProgressFunc   progress,
                              gpointer                 progress_data,
                              GCancellable            *cancellable,
                              GError                 **error)
{
  g_auto (Save) save = { .index = index, .progress = progress, .progress_data = progress_data };

  g_return_val_if_fail (index != NULL && path != NULL, FALSE);

  if (is_same_file (path, index->path))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _("“%s” is the manifest that is corrected. It is never changed: choose another name"), path);
      return FALSE;
    }
  save.cancellable = cancellable;
  save.buffer = g_malloc (PIECE_SIZE);
  save.cursor = lw_manifest_cursor_new (index);
  save.file = lw_file_writer_open (path, error);
  if (save.file == NULL)
    return FALSE;
  for (guint row = 0; index->overlay != NULL && row < index->n_rows; row++)
    if (lw_manifest_overlay_is_corrected (index->overlay, row) && !write_corrected (&save, row, error))
      return FALSE;
  if (!copy_to (&save, index->n_bytes, error) || !lw_file_writer_commit (save.file, error))
    return FALSE;
  if (progress != NULL)
    progress (index->n_bytes, index->n_bytes, progress_data);
  return TRUE;
}

typedef struct
{
  LwManifestIndex *index;
  char            *path;
  LwProgress      *progress;
} SaveCall;

static void
save_call_free (gpointer data)
{
  SaveCall *call = data;

  lw_progress_free (call->progress);
  lw_manifest_index_unref (call->index);
  g_free (call->path);
  g_free (call);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  SaveCall *call = task_data;
  GError *error = NULL;

  if (lw_manifest_corrections_save (call->index, call->path, lw_progress_report, call->progress, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lw_manifest_corrections_save_async:
 * @index: a manifest as corrected
 * @path: the new file
 * @progress: (nullable): told how far it is, in this thread's main context, until it is done
 * @progress_data: its data
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * Does lw_manifest_corrections_save() in a thread.
 */
void
lw_manifest_corrections_save_async (LwManifestIndex        *index,
                                    const char             *path,
                                    LwManifestProgressFunc  progress,
                                    gpointer                progress_data,
                                    GCancellable           *cancellable,
                                    GAsyncReadyCallback     callback,
                                    gpointer                user_data)
{
  g_autoptr (GTask) task = NULL;
  SaveCall *call;

  g_return_if_fail (index != NULL && path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  call = g_new0 (SaveCall, 1);
  call->index = lw_manifest_index_ref (index);
  call->path = g_strdup (path);
  call->progress = lw_progress_new (progress, progress_data);
  g_task_set_source_tag (task, lw_manifest_corrections_save_async);
  g_task_set_name (task, "[labelwright] save corrected manifest");
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, save_call_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * lw_manifest_corrections_save_finish:
 * @result: the result
 * @error: return location, as of lw_manifest_corrections_save()
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_corrections_save_finish (GAsyncResult  *result,
                                     GError       **error)
{
  SaveCall *call;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  call = g_task_get_task_data (G_TASK (result));
  lw_progress_end (call->progress);
  return g_task_propagate_boolean (G_TASK (result), error);
}
