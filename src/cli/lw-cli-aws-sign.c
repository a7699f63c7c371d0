/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "aws sign": each step of an AWS signature, for people whose service answers SignatureDoesNotMatch. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "lw-cli-command.h"
#include "lw-clock.h"
#include "lw-sigv4.h"

/* A request to look into is short; a body of any size need not be read for the other steps. */
#define MAX_REQUEST_BYTES (64 * 1024 * 1024)

static struct
{
  char     *service;
  char     *region;
  char     *time;
  int       presign;
  gboolean  no_normalize;
  gboolean  unsigned_payload;
  gboolean  sign_body;
} options;

static const GOptionEntry entries[] = {
  { "service", 0, 0, G_OPTION_ARG_STRING, &options.service, N_("The service: sagemaker, s3, …"), N_("SERVICE") },
  { "region", 0, 0, G_OPTION_ARG_STRING, &options.region,
    N_("The Region (default: AWS_REGION, then AWS_DEFAULT_REGION)"), N_("REGION") },
  { "time", 0, 0, G_OPTION_ARG_STRING, &options.time,
    N_("When to sign, as in X-Amz-Date (default: now)"), "YYYYMMDDTHHMMSSZ" },
  { "presign", 0, 0, G_OPTION_ARG_INT, &options.presign,
    N_("Make an address that is good for so many seconds instead of a header field"), N_("SECONDS") },
  { "no-normalize", 0, 0, G_OPTION_ARG_NONE, &options.no_normalize,
    N_("Leave “.”, “..” and double slashes in the path; always so for s3"), NULL },
  { "unsigned-payload", 0, 0, G_OPTION_ARG_NONE, &options.unsigned_payload,
    N_("Leave the body out of the signature"), NULL },
  { "sign-body", 0, 0, G_OPTION_ARG_NONE, &options.sign_body,
    N_("Add X-Amz-Content-SHA256; always so for s3"), NULL },
  G_OPTION_ENTRY_NULL
};

static GBytes *
read_request (LwCli   *cli,
              GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (65536);
  gssize n;

  while ((n = g_input_stream_read (input, buffer, 65536, cli->cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > MAX_REQUEST_BYTES)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                               _("The request on standard input is larger than 64 MiB"));
          return NULL;
        }
    }
  if (n < 0)
    return NULL;

  /* The zero byte that the parser counts on is not part of the request. */
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static LwHttpRequest *
parse_request (LwCli   *cli,
               GError **error)
{
  g_autoptr (GBytes) bytes = read_request (cli, error);
  g_autoptr (LwHttpRequest) request = NULL;

  if (bytes == NULL)
    return NULL;
  request = lw_http_request_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) - 1, error);
  if (request != NULL && lw_http_request_get_header (request, "Host") == NULL)
    {
      g_set_error_literal (error, LW_HTTP_REQUEST_ERROR, LW_HTTP_REQUEST_ERROR_SYNTAX,
                           _("1: error: the request has no Host field, which every signature covers"));
      return NULL;
    }
  return g_steal_pointer (&request);
}

static gboolean
read_time (LwCli  *cli,
           gint64 *time)
{
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autoptr (GDateTime) date = NULL;

  *time = lw_clock_now (clock);
  if (options.time == NULL)
    return TRUE;
  date = g_date_time_new_from_iso8601 (options.time, NULL);
  if (date == NULL)
    {
      lw_cli_error (cli, _("“%s” is no time; write it as 20260401T093000Z"), options.time);
      return FALSE;
    }
  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  return TRUE;
}

static const char *
get_region (void)
{
  const char *region = options.region;

  if (region == NULL)
    region = g_getenv ("AWS_REGION");
  return region != NULL ? region : g_getenv ("AWS_DEFAULT_REGION");
}

/* A plan with all that is asked for, or the exit code that says what is missing. */
static LwCliExit
read_scope (LwCli        *cli,
            LwSigv4Scope *scope)
{
  scope->access_key_id = g_getenv ("AWS_ACCESS_KEY_ID");
  scope->secret_access_key = g_getenv ("AWS_SECRET_ACCESS_KEY");
  scope->session_token = g_getenv ("AWS_SESSION_TOKEN");
  scope->service = options.service;
  scope->region = get_region ();
  scope->flags = (options.no_normalize ? LW_SIGV4_NO_NORMALIZE : 0) |
                 (options.unsigned_payload ? LW_SIGV4_UNSIGNED_PAYLOAD : 0) |
                 (options.sign_body ? LW_SIGV4_SIGN_BODY : 0);
  if (scope->service == NULL || scope->region == NULL)
    {
      lw_cli_error (cli, scope->service == NULL ? _("Say which service the request is for: --service sagemaker")
                                                : _("Say which Region the request is for: --region us-east-1"));
      return LW_CLI_USAGE;
    }
  if (options.presign < 0)
    {
      lw_cli_error (cli, _("--presign takes a number of seconds above 0"));
      return LW_CLI_USAGE;
    }
  if (!read_time (cli, &scope->time))
    return LW_CLI_USAGE;
  if (scope->access_key_id == NULL || scope->secret_access_key == NULL)
    {
      lw_cli_error (cli, _("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the keys to sign with"));
      return LW_CLI_CREDENTIALS;
    }
  return LW_CLI_DONE;
}

/* A header field may hold any byte; what is shown is text. */
static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  g_autofree char *shown = g_utf8_make_valid (value, -1);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, shown);
}

static void
print_json (const LwSigv4Signature *signature,
            const char             *url)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  add_member (builder, "canonicalRequest", signature->canonical_request);
  add_member (builder, "stringToSign", signature->string_to_sign);
  add_member (builder, "signature", signature->signature);
  if (url != NULL)
    add_member (builder, "url", url);
  else
    add_member (builder, "authorization", signature->authorization);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static void
print_text (const LwSigv4Signature *signature,
            const char             *url)
{
  g_autofree char *canonical_request = g_utf8_make_valid (signature->canonical_request, -1);

  lw_cli_print ("%s\n%s\n\n%s\n%s\n\n%s\n%s\n\n", _("Canonical request:"), canonical_request,
                _("String to sign:"), signature->string_to_sign, _("Signature:"), signature->signature);
  if (url != NULL)
    lw_cli_print ("%s\n%s\n", _("Address:"), url);
  else
    lw_cli_print ("%s\nAuthorization: %s\n", _("Header field:"), signature->authorization);
}

static LwCliExit
run (LwCli  *cli,
     int     n_arguments,
     char  **arguments)
{
  LwSigv4Scope scope = { 0 };
  LwCliExit code = read_scope (cli, &scope);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwHttpRequest) request = NULL;
  g_autoptr (LwSigv4Signature) signature = NULL;
  g_autofree char *url = NULL;

  if (code != LW_CLI_DONE)
    return code;
  request = parse_request (cli, &error);
  if (g_error_matches (error, LW_HTTP_REQUEST_ERROR, LW_HTTP_REQUEST_ERROR_SYNTAX))
    {
      lw_cli_error (cli, "stdin:%s", error->message);
      return LW_CLI_PROBLEMS;
    }
  if (request == NULL)
    return lw_cli_fail (cli, error);

  signature = options.presign > 0 ? lw_sigv4_presign (request, &scope, options.presign)
                                  : lw_sigv4_sign (request, &scope);
  if (options.presign > 0)
    url = g_strconcat ("https://", lw_http_request_get_header (request, "Host"), signature->target, NULL);
  if (cli->json)
    print_json (signature, url);
  else
    print_text (signature, url);
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_aws_sign = {
  .noun = "aws",
  .verb = "sign",
  .arguments = "",
  .summary = N_("Sign a raw HTTP request from standard input for AWS, and show each step."),
  .examples = "aws sign --service s3 --region us-east-1 < request.txt\n"
              "aws sign --service s3 --region us-east-1 --presign 3600 --json < request.txt",
  .notes = N_("The keys are read from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. Nothing is sent: "
              "compare the canonical request with the one in the service's answer, line by line."),
  .entries = entries,
  .run = run,
};
