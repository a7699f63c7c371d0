/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest import": a manifest from a data set in another format. What formats are is in the export layer. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-command.h"
#include "lw-diagnostic.h"
#include "lw-export.h"
#include "lw-import.h"

static struct
{
  char *format;
  char *output;
  char *attribute;
  char *job_name;
  char *prefix;
  char *classes;
} options;

static const GOptionEntry entries[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
    N_("What INPUT is (default: what its name says); see below"), N_("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("The manifest to write"), N_("FILE") },
  { "attribute", 0, 0, G_OPTION_ARG_STRING, &options.attribute,
    N_("The label attribute name to write (default: label)"), N_("NAME") },
  { "job-name", 0, 0, G_OPTION_ARG_STRING, &options.job_name,
    N_("The labeling job to name where the input names none (default: import)"), N_("NAME") },
  { "prefix", 0, 0, G_OPTION_ARG_STRING, &options.prefix,
    N_("Address to put before relative paths, such as s3://pets/"), N_("URI") },
  { "classes", 0, 0, G_OPTION_ARG_STRING, &options.classes, N_("Class names in the order of their numbers: cat,dog"),
    N_("LIST") },
  G_OPTION_ENTRY_NULL
};

static gboolean
find_format (const char       *input,
             LwExportFormat   *format,
             GError          **error)
{
  if (options.output == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“manifest import” needs --output"));
      return FALSE;
    }
  if (options.format == NULL)
    {
      if (lw_import_guess_format (input, format))
        return TRUE;
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("What “%s” is cannot be told from its name: say so with --format"), input);
      return FALSE;
    }
  if (!lw_export_format_find (options.format, format) || !lw_export_format_get_info (*format)->can_import)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” cannot be imported. “labelwright-cli help manifest import” lists what can."),
                   options.format);
      return FALSE;
    }
  return TRUE;
}

static LwImportReport *
run (LwCli           *cli,
     const char      *input,
     LwExportFormat   format,
     GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) classes = options.classes != NULL ? g_strsplit (options.classes, ",", -1) : NULL;
  GAsyncResult *slot = NULL;
  LwImportOptions import = {
    .format = format,
    .attribute = options.attribute != NULL ? options.attribute : "label",
    .job_name = options.job_name != NULL ? options.job_name : "import",
    .prefix = options.prefix,
    .classes = classes,
    .time = g_get_real_time (),
  };

  lw_import_run_async (&import, input, options.output, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_import_run_finish (result, error);
}

static void
tell_problems (LwCli                *cli,
               const char           *path,
               const LwImportReport *report)
{
  const guint max = 100;

  for (guint i = 0; i < report->diagnostics->len && i < max; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (report->diagnostics, i), path);
      g_autofree char *printable = lw_cli_dup_printable (line);

      lw_cli_message (cli, "%s", printable);
    }
  if (report->n_diagnostics > max)
    lw_cli_message (cli, _("… and %" PRIu64 " more."), report->n_diagnostics - max);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            guint64      value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) value);
}

static void
print_json (LwExportFormat        format,
            const LwImportReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *output = g_utf8_make_valid (options.output, -1);

  json_builder_begin_object (builder);
  add_number (builder, "version", 1);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, lw_export_format_get_info (format)->id);
  json_builder_set_member_name (builder, "output");
  json_builder_add_string_value (builder, output);
  add_number (builder, "rows", report->n_rows);
  add_number (builder, "labeled", report->n_labeled);
  add_number (builder, "classes", report->n_classes);
  add_number (builder, "left-out", report->n_left_out);
  json_builder_set_member_name (builder, "multi-label");
  json_builder_add_boolean_value (builder, report->is_multi);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static LwCliExit
run_import (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportReport) report = NULL;
  LwExportFormat format;

  if (!find_format (arguments[0], &format, &error))
    return lw_cli_fail (cli, error);
  report = run (cli, arguments[0], format, &error);
  if (report == NULL && error->domain == LW_EXPORT_ERROR)
    {
      lw_cli_error (cli, "%s", error->message);
      return LW_CLI_INPUT_OUTPUT;
    }
  if (report == NULL)
    return lw_cli_fail (cli, error);

  tell_problems (cli, arguments[0], report);
  lw_cli_message (cli, _("Rows: %" PRIu64 ", labeled: %" PRIu64 ", classes: %u, left out: %" PRIu64), report->n_rows,
                  report->n_labeled, report->n_classes, report->n_left_out);
  if (cli->json)
    print_json (format, report);
  return report->n_left_out > 0 ? LW_CLI_PROBLEMS : LW_CLI_DONE;
}

const LwCliCommand lw_cli_manifest_import = {
  .noun = "manifest",
  .verb = "import",
  .arguments = "INPUT",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Make a manifest of a data set in another format."),
  .examples = "manifest import labels.csv --output labels.manifest --attribute species\n"
              "manifest import --format imagefolder photos/ --output photos.manifest --prefix s3://photos/\n"
              "manifest import --format lst train.lst --output train.manifest --classes cat,dog",
  .notes = N_("Formats: csv, tsv, imagefolder, huggingface, fiftyone, label-studio, lst.\n\n"
              "Rows with labels get the metadata that Ground Truth writes, others become lines of an input manifest.\n"
              "Without --prefix, addresses that the input remembers are taken, and else the paths of its files. What\n"
              "is wrong is told as file:line:column, its rows are left out, and the exit code is 1."),
  .entries = entries,
  .run = run_import,
};
