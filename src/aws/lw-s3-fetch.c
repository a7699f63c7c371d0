/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One object as a stream: whoever wants it waits in a thread of its own, the bytes are handed out in the thread of the
 * HTTP client, a large piece at a time, as they come. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-client.h"
#include "lw-s3-client-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-aws-error.h"
#include "lw-s3-checksum.h"

/* Fewer and larger reads: what a socket holds at once. */
#define BUFFER_SIZE (128 * 1024)

/* How much of one object is read before others have their turn. */
#define MAX_READS 16

/* One call. Belongs to the client's thread until @is_done, which is guarded by @mutex. */
typedef struct
{
  LwS3Client     *client;
  LwAwsRequest   *request;
  const LwS3Uri  *uri;
  LwS3Sink        sink;
  gpointer        sink_data;
  GCancellable   *cancellable;
  guint           n_redirects;

  LwAwsResponse  *response;
  LwS3Checksum   *checksum;
  guint8         *buffer;
  guint64         n_to_skip;
  guint64         n_read;
  GError         *error;

  GMutex          mutex;
  GCond           cond;
  gboolean        is_done;
} Fetch;

static gboolean start_cb (gpointer data);

static void
finish (Fetch  *self,
        GError *error)
{
  g_clear_pointer (&self->response, lw_aws_response_free);
  g_clear_pointer (&self->checksum, lw_s3_checksum_free);
  g_clear_pointer (&self->buffer, g_free);
  g_mutex_lock (&self->mutex);
  self->error = error;
  self->is_done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* The end of the stream: is this all, and what was stored? */
static void
finish_read (Fetch *self)
{
  const char *length = lw_aws_response_get_header (self->response, "Content-Length");
  GError *error = NULL;
  guint64 expected;

  if (length != NULL && g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &expected, NULL)
      && expected != self->n_read)
    error = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_NETWORK,
                         _("“s3://%s/%s” ended after %" PRIu64 " of %" PRIu64 " bytes"),
                         self->uri->bucket, self->uri->key, self->n_read, expected);
  else if (self->checksum != NULL && !lw_s3_checksum_check (self->checksum))
    error = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_NETWORK,
                         _("“s3://%s/%s” did not arrive as it was stored: its checksum is another one"),
                         self->uri->bucket, self->uri->key);
  finish (self, error);
}

static GError *
translate (Fetch  *self,
           GError *reason)
{
  g_autoptr (GError) error = reason;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == LW_AWS_ERROR)
    return g_steal_pointer (&error);
  return g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_NETWORK, _("“s3://%s/%s” could not be read to its end: %s"),
                      self->uri->bucket, self->uri->key, error->message);
}

static gboolean
take (Fetch   *self,
      gsize    length,
      GError **error)
{
  gsize skipped = MIN (self->n_to_skip, length);

  self->n_read += length;
  self->n_to_skip -= skipped;
  if (self->checksum != NULL)
    lw_s3_checksum_update (self->checksum, self->buffer, length);
  return skipped == length || self->sink (self->buffer + skipped, length - skipped, self->sink_data, error);
}

static void pump (Fetch *self);

static gboolean
readable_cb (GObject *stream,
             gpointer data)
{
  pump (data);
  return G_SOURCE_REMOVE;
}

static void
wait_for_more (Fetch                *self,
               GPollableInputStream *stream)
{
  g_autoptr (GSource) source = g_pollable_input_stream_create_source (stream, self->cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Reads what has arrived; comes back when more has. */
static void
pump (Fetch *self)
{
  GPollableInputStream *stream = G_POLLABLE_INPUT_STREAM (lw_aws_response_get_stream (self->response));
  g_autoptr (GError) error = NULL;
  guint n_reads = 0;
  gssize n;

  while ((n = g_pollable_input_stream_read_nonblocking (stream, self->buffer, BUFFER_SIZE, self->cancellable,
                                                        &error)) > 0)
    {
      GError *refused = NULL;

      if (!take (self, (gsize) n, &refused))
        {
          finish (self, refused);
          return;
        }
      if (++n_reads == MAX_READS)
        {
          wait_for_more (self, stream);
          return;
        }
    }
  if (n == 0)
    finish_read (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    wait_for_more (self, stream);
  else
    finish (self, translate (self, g_steal_pointer (&error)));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;

  self->response = lw_aws_client_send_finish (LW_AWS_CLIENT (source), result, &error);
  if (self->response == NULL)
    {
      if (self->n_redirects++ < 2 && lw_s3_client_redirect (self->client, self->request, self->uri->bucket, error))
        start_cb (self);
      else
        finish (self, g_steal_pointer (&error));
      return;
    }
  if (lw_aws_response_get_status (self->response) == 206)
    self->n_to_skip = 0;
  else
    self->checksum = lw_s3_checksum_find (self->response);
  self->buffer = g_malloc (BUFFER_SIZE);
  pump (self);
}

static gboolean
start_cb (gpointer data)
{
  Fetch *self = data;

  lw_aws_client_send_async (lw_s3_client_get_aws (self->client), self->request, self->cancellable, sent_cb, self);
  return G_SOURCE_REMOVE;
}

/**
 * lw_s3_client_fetch:
 * @self: a client
 * @uri: an object
 * @offset: where to begin
 * @if_match: (nullable): the ETag that it must have
 * @sink: (scope call): gets the bytes
 * @user_data: for @sink
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR; %LW_AWS_ERROR_NETWORK also when it broke off or its checksum is wrong; what @sink says
 *
 * Is not tried again once bytes have come.
 *
 * Returns: whether all bytes came
 */
gboolean
lw_s3_client_fetch (LwS3Client     *self,
                    const LwS3Uri  *uri,
                    guint64         offset,
                    const char     *if_match,
                    LwS3Sink        sink,
                    gpointer        user_data,
                    GCancellable   *cancellable,
                    GError        **error)
{
  LwHttpClient *http;
  Fetch fetch = { .client = self, .uri = uri, .sink = sink, .sink_data = user_data, .cancellable = cancellable,
                  .n_to_skip = offset };

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL && sink != NULL, FALSE);

  http = lw_aws_client_get_http (lw_s3_client_get_aws (self));
  g_return_val_if_fail (!lw_http_client_is_current (http), FALSE);

  fetch.request = lw_s3_client_make_get (self, uri, offset, -1, if_match);
  lw_aws_request_set_flags (fetch.request, LW_AWS_REQUEST_STREAM);
  lw_aws_request_add_header (fetch.request, "x-amz-checksum-mode", "ENABLED");
  g_mutex_init (&fetch.mutex);
  g_cond_init (&fetch.cond);

  lw_http_client_invoke (http, start_cb, &fetch);
  g_mutex_lock (&fetch.mutex);
  while (!fetch.is_done)
    g_cond_wait (&fetch.cond, &fetch.mutex);
  g_mutex_unlock (&fetch.mutex);

  g_mutex_clear (&fetch.mutex);
  g_cond_clear (&fetch.cond);
  lw_aws_request_unref (fetch.request);
  if (fetch.error == NULL)
    return TRUE;
  g_propagate_error (error, fetch.error);
  return FALSE;
}
