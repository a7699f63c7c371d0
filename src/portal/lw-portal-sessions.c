/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is in: the sessions that have not ended, found by their cookies. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-sessions.h"

#include "lw-portal-token.h"

#include "lw-str.h"

#include <string.h>

/* A browser that has not joined again for so long is not in any more. */
#define LIFETIME (30 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

struct _LwPortalSessions
{
  LwPortalVault *vault;
  GMutex         mutex;
  GHashTable    *by_id;
};

/**
 * lw_portal_sessions_new:
 * @vault: where they are kept
 *
 * Returns: (transfer full): those that have not ended
 */
LwPortalSessions *
lw_portal_sessions_new (LwPortalVault *vault)
{
  LwPortalSessions *self = g_new0 (LwPortalSessions, 1);
  g_autoptr (GPtrArray) sessions = lw_portal_vault_load_sessions (vault);

  self->vault = g_object_ref (vault);
  g_mutex_init (&self->mutex);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lw_portal_session_unref);
  for (guint i = 0; i < sessions->len; i++)
    lw_portal_sessions_add (self, g_ptr_array_index (sessions, i));
  return self;
}

void
lw_portal_sessions_free (LwPortalSessions *self)
{
  g_hash_table_unref (self->by_id);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->vault);
  g_free (self);
}

static LwPortalSession *
get (LwPortalSessions *self,
     const char       *id)
{
  LwPortalSession *session = g_hash_table_lookup (self->by_id, id);

  return session != NULL ? lw_portal_session_ref (session) : NULL;
}

/**
 * lw_portal_sessions_get:
 * @self: the sessions
 * @id: id of a session
 *
 * Returns: (transfer full) (nullable): the session
 */
LwPortalSession *
lw_portal_sessions_get (LwPortalSessions *self,
                        const char       *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return get (self, id);
}

/**
 * lw_portal_sessions_find:
 * @self: the sessions
 * @cookie: what a browser sent
 * @now: the time
 *
 * Returns: (transfer full) (nullable): the session with that cookie; it was seen now
 */
LwPortalSession *
lw_portal_sessions_find (LwPortalSessions *self,
                         const char       *cookie,
                         gint64            now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *id = g_strndup (cookie, LW_PORTAL_ID_LENGTH);
  g_autofree char *hash = lw_portal_token_hash (cookie);
  LwPortalSession *session = get (self, id);

  if (session == NULL)
    return NULL;
  if (lw_portal_token_equal (hash, session->hash) && session->created + LIFETIME > now)
    {
      session->seen = MAX (session->seen, now);
      return session;
    }
  lw_portal_session_unref (session);
  return NULL;
}

/**
 * lw_portal_sessions_has_worker:
 * @self: the sessions
 * @worker: a name
 *
 * Returns: whether somebody of that name, in any case, is in
 */
gboolean
lw_portal_sessions_has_worker (LwPortalSessions *self,
                               const char       *worker)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *name = g_utf8_casefold (worker, -1);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_autofree char *other = g_utf8_casefold (((LwPortalSession *) value)->worker, -1);

      if (strcmp (name, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * lw_portal_sessions_list:
 * @self: the sessions
 *
 * Returns: (transfer full) (element-type LwPortalSession): all
 */
GPtrArray *
lw_portal_sessions_list (LwPortalSessions *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_portal_session_unref);
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    g_ptr_array_add (sessions, lw_portal_session_ref (session));
  return sessions;
}

void
lw_portal_sessions_add (LwPortalSessions *self,
                        LwPortalSession  *session)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_replace (self->by_id, session->id, lw_portal_session_ref (session));
}

/**
 * lw_portal_sessions_set_job:
 * @self: the sessions
 * @session: one of them
 * @job: the labeling job that it works on
 */
void
lw_portal_sessions_set_job (LwPortalSessions *self,
                            LwPortalSession  *session,
                            const char       *job)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  lw_set_str (&session->job, job);
}

/**
 * lw_portal_sessions_end:
 * @self: the sessions
 * @id: id of a session
 */
void
lw_portal_sessions_end (LwPortalSessions *self,
                        const char       *id)
{
  lw_portal_vault_end_session (self->vault, id);
  g_mutex_lock (&self->mutex);
  g_hash_table_remove (self->by_id, id);
  g_mutex_unlock (&self->mutex);
}

/**
 * lw_portal_sessions_end_revoked:
 * @self: the sessions
 * @now: the time
 *
 * Ends those whose links were revoked, here or by another process, and those that are too old.
 *
 * Returns: how many
 */
guint
lw_portal_sessions_end_revoked (LwPortalSessions *self,
                                gint64            now)
{
  g_autoptr (GPtrArray) sessions = lw_portal_sessions_list (self);
  guint n_ended = 0;

  for (guint i = 0; i < sessions->len; i++)
    {
      const LwPortalSession *session = g_ptr_array_index (sessions, i);

      if (session->created + LIFETIME > now && !lw_portal_vault_is_revoked (self->vault, session->link))
        continue;
      lw_portal_sessions_end (self, session->id);
      n_ended++;
    }
  return n_ended;
}
