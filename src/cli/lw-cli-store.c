/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images of this computer's workspace for commands that run no job. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-store.h"

#include "lw-directory-store.h"
#include "lw-engine-backend.h"

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
