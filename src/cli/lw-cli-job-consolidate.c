/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job consolidate": consolidates the stored answers of a labeling job by another method, shows which labels change,
 * and writes that as a manifest of its own. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-command.h"
#include "lw-cli-place.h"
#include "lw-consolidation.h"
#include "lw-job-control.h"

/* More changes than this are counted only, unless --json. */
#define MAX_TOLD 50

static struct
{
  char    *method;
  char    *output;
  gboolean dry_run;
  gboolean undo;
} options;

static const GOptionEntry entries[] = {
  { "method", 0, 0, G_OPTION_ARG_STRING, &options.method,
    N_("groundtruth, majority, dawid-skene, one-coin, glad or mace"), N_("METHOD") },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
    N_("Where the manifest goes (default: beside the output manifest)"), N_("FILE") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Show what would change, write nothing"), NULL },
  { "undo", 0, 0, G_OPTION_ARG_NONE, &options.undo, N_("Let the output manifest count again"), NULL },
  G_OPTION_ENTRY_NULL
};

static void
progress_cb (double   done,
             gpointer cli)
{
  lw_cli_progress (cli, _("%.0f %% consolidated"), 100 * done);
}

static LwReconsolidation *
consolidate (LwCli          *cli,
             LwJobBackend   *place,
             LwLabelingJob  *job,
             GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_job_control_reconsolidate_async (LW_JOB_CONTROL (place), job, options.method, progress_cb, cli, cli->cancellable,
                                      lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_job_control_reconsolidate_finish (LW_JOB_CONTROL (place), result, error);
}

static char *
dup_output_uri (LwJobBackend  *place,
                GError       **error)
{
  g_autofree char *path = g_canonicalize_filename (options.output, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *bucket = NULL;

  if (g_str_has_prefix (options.output, "s3://"))
    return g_strdup (options.output);
  bucket = lw_object_store_map_folder (lw_job_backend_get_store (place), folder, NULL, FALSE, error);
  return bucket != NULL ? g_strdup_printf ("s3://%s/%s", bucket, name) : NULL;
}

static char *
keep (LwCli              *cli,
      LwJobBackend       *place,
      LwLabelingJob      *job,
      LwReconsolidation  *made,
      GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *uri = options.output != NULL ? dup_output_uri (place, &local_error) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  lw_job_control_keep_async (LW_JOB_CONTROL (place), job, made, uri, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_job_control_keep_finish (LW_JOB_CONTROL (place), result, error);
}

static void
build_change (JsonBuilder         *builder,
              const LwLabelChange *change)
{
  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "object", change->line);
  lw_cli_build_string (builder, "old", change->old_labels);
  lw_cli_build_string (builder, "new", change->new_labels);
  json_builder_set_member_name (builder, "oldConfidence");
  json_builder_add_double_value (builder, change->old_confidence);
  json_builder_set_member_name (builder, "newConfidence");
  json_builder_add_double_value (builder, change->new_confidence);
  lw_cli_build_string (builder, "votes", change->votes);
  lw_cli_build_string (builder, "why", change->why);
  json_builder_end_object (builder);
}

static void
print_json (const LwReconsolidation *made,
            const char              *uri,
            const char              *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "version", 1);
  lw_cli_build_string (builder, "method", made->method);
  lw_cli_build_number (builder, "objects", made->n_objects);
  lw_cli_build_number (builder, "answers", made->n_answers);
  lw_cli_build_number (builder, "refusedAnswers", made->n_refused);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < made->changes->len; i++)
    build_change (builder, g_ptr_array_index (made->changes, i));
  json_builder_end_array (builder);
  lw_cli_build_string (builder, "ResultDatasetS3Uri", uri);
  lw_cli_build_string (builder, "ResultDatasetFile", path);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (LwCli                   *cli,
            const LwReconsolidation *made,
            const char              *uri,
            const char              *path)
{
  for (guint i = 0; i < MIN (made->changes->len, MAX_TOLD); i++)
    {
      const LwLabelChange *change = g_ptr_array_index (made->changes, i);
      g_autofree char *old = lw_cli_dup_printable (change->old_labels != NULL ? change->old_labels : "–");
      g_autofree char *new = lw_cli_dup_printable (change->new_labels);
      g_autofree char *why = lw_cli_dup_printable (change->why);

      lw_cli_print ("%8" PRIu64 "  %s %.2f → %s %.2f  (%s)\n", change->line, old, change->old_confidence, new,
                    change->new_confidence, why);
    }
  if (made->changes->len > MAX_TOLD)
    lw_cli_print (_("… and %u more.\n"), made->changes->len - MAX_TOLD);
  lw_cli_print (_("%u of %" PRIu64 " labels change with “%s”.\n"), made->changes->len, made->n_objects, made->method);
  if (uri != NULL)
    lw_cli_message (cli, _("Written to “%s”. “job consolidate JOB --undo” lets the output manifest count again."),
                    path != NULL ? path : uri);
}

static LwCliExit
report (LwCli                   *cli,
        LwJobBackend            *place,
        const LwReconsolidation *made,
        const char              *uri)
{
  g_autofree char *path = uri != NULL ? lw_object_store_dup_path (lw_job_backend_get_store (place), uri) : NULL;

  if (cli->json)
    print_json (made, uri, path);
  else
    print_text (cli, made, uri, path);
  return LW_CLI_DONE;
}

static gboolean
undo (LwCli          *cli,
      LwJobBackend   *place,
      LwLabelingJob  *job,
      GError        **error)
{
  LwJobChange change = { LW_JOB_CHANGE_MANIFEST, NULL, 0, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_job_control_change_async (LW_JOB_CONTROL (place), job, &change, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  if (lw_job_control_change_finish (LW_JOB_CONTROL (place), result, error) < 0)
    return FALSE;
  lw_cli_message (cli, "%s", _("The output manifest counts again."));
  return TRUE;
}

static gboolean
check_method (LwCli *cli)
{
  LwConsolidationMethod method;

  if (options.method == NULL)
    lw_cli_error (cli, "%s", _("By which method? Give --method METHOD."));
  else if (!lw_consolidation_method_from_string (options.method, &method))
    lw_cli_error (cli, _("There is no method of annotation consolidation “%s”"), options.method);
  else
    return TRUE;
  return FALSE;
}

static LwCliExit
run_consolidate (LwCli  *cli,
                 int     n_arguments,
                 char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwReconsolidation) made = NULL;
  g_autofree char *uri = NULL;

  if (!options.undo && !check_method (cli))
    return LW_CLI_USAGE;
  place = lw_cli_open_place (cli, &error);
  job = place != NULL ? lw_cli_find_job (place, arguments[0], &error) : NULL;
  if (job == NULL)
    return lw_cli_fail (cli, error);
  if (options.undo)
    return undo (cli, place, job, &error) ? LW_CLI_DONE : lw_cli_fail (cli, error);
  made = consolidate (cli, place, job, &error);
  if (made == NULL)
    return lw_cli_fail (cli, error);
  if (!options.dry_run && (uri = keep (cli, place, job, made, &error)) == NULL)
    return lw_cli_fail (cli, error);
  return report (cli, place, made, uri);
}

const LwCliCommand lw_cli_job_consolidate = {
  .noun = "job",
  .verb = "consolidate",
  .arguments = "JOB",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Consolidate a job’s answers by another method into a manifest of its own."),
  .examples = "job consolidate pets --method dawid-skene --dry-run\n"
              "job consolidate pets --method dawid-skene\n"
              "job consolidate pets --method majority --output majority.manifest --json\n"
              "job consolidate pets --undo",
  .notes = N_("Nothing is written over: the output manifest stays, and the new one counts in its place until --undo.\n"
              "Ground Truth’s method works in the batches in which the job was consolidated."),
  .entries = entries,
  .run = run_consolidate,
};
