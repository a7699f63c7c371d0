/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The checksum that an object was stored with (x-amz-checksum-*), computed again from what arrives. Not the ETag, which
 * is no checksum. */

#pragma once

#include "lw-aws-response.h"

G_BEGIN_DECLS

typedef struct _LwS3Checksum LwS3Checksum;

LwS3Checksum *lw_s3_checksum_new    (const char           *algorithm,
                                     const char           *expected) G_GNUC_WARN_UNUSED_RESULT;
LwS3Checksum *lw_s3_checksum_find   (const LwAwsResponse  *response) G_GNUC_WARN_UNUSED_RESULT;
void          lw_s3_checksum_free   (LwS3Checksum         *self);

void          lw_s3_checksum_update (LwS3Checksum         *self,
                                     gconstpointer         data,
                                     gsize                 length);
gboolean      lw_s3_checksum_check  (LwS3Checksum         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Checksum, lw_s3_checksum_free)

G_END_DECLS
