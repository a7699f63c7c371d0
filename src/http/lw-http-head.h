/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The head of an HTTP/1.1 request: request line and header fields, read strictly. What two programs could read
 * differently (and so be smuggled past one of them) is refused. Not for bodies. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_HTTP_MAX_FIELDS 100

/**
 * LwHttpField:
 * @name: as it was sent
 * @value: without blanks around it
 */
typedef struct
{
  const char *name;
  const char *value;
} LwHttpField;

/**
 * LwHttpHead:
 * @method: such as "GET"
 * @path: as it was sent, with its escapes; starts with a slash
 * @query: (nullable): what follows the question mark, as it was sent
 * @fields: the header fields in their order
 * @n_fields: how many
 * @content_length: bytes of the body that follows; 0 without one and for a chunked body
 * @has_length: the length was said
 * @chunked: the body comes in chunks
 * @keep_alive: the connection may be used again
 * @expects_continue: the client waits for "100 Continue" before it sends the body
 *
 * The texts are in the buffer that was parsed.
 */
typedef struct
{
  const char  *method;
  const char  *path;
  const char  *query;
  LwHttpField  fields[LW_HTTP_MAX_FIELDS];
  guint        n_fields;
  guint64      content_length;
  gboolean     has_length;
  gboolean     chunked;
  gboolean     keep_alive;
  gboolean     expects_continue;
} LwHttpHead;

/**
 * LwHttpHeadEnd:
 * @LW_HTTP_HEAD_PARTIAL: the end has not come yet
 * @LW_HTTP_HEAD_WHOLE: the head is there
 * @LW_HTTP_HEAD_BAD: this cannot become a head
 */
typedef enum
{
  LW_HTTP_HEAD_PARTIAL,
  LW_HTTP_HEAD_WHOLE,
  LW_HTTP_HEAD_BAD,
} LwHttpHeadEnd;

LwHttpHeadEnd  lw_http_head_find_end  (const char        *data,
                                       gsize              length,
                                       gsize             *scanned);
guint          lw_http_head_parse     (LwHttpHead        *self,
                                       char              *data,
                                       gsize              length);
const char    *lw_http_head_get_field (const LwHttpHead  *self,
                                       const char        *name);

G_END_DECLS
