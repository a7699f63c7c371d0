/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One accepted connection as a chain of phases. A thread that gets an event of it runs it until it has to wait; so it
 * is in one thread at a time. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-connection.h"

#include "lw-http-status.h"

#include <string.h>

/* A client that is refused gets so long, and so much out of its way, to read why. */
#define LINGER_SECONDS 3
#define LINGER_BYTES (16 * 1024 * 1024)
/* A client that reads quickly is not worth going back to the server's loop for. */
#define SEND_WAIT_MILLISECONDS 20

typedef enum
{
  STEP_NEXT,
  STEP_WAIT_INPUT,
  STEP_WAIT_OUTPUT,
  STEP_AWAY,
  STEP_CLOSE,
} Step;

/**
 * lw_http_connection_new:
 * @server: whose connection it is
 * @fd: (transfer full): an accepted socket that does not block
 * @peer: who is at its other end
 *
 * Returns: (transfer full): the connection
 */
LwHttpConnection *
lw_http_connection_new (LwHttpServer                  *server,
                        int                            fd,
                        const struct sockaddr_storage *peer)
{
  LwHttpConnection *self = g_new0 (LwHttpConnection, 1);

  self->server = g_object_ref (server);
  self->wire = lw_http_wire_new (fd, lw_http_server_get_certificate (server));
  self->phase = LW_HTTP_PHASE_HANDSHAKE;
  self->since = g_get_monotonic_time ();
  self->deadline = G_MAXINT;
  self->link.data = self;
  self->peer = *peer;
  lw_http_output_init (&self->output);
  return self;
}

void
lw_http_connection_free (LwHttpConnection *self)
{
  LwHttpServer *server = self->server;

  lw_http_server_forget (server, self);
  g_clear_pointer (&self->exchange, lw_http_exchange_free);
  lw_http_output_clear (&self->output);
  lw_http_input_clear (&self->input);
  lw_http_wire_free (self->wire);
  g_free (self);
  g_object_unref (server);
}

static void
begin_phase (LwHttpConnection *self,
             LwHttpPhase       phase)
{
  self->phase = phase;
  self->since = g_get_monotonic_time ();
}

static Step
wait_for (LwHttpConnection *self,
          int               result)
{
  if (result != LW_HTTP_WIRE_AGAIN)
    return STEP_CLOSE;
  return lw_http_wire_wants_write (self->wire) ? STEP_WAIT_OUTPUT : STEP_WAIT_INPUT;
}

/* Ends the connection with a status and nothing else: what follows in it cannot be trusted. */
static Step
refuse (LwHttpConnection *self,
        guint             status)
{
  const char *phrase = lw_http_status_get_phrase (status);

  g_clear_pointer (&self->exchange, lw_http_exchange_free);
  self->output.head = g_string_new (NULL);
  g_string_printf (self->output.head,
                   "HTTP/1.1 %u %s\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: %" G_GSIZE_FORMAT
                   "\r\n\r\n%u %s\n",
                   status, phrase, strlen (phrase) + 5, status, phrase);
  self->keep = FALSE;
  self->budget = LINGER_BYTES;
  begin_phase (self, LW_HTTP_PHASE_SEND);
  return STEP_NEXT;
}

static Step
run_handshake (LwHttpConnection *self)
{
  int result = lw_http_wire_handshake (self->wire);

  if (result != 0)
    return wait_for (self, result);
  begin_phase (self, LW_HTTP_PHASE_HEAD);
  return STEP_NEXT;
}

/* A whole head is in the input: makes it a request. */
static Step
take_head (LwHttpConnection *self,
           gsize             length)
{
  const LwHttpLimits *limits = lw_http_server_get_limits (self->server);
  LwHttpExchange *exchange = lw_http_exchange_new (self);
  guint status;

  self->exchange = exchange;
  exchange->text = g_strndup (self->input.data + self->input.start, length);
  self->input.start += length;
  self->scanned = 0;
  status = lw_http_head_parse (&exchange->head, exchange->text, length);
  if (status != 0)
    return refuse (self, status);
  if (limits->body > 0 && exchange->head.content_length > limits->body)
    return refuse (self, 413);
  lw_http_body_init (&exchange->body, &exchange->head);
  self->keep = exchange->head.keep_alive;
  begin_phase (self, exchange->head.content_length <= limits->buffered_body && !exchange->head.chunked
                       ? LW_HTTP_PHASE_BODY
                       : LW_HTTP_PHASE_HANDLER);
  return STEP_NEXT;
}

static Step
run_head (LwHttpConnection *self)
{
  const LwHttpLimits *limits = lw_http_server_get_limits (self->server);

  for (;;)
    {
      gsize length = lw_http_input_get_length (&self->input);
      gssize n;

      if (length > 0)
        switch (lw_http_head_find_end (self->input.data + self->input.start, length, &self->scanned))
          {
          case LW_HTTP_HEAD_WHOLE:
            return self->scanned <= limits->head ? take_head (self, self->scanned) : refuse (self, 431);
          case LW_HTTP_HEAD_BAD:
            return refuse (self, 400);
          case LW_HTTP_HEAD_PARTIAL:
          default:
            break;
          }
      if (length > limits->head)
        return refuse (self, 431);
      if (lw_http_server_is_stopping (self->server))
        return STEP_CLOSE;
      n = lw_http_input_fill (&self->input, self->wire);
      if (n <= 0)
        {
          lw_http_input_trim (&self->input);
          return wait_for (self, n);
        }
      if (length == 0)
        self->since = g_get_monotonic_time ();
    }
}

static Step
run_body (LwHttpConnection *self)
{
  int result = lw_http_exchange_buffer (self->exchange);

  if (result == LW_HTTP_BODY_BAD)
    return refuse (self, 400);
  if (result != 0)
    return wait_for (self, result);
  begin_phase (self, LW_HTTP_PHASE_HANDLER);
  return STEP_NEXT;
}

static Step
run_handler (LwHttpConnection *self)
{
  LwHttpExchange *exchange = self->exchange;

  lw_http_server_handle (self->server, exchange);
  /* When it is answered later, the connection may be gone already. */
  if (g_atomic_int_compare_and_exchange (&exchange->turn, LW_HTTP_TURN_HANDLER, LW_HTTP_TURN_LATER))
    return STEP_AWAY;
  begin_phase (self, LW_HTTP_PHASE_SEND);
  return STEP_NEXT;
}

/* The response is sent. */
static Step
end_exchange (LwHttpConnection *self)
{
  lw_http_output_clear (&self->output);
  if (self->exchange != NULL && !lw_http_exchange_is_read (self->exchange))
    {
      self->keep = FALSE;
      self->budget = LINGER_BYTES;
    }
  g_clear_pointer (&self->exchange, lw_http_exchange_free);
  if (self->keep && !lw_http_server_is_stopping (self->server))
    {
      begin_phase (self, LW_HTTP_PHASE_HEAD);
      /* A client that waited for this response has sent nothing yet: the loop tells when it has. */
      if (lw_http_input_get_length (&self->input) > 0)
        return STEP_NEXT;
      lw_http_input_trim (&self->input);
      return STEP_WAIT_INPUT;
    }
  lw_http_wire_end_output (self->wire);
  begin_phase (self, LW_HTTP_PHASE_LINGER);
  return self->budget > 0 ? STEP_NEXT : STEP_CLOSE;
}

static Step
run_send (LwHttpConnection *self)
{
  int result = lw_http_output_send (&self->output, self->wire);

  if (result == 0)
    return end_exchange (self);
  if (result != LW_HTTP_WIRE_AGAIN)
    return STEP_CLOSE;
  self->since = g_get_monotonic_time ();
  return lw_http_wire_wait (self->wire, TRUE, SEND_WAIT_MILLISECONDS) ? STEP_NEXT : STEP_WAIT_OUTPUT;
}

static Step
run_linger (LwHttpConnection *self)
{
  char waste[8192];
  gssize n;

  lw_http_input_clear (&self->input);
  do
    {
      n = lw_http_wire_receive (self->wire, waste, sizeof waste);
      self->budget -= MIN (self->budget, (gsize) MAX (n, 0));
    }
  while (n > 0 && self->budget > 0);
  return n == LW_HTTP_WIRE_AGAIN ? STEP_WAIT_INPUT : STEP_CLOSE;
}

static Step
run_phase (LwHttpConnection *self)
{
  switch (self->phase)
    {
    case LW_HTTP_PHASE_HANDSHAKE:
      return run_handshake (self);
    case LW_HTTP_PHASE_HEAD:
      return run_head (self);
    case LW_HTTP_PHASE_BODY:
      return run_body (self);
    case LW_HTTP_PHASE_HANDLER:
      return run_handler (self);
    case LW_HTTP_PHASE_SEND:
      return run_send (self);
    case LW_HTTP_PHASE_LINGER:
    default:
      return run_linger (self);
    }
}

/* How long the wait may take that begins now. */
static guint
get_patience (LwHttpConnection *self)
{
  const LwHttpLimits *limits = lw_http_server_get_limits (self->server);

  switch (self->phase)
    {
    case LW_HTTP_PHASE_HEAD:
      return lw_http_input_get_length (&self->input) > 0 ? limits->head_seconds : limits->idle_seconds;
    case LW_HTTP_PHASE_BODY:
    case LW_HTTP_PHASE_SEND:
      return limits->body_seconds;
    case LW_HTTP_PHASE_LINGER:
      return LINGER_SECONDS;
    case LW_HTTP_PHASE_HANDSHAKE:
    case LW_HTTP_PHASE_HANDLER:
    default:
      return limits->head_seconds;
    }
}

static void
park (LwHttpConnection *self,
      gboolean          for_output)
{
  if (!lw_http_server_arm (self->server, self, for_output,
                           self->since + (gint64) get_patience (self) * G_USEC_PER_SEC))
    lw_http_connection_free (self);
}

/**
 * lw_http_connection_run:
 * @self: (transfer full): a connection that no other thread has
 *
 * Goes on until it has to wait for the other side or for whoever has the exchange; or frees it.
 */
void
lw_http_connection_run (LwHttpConnection *self)
{
  Step step;

  do
    step = run_phase (self);
  while (step == STEP_NEXT);

  if (step == STEP_CLOSE)
    lw_http_connection_free (self);
  else if (step != STEP_AWAY)
    park (self, step == STEP_WAIT_OUTPUT);
}

/**
 * lw_http_connection_resume:
 * @self: (transfer full): a connection whose response is there, after its handler has returned
 *
 * Lets one of the server's threads send it.
 */
void
lw_http_connection_resume (LwHttpConnection *self)
{
  begin_phase (self, LW_HTTP_PHASE_SEND);
  park (self, TRUE);
}
