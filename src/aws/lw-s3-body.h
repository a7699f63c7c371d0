/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is put into an object or a part of one: bytes, or a piece of a file, with the hash that signs it. The file is
 * read twice, once for the hash and once to be sent; small pieces are kept from the first time. */

#pragma once

#include "lw-aws-request.h"

G_BEGIN_DECLS

typedef struct _LwS3Body LwS3Body;

LwS3Body   *lw_s3_body_new        (GBytes          *bytes) G_GNUC_WARN_UNUSED_RESULT;
LwS3Body   *lw_s3_body_new_file   (const char      *path,
                                   guint64          offset,
                                   guint64          length,
                                   GCancellable    *cancellable,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void        lw_s3_body_free       (LwS3Body        *self);

guint64     lw_s3_body_get_length (const LwS3Body  *self);
char       *lw_s3_body_dup_base64 (const LwS3Body  *self) G_GNUC_WARN_UNUSED_RESULT;
void        lw_s3_body_attach     (const LwS3Body  *self,
                                   LwAwsRequest    *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Body, lw_s3_body_free)

G_END_DECLS
