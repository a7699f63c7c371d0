/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workers in the browser: what a portal is made of, opening and closing it. Requests come in at lw-portal-gate.c. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-file.h"

#include <glib/gstdio.h>

#define HOUSEKEEPING_SECONDS 2
/* Notes about what was refused, so that nobody fills the disk with them. */
#define NOTES_AT_ONCE 100
#define NOTES_PER_SECOND 5

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwPortal, lw_portal, G_TYPE_OBJECT)

static void
lw_portal_dispose (GObject *object)
{
  lw_portal_close (LW_PORTAL (object));
  G_OBJECT_CLASS (lw_portal_parent_class)->dispose (object);
}

static void
lw_portal_finalize (GObject *object)
{
  LwPortal *self = LW_PORTAL (object);

  g_clear_pointer (&self->images, lw_portal_images_free);
  g_clear_pointer (&self->catalogs, lw_portal_catalogs_free);
  g_clear_pointer (&self->files, lw_portal_files_free);
  g_clear_pointer (&self->limiter, lw_portal_limiter_free);
  g_clear_pointer (&self->sessions, lw_portal_sessions_free);
  g_clear_object (&self->seats);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->cookie);
  g_clear_object (&self->vault);
  g_clear_object (&self->backend);
  G_OBJECT_CLASS (lw_portal_parent_class)->finalize (object);
}

static void
lw_portal_class_init (LwPortalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_portal_dispose;
  object_class->finalize = lw_portal_finalize;

  /**
   * LwPortal::changed:
   * @self: the portal
   *
   * It was opened or closed, or other people are in.
   */
  signals[CHANGED] = g_signal_new ("changed", LW_TYPE_PORTAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lw_portal_init (LwPortal *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->limiter = lw_portal_limiter_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
lw_portal_emit_changed (LwPortal *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Cookies do not tell ports apart: two portals of one computer have two names. */
static char *
new_cookie_name (LwPortalVault *vault)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, lw_portal_vault_get_key (vault));

  return g_strdup_printf ("labelwright-%.8s", digest);
}

/* A file each, so that it is so after the next start too. */
static char *
dup_hidden_path (LwPortal   *self,
                 const char *job)
{
  g_autofree char *name = job != NULL ? g_ascii_strdown (job, -1) : NULL;

  return g_build_filename (lw_portal_vault_get_folder (self->vault), "hidden", name, NULL);
}

static void
load_hidden (LwPortal *self)
{
  g_autofree char *path = dup_hidden_path (self, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_hash_table_add (self->hidden, g_strdup (name));
}

/**
 * lw_portal_new:
 * @backend: where the jobs run
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a portal that is not open
 */
LwPortal *
lw_portal_new (LwEngineBackend  *backend,
               GError          **error)
{
  g_autoptr (LwPortal) self = NULL;
  g_autoptr (LwPortalVault) vault = NULL;

  g_return_val_if_fail (LW_IS_ENGINE_BACKEND (backend), NULL);

  vault = lw_portal_vault_open (lw_engine_backend_get_workspace (backend), error);
  if (vault == NULL)
    return NULL;
  self = g_object_new (LW_TYPE_PORTAL, NULL);
  self->backend = g_object_ref (backend);
  self->vault = g_object_ref (vault);
  self->cookie = new_cookie_name (vault);
  self->sessions = lw_portal_sessions_new (vault);
  self->seats = lw_portal_seats_new (backend);
  load_hidden (self);
  self->files = lw_portal_files_new ();
  self->catalogs = lw_portal_catalogs_new (self->files);
  self->images = lw_portal_images_new (lw_job_backend_get_store (LW_JOB_BACKEND (backend)));
  return g_steal_pointer (&self);
}

LwPortalVault *
lw_portal_get_vault (LwPortal *self)
{
  g_return_val_if_fail (LW_IS_PORTAL (self), NULL);

  return self->vault;
}

/* Opening and closing */

static gboolean
housekeeping_cb (gpointer data)
{
  LwPortal *self = data;

  if (lw_portal_sessions_end_revoked (self->sessions, g_get_real_time ()) > 0)
    lw_portal_emit_changed (self);
  lw_portal_seats_close_idle (self->seats, g_get_real_time ());
  return G_SOURCE_CONTINUE;
}

/**
 * lw_portal_listen:
 * @self: a portal that is not open
 * @address: "ADDRESS:PORT"; port 0 for any that is free
 * @certificate: (nullable): for TLS
 * @error: return location
 *
 * Opens the portal.
 *
 * Returns: whether it is open
 */
gboolean
lw_portal_listen (LwPortal           *self,
                  const char         *address,
                  LwHttpCertificate  *certificate,
                  GError            **error)
{
  g_autoptr (LwHttpServer) server = NULL;

  g_return_val_if_fail (LW_IS_PORTAL (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  server = lw_http_server_new (&(LwHttpLimits) { .connections = 4000 }, lw_portal_gate, self, NULL);
  if (!lw_http_server_listen (server, address, certificate, error))
    return FALSE;
  self->server = g_steal_pointer (&server);
  self->housekeeping = g_timeout_add_seconds (HOUSEKEEPING_SECONDS, housekeeping_cb, self);
  lw_portal_emit_changed (self);
  return TRUE;
}

/**
 * lw_portal_close:
 * @self: a portal
 *
 * Closes it: nobody gets anything from it any more. Who is in stays in for the next time, and tasks that are out can be
 * answered then. Closing twice is allowed.
 */
void
lw_portal_close (LwPortal *self)
{
  g_return_if_fail (LW_IS_PORTAL (self));

  if (self->server == NULL)
    return;
  g_clear_handle_id (&self->housekeeping, g_source_remove);
  lw_http_server_stop (self->server);
  g_clear_object (&self->server);
  lw_portal_emit_changed (self);
}

gboolean
lw_portal_is_open (LwPortal *self)
{
  g_return_val_if_fail (LW_IS_PORTAL (self), FALSE);

  return self->server != NULL;
}

/**
 * lw_portal_dup_uri:
 * @self: a portal
 *
 * Returns: (transfer full) (nullable): where it listens, as "http://address:port"; %NULL while it is closed
 */
char *
lw_portal_dup_uri (LwPortal *self)
{
  g_return_val_if_fail (LW_IS_PORTAL (self), NULL);

  return self->server != NULL ? lw_http_server_dup_uri (self->server) : NULL;
}

/**
 * lw_portal_dup_fingerprint:
 * @self: a portal
 *
 * Returns: (transfer full) (nullable): of its certificate; %NULL without TLS
 */
char *
lw_portal_dup_fingerprint (LwPortal *self)
{
  LwHttpCertificate *certificate;

  g_return_val_if_fail (LW_IS_PORTAL (self), NULL);

  certificate = self->server != NULL ? lw_http_server_get_certificate (self->server) : NULL;
  return certificate != NULL ? lw_http_certificate_dup_fingerprint (certificate) : NULL;
}

/* Who may come in, and who is in */

/**
 * lw_portal_invite:
 * @self: a portal
 * @worker: (nullable): the name of whoever joins by the link
 * @max_uses: how often one may join by it; 0 for any number
 * @seconds: for how long; 0 for ever
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the path of a join link, "/join/TOKEN", which nothing can show again
 */
char *
lw_portal_invite (LwPortal    *self,
                  const char  *worker,
                  guint        max_uses,
                  gint64       seconds,
                  GError     **error)
{
  gint64 now = g_get_real_time ();
  g_autofree char *token = NULL;

  g_return_val_if_fail (LW_IS_PORTAL (self), NULL);

  token = lw_portal_vault_invite (self->vault, worker, max_uses, now, seconds > 0 ? now + seconds * G_USEC_PER_SEC : 0,
                                  error);
  if (token == NULL)
    return NULL;
  lw_portal_emit_changed (self);
  return g_strconcat ("/join/", token, NULL);
}

/**
 * lw_portal_revoke:
 * @self: a portal
 * @link: id of a link
 * @error: return location
 *
 * Nobody joins by the link any more, and who joined by it is out.
 *
 * Returns: whether it worked
 */
gboolean
lw_portal_revoke (LwPortal    *self,
                  const char  *link,
                  GError     **error)
{
  g_return_val_if_fail (LW_IS_PORTAL (self), FALSE);

  if (!lw_portal_vault_revoke (self->vault, link, error))
    return FALSE;
  lw_portal_sessions_end_revoked (self->sessions, g_get_real_time ());
  lw_portal_emit_changed (self);
  return TRUE;
}

/**
 * lw_portal_list_sessions:
 * @self: a portal
 *
 * Returns: (transfer full) (element-type LwPortalSession): who is in
 */
GPtrArray *
lw_portal_list_sessions (LwPortal *self)
{
  g_return_val_if_fail (LW_IS_PORTAL (self), NULL);

  return lw_portal_sessions_list (self->sessions);
}

/**
 * lw_portal_end_session:
 * @self: a portal
 * @session: id of a session, which ends; the worker's tasks are given back
 */
void
lw_portal_end_session (LwPortal   *self,
                       const char *session)
{
  g_autoptr (LwPortalSession) found = NULL;
  GListModel *jobs;

  g_return_if_fail (LW_IS_PORTAL (self));

  found = lw_portal_sessions_get (self->sessions, session);
  if (found == NULL)
    return;
  lw_portal_sessions_end (self->sessions, session);
  jobs = lw_job_backend_get_jobs (LW_JOB_BACKEND (self->backend));
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);

      if (!lw_portal_sessions_has_worker (self->sessions, found->worker))
        lw_portal_seats_leave (self->seats, job, found->worker);
    }
  lw_portal_emit_changed (self);
}

/* Which jobs */

gboolean
lw_portal_get_offered (LwPortal      *self,
                       LwLabelingJob *job)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (LW_IS_PORTAL (self), FALSE);

  name = g_ascii_strdown (lw_labeling_job_get_name (job), -1);
  return !g_hash_table_contains (self->hidden, name);
}

/**
 * lw_portal_set_offered:
 * @self: a portal
 * @job: a job
 * @offered: whether workers in the browser may work on it
 */
void
lw_portal_set_offered (LwPortal      *self,
                       LwLabelingJob *job,
                       gboolean       offered)
{
  g_autofree char *name = g_ascii_strdown (lw_labeling_job_get_name (job), -1);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (LW_IS_PORTAL (self));

  path = dup_hidden_path (self, name);
  if (offered)
    {
      g_hash_table_remove (self->hidden, name);
      g_unlink (path);
    }
  else
    {
      g_hash_table_add (self->hidden, g_strdup (name));
      if (!lw_file_write (path, "", 0, &error))
        g_warning ("%s", error->message);
    }
  lw_portal_emit_changed (self);
}

/**
 * lw_portal_find_job:
 * @self: a portal
 * @name: what somebody sent
 *
 * Returns: (transfer full) (nullable): the job of that name, when workers in the browser may work on it
 */
LwLabelingJob *
lw_portal_find_job (LwPortal   *self,
                    const char *name)
{
  g_autoptr (LwLabelingJob) job = lw_job_backend_find_job (LW_JOB_BACKEND (self->backend), name);

  return job != NULL && lw_portal_get_offered (self, job) ? g_steal_pointer (&job) : NULL;
}

/* Notes */

/**
 * lw_portal_note:
 * @self: a portal
 * @request: what was refused
 * @format: what it was, as for printf()
 * @...: its parameters
 *
 * Writes a line to the log about something that no page of ours would send. Any thread.
 */
void
lw_portal_note (LwPortal        *self,
                LwPortalRequest *request,
                const char      *format,
                ...)
{
  LwPortalSession *session = lw_portal_request_get_session (request);
  g_autofree char *peer = lw_portal_request_dup_peer (request);
  g_autofree char *what = NULL;
  va_list parameters;

  if (!lw_portal_limiter_may (self->limiter, "note", "", NOTES_AT_ONCE, NOTES_PER_SECOND, TRUE,
                              g_get_monotonic_time ()))
    return;
  va_start (parameters, format);
  what = g_strdup_vprintf (format, parameters);
  va_end (parameters);
  g_message ("Refused: %s, from %s%s%s", what, peer, session != NULL ? ", worker " : "",
             session != NULL ? session->worker : "");
}
