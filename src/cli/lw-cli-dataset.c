/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "dataset scan": what a folder of images would make as a data set. Writes nothing. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "lw-cli-command.h"
#include "lw-cli-dataset-s3.h"
#include "lw-dataset-scan.h"

static struct
{
  gboolean no_duplicates;
  gboolean check;
} options;

static const GOptionEntry entries[] = {
  { "no-duplicates", 0, 0, G_OPTION_ARG_NONE, &options.no_duplicates,
    N_("Do not look for files with the same content"), NULL },
  { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, N_("Exit with 1 when there are problems"), NULL },
  G_OPTION_ENTRY_NULL
};

/* A stable word for each kind of problem, for programs. */
static const char *const problem_words[LW_N_DATASET_PROBLEMS] = {
  [LW_DATASET_PROBLEM_UNREADABLE] = "unreadable",
  [LW_DATASET_PROBLEM_UNREADABLE_FOLDER] = "unreadable-folder",
  [LW_DATASET_PROBLEM_EMPTY] = "empty",
  [LW_DATASET_PROBLEM_NOT_AN_IMAGE] = "not-an-image",
  [LW_DATASET_PROBLEM_TRUNCATED] = "truncated",
  [LW_DATASET_PROBLEM_INCOMPLETE] = "incomplete",
  [LW_DATASET_PROBLEM_BAD_NAME] = "bad-name",
  [LW_DATASET_PROBLEM_FILE_TOO_LARGE] = "file-too-large",
  [LW_DATASET_PROBLEM_TOO_MANY_PIXELS] = "too-many-pixels",
  [LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT] = "unsupported-format",
  [LW_DATASET_PROBLEM_OTHER_FORMAT_INSIDE] = "other-format-inside",
  [LW_DATASET_PROBLEM_ORIENTATION] = "orientation",
  [LW_DATASET_PROBLEM_DUPLICATE] = "duplicate",
  [LW_DATASET_PROBLEM_SYMLINK_LOOP] = "symlink-loop",
};

static void
scan_progress_cb (guint       n_images,
                  guint       n_checked,
                  const char *folder,
                  gpointer    data)
{
  lw_cli_progress (data, _("%u images found, %u looked into"), n_images, n_checked);
}

static void
print_text (LwDatasetScan *scan)
{
  guint n_items = lw_dataset_scan_get_n_items (scan);
  g_autofree char *size = g_format_size (lw_dataset_scan_get_n_bytes (scan));

  lw_cli_print (ngettext ("%u image, %s\n", "%u images, %s\n", n_items), n_items, size);
  for (guint f = LW_IMAGE_FORMAT_UNKNOWN; f < LW_N_IMAGE_FORMATS; f++)
    {
      guint n = lw_dataset_scan_count_format (scan, f);

      if (n > 0)
        lw_cli_print ("  %-8s %u\n", lw_image_format_get_name (f), n);
    }
  if (lw_dataset_scan_count_other_files (scan) > 0)
    lw_cli_print (_("Other files, left out: %u\n"), lw_dataset_scan_count_other_files (scan));
  if (lw_dataset_scan_get_n_problems (scan) > 0)
    lw_cli_print ("%s\n", _("Problems:"));
  for (guint i = 0; i < lw_dataset_scan_get_n_problems (scan); i++)
    {
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (scan, i);
      g_autofree char *name = lw_cli_dup_printable (problem->name);
      g_autofree char *text = lw_cli_dup_printable (problem->text);

      lw_cli_print ("  %s: %s: %s: %s\n", name, problem->excluded ? "error" : "warning", problem_words[problem->kind],
                    text);
    }
}

static void
add_string (JsonBuilder *builder,
            const char  *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_builder_add_string_value (builder, valid);
}

static void
build_problems (JsonBuilder   *builder,
                LwDatasetScan *scan)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lw_dataset_scan_get_n_problems (scan); i++)
    {
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (scan, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      add_string (builder, problem->name);
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, problem_words[problem->kind]);
      json_builder_set_member_name (builder, "excluded");
      json_builder_add_boolean_value (builder, problem->excluded);
      json_builder_set_member_name (builder, "text");
      add_string (builder, problem->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (LwDatasetScan *scan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) classes = lw_dataset_scan_dup_folder_classes (scan);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "folder");
  add_string (builder, lw_dataset_scan_get_folder (scan));
  json_builder_set_member_name (builder, "images");
  json_builder_add_int_value (builder, lw_dataset_scan_get_n_items (scan));
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) lw_dataset_scan_get_n_bytes (scan));
  json_builder_set_member_name (builder, "formats");
  json_builder_begin_object (builder);
  for (guint f = LW_IMAGE_FORMAT_UNKNOWN; f < LW_N_IMAGE_FORMATS; f++)
    {
      guint n = lw_dataset_scan_count_format (scan, f);

      if (n == 0)
        continue;
      json_builder_set_member_name (builder, lw_image_format_get_name (f));
      json_builder_add_int_value (builder, n);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "other-files");
  json_builder_add_int_value (builder, lw_dataset_scan_count_other_files (scan));
  json_builder_set_member_name (builder, "folder-classes");
  json_builder_begin_array (builder);
  for (guint i = 0; classes != NULL && classes[i] != NULL; i++)
    add_string (builder, classes[i]);
  json_builder_end_array (builder);
  build_problems (builder, scan);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static gboolean
has_problems (LwDatasetScan *scan)
{
  return lw_dataset_scan_get_n_items (scan) == 0 || lw_dataset_scan_get_n_problems (scan) > 0;
}

static LwCliExit
run_scan (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (LwDatasetScan) scan = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  if (g_str_has_prefix (arguments[0], "s3://"))
    return lw_cli_scan_s3 (cli, arguments[0], options.check);
  lw_dataset_scan_run_async (arguments[0],
                             options.no_duplicates ? LW_DATASET_SCAN_NO_DUPLICATES : LW_DATASET_SCAN_DEFAULT,
                             scan_progress_cb, cli, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  scan = lw_dataset_scan_run_finish (result, &error);
  if (scan == NULL)
    return lw_cli_fail (cli, error);

  if (cli->json)
    print_json (scan);
  else
    print_text (scan);
  if (lw_dataset_scan_get_n_items (scan) == 0)
    lw_cli_message (cli, _("“%s” has no image that can be labeled."), arguments[0]);
  return options.check && has_problems (scan) ? LW_CLI_PROBLEMS : LW_CLI_DONE;
}

const LwCliCommand lw_cli_dataset_scan = {
  .noun = "dataset",
  .verb = "scan",
  .arguments = "FOLDER|s3://BUCKET/PREFIX",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Look through a folder of images: number, formats, size and problems."),
  .examples = "dataset scan photos/\n"
              "dataset scan photos/ --json\n"
              "dataset scan photos/ --check --quiet\n"
              "dataset scan s3://pets/images/ --profile labeling",
  .notes = N_("A problem that leaves an image out of the data set is an error, any other a warning. In S3 only the "
              "list of objects is looked at, no image is read."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run_scan,
};
