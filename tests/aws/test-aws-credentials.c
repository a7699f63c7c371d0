/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The chain of credentials with real files, a real process, and services on loopback that stand for STS, IAM Identity
 * Center, the container's agent and the instance's metadata. */

#include "config.h"

#include "lw-aws-credentials-provider.h"
#include "lw-aws-error.h"
#include "lw-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

/* @config and @credentials are the files; @variables "A=b;C=d", where URL stands for the service; @answers "path status
 * body" lines; @expected the key id, or the start of it; @asked what the service was asked, or must not be. */
typedef struct
{
  const char *name;
  const char *config;
  const char *credentials;
  const char *variables;
  const char *profile;
  const char *answers;
  const char *expected;
  const char *token;
  const char *error;
  LwAwsError  code;
  guint       n_asked;
} Row;

#define STS_ANSWER(id) \
  "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>" \
  "<AccessKeyId>" id "</AccessKeyId><SecretAccessKey>roleSecret</SecretAccessKey>" \
  "<SessionToken>roleToken</SessionToken>" \
  "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
#define JSON_ANSWER(id) \
  "{\"AccessKeyId\":\"" id "\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}"
#define SSO_ANSWER \
  "{\"roleCredentials\":{\"accessKeyId\":\"SSOKEY\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\"," \
  "\"expiration\":4070908800000}}"
#define BASE_KEYS "[base]\naws_access_key_id = BASE\naws_secret_access_key = bs\n"
#define ROLE "role_arn = arn:aws:iam::111122223333:role/R\n"
#define SSO "sso_account_id = 111122223333\nsso_role_name = Labeler\n"

static const Row rows[] = {
  { "environment", "", "[default]\naws_access_key_id = FILE\naws_secret_access_key = x\n",
    "AWS_ACCESS_KEY_ID=ENV;AWS_SECRET_ACCESS_KEY=s;AWS_SESSION_TOKEN=t", NULL, "", "ENV", "t", NULL, 0, 0 },
  { "environment-old-token", "", "", "AWS_ACCESS_KEY_ID=ENV;AWS_SECRET_ACCESS_KEY=s;AWS_SECURITY_TOKEN=t", NULL, "",
    "ENV", "t", NULL, 0, 0 },
  { "environment-half", "", "", "AWS_ACCESS_KEY_ID=ENV", NULL, "", NULL, NULL, "environment variables",
    LW_AWS_ERROR_CREDENTIALS, 0 },
  { "picked-profile-first", "", "[p]\naws_access_key_id = FILE\naws_secret_access_key = x\n",
    "AWS_ACCESS_KEY_ID=ENV;AWS_SECRET_ACCESS_KEY=s", "p", "", "FILE", NULL, NULL, 0, 0 },
  { "credentials-file", "[default]\naws_access_key_id = CONFIG\naws_secret_access_key = x\n",
    "[default]\naws_access_key_id = FILE\naws_secret_access_key = x\naws_session_token = t\n", "", NULL, "", "FILE",
    "t",
    NULL, 0, 0 },
  { "config-file", "[profile p]\naws_access_key_id = CONFIG\naws_secret_access_key = x\n", "", "", "p", "", "CONFIG",
    NULL, NULL, 0, 0 },
  { "half-in-file", "", "[default]\naws_access_key_id = FILE\n", "", NULL, "", NULL, NULL, "default",
    LW_AWS_ERROR_CREDENTIALS, 0 },
  { "process", "[profile p]\ncredential_process = /bin/echo '{\"Version\":1,\"AccessKeyId\":\"PROC\","
    "\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}'\n", "", "", "p", "",
    "PROC", "t", NULL, 0, 0 },
  { "process-fails", "[profile p]\ncredential_process = /bin/false\n", "", "", "p", "", NULL, NULL,
    "credential_process of profile “p”", LW_AWS_ERROR_CREDENTIALS, 0 },
  { "process-missing", "[profile p]\ncredential_process = /no/such/program\n", "", "", "p", "", NULL, NULL, "failed",
    LW_AWS_ERROR_CREDENTIALS, 0 },
  { "process-garbage", "[profile p]\ncredential_process = /bin/echo hello\n", "", "", "p", "", NULL, NULL, "JSON",
    LW_AWS_ERROR_CREDENTIALS, 0 },
  { "role", "[profile p]\n" ROLE "source_profile = base\nexternal_id = e&x\nrole_session_name = me\n"
    "duration_seconds = 900\n", BASE_KEYS, "AWS_ENDPOINT_URL_STS=URL", "p", "/ 200 " STS_ANSWER ("ROLEKEY"), "ROLEKEY",
    "roleToken", NULL, 0, 1 },
  { "role-own-keys", "[profile p]\n" ROLE "source_profile = p\naws_access_key_id = OWN\naws_secret_access_key = s\n",
    "",
    "AWS_ENDPOINT_URL_STS=URL", "p", "/ 200 " STS_ANSWER ("ROLEKEY"), "ROLEKEY", "roleToken", NULL, 0, 1 },
  { "role-of-role", "[profile p]\n" ROLE "source_profile = q\n[profile q]\n" ROLE "source_profile = base\n", BASE_KEYS,
    "AWS_ENDPOINT_URL_STS=URL", "p", "/ 200 " STS_ANSWER ("ROLEKEY"), "ROLEKEY", "roleToken", NULL, 0, 2 },
  { "role-from-environment", "[profile p]\n" ROLE "credential_source = Environment\n", "",
    "AWS_ENDPOINT_URL_STS=URL;AWS_ACCESS_KEY_ID=E;AWS_SECRET_ACCESS_KEY=s", "p", "/ 200 " STS_ANSWER ("ROLEKEY"),
    "ROLEKEY", "roleToken", NULL, 0, 1 },
  { "role-of-instance", "[profile p]\n" ROLE "credential_source = Ec2InstanceMetadata\n", "",
    "AWS_ENDPOINT_URL_STS=URL;AWS_EC2_METADATA_SERVICE_ENDPOINT=URL", "p",
    "/latest/api/token 200 tok\n/latest/meta-data/iam/security-credentials/ 200 Role\n"
    "/latest/meta-data/iam/security-credentials/Role 200 " JSON_ANSWER ("IMDS") "\n/ 200 " STS_ANSWER ("ROLEKEY"),
    "ROLEKEY", "roleToken", NULL, 0, 4 },
  { "role-circle", "[profile p]\n" ROLE "source_profile = q\n[profile q]\n" ROLE "source_profile = p\n", "", "", "p",
    "",
    NULL, NULL, "circle", LW_AWS_ERROR_CONFIG, 0 },
  { "role-itself", "[profile p]\n" ROLE "source_profile = p\n", "", "", "p", "", NULL, NULL, "circle",
    LW_AWS_ERROR_CONFIG, 0 },
  { "role-no-source", "[profile p]\n" ROLE, "", "", "p", "", NULL, NULL, "source_profile", LW_AWS_ERROR_CONFIG, 0 },
  { "role-two-sources", "[profile p]\n" ROLE "source_profile = a\ncredential_source = Environment\n", "", "", "p", "",
    NULL, NULL, "either", LW_AWS_ERROR_CONFIG, 0 },
  { "role-unknown-source", "[profile p]\n" ROLE "credential_source = Magic\n", "", "", "p", "", NULL, NULL, "Magic",
    LW_AWS_ERROR_CONFIG, 0 },
  { "role-missing-profile", "[profile p]\n" ROLE "source_profile = ghost\n", "", "", "p", "", NULL, NULL, "ghost",
    LW_AWS_ERROR_CONFIG, 0 },
  { "role-denied", "[profile p]\n" ROLE "source_profile = base\n", BASE_KEYS, "AWS_ENDPOINT_URL_STS=URL", "p",
    "/ 403 <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>No</Message></Error>"
    "<RequestId>r</RequestId></ErrorResponse>", NULL, NULL, "sts:AssumeRole", LW_AWS_ERROR_ACCESS_DENIED, 1 },
  { "role-mfa", "[profile p]\n" ROLE "source_profile = base\nmfa_serial = arn:mfa\n", BASE_KEYS,
    "AWS_ENDPOINT_URL_STS=URL", "p", "/ 200 " STS_ANSWER ("ROLEKEY"), "ROLEKEY", "roleToken", NULL, 0, 1 },
  { "web-identity", "[profile p]\n" ROLE "web_identity_token_file = ~/token\n", "", "AWS_ENDPOINT_URL_STS=URL", "p",
    "/ 200 " STS_ANSWER ("WEBKEY"), "WEBKEY", "roleToken", NULL, 0, 1 },
  { "web-identity-environment", "", "", "AWS_ENDPOINT_URL_STS=URL;AWS_WEB_IDENTITY_TOKEN_FILE=~/token;"
    "AWS_ROLE_ARN=arn:aws:iam::111122223333:role/R", NULL, "/ 200 " STS_ANSWER ("WEBKEY"), "WEBKEY", "roleToken",
    NULL, 0,
    1 },
  { "sso-cached", "[profile p]\nsso_session = work\n" SSO "[sso-session work]\nsso_region = eu-west-1\n"
    "sso_start_url = https://x.awsapps.com/start\n", "", "AWS_ENDPOINT_URL_SSO=URL", "p",
    "/federation/credentials 200 " SSO_ANSWER, "SSOKEY", "t", NULL, 0, 1 },
  { "sso-old-form", "[profile p]\nsso_start_url = https://old.awsapps.com/start\nsso_region = eu-west-1\n" SSO, "",
    "AWS_ENDPOINT_URL_SSO=URL", "p", "/federation/credentials 200 " SSO_ANSWER, "SSOKEY", "t", NULL, 0, 1 },
  { "sso-refresh", "[profile p]\nsso_session = stale\n" SSO "[sso-session stale]\nsso_region = eu-west-1\n"
    "sso_start_url = https://x.awsapps.com/start\n", "", "AWS_ENDPOINT_URL_SSO=URL;AWS_ENDPOINT_URL_SSO_OIDC=URL", "p",
    "/token 200 {\"accessToken\":\"fresh\",\"expiresIn\":3600}\n/federation/credentials 200 " SSO_ANSWER, "SSOKEY", "t",
    NULL, 0, 2 },
  { "sso-sign-in", "[profile p]\nsso_session = new\n" SSO "[sso-session new]\nsso_region = eu-west-1\n"
    "sso_start_url = https://x.awsapps.com/start\n", "", "AWS_ENDPOINT_URL_SSO=URL;AWS_ENDPOINT_URL_SSO_OIDC=URL", "p",
    "/client/register 200 {\"clientId\":\"c\",\"clientSecret\":\"d\",\"clientSecretExpiresAt\":4070908800}\n"
    "/device_authorization 200 {\"deviceCode\":\"dev\",\"userCode\":\"ABCD-EFGH\",\"interval\":0,\"expiresIn\":60,"
    "\"verificationUriComplete\":\"https://device/?code=ABCD-EFGH\"}\n"
    "/token 400 {\"error\":\"authorization_pending\"}\n/token 200 {\"accessToken\":\"first\",\"expiresIn\":3600}\n"
    "/federation/credentials 200 " SSO_ANSWER, "SSOKEY", "t", NULL, 0, 5 },
  { "sso-nobody-there", "[profile p]\nsso_session = new\n" SSO "[sso-session new]\nsso_region = eu-west-1\n"
    "sso_start_url = https://x.awsapps.com/start\n", "", "", "p", "", NULL, NULL, "sign in again",
    LW_AWS_ERROR_SIGN_IN, 0 },
  { "sso-refused", "[profile p]\nsso_session = work\n" SSO "[sso-session work]\nsso_region = eu-west-1\n"
    "sso_start_url = https://x.awsapps.com/start\n", "", "AWS_ENDPOINT_URL_SSO=URL", "p",
    "/federation/credentials 401 {\"message\":\"Session token not found or invalid\"}", NULL, NULL, "sign in again",
    LW_AWS_ERROR_SIGN_IN, 1 },
  { "container", "", "", "AWS_CONTAINER_CREDENTIALS_FULL_URI=URL/creds?x=1;AWS_CONTAINER_AUTHORIZATION_TOKEN=Bearer q",
    NULL, "/creds 200 " JSON_ANSWER ("ECS"), "ECS", "t", NULL, 0, 1 },
  { "container-elsewhere", "", "", "AWS_CONTAINER_CREDENTIALS_FULL_URI=http://example.com/creds", NULL, "", NULL, NULL,
    "example.com", LW_AWS_ERROR_CONFIG, 0 },
  { "container-refuses", "", "", "AWS_CONTAINER_CREDENTIALS_FULL_URI=URL/creds", NULL, "/creds 403 no", NULL, NULL,
    "container", LW_AWS_ERROR_CREDENTIALS, 1 },
  { "instance", "", "", "AWS_EC2_METADATA_SERVICE_ENDPOINT=URL", NULL,
    "/latest/api/token 200 tok\n/latest/meta-data/iam/security-credentials/ 200 Role\n"
    "/latest/meta-data/iam/security-credentials/Role 200 " JSON_ANSWER ("IMDS"), "IMDS", "t", NULL, 0, 3 },
  { "no-instance", "", "", "AWS_EC2_METADATA_SERVICE_ENDPOINT=URL", NULL, "/latest/api/token 403 no", NULL, NULL,
    "No AWS credentials", LW_AWS_ERROR_CREDENTIALS, 1 },
  { "instance-without-role", "", "", "AWS_EC2_METADATA_SERVICE_ENDPOINT=URL", NULL, "/latest/api/token 200 tok\n"
    "/latest/meta-data/iam/security-credentials/ 404 no", NULL, NULL, "No AWS credentials", LW_AWS_ERROR_CREDENTIALS,
    2 },
  { "nobody-listens", "", "", "AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:1", NULL, "", NULL, NULL,
    "No AWS credentials", LW_AWS_ERROR_CREDENTIALS, 0 },
  { "nothing", "", "", "AWS_EC2_METADATA_DISABLED=true", NULL, "", NULL, NULL, "No AWS credentials",
    LW_AWS_ERROR_CREDENTIALS, 0 },
};

static void
write_file (const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_token (const char *key,
             const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, key, -1);
  g_autofree char *name = g_strdup_printf (".aws/sso/cache/%s.json", hash);

  write_file (name, text);
}

static void
write_files (const Row *row)
{
  g_setenv ("HOME", g_get_home_dir (), TRUE);
  write_file (".aws/config", row->config);
  write_file (".aws/credentials", row->credentials);
  write_file ("token", "webtoken\n");
  write_token ("work", "{\"accessToken\":\"cached\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
  write_token ("https://old.awsapps.com/start",
    "{\"accessToken\":\"cached\",\"expiresAt\":\"2099-01-01T00:00:00UTC\"}");
  write_token ("stale", "{\"accessToken\":\"old\",\"expiresAt\":\"2020-01-01T00:00:00Z\",\"refreshToken\":\"r\","
               "\"clientId\":\"c\",\"clientSecret\":\"d\",\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\"}");
}

static void
set_variables (const char *text,
               const char *url)
{
  g_auto (GStrv) variables = g_strsplit (text, ";", -1);

  for (guint i = 0; variables[i] != NULL && *variables[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (variables[i], "=", 2);
      g_auto (GStrv) pieces = g_strsplit (parts[1], "URL", -1);
      g_autofree char *value = g_strjoinv (url != NULL ? url : "", pieces);

      if (url != NULL)
        g_setenv (parts[0], value, TRUE);
      else
        g_unsetenv (parts[0]);
    }
}

static void
write_answers (LwTestServer *server,
               const char   *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", 3);

      lw_test_server_answer_to (server, parts[0], (guint) g_ascii_strtoull (parts[1], NULL, 10), "", parts[2]);
    }
}

static char *
ask_code (const char    *serial,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_assert_cmpstr (serial, ==, "arn:mfa");
  return g_strdup ("123456\n");
}

static void
show_sign_in (const char *url,
              const char *code,
              gpointer    data)
{
  g_assert_cmpstr (code, ==, "ABCD-EFGH");
  g_assert_cmpstr (url, ==, "https://device/?code=ABCD-EFGH");
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static LwAwsCredentials *
load (LwAwsCredentialsProvider  *provider,
      GError                   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lw_aws_credentials_provider_load_async (provider, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lw_aws_credentials_provider_load_finish (provider, result, error);
}

/* What must have been said to the service in one case or another. */
static void
check_requests (LwTestServer *server,
                const Row    *row)
{
  if (strcmp (row->name, "role") == 0)
    {
      g_assert_cmpstr (lw_test_server_get_body (server, 0), ==,
                       "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FR&"
                       "RoleSessionName=me&DurationSeconds=900&ExternalId=e%26x");
      g_assert_nonnull (strstr (lw_test_server_get_header (server, 0, "Authorization"), "Credential=BASE/"));
      g_assert_nonnull (strstr (lw_test_server_get_header (server, 0, "Authorization"), "/us-east-1/sts/"));
    }
  else if (strcmp (row->name, "role-mfa") == 0)
    g_assert_true (g_str_has_suffix (lw_test_server_get_body (server, 0), "&SerialNumber=arn%3Amfa&TokenCode=123456"));
  else if (g_str_has_prefix (row->name, "web-identity"))
    {
      g_assert_null (lw_test_server_get_header (server, 0, "Authorization"));
      g_assert_true (g_str_has_suffix (lw_test_server_get_body (server, 0), "&WebIdentityToken=webtoken"));
    }
  else if (strcmp (row->name, "sso-cached") == 0)
    {
      g_assert_cmpstr (lw_test_server_get_header (server, 0, "x-amz-sso_bearer_token"), ==, "cached");
      g_assert_cmpstr (lw_test_server_get_line (server, 0), ==,
                       "GET /federation/credentials?role_name=Labeler&account_id=111122223333");
    }
  else if (strcmp (row->name, "sso-refresh") == 0)
    g_assert_cmpstr (lw_test_server_get_header (server, 1, "x-amz-sso_bearer_token"), ==, "fresh");
  else if (strcmp (row->name, "sso-sign-in") == 0)
    g_assert_cmpstr (lw_test_server_get_header (server, 4, "x-amz-sso_bearer_token"), ==, "first");
  else if (strcmp (row->name, "container") == 0)
    g_assert_cmpstr (lw_test_server_get_header (server, 0, "Authorization"), ==, "Bearer q");
  else if (strcmp (row->name, "instance") == 0)
    {
      g_assert_cmpstr (lw_test_server_get_line (server, 0), ==, "PUT /latest/api/token");
      g_assert_cmpstr (lw_test_server_get_header (server, 0, "x-aws-ec2-metadata-token-ttl-seconds"), ==, "21600");
      g_assert_cmpstr (lw_test_server_get_header (server, 2, "x-aws-ec2-metadata-token"), ==, "tok");
    }
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  const LwAwsInteraction interaction = { ask_code, show_sign_in, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LwTestServer) server = lw_test_server_new ();
  g_autoptr (LwHttpClient) http = lw_http_client_new (NULL, &error);
  g_autoptr (LwAwsConfig) config = NULL;
  g_autoptr (LwAwsCredentialsProvider) provider = NULL;
  g_autoptr (LwAwsCredentials) credentials = NULL;

  write_files (row);
  write_answers (server, row->answers);
  set_variables (row->variables, lw_test_server_get_url (server));
  config = lw_aws_config_load (&(LwAwsOptions) { .profile = row->profile }, &error);
  set_variables (row->variables, NULL);
  g_assert_no_error (error);
  provider = lw_aws_credentials_provider_new (config, http);
  if (strcmp (row->name, "role-mfa") == 0 || strcmp (row->name, "sso-sign-in") == 0)
    lw_aws_credentials_provider_set_interaction (provider, &interaction);

  credentials = load (provider, &error);
  g_assert_cmpuint (lw_test_server_get_n (server), ==, row->n_asked);
  if (row->expected == NULL)
    {
      g_assert_error (error, LW_AWS_ERROR, (int) row->code);
      if (strstr (error->message, row->error) == NULL)
        g_error ("“%s” lacks “%s”", error->message, row->error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (lw_aws_credentials_get_access_key_id (credentials), ==, row->expected);
  g_assert_cmpstr (lw_aws_credentials_get_session_token (credentials), ==, row->token);
  check_requests (server, row);
}

/* Answers that are about to expire are asked for again; those that are good are kept. */
static void
test_renewal (void)
{
  static const Row row = { .name = "renewal", .config = "", .credentials = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (LwTestServer) server = lw_test_server_new ();
  g_autoptr (LwHttpClient) http = lw_http_client_new (NULL, &error);
  g_autoptr (LwAwsConfig) config = NULL;
  g_autoptr (LwAwsCredentialsProvider) provider = NULL;
  g_autoptr (LwAwsCredentials) first = NULL;
  g_autoptr (LwAwsCredentials) second = NULL;
  g_autoptr (LwAwsCredentials) third = NULL;
  g_autoptr (LwAwsCredentials) fourth = NULL;
  g_autoptr (GDateTime) soon = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + 300);
  g_autofree char *expiration = g_date_time_format (soon, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *answer = g_strdup_printf ("{\"AccessKeyId\":\"SOON\",\"SecretAccessKey\":\"s\",\"Token\":\"t\","
                                             "\"Expiration\":\"%s\"}", expiration);

  write_files (&row);
  lw_test_server_answer (server, 200, "", answer);
  lw_test_server_answer (server, 403, "", "");
  lw_test_server_answer (server, 200, "", JSON_ANSWER ("LATER"));
  set_variables ("AWS_CONTAINER_CREDENTIALS_FULL_URI=URL/c", lw_test_server_get_url (server));
  config = lw_aws_config_load (NULL, &error);
  set_variables ("AWS_CONTAINER_CREDENTIALS_FULL_URI=URL/c", NULL);
  provider = lw_aws_credentials_provider_new (config, http);

  first = load (provider, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_aws_credentials_get_access_key_id (first), ==, "SOON");

  /* Those that cannot be renewed are used until they expire. */
  second = load (provider, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_aws_credentials_get_access_key_id (second), ==, "SOON");
  third = load (provider, &error);
  g_assert_cmpstr (lw_aws_credentials_get_access_key_id (third), ==, "LATER");
  fourth = lw_aws_credentials_provider_peek (provider);
  g_assert_true (fourth == third);
  g_assert_cmpuint (lw_test_server_get_n (server), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("AWS_CA_BUNDLE");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/aws-credentials/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/aws-credentials/renewal", test_renewal);
  return g_test_run ();
}
