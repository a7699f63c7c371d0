/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* s3://bucket/key addresses. Every address in a job has this form, on this computer too. Not for https URLs. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwS3Uri LwS3Uri;

/**
 * LwS3Uri:
 * @bucket: the bucket, never empty, without slash
 * @key: the key, may be empty; plain text, never percent-encoded
 *
 * Immutable after parsing; any thread may read it.
 */
struct _LwS3Uri
{
  char *bucket;
  char *key;
};

LwS3Uri  *lw_s3_uri_new                 (const char  *bucket,
                                         const char  *key) G_GNUC_WARN_UNUSED_RESULT;
LwS3Uri  *lw_s3_uri_parse               (const char  *text,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void      lw_s3_uri_free                (LwS3Uri     *self);
char     *lw_s3_uri_to_string           (const LwS3Uri *self) G_GNUC_WARN_UNUSED_RESULT;

char     *lw_s3_uri_join                (const char  *base,
                                         const char  *path) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_s3_uri_dup_base_name       (const char  *text) G_GNUC_WARN_UNUSED_RESULT;

gboolean  lw_s3_bucket_name_is_valid    (const char  *name);
char     *lw_s3_bucket_name_suggest     (const char  *folder_name) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Uri, lw_s3_uri_free)

G_END_DECLS
