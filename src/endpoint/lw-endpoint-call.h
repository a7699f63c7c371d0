/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request to the endpoint: what it is for and who sent it, and the answer in the form of the service. For this
 * folder only. */

#pragma once

#include "lw-endpoint-error.h"

#include "lw-endpoint.h"
#include "lw-http-exchange.h"

G_BEGIN_DECLS

/**
 * LwEndpointService:
 * @LW_ENDPOINT_SERVICE_S3: objects; XML
 * @LW_ENDPOINT_SERVICE_SAGEMAKER: labeling jobs; JSON
 * @LW_ENDPOINT_SERVICE_STS: who am I; forms and XML
 */
typedef enum
{
  LW_ENDPOINT_SERVICE_S3,
  LW_ENDPOINT_SERVICE_SAGEMAKER,
  LW_ENDPOINT_SERVICE_STS,
} LwEndpointService;

/**
 * LwEndpointCall:
 * @endpoint: strong
 * @exchange: owned until it is answered; then %NULL
 * @request_id: what the answer calls the request
 * @query: decoded names and values; of several of one name the first
 * @bucket: (nullable): for S3
 * @key: (nullable): for S3, decoded
 * @region: (nullable): for which the request is signed
 * @time: when it was signed, in microseconds since 1970-01-01 UTC
 * @scope: (nullable): day, region, service and terminator of its signature
 * @signature: (nullable): the signature of its head
 * @payload: (nullable): what the signed head says of the body: a hash, or how it comes
 */
typedef struct
{
  LwEndpoint         *endpoint;
  LwHttpExchange     *exchange;
  LwEndpointService   service;
  char               *request_id;
  GHashTable         *query;
  char               *bucket;
  char               *key;
  char               *region;
  gint64              time;
  char               *scope;
  char               *signature;
  char               *payload;
} LwEndpointCall;

LwEndpointCall *lw_endpoint_call_new           (LwEndpoint       *endpoint,
                                                LwHttpExchange   *exchange) G_GNUC_WARN_UNUSED_RESULT;
void            lw_endpoint_call_free          (LwEndpointCall   *self);

const char     *lw_endpoint_call_get_header    (LwEndpointCall   *self,
                                                const char       *name);
const char     *lw_endpoint_call_get_query     (LwEndpointCall   *self,
                                                const char       *name);
gboolean        lw_endpoint_call_has_method    (LwEndpointCall   *self,
                                                const char       *method);
void            lw_endpoint_call_add_header    (LwEndpointCall   *self,
                                                const char       *name,
                                                const char       *value);

void            lw_endpoint_call_respond       (LwEndpointCall   *self,
                                                guint             status);
void            lw_endpoint_call_respond_text  (LwEndpointCall   *self,
                                                guint             status,
                                                const char       *content_type,
                                                const char       *text);
void            lw_endpoint_call_respond_file  (LwEndpointCall   *self,
                                                guint             status,
                                                int               file,
                                                guint64           offset,
                                                guint64           length);
void            lw_endpoint_call_respond_error (LwEndpointCall   *self,
                                                const GError     *error);

char           *lw_endpoint_uri_decode         (const char       *text,
                                                gboolean          plus_is_blank) G_GNUC_WARN_UNUSED_RESULT;
GHashTable     *lw_endpoint_form_decode        (const char       *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointCall, lw_endpoint_call_free)

G_END_DECLS
