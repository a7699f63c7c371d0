/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace as AWS's clients see it: labeling jobs by SageMaker's JSON protocol, buckets by S3's, both signed with
 * the workspace's access key. Belongs to the thread of its backend; requests are served in threads of its own. */

#pragma once

#include "lw-access-key.h"

#include "lw-engine-backend.h"
#include "lw-http-server.h"

G_BEGIN_DECLS

#define LW_TYPE_ENDPOINT (lw_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (LwEndpoint, lw_endpoint, LW, ENDPOINT, GObject)

#define LW_ENDPOINT_ACCOUNT "000000000000"

LwEndpoint         *lw_endpoint_new             (LwEngineBackend    *backend,
                                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            lw_endpoint_listen          (LwEndpoint         *self,
                                                 const char         *address,
                                                 LwHttpCertificate  *certificate,
                                                 GError            **error);
void                lw_endpoint_stop            (LwEndpoint         *self);

char               *lw_endpoint_dup_uri         (LwEndpoint         *self) G_GNUC_WARN_UNUSED_RESULT;
char               *lw_endpoint_dup_uri_of      (const char         *workspace) G_GNUC_WARN_UNUSED_RESULT;
const LwAccessKey  *lw_endpoint_get_key         (LwEndpoint         *self);

G_END_DECLS
