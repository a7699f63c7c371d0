/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A checksum as fast as memory, against damage and change by accident: any change within eight aligned bytes is
 * seen. Not against somebody who wants to be mistaken. Only for manifest/. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwQuickHash LwQuickHash;

/**
 * LwQuickHash:
 * @lanes: eight bytes each go to one in turn
 * @pending: bytes that do not fill all lanes yet
 * @n_bytes: how many there were
 */
struct _LwQuickHash
{
  guint64 lanes[4];
  guint8  pending[32];
  guint64 n_bytes;
};

void    lw_quick_hash_init   (LwQuickHash   *self);
void    lw_quick_hash_update (LwQuickHash   *self,
                              gconstpointer  data,
                              gsize          length);
guint64 lw_quick_hash_finish (LwQuickHash   *self);

G_END_DECLS
