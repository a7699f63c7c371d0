/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a workspace's state without owning it. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-view.h"

#include "lw-engine-backend-private.h"
#include "lw-workspace.h"

#include <glib/gi18n.h>

/**
 * lw_engine_view_open:
 * @workspace: the folder of a workspace
 * @error: return location: %G_IO_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full) (nullable): its state, to read
 */
LwEngineStore *
lw_engine_view_open (const char  *workspace,
                     GError     **error)
{
  g_autofree char *path = g_build_filename (workspace, LW_WORKSPACE_DATABASE, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return lw_engine_store_open (path, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There are no labeling jobs in “%s”"), workspace);
  return NULL;
}

/**
 * lw_engine_view_load_job:
 * @store: the state
 * @job: a job
 * @error: return location: %LW_JOB_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the job as it is now, to read
 */
LwEngineJob *
lw_engine_view_load_job (LwEngineStore  *store,
                         gint64          job,
                         GError        **error)
{
  g_autoptr (GPtrArray) records = lw_engine_store_load_jobs (store, job, error);
  g_autoptr (LwEngineJob) loaded = NULL;

  if (records == NULL)
    return NULL;
  if (records->len == 0)
    {
      g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND, _("There is no such labeling job"));
      return NULL;
    }
  loaded = lw_engine_job_new (g_ptr_array_steal_index (records, 0));
  return lw_engine_job_load (loaded, store, error) ? g_steal_pointer (&loaded) : NULL;
}

/**
 * lw_engine_view_find_job:
 * @store: the state
 * @name: a labeling job name, in any case
 * @error: return location: %LW_JOB_ERROR_NOT_FOUND
 *
 * Returns: the job's number, 0 with @error set
 */
gint64
lw_engine_view_find_job (LwEngineStore  *store,
                         const char     *name,
                         GError        **error)
{
  g_autoptr (GPtrArray) records = lw_engine_store_load_jobs (store, 0, error);

  if (records == NULL)
    return 0;
  for (guint i = 0; i < records->len; i++)
    {
      const LwJobRecord *record = g_ptr_array_index (records, i);

      if (g_ascii_strcasecmp (record->name, name) == 0)
        return record->id;
    }
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND,
               _("There is no labeling job named “%s”. “labelwright-cli job list” shows them."), name);
  return 0;
}

/**
 * lw_engine_view_new_job:
 * @snapshot: how a job is
 *
 * Returns: (transfer full): the job, which will not change
 */
LwLabelingJob *
lw_engine_view_new_job (LwEngineSnapshot *snapshot)
{
  return lw_engine_backend_new_job (snapshot);
}

/**
 * lw_engine_view_list_jobs:
 * @workspace: the folder of a workspace
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwLabelingJob) (nullable): the jobs as they are now, newest first
 */
GPtrArray *
lw_engine_view_list_jobs (const char  *workspace,
                          GError     **error)
{
  g_autoptr (LwEngineStore) store = lw_engine_view_open (workspace, error);
  g_autoptr (GPtrArray) records = store != NULL ? lw_engine_store_load_jobs (store, 0, error) : NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  if (records == NULL)
    return NULL;
  for (guint i = records->len; i-- > 0;)
    {
      gint64 id = ((const LwJobRecord *) g_ptr_array_index (records, i))->id;
      g_autoptr (LwEngineJob) job = lw_engine_view_load_job (store, id, error);
      g_autoptr (LwEngineSnapshot) snapshot = NULL;

      if (job == NULL)
        return NULL;
      snapshot = lw_engine_snapshot_new (job, 0);
      g_ptr_array_add (jobs, lw_engine_backend_new_job (snapshot));
    }
  return g_steal_pointer (&jobs);
}
