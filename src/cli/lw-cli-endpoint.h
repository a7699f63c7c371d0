/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of "serve" that is about AWS's clients. */

#pragma once

#include "lw-cli.h"
#include "lw-endpoint.h"

G_BEGIN_DECLS

/**
 * LwCliEndpointOptions:
 * @address: (nullable): where to listen; %NULL for no endpoint
 * @certificate: (nullable): file of a certificate
 * @key: (nullable): file of its key
 * @print: whether to write what a client needs
 */
typedef struct
{
  char     *address;
  char     *certificate;
  char     *key;
  gboolean  print;
} LwCliEndpointOptions;

extern LwCliEndpointOptions lw_cli_endpoint_options;

#define LW_CLI_ENDPOINT_ENTRIES \
  { "listen", 0, 0, G_OPTION_ARG_STRING, &lw_cli_endpoint_options.address, \
    N_("Serve jobs and buckets to AWS’s clients; port 0 for any that is free"), N_("ADDRESS:PORT") }, \
  { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &lw_cli_endpoint_options.certificate, \
    N_("Use TLS with this certificate"), N_("FILE") }, \
  { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &lw_cli_endpoint_options.key, \
    N_("The certificate's key"), N_("FILE") }, \
  { "print-config", 0, 0, G_OPTION_ARG_NONE, &lw_cli_endpoint_options.print, \
    N_("Write what a client needs, as environment lines and as a profile"), NULL }

gboolean  lw_cli_endpoint_open     (LwJobBackend   *place,
                                    LwEndpoint    **endpoint,
                                    GError        **error);
void      lw_cli_endpoint_tell     (LwCli          *cli,
                                    LwEndpoint     *endpoint);
gboolean  lw_cli_endpoint_tell_of  (LwCli          *cli,
                                    const char     *workspace);
void      lw_cli_endpoint_build    (JsonBuilder    *builder,
                                    LwEndpoint     *endpoint);

G_END_DECLS
