/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A service on loopback whose answers a test writes down beforehand. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-test-server.h"

#include <string.h>

typedef struct
{
  char  *path;
  guint  status;
  char  *headers;
  char  *body;
} Answer;

typedef struct
{
  char               *line;
  SoupMessageHeaders *headers;
  char               *body;
} Asked;

struct _LwTestServer
{
  SoupServer *server;
  char       *url;
  GPtrArray  *answers;
  GPtrArray  *asked;
};

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_free (self->path);
  g_free (self->headers);
  g_free (self->body);
  g_free (self);
}

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free (self->line);
  soup_message_headers_unref (self->headers);
  g_free (self->body);
  g_free (self);
}

static void
copy_header (const char *name,
             const char *value,
             gpointer    data)
{
  soup_message_headers_append (data, name, value);
}

static void
keep (LwTestServer      *self,
      SoupServerMessage *message)
{
  Asked *asked = g_new0 (Asked, 1);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  GUri *uri = soup_server_message_get_uri (message);

  asked->line = g_strdup_printf ("%s %s%s%s", soup_server_message_get_method (message), g_uri_get_path (uri),
                                 g_uri_get_query (uri) != NULL ? "?" : "",
                                 g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
  asked->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header, asked->headers);
  asked->body = g_strndup (g_bytes_get_size (body) > 0 ? g_bytes_get_data (body, NULL) : "", g_bytes_get_size (body));
  g_ptr_array_add (self->asked, asked);
}

/* The first answer that is for this path or for any; the last one stays. */
static const Answer *
find_answer (LwTestServer *self,
             const char   *path,
             guint        *position)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (self->answers, i);

      if (answer->path == NULL || strcmp (answer->path, path) == 0)
        {
          *position = i;
          return answer;
        }
    }
  return NULL;
}

static gboolean
has_another (LwTestServer *self,
             const Answer *answer)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const Answer *other = g_ptr_array_index (self->answers, i);

      if (other != answer && g_strcmp0 (other->path, answer->path) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  LwTestServer *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint position = 0;
  const Answer *answer;
  g_auto (GStrv) lines = NULL;

  keep (self, message);
  answer = find_answer (self, path, &position);
  if (answer == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  if (answer->status == 0)
    {
      g_autoptr (GIOStream) connection = soup_server_message_steal_connection (message);

      g_io_stream_close (connection, NULL, NULL);
    }
  else
    {
      lines = g_strsplit (answer->headers, "\n", -1);
      for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        {
          g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

          soup_message_headers_replace (headers, parts[0], parts[1]);
        }
      soup_server_message_set_status (message, answer->status, NULL);
      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, answer->body,
                                strlen (answer->body));
    }
  if (has_another (self, answer))
    g_ptr_array_remove_index (self->answers, position);
}

LwTestServer *
lw_test_server_new (void)
{
  LwTestServer *self = g_new0 (LwTestServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->asked = g_ptr_array_new_with_free_func (asked_free);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
lw_test_server_free (LwTestServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->asked);
  g_free (self->url);
  g_free (self);
}

const char *
lw_test_server_get_url (LwTestServer *self)
{
  return self->url;
}

/* Answers to any path, one after the other; the last one is given again. Status 0 cuts the connection. @headers are
 * lines "Name: value". */
void
lw_test_server_answer (LwTestServer *self,
                       guint         status,
                       const char   *headers,
                       const char   *body)
{
  lw_test_server_answer_to (self, NULL, status, headers, body);
}

void
lw_test_server_answer_to (LwTestServer *self,
                          const char   *path,
                          guint         status,
                          const char   *headers,
                          const char   *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->path = g_strdup (path);
  answer->status = status;
  answer->headers = g_strdup (headers);
  answer->body = g_strdup (body);
  g_ptr_array_add (self->answers, answer);
}

guint
lw_test_server_get_n (LwTestServer *self)
{
  return self->asked->len;
}

static const Asked *
get_asked (LwTestServer *self,
           guint         nth)
{
  g_assert_cmpuint (nth, <, self->asked->len);
  return g_ptr_array_index (self->asked, nth);
}

/* "GET /path?query" */
const char *
lw_test_server_get_line (LwTestServer *self,
                         guint         nth)
{
  return get_asked (self, nth)->line;
}

const char *
lw_test_server_get_header (LwTestServer *self,
                           guint         nth,
                           const char   *name)
{
  return soup_message_headers_get_one (get_asked (self, nth)->headers, name);
}

const char *
lw_test_server_get_body (LwTestServer *self,
                         guint         nth)
{
  return get_asked (self, nth)->body;
}
