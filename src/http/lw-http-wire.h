/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of one accepted connection, with or without TLS. Never waits, except in lw_http_wire_wait(). Used by one
 * thread at a time. */

#pragma once

#include "lw-http-certificate.h"

G_BEGIN_DECLS

/* What the functions return instead of a number of bytes. */
#define LW_HTTP_WIRE_AGAIN (-1)
#define LW_HTTP_WIRE_BROKEN (-2)

typedef struct _LwHttpWire LwHttpWire;

LwHttpWire *lw_http_wire_new         (int                 fd,
                                      LwHttpCertificate  *certificate) G_GNUC_WARN_UNUSED_RESULT;
void        lw_http_wire_free        (LwHttpWire         *self);

int         lw_http_wire_get_fd      (LwHttpWire         *self);
gboolean    lw_http_wire_is_tls      (LwHttpWire         *self);
gboolean    lw_http_wire_wants_write (LwHttpWire         *self);
gboolean    lw_http_wire_has_input   (LwHttpWire         *self);

int         lw_http_wire_handshake   (LwHttpWire         *self);
gssize      lw_http_wire_receive     (LwHttpWire         *self,
                                      void               *data,
                                      gsize               size);
gssize      lw_http_wire_send        (LwHttpWire         *self,
                                      const void         *data,
                                      gsize               length,
                                      gboolean            more);
gssize      lw_http_wire_send_file   (LwHttpWire         *self,
                                      int                 file,
                                      guint64             offset,
                                      guint64             length);
void        lw_http_wire_end_output  (LwHttpWire         *self);
gboolean    lw_http_wire_wait        (LwHttpWire         *self,
                                      gboolean            for_output,
                                      int                 milliseconds);

G_END_DECLS
