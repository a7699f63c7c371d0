/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest check": what is wrong with manifests, as compilers say it. What counts as wrong is in the manifest
 * layer. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "lw-cli-command.h"
#include "lw-cli-index.h"
#include "lw-cli-problems.h"
#include "lw-diagnostic.h"
#include "lw-manifest-check.h"

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const LwDiagnostic *left = *(const LwDiagnostic *const *) a;
  const LwDiagnostic *right = *(const LwDiagnostic *const *) b;

  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;
  return (left->column > right->column) - (left->column < right->column);
}

/* What the index says of the lines and what the check says of the whole, in the order of the lines. */
static GPtrArray *
find_problems (LwCli        *cli,
               const char   *path,
               GError      **error)
{
  g_autoptr (LwManifestIndex) index = lw_cli_open_index (cli, path, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  GPtrArray *lines;
  GAsyncResult *slot = NULL;

  if (index == NULL)
    return NULL;
  lw_manifest_check_async (index, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  problems = lw_manifest_check_finish (result, error);
  if (problems == NULL)
    return NULL;

  lines = lw_manifest_index_get_diagnostics (index);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (problems, lw_diagnostic_copy (g_ptr_array_index (lines, i)));
  g_ptr_array_sort (problems, compare_places);
  return g_steal_pointer (&problems);
}

static LwCliExit
run_check (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean good = TRUE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (int i = 0; i < n_arguments; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) problems = find_problems (cli, arguments[i], &error);

      if (problems == NULL)
        return lw_cli_fail (cli, error);
      good = good && lw_cli_is_good (problems);
      if (cli->json)
        lw_cli_build_problems (builder, problems, arguments[i]);
      else
        lw_cli_print_problems (problems, arguments[i]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    lw_cli_print_json (builder);
  return good ? LW_CLI_DONE : LW_CLI_PROBLEMS;
}

const LwCliCommand lw_cli_manifest_check = {
  .noun = "manifest",
  .verb = "check",
  .arguments = "FILE…",
  .n_required = 1,
  .n_allowed = G_MAXINT,
  .summary = N_("Find what is wrong with manifests."),
  .examples = "manifest check input.manifest\n"
              "manifest check *.manifest --json",
  .notes = N_("Prints “file:line:column: severity: code: text”, and exits with 1 when there is an error or a warning."),
  .run = run_check,
};
