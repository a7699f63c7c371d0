/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "s3 cp" and "s3 sync": files to and from S3. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-command.h"
#include "lw-cli-service.h"
#include "lw-s3-transfer.h"

#define PROGRESS_MILLISECONDS 200

static struct
{
  gboolean recursive;
  int      n_at_once;
} options;

#define AT_ONCE_ENTRY \
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.n_at_once, N_("Files at once (default: 8 to S3, else 16)"), \
    N_("NUMBER") }

static const GOptionEntry cp_entries[] = {
  { "recursive", 'r', 0, G_OPTION_ARG_NONE, &options.recursive, N_("Everything in the folder or under the prefix"),
    NULL },
  AT_ONCE_ENTRY,
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry sync_entries[] = {
  AT_ONCE_ENTRY,
  G_OPTION_ENTRY_NULL
};

/* What lw_cli_work() hands to a thread and gets back. */
typedef struct
{
  LwCli        *cli;
  LwS3Transfer *transfer;
  GError       *error;
} Call;

static gboolean
show_progress_cb (gpointer data)
{
  Call *call = data;
  LwS3TransferProgress progress;
  g_autofree char *done = NULL;
  g_autofree char *rate = NULL;

  lw_s3_transfer_get_progress (call->transfer, &progress);
  done = g_format_size (progress.n_bytes_done);
  rate = g_format_size ((guint64) progress.rate);
  if (progress.seconds_left >= 0)
    lw_cli_progress (call->cli, _("%" PRIu64 " of %" PRIu64 " files, %s, %s/s, %" PRId64 " s left"), progress.n_done,
                     progress.n_files, done, rate, progress.seconds_left);
  else
    lw_cli_progress (call->cli, _("%" PRIu64 " of %" PRIu64 " files, %s, %s/s"), progress.n_done, progress.n_files,
                     done, rate);
  return G_SOURCE_CONTINUE;
}

static void
run_transfer (gpointer first,
              gpointer second)
{
  Call *call = first;

  lw_s3_transfer_run (call->transfer, call->cli->cancellable, &call->error);
}

static void
print_json (LwS3Transfer               *transfer,
            const LwS3TransferProgress *progress,
            double                      seconds)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) problems = lw_s3_transfer_dup_problems (transfer);
  const struct
  {
    const char *name;
    guint64     value;
  } numbers[] = {
    { "version", 1 },
    { "transferred", progress->n_done },
    { "unchanged", progress->n_there },
    { "failed", progress->n_failed },
    { "bytes", progress->n_bytes_done },
  };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (builder, numbers[i].name);
      json_builder_add_int_value (builder, (gint64) numbers[i].value);
    }
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, seconds);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (g_ptr_array_index (problems, i), -1);

      json_builder_add_string_value (builder, valid);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (LwCli                      *cli,
            const LwS3TransferProgress *progress,
            double                      seconds)
{
  g_autofree char *size = g_format_size (progress->n_bytes_done);

  lw_cli_print (ngettext ("%" PRIu64 " file transferred, %s in %.1f s\n",
                          "%" PRIu64 " files transferred, %s in %.1f s\n", progress->n_done),
                progress->n_done, size, seconds);
  if (progress->n_there > 0)
    lw_cli_print (ngettext ("%" PRIu64 " file was there already\n", "%" PRIu64 " files were there already\n",
                            progress->n_there),
                  progress->n_there);
  if (progress->n_failed > 0)
    lw_cli_print (ngettext ("%" PRIu64 " file failed\n", "%" PRIu64 " files failed\n", progress->n_failed),
                  progress->n_failed);
}

/* The first failure decides the exit code and is said last; the others come before it. */
static LwCliExit
report (Call   *call,
        double  seconds)
{
  g_autoptr (GPtrArray) problems = lw_s3_transfer_dup_problems (call->transfer);
  g_autoptr (GError) error = g_steal_pointer (&call->error);
  LwS3TransferProgress progress;

  lw_s3_transfer_get_progress (call->transfer, &progress);
  if (call->cli->json)
    print_json (call->transfer, &progress, seconds);
  else if (!call->cli->quiet)
    print_text (call->cli, &progress, seconds);
  if (error == NULL)
    return LW_CLI_DONE;
  for (guint i = 1; i < problems->len; i++)
    lw_cli_error (call->cli, "%s", (const char *) g_ptr_array_index (problems, i));
  return lw_cli_fail (call->cli, error);
}

static LwCliExit
transfer (LwCli    *cli,
          char    **arguments,
          gboolean  recursive,
          gboolean  only_changed)
{
  const LwS3TransferOptions what = { .source = arguments[0], .target = arguments[1], .recursive = recursive,
                                     .only_changed = only_changed, .n_at_once = (guint) MAX (options.n_at_once, 0) };
  g_autoptr (GError) error = NULL;
  g_autoptr (LwS3Client) client = lw_cli_open_s3 (cli, &error);
  g_autoptr (LwS3Transfer) self = NULL;
  Call call = { .cli = cli };
  gint64 begin = g_get_monotonic_time ();
  guint source;

  if (client == NULL)
    return lw_cli_fail (cli, error);
  self = lw_s3_transfer_new (client, &what, &error);
  if (self == NULL)
    {
      lw_cli_error (cli, "%s", error->message);
      return LW_CLI_USAGE;
    }
  call.transfer = self;
  source = g_timeout_add (PROGRESS_MILLISECONDS, show_progress_cb, &call);
  lw_cli_work (run_transfer, &call, NULL);
  g_source_remove (source);
  return report (&call, (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
}

static LwCliExit
run_cp (LwCli  *cli,
        int     n_arguments,
        char  **arguments)
{
  return transfer (cli, arguments, options.recursive, FALSE);
}

static LwCliExit
run_sync (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  return transfer (cli, arguments, TRUE, TRUE);
}

const LwCliCommand lw_cli_s3_cp = {
  .noun = "s3",
  .verb = "cp",
  .arguments = N_("SOURCE TARGET"),
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Copy files to S3, from S3, or within it."),
  .examples = "s3 cp cat.jpg s3://pets/images/\n"
              "s3 cp s3://pets/output.manifest output.manifest\n"
              "s3 cp photos/ s3://pets/images/ --recursive --endpoint-url http://127.0.0.1:9000",
  .notes = N_("A file is at its place whole or not at all. A large one that breaks off is gone on with when the same "
              "command is given again."),
  .takes_service = TRUE,
  .entries = cp_entries,
  .run = run_cp,
};

const LwCliCommand lw_cli_s3_sync = {
  .noun = "s3",
  .verb = "sync",
  .arguments = N_("SOURCE TARGET"),
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Copy what is missing or has changed in a folder, to S3, from S3, or within it."),
  .examples = "s3 sync photos/ s3://pets/images/\n"
              "s3 sync s3://pets/images/ photos/ --profile labeling --region eu-west-1",
  .notes = N_("What has the same size and is not older at the target stays as it is. Nothing is deleted. Files "
              "that come from S3 have the time of their object."),
  .takes_service = TRUE,
  .entries = sync_entries,
  .run = run_sync,
};
