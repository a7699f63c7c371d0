/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing an object in parts, and what is left of uploads that were not finished. */

#pragma once

#include "lw-s3-client.h"

G_BEGIN_DECLS

/* S3's limits: parts of an object, and the smallest that is not the last. */
#define LW_S3_MAX_PARTS 10000
#define LW_S3_MIN_PART (5 * 1024 * 1024)

/**
 * LwS3Part:
 * @number: from 1
 * @size: in bytes
 * @etag: the part's ETag, without quotes
 */
typedef struct
{
  guint    number;
  guint64  size;
  char    *etag;
} LwS3Part;

/**
 * LwS3Upload:
 * @key: what it would become
 * @id: its name
 * @started: microseconds since 1970-01-01 UTC, 0 when the server does not say
 */
typedef struct
{
  char   *key;
  char   *id;
  gint64  started;
} LwS3Upload;

LwS3Part  *lw_s3_part_new                 (guint            number,
                                           guint64          size,
                                           const char      *etag) G_GNUC_WARN_UNUSED_RESULT;
void       lw_s3_part_free                (LwS3Part        *self);

char      *lw_s3_client_create_upload     (LwS3Client      *self,
                                           const LwS3Uri   *uri,
                                           GCancellable    *cancellable,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char      *lw_s3_client_upload_part       (LwS3Client      *self,
                                           const LwS3Uri   *uri,
                                           const char      *upload_id,
                                           guint            number,
                                           const LwS3Body  *body,
                                           GCancellable    *cancellable,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *lw_s3_client_list_parts        (LwS3Client      *self,
                                           const LwS3Uri   *uri,
                                           const char      *upload_id,
                                           GCancellable    *cancellable,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   lw_s3_client_complete_upload   (LwS3Client      *self,
                                           const LwS3Uri   *uri,
                                           const char      *upload_id,
                                           GPtrArray       *parts,
                                           GCancellable    *cancellable,
                                           GError         **error);
gboolean   lw_s3_client_abort_upload      (LwS3Client      *self,
                                           const LwS3Uri   *uri,
                                           const char      *upload_id,
                                           GCancellable    *cancellable,
                                           GError         **error);
GPtrArray *lw_s3_client_list_uploads      (LwS3Client      *self,
                                           const LwS3Uri   *prefix,
                                           GCancellable    *cancellable,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Part, lw_s3_part_free)

G_END_DECLS
