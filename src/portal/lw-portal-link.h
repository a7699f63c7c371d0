/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A join link: who has it may join, until it expires, is used up or is revoked. Of its token only the hash is kept. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwPortalLink:
 * @id: what it is called; not secret
 * @hash: of the token
 * @worker: (nullable): the name of whoever joins by it; %NULL when they choose one
 * @created: in microseconds since 1970-01-01 UTC
 * @expires: likewise; 0 for never
 * @max_uses: how often one may join by it; 0 for any number
 * @n_uses: how often one has
 * @revoked: whether it was taken back
 */
typedef struct
{
  char     *id;
  char     *hash;
  char     *worker;
  gint64    created;
  gint64    expires;
  guint     max_uses;
  guint     n_uses;
  gboolean  revoked;
} LwPortalLink;

/**
 * LwPortalLinkState:
 * @LW_PORTAL_LINK_OPEN: one may join by it
 * @LW_PORTAL_LINK_USED: it was used as often as it may be
 * @LW_PORTAL_LINK_EXPIRED: its time is over
 * @LW_PORTAL_LINK_REVOKED: it was taken back
 */
typedef enum
{
  LW_PORTAL_LINK_OPEN,
  LW_PORTAL_LINK_USED,
  LW_PORTAL_LINK_EXPIRED,
  LW_PORTAL_LINK_REVOKED,
} LwPortalLinkState;

LwPortalLink      *lw_portal_link_load      (const char          *path,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           lw_portal_link_save      (const LwPortalLink  *self,
                                             const char          *path,
                                             GError             **error);
void               lw_portal_link_free      (LwPortalLink        *self);

LwPortalLinkState  lw_portal_link_get_state (const LwPortalLink  *self,
                                             gint64               now);
const char        *lw_portal_link_state_to_string (LwPortalLinkState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalLink, lw_portal_link_free)

G_END_DECLS
