/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-portal.c and lw-portal-api*.c share. */

#pragma once

#include "lw-portal.h"

#include "lw-http-server.h"
#include "lw-portal-catalog.h"
#include "lw-portal-document.h"
#include "lw-portal-files.h"
#include "lw-portal-images.h"
#include "lw-portal-limiter.h"
#include "lw-portal-record.h"
#include "lw-portal-request.h"
#include "lw-portal-seats.h"
#include "lw-portal-sessions.h"

G_BEGIN_DECLS

/* Of these, handlers in the server's threads use @sessions, @files, @images, @limiter and @context only, which live
 * until the server has stopped. */
struct _LwPortal
{
  GObject           parent_instance;

  LwEngineBackend  *backend;
  LwPortalVault    *vault;
  LwPortalSessions *sessions;
  LwPortalSeats    *seats;
  LwPortalFiles    *files;
  LwPortalImages   *images;
  LwPortalCatalogs *catalogs;
  LwPortalLimiter  *limiter;
  GHashTable       *names;
  GHashTable       *hidden;
  char             *cookie;
  GMainContext     *context;
  LwHttpServer     *server;
  guint             housekeeping;
};

/* lw-portal.c */
void           lw_portal_emit_changed   (LwPortal         *self);
void           lw_portal_note           (LwPortal         *self,
                                         LwPortalRequest  *request,
                                         const char       *format,
                                         ...) G_GNUC_PRINTF (3, 4);
LwLabelingJob *lw_portal_find_job       (LwPortal         *self,
                                         const char       *name) G_GNUC_WARN_UNUSED_RESULT;

/* lw-portal-gate.c: in the server's threads; takes the exchange */
void           lw_portal_gate           (LwHttpExchange   *exchange,
                                         gpointer          portal);

/* lw-portal-api.c and its parts: on the main thread; each takes the request */
void           lw_portal_api            (LwPortal         *self,
                                         LwPortalRequest  *request);
void           lw_portal_api_refuse     (LwPortalRequest  *request,
                                         const GError     *error);
const char    *lw_portal_get_error_code (const GError     *error);
void           lw_portal_api_join       (LwPortal         *self,
                                         LwPortalRequest  *request);
void           lw_portal_api_me         (LwPortal         *self,
                                         LwPortalRequest  *request);
void           lw_portal_api_sign_out   (LwPortal         *self,
                                         LwPortalRequest  *request);
void           lw_portal_api_jobs       (LwPortal         *self,
                                         LwPortalRequest  *request);
void           lw_portal_api_take       (LwPortal         *self,
                                         LwPortalRequest  *request,
                                         const char       *job);
void           lw_portal_api_leave      (LwPortal         *self,
                                         LwPortalRequest  *request,
                                         const char       *job);
void           lw_portal_api_recent     (LwPortal         *self,
                                         LwPortalRequest  *request,
                                         const char       *job);
void           lw_portal_api_give_back  (LwPortal         *self,
                                         LwPortalRequest  *request,
                                         const char       *job,
                                         const char       *task,
                                         gboolean          decline);
void           lw_portal_api_answers    (LwPortal         *self,
                                         LwPortalRequest  *request);
void           lw_portal_api_frame      (LwPortal         *self,
                                         LwPortalRequest  *request,
                                         const char       *token);

/* What a token of a task says. */
typedef struct
{
  guint64 line;
  gint64  expires;
} LwPortalTaskId;

char          *lw_portal_new_task_id    (LwPortal         *self,
                                         const char       *worker,
                                         const char       *job,
                                         guint64           line,
                                         gint64            expires) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_portal_read_task_id   (LwPortal         *self,
                                         const char       *worker,
                                         const char       *job,
                                         const char       *token,
                                         LwPortalTaskId   *id);
void           lw_portal_add_addresses  (LwPortal         *self,
                                         JsonBuilder      *builder,
                                         LwPortalSession  *session,
                                         const char       *job,
                                         const char       *uri,
                                         guint             width);

G_END_DECLS
