/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A bucket's rules for browsers (CORS): what a worker's browser needs to show its images, and a way to add it that
 * keeps what is there. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwS3Cors LwS3Cors;

LwS3Cors *lw_s3_cors_new           (void) G_GNUC_WARN_UNUSED_RESULT;
LwS3Cors *lw_s3_cors_parse         (GBytes          *body,
                                    GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void      lw_s3_cors_free          (LwS3Cors        *self);

guint     lw_s3_cors_get_n_rules   (const LwS3Cors  *self);
gboolean  lw_s3_cors_allows_images (const LwS3Cors  *self);
void      lw_s3_cors_allow_images  (LwS3Cors        *self);
char     *lw_s3_cors_to_xml        (const LwS3Cors  *self) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_s3_cors_to_json       (const LwS3Cors  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3Cors, lw_s3_cors_free)

G_END_DECLS
