/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* S3's calls, each as a function that blocks and may be called from any thread but that of the HTTP client. Which
 * Region a bucket is in is learnt from the service and kept. Not for many files at once (lw-s3-transfer.h). */

#pragma once

#include "lw-aws-client.h"
#include "lw-s3-body.h"
#include "lw-s3-cors.h"
#include "lw-s3-listing.h"
#include "lw-s3-uri.h"

G_BEGIN_DECLS

#define LW_TYPE_S3_CLIENT (lw_s3_client_get_type ())
G_DECLARE_FINAL_TYPE (LwS3Client, lw_s3_client, LW, S3_CLIENT, GObject)

/**
 * LwS3Sink:
 * @data: (array length=length): the next bytes of an object
 * @length: how many
 * @user_data: as given to lw_s3_client_fetch()
 * @error: return location
 *
 * Called in the thread of the HTTP client.
 *
 * Returns: whether to go on
 */
typedef gboolean (*LwS3Sink) (gconstpointer   data,
                              gsize           length,
                              gpointer        user_data,
                              GError        **error);

/**
 * LwS3ListFunc:
 * @page: a page of the list
 * @user_data: as given to lw_s3_client_list_all()
 * @error: return location
 *
 * Returns: whether to go on
 */
typedef gboolean (*LwS3ListFunc) (LwS3Listing  *page,
                                  gpointer      user_data,
                                  GError      **error);

LwS3Client   *lw_s3_client_new           (LwAwsClient     *aws) G_GNUC_WARN_UNUSED_RESULT;
LwAwsClient  *lw_s3_client_get_aws       (LwS3Client      *self);

/* Buckets */
GPtrArray    *lw_s3_client_list_buckets  (LwS3Client      *self,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char         *lw_s3_client_locate        (LwS3Client      *self,
                                          const char      *bucket,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
LwS3Cors     *lw_s3_client_get_cors      (LwS3Client      *self,
                                          const char      *bucket,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_s3_client_put_cors      (LwS3Client      *self,
                                          const char      *bucket,
                                          const LwS3Cors  *cors,
                                          GCancellable    *cancellable,
                                          GError         **error);
LwS3Listing  *lw_s3_client_list          (LwS3Client      *self,
                                          const LwS3Uri   *prefix,
                                          const char      *delimiter,
                                          const char      *token,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_s3_client_list_all      (LwS3Client      *self,
                                          const LwS3Uri   *prefix,
                                          const char      *delimiter,
                                          LwS3ListFunc     func,
                                          gpointer         user_data,
                                          GCancellable    *cancellable,
                                          GError         **error);

/* Objects */
LwObjectInfo *lw_s3_client_head          (LwS3Client      *self,
                                          const LwS3Uri   *uri,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes       *lw_s3_client_get           (LwS3Client      *self,
                                          const LwS3Uri   *uri,
                                          guint64          offset,
                                          gssize           length,
                                          const char      *if_match,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_s3_client_fetch         (LwS3Client      *self,
                                          const LwS3Uri   *uri,
                                          guint64          offset,
                                          const char      *if_match,
                                          LwS3Sink         sink,
                                          gpointer         user_data,
                                          GCancellable    *cancellable,
                                          GError         **error);
gboolean      lw_s3_client_put           (LwS3Client      *self,
                                          const LwS3Uri   *uri,
                                          const LwS3Body  *body,
                                          gboolean         only_new,
                                          GCancellable    *cancellable,
                                          GError         **error);
gboolean      lw_s3_client_copy          (LwS3Client      *self,
                                          const LwS3Uri   *source,
                                          const LwS3Uri   *target,
                                          GCancellable    *cancellable,
                                          GError         **error);
gboolean      lw_s3_client_delete        (LwS3Client      *self,
                                          const LwS3Uri   *uri,
                                          GCancellable    *cancellable,
                                          GError         **error);
gboolean      lw_s3_client_delete_many   (LwS3Client      *self,
                                          const char      *bucket,
                                          GPtrArray       *keys,
                                          GCancellable    *cancellable,
                                          GError         **error);
char         *lw_s3_client_presign       (LwS3Client      *self,
                                          const char      *method,
                                          const LwS3Uri   *uri,
                                          guint            seconds,
                                          GCancellable    *cancellable,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
