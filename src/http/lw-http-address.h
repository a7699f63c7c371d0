/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a server listens, as people write it. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSocketAddress *lw_http_address_parse  (const char      *text,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char           *lw_http_address_format (GSocketAddress  *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
