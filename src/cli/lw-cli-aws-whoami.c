/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "aws whoami": account, role, Region and expiry, before anything else is sent. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "lw-aws-error.h"
#include "lw-aws-identity.h"
#include "lw-cli-command.h"
#include "lw-cli-service.h"

/* What a thread finds out. */
typedef struct
{
  LwAwsClient      *client;
  GCancellable     *cancellable;
  LwAwsCredentials *credentials;
  LwAwsIdentity    *identity;
  GError           *error;
} Finding;

static void
finding_clear (Finding *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->credentials, lw_aws_credentials_unref);
  g_clear_pointer (&self->identity, lw_aws_identity_free);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, finding_clear)

/* A server that is not AWS need not know AWS STS; what there is to say is said without it. */
static gboolean
is_unknown_there (const Finding *finding)
{
  return finding->error->domain == LW_AWS_ERROR
         && lw_aws_config_is_custom_endpoint (lw_aws_client_get_config (finding->client), "sts")
         && (finding->error->code == LW_AWS_ERROR_INVALID || finding->error->code == LW_AWS_ERROR_NOT_FOUND
             || finding->error->code == LW_AWS_ERROR_FAILED || finding->error->code == LW_AWS_ERROR_BAD_ANSWER
             || lw_aws_error_get_status (finding->error) == 501);
}

static void
find_out (gpointer first,
          gpointer second)
{
  Finding *finding = first;

  finding->credentials = lw_aws_credentials_provider_load (lw_aws_client_get_provider (finding->client),
                                                           finding->cancellable, &finding->error);
  if (finding->credentials == NULL)
    return;
  finding->identity = lw_aws_identity_load (finding->client, finding->cancellable, &finding->error);
  if (finding->identity == NULL && is_unknown_there (finding))
    g_clear_error (&finding->error);
}

static char *
dup_expiry (const LwAwsCredentials *credentials)
{
  gint64 expiry = lw_aws_credentials_get_expiry (credentials);
  g_autoptr (GDateTime) date = NULL;

  if (expiry == LW_AWS_NEVER)
    return NULL;
  date = g_date_time_new_from_unix_utc (expiry / G_USEC_PER_SEC);
  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (const Finding *finding,
            const char    *account,
            const char    *expiry)
{
  const LwAwsConfig *config = lw_aws_client_get_config (finding->client);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  add_member (builder, "account", account);
  add_member (builder, "arn", finding->identity != NULL ? finding->identity->arn : NULL);
  add_member (builder, "role", finding->identity != NULL ? finding->identity->role : NULL);
  add_member (builder, "userId", finding->identity != NULL ? finding->identity->user_id : NULL);
  add_member (builder, "region", lw_aws_config_get_region (config));
  add_member (builder, "profile", lw_aws_config_get_profile (config));
  add_member (builder, "accessKeyId", lw_aws_credentials_get_access_key_id (finding->credentials));
  add_member (builder, "source", lw_aws_credentials_get_source (finding->credentials));
  add_member (builder, "expires", expiry);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_line (const char *title,
            const char *value)
{
  g_autofree char *printable = lw_cli_dup_printable (value);

  lw_cli_print ("%-12s %s\n", title, printable);
}

static void
print_text (const Finding *finding,
            const char    *account,
            const char    *expiry)
{
  const char *region = lw_aws_config_get_region (lw_aws_client_get_config (finding->client));

  print_line (_("Account:"), account != NULL ? account : _("not known"));
  if (finding->identity != NULL)
    print_line (finding->identity->role != NULL ? _("Role:") : _("User:"), finding->identity->arn);
  print_line (_("Region:"), region != NULL ? region : _("none; set one with --region"));
  print_line (_("Access key:"), lw_aws_credentials_get_access_key_id (finding->credentials));
  print_line (_("From:"), lw_aws_credentials_get_source (finding->credentials));
  print_line (_("Expires:"), expiry != NULL ? expiry : _("never"));
}

static LwCliExit
run (LwCli  *cli,
     int     n_arguments,
     char  **arguments)
{
  g_auto (Finding) finding = { .cancellable = cli->cancellable };
  g_autoptr (GError) error = NULL;
  g_autofree char *expiry = NULL;
  const char *account;

  finding.client = lw_cli_open_aws (cli, &error);
  if (finding.client == NULL)
    return lw_cli_fail (cli, error);
  lw_cli_work (find_out, &finding, NULL);
  if (finding.error != NULL)
    return lw_cli_fail (cli, finding.error);

  expiry = dup_expiry (finding.credentials);
  account = finding.identity != NULL ? finding.identity->account
                                     : lw_aws_credentials_get_account_id (finding.credentials);
  if (cli->json)
    print_json (&finding, account, expiry);
  else
    print_text (&finding, account, expiry);
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_aws_whoami = {
  .noun = "aws",
  .verb = "whoami",
  .arguments = "",
  .summary = N_("Show which account, role and Region would be used, and until when."),
  .examples = "aws whoami\n"
              "aws whoami --profile work --json",
  .notes = N_("Credentials are looked for as AWS's own tools do: environment, profile, role, sign-in, process, "
              "container, instance. Exits with 4 when there are none or they do not work."),
  .takes_service = TRUE,
  .run = run,
};
