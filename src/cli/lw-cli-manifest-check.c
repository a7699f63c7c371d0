/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest check": what is wrong with manifests, as compilers say it. What counts as wrong is in the manifest
 * layer. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-index.h"
#include "lw-cli-problems.h"
#include "lw-cli-sarif.h"
#include "lw-diagnostic.h"
#include "lw-manifest-check.h"

static struct
{
  char *format;
} options;

static const GOptionEntry entries[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_("text (default), json, or sarif (SARIF 2.1.0, which code hosts and editors show)"), N_("FORMAT") },
  G_OPTION_ENTRY_NULL
};

typedef enum
{
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_SARIF,
} Format;

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

static gboolean
read_format (LwCli   *cli,
             Format  *format,
             GError **error)
{
  *format = cli->json ? FORMAT_JSON : FORMAT_TEXT;
  if (options.format == NULL || strcmp (options.format, "text") == 0)
    return TRUE;
  *format = strcmp (options.format, "sarif") == 0 ? FORMAT_SARIF : FORMAT_JSON;
  if (*format == FORMAT_SARIF || strcmp (options.format, "json") == 0)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--format is text, json or sarif, not “%s”"),
               options.format);
  return FALSE;
}

static void
print_problem_json (GPtrArray *files,
                    char     **paths)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    lw_cli_build_problems (builder, g_ptr_array_index (files, i), paths[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static LwCliExit
run_check (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  gboolean good = TRUE;
  Format format;

  if (!read_format (cli, &format, &error))
    return lw_cli_fail (cli, error);
  for (int i = 0; i < n_arguments; i++)
    {
      GPtrArray *problems = find_problems (cli, arguments[i], &error);

      if (problems == NULL)
        return lw_cli_fail (cli, error);
      g_ptr_array_add (files, problems);
      good = good && lw_cli_is_good (problems);
      if (format == FORMAT_TEXT)
        lw_cli_print_problems (problems, arguments[i]);
    }
  if (format == FORMAT_JSON)
    print_problem_json (files, arguments);
  else if (format == FORMAT_SARIF)
    lw_cli_print_sarif (files, arguments);
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
              "manifest check *.manifest --format sarif > manifests.sarif",
  .notes = N_("Prints “file:line:column: severity: code: text”, and exits with 1 when there is an error or a warning."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run_check,
};
