/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One file becomes an object. Parts of a large one are sent by a few threads; which of them have arrived is the
 * server's knowledge, that there is an upload at all the journal's. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-upload.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "lw-aws-error.h"
#include "lw-s3-journal.h"
#include "lw-s3-multipart.h"

/* What is sent again as a whole when it breaks off. */
#define PART_SIZE (8 * 1024 * 1024)
#define MIN_MULTIPART (16 * 1024 * 1024)
#define THREADS 4

/* Invariant: @parts, @next and @error are guarded by @mutex while threads run; all else is set before. */
typedef struct
{
  LwS3Client       *client;
  const LwS3Uri    *uri;
  const char       *path;
  const char       *journal;
  LwS3ProgressFunc  progress;
  gpointer          progress_data;
  GCancellable     *cancellable;

  LwS3JournalEntry *entry;
  guint             n_parts;
  GMutex            mutex;
  LwS3Part        **parts;
  guint             next;
  GError           *error;
  gint64            n_done;
} Upload;

static void
upload_clear (Upload *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    g_clear_pointer (&self->parts[i], lw_s3_part_free);
  g_free (self->parts);
  g_clear_pointer (&self->entry, lw_s3_journal_entry_free);
  g_mutex_clear (&self->mutex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Upload, upload_clear)

static void
count (Upload *self,
       gint64  n_bytes)
{
  self->n_done += n_bytes;
  if (self->progress != NULL)
    self->progress (n_bytes, self->progress_data);
}

static LwS3JournalEntry *
examine (Upload  *self,
         GError **error)
{
  LwAwsConfig *config = lw_aws_client_get_config (lw_s3_client_get_aws (self->client));
  const char *region = lw_aws_config_get_region (config);
  LwS3JournalEntry *entry;
  struct stat status;

  if (stat (self->path, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, G_IO_ERROR, errno != 0 ? g_io_error_from_errno (errno) : G_IO_ERROR_NOT_REGULAR_FILE,
                   _("“%s” cannot be read: %s"), self->path, g_strerror (errno));
      return NULL;
    }
  entry = g_new0 (LwS3JournalEntry, 1);
  entry->endpoint = lw_aws_config_is_custom_endpoint (config, "s3")
                      ? lw_aws_config_dup_endpoint (config, "s3", region != NULL ? region : "us-east-1")
                      : g_strdup ("aws");
  entry->uri = lw_s3_uri_to_string (self->uri);
  entry->path = g_canonicalize_filename (self->path, NULL);
  entry->size = (guint64) status.st_size;
  entry->modified = (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
  entry->part_size = MAX (PART_SIZE, (entry->size / (LW_S3_MAX_PARTS - 1) + 1048575) / 1048576 * 1048576);
  return entry;
}

static gboolean
put_whole (Upload  *self,
           GError **error)
{
  g_autoptr (LwS3Body) body = lw_s3_body_new_file (self->path, 0, self->entry->size, self->cancellable, error);

  if (body == NULL || !lw_s3_client_put (self->client, self->uri, body, FALSE, self->cancellable, error))
    return FALSE;
  count (self, (gint64) self->entry->size);
  return TRUE;
}

static guint64
get_part_size (const Upload *self,
               guint         nth)
{
  guint64 begin = nth * self->entry->part_size;

  return MIN (self->entry->part_size, self->entry->size - begin);
}

static void
take_arrived (Upload    *self,
              GPtrArray *arrived)
{
  for (guint i = 0; i < arrived->len; i++)
    {
      const LwS3Part *part = g_ptr_array_index (arrived, i);

      if (part->number <= self->n_parts && self->parts[part->number - 1] == NULL
          && part->size == get_part_size (self, part->number - 1))
        {
          self->parts[part->number - 1] = lw_s3_part_new (part->number, part->size, part->etag);
          count (self, (gint64) part->size);
        }
    }
}

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SERVICE)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_THROTTLED)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS);
}

/* Nothing is left that storage is billed for. */
static void
give_up (Upload                 *self,
         const LwS3JournalEntry *entry)
{
  if (entry->upload_id != NULL
      && !lw_s3_client_abort_upload (self->client, self->uri, entry->upload_id, NULL, NULL))
    g_debug ("upload %s of %s could not be given up", entry->upload_id, entry->uri);
  lw_s3_journal_remove (self->journal, entry);
}

/* Goes on with an upload of the same file if there is one; one of a file that was changed since is given up. */
static gboolean
resume (Upload  *self,
        GError **error)
{
  g_autoptr (LwS3JournalEntry) old = lw_s3_journal_load (self->journal, self->entry->endpoint, self->entry->uri,
                                                         self->entry->path);
  g_autoptr (GPtrArray) arrived = NULL;
  g_autoptr (GError) problem = NULL;

  if (old == NULL)
    return TRUE;
  if (old->size == self->entry->size && old->modified == self->entry->modified
      && old->part_size == self->entry->part_size)
    arrived = lw_s3_client_list_parts (self->client, self->uri, old->upload_id, self->cancellable, &problem);
  if (arrived == NULL && problem != NULL && is_passing (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (arrived == NULL)
    {
      give_up (self, old);
      return TRUE;
    }
  self->entry->upload_id = g_strdup (old->upload_id);
  take_arrived (self, arrived);
  return TRUE;
}

static gboolean
begin (Upload  *self,
       GError **error)
{
  self->n_parts = (guint) ((self->entry->size + self->entry->part_size - 1) / self->entry->part_size);
  self->parts = g_new0 (LwS3Part *, self->n_parts);
  if (!resume (self, error))
    return FALSE;
  if (self->entry->upload_id != NULL)
    return TRUE;
  self->entry->upload_id = lw_s3_client_create_upload (self->client, self->uri, self->cancellable, error);
  return self->entry->upload_id != NULL && lw_s3_journal_save (self->journal, self->entry, error);
}

/* The next part that is missing, or %FALSE when there is none or one failed. */
static gboolean
take_next (Upload *self,
           guint  *nth)
{
  gboolean taken;

  g_mutex_lock (&self->mutex);
  while (self->next < self->n_parts && self->parts[self->next] != NULL)
    self->next++;
  taken = self->next < self->n_parts && self->error == NULL;
  if (taken)
    *nth = self->next++;
  g_mutex_unlock (&self->mutex);
  return taken;
}

static char *
send_part (Upload  *self,
           guint    nth,
           GError **error)
{
  g_autoptr (LwS3Body) body = lw_s3_body_new_file (self->path, nth * self->entry->part_size,
                                                   get_part_size (self, nth), self->cancellable, error);

  return body != NULL ? lw_s3_client_upload_part (self->client, self->uri, self->entry->upload_id, nth + 1, body,
                                                  self->cancellable, error)
                      : NULL;
}

static gpointer
send_parts (gpointer data)
{
  Upload *self = data;
  guint nth;

  while (take_next (self, &nth))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *etag = send_part (self, nth, &error);

      g_mutex_lock (&self->mutex);
      if (etag != NULL)
        {
          self->parts[nth] = lw_s3_part_new (nth + 1, get_part_size (self, nth), etag);
          count (self, (gint64) get_part_size (self, nth));
        }
      else if (self->error == NULL)
        self->error = g_steal_pointer (&error);
      g_mutex_unlock (&self->mutex);
    }
  return NULL;
}

/* A file that was written to meanwhile is two versions in one. */
static gboolean
check_unchanged (Upload  *self,
                 GError **error)
{
  g_autoptr (LwS3JournalEntry) now = examine (self, error);

  if (now == NULL)
    return FALSE;
  if (now->size == self->entry->size && now->modified == self->entry->modified)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” was changed while it was sent"), self->path);
  return FALSE;
}

static gboolean
complete (Upload  *self,
          GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < self->n_parts; i++)
    g_ptr_array_add (parts, self->parts[i]);
  return lw_s3_client_complete_upload (self->client, self->uri, self->entry->upload_id, parts, self->cancellable,
                                       error);
}

static gboolean
put_in_parts (Upload  *self,
              GError **error)
{
  GThread *threads[THREADS];

  if (!begin (self, error))
    return FALSE;
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("lw-upload", send_parts, self);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (!check_unchanged (self, error) || !complete (self, error))
    return FALSE;
  lw_s3_journal_remove (self->journal, self->entry);
  return TRUE;
}

/**
 * lw_s3_upload:
 * @client: a client
 * @path: a file
 * @uri: the object to make or to replace
 * @journal: the folder of the journal
 * @progress: (nullable) (scope call): told of bytes
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it; the parts of a large file that have arrived stay for the next time
 * @error: %LW_AWS_ERROR, %G_IO_ERROR
 *
 * Returns: whether the object is there, whole
 */
gboolean
lw_s3_upload (LwS3Client        *client,
              const char        *path,
              const LwS3Uri     *uri,
              const char        *journal,
              LwS3ProgressFunc   progress,
              gpointer           progress_data,
              GCancellable      *cancellable,
              GError           **error)
{
  g_auto (Upload) self = { .client = client, .path = path, .uri = uri, .journal = journal, .progress = progress,
                           .progress_data = progress_data, .cancellable = cancellable };
  GError *problem = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (client) && path != NULL && uri != NULL && journal != NULL, FALSE);

  g_mutex_init (&self.mutex);
  self.entry = examine (&self, error);
  if (self.entry == NULL)
    return FALSE;
  if (self.entry->size < MIN_MULTIPART ? put_whole (&self, &problem) : put_in_parts (&self, &problem))
    return TRUE;
  if (self.entry->size >= MIN_MULTIPART && !is_passing (problem))
    give_up (&self, self.entry);
  count (&self, -self.n_done);
  g_propagate_error (error, problem);
  return FALSE;
}
