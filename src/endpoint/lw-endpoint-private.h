/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the endpoint share. For this folder only. */

#pragma once

#include "lw-endpoint-call.h"
#include "lw-endpoint-state.h"

#include "lw-directory-store.h"
#include "lw-sigv4.h"

G_BEGIN_DECLS

LwDirectoryStore *lw_endpoint_get_store    (LwEndpoint      *self);
LwJobBackend     *lw_endpoint_get_backend  (LwEndpoint      *self);
const char       *lw_endpoint_get_folder   (LwEndpoint      *self);
LwEndpointState  *lw_endpoint_get_state    (LwEndpoint      *self);
GRecMutex        *lw_endpoint_get_mutex    (LwEndpoint      *self,
                                            const char      *bucket,
                                            const char      *key);

LwSigv4Keys      *lw_endpoint_get_keys     (LwEndpoint      *self);
void              lw_endpoint_run          (LwEndpoint      *self,
                                            GSourceFunc      func,
                                            gpointer         data,
                                            GDestroyNotify   destroy);

void              lw_endpoint_serve_s3        (LwEndpointCall  *call);
void              lw_endpoint_serve_sagemaker (LwEndpointCall  *call);
void              lw_endpoint_serve_sts       (LwEndpointCall  *call);

G_END_DECLS
