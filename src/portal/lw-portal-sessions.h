/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is in: the sessions that have not ended, found by their cookies. Any thread. */

#pragma once

#include "lw-portal-vault.h"

G_BEGIN_DECLS

typedef struct _LwPortalSessions LwPortalSessions;

LwPortalSessions *lw_portal_sessions_new       (LwPortalVault     *vault) G_GNUC_WARN_UNUSED_RESULT;
void              lw_portal_sessions_free      (LwPortalSessions  *self);

LwPortalSession  *lw_portal_sessions_find      (LwPortalSessions  *self,
                                                const char        *cookie,
                                                gint64             now) G_GNUC_WARN_UNUSED_RESULT;
LwPortalSession  *lw_portal_sessions_get       (LwPortalSessions  *self,
                                                const char        *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lw_portal_sessions_has_worker (LwPortalSessions *self,
                                                const char        *worker);
GPtrArray        *lw_portal_sessions_list      (LwPortalSessions  *self) G_GNUC_WARN_UNUSED_RESULT;
void              lw_portal_sessions_add       (LwPortalSessions  *self,
                                                LwPortalSession   *session);
void              lw_portal_sessions_set_job   (LwPortalSessions  *self,
                                                LwPortalSession   *session,
                                                const char        *job);
void              lw_portal_sessions_end       (LwPortalSessions  *self,
                                                const char        *id);
guint             lw_portal_sessions_end_revoked (LwPortalSessions *self,
                                                gint64             now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalSessions, lw_portal_sessions_free)

G_END_DECLS
