/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Initializing: the label categories, the template and the input manifest come into the store, a piece at a time,
 * so that workers of other jobs do not wait. From then on the job does not depend on those files. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-engine-input.h"
#include "lw-output-document.h"

#include "lw-manifest-line.h"
#include "lw-manifest-reader.h"

#include "lw-diagnostic.h"
#include "lw-json.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define LINES_PER_TURN 500
/* As the service's documentation has it. */
#define MAX_LINE_LENGTH 100000
#define MAX_DOCUMENT_SIZE (16 * 1024 * 1024)

/**
 * LwIntake:
 * @next: the number of the next line
 * @counted: the job's counters so far; they count from the moment when all lines are read
 */
struct _LwIntake
{
  LwManifestReader *reader;
  guint64           next;
  LwJobRecord       counted;
};

/**
 * lw_engine_job_clear_intake:
 * @self: a job
 *
 * Forgets how far the input manifest is read.
 */
void
lw_engine_job_clear_intake (LwEngineJob *self)
{
  if (self->intake == NULL)
    return;

  lw_manifest_reader_free (self->intake->reader);
  g_clear_pointer (&self->intake, g_free);
}

/**
 * lw_engine_job_needs_input:
 * @self: a job
 *
 * Returns: whether its input manifest is to be read; a job without data objects fails, so none of them is ready
 */
gboolean
lw_engine_job_needs_input (LwEngineJob *self)
{
  return self->record->n_objects == 0 && !lw_engine_job_is_over (self);
}

static gboolean
fail_job (LwEngineJob    *self,
          LwEngineStore  *store,
          gint64          now,
          const char     *reason,
          GError        **error)
{
  lw_engine_job_clear_intake (self);
  self->record->status = LW_LABELING_JOB_STATUS_FAILED;
  g_free (self->record->failure_reason);
  self->record->failure_reason = g_strconcat ("ClientError: ", reason, NULL);
  return lw_engine_store_clear_objects (store, self->id, error) &&
         lw_engine_job_log (self, store, now, LW_JOB_EVENT_FAILED, -1, 0, self->record->failure_reason, error) &&
         lw_engine_job_save (self, store, now, error);
}

static char *
read_text (LwEngineJob    *self,
           LwObjectStore  *objects,
           LwRequestField  field,
           GError        **error)
{
  const char *uri = lw_labeling_job_request_get_string (self->request, field);
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize length;

  if (uri == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The labeling job’s request has no %s"),
                   lw_request_field_get_path (field));
      return NULL;
    }
  bytes = lw_object_store_get (objects, uri, 0, MAX_DOCUMENT_SIZE, NULL, NULL, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate_len (data != NULL ? data : "", length, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is not UTF-8"), uri);
      return NULL;
    }
  return g_strndup (data != NULL ? data : "", length);
}

static gboolean
check_categories (LwEngineJob  *self,
                  GError      **error)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_label_categories_check (lw_label_categories_get_names (self->categories), self->task_type, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity != LW_SEVERITY_ERROR)
        continue;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, diagnostic->text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_documents (LwEngineJob    *self,
                LwObjectStore  *objects,
                GError        **error)
{
  g_clear_pointer (&self->record->labels, g_free);
  g_clear_pointer (&self->record->template_text, g_free);
  g_clear_pointer (&self->categories, lw_label_categories_unref);
  self->record->labels = read_text (self, objects, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI, error);
  if (self->record->labels == NULL)
    return FALSE;
  self->categories = lw_label_categories_parse (self->record->labels, -1, error);
  if (self->categories == NULL)
    {
      g_prefix_error (error, "%s: ", lw_labeling_job_request_get_string (self->request,
                                                                        LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI));
      return FALSE;
    }
  if (!check_categories (self, error))
    return FALSE;
  self->record->template_text = read_text (self, objects, LW_REQUEST_UI_TEMPLATE_S3_URI, error);
  return self->record->template_text != NULL;
}

static LwManifestReader *
open_manifest (LwEngineJob    *self,
               LwObjectStore  *objects,
               GError        **error)
{
  const char *uri = lw_labeling_job_request_get_string (self->request, LW_REQUEST_MANIFEST_S3_URI);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (uri == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("The labeling job’s request has no input manifest"));
      return NULL;
    }
  g_free (self->record->input_etag);
  self->record->input_etag = lw_engine_input_dup_etag (objects, uri, error);
  if (self->record->input_etag == NULL)
    return NULL;
  if (lw_engine_input_is_prefix (uri))
    bytes = lw_engine_input_list_images (objects, uri, error);
  else if ((path = lw_object_store_dup_path (objects, uri)) != NULL)
    return lw_manifest_reader_new_for_file (path, error);
  else
    bytes = lw_object_store_get (objects, uri, 0, -1, NULL, NULL, error);
  return bytes != NULL ? lw_manifest_reader_new_for_bytes (bytes) : NULL;
}

static gboolean
start_intake (LwEngineJob    *self,
              LwObjectStore  *objects,
              GError        **error)
{
  LwManifestReader *reader;

  if (!read_documents (self, objects, error))
    return FALSE;
  reader = open_manifest (self, objects, error);
  if (reader == NULL)
    return FALSE;
  self->intake = g_new0 (LwIntake, 1);
  self->intake->reader = reader;
  return TRUE;
}

/* Why an input line cannot be labeled, %NULL when it can. Stands in a file, so it is not translated. */
static char *
find_fault (const char *line,
            gsize       length,
            guint64     number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source_ref = NULL;

  if (length > MAX_LINE_LENGTH)
    return g_strdup_printf ("ClientError: Line %" G_GUINT64_FORMAT " of the input manifest is longer than %d bytes.",
                            number, MAX_LINE_LENGTH);
  if (!lw_manifest_line_validate (line, length, &error))
    return g_strdup_printf ("ClientError: Line %" G_GUINT64_FORMAT " of the input manifest is not a JSON object: %s",
                            number, error->message);
  source_ref = lw_manifest_line_dup_source_ref (line, length, &error);
  if (source_ref == NULL)
    return g_strdup_printf ("ClientError: Line %" G_GUINT64_FORMAT " of the input manifest names no image: %s",
                            number, error->message);
  return NULL;
}

static gboolean
is_machine_label (const char *line,
                  gsize       length,
                  const char *attribute)
{
  g_autofree char *key = g_strconcat (attribute, "-metadata", NULL);
  g_autofree char *text = lw_manifest_line_dup_member (line, length, key);
  g_autoptr (JsonNode) node = text != NULL ? lw_json_parse (text, -1, NULL) : NULL;

  return g_strcmp0 (lw_json_get_string (lw_json_node_object (node), "human-annotated"), "no") == 0;
}

/* Knuth's multiplicative hash of the line and the seed, well mixed: an order that looks like none. */
static guint32
shuffle (guint32 line,
         guint32 seed)
{
  guint64 x = ((guint64) seed << 32 | line) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint32) (x >> 32);
}

static guint32
get_rank (LwEngineJob *self,
          guint64      number,
          const char  *line,
          gsize        length)
{
  switch (self->options.order)
    {
    case LW_JOB_ORDER_RANDOM:
      return shuffle ((guint32) number, self->options.seed);
    case LW_JOB_ORDER_UNCERTAIN:
      return (guint32) (lw_engine_input_get_confidence (line, length) * G_MAXINT32);
    case LW_JOB_ORDER_MANIFEST:
    default:
      return (guint32) number;
    }
}

/* The known answer of a gold object stands in its line, under a key of its own. */
static gboolean
read_gold (LwEngineJob    *self,
           LwEngineStore  *store,
           guint64         number,
           const char     *line,
           gsize           length,
           GError        **error)
{
  g_autofree char *labels = NULL;

  if (self->options.gold_attribute == NULL)
    return TRUE;
  labels = lw_engine_input_dup_gold (line, length, self->options.gold_attribute, self->categories);
  if (labels == NULL)
    return TRUE;
  self->n_gold++;
  return lw_engine_store_set_gold (store, self->id, number, labels, error);
}

static gboolean
count_passed (LwEngineJob *self,
              const char  *line,
              gsize        length)
{
  LwJobRecord *counted = &self->intake->counted;

  if (!lw_manifest_line_has_key (line, length, self->attribute))
    return FALSE;
  if (is_machine_label (line, length, self->attribute))
    counted->n_passed_machine++;
  else
    counted->n_passed_human++;
  return TRUE;
}

/* A line that has the label attribute passes through as it is. */
static gboolean
read_line (LwEngineJob    *self,
           LwEngineStore  *store,
           gint64          now,
           const char     *line,
           gsize           length,
           GError        **error)
{
  LwIntake *intake = self->intake;
  LwObjectRecord record = { .line = intake->next++, .state = LW_OBJECT_STATE_PENDING, .time = now };
  g_autofree char *fault = find_fault (line, length, lw_manifest_reader_get_line_number (intake->reader));
  g_autofree char *metadata = fault != NULL ? lw_output_failed_metadata (fault) : NULL;

  if (fault != NULL)
    {
      record.state = LW_OBJECT_STATE_FAILED;
      intake->counted.n_failed++;
    }
  else if (count_passed (self, line, length))
    record.state = LW_OBJECT_STATE_PASSED;
  else
    {
      record.rank = get_rank (self, record.line, line, length);
      if (!read_gold (self, store, record.line, line, length, error))
        return FALSE;
    }
  return lw_engine_store_add_object (store, self->id, &record, line, length, metadata, error) &&
         (fault == NULL ||
          lw_engine_job_log (self, store, now, LW_JOB_EVENT_FAILED, record.line, 0, fault, error));
}

static gboolean
finish_intake (LwEngineJob    *self,
               LwEngineStore  *store,
               gint64          now,
               GError        **error)
{
  const LwJobRecord *counted = &self->intake->counted;
  LwJobRecord *record = self->record;
  g_autofree char *text = NULL;

  if (self->intake->next == 0)
    return fail_job (self, store, now, _("The input manifest has no data objects"), error);
  record->n_objects = self->intake->next;
  record->n_failed = counted->n_failed;
  record->n_passed_human = counted->n_passed_human;
  record->n_passed_machine = counted->n_passed_machine;
  record->revision = 1;
  if (record->status == LW_LABELING_JOB_STATUS_INITIALIZING)
    record->status = LW_LABELING_JOB_STATUS_IN_PROGRESS;
  lw_engine_job_clear_intake (self);
  self->pending_left = TRUE;
  self->next_due = 0;
  text = g_strdup_printf (ngettext ("%" PRIu64 " data object", "%" PRIu64 " data objects", record->n_objects),
                          record->n_objects);
  return lw_engine_job_log (self, store, now, LW_JOB_EVENT_STARTED, -1, 0, text, error) &&
         lw_engine_job_save (self, store, now, error) && lw_engine_job_refill (self, store, now, error);
}

static gboolean
is_same_input (LwEngineJob   *self,
               LwObjectStore *objects)
{
  const char *uri = lw_labeling_job_request_get_string (self->request, LW_REQUEST_MANIFEST_S3_URI);
  g_autofree char *etag = lw_engine_input_dup_etag (objects, uri, NULL);

  return g_strcmp0 (etag, self->record->input_etag) == 0;
}

/* The input became another one while it was read: what was read must not be mixed with the rest. */
static gboolean
start_again (LwEngineJob    *self,
             LwEngineStore  *store,
             gint64          now,
             GError        **error)
{
  lw_engine_job_clear_intake (self);
  return lw_engine_job_log (self, store, now, LW_JOB_EVENT_INPUT_CHANGED, -1, 0, NULL, error) &&
         lw_engine_store_clear_objects (store, self->id, error);
}

static gboolean
read_lines (LwEngineJob    *self,
            LwEngineStore  *store,
            LwObjectStore  *objects,
            gint64          now,
            GError        **error)
{
  for (guint i = 0; i < LINES_PER_TURN; i++)
    {
      g_autoptr (GError) local_error = NULL;
      const char *line;
      gsize length;

      if (!lw_manifest_reader_next (self->intake->reader, &line, &length, NULL, &local_error))
        return fail_job (self, store, now, local_error->message, error);
      if (line == NULL)
        return is_same_input (self, objects) ? finish_intake (self, store, now, error)
                                             : start_again (self, store, now, error);
      if (!read_line (self, store, now, line, length, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_engine_job_read_input:
 * @self: a job that needs it
 * @store: the store
 * @objects: where the job's files are
 * @now: the time
 * @error: return location: an error of the store
 *
 * Reads the next piece. Files that cannot be read make the job fail; a line that cannot be used makes a failed data
 * object.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_read_input (LwEngineJob    *self,
                          LwEngineStore  *store,
                          LwObjectStore  *objects,
                          gint64          now,
                          GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->intake == NULL)
    {
      /* What an earlier attempt left behind. */
      if (!lw_engine_store_clear_objects (store, self->id, error))
        return FALSE;
      self->n_gold = 0;
      if (!start_intake (self, objects, &local_error))
        return fail_job (self, store, now, local_error->message, error);
    }
  return read_lines (self, store, objects, now, error);
}

/**
 * lw_engine_job_check_input:
 * @self: a running job
 * @store: the store
 * @objects: where the job's files are
 * @now: the time
 * @error: return location: an error of the store
 *
 * Notes when the input is not any more what was read. The job goes on with what was read.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_check_input (LwEngineJob    *self,
                           LwEngineStore  *store,
                           LwObjectStore  *objects,
                           gint64          now,
                           GError        **error)
{
  if (self->record->input_etag == NULL || self->record->input_changed || !lw_engine_job_is_running (self) ||
      is_same_input (self, objects))
    return TRUE;
  self->record->input_changed = TRUE;
  return lw_engine_job_log (self, store, now, LW_JOB_EVENT_INPUT_CHANGED, -1, 0,
                            _("The labeling job goes on with the input as it was read. Chain a new job to add what "
                              "is new."), error) &&
         lw_engine_job_save (self, store, now, error);
}
