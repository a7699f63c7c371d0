/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The access key with which clients sign what they send to a workspace's endpoint. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwAccessKey:
 * @id: the access key id
 * @secret: the secret access key
 */
typedef struct
{
  char *id;
  char *secret;
} LwAccessKey;

LwAccessKey *lw_access_key_load (const char   *workspace,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void         lw_access_key_free (LwAccessKey  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAccessKey, lw_access_key_free)

G_END_DECLS
