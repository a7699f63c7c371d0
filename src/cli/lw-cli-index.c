/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a manifest for a command, from a file or standard input. Not what the commands say of it. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-index.h"

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

/**
 * lw_cli_open_index:
 * @cli: the run
 * @path: a manifest, "-" for standard input
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
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (strcmp (path, "-") == 0)
    {
      g_autoptr (GBytes) bytes = read_standard_input (cli, error);

      return bytes != NULL ? lw_manifest_index_new_from_bytes (bytes) : NULL;
    }

  lw_manifest_index_new_from_file_async (path, index_progress_cb, cli, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_manifest_index_new_from_file_finish (result, error);
}
