/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The course of one call in the thread of the HTTP client:
 *
 *   credentials ─► message ─► sent ─► answer's head ─► body ─► done
 *        ▲                      │                       │
 *        └── wait ◄─── connection broke      throttled, 5xx, clock
 */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-client.h"
#include "lw-aws-client-private.h"
#include "lw-aws-response-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"

/* An answer that is kept in memory is a document, not an object. */
#define MAX_BODY (256 * 1024 * 1024)

/* Task data; belongs to the client's thread once the call has begun. */
typedef struct
{
  LwAwsRequest  *request;
  SoupMessage   *message;
  LwAwsResponse *response;
  guint          attempt;
  guint          cost;
  gboolean       is_time_corrected;
} Call;

static void start_attempt (GTask *task);

static void
call_free (Call *self)
{
  lw_aws_request_unref (self->request);
  g_clear_object (&self->message);
  g_clear_pointer (&self->response, lw_aws_response_free);
  g_free (self);
}

static LwHttpClient *
get_http (GTask *task)
{
  return lw_aws_client_get_http (g_task_get_source_object (task));
}

static gboolean
wait_over_cb (gpointer data)
{
  start_attempt (data);
  return G_SOURCE_REMOVE;
}

static void
wait_and_retry (GTask  *task,
                gint64  delay)
{
  g_autoptr (GSource) source = g_timeout_source_new ((guint) (delay / 1000));

  g_source_set_callback (source, wait_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, lw_http_client_get_context (get_http (task)));
}

/* How long the service asks to wait: seconds or a date (RFC 9110, 10.2.3), or AWS's milliseconds. */
static gint64
get_wanted_delay (const LwAwsResponse *response)
{
  const char *milliseconds = lw_aws_response_get_header (response, "x-amz-retry-after");
  const char *seconds = lw_aws_response_get_header (response, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 number;

  if (milliseconds != NULL && g_ascii_string_to_unsigned (milliseconds, 10, 0, 86400000, &number, NULL))
    return (gint64) number * 1000;
  if (seconds == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (seconds, 10, 0, 86400, &number, NULL))
    return (gint64) number * G_USEC_PER_SEC;
  date = soup_date_time_new_from_http_string (seconds);
  return date != NULL ? MAX (g_date_time_to_unix (date) * G_USEC_PER_SEC - g_get_real_time (), 0) : -1;
}

/* Whether the call goes on although an attempt has failed. */
static gboolean
retry (GTask        *task,
       LwAwsTrouble  trouble,
       gint64        wanted)
{
  LwAwsClient *client = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  gint64 delay;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  if (trouble == LW_AWS_TROUBLE_CONNECTION
      && (lw_aws_request_get_flags (call->request) & LW_AWS_REQUEST_ONCE) != 0)
    return FALSE;
  delay = lw_aws_retry_plan (lw_aws_client_get_retry (client), trouble, call->attempt, wanted, &call->cost);
  if (delay < 0)
    return FALSE;
  wait_and_retry (task, delay);
  return TRUE;
}

/* A service that refuses for the time says what time it has; tried once. */
static gboolean
retry_with_right_time (GTask        *task,
                       const GError *error)
{
  LwAwsClient *client = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  const char *text = lw_aws_response_get_header (call->response, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
  gboolean may_be = lw_aws_is_skew_code (lw_aws_error_get_code (error))
                    || (lw_aws_error_get_status (error) == 403 && lw_aws_error_get_code (error) == NULL);

  if (!may_be || date == NULL || call->is_time_corrected
      || !lw_aws_client_correct_time (client, g_date_time_to_unix (date) * G_USEC_PER_SEC))
    return FALSE;
  call->is_time_corrected = TRUE;
  wait_and_retry (task, 0);
  return TRUE;
}

static void
finish (GTask *task)
{
  LwAwsClient *client = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = lw_aws_response_dup_error (call->response, call->request);
  LwAwsTrouble trouble;

  if (error == NULL)
    {
      lw_aws_retry_succeed (lw_aws_client_get_retry (client), call->cost);
      g_task_return_pointer (task, g_steal_pointer (&call->response), (GDestroyNotify) lw_aws_response_free);
      return;
    }
  trouble = lw_aws_trouble_of (lw_aws_error_get_status (error), lw_aws_error_get_code (error));
  if (retry_with_right_time (task, error) || retry (task, trouble, get_wanted_delay (call->response)))
    return;
  g_task_return_error (task, g_steal_pointer (&error));
}

/* The connection could not be made or broke; says to what. */
static void
fail_connection (GTask  *task,
                 GError *reason)
{
  g_autoptr (GError) error = reason;
  Call *call = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == LW_AWS_ERROR)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error->domain != G_TLS_ERROR && retry (task, LW_AWS_TROUBLE_CONNECTION, -1))
    return;
  g_task_return_new_error (task, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK, _("%s could not be reached: %s"),
                           g_uri_get_host (soup_message_get_uri (call->message)), error->message);
}

/* The body of the answer has been read into memory, or not. */
static void
take_body (GTask               *task,
           GMemoryOutputStream *memory,
           GError              *error)
{
  Call *call = g_task_get_task_data (task);

  if (error != NULL)
    {
      fail_connection (task, error);
      return;
    }
  if (g_memory_output_stream_get_data_size (memory) > MAX_BODY)
    {
      g_task_return_new_error (task, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("The answer is too large."));
      return;
    }
  lw_aws_response_take_body (call->response, g_memory_output_stream_steal_as_bytes (memory));
  finish (task);
}

static void
body_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);
  take_body (task, G_MEMORY_OUTPUT_STREAM (source), error);
}

/* The head of the answer has come, or not. */
static void
take_head (GTask        *task,
           GInputStream *stream,
           GError       *error)
{
  const GOutputStreamSpliceFlags flags = G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Call *call = g_task_get_task_data (task);
  LwAwsRequestFlags wanted = lw_aws_request_get_flags (call->request);
  g_autoptr (GOutputStream) memory = NULL;
  guint status;

  if (stream == NULL)
    {
      fail_connection (task, error);
      return;
    }
  status = soup_message_get_status (call->message);
  call->response = lw_aws_response_new (call->message, stream);
  if ((wanted & LW_AWS_REQUEST_STREAM) != 0 && status >= 200 && status < 300)
    {
      finish (task);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  if ((wanted & LW_AWS_REQUEST_BLOCKING) != 0)
    {
      GError *problem = NULL;

      g_output_stream_splice (memory, stream, flags, cancellable, &problem);
      take_body (task, G_MEMORY_OUTPUT_STREAM (memory), problem);
      return;
    }
  g_output_stream_splice_async (memory, stream, flags, G_PRIORITY_DEFAULT, cancellable, body_read_cb,
                                g_object_ref (task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  take_head (task, stream, error);
}

static void
send (GTask                  *task,
      const LwAwsCredentials *credentials)
{
  LwAwsClient *client = g_task_get_source_object (task);
  SoupSession *session = lw_http_client_get_session (get_http (task));
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_object (&call->message);
  g_clear_pointer (&call->response, lw_aws_response_free);
  call->message = lw_aws_client_make_message (client, call->request, credentials, &error);
  if (call->message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if ((lw_aws_request_get_flags (call->request) & LW_AWS_REQUEST_BLOCKING) != 0)
    {
      GError *problem = NULL;
      g_autoptr (GInputStream) stream = soup_session_send (session, call->message, g_task_get_cancellable (task),
                                                           &problem);

      take_head (task, stream, problem);
      return;
    }
  soup_session_send_async (session, call->message, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), sent_cb,
                           g_object_ref (task));
}

static void
credentials_loaded_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsCredentials) credentials = NULL;

  credentials = lw_aws_credentials_provider_load_finish (LW_AWS_CREDENTIALS_PROVIDER (source), result, &error);
  if (credentials == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    send (task, credentials);
}

static void
start_attempt (GTask *task)
{
  LwAwsClient *client = g_task_get_source_object (task);
  LwAwsCredentialsProvider *provider = lw_aws_client_get_provider (client);
  Call *call = g_task_get_task_data (task);
  g_autoptr (LwAwsCredentials) credentials = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  call->attempt++;
  if ((lw_aws_request_get_flags (call->request) & LW_AWS_REQUEST_ANONYMOUS) != 0)
    {
      send (task, NULL);
      return;
    }
  credentials = lw_aws_credentials_provider_peek (provider);
  if (credentials != NULL)
    send (task, credentials);
  else
    lw_aws_credentials_provider_load_async (provider, g_task_get_cancellable (task), credentials_loaded_cb,
                                            g_object_ref (task));
}

static gboolean
start_cb (gpointer data)
{
  g_autoptr (GTask) task = data;

  start_attempt (task);
  return G_SOURCE_REMOVE;
}

/* Begins the call of a task of lw_aws_client_send_async(). */
void
lw_aws_call_start (GTask        *task,
                   LwAwsRequest *request)
{
  Call *call = g_new0 (Call, 1);

  call->request = lw_aws_request_ref (request);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  lw_http_client_invoke (get_http (task), start_cb, g_object_ref (task));
}
