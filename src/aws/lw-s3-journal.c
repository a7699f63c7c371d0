/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which multipart uploads have been begun: a small file each, named after what is sent where. Holds no secrets: an
 * upload's id is of use only to who may write the bucket. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-journal.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lw-file.h"
#include "lw-json.h"

#define MAX_ENTRY 65536

/**
 * lw_s3_journal_dup_folder:
 *
 * Returns: (transfer full): where the user's journal is
 */
char *
lw_s3_journal_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "labelwright", "uploads", NULL);
}

static char *
dup_entry_path (const char *folder,
                const char *endpoint,
                const char *uri,
                const char *path)
{
  g_autofree char *what = g_strdup_printf ("%s\n%s\n%s", endpoint, uri, path);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, what, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (folder, name, NULL);
}

/**
 * lw_s3_journal_load:
 * @folder: where the journal is
 * @endpoint: the server
 * @uri: what the upload is to become
 * @path: the file, from the root
 *
 * Returns: (transfer full) (nullable): the upload that was begun
 */
LwS3JournalEntry *
lw_s3_journal_load (const char *folder,
                    const char *endpoint,
                    const char *uri,
                    const char *path)
{
  g_autofree char *file = dup_entry_path (folder, endpoint, uri, path);
  g_autoptr (JsonNode) node = lw_json_parse_file (file, MAX_ENTRY, NULL);
  JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;
  LwS3JournalEntry *self;

  if (object == NULL || lw_json_get_string (object, "uploadId") == NULL)
    return NULL;
  self = g_new0 (LwS3JournalEntry, 1);
  self->endpoint = g_strdup (endpoint);
  self->uri = g_strdup (uri);
  self->path = g_strdup (path);
  self->size = (guint64) lw_json_get_int (object, "size", 0);
  self->modified = lw_json_get_int (object, "modified", 0);
  self->part_size = (guint64) lw_json_get_int (object, "partSize", 0);
  self->upload_id = g_strdup (lw_json_get_string (object, "uploadId"));
  return self;
}

static void
build_string (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, valid);
}

static void
build_number (JsonBuilder *builder,
              const char  *name,
              gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * lw_s3_journal_save:
 * @folder: where the journal is
 * @entry: an upload that has been begun
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it is on disk
 */
gboolean
lw_s3_journal_save (const char              *folder,
                    const LwS3JournalEntry  *entry,
                    GError                 **error)
{
  g_autofree char *file = dup_entry_path (folder, entry->endpoint, entry->uri, entry->path);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  build_number (builder, "version", 1);
  build_string (builder, "endpoint", entry->endpoint);
  build_string (builder, "uri", entry->uri);
  build_string (builder, "path", entry->path);
  build_number (builder, "size", (gint64) entry->size);
  build_number (builder, "modified", entry->modified);
  build_number (builder, "partSize", (gint64) entry->part_size);
  build_string (builder, "uploadId", entry->upload_id);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = lw_json_to_string (root, FALSE);
  return lw_file_write (file, text, strlen (text), error);
}

/**
 * lw_s3_journal_remove:
 * @folder: where the journal is
 * @entry: an upload that is finished or given up
 */
void
lw_s3_journal_remove (const char             *folder,
                      const LwS3JournalEntry *entry)
{
  g_autofree char *file = dup_entry_path (folder, entry->endpoint, entry->uri, entry->path);

  g_unlink (file);
}

/**
 * lw_s3_journal_entry_free:
 * @self: (transfer full): an entry
 */
void
lw_s3_journal_entry_free (LwS3JournalEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->endpoint);
  g_free (self->uri);
  g_free (self->path);
  g_free (self->upload_id);
  g_free (self);
}
