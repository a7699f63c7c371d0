/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One libsoup session in a thread of its own, so that neither signing nor TLS takes time from a main loop, and calls
 * that block can be made from any other thread. Knows connections, proxies and certificates, not services. */

#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define LW_TYPE_HTTP_CLIENT (lw_http_client_get_type ())
G_DECLARE_FINAL_TYPE (LwHttpClient, lw_http_client, LW, HTTP_CLIENT, GObject)

/**
 * LwHttpOptions:
 * @ca_bundle: (nullable): a file of certificates to trust instead of the system's
 * @n_connections: to one host at most; 0 for 32
 * @timeout: seconds without a sign of life; 0 for 60
 */
typedef struct
{
  const char *ca_bundle;
  guint       n_connections;
  guint       timeout;
} LwHttpOptions;

LwHttpClient *lw_http_client_new         (const LwHttpOptions  *options,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean      lw_http_client_is_current  (LwHttpClient         *self);
GMainContext *lw_http_client_get_context (LwHttpClient         *self);
void          lw_http_client_invoke      (LwHttpClient         *self,
                                          GSourceFunc           func,
                                          gpointer              data);
SoupSession  *lw_http_client_get_session (LwHttpClient         *self);

G_END_DECLS
