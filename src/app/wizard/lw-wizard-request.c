/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the draft to a labeling job: the request, then the files and the job. For the way back see
 * lw-wizard-request-load.c. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-request.h"
#include "lw-wizard-upload.h"

#include "lw-job-options.h"
#include "lw-job-setup.h"

#include "lw-json.h"
#include "lw-str.h"

#include <glib/gi18n.h>

static void
set_text (LwLabelingJobRequest *request,
          LwRequestField        field,
          LwWizardDraft        *draft,
          LwDraftText           text)
{
  const char *value = lw_wizard_draft_get_text (draft, text);

  if (*value != '\0')
    lw_labeling_job_request_set_string (request, field, value);
}

static void
set_number (LwLabelingJobRequest *request,
            LwRequestField        field,
            LwWizardDraft        *draft,
            LwDraftNumber         number)
{
  int value = lw_wizard_draft_get_number (draft, number);

  if (value > 0)
    lw_labeling_job_request_set_int (request, field, value);
  else
    lw_labeling_job_request_unset (request, field);
}

/* How this program runs the job, where the service has no field for it. */
static void
set_options (LwLabelingJobRequest *request,
             LwWizardDraft        *draft)
{
  const char *method = lw_wizard_draft_get_text (draft, LW_DRAFT_METHOD);
  const char *gold = lw_wizard_draft_get_text (draft, LW_DRAFT_GOLD_ATTRIBUTE);
  g_auto (LwJobOptions) options = { 0 };

  lw_job_options_read (&options, request);
  options.order = (LwJobOrder) CLAMP (lw_wizard_draft_get_number (draft, LW_DRAFT_ORDER), 0, LW_JOB_ORDER_UNCERTAIN);
  options.seed = (guint32) lw_wizard_draft_get_number (draft, LW_DRAFT_SEED);
  options.stop_confidence = lw_wizard_draft_get_number (draft, LW_DRAFT_STOP_CONFIDENCE) / 100.0;
  lw_set_str (&options.method, *method != '\0' ? method : NULL);
  lw_set_str (&options.gold_attribute, *gold != '\0' ? gold : NULL);
  lw_job_options_write (&options, request);
}

/* What the draft says about the job, on top of the fields of the job that it was made from. Without the addresses
 * of files that do not exist yet. */
LwLabelingJobRequest *
lw_wizard_request_build (LwWizardSession *session)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);
  LwJobBackend *backend = lw_wizard_session_get_backend (session);
  const char *base = lw_wizard_draft_get_text (draft, LW_DRAFT_BASE_REQUEST);
  LwLabelingJobRequest *request = *base != '\0' ? lw_labeling_job_request_parse (base, -1, NULL) : NULL;
  const char *manifest = lw_wizard_draft_get_text (draft, LW_DRAFT_MANIFEST);

  if (request == NULL)
    request = lw_labeling_job_request_new ();
  lw_labeling_job_request_set_task_type (request, lw_job_backend_get_region (backend),
                                         lw_wizard_draft_get_task_type (draft));
  set_text (request, LW_REQUEST_LABELING_JOB_NAME, draft, LW_DRAFT_JOB_NAME);
  set_text (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME, draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME);
  lw_labeling_job_request_unset (request, LW_REQUEST_MANIFEST_S3_URI);
  if (g_str_has_prefix (manifest, "s3://"))
    lw_labeling_job_request_set_string (request, LW_REQUEST_MANIFEST_S3_URI, manifest);
  set_text (request, LW_REQUEST_S3_OUTPUT_PATH, draft, LW_DRAFT_OUTPUT_PATH);
  set_text (request, LW_REQUEST_ROLE_ARN, draft, LW_DRAFT_ROLE_ARN);
  set_text (request, LW_REQUEST_WORKTEAM_ARN, draft, LW_DRAFT_WORKTEAM_ARN);
  set_text (request, LW_REQUEST_TASK_TITLE, draft, LW_DRAFT_TITLE);
  set_text (request, LW_REQUEST_TASK_DESCRIPTION, draft, LW_DRAFT_DESCRIPTION);
  set_number (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, draft, LW_DRAFT_N_WORKERS);
  set_number (request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, draft, LW_DRAFT_TIME_LIMIT);
  set_number (request, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS, draft, LW_DRAFT_AVAILABILITY);
  set_number (request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, draft, LW_DRAFT_MAX_OBJECTS);
  set_number (request, LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, draft, LW_DRAFT_MAX_PERCENT);
  if (*lw_wizard_draft_get_keywords (draft) != NULL)
    lw_labeling_job_request_set_strings (request, LW_REQUEST_TASK_KEYWORDS, lw_wizard_draft_get_keywords (draft));
  else
    lw_labeling_job_request_unset (request, LW_REQUEST_TASK_KEYWORDS);
  set_options (request, draft);
  return request;
}

static LwJobSetup *
make_setup (LwWizardSession            *session,
            const LwLabelingJobRequest *request,
            GBytes                     *manifest)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);
  g_auto (GStrv) names = lw_wizard_categories_dup_names (lw_wizard_draft_get_categories (draft));
  g_autoptr (LwLabelCategories) categories = lw_label_categories_new ((const char *const *) names);
  LwJobSetup *setup = lw_job_setup_new (lw_wizard_session_get_backend (session), request);

  if (manifest != NULL)
    lw_job_setup_take_manifest (setup, g_bytes_ref (manifest));
  lw_job_setup_set_categories (setup, categories);
  lw_job_setup_set_template (setup, lw_wizard_draft_get_text (draft, LW_DRAFT_TEMPLATE));
  return setup;
}

/* The request as it would be sent now, for reading and copying. */
LwLabelingJobRequest *
lw_wizard_request_build_filled (LwWizardSession *session)
{
  g_autoptr (LwLabelingJobRequest) request = lw_wizard_request_build (session);
  g_autoptr (GBytes) placeholder = NULL;
  g_autoptr (LwJobSetup) setup = NULL;

  if (lw_labeling_job_request_get_string (request, LW_REQUEST_MANIFEST_S3_URI) == NULL)
    placeholder = g_bytes_new_static ("", 0);
  setup = make_setup (session, request, placeholder);
  return lw_job_setup_dup_request (setup);
}

/* What the thread needs, taken from the draft while nobody changes it. */
typedef struct
{
  LwWizardSession      *session;
  LwObjectStore        *store;
  LwDatasetScan        *scan;
  char                 *manifest_path;
  char                 *output_folder;
  LwLabelingJobRequest *request;
  GBytes               *manifest;
} CreateCall;

static void
create_call_free (CreateCall *call)
{
  g_clear_object (&call->session);
  g_clear_object (&call->store);
  g_clear_pointer (&call->scan, lw_dataset_scan_unref);
  g_free (call->manifest_path);
  g_free (call->output_folder);
  g_clear_pointer (&call->request, lw_labeling_job_request_free);
  g_clear_pointer (&call->manifest, g_bytes_unref);
  g_free (call);
}

static void
uploaded_cb (guint    n_done,
             guint    n_images,
             gpointer user_data)
{
  lw_wizard_session_set_upload (user_data, n_done, n_images);
}

/* Beside the folders of jobs, so that another job of the folder finds its images there. No job can be called so. */
static char *
upload (CreateCall    *call,
        GCancellable  *cancellable,
        GError       **error)
{
  const char *output = lw_labeling_job_request_get_string (call->request, LW_REQUEST_S3_OUTPUT_PATH);
  g_autofree char *name = g_path_get_basename (lw_dataset_scan_get_folder (call->scan));
  g_autofree char *folder = lw_s3_bucket_name_suggest (name);
  g_autofree char *path = g_strdup_printf ("data_sets/%s/", folder);
  g_autofree char *prefix = lw_s3_uri_join (output, path);

  if (!lw_wizard_upload (call->store, call->scan, prefix, uploaded_cb, call->session, cancellable, error))
    return NULL;
  return g_steal_pointer (&prefix);
}

/* Where the images of the folder are for the place: a bucket of their own, or where they are uploaded to. */
static char *
dup_prefix (CreateCall    *call,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *bucket = NULL;

  if (!lw_object_store_can_map (call->store))
    return upload (call, cancellable, error);
  bucket = lw_object_store_map_folder (call->store, lw_dataset_scan_get_folder (call->scan), NULL, FALSE, error);
  return bucket != NULL ? g_strdup_printf ("s3://%s/", bucket) : NULL;
}

static gboolean
write_manifest (CreateCall    *call,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *prefix = dup_prefix (call, cancellable, error);
  guint n_items = lw_dataset_scan_get_n_items (call->scan);

  if (prefix == NULL)
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *address = g_strconcat (prefix, lw_dataset_scan_get_item (call->scan, i)->key, NULL);
      g_autofree char *quoted = lw_json_quote (address);

      if (i % 1000 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_string_append_printf (text, "{\"source-ref\":%s}\n", quoted);
    }
  call->manifest = g_string_free_to_bytes (g_steal_pointer (&text));
  return TRUE;
}

static gboolean
read_manifest (CreateCall  *call,
               GError     **error)
{
  char *text;
  gsize length;

  if (!g_file_get_contents (call->manifest_path, &text, &length, error))
    return FALSE;
  call->manifest = g_bytes_new_take (text, length);
  return TRUE;
}

static gboolean
map_output (CreateCall  *call,
            GError     **error)
{
  g_autofree char *bucket = NULL;
  g_autofree char *address = NULL;

  if (*call->output_folder == '\0' || !lw_object_store_can_map (call->store))
    return TRUE;
  bucket = lw_object_store_map_folder (call->store, call->output_folder, NULL, FALSE, error);
  if (bucket == NULL)
    return FALSE;
  address = g_strdup_printf ("s3://%s", bucket);
  lw_labeling_job_request_set_string (call->request, LW_REQUEST_S3_OUTPUT_PATH, address);
  return TRUE;
}

static void
prepare_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  CreateCall *call = task_data;
  GError *error = NULL;
  gboolean done = map_output (call, &error);

  if (done && call->scan != NULL)
    done = write_manifest (call, cancellable, &error);
  else if (done && call->manifest_path != NULL)
    done = read_manifest (call, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
setup_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  LwLabelingJob *job = lw_job_setup_run_finish (result, &error);

  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
prepare_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CreateCall *call = g_task_get_task_data (G_TASK (result));
  g_autoptr (LwJobSetup) setup = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  setup = make_setup (call->session, call->request, call->manifest);
  lw_job_setup_run_async (setup, g_task_get_cancellable (task), setup_cb, g_object_ref (task));
}

/* Writes the manifest in a thread, then the other files, then creates the job. */
void
lw_wizard_request_create_async (LwWizardSession     *session,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);
  LwDatasetScan *scan = lw_wizard_dataset_get_scan (lw_wizard_session_get_dataset (session));
  const char *manifest = lw_wizard_draft_get_text (draft, LW_DRAFT_MANIFEST);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) prepare = g_task_new (session, cancellable, prepare_cb, g_object_ref (task));
  CreateCall *call = g_new0 (CreateCall, 1);

  g_task_set_source_tag (task, lw_wizard_request_create_async);
  g_task_set_name (task, "create labeling job");
  call->session = g_object_ref (session);
  call->store = g_object_ref (lw_job_backend_get_store (lw_wizard_session_get_backend (session)));
  call->scan = scan != NULL ? lw_dataset_scan_ref (scan) : NULL;
  call->manifest_path = scan == NULL && !g_str_has_prefix (manifest, "s3://") ? g_strdup (manifest) : NULL;
  call->output_folder = g_strdup (lw_wizard_draft_get_text (draft, LW_DRAFT_OUTPUT_FOLDER));
  call->request = lw_wizard_request_build (session);
  if (lw_labeling_job_request_get_string (call->request, LW_REQUEST_S3_OUTPUT_PATH) == NULL)
    {
      g_autofree char *output = lw_job_backend_dup_default_output_path (lw_wizard_session_get_backend (session));

      lw_labeling_job_request_set_string (call->request, LW_REQUEST_S3_OUTPUT_PATH, output);
    }
  lw_wizard_session_set_upload (session, 0, 0);

  g_task_set_source_tag (prepare, prepare_thread);
  g_task_set_name (prepare, "write input manifest");
  g_task_set_task_data (prepare, call, (GDestroyNotify) create_call_free);
  g_task_run_in_thread (prepare, prepare_thread);
}

LwLabelingJob *
lw_wizard_request_create_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
