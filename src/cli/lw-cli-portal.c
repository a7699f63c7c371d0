/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of "serve" that is about workers in the browser. Making and revoking links while it runs is in
 * lw-cli-portal-links.c. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-portal.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "lw-cli-place.h"
#include "lw-portal-address.h"
#include "lw-portal-certificate.h"
#include "lw-portal-qr.h"

/* A link that stands in a terminal or a log is not for ever. */
#define LINK_SECONDS (7 * 24 * 60 * 60)

LwCliPortalOptions lw_cli_portal_options;

static gboolean
get_certificate (LwPortal           *portal,
                 LwHttpCertificate **certificate,
                 GError            **error)
{
  const LwCliPortalOptions *options = &lw_cli_portal_options;

  *certificate = NULL;
  if ((options->certificate != NULL) != (options->key != NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--portal-tls-certificate and --portal-tls-key belong together: give both"));
      return FALSE;
    }
  if (options->certificate != NULL)
    *certificate = lw_http_certificate_load (options->certificate, options->key, error);
  else if (options->tls)
    *certificate = lw_portal_certificate_ensure (lw_portal_get_vault (portal), error);
  else
    return TRUE;
  return *certificate != NULL;
}

/**
 * lw_cli_portal_open:
 * @cli: the run
 * @place: where the jobs run
 * @portal: (out) (nullable): the portal, %NULL when the options want none
 * @link: (out) (nullable): a join link
 * @error: return location
 *
 * Opens the portal that the options want.
 *
 * Returns: whether it worked
 */
gboolean
lw_cli_portal_open (LwCli         *cli,
                    LwJobBackend  *place,
                    LwPortal     **portal,
                    char         **link,
                    GError       **error)
{
  g_autoptr (LwPortal) opened = NULL;
  g_autoptr (LwHttpCertificate) certificate = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  g_auto (GStrv) origins = NULL;

  *portal = NULL;
  *link = NULL;
  if (lw_cli_portal_options.address == NULL)
    return TRUE;
  opened = lw_portal_new (LW_ENGINE_BACKEND (place), error);
  if (opened == NULL || !get_certificate (opened, &certificate, error) ||
      !lw_portal_listen (opened, lw_cli_portal_options.address, certificate, error))
    return FALSE;
  path = lw_portal_invite (opened, NULL, 0, LINK_SECONDS, error);
  if (path == NULL)
    return FALSE;
  uri = lw_portal_dup_uri (opened);
  origins = lw_portal_address_list_origins (uri);
  *link = g_strconcat (origins[0], path, NULL);
  *portal = g_steal_pointer (&opened);
  return TRUE;
}

/**
 * lw_cli_portal_tell:
 * @cli: the run
 * @portal: (nullable): the portal
 * @link: (nullable): its join link
 *
 * Says how to join: the link on standard output, the rest on standard error.
 */
void
lw_cli_portal_tell (LwCli      *cli,
                    LwPortal   *portal,
                    const char *link)
{
  g_autoptr (LwPortalQr) code = NULL;
  g_autofree char *drawing = NULL;
  g_autofree char *fingerprint = NULL;

  if (portal == NULL)
    return;
  fingerprint = lw_portal_dup_fingerprint (portal);
  if (!cli->json)
    {
      lw_cli_print ("portal: %s\n", link);
      fflush (stdout);
    }
  if (fingerprint != NULL)
    lw_cli_message (cli, _("The certificate’s fingerprint (SHA-256): %s"), fingerprint);
  code = cli->progress ? lw_portal_qr_new (link) : NULL;
  if (code == NULL)
    return;
  drawing = lw_portal_qr_to_text (code);
  lw_cli_message (cli, "%s", drawing);
}

/**
 * lw_cli_portal_build:
 * @builder: where an object has been begun
 * @portal: (nullable): the portal
 * @link: (nullable): its join link
 */
void
lw_cli_portal_build (JsonBuilder *builder,
                     LwPortal    *portal,
                     const char  *link)
{
  g_autofree char *fingerprint = NULL;

  if (portal == NULL)
    return;
  fingerprint = lw_portal_dup_fingerprint (portal);
  lw_cli_build_string (builder, "portal", link);
  lw_cli_build_string (builder, "portal-fingerprint", fingerprint);
}
