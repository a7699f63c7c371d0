/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The head of an HTTP/1.1 request: request line and header fields, read strictly. What two programs could read
 * differently (and so be smuggled past one of them) is refused: lines that end in LF alone, folded lines, blanks
 * before the colon, control characters, two lengths, a length beside chunks. Grammar: RFC 9112. Not for bodies. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-head.h"

#include <string.h>

#define MAX_METHOD_LENGTH 16
#define MAX_LENGTH_DIGITS 18

/**
 * lw_http_head_find_end:
 * @data: what has been received
 * @length: how much of it
 * @scanned: (inout): where the search goes on; afterwards, with %LW_HTTP_HEAD_WHOLE, the length of the head with the
 *   empty line at its end
 *
 * Returns: whether the head is whole
 */
LwHttpHeadEnd
lw_http_head_find_end (const char *data,
                       gsize       length,
                       gsize      *scanned)
{
  gsize at = *scanned;
  const char *found;

  while ((found = memchr (data + at, '\n', length - at)) != NULL)
    {
      gsize place = found - data;

      /* What is behind the head may be a body, which may hold anything. */
      if (place < 2 || data[place - 1] != '\r' || memchr (data + at, '\0', place - at) != NULL)
        return LW_HTTP_HEAD_BAD;
      at = place + 1;
      if (data[place - 2] == '\n')
        {
          *scanned = at;
          return LW_HTTP_HEAD_WHOLE;
        }
    }
  if (memchr (data + at, '\0', length - at) != NULL)
    return LW_HTTP_HEAD_BAD;
  *scanned = length;
  return LW_HTTP_HEAD_PARTIAL;
}

static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_method (const char *text)
{
  gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return length > 0 && length <= MAX_METHOD_LENGTH && text[length] == '\0';
}

/* Visible ASCII without "#": everything else has to be escaped. */
static gboolean
is_target (const char *text)
{
  if (*text != '/')
    return FALSE;
  for (; *text != '\0'; text++)
    if (*text <= ' ' || *text > '~' || *text == '#')
      return FALSE;
  return TRUE;
}

static gboolean
is_value (const char *text)
{
  for (; *text != '\0'; text++)
    if (((guchar) *text < ' ' && *text != '\t') || *text == 0x7f)
      return FALSE;
  return TRUE;
}

/* The line at @data as text; returns the next one. find_end() has seen that each line ends in CR LF. */
static char *
cut_line (char *data)
{
  char *end = strchr (data, '\n');

  end[-1] = '\0';
  return end + 1;
}

static guint
parse_request_line (LwHttpHead *self,
                    char       *line)
{
  char *target = strchr (line, ' ');
  char *version = target != NULL ? strchr (target + 1, ' ') : NULL;
  char *query;

  if (version == NULL)
    return 400;
  *target++ = '\0';
  *version++ = '\0';
  if (!is_method (line) || !is_target (target))
    return 400;
  if (!g_str_equal (version, "HTTP/1.1") && !g_str_equal (version, "HTTP/1.0"))
    return g_str_has_prefix (version, "HTTP/") && is_token (version + strlen ("HTTP/")) ? 505 : 400;
  query = strchr (target, '?');
  if (query != NULL)
    *query++ = '\0';
  self->method = line;
  self->path = target;
  self->query = query;
  self->keep_alive = g_str_equal (version, "HTTP/1.1");
  return 0;
}

static guint
parse_field (LwHttpHead *self,
             char       *line)
{
  char *colon = strchr (line, ':');

  if (colon == NULL)
    return 400;
  *colon = '\0';
  if (!is_token (line) || !is_value (colon + 1))
    return 400;
  if (self->n_fields == LW_HTTP_MAX_FIELDS)
    return 431;
  self->fields[self->n_fields].name = line;
  self->fields[self->n_fields].value = g_strstrip (colon + 1);
  self->n_fields++;
  return 0;
}

static gboolean
has_word (const char *list,
          const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, ",", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (words[i]), word) == 0)
      return TRUE;
  return FALSE;
}

static guint
take_length (LwHttpHead *self,
             const char *value)
{
  gsize n_digits = strspn (value, "0123456789");

  if (n_digits == 0 || n_digits > MAX_LENGTH_DIGITS || value[n_digits] != '\0')
    return 400;
  self->content_length = g_ascii_strtoull (value, NULL, 10);
  self->has_length = TRUE;
  return 0;
}

static guint
take_connection (LwHttpHead *self,
                 const char *value)
{
  if (has_word (value, "close"))
    self->keep_alive = FALSE;
  return 0;
}

static guint
take_encoding (LwHttpHead *self,
               const char *value)
{
  self->chunked = g_ascii_strcasecmp (value, "chunked") == 0;
  return self->chunked ? 0 : 501;
}

static guint
take_expect (LwHttpHead *self,
             const char *value)
{
  self->expects_continue = g_ascii_strcasecmp (value, "100-continue") == 0;
  return self->expects_continue ? 0 : 417;
}

/* The fields that say where the message ends and for whom it is. They may come once. */
static const struct
{
  const char *name;
  guint     (*take) (LwHttpHead *self,
                     const char *value);
} known_fields[] = {
  { "Host", NULL },
  { "Content-Length", take_length },
  { "Transfer-Encoding", take_encoding },
  { "Connection", take_connection },
  { "Expect", take_expect },
  { "Authorization", NULL },
};

static guint
judge_fields (LwHttpHead *self)
{
  gboolean is_1_0 = !self->keep_alive;
  guint seen[G_N_ELEMENTS (known_fields)] = { 0 };

  for (guint i = 0; i < self->n_fields; i++)
    for (guint j = 0; j < G_N_ELEMENTS (known_fields); j++)
      if (g_ascii_strcasecmp (self->fields[i].name, known_fields[j].name) == 0)
        {
          guint status = known_fields[j].take != NULL ? known_fields[j].take (self, self->fields[i].value) : 0;

          if (status != 0)
            return status;
          if (seen[j]++ > 0 && known_fields[j].take != take_connection)
            return 400;
        }
  if (seen[0] == 0 && !is_1_0)
    return 400;
  return self->chunked && (self->has_length || is_1_0) ? 400 : 0;
}

/**
 * lw_http_head_parse:
 * @self: where it goes
 * @data: the head, with the empty line at its end (see lw_http_head_find_end()); is written to, and keeps the texts
 * @length: its length
 *
 * Returns: 0, or the status that refuses the request: 400, 417, 431, 501, 505
 */
guint
lw_http_head_parse (LwHttpHead *self,
                    char       *data,
                    gsize       length)
{
  char *end = data + length - strlen ("\r\n");
  char *line = data;
  char *next = cut_line (line);
  guint status;

  memset (self, 0, G_STRUCT_OFFSET (LwHttpHead, fields));
  memset (&self->n_fields, 0, sizeof *self - G_STRUCT_OFFSET (LwHttpHead, n_fields));
  /* A CR within a line is a control character, which no part of it may have. */
  status = parse_request_line (self, line);
  while (status == 0 && next < end)
    {
      line = next;
      next = cut_line (line);
      status = parse_field (self, line);
    }
  return status == 0 ? judge_fields (self) : status;
}

/**
 * lw_http_head_get_field:
 * @self: a head
 * @name: the name of a header field, in any case
 *
 * Returns: (transfer none) (nullable): the value of the first field of this name
 */
const char *
lw_http_head_get_field (const LwHttpHead *self,
                        const char       *name)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (g_ascii_strcasecmp (self->fields[i].name, name) == 0)
      return self->fields[i].value;
  return NULL;
}
