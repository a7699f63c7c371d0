/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a new labeling job needs beside its request: the input manifest, the label category file and the worker task
 * template are written where the console of the service would write them, then the job is created. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-setup.h"

#include "lw-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* Main thread only; running it hands a copy to the thread. */
struct _LwJobSetup
{
  LwJobBackend         *backend;
  LwLabelingJobRequest *request;
  GBytes               *manifest;
  LwLabelCategories    *categories;
  char                 *source;
};

static void
fill_in (LwLabelingJobRequest *request,
         LwRequestField        field,
         const char           *value)
{
  if (value != NULL && lw_labeling_job_request_get_string (request, field) == NULL)
    lw_labeling_job_request_set_string (request, field, value);
}

/* The team is the place's first one where the request names none; other places make the user choose. */
static void
fill_in_defaults (LwJobBackend         *backend,
                  LwLabelingJobRequest *request)
{
  g_autofree char *output = lw_job_backend_dup_default_output_path (backend);
  g_autofree char *role = lw_job_backend_dup_default_role_arn (backend);

  fill_in (request, LW_REQUEST_S3_OUTPUT_PATH, output);
  fill_in (request, LW_REQUEST_ROLE_ARN, role);
  fill_in (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME,
           lw_labeling_job_request_get_string (request, LW_REQUEST_LABELING_JOB_NAME));
}

/**
 * lw_job_setup_new:
 * @backend: where the job will run
 * @request: the request as far as it is known; addresses of files that are set later are filled in
 *
 * Returns: (transfer full): a set-up without files
 */
LwJobSetup *
lw_job_setup_new (LwJobBackend               *backend,
                  const LwLabelingJobRequest *request)
{
  LwJobSetup *self;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (backend), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  self = g_new0 (LwJobSetup, 1);
  self->backend = g_object_ref (backend);
  self->request = lw_labeling_job_request_copy (request);
  fill_in_defaults (backend, self->request);
  return self;
}

void
lw_job_setup_free (LwJobSetup *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->backend);
  lw_labeling_job_request_free (self->request);
  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_clear_pointer (&self->categories, lw_label_categories_unref);
  g_free (self->source);
  g_free (self);
}

static gboolean
has_output (LwJobSetup *self)
{
  return lw_labeling_job_request_get_string (self->request, LW_REQUEST_S3_OUTPUT_PATH) != NULL &&
         lw_labeling_job_request_get_string (self->request, LW_REQUEST_LABELING_JOB_NAME) != NULL;
}

static void
set_output_uri (LwJobSetup     *self,
                LwRequestField  field,
                const char     *path)
{
  if (has_output (self))
    {
      g_autofree char *uri = lw_labeling_job_request_dup_output_uri (self->request, path);

      lw_labeling_job_request_set_string (self->request, field, uri);
    }
}

/**
 * lw_job_setup_take_manifest:
 * @self: a set-up
 * @manifest: (transfer full): the text of a new input manifest; without it the request names one that exists
 */
void
lw_job_setup_take_manifest (LwJobSetup *self,
                            GBytes     *manifest)
{
  g_autofree char *stamp = lw_time_format_compact (g_get_real_time ());
  g_autofree char *path = g_strdup_printf ("dataset-%s.manifest", stamp);

  g_return_if_fail (self != NULL);
  g_return_if_fail (manifest != NULL);

  g_clear_pointer (&self->manifest, g_bytes_unref);
  self->manifest = manifest;
  set_output_uri (self, LW_REQUEST_MANIFEST_S3_URI, path);
}

/**
 * lw_job_setup_set_categories:
 * @self: a set-up
 * @categories: the label categories, stored as annotation-tool/data.json
 */
void
lw_job_setup_set_categories (LwJobSetup        *self,
                             LwLabelCategories *categories)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (categories != NULL);

  g_clear_pointer (&self->categories, lw_label_categories_unref);
  self->categories = lw_label_categories_ref (categories);
  set_output_uri (self, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI, "annotation-tool/data.json");
}

/**
 * lw_job_setup_set_template:
 * @self: a set-up
 * @source: the worker task template, stored as annotation-tool/template.liquid
 */
void
lw_job_setup_set_template (LwJobSetup *self,
                           const char *source)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);

  g_free (self->source);
  self->source = g_strdup (source);
  set_output_uri (self, LW_REQUEST_UI_TEMPLATE_S3_URI, "annotation-tool/template.liquid");
}

/**
 * lw_job_setup_dup_request:
 * @self: a set-up
 *
 * Returns: (transfer full): the request as it would be sent, with the addresses of the files
 */
LwLabelingJobRequest *
lw_job_setup_dup_request (LwJobSetup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return lw_labeling_job_request_copy (self->request);
}

static gboolean
put_text (LwJobSetup      *self,
          LwRequestField   field,
          GBytes          *content,
          GCancellable    *cancellable,
          GError         **error)
{
  const char *uri = lw_labeling_job_request_get_string (self->request, field);

  return lw_object_store_put (lw_job_backend_get_store (self->backend), uri, content, cancellable, error);
}

static gboolean
put_files (LwJobSetup    *self,
           GCancellable  *cancellable,
           GError       **error)
{
  if (self->manifest != NULL &&
      !put_text (self, LW_REQUEST_MANIFEST_S3_URI, self->manifest, cancellable, error))
    return FALSE;
  if (self->categories != NULL)
    {
      char *json = lw_label_categories_to_json (self->categories);
      g_autoptr (GBytes) content = g_bytes_new_take (json, strlen (json));

      if (!put_text (self, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI, content, cancellable, error))
        return FALSE;
    }
  if (self->source != NULL)
    {
      g_autoptr (GBytes) content = g_bytes_new (self->source, strlen (self->source));

      if (!put_text (self, LW_REQUEST_UI_TEMPLATE_S3_URI, content, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
put_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (put_files (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backend_create_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  LwLabelingJob *job = lw_job_backend_create_finish (LW_JOB_BACKEND (object), result, &error);

  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
files_put_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  LwJobSetup *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  lw_job_backend_create_async (self->backend, self->request, g_task_get_cancellable (task),
                               backend_create_cb, g_object_ref (task));
}

static LwJobSetup *
copy (LwJobSetup *self)
{
  LwJobSetup *result = g_new0 (LwJobSetup, 1);

  result->backend = g_object_ref (self->backend);
  result->request = lw_labeling_job_request_copy (self->request);
  result->manifest = self->manifest != NULL ? g_bytes_ref (self->manifest) : NULL;
  result->categories = self->categories != NULL ? lw_label_categories_ref (self->categories) : NULL;
  result->source = g_strdup (self->source);
  return result;
}

static char *
find_first_error (const LwLabelingJobRequest *request)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_labeling_job_request_check (request, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *row = g_ptr_array_index (diagnostics, i);

      if (row->severity == LW_SEVERITY_ERROR)
        return g_strdup (row->text);
    }
  return NULL;
}

/**
 * lw_job_setup_run_async:
 * @self: a set-up; may be freed at once
 * @cancellable: (nullable): to stop it before the job exists
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Checks the request, writes the files in a thread, then creates the job.
 */
void
lw_job_setup_run_async (LwJobSetup          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) files = NULL;
  g_autoptr (LwLabelingJob) existing = NULL;
  g_autofree char *message = NULL;
  const char *name;

  g_return_if_fail (self != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_job_setup_run_async);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, copy (self), (GDestroyNotify) lw_job_setup_free);

  message = find_first_error (self->request);
  if (message != NULL)
    {
      g_task_return_new_error (task, LW_JOB_ERROR, LW_JOB_ERROR_INVALID, "%s", message);
      return;
    }
  /* Before anything is written: files of the job that has the name must not be replaced. */
  name = lw_labeling_job_request_get_string (self->request, LW_REQUEST_LABELING_JOB_NAME);
  existing = lw_job_backend_find_job (self->backend, name);
  if (existing != NULL)
    {
      g_task_return_new_error (task, LW_JOB_ERROR, LW_JOB_ERROR_IN_USE,
                               _("There is a labeling job named “%s” already. Choose another name."), name);
      return;
    }

  files = g_task_new (NULL, cancellable, files_put_cb, g_object_ref (task));
  g_task_set_source_tag (files, put_in_thread);
  g_task_set_name (files, G_STRFUNC);
  g_task_set_task_data (files, copy (self), (GDestroyNotify) lw_job_setup_free);
  g_task_run_in_thread (files, put_in_thread);
}

/**
 * lw_job_setup_run_finish:
 * @result: what the callback got
 * @error: return location: a #LwJobError or #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the job, or %NULL with @error set
 */
LwLabelingJob *
lw_job_setup_run_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
