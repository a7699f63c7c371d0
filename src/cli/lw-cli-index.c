/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a manifest for a command, from a file or standard input. Not what the commands say of it. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-index.h"

#include "lw-cli-store.h"
#include "lw-manifest-download.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static void
index_progress_cb (guint64  done,
                   guint64  total,
                   gpointer data)
{
  lw_cli_progress (data, _("%u %% read"), total > 0 ? (guint) (done * 100 / total) : 100);
}

static GBytes *
read_standard_input (LwCli   *cli,
                     GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  g_output_stream_splice_async (memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT,
                                cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  if (g_output_stream_splice_finish (memory, result, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * lw_cli_read_input:
 * @cli: the run
 * @path: a file, "-" for standard input
 * @error: it cannot be read, or Ctrl-C
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
lw_cli_read_input (LwCli       *cli,
                   const char  *path,
                   GError     **error)
{
  char *contents;
  gsize length;

  if (strcmp (path, "-") == 0)
    return read_standard_input (cli, error);

  return g_file_get_contents (path, &contents, &length, error) ? g_bytes_new_take (contents, length) : NULL;
}

/* A manifest in a bucket, as a file. */
static char *
download (LwCli       *cli,
          const char  *uri,
          GError     **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "labelwright", "manifests", NULL);
  g_autoptr (LwObjectStore) store = lw_cli_find_store (cli, uri, error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (store == NULL)
    return NULL;
  lw_manifest_download_async (store, uri, folder, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_manifest_download_finish (result, error);
}

/**
 * lw_cli_open_index:
 * @cli: the run
 * @path: a manifest: a file, an address that starts with s3://, or "-" for standard input
 * @error: it cannot be read, or Ctrl-C
 *
 * Reads a manifest and shows how far it is.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
LwManifestIndex *
lw_cli_open_index (LwCli       *cli,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *copy = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (strcmp (path, "-") == 0)
    {
      g_autoptr (GBytes) bytes = read_standard_input (cli, error);

      return bytes != NULL ? lw_manifest_index_new_from_bytes (bytes) : NULL;
    }
  if (g_str_has_prefix (path, "s3://"))
    {
      copy = download (cli, path, error);
      if (copy == NULL)
        return NULL;
      path = copy;
    }

  lw_manifest_index_new_from_file_async (path, index_progress_cb, cli, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_manifest_index_new_from_file_finish (result, error);
}
