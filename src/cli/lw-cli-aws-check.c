/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "aws check": what would go wrong with a labeling job, before it is created. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "lw-aws-preflight.h"
#include "lw-cli-command.h"
#include "lw-cli-service.h"

static struct
{
  char     *spec;
  gboolean  fix;
} options;

static const GOptionEntry entries[] = {
  { "spec", 0, 0, G_OPTION_ARG_FILENAME, &options.spec, N_("CreateLabelingJob request in JSON"), N_("FILE") },
  { "fix", 0, 0, G_OPTION_ARG_NONE, &options.fix,
    N_("Put right what can be: add a CORS rule to buckets of images that lack one"), NULL },
  G_OPTION_ENTRY_NULL
};

static const char *const verdicts[] = { "ok", "unknown", "problem" };

/* What a thread finds out. */
typedef struct
{
  LwSagemakerClient    *sagemaker;
  LwS3Client           *s3;
  LwLabelingJobRequest *request;
  GCancellable         *cancellable;
  GPtrArray            *findings;
  GError               *error;
} Check;

static void
check_clear (Check *self)
{
  g_clear_object (&self->sagemaker);
  g_clear_object (&self->s3);
  g_clear_pointer (&self->request, lw_labeling_job_request_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static void
run_check (gpointer first,
           gpointer second)
{
  Check *check = first;

  check->findings = lw_aws_preflight_run (check->sagemaker, check->s3, check->request, options.fix,
                                          check->cancellable, &check->error);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
print_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const LwAwsFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      add_member (builder, "check", finding->check);
      add_member (builder, "subject", finding->subject);
      add_member (builder, "verdict", verdicts[finding->verdict]);
      add_member (builder, "text", finding->text);
      if (finding->fix != NULL)
        add_member (builder, "fix", finding->fix);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const LwAwsFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *subject = lw_cli_dup_printable (finding->subject);
      g_autofree char *text = lw_cli_dup_printable (finding->text);
      g_autofree char *line = finding->fix != NULL ? g_strdelimit (g_strdup (finding->fix), "\n", ' ') : NULL;
      g_autofree char *fix = line != NULL ? lw_cli_dup_printable (line) : NULL;

      lw_cli_print ("%-8s %-9s %s: %s\n", verdicts[finding->verdict], finding->check, subject, text);
      if (fix != NULL)
        lw_cli_print ("%-18s %s\n", "", fix);
    }
}

static gboolean
has_problems (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const LwAwsFinding *) g_ptr_array_index (findings, i))->verdict == LW_AWS_VERDICT_PROBLEM)
      return TRUE;
  return FALSE;
}

static LwLabelingJobRequest *
read_spec (GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  LwLabelingJobRequest *request;

  if (options.spec == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("Which labeling job? Give its request: --spec FILE"));
      return NULL;
    }
  if (!g_file_get_contents (options.spec, &text, &length, error))
    return NULL;
  request = lw_labeling_job_request_parse (text, (gssize) length, error);
  if (request == NULL)
    g_prefix_error (error, "%s: ", options.spec);
  return request;
}

static LwCliExit
run (LwCli  *cli,
     int     n_arguments,
     char  **arguments)
{
  g_auto (Check) check = { .cancellable = cli->cancellable };
  g_autoptr (LwAwsClient) aws = NULL;
  g_autoptr (GError) error = NULL;

  check.request = read_spec (&error);
  aws = check.request != NULL ? lw_cli_open_aws (cli, &error) : NULL;
  if (aws == NULL)
    return lw_cli_fail (cli, error);
  check.sagemaker = lw_sagemaker_client_new (aws);
  check.s3 = lw_s3_client_new (aws);
  lw_cli_work (run_check, &check, NULL);
  if (check.findings == NULL)
    return lw_cli_fail (cli, check.error);

  if (cli->json)
    print_json (check.findings);
  else
    print_text (check.findings);
  return has_problems (check.findings) ? LW_CLI_PROBLEMS : LW_CLI_DONE;
}

const LwCliCommand lw_cli_aws_check = {
  .noun = "aws",
  .verb = "check",
  .arguments = "",
  .summary = N_("Find out what would go wrong with a labeling job before it is created."),
  .examples = "aws check --spec request.json --profile work\n"
              "aws check --spec request.json --profile work --fix",
  .notes = N_("Looks at the request, the name, the work team, the files, a few images, and at the Region and the CORS "
              "rules of their buckets. Exits with 1 when there is a problem."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run,
};
