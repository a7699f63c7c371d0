/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A multipart upload on disk: what it is for, and its parts. For this folder only. */

#pragma once

#include "lw-endpoint-call.h"
#include "lw-endpoint-note.h"

G_BEGIN_DECLS

#define LW_UPLOAD_MAX_PART 10000

/**
 * LwEndpointPart:
 * @number: 1 to 10,000
 * @md5: of its bytes, in hexadecimal digits
 * @path: its file
 * @size: in bytes
 * @time: when it came, in microseconds since 1970-01-01 UTC
 */
typedef struct
{
  guint    number;
  char    *md5;
  char    *path;
  guint64  size;
  gint64   time;
} LwEndpointPart;

/**
 * LwEndpointUpload:
 * @folder: where it is
 * @note: what was said of the object to be, with "bucket" and "key"
 */
typedef struct
{
  char           *id;
  char           *folder;
  gint64          time;
  LwEndpointNote *note;
} LwEndpointUpload;

LwEndpointUpload *lw_endpoint_upload_create     (LwEndpointCall    *call,
                                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;
LwEndpointUpload *lw_endpoint_upload_open       (LwEndpointCall    *call,
                                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *lw_endpoint_upload_list       (LwEndpoint        *endpoint,
                                                 const char        *bucket) G_GNUC_WARN_UNUSED_RESULT;
void              lw_endpoint_upload_free       (LwEndpointUpload  *self);
char             *lw_endpoint_upload_dup_part   (LwEndpointUpload  *self,
                                                 guint              number,
                                                 const char        *md5) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *lw_endpoint_upload_list_parts (LwEndpointUpload  *self) G_GNUC_WARN_UNUSED_RESULT;
void              lw_endpoint_upload_drop_part  (LwEndpointUpload  *self,
                                                 guint              number,
                                                 const char        *but);
void              lw_endpoint_upload_delete     (LwEndpointUpload  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointUpload, lw_endpoint_upload_free)

G_END_DECLS
