/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A browser that has joined: who works in it. A file each. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-session.h"

#include "lw-portal-record.h"

#include "lw-json.h"

#define MAX_AGENT 256

/**
 * lw_portal_session_new:
 * @id: what it is called
 * @hash: of the cookie
 * @worker: the worker's name
 * @link: id of the link by which it joined
 * @agent: (nullable): what the browser calls itself
 * @created: the time
 *
 * Returns: (transfer full): a session
 */
LwPortalSession *
lw_portal_session_new (const char *id,
                       const char *hash,
                       const char *worker,
                       const char *link,
                       const char *agent,
                       gint64      created)
{
  LwPortalSession *self = g_new0 (LwPortalSession, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->hash = g_strdup (hash != NULL ? hash : "");
  self->worker = g_strdup (worker != NULL ? worker : "");
  self->link = g_strdup (link != NULL ? link : "");
  self->agent = agent != NULL ? g_utf8_substring (agent, 0, MIN (g_utf8_strlen (agent, -1), MAX_AGENT)) : NULL;
  self->created = self->seen = created;
  return self;
}

/**
 * lw_portal_session_load:
 * @path: a file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the session in it
 */
LwPortalSession *
lw_portal_session_load (const char  *path,
                        GError     **error)
{
  g_autoptr (JsonNode) node = lw_portal_record_load (path, error);
  g_autofree char *id = g_path_get_basename (path);
  JsonObject *object = lw_json_node_object (node);

  if (node == NULL)
    return NULL;
  return lw_portal_session_new (id, lw_json_get_string (object, "hash"), lw_json_get_string (object, "worker"),
                                lw_json_get_string (object, "link"), lw_json_get_string (object, "agent"),
                                lw_json_get_int (object, "created", 0));
}

/**
 * lw_portal_session_save:
 * @self: a session
 * @path: its file
 * @error: return location
 *
 * Blocks until it is on the disk.
 *
 * Returns: whether it worked
 */
gboolean
lw_portal_session_save (const LwPortalSession  *self,
                        const char             *path,
                        GError                **error)
{
  g_autoptr (JsonBuilder) builder = lw_portal_record_begin ();

  lw_portal_record_add_string (builder, "hash", self->hash);
  lw_portal_record_add_string (builder, "worker", self->worker);
  lw_portal_record_add_string (builder, "link", self->link);
  lw_portal_record_add_string (builder, "agent", self->agent);
  lw_portal_record_add_int (builder, "created", self->created);
  return lw_portal_record_save (builder, path, error);
}

LwPortalSession *
lw_portal_session_ref (LwPortalSession *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_portal_session_unref (LwPortalSession *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->hash);
  g_free (self->worker);
  g_free (self->link);
  g_free (self->agent);
  g_free (self->job);
  g_free (self);
}
