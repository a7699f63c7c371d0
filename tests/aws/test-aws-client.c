/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The client against a service on loopback: what it sends, what it makes of refusals, when it asks again. */

#include "config.h"

#include "lw-aws-client.h"
#include "lw-aws-error.h"
#include "lw-sigv4.h"
#include "lw-test-server.h"

#include <string.h>

typedef struct
{
  LwTestServer *server;
  LwAwsClient  *client;
} Fixture;

static double
no_jitter (gpointer data)
{
  return 0.0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwHttpClient) http = lw_http_client_new (NULL, &error);
  g_autoptr (LwAwsCredentials) credentials = NULL;
  g_autoptr (LwAwsCredentialsProvider) provider = NULL;
  g_autoptr (LwAwsConfig) config = NULL;

  g_assert_no_error (error);
  fixture->server = lw_test_server_new ();
  credentials = lw_aws_credentials_new ("AKID", "secret", "token", NULL, LW_AWS_NEVER, "test");
  provider = lw_aws_credentials_provider_new_static (credentials);
  config = lw_aws_config_load (&(LwAwsOptions) { .region = "eu-west-1",
                                                 .endpoint_url = lw_test_server_get_url (fixture->server) }, &error);
  g_assert_no_error (error);
  fixture->client = lw_aws_client_new (http, config, provider);
  lw_aws_retry_set_random (lw_aws_client_get_retry (fixture->client), no_jitter, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->client);
  lw_test_server_free (fixture->server);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static LwAwsResponse *
send (Fixture       *fixture,
      LwAwsRequest  *request,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lw_aws_client_send_async (fixture->client, request, cancellable, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lw_aws_client_send_finish (fixture->client, result, error);
}

static LwAwsRequest *
new_get (void)
{
  LwAwsRequest *request = lw_aws_request_new ("s3", "GET", "/bucket/a%20b//c", "x=1&y");

  lw_aws_request_set_action (request, "s3:GetObject", "arn:aws:s3:::bucket/a b//c");
  return request;
}

/* What arrived, signed once more with what it says itself. */
static void
assert_signed (Fixture    *fixture,
               guint       nth,
               const char *service)
{
  const char *line = lw_test_server_get_line (fixture->server, nth);
  g_autofree char *method = g_strndup (line, strcspn (line, " "));
  g_autoptr (LwHttpRequest) request = lw_http_request_new (method, strchr (line, ' ') + 1);
  const char *authorization = lw_test_server_get_header (fixture->server, nth, "Authorization");
  g_autoptr (GDateTime) date = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (LwSigv4Signature) signature = NULL;
  const char *body_text = lw_test_server_get_body (fixture->server, nth);
  LwSigv4Scope scope = { .access_key_id = "AKID", .secret_access_key = "secret", .region = "eu-west-1",
                         .service = service };

  g_assert_nonnull (authorization);
  names = g_strsplit (strstr (authorization, "SignedHeaders=") + strlen ("SignedHeaders="), ";", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      names[i][strcspn (names[i], ",")] = '\0';
      lw_http_request_add_header (request, names[i], lw_test_server_get_header (fixture->server, nth, names[i]));
    }
  body = g_bytes_new_static (body_text, strlen (body_text));
  lw_http_request_set_body (request, body);
  date = g_date_time_new_from_iso8601 (lw_test_server_get_header (fixture->server, nth, "X-Amz-Date"), NULL);
  scope.time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  signature = lw_sigv4_sign (request, &scope);
  g_assert_cmpstr (signature->authorization, ==, authorization);
}

static void
test_signed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) get = new_get ();
  g_autoptr (LwAwsRequest) post = lw_aws_request_new ("sagemaker", "POST", "/", "");
  g_autoptr (LwAwsRequest) empty = lw_aws_request_new ("s3", "PUT", "/bucket/empty", "");
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (LwAwsResponse) second = NULL;
  g_autoptr (LwAwsResponse) third = NULL;

  lw_test_server_answer (fixture->server, 200, "x-amzn-requestid: 17\nContent-Encoding: gzip", "answer");
  response = send (fixture, get, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_test_server_get_line (fixture->server, 0), ==, "GET /bucket/a%20b//c?x=1&y");
  g_assert_cmpstr (lw_test_server_get_header (fixture->server, 0, "x-amz-security-token"), ==, "token");
  g_assert_cmpstr (g_bytes_get_data (lw_aws_response_get_body (response), NULL), ==, "answer");
  g_assert_cmpuint (lw_aws_response_get_status (response), ==, 200);
  assert_signed (fixture, 0, "s3");

  lw_aws_request_add_header (post, "Content-Type", "application/x-amz-json-1.1");
  lw_aws_request_add_header (post, "X-Amz-Target", "SageMaker.ListLabelingJobs");
  lw_aws_request_set_body (post, body);
  second = send (fixture, post, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_test_server_get_body (fixture->server, 1), ==, "{\"a\":1}");
  g_assert_cmpstr (lw_test_server_get_header (fixture->server, 1, "Content-Type"), ==, "application/x-amz-json-1.1");
  assert_signed (fixture, 1, "sagemaker");

  third = send (fixture, empty, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_test_server_get_header (fixture->server, 2, "Content-Length"), ==, "0");
  assert_signed (fixture, 2, "s3");
}

static GInputStream *
open_body (gpointer   data,
           GError   **error)
{
  (*(guint *) data)++;
  return g_memory_input_stream_new_from_data ("stream", 6, NULL);
}

static void
test_body_stream (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) put = lw_aws_request_new ("s3", "PUT", "/bucket/key", "");
  g_autoptr (LwAwsResponse) response = NULL;
  guint n_opened = 0;

  lw_test_server_answer (fixture->server, 503, "", "");
  lw_test_server_answer (fixture->server, 0, "", "");
  lw_test_server_answer (fixture->server, 200, "", "");
  lw_aws_request_set_body_source (put, open_body, &n_opened, NULL, 6, NULL);
  response = send (fixture, put, NULL, &error);
  g_assert_no_error (error);

  /* A connection that was used before and breaks is libsoup's to replace; it rewinds the body. */
  g_assert_cmpuint (n_opened, >=, 2);
  g_assert_cmpuint (lw_test_server_get_n (fixture->server), ==, 3);
  g_assert_cmpstr (lw_test_server_get_body (fixture->server, 2), ==, "stream");
  g_assert_cmpstr (lw_test_server_get_header (fixture->server, 2, "X-Amz-Content-SHA256"), ==, "UNSIGNED-PAYLOAD");
}

typedef struct
{
  const char *name;
  guint       status;
  const char *headers;
  const char *body;
  guint       n_asked;
  LwAwsError  code;
  const char *said;
} Refused;

#define XML_ERROR(code, more) \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" code "</Code><Message>Words</Message>" more "</Error>"

static const Refused refused[] = {
  { "denied", 403, "x-amz-request-id: R1\nx-amz-id-2: I2", XML_ERROR ("AccessDenied", ""), 1,
    LW_AWS_ERROR_ACCESS_DENIED, "lacks s3:GetObject on arn:aws:s3:::bucket/a b//c" },
  { "request-id", 403, "x-amz-request-id: R1\nx-amz-id-2: I2", XML_ERROR ("AccessDenied", ""), 1,
    LW_AWS_ERROR_ACCESS_DENIED, "R1/I2" },
  { "policy", 403, "", XML_ERROR ("AccessDenied", ""), 1, LW_AWS_ERROR_ACCESS_DENIED,
    "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\"" },
  { "no-body", 404, "", "", 1, LW_AWS_ERROR_NOT_FOUND, "404" },
  { "no-key", 404, "", XML_ERROR ("NoSuchKey", ""), 1, LW_AWS_ERROR_NOT_FOUND, "NoSuchKey: Words" },
  { "region", 301, "x-amz-bucket-region: eu-north-1", XML_ERROR ("PermanentRedirect", ""), 1,
    LW_AWS_ERROR_WRONG_REGION, "eu-north-1" },
  { "region-in-body", 400, "", XML_ERROR ("AuthorizationHeaderMalformed", "<Region>us-west-2</Region>"), 1,
    LW_AWS_ERROR_WRONG_REGION, "us-west-2" },
  { "json", 400, "x-amzn-requestid: 4",
    "{\"__type\":\"com.amazonaws.sagemaker#ResourceInUse\",\"Message\":\"Taken\"}", 1,
    LW_AWS_ERROR_IN_USE, "ResourceInUse: Taken (status 400, request 4)" },
  { "json-colon", 400, "", "{\"__type\":\"ValidationException:http://x#y\",\"message\":\"1 validation error\"}", 1,
    LW_AWS_ERROR_INVALID, "ValidationException: 1 validation error" },
  { "error-type", 400, "x-amzn-errortype: ThrottlingException:", "{}", 3, LW_AWS_ERROR_THROTTLED, "Throttling" },
  { "expired", 400, "", XML_ERROR ("ExpiredToken", ""), 1, LW_AWS_ERROR_SIGN_IN, "sign in again" },
  { "server", 500, "", "<html>oops", 3, LW_AWS_ERROR_SERVICE, "500" },
  { "unavailable", 503, "Retry-After: 0", "", 3, LW_AWS_ERROR_SERVICE, "503" },
  { "slow-down", 503, "", XML_ERROR ("SlowDown", ""), 3, LW_AWS_ERROR_THROTTLED, "SlowDown" },
  { "patience", 503, "Retry-After: 3600", XML_ERROR ("SlowDown", ""), 1, LW_AWS_ERROR_THROTTLED, "SlowDown" },
  { "cut", 0, "", "", 3, LW_AWS_ERROR_NETWORK, "127.0.0.1 could not be reached" },
  { "not-modified", 304, "", "", 1, LW_AWS_ERROR_PRECONDITION, "304" },
};

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const Refused *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) request = new_get ();
  LwAwsResponse *response;

  lw_test_server_answer (fixture->server, row->status, row->headers, row->body);
  response = send (fixture, request, NULL, &error);
  g_assert_null (response);
  g_assert_error (error, LW_AWS_ERROR, (int) row->code);
  g_assert_cmpuint (lw_test_server_get_n (fixture->server), ==, row->n_asked);
  if (strstr (error->message, row->said) == NULL)
    g_error ("“%s” lacks “%s”", error->message, row->said);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_skew (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) request = new_get ();
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GDateTime) ahead = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + 3600);
  g_autofree char *date = soup_date_time_to_string (ahead, SOUP_DATE_HTTP);
  g_autofree char *header = g_strconcat ("Date: ", date, NULL);
  gint64 learned;

  lw_test_server_answer (fixture->server, 403, header, XML_ERROR ("RequestTimeTooSkewed", ""));
  lw_test_server_answer (fixture->server, 200, "", "");
  response = send (fixture, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lw_test_server_get_n (fixture->server), ==, 2);
  learned = lw_aws_client_get_time (fixture->client) - g_get_real_time () - (gint64) 3600 * G_USEC_PER_SEC;
  g_assert_cmpint (ABS (learned), <, 5 * G_USEC_PER_SEC);
}

static void
test_skew_once (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) request = new_get ();

  lw_test_server_answer (fixture->server, 403, "Date: Tue, 01 Jan 2030 00:00:00 GMT",
                         XML_ERROR ("SignatureDoesNotMatch", ""));
  g_assert_null (send (fixture, request, NULL, &error));
  g_assert_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS);
  g_assert_cmpuint (lw_test_server_get_n (fixture->server), ==, 2);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) request = new_get ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (send (fixture, request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
send_blocking (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) request = new_get ();
  g_autoptr (LwAwsResponse) response = lw_aws_client_send (fixture->client, request, NULL, &error);

  g_assert_no_error (error);
  g_main_context_wakeup (NULL);
  return GUINT_TO_POINTER (lw_aws_response_get_status (response));
}

static void
test_blocking (Fixture       *fixture,
               gconstpointer  data)
{
  GThread *thread;

  lw_test_server_answer (fixture->server, 200, "", "x");
  thread = g_thread_new ("sender", send_blocking, fixture);
  while (lw_test_server_get_n (fixture->server) == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (thread)), ==, 200);
}

static void
test_presign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsRequest) request = new_get ();
  g_autofree char *url = lw_aws_client_presign (fixture->client, request, 60, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (url, lw_test_server_get_url (fixture->server)));
  g_assert_nonnull (strstr (url, "/bucket/a%20b//c?x=1&y&X-Amz-Algorithm=AWS4-HMAC-SHA256&"));
  g_assert_nonnull (strstr (url, "&X-Amz-Expires=60&X-Amz-Security-Token=token&X-Amz-Signature="));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("AWS_MAX_ATTEMPTS", "3", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/aws-client/signed", Fixture, NULL, set_up, test_signed, tear_down);
  g_test_add ("/aws-client/body-stream", Fixture, NULL, set_up, test_body_stream, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/aws-client/refused/", refused[i].name, NULL);

      g_test_add (path, Fixture, &refused[i], set_up, test_refused, tear_down);
    }
  g_test_add ("/aws-client/skew", Fixture, NULL, set_up, test_skew, tear_down);
  g_test_add ("/aws-client/skew-once", Fixture, NULL, set_up, test_skew_once, tear_down);
  g_test_add ("/aws-client/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/aws-client/blocking", Fixture, NULL, set_up, test_blocking, tear_down);
  g_test_add ("/aws-client/presign", Fixture, NULL, set_up, test_presign, tear_down);
  return g_test_run ();
}
