/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of "serve" that is about workers in the browser. */

#pragma once

#include "lw-cli.h"
#include "lw-engine-backend.h"
#include "lw-portal.h"

G_BEGIN_DECLS

/**
 * LwCliPortalOptions:
 * @address: (nullable): where to listen; %NULL for no portal
 * @certificate: (nullable): file of a certificate
 * @key: (nullable): file of its key
 * @tls: whether to make a certificate when none is given
 */
typedef struct
{
  char     *address;
  char     *certificate;
  char     *key;
  gboolean  tls;
} LwCliPortalOptions;

extern LwCliPortalOptions lw_cli_portal_options;

#define LW_CLI_PORTAL_ENTRIES \
  { "portal", 0, 0, G_OPTION_ARG_STRING, &lw_cli_portal_options.address, \
    N_("Let workers label in the browser; port 0 for any that is free"), N_("ADDRESS:PORT") }, \
  { "portal-tls", 0, 0, G_OPTION_ARG_NONE, &lw_cli_portal_options.tls, \
    N_("Use TLS with a certificate that is made and kept"), NULL }, \
  { "portal-tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &lw_cli_portal_options.certificate, \
    N_("Use TLS with this certificate"), N_("FILE") }, \
  { "portal-tls-key", 0, 0, G_OPTION_ARG_FILENAME, &lw_cli_portal_options.key, \
    N_("The certificate's key"), N_("FILE") }

gboolean  lw_cli_portal_open   (LwCli            *cli,
                                LwJobBackend     *place,
                                LwPortal        **portal,
                                char            **link,
                                GError          **error);
void      lw_cli_portal_tell   (LwCli            *cli,
                                LwPortal         *portal,
                                const char       *link);
void      lw_cli_portal_build  (JsonBuilder      *builder,
                                LwPortal         *portal,
                                const char       *link);

G_END_DECLS
