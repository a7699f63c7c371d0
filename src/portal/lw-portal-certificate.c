/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The certificate that a portal makes for itself. It is kept, so that a browser that was told to trust its fingerprint
 * finds the same one the next time. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-certificate.h"

#include "lw-portal-address.h"

/* Names as a certificate has them: without the brackets of a URL, and with that of the computer itself. */
static char **
list_names (void)
{
  g_auto (GStrv) hosts = lw_portal_address_list_hosts ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_strv_builder_add (names, "localhost");
  g_strv_builder_add (names, g_get_host_name ());
  for (guint i = 0; hosts[i] != NULL; i++)
    g_strv_builder_add (names, g_strdelimit (hosts[i], "[]", ' ')[0] == ' ' ? g_strstrip (hosts[i]) : hosts[i]);
  return g_strv_builder_end (names);
}

/**
 * lw_portal_certificate_ensure:
 * @vault: where it is kept
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the portal's own certificate, made now when there is none
 */
LwHttpCertificate *
lw_portal_certificate_ensure (LwPortalVault  *vault,
                              GError        **error)
{
  const char *folder = lw_portal_vault_get_folder (vault);
  g_autofree char *certificate_file = g_build_filename (folder, "certificate.pem", NULL);
  g_autofree char *key_file = g_build_filename (folder, "certificate-key.pem", NULL);
  g_autoptr (LwHttpCertificate) certificate = NULL;
  g_auto (GStrv) names = NULL;

  if (g_file_test (certificate_file, G_FILE_TEST_EXISTS) && g_file_test (key_file, G_FILE_TEST_EXISTS))
    return lw_http_certificate_load (certificate_file, key_file, error);
  names = list_names ();
  certificate = lw_http_certificate_make ((const char *const *) names, g_get_real_time (), error);
  if (certificate == NULL || !lw_http_certificate_save (certificate, certificate_file, key_file, error))
    return NULL;
  return g_steal_pointer (&certificate);
}
