/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Proxies as the environment names them. Upper-case HTTP_PROXY is taken too: nobody runs this as a CGI program. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-http-proxy.h"

#include <string.h>

static char *
dup_variable (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);
  const char *value = g_getenv (name);

  if (value == NULL || *value == '\0')
    value = g_getenv (upper);
  if (value == NULL || *value == '\0')
    return NULL;
  return strstr (value, "://") != NULL ? g_strdup (value) : g_strconcat ("http://", value, NULL);
}

static char **
dup_ignored_hosts (void)
{
  const char *value = g_getenv ("no_proxy") != NULL ? g_getenv ("no_proxy") : g_getenv ("NO_PROXY");
  g_auto (GStrv) parts = g_strsplit_set (value != NULL ? value : "", ", ", -1);
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (hosts, g_strdup (parts[i]));

  /* The machine itself and the addresses that hand out credentials are never behind a proxy. */
  g_ptr_array_add (hosts, g_strdup ("localhost"));
  g_ptr_array_add (hosts, g_strdup ("127.0.0.0/8"));
  g_ptr_array_add (hosts, g_strdup ("::1"));
  g_ptr_array_add (hosts, g_strdup ("169.254.0.0/16"));
  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&hosts), FALSE);
}

/**
 * lw_http_proxy_new_from_environment:
 *
 * Returns: (transfer full) (nullable): the proxies, %NULL when the environment names none: then the desktop's settings
 *   are right
 */
GProxyResolver *
lw_http_proxy_new_from_environment (void)
{
  g_autofree char *http = dup_variable ("http_proxy");
  g_autofree char *https = dup_variable ("https_proxy");
  g_auto (GStrv) hosts = NULL;
  GProxyResolver *resolver;

  if (http == NULL && https == NULL)
    return NULL;
  hosts = dup_ignored_hosts ();
  resolver = g_simple_proxy_resolver_new (NULL, hosts);
  g_simple_proxy_resolver_set_uri_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), "http", http != NULL ? http : "direct://");
  g_simple_proxy_resolver_set_uri_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), "https",
                                         https != NULL ? https : "direct://");
  return resolver;
}
