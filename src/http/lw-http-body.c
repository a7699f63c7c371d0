/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the body of a request ends: after so many bytes, or after the last chunk (RFC 9112, 7.1). Never waits. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-body.h"

#include <string.h>

#define MAX_SIZE_DIGITS 15
#define MAX_LINE 1024
#define MAX_TRAILER 8192

/* What reading a line may also say. */
#define LINE_READ 1

void
lw_http_body_init (LwHttpBody       *self,
                   const LwHttpHead *head)
{
  memset (self, 0, sizeof *self);
  self->chunked = head->chunked;
  self->left = head->content_length;
  self->state = head->chunked ? LW_HTTP_BODY_SIZE : self->left > 0 ? LW_HTTP_BODY_DATA : LW_HTTP_BODY_END;
}

/* A line of the input without its end, in place. */
static gssize
read_line (LwHttpInput  *input,
           LwHttpWire   *wire,
           char        **line)
{
  for (;;)
    {
      gsize length = lw_http_input_get_length (input);
      char *start = input->data + input->start;
      char *end = length > 0 ? memchr (start, '\n', MIN (length, MAX_LINE)) : NULL;
      gssize n;

      if (end != NULL)
        {
          if (end == start || end[-1] != '\r' || memchr (start, '\0', end - start) != NULL)
            return LW_HTTP_BODY_BAD;
          end[-1] = '\0';
          input->start += end + 1 - start;
          *line = start;
          return LINE_READ;
        }
      if (length >= MAX_LINE)
        return LW_HTTP_BODY_BAD;
      n = lw_http_input_fill (input, wire);
      if (n <= 0)
        return n == 0 ? LW_HTTP_WIRE_BROKEN : n;
    }
}

/* "1f;name=value": what follows the semicolon says nothing to us, but has to be text. */
static gssize
take_size (LwHttpBody *self,
           const char *line)
{
  gsize n_digits = strspn (line, "0123456789abcdefABCDEF");
  const char *rest = line + n_digits;

  if (n_digits == 0 || n_digits > MAX_SIZE_DIGITS || (*rest != '\0' && *rest != ';'))
    return LW_HTTP_BODY_BAD;
  for (; *rest != '\0'; rest++)
    if ((guchar) *rest < ' ' || *rest == 0x7f)
      return LW_HTTP_BODY_BAD;
  self->left = g_ascii_strtoull (line, NULL, 16);
  self->state = self->left > 0 ? LW_HTTP_BODY_DATA : LW_HTTP_BODY_TRAILER;
  return LINE_READ;
}

static gssize
take_trailer (LwHttpBody *self,
              const char *line)
{
  self->n_trailer += strlen (line);
  if (*line == '\0')
    self->state = LW_HTTP_BODY_END;
  return self->n_trailer <= MAX_TRAILER ? LINE_READ : LW_HTTP_BODY_BAD;
}

/* What is between the bytes of a chunked body. */
static gssize
take_framing (LwHttpBody  *self,
              LwHttpInput *input,
              LwHttpWire  *wire)
{
  char *line;
  gssize result = read_line (input, wire, &line);

  if (result != LINE_READ)
    return result;
  switch (self->state)
    {
    case LW_HTTP_BODY_DATA_END:
      self->state = LW_HTTP_BODY_SIZE;
      return *line == '\0' ? LINE_READ : LW_HTTP_BODY_BAD;
    case LW_HTTP_BODY_SIZE:
      return take_size (self, line);
    case LW_HTTP_BODY_TRAILER:
      return take_trailer (self, line);
    case LW_HTTP_BODY_DATA:
    case LW_HTTP_BODY_END:
    default:
      return LW_HTTP_BODY_BAD;
    }
}

/**
 * lw_http_body_read:
 * @self: a body
 * @input: what was received already
 * @wire: where more comes from
 * @data: where the bytes go
 * @size: how many at most
 *
 * Returns: how many bytes of the body were read, 0 at its end, %LW_HTTP_WIRE_AGAIN, %LW_HTTP_WIRE_BROKEN (also when the
 *   other side ended too early) or %LW_HTTP_BODY_BAD
 */
gssize
lw_http_body_read (LwHttpBody  *self,
                   LwHttpInput *input,
                   LwHttpWire  *wire,
                   void        *data,
                   gsize        size)
{
  gssize n;

  while (self->state != LW_HTTP_BODY_DATA && self->state != LW_HTTP_BODY_END)
    {
      gssize result = take_framing (self, input, wire);

      if (result != LINE_READ)
        return result;
    }
  if (self->state == LW_HTTP_BODY_END)
    return 0;
  n = lw_http_input_read (input, wire, data, MIN (size, self->left));
  if (n <= 0)
    return n == 0 ? LW_HTTP_WIRE_BROKEN : n;
  self->left -= n;
  if (self->left == 0)
    self->state = self->chunked ? LW_HTTP_BODY_DATA_END : LW_HTTP_BODY_END;
  return n;
}
