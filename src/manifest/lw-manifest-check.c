/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What Ground Truth would not like about an input manifest, beyond what the index says of each line. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-check.h"

#include "lw-manifest-worker.h"
#include "lw-manifest-cursor.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  guint64 hash;
  guint32 row;
} HashedRow;

typedef struct
{
  LwManifestIndex *index;
  GPtrArray       *diagnostics;
  GArray          *hashes;
} LwManifestCheck;

static void
diagnose (LwManifestCheck *self,
          guint            row,
          LwSeverity       severity,
          const char      *code,
          const char      *text)
{
  if (self->diagnostics->len < LW_MANIFEST_MAX_DIAGNOSTICS)
    lw_diagnostics_add (self->diagnostics, severity, lw_manifest_index_get_line_number (self->index, row), 1, code,
                        "%s", text);
}

/* FNV-1a; equal hashes are looked at again, so it need not be a strong one. */
static guint64
hash_text (const char *text,
           gsize       length)
{
  guint64 hash = 0xcbf29ce484222325u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 0x100000001b3u;
  return hash;
}

static gboolean
ends_like_an_image (const char *text,
                    gsize       length)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize n = strlen (endings[i]);

      if (length >= n && g_ascii_strncasecmp (text + length - n, endings[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_ref (LwManifestCheck *self,
           guint            row,
           const char      *text,
           gsize            length)
{
  HashedRow hashed = { hash_text (text, length), row };

  g_array_append_val (self->hashes, hashed);
  if (length < 6 || memcmp (text, "s3://", 5) != 0)
    diagnose (self, row, LW_SEVERITY_ERROR, "not-s3",
              _("The source-ref does not start with s3://, so Ground Truth cannot find the image"));
  else if (!ends_like_an_image (text, length))
    diagnose (self, row, LW_SEVERITY_WARNING, "other-format",
              _("The image’s name does not end in .jpg, .jpeg or .png, which are the formats that Ground Truth takes"));
}

static gboolean
check_rows (LwManifestCheck  *self,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (LwManifestCursor) cursor = lw_manifest_cursor_new (self->index);

  for (guint row = 0; row < self->index->n_rows; row++)
    {
      g_autofree char *copy = NULL;
      LwJsonSlice ref;
      gsize length;

      if (!lw_manifest_cursor_get_ref (cursor, row, &ref, cancellable, error))
        return FALSE;
      if (ref.data == NULL || ref.length == 0 || lw_manifest_index_is_malformed (self->index, row))
        continue;
      if (!ref.escaped)
        {
          check_ref (self, row, ref.data, ref.length);
          continue;
        }
      copy = lw_json_slice_dup (&ref, &length);
      check_ref (self, row, copy, length);
    }
  return TRUE;
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  const HashedRow *first = a;
  const HashedRow *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

static void
diagnose_twin (LwManifestCheck *self,
               guint            first,
               guint            row)
{
  g_autofree char *first_ref = lw_manifest_index_dup_source_ref (self->index, first);
  g_autofree char *ref = lw_manifest_index_dup_source_ref (self->index, row);
  g_autofree char *text = NULL;

  if (ref == NULL || g_strcmp0 (first_ref, ref) != 0)
    return;
  text = g_strdup_printf (_("The image stands in line %" PRIu64 " already. Both are labeled, so the same "
                            "picture is labeled twice"), lw_manifest_index_get_line_number (self->index, first));
  diagnose (self, row, LW_SEVERITY_WARNING, "duplicate-source-ref", text);
}

static void
check_twins (LwManifestCheck *self)
{
  guint first = 0;

  g_array_sort (self->hashes, compare_hashes);
  for (guint i = 1; i < self->hashes->len && self->diagnostics->len < LW_MANIFEST_MAX_DIAGNOSTICS; i++)
    {
      HashedRow *start = &g_array_index (self->hashes, HashedRow, first);
      HashedRow *hashed = &g_array_index (self->hashes, HashedRow, i);

      if (hashed->hash == start->hash)
        diagnose_twin (self, start->row, hashed->row);
      else
        first = i;
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const LwDiagnostic *first = *(const LwDiagnostic *const *) a;
  const LwDiagnostic *second = *(const LwDiagnostic *const *) b;

  return (first->line > second->line) - (first->line < second->line);
}

/**
 * lw_manifest_check:
 * @index: an input manifest
 * @cancellable: (nullable): stops it between two pieces of the file
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Looks at the source-ref of every row. The codes are `duplicate-source-ref`, `not-s3`, `other-format` and
 * `too-many-objects`. Reads the file: call it in a thread, or use the async form.
 *
 * Returns: (transfer full) (nullable) (element-type LwDiagnostic): what was found, in order of lines, at most
 *   10,000 rows; %NULL with @error set
 */
GPtrArray *
lw_manifest_check (LwManifestIndex  *index,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GArray) hashes = NULL;
  LwManifestCheck self;

  g_return_val_if_fail (index != NULL, NULL);

  diagnostics = lw_diagnostics_new ();
  hashes = g_array_new (FALSE, FALSE, sizeof (HashedRow));
  self = (LwManifestCheck) { index, diagnostics, hashes };
  if (index->n_rows > LW_MANIFEST_MAX_OBJECTS)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_WARNING, 0, 0, "too-many-objects",
                        _("The manifest has %u data objects; Ground Truth takes %u unless the quota was raised"),
                        index->n_rows, LW_MANIFEST_MAX_OBJECTS);
  if (!check_rows (&self, cancellable, error))
    return NULL;
  check_twins (&self);
  g_ptr_array_sort (diagnostics, compare_lines);
  return g_steal_pointer (&diagnostics);
}

static void
check_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *diagnostics = lw_manifest_check (task_data, cancellable, &error);

  if (diagnostics == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, diagnostics, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * lw_manifest_check_async:
 * @index: an input manifest
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * See lw_manifest_check().
 */
void
lw_manifest_check_async (LwManifestIndex     *index,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (index != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_manifest_check_async);
  g_task_set_name (task, "[labelwright] check manifest");
  g_task_set_task_data (task, lw_manifest_index_ref (index), (GDestroyNotify) lw_manifest_index_unref);
  g_task_run_in_thread (task, check_thread);
}

/**
 * lw_manifest_check_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LwDiagnostic): as of lw_manifest_check()
 */
GPtrArray *
lw_manifest_check_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
