/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a workspace as a place: at once, or in a thread while the studio is drawn. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-backend-private.h"

/**
 * lw_engine_dup_default_workspace:
 *
 * Returns: (transfer full): the folder of the workspace that the studio and the command line share
 */
char *
lw_engine_dup_default_workspace (void)
{
  return g_build_filename (g_get_user_data_dir (), "labelwright", NULL);
}

/**
 * lw_engine_backend_open:
 * @workspace: the folder of a workspace; made when missing
 * @clock: the time
 * @cancellable: (nullable): to stop it
 * @error: return location: %LW_JOB_ERROR_BUSY when another process has the workspace, or a #GIOErrorEnum code
 *
 * Blocks while the state is read. Everything is answered in the thread-default main context of the caller.
 *
 * Returns: (transfer full) (nullable): the place, with its jobs listed
 */
LwEngineBackend *
lw_engine_backend_open (const char    *workspace,
                        LwClock       *clock,
                        GCancellable  *cancellable,
                        GError       **error)
{
  LwEngine *engine;

  g_return_val_if_fail (workspace != NULL, NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  engine = lw_engine_open (workspace, clock, g_main_context_get_thread_default (), error);
  return engine != NULL ? lw_engine_backend_new (workspace, engine) : NULL;
}

typedef struct
{
  char         *workspace;
  LwClock      *clock;
  GMainContext *context;
} LwBackendOpenCall;

static void
free_backend_open_call (LwBackendOpenCall *call)
{
  g_main_context_unref (call->context);
  lw_clock_unref (call->clock);
  g_free (call->workspace);
  g_free (call);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const LwBackendOpenCall *call = data;
  g_autoptr (GError) error = NULL;
  LwEngine *engine = lw_engine_open (call->workspace, call->clock, call->context, &error);

  if (engine == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, engine, g_object_unref);
}

/**
 * lw_engine_backend_open_async:
 * @workspace: the folder of a workspace; made when missing
 * @clock: the time
 * @cancellable: (nullable): to stop it
 * @callback: called when it is open
 * @user_data: for @callback
 */
void
lw_engine_backend_open_async (const char          *workspace,
                              LwClock             *clock,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  LwBackendOpenCall *call;

  g_return_if_fail (workspace != NULL);
  g_return_if_fail (clock != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_engine_backend_open_async);
  g_task_set_name (task, "open a workspace");
  call = g_new0 (LwBackendOpenCall, 1);
  call->workspace = g_strdup (workspace);
  call->clock = lw_clock_ref (clock);
  call->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, call, (GDestroyNotify) free_backend_open_call);
  g_task_run_in_thread (task, open_thread);
}

/**
 * lw_engine_backend_open_finish:
 * @result: what the callback got
 * @error: return location: as in lw_engine_backend_open()
 *
 * Returns: (transfer full) (nullable): the place, with its jobs listed
 */
LwEngineBackend *
lw_engine_backend_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  const LwBackendOpenCall *call;
  LwEngine *engine;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  call = g_task_get_task_data (G_TASK (result));
  engine = g_task_propagate_pointer (G_TASK (result), error);
  return engine != NULL ? lw_engine_backend_new (call->workspace, engine) : NULL;
}
