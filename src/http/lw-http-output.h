/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A response on its way out: bytes, then bytes or a part of a file. Never waits. */

#pragma once

#include "lw-http-wire.h"

G_BEGIN_DECLS

/**
 * LwHttpOutput:
 * @head: (nullable): the first bytes
 * @body: (nullable): the next
 * @sent: how many of both are sent
 * @file: the file whose bytes follow, or -1
 * @offset: from where
 * @left: how many bytes of it
 */
typedef struct
{
  GString *head;
  GBytes  *body;
  gsize    sent;
  int      file;
  guint64  offset;
  guint64  left;
} LwHttpOutput;

void  lw_http_output_init   (LwHttpOutput  *self);
void  lw_http_output_clear  (LwHttpOutput  *self);
int   lw_http_output_send   (LwHttpOutput  *self,
                             LwHttpWire    *wire);

G_END_DECLS
