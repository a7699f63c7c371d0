/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The listener, byte by byte over real sockets: requests in a row, bodies of both framings, late answers, limits, TLS,
 * and the end. */

#include "config.h"

#include "lw-http-server.h"

#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_SIZE (3 * 1024 * 1024)
#define N_IDLE 500

typedef struct
{
  LwHttpServer *server;
  char         *folder;
  char         *file;
} Fixture;

static gpointer
answer_late (gpointer data)
{
  lw_http_exchange_respond_text (data, 200, "text/plain", "late");
  return NULL;
}

/* "/file": a file; "/late": answered by another thread; "/ignore": the body is not read; else what was sent comes back,
 * as "METHOD PATH QUERY BODY". */
static void
handle (LwHttpExchange *exchange,
        gpointer        data)
{
  Fixture *self = data;
  const char *path = lw_http_exchange_get_path (exchange);
  const char *query = lw_http_exchange_get_query (exchange);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (path, "/file"))
    {
      lw_http_exchange_respond_file (exchange, 200, g_open (self->file, O_RDONLY | O_CLOEXEC, 0), 0, FILE_SIZE);
      return;
    }
  if (g_str_equal (path, "/late"))
    {
      g_thread_unref (g_thread_new ("late", answer_late, exchange));
      return;
    }
  if (!g_str_equal (path, "/ignore"))
    body = lw_http_exchange_read_body (exchange, 1024 * 1024, &error);
  text = g_strdup_printf ("%s %s %s %.*s", lw_http_exchange_get_method (exchange), path, query != NULL ? query : "-",
                          body != NULL ? (int) g_bytes_get_size (body) : 0,
                          body != NULL ? (const char *) g_bytes_get_data (body, NULL) : "");
  lw_http_exchange_add_header (exchange, "X-Split", "a\r\nInjected: b");
  lw_http_exchange_respond_text (exchange, error != NULL ? 400 : 200, "text/plain",
                                 error != NULL ? error->message : text);
}

static void
start (Fixture            *self,
       const LwHttpLimits *limits,
       LwHttpCertificate  *certificate)
{
  g_autofree char *content = g_malloc (FILE_SIZE);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < FILE_SIZE; i++)
    content[i] = i * 31 + i / 4096;
  self->folder = lw_test_dup_temp_dir ();
  self->file = g_build_filename (self->folder, "file", NULL);
  g_file_set_contents (self->file, content, FILE_SIZE, &error);
  g_assert_no_error (error);
  self->server = lw_http_server_new (limits, handle, self, NULL);
  lw_http_server_listen (self->server, "127.0.0.1:0", certificate, &error);
  g_assert_no_error (error);
}

static void
stop (Fixture *self)
{
  lw_http_server_stop (self->server);
  g_assert_finalize_object (self->server);
  lw_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->file);
}

static GSocketConnection *
connect_to (Fixture  *self,
            gboolean  tls)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_tls (client, tls);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_socket_client_set_tls_validation_flags (client, 0);
  G_GNUC_END_IGNORE_DEPRECATIONS
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", lw_http_server_get_port (self->server), NULL,
                                                &error);
  g_assert_no_error (error);
  return connection;
}

static void
send_text (GSocketConnection *connection,
           const void        *data,
           gsize              length)
{
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  /* The server may have closed it already. */
  g_output_stream_write_all (stream, data, length, NULL, NULL, NULL);
}

/* All that comes until the server closes. */
static GString *
receive_all (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GString *text = g_string_new (NULL);
  char piece[65536];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, NULL)) > 0)
    g_string_append_len (text, piece, n);
  return text;
}

static GString *
ask (Fixture    *self,
     gboolean    tls,
     const void *data,
     gsize       length)
{
  g_autoptr (GSocketConnection) connection = connect_to (self, tls);

  send_text (connection, data, length);
  return receive_all (connection);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  while ((text = strstr (text, part)) != NULL)
    {
      text += strlen (part);
      n++;
    }
  return n;
}

typedef struct
{
  const char *request;
  const char *expected;
  guint       n_responses;
} Row;

#define CLOSE "Host: a\r\nConnection: close\r\n"

static const Row rows[] = {
  { "GET /a?b HTTP/1.1\r\n" CLOSE "\r\n", "\r\n\r\nGET /a b ", 1 },
  { "GET /late HTTP/1.1\r\n" CLOSE "\r\n", "\r\n\r\nlate", 1 },
  { "GET /a HTTP/1.0\r\n\r\n", "\r\n\r\nGET /a - ", 1 },
  { "GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /late HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\n" CLOSE "\r\n",
    "GET /b - ", 3 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Content-Length: 5\r\n\r\nhello", "PUT /a - hello", 1 },
  { "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET /b HTTP/1.1\r\n" CLOSE "\r\n", "GET /b - ", 2 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n",
    "PUT /a - hello", 1 },
  { "PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /b HTTP/1.1\r\n" CLOSE "\r\n",
    "GET /b - ", 2 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi", "HTTP/1.1 100 Continue", 2 },
  { "HEAD /a HTTP/1.1\r\n" CLOSE "\r\n", "Content-Length: 10\r\n", 1 },
  { "PUT /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\nx", "Connection: close", 1 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\n3\nhel\r\n0\r\n\r\n", "400", 1 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\n3\r\nhelX\r\n0\r\n\r\n", "400", 1 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\n-3\r\nhel\r\n0\r\n\r\n", "400", 1 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhel\r\n0\r\n\r\n", "400", 1 },
  { "PUT /a HTTP/1.1\r\n" CLOSE "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400 Bad", 1 },
  { "GET /a HTTP/1.1\r\n" CLOSE "\r\n\r\nGET /b HTTP/1.1\r\n", "GET /a - ", 1 },
  { "nonsense\r\n\r\n", "400 Bad", 1 },
  { "GET / HTTP/1.1\nHost: a\n\n", "400 Bad", 1 },
};

static void
test_requests (void)
{
  Fixture self = { 0 };

  start (&self, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = ask (&self, FALSE, rows[i].request, strlen (rows[i].request));

      g_test_message ("%s -> %s", rows[i].request, text->str);
      g_assert_cmpuint (count (text->str, "HTTP/1.1 "), ==, rows[i].n_responses);
      g_assert_nonnull (strstr (text->str, rows[i].expected));
      g_assert_null (strstr (text->str, "\nInjected"));
    }
  stop (&self);
}

static void
check_file (GString *text,
            Fixture *self)
{
  g_autofree char *content = NULL;
  const char *body = strstr (text->str, "\r\n\r\n") + 4;

  g_file_get_contents (self->file, &content, NULL, NULL);
  g_assert_cmpmem (body, text->len - (body - text->str), content, FILE_SIZE);
}

static void
test_file (gconstpointer data)
{
  gboolean tls = GPOINTER_TO_INT (data);
  const char *names[] = { "127.0.0.1", "localhost", NULL };
  g_autoptr (LwHttpCertificate) certificate = NULL;
  g_autoptr (GString) text = NULL;
  const char *request = "GET /file HTTP/1.1\r\n" CLOSE "\r\n";
  Fixture self = { 0 };

  if (tls && !g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("GIO has no TLS here");
      return;
    }
  certificate = tls ? lw_http_certificate_make (names, g_get_real_time (), NULL) : NULL;
  start (&self, NULL, certificate);
  text = ask (&self, tls, request, strlen (request));
  check_file (text, &self);
  stop (&self);
}

static void
test_certificate (void)
{
  const char *names[] = { "127.0.0.1", "here.example", "::1", NULL };
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *file = g_build_filename (folder, "a.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "a.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwHttpCertificate) made = lw_http_certificate_make (names, g_get_real_time (), &error);
  g_autoptr (LwHttpCertificate) loaded = NULL;
  g_autofree char *first = lw_http_certificate_dup_fingerprint (made);
  g_autofree char *second = NULL;
  GStatBuf status;

  g_assert_true (lw_http_certificate_save (made, file, key, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (key, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  loaded = lw_http_certificate_load (file, key, &error);
  g_assert_no_error (error);
  second = lw_http_certificate_dup_fingerprint (loaded);
  g_assert_cmpuint (strlen (first), ==, 32 * 3 - 1);
  g_assert_cmpstr (first, ==, second);
  g_assert_null (lw_http_certificate_load (file, file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  lw_test_remove_tree (folder);
}

/* A head that never ends is refused where the bound is, long before the client is done. */
static void
test_long_head (void)
{
  Fixture self = { 0 };
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *piece = g_strnfill (1024 * 1024, 'x');
  GOutputStream *stream;
  guint n = 0;

  start (&self, NULL, NULL);
  connection = connect_to (&self, FALSE);
  send_text (connection, "GET / HTTP/1.1\r\nHost: a\r\nX: ", 28);
  stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  while (n < 1024 && g_output_stream_write_all (stream, piece, 1024 * 1024, NULL, NULL, NULL))
    n++;
  g_assert_cmpuint (n, <, 64);
  stop (&self);
}

static gboolean
is_alone (gpointer data)
{
  return lw_http_server_get_n_connections (data) == 0;
}

static void
check_serves (Fixture *self)
{
  const char *request = "GET /a HTTP/1.1\r\n" CLOSE "\r\n";
  g_autoptr (GString) text = ask (self, FALSE, request, strlen (request));

  g_assert_nonnull (strstr (text->str, "GET /a - "));
}

/* The server's threads do not wake this one. */
static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Clients that say nothing, a part of a head, a part of a body, or do not read: all are ended, and others are served
 * meanwhile. */
static void
test_slow (void)
{
  static const char *const parts[] = {
    "", "GET / HT", "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx",
    "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n\r\nx",
    "PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nx",
    "GET /a HTTP/1.1\r\nHost: a\r\n\r\n",
  };
  LwHttpLimits limits = { .head_seconds = 1, .idle_seconds = 1, .body_seconds = 1, .threads = 2 };
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  Fixture self = { 0 };
  guint timeout;

  start (&self, &limits, NULL);
  for (guint i = 0; i < 60; i++)
    {
      GSocketConnection *connection = connect_to (&self, FALSE);
      const char *part = parts[i % G_N_ELEMENTS (parts)];

      g_ptr_array_add (connections, connection);
      send_text (connection, part, strlen (part));
    }
  check_serves (&self);
  timeout = g_timeout_add (20, look_again_cb, NULL);
  lw_test_wait_until (is_alone, self.server);
  g_source_remove (timeout);
  stop (&self);
}

/* More connections than there may be: the longest idle go, the server answers. */
static void
test_many_idle (void)
{
  LwHttpLimits limits = { .connections = 100 };
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  Fixture self = { 0 };

  start (&self, &limits, NULL);
  for (guint i = 0; i < N_IDLE; i++)
    g_ptr_array_add (connections, connect_to (&self, FALSE));
  check_serves (&self);
  g_assert_cmpuint (lw_http_server_get_n_connections (self.server), <=, 100 + 1);
  stop (&self);
}

static void
test_addresses (void)
{
  static const char *const bad[] = {
    "", "x", "1.2.3:80", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:-1", "[::1:80", "a b:80",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      LwHttpServer *server = lw_http_server_new (NULL, handle, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (lw_http_server_listen (server, bad[i], NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_finalize_object (server);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/requests", test_requests);
  g_test_add_data_func ("/http/file", GINT_TO_POINTER (FALSE), test_file);
  g_test_add_data_func ("/http/file-tls", GINT_TO_POINTER (TRUE), test_file);
  g_test_add_func ("/http/certificate", test_certificate);
  g_test_add_func ("/http/long-head", test_long_head);
  g_test_add_func ("/http/slow", test_slow);
  g_test_add_func ("/http/many-idle", test_many_idle);
  g_test_add_func ("/http/addresses", test_addresses);
  return g_test_run ();
}
