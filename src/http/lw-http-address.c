/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a server listens, as people write it: "8080", ":8080", "127.0.0.1:8080", "[::]:8080", "localhost:8080". */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-address.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * lw_http_address_parse:
 * @text: an address and a port, or the port alone; without an address it is the loopback
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): the address
 */
GSocketAddress *
lw_http_address_parse (const char  *text,
                       GError     **error)
{
  GSocketAddress *address = NULL;
  g_autofree char *host = NULL;
  const char *port;
  guint64 number;

  g_return_val_if_fail (text != NULL, NULL);

  port = strrchr (text, ':');
  host = g_strndup (text, port != NULL ? port - text : 0);
  if (*host == '[' && g_str_has_suffix (host, "]"))
    {
      memmove (host, host + 1, strlen (host));
      host[strlen (host) - 1] = '\0';
    }
  if (g_ascii_string_to_unsigned (port != NULL ? port + 1 : text, 10, 0, G_MAXUINT16, &number, NULL))
    address = g_inet_socket_address_new_from_string (
      *host == '\0' || g_str_equal (host, "localhost") ? "127.0.0.1" : host, number);
  if (address == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _("“%s” is no address to listen on: write it like 127.0.0.1:8080"), text);
  return address;
}

/**
 * lw_http_address_format:
 * @address: an address
 *
 * Returns: (transfer full): as it stands in a URL
 */
char *
lw_http_address_format (GSocketAddress *address)
{
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%u" : "%s:%u", host,
                          g_inet_socket_address_get_port (inet));
}
