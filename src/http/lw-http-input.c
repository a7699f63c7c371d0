/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a connection has received and nobody has taken yet. Idle connections have no buffer: there may be thousands. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-input.h"

#include <string.h>

#define FIRST_SIZE 2048

static void
make_room (LwHttpInput *self)
{
  if (self->start > 0)
    {
      memmove (self->data, self->data + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->end < self->size)
    return;
  self->size = MAX (self->size * 2, FIRST_SIZE);
  self->data = g_realloc (self->data, self->size);
}

/**
 * lw_http_input_fill:
 * @self: an input
 * @wire: its connection
 *
 * Receives more into the buffer, which grows: the caller bounds it.
 *
 * Returns: as lw_http_wire_receive()
 */
gssize
lw_http_input_fill (LwHttpInput *self,
                    LwHttpWire  *wire)
{
  gssize n;

  make_room (self);
  n = lw_http_wire_receive (wire, self->data + self->end, self->size - self->end);
  if (n > 0)
    self->end += n;
  return n;
}

/**
 * lw_http_input_read:
 * @self: an input
 * @wire: its connection
 * @data: where the bytes go
 * @size: how many at most
 *
 * Takes what is in the buffer, else receives.
 *
 * Returns: as lw_http_wire_receive()
 */
gssize
lw_http_input_read (LwHttpInput *self,
                    LwHttpWire  *wire,
                    void        *data,
                    gsize        size)
{
  gsize length = MIN (lw_http_input_get_length (self), size);

  if (length == 0)
    return lw_http_wire_receive (wire, data, size);
  memcpy (data, self->data + self->start, length);
  self->start += length;
  return length;
}

/* Gives an empty buffer back. */
void
lw_http_input_trim (LwHttpInput *self)
{
  if (self->start == self->end)
    lw_http_input_clear (self);
}

void
lw_http_input_clear (LwHttpInput *self)
{
  g_free (self->data);
  memset (self, 0, sizeof *self);
}
