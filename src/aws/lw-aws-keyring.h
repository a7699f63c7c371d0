/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that the user has typed, in the desktop's keyring and nowhere else. The calls block. */

#pragma once

#include "lw-aws-credentials.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean          lw_aws_keyring_store  (const char    *item,
                                         const char    *access_key_id,
                                         const char    *secret_access_key,
                                         GCancellable  *cancellable,
                                         GError       **error);
LwAwsCredentials *lw_aws_keyring_load   (const char    *item,
                                         GCancellable  *cancellable,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lw_aws_keyring_remove (const char    *item,
                                         GCancellable  *cancellable,
                                         GError       **error);

G_END_DECLS
