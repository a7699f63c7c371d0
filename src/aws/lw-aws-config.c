/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which profile, Region and endpoints. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-config.h"

#include <string.h>

struct _LwAwsConfig
{
  gatomicrefcount  refs;
  gboolean         is_profile_explicit;
  char            *profile;
  char            *region;
  char            *endpoint_url;
  char            *ca_bundle;
};

static const char *
get_variable (const char *first,
              const char *second)
{
  const char *value = g_getenv (first);

  if ((value == NULL || *value == '\0') && second != NULL)
    value = g_getenv (second);
  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * lw_aws_config_load:
 * @options: (nullable): what the caller says itself
 * @error: %LW_AWS_ERROR_CONFIG
 *
 * Returns: (transfer full) (nullable): the configuration
 */
LwAwsConfig *
lw_aws_config_load (const LwAwsOptions  *options,
                    GError             **error)
{
  static const LwAwsOptions defaults;
  LwAwsConfig *self = g_new0 (LwAwsConfig, 1);

  if (options == NULL)
    options = &defaults;
  g_atomic_ref_count_init (&self->refs);
  self->is_profile_explicit = options->profile != NULL;
  self->profile = g_strdup (options->profile);
  if (self->profile == NULL)
    self->profile = g_strdup (get_variable ("AWS_PROFILE", "AWS_DEFAULT_PROFILE"));
  if (self->profile == NULL)
    self->profile = g_strdup ("default");
  self->region = g_strdup (options->region);
  if (self->region == NULL)
    self->region = g_strdup (get_variable ("AWS_REGION", "AWS_DEFAULT_REGION"));
  self->endpoint_url = g_strdup (options->endpoint_url);
  self->ca_bundle = g_strdup (get_variable ("AWS_CA_BUNDLE", NULL));
  return self;
}

/**
 * lw_aws_config_ref:
 * @self: a configuration
 *
 * Returns: (transfer full): @self
 */
LwAwsConfig *
lw_aws_config_ref (LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_aws_config_unref:
 * @self: (transfer full): a configuration
 */
void
lw_aws_config_unref (LwAwsConfig *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->profile);
  g_free (self->region);
  g_free (self->endpoint_url);
  g_free (self->ca_bundle);
  g_free (self);
}

/**
 * lw_aws_config_get_profile:
 * @self: a configuration
 *
 * Returns: (transfer none): the name of the profile
 */
const char *
lw_aws_config_get_profile (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->profile;
}

/**
 * lw_aws_config_is_profile_explicit:
 * @self: a configuration
 *
 * Returns: whether the user picked the profile, so that it goes before environment variables
 */
gboolean
lw_aws_config_is_profile_explicit (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_profile_explicit;
}

/**
 * lw_aws_config_get_region:
 * @self: a configuration
 *
 * Returns: (transfer none) (nullable): the Region
 */
const char *
lw_aws_config_get_region (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->region;
}

static const char *
get_custom_endpoint (const LwAwsConfig *self,
                     const char        *service)
{
  g_autofree char *upper = g_ascii_strup (service, -1);
  g_autofree char *name = g_strconcat ("AWS_ENDPOINT_URL_", upper, NULL);

  return self->endpoint_url != NULL ? self->endpoint_url : get_variable (name, "AWS_ENDPOINT_URL");
}

/**
 * lw_aws_config_dup_endpoint:
 * @self: a configuration
 * @service: such as "s3"
 * @region: such as "us-east-1"
 *
 * Returns: (transfer full): where its requests go, "https://host"
 */
char *
lw_aws_config_dup_endpoint (const LwAwsConfig *self,
                            const char        *service,
                            const char        *region)
{
  const char *custom = get_custom_endpoint (self, service);
  const char *suffix = g_str_has_prefix (region, "cn-") ? "amazonaws.com.cn" : "amazonaws.com";

  if (custom != NULL)
    return g_strdup (custom);
  return g_strdup_printf ("https://%s%s.%s.%s", strcmp (service, "sagemaker") == 0 ? "api." : "", service, region,
                          suffix);
}

/**
 * lw_aws_config_is_custom_endpoint:
 * @self: a configuration
 * @service: such as "s3"
 *
 * Returns: whether its requests go elsewhere than to AWS
 */
gboolean
lw_aws_config_is_custom_endpoint (const LwAwsConfig *self,
                                  const char        *service)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return get_custom_endpoint (self, service) != NULL;
}

/**
 * lw_aws_config_is_path_style:
 * @self: a configuration
 *
 * Returns: whether a bucket stands in the path of S3's addresses and not in the host
 */
gboolean
lw_aws_config_is_path_style (const LwAwsConfig *self)
{
  return lw_aws_config_is_custom_endpoint (self, "s3");
}

/**
 * lw_aws_config_get_ca_bundle:
 * @self: a configuration
 *
 * Returns: (transfer none) (nullable): a file of certificates to trust
 */
const char *
lw_aws_config_get_ca_bundle (const LwAwsConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ca_bundle;
}

/**
 * lw_aws_config_get_max_attempts:
 * @self: a configuration
 *
 * Returns: how often a call is tried at most
 */
guint
lw_aws_config_get_max_attempts (const LwAwsConfig *self)
{
  return 3;
}
