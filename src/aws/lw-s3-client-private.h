/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the calls of S3 are made and sent. Private to the folder. */

#pragma once

#include "lw-s3-client.h"

G_BEGIN_DECLS

LwAwsRequest  *lw_s3_client_make_request (LwS3Client     *self,
                                          const char     *method,
                                          const char     *bucket,
                                          const char     *key,
                                          const char     *query,
                                          const char     *action) G_GNUC_WARN_UNUSED_RESULT;
LwAwsResponse *lw_s3_client_send         (LwS3Client     *self,
                                          LwAwsRequest   *request,
                                          const char     *bucket,
                                          GCancellable   *cancellable,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsResponse *lw_s3_client_send_body    (LwS3Client     *self,
                                          LwAwsRequest   *request,
                                          const char     *bucket,
                                          GCancellable   *cancellable,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_s3_client_redirect     (LwS3Client     *self,
                                          LwAwsRequest   *request,
                                          const char     *bucket,
                                          const GError   *error);
LwAwsRequest  *lw_s3_client_make_get     (LwS3Client     *self,
                                          const LwS3Uri  *uri,
                                          guint64         offset,
                                          gssize          length,
                                          const char     *if_match) G_GNUC_WARN_UNUSED_RESULT;
const char    *lw_s3_guess_content_type  (const char     *key);
char          *lw_s3_encode              (const char     *text) G_GNUC_WARN_UNUSED_RESULT;
void           lw_s3_add_content_md5     (LwAwsRequest   *request,
                                          const char     *content);
gboolean       lw_s3_check_body          (GBytes         *body,
                                          const char     *root,
                                          GError        **error);

G_END_DECLS
