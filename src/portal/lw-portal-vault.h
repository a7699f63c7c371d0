/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a portal keeps in its workspace: its secret, join links and sessions; a file each, in the folder "portal"
 * that only its owner may read. Links may be made, listed and revoked by another process while a portal runs.
 * Everything may be called from any thread. */

#pragma once

#include "lw-portal-link.h"
#include "lw-portal-session.h"

G_BEGIN_DECLS

#define LW_TYPE_PORTAL_VAULT (lw_portal_vault_get_type ())
G_DECLARE_FINAL_TYPE (LwPortalVault, lw_portal_vault, LW, PORTAL_VAULT, GObject)

LwPortalVault   *lw_portal_vault_open          (const char       *workspace,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes          *lw_portal_vault_get_key       (LwPortalVault    *self);
const char      *lw_portal_vault_get_folder    (LwPortalVault    *self);

char            *lw_portal_vault_invite        (LwPortalVault    *self,
                                                const char       *worker,
                                                guint             max_uses,
                                                gint64            now,
                                                gint64            expires,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *lw_portal_vault_list_links    (LwPortalVault    *self) G_GNUC_WARN_UNUSED_RESULT;
LwPortalLink    *lw_portal_vault_find_link     (LwPortalVault    *self,
                                                const char       *token) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lw_portal_vault_is_revoked    (LwPortalVault    *self,
                                                const char       *link);
gboolean         lw_portal_vault_revoke        (LwPortalVault    *self,
                                                const char       *link,
                                                GError          **error);

LwPortalSession *lw_portal_vault_redeem        (LwPortalVault    *self,
                                                const char       *token,
                                                const char       *worker,
                                                const char       *agent,
                                                gint64            now,
                                                char            **cookie,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray       *lw_portal_vault_load_sessions (LwPortalVault    *self) G_GNUC_WARN_UNUSED_RESULT;
void             lw_portal_vault_end_session   (LwPortalVault    *self,
                                                const char       *session);

G_END_DECLS
