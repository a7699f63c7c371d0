/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* This computer as a place whose running jobs can be watched over and changed. Changes go through the engine; what is
 * only read is read in a thread, beside it. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-backend-private.h"

#include "lw-engine-answers.h"
#include "lw-engine-reconsolidation.h"

/* What a thread needs to read a job. */
typedef struct
{
  char              *workspace;
  gint64             job;
  guint64            after;
  guint              n_max;
  char              *text;
  LwControlProgress  progress;
  gpointer           progress_data;
  GMainContext      *context;
  LwReconsolidation *result;
  LwObjectStore     *objects;
} LwReadCall;

static void
free_read_call (LwReadCall *call)
{
  g_clear_pointer (&call->result, lw_reconsolidation_unref);
  g_clear_object (&call->objects);
  g_clear_pointer (&call->context, g_main_context_unref);
  g_free (call->workspace);
  g_free (call->text);
  g_free (call);
}

static LwReadCall *
new_read_call (LwJobControl  *control,
               LwLabelingJob *job,
               const char    *text)
{
  LwReadCall *call = g_new0 (LwReadCall, 1);

  call->workspace = g_strdup (lw_engine_backend_get_workspace (LW_ENGINE_BACKEND (control)));
  call->job = lw_engine_backend_get_job_id (job);
  call->text = g_strdup (text);
  return call;
}

static void
run_read_call (GTask           *task,
               LwReadCall      *call,
               GTaskThreadFunc  func)
{
  g_task_set_task_data (task, call, (GDestroyNotify) free_read_call);
  g_task_run_in_thread (task, func);
}

static void
return_pointer (GTask          *task,
                gpointer        pointer,
                GDestroyNotify  free_func,
                GError         *error)
{
  if (pointer != NULL)
    g_task_return_pointer (task, pointer, free_func);
  else
    g_task_return_error (task, error);
}

/* Changes */

static void
lw_engine_backend_change_async (LwJobControl        *control,
                                LwLabelingJob       *job,
                                const LwJobChange   *change,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  lw_engine_change (LW_ENGINE_BACKEND (control)->engine,
                    lw_engine_backend_new_task (LW_JOB_BACKEND (control), lw_engine_backend_change_async,
                                                "change a labeling job", cancellable, callback, user_data),
                    lw_engine_backend_get_job_id (job), change);
}

static gint64
lw_engine_backend_change_finish (LwJobControl  *control,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_autofree gint64 *number = NULL;

  g_return_val_if_fail (g_task_is_valid (result, control), -1);

  number = g_task_propagate_pointer (G_TASK (result), error);
  return number != NULL ? *number : -1;
}

/* Events */

static void
load_events_thread (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  const LwReadCall *call = data;
  GError *error = NULL;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (call->workspace, &error);
  GPtrArray *events = NULL;

  if (store != NULL)
    events = lw_engine_store_load_events (store, call->job, -1, call->after, call->n_max, &error);
  return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
lw_engine_backend_load_events_async (LwJobControl        *control,
                                     LwLabelingJob       *job,
                                     guint64              after,
                                     guint                n_max,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = lw_engine_backend_new_task (LW_JOB_BACKEND (control), lw_engine_backend_load_events_async,
                                                       "load events", cancellable, callback, user_data);
  LwReadCall *call = new_read_call (control, job, NULL);

  call->after = after;
  call->n_max = n_max;
  run_read_call (task, call, load_events_thread);
}

static GPtrArray *
lw_engine_backend_load_events_finish (LwJobControl  *control,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, control), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Stories */

static void
load_story_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  const LwReadCall *call = data;
  GError *error = NULL;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (call->workspace, &error);
  LwObjectStory *story = store != NULL ? lw_engine_view_load_story (store, call->job, call->text, &error) : NULL;

  return_pointer (task, story, (GDestroyNotify) lw_object_story_free, error);
}

static void
lw_engine_backend_load_story_async (LwJobControl        *control,
                                    LwLabelingJob       *job,
                                    const char          *object,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = lw_engine_backend_new_task (LW_JOB_BACKEND (control), lw_engine_backend_load_story_async,
                                                       "load a story", cancellable, callback, user_data);

  run_read_call (task, new_read_call (control, job, object), load_story_thread);
}

static LwObjectStory *
lw_engine_backend_load_story_finish (LwJobControl  *control,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, control), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Answers */

static void
load_answers_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  const LwReadCall *call = data;
  GError *error = NULL;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (call->workspace, &error);
  LwJobAnswers *answers = store != NULL ? lw_engine_load_answers (store, call->job, cancellable, &error) : NULL;

  return_pointer (task, answers, (GDestroyNotify) lw_job_answers_unref, error);
}

static void
lw_engine_backend_load_all_answers_async (LwJobControl        *control,
                                          LwLabelingJob       *job,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr (GTask) task = lw_engine_backend_new_task (LW_JOB_BACKEND (control),
                                                       lw_engine_backend_load_all_answers_async, "load all answers",
                                                       cancellable, callback, user_data);

  run_read_call (task, new_read_call (control, job, NULL), load_answers_thread);
}

static LwJobAnswers *
lw_engine_backend_load_all_answers_finish (LwJobControl  *control,
                                           GAsyncResult  *result,
                                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, control), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Consolidating again */

typedef struct
{
  LwControlProgress progress;
  gpointer          data;
  GCancellable     *cancellable;
  double            done;
} Report;

static void
free_report (gpointer data)
{
  Report *report = data;

  g_clear_object (&report->cancellable);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  const Report *report = data;

  /* Who has cancelled may be gone. */
  if (!g_cancellable_is_cancelled (report->cancellable))
    report->progress (report->done, report->data);
  return G_SOURCE_REMOVE;
}

static void
report_progress (double   done,
                 gpointer data)
{
  GTask *task = data;
  const LwReadCall *call = g_task_get_task_data (task);
  Report *report;

  if (call->progress == NULL)
    return;
  report = g_new0 (Report, 1);
  report->progress = call->progress;
  report->data = call->progress_data;
  report->done = done;
  report->cancellable = g_task_get_cancellable (task) != NULL ? g_object_ref (g_task_get_cancellable (task)) : NULL;
  g_main_context_invoke_full (call->context, G_PRIORITY_DEFAULT, report_cb, report, free_report);
}

static void
reconsolidate_thread (GTask        *task,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  const LwReadCall *call = data;
  GError *error = NULL;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (call->workspace, &error);
  LwReconsolidation *result = NULL;

  if (store != NULL)
    result = lw_engine_reconsolidate (store, call->job, call->text, report_progress, task, cancellable, &error);
  return_pointer (task, result, (GDestroyNotify) lw_reconsolidation_unref, error);
}

static void
lw_engine_backend_reconsolidate_async (LwJobControl        *control,
                                       LwLabelingJob       *job,
                                       const char          *method,
                                       LwControlProgress    progress,
                                       gpointer             progress_data,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = lw_engine_backend_new_task (LW_JOB_BACKEND (control), lw_engine_backend_reconsolidate_async,
                                                       "consolidate again", cancellable, callback, user_data);
  LwReadCall *call = new_read_call (control, job, method);

  call->progress = progress;
  call->progress_data = progress_data;
  call->context = g_main_context_ref_thread_default ();
  run_read_call (task, call, reconsolidate_thread);
}

static LwReconsolidation *
lw_engine_backend_reconsolidate_finish (LwJobControl  *control,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, control), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keep_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const LwReadCall *call = data;
  GError *error = NULL;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (call->workspace, &error);
  char *uri = NULL;

  if (store != NULL)
    uri = lw_engine_keep_result (store, call->job, call->result, call->objects, call->text, g_get_real_time (), &error);
  return_pointer (task, uri, g_free, error);
}

/* The outer task returns the address when it is chosen. */
static void
choose_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (lw_engine_backend_change_finish (LW_JOB_CONTROL (source), result, &error) < 0)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (g_object_get_data (G_OBJECT (task), "uri")), g_free);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *uri = g_task_propagate_pointer (G_TASK (result), &error);
  LwJobChange change = { LW_JOB_CHANGE_MANIFEST, NULL, 0, uri };

  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "uri", uri, g_free);
  lw_engine_backend_change_async (LW_JOB_CONTROL (source), g_task_get_task_data (task), &change, NULL, choose_cb,
                                  g_object_ref (task));
}

static void
lw_engine_backend_keep_async (LwJobControl        *control,
                              LwLabelingJob       *job,
                              LwReconsolidation   *result,
                              const char          *uri,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = lw_engine_backend_new_task (LW_JOB_BACKEND (control), lw_engine_backend_keep_async, "keep a result",
                                            cancellable, callback, user_data);
  g_autoptr (GTask) writing = lw_engine_backend_new_task (LW_JOB_BACKEND (control), keep_thread, "write a result",
                                                          cancellable, kept_cb, task);
  LwReadCall *call = new_read_call (control, job, uri);

  g_task_set_task_data (task, g_object_ref (job), g_object_unref);
  call->result = lw_reconsolidation_ref (result);
  call->objects = g_object_ref (lw_engine_get_objects (LW_ENGINE_BACKEND (control)->engine));
  run_read_call (writing, call, keep_thread);
}

static char *
lw_engine_backend_keep_finish (LwJobControl  *control,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, control), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lw_engine_backend_control_iface_init:
 * @iface: the interface
 */
void
lw_engine_backend_control_iface_init (LwJobControlInterface *iface)
{
  iface->change_async = lw_engine_backend_change_async;
  iface->change_finish = lw_engine_backend_change_finish;
  iface->load_events_async = lw_engine_backend_load_events_async;
  iface->load_events_finish = lw_engine_backend_load_events_finish;
  iface->load_story_async = lw_engine_backend_load_story_async;
  iface->load_story_finish = lw_engine_backend_load_story_finish;
  iface->load_answers_async = lw_engine_backend_load_all_answers_async;
  iface->load_answers_finish = lw_engine_backend_load_all_answers_finish;
  iface->reconsolidate_async = lw_engine_backend_reconsolidate_async;
  iface->reconsolidate_finish = lw_engine_backend_reconsolidate_finish;
  iface->keep_async = lw_engine_backend_keep_async;
  iface->keep_finish = lw_engine_backend_keep_finish;
}
