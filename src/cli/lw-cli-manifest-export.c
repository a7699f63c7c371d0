/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "manifest export": rows of a manifest in another format. What formats are is in the export layer. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-index.h"
#include "lw-cli-store.h"
#include "lw-diagnostic.h"
#include "lw-export.h"
#include "lw-manifest-query.h"

static struct
{
  char     *format;
  char     *output;
  char     *query;
  char     *attribute;
  char     *images;
  char     *images_from;
  char     *unlabeled;
  char     *multi_label;
  char     *low_confidence;
  double    min_confidence;
  char     *split;
  int       seed;
  gboolean  dry_run;
} options;

static const GOptionEntry entries[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("What to write; see below"), N_("FORMAT") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("The file or folder to write"), N_("PATH") },
  { "query", 0, 0, G_OPTION_ARG_STRING, &options.query, N_("Only the rows of this query, in its order"), N_("EXPR") },
  { "attribute", 0, 0, G_OPTION_ARG_STRING, &options.attribute,
    N_("The label attribute (default: the query's, or the first)"), N_("NAME") },
  { "images", 0, 0, G_OPTION_ARG_STRING, &options.images,
    N_("reference, copy or link (default: copy into folders and archives, else reference)"), N_("HOW") },
  { "images-from", 0, 0, G_OPTION_ARG_FILENAME, &options.images_from,
    N_("Folder that has the images of s3:// addresses"), N_("DIR") },
  { "unlabeled", 0, 0, G_OPTION_ARG_STRING, &options.unlabeled, N_("keep or drop rows without a label"), N_("RULE") },
  { "multi-label", 0, 0, G_OPTION_ARG_STRING, &options.multi_label,
    N_("all labels of a row, its top label, or drop rows that have several"), N_("RULE") },
  { "min-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &options.min_confidence, N_("The least confidence, 0 to 1"),
    N_("X") },
  { "low-confidence", 0, 0, G_OPTION_ARG_STRING, &options.low_confidence,
    N_("drop (default), keep or mark rows below it"), N_("RULE") },
  { "split", 0, 0, G_OPTION_ARG_STRING, &options.split,
    N_("Percents for training, validation and test: 80/10/10"), N_("PERCENTS") },
  { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, N_("Seed of the split: the same seed, the same split"), N_("N") },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Say what would be written, write nothing"), NULL },
  G_OPTION_ENTRY_NULL
};

static const char *const image_words[] = { "", "reference", "copy", "link", NULL };
static const char *const unlabeled_words[] = { "", "keep", "drop", NULL };
static const char *const multi_label_words[] = { "", "all", "top", "drop", NULL };
static const char *const low_confidence_words[] = { "drop", "keep", "mark", NULL };

/* The place of a word in the list of those that an option takes, which are in the order of an enumeration. */
static gboolean
find_word (const char         *option,
           const char         *word,
           const char *const  *words,
           guint              *place,
           GError            **error)
{
  g_autofree char *all = NULL;

  *place = 0;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (*word != '\0' && strcmp (words[i], word) == 0)
      {
        *place = i;
        return TRUE;
      }
  all = g_strjoinv (", ", (char **) (words[0][0] == '\0' ? words + 1 : words));
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--%s is one of %s, not “%s”"), option, all, word);
  return FALSE;
}

static gboolean
fill_rules (LwExportOptions  *export,
            GError          **error)
{
  guint images, unlabeled, multi_label, low_confidence;

  if (!find_word ("images", options.images, image_words, &images, error) ||
      !find_word ("unlabeled", options.unlabeled, unlabeled_words, &unlabeled, error) ||
      !find_word ("multi-label", options.multi_label, multi_label_words, &multi_label, error) ||
      !find_word ("low-confidence", options.low_confidence, low_confidence_words, &low_confidence, error))
    return FALSE;
  export->images = images;
  export->unlabeled = unlabeled;
  export->multi_label = multi_label;
  export->low_confidence = low_confidence;
  if (options.min_confidence < 0 || options.min_confidence > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--min-confidence is 0 to 1, not %g"),
                   options.min_confidence);
      return FALSE;
    }
  export->min_confidence = options.min_confidence;
  return options.split == NULL || lw_export_options_parse_split (export, options.split, error);
}

static LwExportOptions *
make_options (GError **error)
{
  g_autoptr (LwExportOptions) export = NULL;
  LwExportFormat format;

  if (options.format == NULL || (options.output == NULL && !options.dry_run))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("“manifest export” needs --format and --output"));
      return NULL;
    }
  if (!lw_export_format_find (options.format, &format))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("There is no format “%s”. “labelwright-cli help manifest export” lists them."), options.format);
      return NULL;
    }
  export = lw_export_options_new (format);
  export->attribute = g_strdup (options.attribute);
  export->images_from = g_strdup (options.images_from);
  export->seed = (guint32) options.seed;
  if (!fill_rules (export, error) || !lw_export_options_check (export, error))
    return NULL;
  return g_steal_pointer (&export);
}

static LwManifestQuery *
make_query (LwExportOptions  *export,
            GError          **error)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (options.query != NULL ? options.query : "", error);

  if (query == NULL)
    return NULL;
  if (export->attribute == NULL)
    export->attribute = g_strdup (lw_manifest_query_get_attribute (query));
  else if (lw_manifest_query_get_attribute (query) == NULL)
    return lw_manifest_query_with_attribute (query, export->attribute);
  return g_steal_pointer (&query);
}

static GBytes *
find_rows (LwCli            *cli,
           LwManifestIndex  *index,
           LwManifestQuery  *query,
           GError          **error)
{
  gsize n_rows;
  guint32 *rows = lw_manifest_query_run (query, index, cli->cancellable, &n_rows, error);

  return rows != NULL ? g_bytes_new_take (rows, n_rows * sizeof *rows) : NULL;
}

static void
build_report (JsonBuilder           *builder,
              const LwExportOptions *export,
              const LwExportReport  *report)
{
  static const char *const reasons[LW_N_EXPORT_REASONS] = { "unlabeled", "several-labels", "low-confidence",
                                                            "malformed", "no-image" };
  static const char *const sets[LW_EXPORT_N_SPLITS] = { "train", "val", "test" };

  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, (gint64) report->n_rows);
  json_builder_set_member_name (builder, "written");
  json_builder_add_int_value (builder, (gint64) report->n_written);
  json_builder_set_member_name (builder, "images");
  json_builder_add_int_value (builder, (gint64) report->n_images);
  json_builder_set_member_name (builder, "left-out");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LW_N_EXPORT_REASONS; i++)
    {
      json_builder_set_member_name (builder, reasons[i]);
      json_builder_add_int_value (builder, (gint64) report->n_left_out[i]);
    }
  json_builder_end_object (builder);
  if (!lw_export_options_has_split (export))
    return;
  json_builder_set_member_name (builder, "split");
  json_builder_begin_object (builder);
  for (guint i = 0; i < LW_EXPORT_N_SPLITS; i++)
    {
      json_builder_set_member_name (builder, sets[i]);
      json_builder_add_int_value (builder, (gint64) report->n_split[i]);
    }
  json_builder_end_object (builder);
}

static void
print_json (const LwExportOptions *export,
            const LwExportReport  *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *output = options.output != NULL ? g_utf8_make_valid (options.output, -1) : NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, lw_export_format_get_info (export->format)->id);
  json_builder_set_member_name (builder, "output");
  if (output != NULL)
    json_builder_add_string_value (builder, output);
  else
    json_builder_add_null_value (builder);
  build_report (builder, export, report);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

/* What is left out is told before and after. */
static void
tell_left_out (LwCli                *cli,
               const LwExportReport *report)
{
  for (guint i = 0; i < LW_N_EXPORT_REASONS; i++)
    if (report->n_left_out[i] > 0)
      lw_cli_message (cli, _("  left out, %s: %" PRIu64), lw_export_reason_get_title (i), report->n_left_out[i]);
}

static void
tell_problems (LwCli                *cli,
               const char           *path,
               const LwExportReport *report)
{
  const guint max = 20;

  for (guint i = 0; i < report->diagnostics->len && i < max; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (report->diagnostics, i), path);
      g_autofree char *printable = lw_cli_dup_printable (line);

      lw_cli_error (cli, "%s", printable);
    }
}

static LwExportReport *
plan (LwCli            *cli,
      LwManifestIndex  *index,
      GBytes           *rows,
      LwExportOptions  *export,
      GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_export_plan_async (index, rows, export, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_export_finish (result, error);
}

static void
export_progress_cb (guint64  done,
                    guint64  total,
                    gpointer data)
{
  lw_cli_progress (data, _("%" PRIu64 " of %" PRIu64 " rows written"), done, total);
}

static LwExportReport *
run (LwCli            *cli,
     LwManifestIndex  *index,
     GBytes           *rows,
     LwExportOptions  *export,
     GError          **error)
{
  g_autoptr (LwObjectStore) store = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  /* Without a store, single images are not found, and that is said. */
  store = lw_cli_open_store (cli, &problem);
  if (problem != NULL)
    lw_cli_message (cli, "%s", problem->message);
  lw_export_run_async (index, rows, export, store, options.output, export_progress_cb, cli, cli->cancellable,
                       lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_export_finish (result, error);
}

/* What the options ask for and the format or the manifest does not have is a matter of usage. */
static LwCliExit
fail (LwCli        *cli,
      const GError *error)
{
  gboolean usage = g_error_matches (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_OPTIONS) ||
                   g_error_matches (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY);

  if (!usage && error->domain != LW_EXPORT_ERROR)
    return lw_cli_fail (cli, error);
  lw_cli_error (cli, "%s", error->message);
  return usage ? LW_CLI_USAGE : LW_CLI_INPUT_OUTPUT;
}

static LwCliExit
run_export (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwExportOptions) export = make_options (&error);
  g_autoptr (LwManifestQuery) query = export != NULL ? make_query (export, &error) : NULL;
  g_autoptr (LwManifestIndex) index = query != NULL ? lw_cli_open_index (cli, arguments[0], &error) : NULL;
  g_autoptr (GBytes) rows = index != NULL ? find_rows (cli, index, query, &error) : NULL;
  g_autoptr (LwExportReport) planned = rows != NULL ? plan (cli, index, rows, export, &error) : NULL;
  g_autoptr (LwExportReport) done = NULL;

  if (planned == NULL)
    return fail (cli, error);
  lw_cli_message (cli, _("Rows to write: %" PRIu64 " of %" PRIu64 ", images: %" PRIu64), planned->n_written,
                  planned->n_rows, planned->n_images);
  if (!options.dry_run)
    {
      done = run (cli, index, rows, export, &error);
      if (done == NULL)
        return fail (cli, error);
      tell_problems (cli, arguments[0], done);
    }
  tell_left_out (cli, done != NULL ? done : planned);
  if (cli->json)
    print_json (export, done != NULL ? done : planned);
  return done != NULL && done->n_left_out[LW_EXPORT_REASON_NO_IMAGE] > 0 ? LW_CLI_PROBLEMS : LW_CLI_DONE;
}

const LwCliCommand lw_cli_manifest_export = {
  .noun = "manifest",
  .verb = "export",
  .arguments = "FILE",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Write the rows of a manifest, or of a query, in another format."),
  .examples = "manifest export output.manifest --format csv --output labels.csv\n"
              "manifest export output.manifest --format training --output train.manifest --min-confidence 0.8\n"
              "manifest export output.manifest --format imagefolder --output data/ --images link --split 80/10/10\n"
              "manifest export output.manifest --format manifest --output dogs.manifest --query 'class:dog'",
  .notes = N_("Formats: manifest (lines byte for byte), training (labeled lines, one attribute), csv, tsv,\n"
              "answers (a row an answer), imagefolder, yolo, huggingface, fiftyone, coco, label-studio, lst,\n"
              "tfrecord, tfrecord-fiftyone, webdataset.\n\n"
              "With --images copy or link, and with --split, the output is a folder; it must be empty or not be\n"
              "there. A file is replaced. Nothing is there before all of it is; Ctrl-C leaves nothing. Images that\n"
              "cannot be found are told, their rows left out, and the exit code is 1."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run_export,
};
