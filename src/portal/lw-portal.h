/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workers in the browser: a listener that shows workers the jobs of an engine and takes their answers. Off until it is
 * told to listen. Main thread only; see lw-portal-api.h for what goes over the wire. */

#pragma once

#include "lw-engine-backend.h"
#include "lw-http-certificate.h"
#include "lw-portal-vault.h"

G_BEGIN_DECLS

#define LW_TYPE_PORTAL (lw_portal_get_type ())
G_DECLARE_FINAL_TYPE (LwPortal, lw_portal, LW, PORTAL, GObject)

LwPortal      *lw_portal_new            (LwEngineBackend    *backend,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;

LwPortalVault *lw_portal_get_vault      (LwPortal           *self);
gboolean       lw_portal_listen         (LwPortal           *self,
                                         const char         *address,
                                         LwHttpCertificate  *certificate,
                                         GError            **error);
void           lw_portal_close          (LwPortal           *self);
gboolean       lw_portal_is_open        (LwPortal           *self);
char          *lw_portal_dup_uri        (LwPortal           *self) G_GNUC_WARN_UNUSED_RESULT;
char          *lw_portal_dup_fingerprint (LwPortal          *self) G_GNUC_WARN_UNUSED_RESULT;

char          *lw_portal_invite         (LwPortal           *self,
                                         const char         *worker,
                                         guint               max_uses,
                                         gint64              seconds,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_portal_revoke         (LwPortal           *self,
                                         const char         *link,
                                         GError            **error);

GPtrArray     *lw_portal_list_sessions  (LwPortal           *self) G_GNUC_WARN_UNUSED_RESULT;
void           lw_portal_end_session    (LwPortal           *self,
                                         const char         *session);

gboolean       lw_portal_get_offered    (LwPortal           *self,
                                         LwLabelingJob      *job);
void           lw_portal_set_offered    (LwPortal           *self,
                                         LwLabelingJob      *job,
                                         gboolean            offered);

G_END_DECLS
