/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An HTTP request as the bytes of its message (RFC 9112), as somebody typed or recorded it: line ends of either kind,
 * bytes that should have been encoded, folded header fields. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-http-request.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (lw-http-request-error-quark, lw_http_request_error)

typedef struct
{
  char *name;
  char *value;
} Header;

struct _LwHttpRequest
{
  char   *method;
  char   *path;
  char   *query;
  GArray *headers;
  GBytes *body;
};

/* Where the reading is. */
typedef struct
{
  const char *next;
  const char *end;
  guint       line;
} Lines;

static void
clear_header (gpointer data)
{
  Header *header = data;

  g_free (header->name);
  g_free (header->value);
}

/**
 * lw_http_request_new:
 * @method: the method, such as "GET"
 * @target: path and query as they are sent
 *
 * Returns: (transfer full): a request without header fields and body
 */
LwHttpRequest *
lw_http_request_new (const char *method,
                     const char *target)
{
  LwHttpRequest *self;
  const char *mark;

  g_return_val_if_fail (method != NULL && target != NULL, NULL);

  self = g_new0 (LwHttpRequest, 1);
  mark = strchr (target, '?');
  self->method = g_strdup (method);
  self->path = mark != NULL ? g_strndup (target, mark - target) : g_strdup (target);
  self->query = g_strdup (mark != NULL ? mark + 1 : "");
  self->headers = g_array_new (FALSE, FALSE, sizeof (Header));
  g_array_set_clear_func (self->headers, clear_header);
  self->body = g_bytes_new_static ("", 0);
  return self;
}

/**
 * lw_http_request_free:
 * @self: (transfer full): a request
 */
void
lw_http_request_free (LwHttpRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_array_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

static gboolean
next_line (Lines   *lines,
           GString *line)
{
  const char *end;
  gsize length;

  if (lines->next >= lines->end)
    return FALSE;
  end = memchr (lines->next, '\n', lines->end - lines->next);
  length = (end != NULL ? end : lines->end) - lines->next;
  g_string_truncate (line, 0);
  g_string_append_len (line, lines->next, length);
  if (length > 0 && line->str[length - 1] == '\r')
    g_string_truncate (line, length - 1);
  lines->next = end != NULL ? end + 1 : lines->end;
  lines->line++;
  return TRUE;
}

/* The target may hold blanks that should have been encoded, so it ends at the last one. */
static LwHttpRequest *
parse_request_line (const char  *line,
                    GError     **error)
{
  const char *first = strchr (line, ' ');
  const char *last = strrchr (line, ' ');
  g_autofree char *method = NULL;
  g_autofree char *target = NULL;

  if (first == NULL || first == line || last == first || !g_str_has_prefix (last + 1, "HTTP/") || first[1] != '/')
    {
      g_set_error_literal (error, LW_HTTP_REQUEST_ERROR, LW_HTTP_REQUEST_ERROR_SYNTAX,
                           _("1: error: expected a request line such as “GET /path HTTP/1.1”"));
      return NULL;
    }
  method = g_strndup (line, first - line);
  target = g_strndup (first + 1, last - first - 1);
  return lw_http_request_new (method, target);
}

/* The characters that RFC 9110, 5.6.2 lets a field name have. */
static gboolean
is_token (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("!#$%&'*+-.^_`|~", text[i]) == NULL)
      return FALSE;
  return length > 0;
}

static gboolean
parse_header (LwHttpRequest  *self,
              const GString  *line,
              guint           number,
              GError        **error)
{
  const char *colon = strchr (line->str, ':');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if ((line->str[0] == ' ' || line->str[0] == '\t') && self->headers->len > 0)
    {
      Header *last = &g_array_index (self->headers, Header, self->headers->len - 1);
      char *folded = g_strconcat (last->value, " ", g_strstrip (line->str), NULL);

      g_free (last->value);
      last->value = folded;
      return TRUE;
    }
  if (strlen (line->str) != line->len || colon == NULL || !is_token (line->str, colon - line->str))
    {
      g_set_error (error, LW_HTTP_REQUEST_ERROR, LW_HTTP_REQUEST_ERROR_SYNTAX,
                   _("%u: error: expected a header field such as “Host: example.com”"), number);
      return FALSE;
    }
  name = g_strndup (line->str, colon - line->str);
  value = g_strstrip (g_strdup (colon + 1));
  lw_http_request_add_header (self, name, value);
  return TRUE;
}

/* What follows the header. A text file may end with a line end that the body has not: Content-Length tells. */
static GBytes *
take_body (const LwHttpRequest *self,
           const Lines         *lines)
{
  const char *stated = lw_http_request_get_header (self, "Content-Length");
  gsize length = lines->end - lines->next;
  guint64 number;

  if (stated == NULL && strspn (lines->next, "\r\n") >= length)
    length = 0;
  if (stated != NULL && g_ascii_string_to_unsigned (stated, 10, 0, G_MAXSIZE, &number, NULL) && number < length &&
      strspn (lines->next + number, "\r\n") >= length - number)
    length = number;
  return g_bytes_new (lines->next, length);
}

/**
 * lw_http_request_parse:
 * @text: a request: request line, header fields, an empty line, the body; a zero byte stands behind it
 * @length: its length in bytes
 * @error: return location: %LW_HTTP_REQUEST_ERROR_SYNTAX, "line: error: text"
 *
 * Lines may end with CRLF or LF. A field that goes on in the next line becomes one value. Without Content-Length, a
 * body of nothing but line ends is none.
 *
 * Returns: (transfer full) (nullable): the request
 */
LwHttpRequest *
lw_http_request_parse (const char  *text,
                       gsize        length,
                       GError     **error)
{
  g_autoptr (LwHttpRequest) self = NULL;
  g_autoptr (GString) line = g_string_new (NULL);
  Lines lines = { .next = text, .end = text + length };

  g_return_val_if_fail (text != NULL && text[length] == '\0', NULL);

  next_line (&lines, line);
  self = parse_request_line (line->str, error);
  if (self == NULL)
    return NULL;
  while (next_line (&lines, line) && line->len > 0)
    if (!parse_header (self, line, lines.line, error))
      return NULL;
  g_bytes_unref (self->body);
  self->body = take_body (self, &lines);
  return g_steal_pointer (&self);
}

/**
 * lw_http_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): the method
 */
const char *
lw_http_request_get_method (const LwHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->method;
}

/**
 * lw_http_request_get_path:
 * @self: a request
 *
 * Returns: (transfer none): the path as it is sent, without the query
 */
const char *
lw_http_request_get_path (const LwHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * lw_http_request_get_query:
 * @self: a request
 *
 * Returns: (transfer none): the query as it is sent, without the question mark; "" when there is none
 */
const char *
lw_http_request_get_query (const LwHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->query;
}

/**
 * lw_http_request_add_header:
 * @self: a request
 * @name: a field name
 * @value: its value
 *
 * Adds a field behind those there are, also when there is one of that name.
 */
void
lw_http_request_add_header (LwHttpRequest *self,
                            const char    *name,
                            const char    *value)
{
  Header header;

  g_return_if_fail (self != NULL && name != NULL && value != NULL);

  header.name = g_strdup (name);
  header.value = g_strdup (value);
  g_array_append_val (self->headers, header);
}

/**
 * lw_http_request_remove_header:
 * @self: a request
 * @name: a field name, in any case
 *
 * Removes all fields of that name.
 */
void
lw_http_request_remove_header (LwHttpRequest *self,
                               const char    *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  for (guint i = self->headers->len; i > 0; i--)
    if (g_ascii_strcasecmp (g_array_index (self->headers, Header, i - 1).name, name) == 0)
      g_array_remove_index (self->headers, i - 1);
}

/**
 * lw_http_request_get_header:
 * @self: a request
 * @name: a field name, in any case
 *
 * Returns: (transfer none) (nullable): the value of the first field of that name
 */
const char *
lw_http_request_get_header (const LwHttpRequest *self,
                            const char          *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, Header, i).name, name) == 0)
      return g_array_index (self->headers, Header, i).value;
  return NULL;
}

/**
 * lw_http_request_get_n_headers:
 * @self: a request
 *
 * Returns: how many header fields there are
 */
guint
lw_http_request_get_n_headers (const LwHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->headers->len;
}

/**
 * lw_http_request_get_nth_header:
 * @self: a request
 * @nth: a position
 * @value: (out) (optional) (transfer none): the field's value
 *
 * Returns: (transfer none): the name of the field at this position, as it was written
 */
const char *
lw_http_request_get_nth_header (const LwHttpRequest  *self,
                                guint                 nth,
                                const char          **value)
{
  g_return_val_if_fail (self != NULL && nth < self->headers->len, NULL);

  if (value != NULL)
    *value = g_array_index (self->headers, Header, nth).value;
  return g_array_index (self->headers, Header, nth).name;
}

/**
 * lw_http_request_set_body:
 * @self: a request
 * @body: (transfer none): its body
 */
void
lw_http_request_set_body (LwHttpRequest *self,
                          GBytes        *body)
{
  g_return_if_fail (self != NULL && body != NULL);

  g_bytes_ref (body);
  g_bytes_unref (self->body);
  self->body = body;
}

/**
 * lw_http_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none): the body
 */
GBytes *
lw_http_request_get_body (const LwHttpRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}
