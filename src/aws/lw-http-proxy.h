/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Proxies as the environment names them: HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GProxyResolver *lw_http_proxy_new_from_environment (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
