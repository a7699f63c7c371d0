/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An object as the endpoint finds it: its file, what is noted of it, conditions. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-object.h"

#include "lw-endpoint-private.h"

#include "lw-bucket-list.h"
#include "lw-bucket-path.h"
#include "lw-http-status.h"

#include <string.h>
#include <unistd.h>

#define MAX_KEY_LENGTH 1024

/* (transfer full) (nullable): the bucket's folder. */
static char *
find_folder (LwEndpoint  *endpoint,
             const char  *bucket,
             const char  *key,
             GError     **error)
{
  g_autofree char *folder = lw_directory_store_dup_folder (lw_endpoint_get_store (endpoint), bucket);

  if (folder == NULL)
    lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_BUCKET, "The specified bucket does not exist");
  else if (strlen (key) > MAX_KEY_LENGTH)
    lw_endpoint_fail (error, LW_ENDPOINT_ERROR_KEY_TOO_LONG, "Your key is too long");
  else
    return g_steal_pointer (&folder);
  return NULL;
}

/**
 * lw_endpoint_find_path:
 * @endpoint: the endpoint
 * @bucket: a bucket
 * @key: a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the path that the object's file has, or would have
 */
char *
lw_endpoint_find_path (LwEndpoint  *endpoint,
                       const char  *bucket,
                       const char  *key,
                       GError     **error)
{
  g_autofree char *folder = find_folder (endpoint, bucket, key, error);

  return folder != NULL ? lw_bucket_path_resolve (folder, key, error) : NULL;
}

static char *
dup_etag (LwEndpointObject *self,
          const char       *bucket,
          const char       *key)
{
  const char *noted = lw_endpoint_note_get (self->note, LW_NOTE_ETAG);
  g_autoptr (LwObjectInfo) info = noted == NULL ? lw_bucket_info_new (bucket, key, &self->status) : NULL;

  return g_strdup_printf ("\"%s\"", noted != NULL ? noted : info->etag);
}

static gboolean
open_file (LwEndpointObject  *self,
           const char        *folder,
           const char        *key,
           GError           **error)
{
  g_autoptr (GError) local_error = NULL;

  self->file = lw_bucket_open (folder, key, &local_error);
  if (self->file >= 0 && fstat (self->file, &self->status) == 0 && S_ISREG (self->status.st_mode))
    return TRUE;
  if (local_error != NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) &&
      !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_KEY, "The specified key does not exist.");
}

/**
 * lw_endpoint_object_open:
 * @endpoint: the endpoint
 * @bucket: a bucket
 * @key: a key
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the object as it is now
 */
LwEndpointObject *
lw_endpoint_object_open (LwEndpoint  *endpoint,
                         const char  *bucket,
                         const char  *key,
                         GError     **error)
{
  g_autoptr (LwEndpointObject) self = g_new0 (LwEndpointObject, 1);
  g_autofree char *folder = find_folder (endpoint, bucket, key, error);
  GRecMutex *mutex = lw_endpoint_get_mutex (endpoint, bucket, key);
  gboolean ok;

  self->file = -1;
  if (folder == NULL)
    return NULL;
  g_rec_mutex_lock (mutex);
  ok = open_file (self, folder, key, error);
  if (ok)
    self->note = lw_endpoint_note_load (endpoint, bucket, key, &self->status);
  g_rec_mutex_unlock (mutex);
  if (!ok)
    return NULL;
  self->etag = dup_etag (self, bucket, key);
  return g_steal_pointer (&self);
}

void
lw_endpoint_object_free (LwEndpointObject *self)
{
  if (self->file >= 0)
    close (self->file);
  g_clear_pointer (&self->note, lw_endpoint_note_free);
  g_free (self->etag);
  g_free (self);
}

/* When it was changed, in microseconds since 1970-01-01 UTC. */
gint64
lw_endpoint_object_get_time (LwEndpointObject *self)
{
  return (gint64) self->status.st_mtim.tv_sec * G_USEC_PER_SEC + self->status.st_mtim.tv_nsec / 1000;
}

static gboolean
has_etag (const char *list,
          const char *etag)
{
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);

      if (g_str_has_prefix (part, "W/"))
        part += 2;
      /* Some clients leave the quotes away. */
      if (g_str_equal (part, "*") || g_str_equal (part, etag) ||
          (*part != '"' && strlen (part) + 2 == strlen (etag) && strncmp (part, etag + 1, strlen (part)) == 0))
        return TRUE;
    }
  return FALSE;
}

static const char *
get_condition (LwEndpointCall *call,
               const char     *prefix,
               const char     *name)
{
  g_autofree char *header = g_strconcat (prefix, name, NULL);

  return lw_endpoint_call_get_header (call, header);
}

/* Whether it was changed after the time in a header field; times in it are whole seconds. */
static gboolean
changed_since (LwEndpointObject *self,
               const char       *text,
               gboolean          fallback)
{
  gint64 time;

  if (text == NULL || !lw_http_date_parse (text, &time))
    return fallback;
  return self->status.st_mtim.tv_sec > time / G_USEC_PER_SEC;
}

/**
 * lw_endpoint_object_check:
 * @self: an object
 * @call: a call with conditions
 * @prefix: what stands before the names of the header fields, such as "x-amz-copy-source-"
 * @error: return location: %LW_ENDPOINT_ERROR_PRECONDITION_FAILED or %LW_ENDPOINT_ERROR_NOT_MODIFIED
 *
 * Conditions of RFC 9110, 13.2.2.
 *
 * Returns: whether they hold
 */
gboolean
lw_endpoint_object_check (LwEndpointObject  *self,
                          LwEndpointCall    *call,
                          const char        *prefix,
                          GError           **error)
{
  const char *match = get_condition (call, prefix, "if-match");
  const char *none_match = get_condition (call, prefix, "if-none-match");
  const char *modified = get_condition (call, prefix, "if-modified-since");
  const char *unmodified = get_condition (call, prefix, "if-unmodified-since");

  if (match != NULL ? !has_etag (match, self->etag) : changed_since (self, unmodified, FALSE))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_PRECONDITION_FAILED,
                             "At least one of the pre-conditions you specified did not hold");
  if (none_match != NULL ? has_etag (none_match, self->etag) : !changed_since (self, modified, TRUE))
    return lw_endpoint_fail (error,
                             *prefix == '\0' ? LW_ENDPOINT_ERROR_NOT_MODIFIED : LW_ENDPOINT_ERROR_PRECONDITION_FAILED,
                             "At least one of the pre-conditions you specified did not hold");
  return TRUE;
}
