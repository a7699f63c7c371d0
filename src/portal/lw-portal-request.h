/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request of a browser, with its body read, and the one reply to it. In one thread at a time; it ends with a reply,
 * at once or later. */

#pragma once

#include "lw-http-exchange.h"
#include "lw-portal-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _LwPortalRequest LwPortalRequest;

LwPortalRequest *lw_portal_request_new          (LwHttpExchange   *exchange) G_GNUC_WARN_UNUSED_RESULT;
void             lw_portal_request_free         (LwPortalRequest  *self);

const char      *lw_portal_request_get_method   (LwPortalRequest  *self);
const char      *lw_portal_request_get_path     (LwPortalRequest  *self);
const char      *lw_portal_request_get_header   (LwPortalRequest  *self,
                                                 const char       *name);
char            *lw_portal_request_dup_cookie   (LwPortalRequest  *self,
                                                 const char       *name) G_GNUC_WARN_UNUSED_RESULT;
char            *lw_portal_request_dup_argument (LwPortalRequest  *self,
                                                 const char       *name) G_GNUC_WARN_UNUSED_RESULT;
char            *lw_portal_request_dup_origin   (LwPortalRequest  *self) G_GNUC_WARN_UNUSED_RESULT;
char            *lw_portal_request_dup_peer     (LwPortalRequest  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lw_portal_request_is_secure    (LwPortalRequest  *self);

gboolean         lw_portal_request_read_body    (LwPortalRequest  *self,
                                                 gsize             limit);
JsonObject      *lw_portal_request_get_body     (LwPortalRequest  *self);

LwPortalSession *lw_portal_request_get_session  (LwPortalRequest  *self);
void             lw_portal_request_set_session  (LwPortalRequest  *self,
                                                 LwPortalSession  *session);

void             lw_portal_request_add_header   (LwPortalRequest  *self,
                                                 const char       *name,
                                                 const char       *value);
void             lw_portal_request_reply        (LwPortalRequest  *self,
                                                 guint             status,
                                                 const char       *type,
                                                 GBytes           *content);
void             lw_portal_request_reply_json   (LwPortalRequest  *self,
                                                 JsonBuilder      *builder);
void             lw_portal_request_refuse       (LwPortalRequest  *self,
                                                 guint             status,
                                                 const char       *code,
                                                 const char       *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalRequest, lw_portal_request_free)

G_END_DECLS
