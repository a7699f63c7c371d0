/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of "serve" that is about AWS's clients: where it listens, and what they need to know. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-endpoint.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "lw-cli-place.h"
#include "lw-region.h"

LwCliEndpointOptions lw_cli_endpoint_options;

static gboolean
check_options (GError **error)
{
  const LwCliEndpointOptions *options = &lw_cli_endpoint_options;

  if ((options->certificate != NULL) != (options->key != NULL))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("--tls-certificate and --tls-key belong together: give both"));
  else if (options->address == NULL && (options->print || options->certificate != NULL))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Say where to listen, as in --listen 127.0.0.1:8443"));
  else
    return TRUE;
  return FALSE;
}

/**
 * lw_cli_endpoint_open:
 * @place: where the jobs run
 * @endpoint: (out) (nullable): the endpoint, %NULL when the options want none
 * @error: return location
 *
 * Opens the endpoint that the options want.
 *
 * Returns: whether it worked
 */
gboolean
lw_cli_endpoint_open (LwJobBackend  *place,
                      LwEndpoint   **endpoint,
                      GError       **error)
{
  const LwCliEndpointOptions *options = &lw_cli_endpoint_options;
  g_autoptr (LwEndpoint) opened = NULL;
  g_autoptr (LwHttpCertificate) certificate = NULL;

  *endpoint = NULL;
  if (!check_options (error))
    return FALSE;
  if (options->address == NULL)
    return TRUE;
  if (options->certificate != NULL)
    {
      certificate = lw_http_certificate_load (options->certificate, options->key, error);
      if (certificate == NULL)
        return FALSE;
    }
  opened = lw_endpoint_new (LW_ENGINE_BACKEND (place), error);
  if (opened == NULL || !lw_endpoint_listen (opened, options->address, certificate, error))
    return FALSE;
  *endpoint = g_steal_pointer (&opened);
  return TRUE;
}

static void
print_config (const char        *uri,
              const LwAccessKey *key)
{
  const char *certificate = lw_cli_endpoint_options.certificate;

  lw_cli_print ("# %s\n", _("Environment"));
  lw_cli_print ("AWS_ENDPOINT_URL=%s\nAWS_DEFAULT_REGION=%s\nAWS_REGION=%s\n", uri, LW_REGION_DEFAULT,
                LW_REGION_DEFAULT);
  lw_cli_print ("AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n", key->id, key->secret);
  if (certificate != NULL)
    lw_cli_print ("AWS_CA_BUNDLE=%s\n", certificate);
  lw_cli_print ("\n# ~/.aws/config\n[profile labelwright]\nregion = %s\nendpoint_url = %s\n", LW_REGION_DEFAULT, uri);
  lw_cli_print ("aws_access_key_id = %s\naws_secret_access_key = %s\n", key->id, key->secret);
  if (certificate != NULL)
    lw_cli_print ("ca_bundle = %s\n", certificate);
  lw_cli_print ("s3 =\n  addressing_style = path\n");
  fflush (stdout);
}

/**
 * lw_cli_endpoint_tell:
 * @cli: the run
 * @endpoint: (nullable): the endpoint
 *
 * Says where it listens, and what a client needs when that is wanted.
 */
void
lw_cli_endpoint_tell (LwCli      *cli,
                      LwEndpoint *endpoint)
{
  g_autofree char *uri = NULL;

  if (endpoint == NULL || cli->json)
    return;
  uri = lw_endpoint_dup_uri (endpoint);
  if (lw_cli_endpoint_options.print)
    print_config (uri, lw_endpoint_get_key (endpoint));
  else
    lw_cli_print ("endpoint: %s\n", uri);
  fflush (stdout);
}

/**
 * lw_cli_endpoint_tell_of:
 * @cli: the run
 * @workspace: a workspace that another process has
 *
 * Says what a client of that process needs, when that is wanted.
 *
 * Returns: whether it was
 */
gboolean
lw_cli_endpoint_tell_of (LwCli      *cli,
                         const char *workspace)
{
  g_autofree char *uri = lw_cli_endpoint_options.print ? lw_endpoint_dup_uri_of (workspace) : NULL;
  g_autoptr (LwAccessKey) key = uri != NULL ? lw_access_key_load (workspace, NULL) : NULL;

  if (key == NULL)
    return FALSE;
  print_config (uri, key);
  return TRUE;
}

/**
 * lw_cli_endpoint_build:
 * @builder: where an object has been begun
 * @endpoint: (nullable): the endpoint
 */
void
lw_cli_endpoint_build (JsonBuilder *builder,
                       LwEndpoint  *endpoint)
{
  g_autofree char *uri = NULL;

  if (endpoint == NULL)
    return;
  uri = lw_endpoint_dup_uri (endpoint);
  lw_cli_build_string (builder, "endpoint", uri);
  lw_cli_build_string (builder, "region", LW_REGION_DEFAULT);
  if (!lw_cli_endpoint_options.print)
    return;
  lw_cli_build_string (builder, "accessKeyId", lw_endpoint_get_key (endpoint)->id);
  lw_cli_build_string (builder, "secretAccessKey", lw_endpoint_get_key (endpoint)->secret);
}
