/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place of labeling jobs that is asked over the wire. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-remote.h"

#include <glib/gi18n.h>

#include "lw-aws-backend.h"
#include "lw-cli-service.h"
#include "lw-s3-store.h"

/* How often a place is asked while somebody waits for a job, in seconds. */
#define WATCH_INTERVAL 2

/**
 * lw_cli_is_remote:
 * @cli: the run
 *
 * Returns: whether the options name AWS or a server instead of this computer
 */
gboolean
lw_cli_is_remote (const LwCli *cli)
{
  return cli->profile != NULL || cli->region != NULL || cli->endpoint_url != NULL;
}

/**
 * lw_cli_open_remote:
 * @cli: the run
 * @error: %LW_AWS_ERROR_CONFIG
 *
 * Asks nothing yet; how jobs are is asked every other second while the main loop runs.
 *
 * Returns: (transfer full) (nullable): the place that the options name
 */
LwJobBackend *
lw_cli_open_remote (LwCli   *cli,
                    GError **error)
{
  g_autoptr (LwAwsClient) aws = lw_cli_open_aws (cli, error);
  g_autoptr (LwSagemakerClient) client = NULL;
  g_autoptr (LwS3Client) s3 = NULL;
  g_autoptr (LwS3Store) store = NULL;
  LwAwsBackend *place;

  if (aws == NULL)
    return NULL;
  client = lw_sagemaker_client_new (aws);
  s3 = lw_s3_client_new (aws);
  store = lw_s3_store_new (s3);
  place = lw_aws_backend_new (client, LW_OBJECT_STORE (store),
                              cli->endpoint_url != NULL ? cli->endpoint_url : _("AWS"));
  lw_aws_backend_watch (place, WATCH_INTERVAL);
  return LW_JOB_BACKEND (place);
}

/**
 * lw_cli_refresh_remote:
 * @cli: the run
 * @place: a place of lw_cli_open_remote()
 * @error: %LW_AWS_ERROR
 *
 * Asks for all jobs.
 *
 * Returns: whether the place's list has them
 */
gboolean
lw_cli_refresh_remote (LwCli         *cli,
                       LwJobBackend  *place,
                       GError       **error)
{
  GListModel *jobs = lw_job_backend_get_jobs (place);
  guint n_before;

  do
    {
      g_autoptr (GAsyncResult) result = NULL;
      GAsyncResult *slot = NULL;

      n_before = g_list_model_get_n_items (jobs);
      lw_aws_backend_refresh_async (LW_AWS_BACKEND (place), cli->cancellable, lw_cli_take_result, &slot);
      result = lw_cli_await (&slot);
      if (!lw_aws_backend_refresh_finish (LW_AWS_BACKEND (place), result, error))
        return FALSE;
    }
  while (g_list_model_get_n_items (jobs) > n_before);
  return TRUE;
}

/**
 * lw_cli_load_job:
 * @place: a place of lw_cli_open_remote()
 * @name: a labeling job name
 * @error: %LW_JOB_ERROR_NOT_FOUND, %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the job as it is now
 */
LwLabelingJob *
lw_cli_load_job (LwJobBackend  *place,
                 const char    *name,
                 GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_aws_backend_load_async (LW_AWS_BACKEND (place), name, NULL, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_aws_backend_load_finish (LW_AWS_BACKEND (place), result, error);
}
