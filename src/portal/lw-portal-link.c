/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A join link: who has it may join, until it expires, is used up or is revoked. A file each. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-link.h"

#include "lw-portal-record.h"

#include "lw-json.h"

/**
 * lw_portal_link_load:
 * @path: a file
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the link in it
 */
LwPortalLink *
lw_portal_link_load (const char  *path,
                     GError     **error)
{
  g_autoptr (JsonNode) node = lw_portal_record_load (path, error);
  JsonObject *object = lw_json_node_object (node);
  LwPortalLink *self;

  if (node == NULL)
    return NULL;
  self = g_new0 (LwPortalLink, 1);
  self->id = g_path_get_basename (path);
  self->hash = g_strdup (lw_json_get_string (object, "hash"));
  self->worker = g_strdup (lw_json_get_string (object, "worker"));
  self->created = lw_json_get_int (object, "created", 0);
  self->expires = lw_json_get_int (object, "expires", 0);
  self->max_uses = lw_json_get_int (object, "max-uses", 0);
  self->n_uses = lw_json_get_int (object, "uses", 0);
  if (self->hash == NULL)
    self->hash = g_strdup ("");
  return self;
}

/**
 * lw_portal_link_save:
 * @self: a link
 * @path: its file
 * @error: return location
 *
 * Writes everything but whether it is revoked. Blocks until it is on the disk.
 *
 * Returns: whether it worked
 */
gboolean
lw_portal_link_save (const LwPortalLink  *self,
                     const char          *path,
                     GError             **error)
{
  g_autoptr (JsonBuilder) builder = lw_portal_record_begin ();

  lw_portal_record_add_string (builder, "hash", self->hash);
  lw_portal_record_add_string (builder, "worker", self->worker);
  lw_portal_record_add_int (builder, "created", self->created);
  lw_portal_record_add_int (builder, "expires", self->expires);
  lw_portal_record_add_int (builder, "max-uses", self->max_uses);
  lw_portal_record_add_int (builder, "uses", self->n_uses);
  return lw_portal_record_save (builder, path, error);
}

void
lw_portal_link_free (LwPortalLink *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->hash);
  g_free (self->worker);
  g_free (self);
}

/**
 * lw_portal_link_get_state:
 * @self: a link
 * @now: the time
 *
 * Returns: whether one may join by it, and why not
 */
LwPortalLinkState
lw_portal_link_get_state (const LwPortalLink *self,
                          gint64              now)
{
  if (self->revoked)
    return LW_PORTAL_LINK_REVOKED;
  if (self->expires > 0 && self->expires <= now)
    return LW_PORTAL_LINK_EXPIRED;
  if (self->max_uses > 0 && self->n_uses >= self->max_uses)
    return LW_PORTAL_LINK_USED;
  return LW_PORTAL_LINK_OPEN;
}

/**
 * lw_portal_link_state_to_string:
 * @state: a state
 *
 * Returns: a word for scripts
 */
const char *
lw_portal_link_state_to_string (LwPortalLinkState state)
{
  static const char *const words[] = { "open", "used", "expired", "revoked" };

  return words[state];
}
