/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where AWS's services are ("Service endpoints and quotas" in the AWS General Reference). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-endpoint.h"

#include <string.h>

static const struct
{
  const char *prefix;
  const char *partition;
  const char *suffix;
  const char *dual_stack_suffix;
} partitions[] = {
  { "cn-", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn" },
  { "us-gov-", "aws-us-gov", "amazonaws.com", "api.aws" },
  { "us-iso-", "aws-iso", "c2s.ic.gov", "c2s.ic.gov" },
  { "us-isob-", "aws-iso-b", "sc2s.sgov.gov", "sc2s.sgov.gov" },
  { "eu-isoe-", "aws-iso-e", "cloud.adc-e.uk", "cloud.adc-e.uk" },
  { "us-isof-", "aws-iso-f", "csp.hci.ic.gov", "csp.hci.ic.gov" },
  { "eusc-", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu" },
  { "", "aws", "amazonaws.com", "api.aws" },
};

/* A service's name as settings write it, and its host before Region and suffix. */
static const struct
{
  const char *service;
  const char *host;
  const char *fips_host;
} services[] = {
  { "sagemaker", "api.sagemaker", "api-fips.sagemaker" },
  { "s3", "s3", "s3-fips" },
  { "sts", "sts", "sts-fips" },
  { "sso", "portal.sso", "portal.sso" },
  { "sso_oidc", "oidc", "oidc" },
};

static guint
find_partition (const char *region)
{
  guint i = 0;

  while (!g_str_has_prefix (region, partitions[i].prefix))
    i++;
  return i;
}

/**
 * lw_aws_region_get_partition:
 * @region: such as "eu-west-1"
 *
 * Returns: (transfer none): the second part of its ARNs, such as "aws"
 */
const char *
lw_aws_region_get_partition (const char *region)
{
  g_return_val_if_fail (region != NULL, NULL);

  return partitions[find_partition (region)].partition;
}

static const char *
get_host (const char *service,
          gboolean    is_fips)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (strcmp (services[i].service, service) == 0)
      return is_fips ? services[i].fips_host : services[i].host;
  return service;
}

/**
 * lw_aws_endpoint_dup_url:
 * @service: as settings name it: "sagemaker", "s3", "sts", "sso", "sso_oidc", "iam"
 * @region: such as "eu-west-1"
 * @flags: which kind of endpoint
 *
 * Returns: (transfer full): its address without a path
 */
char *
lw_aws_endpoint_dup_url (const char         *service,
                         const char         *region,
                         LwAwsEndpointFlags  flags)
{
  guint partition;
  gboolean is_dual;
  const char *host;

  g_return_val_if_fail (service != NULL && region != NULL, NULL);

  partition = find_partition (region);
  is_dual = (flags & LW_AWS_ENDPOINT_DUAL_STACK) != 0;
  host = get_host (service, (flags & LW_AWS_ENDPOINT_FIPS) != 0);
  if (strcmp (service, "iam") == 0 && strcmp (partitions[partition].partition, "aws") == 0)
    return g_strdup ("https://iam.amazonaws.com");
  if (strcmp (service, "s3") == 0 && is_dual)
    return g_strdup_printf ("https://%s.dualstack.%s.%s", host, region, partitions[partition].suffix);
  return g_strdup_printf ("https://%s.%s.%s", host, region,
                          is_dual ? partitions[partition].dual_stack_suffix : partitions[partition].suffix);
}
