/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Heads of requests: what is read, and what is refused because two programs could read it differently. */

#include "config.h"

#include "lw-http-head.h"

#include "lw-http-status.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  gsize       length;
  guint       status;
} Row;

#define ROW(name, text, status) { name, text, sizeof (text) - 1, status }
#define HOST "Host: a\r\n"

static const Row rows[] = {
  ROW ("plain", "GET / HTTP/1.1\r\n" HOST "\r\n", 0),
  ROW ("no-host-in-1.0", "GET / HTTP/1.0\r\n\r\n", 0),
  ROW ("length", "PUT /a HTTP/1.1\r\n" HOST "Content-Length: 12\r\n\r\n", 0),
  ROW ("chunked", "PUT /a HTTP/1.1\r\n" HOST "transfer-encoding: Chunked\r\n\r\n", 0),
  ROW ("expect", "PUT /a HTTP/1.1\r\n" HOST "Expect: 100-Continue\r\nContent-Length: 1\r\n\r\n", 0),
  ROW ("blanks", "GET /a?b=c&d HTTP/1.1\r\n" HOST "X: \t a b \t\r\nY:\r\n\r\n", 0),
  ROW ("latin-1", "GET / HTTP/1.1\r\n" HOST "X: \xe9\r\n\r\n", 0),
  ROW ("no-host", "GET / HTTP/1.1\r\n\r\n", 400),
  ROW ("two-hosts", "GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400),
  ROW ("two-lengths", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
  ROW ("same-length-twice", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 1\r\ncontent-length: 1\r\n\r\n", 400),
  ROW ("length-list", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 1, 1\r\n\r\n", 400),
  ROW ("length-sign", "PUT / HTTP/1.1\r\n" HOST "Content-Length: +1\r\n\r\n", 400),
  ROW ("length-negative", "PUT / HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n", 400),
  ROW ("length-hexadecimal", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 0x10\r\n\r\n", 400),
  ROW ("length-empty", "PUT / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", 400),
  ROW ("length-huge", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 99999999999999999999\r\n\r\n", 400),
  ROW ("length-and-chunks", "PUT / HTTP/1.1\r\n" HOST "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
  ROW ("chunks-and-length", "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", 400),
  ROW ("two-encodings",
       "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
  ROW ("chunks-in-1.0", "PUT / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", 400),
  ROW ("unknown-encoding", "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
  ROW ("masked-encoding", "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n", 501),
  ROW ("encoding-with-tab", "PUT / HTTP/1.1\r\n" HOST "Transfer-Encoding: \x0b" "chunked\r\n\r\n", 400),
  ROW ("blank-before-colon", "PUT / HTTP/1.1\r\n" HOST "Content-Length : 1\r\n\r\n", 400),
  ROW ("folded", "GET / HTTP/1.1\r\n" HOST "X: a\r\n b\r\n\r\n", 400),
  ROW ("folded-first", "GET / HTTP/1.1\r\n " HOST "\r\n", 400),
  ROW ("bare-lf", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
  ROW ("lf-only", "GET / HTTP/1.1\nHost: a\n\n", 400),
  ROW ("bare-cr", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400),
  ROW ("nul", "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 400),
  ROW ("control", "GET / HTTP/1.1\r\nHost: a\x01\r\n\r\n", 400),
  ROW ("no-colon", "GET / HTTP/1.1\r\n" HOST "X\r\n\r\n", 400),
  ROW ("no-name", "GET / HTTP/1.1\r\n" HOST ": x\r\n\r\n", 400),
  ROW ("name-with-blank", "GET / HTTP/1.1\r\n" HOST "a b: x\r\n\r\n", 400),
  ROW ("empty-first-line", "\r\nGET / HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("only-empty", "\r\n\r\n", 400),
  ROW ("lower-method", "get / HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("long-method", "AAAAAAAAAAAAAAAAAAAAAAAAAA / HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("absolute-target", "GET http://a/ HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("star", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("fragment", "GET /#a HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("raw-bytes-in-target", "GET /\xc3\xa9 HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("two-blanks", "GET  / HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("blank-in-target", "GET /a b HTTP/1.1\r\n" HOST "\r\n", 400),
  ROW ("no-version", "GET /\r\n" HOST "\r\n", 400),
  ROW ("http-2", "PRI / HTTP/2.0\r\n\r\n", 505),
  ROW ("http-9", "GET / HTTP/1.9\r\n" HOST "\r\n", 505),
  ROW ("strange-version", "GET / HTTP/1.1x y\r\n" HOST "\r\n", 400),
  ROW ("strange-expectation", "PUT / HTTP/1.1\r\n" HOST "Expect: a pony\r\n\r\n", 417),
  ROW ("two-authorizations", "GET / HTTP/1.1\r\n" HOST "Authorization: a\r\nAuthorization: b\r\n\r\n", 400),
};

static guint
read_head (LwHttpHead *head,
           const char *text,
           gsize       length,
           char      **kept)
{
  gsize scanned = 0;

  *kept = g_memdup2 (text, length + 1);
  switch (lw_http_head_find_end (*kept, length, &scanned))
    {
    case LW_HTTP_HEAD_WHOLE:
      g_assert_cmpuint (scanned, ==, length);
      return lw_http_head_parse (head, *kept, length);
    case LW_HTTP_HEAD_BAD:
      return 400;
    case LW_HTTP_HEAD_PARTIAL:
    default:
      g_assert_not_reached ();
    }
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *kept = NULL;
  LwHttpHead head;

  g_assert_cmpuint (read_head (&head, row->text, row->length, &kept), ==, row->status);
}

/* A body that arrives with its head may hold any byte. */
static void
test_body_behind (void)
{
  static const char text[] = "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n\0\n\0\r\n";
  gsize scanned = 0;

  g_assert_cmpint (lw_http_head_find_end (text, sizeof text - 1, &scanned), ==, LW_HTTP_HEAD_WHOLE);
  g_assert_cmpuint (scanned, ==, sizeof text - 1 - 5);
}

static void
test_read (void)
{
  const char *text = "PUT /a%20b?x=1&y HTTP/1.1\r\nHost: here\r\nX-One:  1 \r\nContent-Length: 42\r\n"
                     "Expect: 100-continue\r\nConnection: x, Close\r\n\r\n";
  g_autofree char *kept = NULL;
  LwHttpHead head;

  g_assert_cmpuint (read_head (&head, text, strlen (text), &kept), ==, 0);
  g_assert_cmpstr (head.method, ==, "PUT");
  g_assert_cmpstr (head.path, ==, "/a%20b");
  g_assert_cmpstr (head.query, ==, "x=1&y");
  g_assert_cmpuint (head.n_fields, ==, 5);
  g_assert_cmpstr (lw_http_head_get_field (&head, "x-one"), ==, "1");
  g_assert_cmpuint (head.content_length, ==, 42);
  g_assert_true (head.has_length);
  g_assert_true (head.expects_continue);
  g_assert_false (head.keep_alive);
  g_assert_false (head.chunked);
}

/* However the bytes are cut, the end is found at the same place. */
static void
test_in_pieces (void)
{
  /* What follows may be anything: it is not looked at. */
  static const char text[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n\0\n\r\nGE";
  gsize length = sizeof text - 1;
  gsize end = length - strlen ("0\n\r\nGE");

  for (gsize cut = 1; cut <= length; cut++)
    {
      gsize scanned = 0;
      LwHttpHeadEnd first = lw_http_head_find_end (text, cut, &scanned);

      g_assert_cmpint (first, ==, cut >= end ? LW_HTTP_HEAD_WHOLE : LW_HTTP_HEAD_PARTIAL);
      if (first == LW_HTTP_HEAD_PARTIAL)
        g_assert_cmpint (lw_http_head_find_end (text, length, &scanned), ==, LW_HTTP_HEAD_WHOLE);
      g_assert_cmpuint (scanned, ==, end);
    }
}

static void
test_too_many_fields (void)
{
  g_autoptr (GString) text = g_string_new ("GET / HTTP/1.1\r\nHost: a\r\n");
  g_autofree char *kept = NULL;
  LwHttpHead head;

  for (guint i = 0; i < LW_HTTP_MAX_FIELDS; i++)
    g_string_append_printf (text, "X-%u: y\r\n", i);
  g_string_append (text, "\r\n");
  g_assert_cmpuint (read_head (&head, text->str, text->len, &kept), ==, 431);
}

static void
test_dates (void)
{
  g_autofree char *text = lw_http_date_format (G_GINT64_CONSTANT (784111777) * G_USEC_PER_SEC);
  gint64 time;

  g_assert_cmpstr (text, ==, "Sun, 06 Nov 1994 08:49:37 GMT");
  g_assert_true (lw_http_date_parse (text, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (784111777) * G_USEC_PER_SEC);
  g_assert_false (lw_http_date_parse ("Sun, 06 Nob 1994 08:49:37 GMT", &time));
  g_assert_false (lw_http_date_parse ("06 Nov 1994", &time));
  g_assert_false (lw_http_date_parse ("Sun, 31 Feb 1994 08:49:37 GMT", &time));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/http/head/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/http/head/body-behind", test_body_behind);
  g_test_add_func ("/http/read", test_read);
  g_test_add_func ("/http/in-pieces", test_in_pieces);
  g_test_add_func ("/http/too-many-fields", test_too_many_fields);
  g_test_add_func ("/http/dates", test_dates);
  return g_test_run ();
}
