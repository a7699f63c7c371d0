/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a connection has received and nobody has taken yet. */

#pragma once

#include "lw-http-wire.h"

G_BEGIN_DECLS

/**
 * LwHttpInput:
 * @data: (nullable): the buffer; there is none while nothing waits in it
 * @size: its size
 * @start: the first byte that was not taken
 * @end: behind the last byte
 */
typedef struct
{
  char  *data;
  gsize  size;
  gsize  start;
  gsize  end;
} LwHttpInput;

gssize  lw_http_input_fill        (LwHttpInput  *self,
                                   LwHttpWire   *wire);
gssize  lw_http_input_read        (LwHttpInput  *self,
                                   LwHttpWire   *wire,
                                   void         *data,
                                   gsize         size);
void    lw_http_input_trim        (LwHttpInput  *self);
void    lw_http_input_clear       (LwHttpInput  *self);

static inline gsize
lw_http_input_get_length (const LwHttpInput *self)
{
  return self->end - self->start;
}

G_END_DECLS
