/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Under which addresses others find a listener on this computer: those of its network interfaces. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-address.h"

#include <gio/gio.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

static void
add_address (GStrvBuilder    *hosts,
             struct sockaddr *native)
{
  gsize size = native->sa_family == AF_INET ? sizeof (struct sockaddr_in) : sizeof (struct sockaddr_in6);
  g_autoptr (GSocketAddress) socket = g_socket_address_new_from_native (native, size);
  GInetAddress *address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (socket));
  g_autofree char *text = g_inet_address_to_string (address);
  g_autofree char *host = NULL;

  /* Those of one cable need the name of an interface, which is another one on each computer. */
  if (g_inet_address_get_is_link_local (address))
    return;
  host = native->sa_family == AF_INET ? g_strdup (text) : g_strdup_printf ("[%s]", text);
  g_strv_builder_add (hosts, host);
}

static void
add_addresses (GStrvBuilder   *hosts,
               struct ifaddrs *first,
               int             family,
               gboolean        loopback)
{
  for (struct ifaddrs *each = first; each != NULL; each = each->ifa_next)
    if (each->ifa_addr != NULL && each->ifa_addr->sa_family == family && (each->ifa_flags & IFF_UP) != 0 &&
        loopback == ((each->ifa_flags & IFF_LOOPBACK) != 0))
      add_address (hosts, each->ifa_addr);
}

/**
 * lw_portal_address_list_hosts:
 *
 * Returns: (transfer full): the addresses of this computer as they stand in a URL: those that others reach first
 */
char **
lw_portal_address_list_hosts (void)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  struct ifaddrs *first = NULL;

  if (getifaddrs (&first) != 0)
    first = NULL;
  add_addresses (hosts, first, AF_INET, FALSE);
  add_addresses (hosts, first, AF_INET6, FALSE);
  if (first != NULL)
    freeifaddrs (first);
  g_strv_builder_add (hosts, "127.0.0.1");
  return g_strv_builder_end (hosts);
}

/**
 * lw_portal_address_list_origins:
 * @uri: where it listens, such as "http://0.0.0.0:8080"
 *
 * Returns: (transfer full): under which addresses it is found; just @uri, unless it listens on all interfaces
 */
char **
lw_portal_address_list_origins (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();
  g_auto (GStrv) hosts = NULL;
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (parsed != NULL, NULL);

  address = g_inet_address_new_from_string (g_uri_get_host (parsed));
  if (address == NULL || !g_inet_address_get_is_any (address))
    {
      g_strv_builder_add (origins, uri);
      return g_strv_builder_end (origins);
    }
  hosts = lw_portal_address_list_hosts ();
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      g_autofree char *origin = g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (parsed), hosts[i],
                                                 g_uri_get_port (parsed));

      if (hosts[i][0] != '[' || g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
        g_strv_builder_add (origins, origin);
    }
  return g_strv_builder_end (origins);
}
