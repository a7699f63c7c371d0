/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations of S3, a function each: it answers the call, or says in an error what is to be answered. For this
 * folder only. */

#pragma once

#include "lw-endpoint-object.h"
#include "lw-endpoint-private.h"
#include "lw-endpoint-xml.h"

G_BEGIN_DECLS

#define LW_ENDPOINT_MALFORMED_XML \
  "The XML you provided was not well-formed or did not validate against our published schema"

typedef gboolean (*LwEndpointS3Func) (LwEndpointCall  *call,
                                      GError         **error);

gboolean lw_endpoint_s3_list_buckets      (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_create_bucket     (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_delete_bucket     (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_head_bucket       (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_get_location      (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_get_versioning    (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_get_acl           (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_no_policy         (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_list_objects      (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_delete_objects    (LwEndpointCall *call, GError **error);

gboolean lw_endpoint_s3_get_cors          (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_put_cors          (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_delete_cors       (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_preflight         (LwEndpointCall *call, GError **error);
void     lw_endpoint_s3_add_cors_headers  (LwEndpointCall *call);
gboolean lw_endpoint_s3_get_bucket_tags   (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_put_bucket_tags   (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_delete_bucket_tags (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_get_tags          (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_put_tags          (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_delete_tags       (LwEndpointCall *call, GError **error);

gboolean lw_endpoint_s3_get_object        (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_put_object        (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_copy_object       (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_delete_object     (LwEndpointCall *call, GError **error);

gboolean lw_endpoint_s3_create_upload     (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_upload_part       (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_list_parts        (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_complete_upload   (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_abort_upload      (LwEndpointCall *call, GError **error);
gboolean lw_endpoint_s3_list_uploads      (LwEndpointCall *call, GError **error);

/* What several of them share. */
gboolean          lw_endpoint_s3_check_bucket  (LwEndpointCall    *call,
                                                GError           **error);
gboolean          lw_endpoint_s3_remove        (LwEndpoint        *endpoint,
                                                const char        *bucket,
                                                const char        *key,
                                                GError           **error);
void              lw_endpoint_s3_respond_xml   (LwEndpointCall    *call,
                                                LwEndpointXml     *xml);
LwEndpointObject *lw_endpoint_s3_open_source   (LwEndpointCall    *call,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lw_endpoint_s3_read_range    (const char        *text,
                                                guint64            size,
                                                guint64           *offset,
                                                guint64           *length);
gssize            lw_endpoint_s3_read_body     (gpointer           data,
                                                void              *buffer,
                                                gsize              size,
                                                GError           **error);

/**
 * LwEndpointSlice:
 * @file: an open file
 * @offset: where reading goes on
 * @left: how many bytes follow
 * @digest: (nullable): gets the bytes
 */
typedef struct
{
  int              file;
  guint64          offset;
  guint64          left;
  struct _LwDigest *digest;
} LwEndpointSlice;

gssize            lw_endpoint_slice_read       (gpointer           slice,
                                                void              *buffer,
                                                gsize              size,
                                                GError           **error);

G_END_DECLS
