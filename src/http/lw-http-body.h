/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the body of a request ends: after so many bytes, or after the last chunk. Never waits. */

#pragma once

#include "lw-http-head.h"
#include "lw-http-input.h"

G_BEGIN_DECLS

/* The framing is broken; the connection is of no further use. */
#define LW_HTTP_BODY_BAD (-3)

/**
 * LwHttpBodyState:
 * @LW_HTTP_BODY_DATA: @left bytes of the body, or of a chunk, follow
 * @LW_HTTP_BODY_DATA_END: the line end behind a chunk follows
 * @LW_HTTP_BODY_SIZE: the line with a chunk's size follows
 * @LW_HTTP_BODY_TRAILER: fields behind the last chunk follow
 * @LW_HTTP_BODY_END: all of it was read
 */
typedef enum
{
  LW_HTTP_BODY_DATA,
  LW_HTTP_BODY_DATA_END,
  LW_HTTP_BODY_SIZE,
  LW_HTTP_BODY_TRAILER,
  LW_HTTP_BODY_END,
} LwHttpBodyState;

typedef struct
{
  LwHttpBodyState state;
  guint64         left;
  gboolean        chunked;
  gsize           n_trailer;
} LwHttpBody;

void    lw_http_body_init   (LwHttpBody        *self,
                             const LwHttpHead  *head);
gssize  lw_http_body_read   (LwHttpBody        *self,
                             LwHttpInput       *input,
                             LwHttpWire        *wire,
                             void              *data,
                             gsize              size);

G_END_DECLS
