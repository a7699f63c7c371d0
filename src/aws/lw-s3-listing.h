/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of a bucket's list of objects (ListObjectsV2), and the list of buckets. */

#pragma once

#include "lw-object-store.h"

G_BEGIN_DECLS

/**
 * LwS3Listing:
 * @objects: (element-type LwObjectInfo): in byte order of the key; their ETags are without quotes
 * @prefixes: (element-type utf8): what the delimiter rolled up: keys that end with it
 * @next_token: (nullable): what asks for the next page
 *
 * One page.
 */
typedef struct
{
  GPtrArray *objects;
  GPtrArray *prefixes;
  char      *next_token;
} LwS3Listing;

/**
 * LwS3Bucket:
 * @name: its name
 * @created: microseconds since 1970-01-01 UTC, 0 when the server does not say
 */
typedef struct
{
  char   *name;
  gint64  created;
} LwS3Bucket;

LwS3Listing *lw_s3_listing_parse (GBytes       *body,
                                  const char   *bucket,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void         lw_s3_listing_free  (LwS3Listing  *self);

GPtrArray   *lw_s3_buckets_parse (GBytes       *body,
                                  char        **next_token,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

char        *lw_s3_dup_etag      (const char   *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Listing, lw_s3_listing_free)

G_END_DECLS
