/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A browser that has joined: who works in it. Of its cookie only the hash is kept. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwPortalSession:
 * @id: what it is called; not secret
 * @hash: of the cookie
 * @worker: the worker's name
 * @link: id of the link by which it joined
 * @created: in microseconds since 1970-01-01 UTC
 * @seen: when it last asked for something; not kept on the disk
 * @agent: (nullable): what the browser calls itself
 * @job: (nullable): the labeling job it asked about last; not kept on the disk
 */
typedef struct
{
  gatomicrefcount  ref_count;
  char            *id;
  char            *hash;
  char            *worker;
  char            *link;
  gint64           created;
  gint64           seen;
  char            *agent;
  char            *job;
} LwPortalSession;

LwPortalSession *lw_portal_session_new   (const char             *id,
                                          const char             *hash,
                                          const char             *worker,
                                          const char             *link,
                                          const char             *agent,
                                          gint64                  created) G_GNUC_WARN_UNUSED_RESULT;
LwPortalSession *lw_portal_session_load  (const char             *path,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lw_portal_session_save  (const LwPortalSession  *self,
                                          const char             *path,
                                          GError                **error);
LwPortalSession *lw_portal_session_ref   (LwPortalSession        *self);
void             lw_portal_session_unref (LwPortalSession        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalSession, lw_portal_session_unref)

G_END_DECLS
