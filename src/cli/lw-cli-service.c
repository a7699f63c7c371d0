/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AWS, or the server that the options name. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-service.h"

/**
 * lw_cli_open_aws:
 * @cli: the run
 * @error: %LW_AWS_ERROR_CONFIG
 *
 * Asks nothing yet.
 *
 * Returns: (transfer full) (nullable): a client of what the options, the environment and the AWS configuration name
 */
LwAwsClient *
lw_cli_open_aws (LwCli   *cli,
                 GError **error)
{
  const LwAwsOptions options = { .profile = cli->profile, .region = cli->region, .endpoint_url = cli->endpoint_url };
  g_autoptr (LwAwsConfig) config = lw_aws_config_load (&options, error);
  LwHttpOptions http_options = { 0 };
  g_autoptr (LwHttpClient) http = NULL;
  g_autoptr (LwAwsCredentialsProvider) provider = NULL;

  if (config == NULL)
    return NULL;
  http_options.ca_bundle = lw_aws_config_get_ca_bundle (config);
  http = lw_http_client_new (&http_options, error);
  if (http == NULL)
    return NULL;
  provider = lw_aws_credentials_provider_new (config, http);
  return lw_aws_client_new (http, config, provider);
}

/**
 * lw_cli_open_s3:
 * @cli: the run
 * @error: %LW_AWS_ERROR_CONFIG
 *
 * Asks nothing yet.
 *
 * Returns: (transfer full) (nullable): S3 of what the options, the environment and the AWS configuration name
 */
LwS3Client *
lw_cli_open_s3 (LwCli   *cli,
                GError **error)
{
  g_autoptr (LwAwsClient) aws = lw_cli_open_aws (cli, error);

  return aws != NULL ? lw_s3_client_new (aws) : NULL;
}
