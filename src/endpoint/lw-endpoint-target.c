/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An object as the endpoint replaces it: nothing is at its key before all of it is there and was compared, and nothing
 * of it is left when that fails. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-object.h"

#include "lw-endpoint-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define PIECE_SIZE (256 * 1024)

/* The header fields of PUT that come back with GET. */
static const char *const kept_headers[] = {
  "content-type", "content-disposition", "content-language", "cache-control", "expires", "x-amz-storage-class",
  "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id", "x-amz-website-redirect-location",
};

/**
 * lw_endpoint_target_new:
 * @endpoint: the endpoint
 * @bucket: a bucket
 * @key: a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what will be the object
 */
LwEndpointTarget *
lw_endpoint_target_new (LwEndpoint  *endpoint,
                        const char  *bucket,
                        const char  *key,
                        GError     **error)
{
  g_autoptr (LwEndpointTarget) self = g_new0 (LwEndpointTarget, 1);

  self->endpoint = endpoint;
  self->bucket = g_strdup (bucket);
  self->key = g_strdup (key);
  self->note = lw_endpoint_note_new ();
  self->path = lw_endpoint_find_path (endpoint, bucket, key, error);
  if (self->path == NULL)
    return NULL;
  self->writer = lw_file_writer_open (self->path, error);
  if (self->writer == NULL)
    return NULL;
  /* As other servers do: what is confirmed survives this process, not a power failure at once. */
  lw_file_writer_set_durable (self->writer, FALSE);
  return g_steal_pointer (&self);
}

void
lw_endpoint_target_free (LwEndpointTarget *self)
{
  g_clear_pointer (&self->writer, lw_file_writer_free);
  g_clear_pointer (&self->note, lw_endpoint_note_free);
  g_free (self->bucket);
  g_free (self->key);
  g_free (self->path);
  g_free (self);
}

/**
 * lw_endpoint_pump:
 * @writer: where bytes go
 * @source: where they come from
 * @data: for @source
 * @error: return location
 *
 * Returns: whether all of them are written
 */
gboolean
lw_endpoint_pump (LwFileWriter   *writer,
                  LwChunkSource   source,
                  gpointer        data,
                  GError        **error)
{
  g_autofree char *piece = g_malloc (PIECE_SIZE);
  gssize n;

  while ((n = source (data, piece, PIECE_SIZE, error)) > 0)
    if (!lw_file_writer_write (writer, piece, n, error))
      return FALSE;
  return n == 0;
}

gboolean
lw_endpoint_target_pump (LwEndpointTarget  *self,
                         LwChunkSource      source,
                         gpointer           data,
                         GError           **error)
{
  return lw_endpoint_pump (self->writer, source, data, error);
}

/**
 * lw_endpoint_target_check:
 * @self: what will be the object
 * @call: a call with If-Match or If-None-Match
 * @error: return location: %LW_ENDPOINT_ERROR_PRECONDITION_FAILED or %LW_ENDPOINT_ERROR_NO_SUCH_KEY
 *
 * Returns: whether what is there now may be replaced
 */
gboolean
lw_endpoint_target_check (LwEndpointTarget  *self,
                          LwEndpointCall    *call,
                          GError           **error)
{
  const char *match = lw_endpoint_call_get_header (call, "If-Match");
  const char *none_match = lw_endpoint_call_get_header (call, "If-None-Match");
  g_autoptr (LwEndpointObject) object = NULL;
  g_autoptr (GError) local_error = NULL;

  if (match == NULL && none_match == NULL)
    return TRUE;
  if (none_match != NULL && !g_str_equal (none_match, "*"))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NOT_IMPLEMENTED,
                             "A header you provided implies functionality that is not implemented");
  object = lw_endpoint_object_open (self->endpoint, self->bucket, self->key, &local_error);
  if (object == NULL && match != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (object == NULL || (none_match == NULL && lw_endpoint_object_check (object, call, "", NULL)))
    return TRUE;
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_PRECONDITION_FAILED,
                           "At least one of the pre-conditions you specified did not hold");
}

static gboolean
commit_file (LwEndpointTarget  *self,
             GError           **error)
{
  struct stat status;

  if (!lw_file_writer_commit (self->writer, error))
    return FALSE;
  if (lstat (self->path, &status) != 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INTERNAL, g_strerror (errno));
  return lw_endpoint_note_save (self->note, self->endpoint, self->bucket, self->key, &status, error);
}

/**
 * lw_endpoint_target_commit:
 * @self: what will be the object, all of it written
 * @call: the call, with its conditions
 * @error: return location
 *
 * Returns: whether it is the object now
 */
gboolean
lw_endpoint_target_commit (LwEndpointTarget  *self,
                           LwEndpointCall    *call,
                           GError           **error)
{
  GRecMutex *mutex = lw_endpoint_get_mutex (self->endpoint, self->bucket, self->key);
  gboolean ok;

  /* The conditions were looked at before the body came; this look counts. */
  g_rec_mutex_lock (mutex);
  ok = lw_endpoint_target_check (self, call, error) && commit_file (self, error);
  g_rec_mutex_unlock (mutex);
  return ok;
}

static void
note_encoding (LwEndpointNote *note,
               const char     *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (!g_str_equal (g_strstrip (parts[i]), "aws-chunked") && *parts[i] != '\0')
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? "," : "", parts[i]);
  if (kept->len > 0)
    lw_endpoint_note_set (note, "content-encoding", kept->str);
}

/**
 * lw_endpoint_note_request:
 * @note: a note
 * @call: a call whose header fields say what the object is; they are noted
 */
void
lw_endpoint_note_request (LwEndpointNote *note,
                          LwEndpointCall *call)
{
  const char *encoding = lw_endpoint_call_get_header (call, "Content-Encoding");
  const char *tags = lw_endpoint_call_get_header (call, "x-amz-tagging");

  for (gsize i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    {
      const char *value = lw_endpoint_call_get_header (call, kept_headers[i]);

      if (value != NULL)
        lw_endpoint_note_set (note, kept_headers[i], value);
    }
  for (guint i = 0; i < lw_http_exchange_get_n_headers (call->exchange); i++)
    {
      const char *value;
      g_autofree char *name = g_ascii_strdown (lw_http_exchange_get_nth_header (call->exchange, i, &value), -1);

      if (g_str_has_prefix (name, "x-amz-meta-"))
        lw_endpoint_note_set (note, name, value);
    }
  if (encoding != NULL)
    note_encoding (note, encoding);
  if (tags != NULL)
    lw_endpoint_note_set (note, LW_NOTE_TAGS, tags);
}
