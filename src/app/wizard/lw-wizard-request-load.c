/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a labeling job back to a draft: "New job from this one". Its label categories and its template are read
 * through the place's store; what is not there any more keeps the draft's default. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-request.h"

#include "lw-job-options.h"
#include "lw-label-categories.h"

#include <glib/gi18n.h>

typedef struct
{
  LwObjectStore *store;
  char          *categories_uri;
  char          *template_uri;
  GBytes        *categories;
  GBytes        *template;
} LoadCall;

static void
load_call_free (LoadCall *call)
{
  g_clear_object (&call->store);
  g_free (call->categories_uri);
  g_free (call->template_uri);
  g_clear_pointer (&call->categories, g_bytes_unref);
  g_clear_pointer (&call->template, g_bytes_unref);
  g_free (call);
}

static void
get_text (LwWizardDraft              *draft,
          LwDraftText                 text,
          const LwLabelingJobRequest *request,
          LwRequestField              field)
{
  const char *value = lw_labeling_job_request_get_string (request, field);

  if (value != NULL)
    lw_wizard_draft_set_text (draft, text, value);
}

static void
get_number (LwWizardDraft              *draft,
            LwDraftNumber               number,
            const LwLabelingJobRequest *request,
            LwRequestField              field)
{
  gint64 value = lw_labeling_job_request_get_int (request, field, lw_wizard_draft_get_number (draft, number));

  lw_wizard_draft_set_number (draft, number, CLAMP (value, 0, G_MAXINT));
}

static void
load_options (LwWizardDraft              *draft,
              const LwLabelingJobRequest *request)
{
  g_auto (LwJobOptions) options = { 0 };

  lw_job_options_read (&options, request);
  lw_wizard_draft_set_number (draft, LW_DRAFT_ORDER, options.order);
  if (options.order == LW_JOB_ORDER_RANDOM)
    lw_wizard_draft_set_number (draft, LW_DRAFT_SEED, (int) MIN (options.seed, (guint32) G_MAXINT));
  lw_wizard_draft_set_number (draft, LW_DRAFT_STOP_CONFIDENCE, (int) (options.stop_confidence * 100 + 0.5));
  lw_wizard_draft_set_text (draft, LW_DRAFT_METHOD, options.method != NULL ? options.method : "");
  lw_wizard_draft_set_text (draft, LW_DRAFT_GOLD_ATTRIBUTE, options.gold_attribute != NULL ? options.gold_attribute
                                                                                           : "");
}

static void
load_request (LwWizardSession            *session,
              const LwLabelingJobRequest *request)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);
  const char *old_name = lw_labeling_job_request_get_string (request, LW_REQUEST_LABELING_JOB_NAME);
  g_autofree char *name = lw_wizard_suggest_job_name (old_name, lw_wizard_session_get_backend (session));
  g_autofree char *base = lw_labeling_job_request_to_json (request, FALSE);
  g_auto (GStrv) keywords = lw_labeling_job_request_dup_strings (request, LW_REQUEST_TASK_KEYWORDS);
  LwTaskType task_type = lw_labeling_job_request_get_task_type (request);

  lw_wizard_draft_set_text (draft, LW_DRAFT_BASE_REQUEST, base);
  lw_wizard_draft_set_number (draft, LW_DRAFT_TASK_TYPE, task_type);
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, name);
  get_text (draft, LW_DRAFT_MANIFEST, request, LW_REQUEST_MANIFEST_S3_URI);
  get_text (draft, LW_DRAFT_OUTPUT_PATH, request, LW_REQUEST_S3_OUTPUT_PATH);
  get_text (draft, LW_DRAFT_ROLE_ARN, request, LW_REQUEST_ROLE_ARN);
  get_text (draft, LW_DRAFT_WORKTEAM_ARN, request, LW_REQUEST_WORKTEAM_ARN);
  get_text (draft, LW_DRAFT_TITLE, request, LW_REQUEST_TASK_TITLE);
  get_text (draft, LW_DRAFT_DESCRIPTION, request, LW_REQUEST_TASK_DESCRIPTION);
  get_number (draft, LW_DRAFT_N_WORKERS, request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT);
  get_number (draft, LW_DRAFT_TIME_LIMIT, request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS);
  get_number (draft, LW_DRAFT_AVAILABILITY, request, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS);
  get_number (draft, LW_DRAFT_MAX_OBJECTS, request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT);
  get_number (draft, LW_DRAFT_MAX_PERCENT, request, LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED);
  if (keywords != NULL)
    lw_wizard_draft_set_keywords (draft, (const char *const *) keywords);
  load_options (draft, request);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  LoadCall *call = task_data;
  GError *error = NULL;

  if (call->categories_uri != NULL)
    call->categories = lw_object_store_get (call->store, call->categories_uri, 0, -1, NULL, cancellable, &error);
  if (error == NULL && call->template_uri != NULL)
    call->template = lw_object_store_get (call->store, call->template_uri, 0, -1, NULL, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
apply_files (LwWizardSession  *session,
             LoadCall         *call,
             GError          **error)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);

  if (call->template != NULL)
    {
      gsize length;
      const char *data = g_bytes_get_data (call->template, &length);
      g_autofree char *source = g_utf8_make_valid (data, length);

      lw_wizard_draft_set_text (draft, LW_DRAFT_TEMPLATE, source);
    }
  if (call->categories != NULL)
    {
      g_autoptr (LwLabelCategories) categories = NULL;
      gsize length;
      const char *data = g_bytes_get_data (call->categories, &length);

      categories = lw_label_categories_parse (data, length, error);
      if (categories == NULL)
        return FALSE;
      lw_wizard_categories_set_names (lw_wizard_draft_get_categories (draft),
                                      lw_label_categories_get_names (categories));
    }
  return TRUE;
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  LwWizardSession *session = LW_WIZARD_SESSION (source);
  g_autoptr (GTask) task = user_data;
  LoadCall *call = g_task_get_task_data (G_TASK (result));
  gboolean fetched;
  GError *error = NULL;

  /* What could be fetched is used even when the rest could not. */
  fetched = g_task_propagate_boolean (G_TASK (result), &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    apply_files (session, call, fetched ? &error : NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Fills the draft from @job. The request's fields are there at once, the files' follow. */
void
lw_wizard_request_load_async (LwWizardSession     *session,
                              LwLabelingJob       *job,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  const LwLabelingJobRequest *request = lw_labeling_job_get_request (job);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) fetch = g_task_new (session, cancellable, load_cb, g_object_ref (task));
  LoadCall *call = g_new0 (LoadCall, 1);

  g_task_set_source_tag (task, lw_wizard_request_load_async);
  g_task_set_name (task, "new job from a job");
  load_request (session, request);

  call->store = g_object_ref (lw_job_backend_get_store (lw_wizard_session_get_backend (session)));
  call->categories_uri =
    g_strdup (lw_labeling_job_request_get_string (request, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI));
  call->template_uri = g_strdup (lw_labeling_job_request_get_string (request, LW_REQUEST_UI_TEMPLATE_S3_URI));
  g_task_set_source_tag (fetch, load_thread);
  g_task_set_name (fetch, "read label categories and template");
  g_task_set_task_data (fetch, call, (GDestroyNotify) load_call_free);
  g_task_run_in_thread (fetch, load_thread);
}

gboolean
lw_wizard_request_load_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
