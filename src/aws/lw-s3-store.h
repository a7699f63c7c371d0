/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The buckets of S3, or of a server that speaks like it, as an object store. Any thread may use it but the HTTP
 * client's. */

#pragma once

#include "lw-object-store.h"
#include "lw-s3-client.h"

G_BEGIN_DECLS

#define LW_TYPE_S3_STORE (lw_s3_store_get_type ())
G_DECLARE_FINAL_TYPE (LwS3Store, lw_s3_store, LW, S3_STORE, GObject)

LwS3Store  *lw_s3_store_new        (LwS3Client *client) G_GNUC_WARN_UNUSED_RESULT;
LwS3Client *lw_s3_store_get_client (LwS3Store  *self);

G_END_DECLS
