/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where images and manifests are for commands that run no job. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-store.h"

#include "lw-cli-remote.h"
#include "lw-cli-service.h"
#include "lw-directory-store.h"
#include "lw-engine-backend.h"
#include "lw-s3-store.h"

/**
 * lw_cli_open_store:
 * @cli: the run
 * @error: the workspace is there and cannot be read
 *
 * Makes no workspace, and needs none for itself: another program may have it open.
 *
 * Returns: (transfer full) (nullable): the workspace's buckets; %NULL without @error when there is no workspace
 */
LwObjectStore *
lw_cli_open_store (LwCli   *cli,
                   GError **error)
{
  g_autofree char *workspace = cli->workspace != NULL ? g_canonicalize_filename (cli->workspace, NULL)
                                                      : lw_engine_dup_default_workspace ();
  LwDirectoryStore *store;

  if (!g_file_test (workspace, G_FILE_TEST_IS_DIR))
    return NULL;
  store = lw_directory_store_open (workspace, error);
  return store != NULL ? LW_OBJECT_STORE (store) : NULL;
}

/**
 * lw_cli_find_store:
 * @cli: the run
 * @uri: an address
 * @error: return location
 *
 * Buckets of the workspace come first, unless the options name a profile, a Region or a server.
 *
 * Returns: (transfer full) (nullable): where the object is: a bucket of the workspace, or S3
 */
LwObjectStore *
lw_cli_find_store (LwCli       *cli,
                   const char  *uri,
                   GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LwObjectStore) local = lw_cli_is_remote (cli) ? NULL : lw_cli_open_store (cli, &problem);
  g_autofree char *path = local != NULL ? lw_object_store_dup_path (local, uri) : NULL;
  g_autoptr (LwS3Client) client = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (path != NULL)
    return g_steal_pointer (&local);
  client = lw_cli_open_s3 (cli, error);
  return client != NULL ? LW_OBJECT_STORE (lw_s3_store_new (client)) : NULL;
}
