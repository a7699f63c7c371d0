/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A multipart upload on disk: a folder of the workspace with a file "about" (a note) and a file "NUMBER-MD5" a part. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-upload.h"

#include "lw-endpoint-object.h"
#include "lw-endpoint-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define ABOUT "about"
#define MAX_ABOUT (256 * 1024)
#define ID_DIGITS 32
#define NUMBER_DIGITS 5

static char *
dup_folder (LwEndpoint *endpoint,
            const char *id)
{
  return g_build_filename (lw_endpoint_get_folder (endpoint), "uploads", id, NULL);
}

void
lw_endpoint_upload_free (LwEndpointUpload *self)
{
  g_free (self->id);
  g_free (self->folder);
  g_clear_pointer (&self->note, lw_endpoint_note_free);
  g_free (self);
}

static void
append_line (const char *name,
             const char *value,
             gpointer    text)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (text, "%s %s\n", name, escaped);
}

/**
 * lw_endpoint_upload_create:
 * @call: a call that says what the object will be
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a new upload
 */
LwEndpointUpload *
lw_endpoint_upload_create (LwEndpointCall  *call,
                           GError         **error)
{
  g_autoptr (LwEndpointUpload) self = g_new0 (LwEndpointUpload, 1);
  g_autofree char *path = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  self->id = g_strdup_printf ("%08x%08x%08x%08x", g_random_int (), g_random_int (), g_random_int (), g_random_int ());
  self->folder = dup_folder (call->endpoint, self->id);
  self->note = lw_endpoint_note_new ();
  lw_endpoint_note_request (self->note, call);
  lw_endpoint_note_set (self->note, "bucket", call->bucket);
  lw_endpoint_note_set (self->note, "key", call->key);
  lw_endpoint_note_foreach (self->note, append_line, text);
  path = g_build_filename (self->folder, ABOUT, NULL);
  return lw_file_write (path, text->str, text->len, error) ? g_steal_pointer (&self) : NULL;
}

static LwEndpointUpload *
load (LwEndpoint *endpoint,
      const char *id)
{
  g_autoptr (LwEndpointUpload) self = g_new0 (LwEndpointUpload, 1);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;
  gsize length;

  self->id = g_strdup (id);
  self->folder = dup_folder (endpoint, id);
  path = g_build_filename (self->folder, ABOUT, NULL);
  if (g_stat (path, &status) != 0 || !g_file_get_contents (path, &text, &length, NULL) || length > MAX_ABOUT)
    return NULL;
  self->time = (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC;
  self->note = lw_endpoint_note_new ();
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *value = strchr (lines[i], ' ');
      g_autofree char *plain = value != NULL ? g_uri_unescape_string (value + 1, NULL) : NULL;

      if (plain == NULL)
        continue;
      *value = '\0';
      lw_endpoint_note_set (self->note, lines[i], plain);
    }
  return g_steal_pointer (&self);
}

static gboolean
is_id (const char *text)
{
  return strlen (text) == ID_DIGITS && strspn (text, "0123456789abcdef") == ID_DIGITS;
}

/**
 * lw_endpoint_upload_open:
 * @call: a call with "uploadId"
 * @error: return location: %LW_ENDPOINT_ERROR_NO_SUCH_UPLOAD
 *
 * Returns: (transfer full) (nullable): the upload that it names, when it is one for its key
 */
LwEndpointUpload *
lw_endpoint_upload_open (LwEndpointCall  *call,
                         GError         **error)
{
  const char *id = lw_endpoint_call_get_query (call, "uploadId");
  g_autoptr (LwEndpointUpload) self = is_id (id) ? load (call->endpoint, id) : NULL;

  if (self != NULL && g_strcmp0 (lw_endpoint_note_get (self->note, "bucket"), call->bucket) == 0 &&
      g_strcmp0 (lw_endpoint_note_get (self->note, "key"), call->key) == 0)
    return g_steal_pointer (&self);
  lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_UPLOAD,
                    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been "
                    "aborted or completed.");
  return NULL;
}

static int
compare_uploads (gconstpointer a,
                 gconstpointer b)
{
  LwEndpointUpload *const *first = a;
  LwEndpointUpload *const *second = b;
  int by_key = strcmp (lw_endpoint_note_get ((*first)->note, "key"), lw_endpoint_note_get ((*second)->note, "key"));

  return by_key != 0 ? by_key : strcmp ((*first)->id, (*second)->id);
}

/* (transfer full) (element-type LwEndpointUpload): the uploads to a bucket, by key. */
GPtrArray *
lw_endpoint_upload_list (LwEndpoint *endpoint,
                         const char *bucket)
{
  GPtrArray *uploads = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_endpoint_upload_free);
  g_autofree char *folder = dup_folder (endpoint, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (LwEndpointUpload) upload = is_id (name) ? load (endpoint, name) : NULL;

      if (upload != NULL && g_strcmp0 (lw_endpoint_note_get (upload->note, "bucket"), bucket) == 0 &&
          lw_endpoint_note_get (upload->note, "key") != NULL)
        g_ptr_array_add (uploads, g_steal_pointer (&upload));
    }
  g_ptr_array_sort (uploads, compare_uploads);
  return uploads;
}

/* (transfer full): the file of a part. */
char *
lw_endpoint_upload_dup_part (LwEndpointUpload *self,
                             guint             number,
                             const char       *md5)
{
  g_autofree char *name = g_strdup_printf ("%05u-%s", number, md5);

  return g_build_filename (self->folder, name, NULL);
}

static void
free_part (gpointer data)
{
  LwEndpointPart *part = data;

  g_free (part->md5);
  g_free (part->path);
  g_free (part);
}

static LwEndpointPart *
load_part (LwEndpointUpload *self,
           const char       *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf status;
  LwEndpointPart *part;

  if (strlen (name) < NUMBER_DIGITS + 2 || name[NUMBER_DIGITS] != '-' || g_stat (path, &status) != 0)
    return NULL;
  part = g_new0 (LwEndpointPart, 1);
  part->number = g_ascii_strtoull (name, NULL, 10);
  part->md5 = g_strdup (name + NUMBER_DIGITS + 1);
  part->path = g_steal_pointer (&path);
  part->size = status.st_size;
  part->time = (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC;
  return part;
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const LwEndpointPart *const *first = a;
  const LwEndpointPart *const *second = b;

  return (int) (*first)->number - (int) (*second)->number;
}

/* (transfer full) (element-type LwEndpointPart): the parts that are there, by number. */
GPtrArray *
lw_endpoint_upload_list_parts (LwEndpointUpload *self)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      LwEndpointPart *part = load_part (self, name);

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  g_ptr_array_sort (parts, compare_parts);
  return parts;
}

/* Removes what was sent for a part number, but for the file @but. */
void
lw_endpoint_upload_drop_part (LwEndpointUpload *self,
                              guint             number,
                              const char       *but)
{
  g_autoptr (GPtrArray) parts = lw_endpoint_upload_list_parts (self);

  for (guint i = 0; i < parts->len; i++)
    {
      const LwEndpointPart *part = g_ptr_array_index (parts, i);

      if (part->number == number && !g_str_equal (part->path, but))
        g_unlink (part->path);
    }
}

/* Removes the upload and its parts. */
void
lw_endpoint_upload_delete (LwEndpointUpload *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
}
