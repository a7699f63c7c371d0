/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which profile, Region and endpoints: what the environment, the AWS config and credentials files and the caller say
 * together. A value: it does not change and may be used from any thread. Not the credentials
 * (lw-aws-credentials-provider.h). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwAwsOptions:
 * @profile: (nullable): the profile that the user picked
 * @region: (nullable): the Region that the user picked
 * @endpoint_url: (nullable): where to send everything to instead of AWS
 *
 * What a caller says itself; it wins over environment and files.
 */
typedef struct
{
  const char *profile;
  const char *region;
  const char *endpoint_url;
} LwAwsOptions;

typedef struct _LwAwsConfig LwAwsConfig;

LwAwsConfig  *lw_aws_config_load                (const LwAwsOptions  *options,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsConfig  *lw_aws_config_ref                 (LwAwsConfig         *self) G_GNUC_WARN_UNUSED_RESULT;
void          lw_aws_config_unref               (LwAwsConfig         *self);

const char   *lw_aws_config_get_profile         (const LwAwsConfig   *self);
gboolean      lw_aws_config_is_profile_explicit (const LwAwsConfig   *self);
char        **lw_aws_config_dup_profiles        (const LwAwsConfig   *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_aws_config_has_profile         (const LwAwsConfig   *self,
                                                 const char          *profile);
const char   *lw_aws_config_get_value           (const LwAwsConfig   *self,
                                                 const char          *profile,
                                                 const char          *key);
const char   *lw_aws_config_get_section_value   (const LwAwsConfig   *self,
                                                 const char          *section,
                                                 const char          *key);
const char   *lw_aws_config_get_variable        (const LwAwsConfig   *self,
                                                 const char          *name);
char         *lw_aws_config_dup_path            (const LwAwsConfig   *self,
                                                 const char          *path) G_GNUC_WARN_UNUSED_RESULT;

const char   *lw_aws_config_get_region          (const LwAwsConfig   *self);
char         *lw_aws_config_dup_endpoint        (const LwAwsConfig   *self,
                                                 const char          *service,
                                                 const char          *region) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_aws_config_is_custom_endpoint  (const LwAwsConfig   *self,
                                                 const char          *service);
gboolean      lw_aws_config_is_path_style       (const LwAwsConfig   *self);
const char   *lw_aws_config_get_ca_bundle       (const LwAwsConfig   *self);
guint         lw_aws_config_get_max_attempts    (const LwAwsConfig   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsConfig, lw_aws_config_unref)

G_END_DECLS
