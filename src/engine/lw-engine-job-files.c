/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files of a job's output tree are to be written next. What is written is
 * always made from the store, so a file that a crash kept from the disk is made again.
 *
 * The output manifest is written whole. To keep the cost of an answer independent of the size of the job, it is
 * written at most every two seconds and so that it takes no more than a twentieth of the time; and at once when the
 * job is done. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job-files.h"

#include "lw-output-document.h"

#include "lw-manifest-line.h"

#include "lw-time.h"

#include <glib/gi18n.h>

#define MANIFEST_INTERVAL (2 * G_USEC_PER_SEC)
#define MANIFEST_SHARE 20
#define RETRY_INTERVAL G_USEC_PER_SEC
/* Batches that are written together are synced together; the thread that answers workers makes their files. */
#define BATCHES_AT_ONCE 8
#define BYTES_AT_ONCE (8 * 1024 * 1024)

typedef struct
{
  LwEngineJob         *job;
  LwEngineStore       *store;
  const LwBatchRecord *batch;
  const char          *stamp;
  LwOutputOrder       *order;
  GString             *request;
  GString             *response;
} LwBatchFiles;

static char *
dup_uri (LwEngineJob *self,
         const char  *format,
         ...) G_GNUC_PRINTF (2, 3);

static char *
dup_uri (LwEngineJob *self,
         const char  *format,
         ...)
{
  g_autofree char *path = NULL;
  va_list args;

  va_start (args, format);
  path = g_strdup_vprintf (format, args);
  va_end (args);
  return lw_labeling_job_request_dup_output_uri (self->request, path);
}

static gboolean
add_object (const LwResultRecord  *record,
            gpointer               data,
            GError               **error)
{
  LwBatchFiles *files = data;
  LwEngineJob *job = files->job;
  g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (files->store, job->id, record->line, error);
  g_autofree char *source_ref = NULL;

  if (answers == NULL)
    return FALSE;
  lw_output_order_take_file (files->order,
                             dup_uri (job, "annotations/worker-response/iteration-%u/%" G_GUINT64_FORMAT "/%s.json",
                                      files->batch->iteration, record->line, files->stamp),
                             lw_output_worker_response (answers));
  source_ref = lw_manifest_line_dup_source_ref (record->source, record->source_length, NULL);
  lw_output_add_request (files->request, record->line, source_ref, answers);
  if (record->label != NULL)
    lw_output_add_response (files->response, record->line, job->attribute, record->label, record->metadata);
  return TRUE;
}

static void
take_array (LwBatchFiles *files,
            const char   *kind,
            GString      *text)
{
  if (text->len == 0)
    g_string_append_c (text, '[');
  g_string_append_c (text, ']');
  lw_output_order_take_file (files->order,
                             dup_uri (files->job, "annotations/consolidated-annotation/%s/iteration-%u/%s.json",
                                      kind, files->batch->iteration, files->stamp),
                             g_strdup (text->str));
}

static gboolean
add_batch (LwEngineJob          *self,
           LwEngineStore        *store,
           const LwBatchRecord  *batch,
           LwOutputOrder        *order,
           GError              **error)
{
  g_autoptr (GString) request = g_string_new (NULL);
  g_autoptr (GString) response = g_string_new (NULL);
  g_autofree char *stamp = lw_time_format_file_stamp (batch->stamp);
  LwBatchFiles files = { self, store, batch, stamp, order, request, response };

  if (self->options.portable_names)
    g_strdelimit (stamp, ":", '_');
  g_array_append_val (order->batches, batch->id);
  if (!lw_engine_store_foreach_in_batch (store, self->id, batch->id, add_object, &files, error))
    return FALSE;
  if (batch->consolidated)
    {
      take_array (&files, "consolidation-request", request);
      take_array (&files, "consolidation-response", response);
    }
  return TRUE;
}

static LwOutputOrder *
new_batch_order (LwEngineJob    *self,
                 LwEngineStore  *store,
                 GError        **error)
{
  g_autoptr (LwOutputOrder) order = lw_output_order_new (self->id);

  for (guint i = 0; i < MIN (self->unwritten->len, BATCHES_AT_ONCE) && order->n_bytes < BYTES_AT_ONCE; i++)
    if (!add_batch (self, store, &g_array_index (self->unwritten, LwBatchRecord, i), order, error))
      return NULL;
  return g_steal_pointer (&order);
}

static gboolean
probe_is_over (LwEngineJob *self)
{
  for (GList *l = self->open.head; l != NULL; l = l->next)
    if (((LwOpenObject *) l->data)->record.iteration == 1)
      return FALSE;
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    if (((LwOpenObject *) l->data)->record.iteration == 1)
      return FALSE;
  return self->record->n_opened >= LW_PROBE_OBJECTS || !self->pending_left;
}

/* The intermediate manifests are what the output manifest was when an iteration had come to its end. */
static LwOutputOrder *
new_manifest_order (LwEngineJob *self,
                    gboolean     done)
{
  LwOutputOrder *order = lw_output_order_new (self->id);

  order->revision = self->record->revision;
  order->attribute = g_strdup (self->attribute);
  g_ptr_array_add (order->manifest_uris, dup_uri (self, "manifests/output/output.manifest"));
  order->probe = !self->probe_written && probe_is_over (self);
  if (order->probe)
    g_ptr_array_add (order->manifest_uris, dup_uri (self, "annotations/intermediate/1/annotations.json"));
  if (done && self->record->n_opened > LW_PROBE_OBJECTS)
    g_ptr_array_add (order->manifest_uris, dup_uri (self, "annotations/intermediate/2/annotations.json"));
  return order;
}

/**
 * lw_engine_job_has_files:
 * @self: a job
 *
 * Returns: whether something of its output tree is not on disk
 */
gboolean
lw_engine_job_has_files (LwEngineJob *self)
{
  return self->writing || self->unwritten->len > 0 || self->record->written_revision < self->record->revision;
}

/**
 * lw_engine_job_get_files_time:
 * @self: a job
 * @hurry: whether the output manifest may not wait
 *
 * Returns: when its next files may be written, in monotonic time; %G_MAXINT64 when there are none or some are on
 *   their way
 */
gint64
lw_engine_job_get_files_time (LwEngineJob *self,
                              gboolean     hurry)
{
  if (self->writing || !lw_engine_job_has_files (self))
    return G_MAXINT64;
  if (self->unwritten->len > 0 || hurry || lw_engine_job_is_done (self))
    return self->retry_time;
  return MAX (self->retry_time, self->manifest_time);
}

/**
 * lw_engine_job_next_files:
 * @self: a job for which the time has come
 * @store: the store
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what to write next
 */
LwOutputOrder *
lw_engine_job_next_files (LwEngineJob    *self,
                          LwEngineStore  *store,
                          GError        **error)
{
  LwOutputOrder *order;

  if (self->unwritten->len > 0)
    order = new_batch_order (self, store, error);
  else
    order = new_manifest_order (self, lw_engine_job_is_done (self));
  self->writing = order != NULL;
  if (order != NULL && !self->swept)
    {
      const char *output = lw_labeling_job_request_get_string (self->request, LW_REQUEST_S3_OUTPUT_PATH);

      order->sweep_uri = lw_s3_uri_join (output, self->record->name);
      self->swept = TRUE;
    }
  return order;
}

static gboolean
end_batches (LwEngineJob    *self,
             LwEngineStore  *store,
             const GArray   *batches,
             GError        **error)
{
  for (guint i = 0; i < batches->len; i++)
    {
      gint64 batch = g_array_index (batches, gint64, i);

      if (self->unwritten->len > 0 && g_array_index (self->unwritten, LwBatchRecord, 0).id == batch)
        g_array_remove_index (self->unwritten, 0);
      if (!lw_engine_store_save_written (store, batch, error))
        return FALSE;
    }
  return TRUE;
}

/* Takes @problem. The log has one line for its beginning and one for its end. */
static gboolean
set_problem (LwEngineJob    *self,
             LwEngineStore  *store,
             gint64          now,
             char           *problem,
             GError        **error)
{
  g_autofree char *old = g_steal_pointer (&self->problem);
  LwJobEventKind kind = problem != NULL ? LW_JOB_EVENT_PROBLEM : LW_JOB_EVENT_RECOVERED;

  self->problem = problem;
  if (g_strcmp0 (old, problem) == 0)
    return TRUE;
  self->dirty = TRUE;
  if ((old == NULL) == (problem == NULL))
    return TRUE;
  return lw_engine_job_log (self, store, now, kind, -1, 0, problem, error);
}

static char *
dup_problem (const GError *error)
{
  return g_strdup_printf (_("%s. The labeling job goes on by itself as soon as this works."), error->message);
}

/**
 * lw_engine_job_end_files:
 * @self: a job
 * @store: the store
 * @now: the time
 * @order: what was written, or not
 * @error: return location
 *
 * Notes what is on disk now. Trouble becomes the job's problem, and the same is tried again a little later.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_end_files (LwEngineJob          *self,
                         LwEngineStore        *store,
                         gint64                now,
                         const LwOutputOrder  *order,
                         GError              **error)
{
  gint64 monotonic = g_get_monotonic_time ();

  self->writing = FALSE;
  self->retry_time = order->error != NULL ? monotonic + RETRY_INTERVAL : 0;
  if (!set_problem (self, store, now, order->error != NULL ? dup_problem (order->error) : NULL, error))
    return FALSE;
  if (order->error != NULL)
    return TRUE;
  if (order->batches->len > 0)
    return end_batches (self, store, order->batches, error);
  self->probe_written |= order->probe;
  self->manifest_time = monotonic + MAX (MANIFEST_INTERVAL, MANIFEST_SHARE * order->duration);
  self->record->written_revision = MAX (self->record->written_revision, order->revision);
  self->dirty = TRUE;
  return lw_engine_store_save_job (store, self->record, error);
}
