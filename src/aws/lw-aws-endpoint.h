/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where AWS's services are: host names by service, Region and partition. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwAwsEndpointFlags:
 * @LW_AWS_ENDPOINT_DEFAULT: the usual one
 * @LW_AWS_ENDPOINT_FIPS: one with validated cryptography
 * @LW_AWS_ENDPOINT_DUAL_STACK: one that is reached by IPv6 too
 */
typedef enum
{
  LW_AWS_ENDPOINT_DEFAULT = 0,
  LW_AWS_ENDPOINT_FIPS = 1 << 0,
  LW_AWS_ENDPOINT_DUAL_STACK = 1 << 1,
} LwAwsEndpointFlags;

const char *lw_aws_region_get_partition (const char         *region);
char       *lw_aws_endpoint_dup_url     (const char         *service,
                                         const char         *region,
                                         LwAwsEndpointFlags  flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
