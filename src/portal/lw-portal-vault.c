/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a portal keeps in its workspace: its secret, the join links and the sessions. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-vault.h"

#include "lw-portal-token.h"

#include "lw-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define KEY_BYTES 32


struct _LwPortalVault
{
  GObject  parent_instance;

  char    *folder;
  char    *links;
  char    *sessions;
  GBytes  *key;
  GMutex   mutex;
};

G_DEFINE_FINAL_TYPE (LwPortalVault, lw_portal_vault, G_TYPE_OBJECT)

static void
lw_portal_vault_finalize (GObject *object)
{
  LwPortalVault *self = LW_PORTAL_VAULT (object);

  g_free (self->folder);
  g_free (self->links);
  g_free (self->sessions);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lw_portal_vault_parent_class)->finalize (object);
}

static void
lw_portal_vault_class_init (LwPortalVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_portal_vault_finalize;
}

static void
lw_portal_vault_init (LwPortalVault *self)
{
  g_mutex_init (&self->mutex);
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” cannot be made: %s"), path,
               g_strerror (errno));
  return FALSE;
}

/* Another process that makes the same file first wins: both read what is there. */
static gboolean
ensure_key (LwPortalVault  *self,
            GError        **error)
{
  g_autofree char *path = g_build_filename (self->folder, "key", NULL);
  g_autofree char *text = NULL;
  guint8 bytes[KEY_BYTES];
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      lw_portal_random (bytes, sizeof bytes);
      if (!lw_file_write (path, bytes, sizeof bytes, error))
        return FALSE;
      g_chmod (path, 0600);
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  if (length != KEY_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("“%s” is not the key of a portal: delete it; workers join again then"), path);
      return FALSE;
    }
  self->key = g_bytes_new (text, length);
  return TRUE;
}

/**
 * lw_portal_vault_open:
 * @workspace: the folder of a workspace
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the portal of that workspace keeps
 */
LwPortalVault *
lw_portal_vault_open (const char  *workspace,
                      GError     **error)
{
  g_autoptr (LwPortalVault) self = g_object_new (LW_TYPE_PORTAL_VAULT, NULL);

  self->folder = g_build_filename (workspace, "portal", NULL);
  self->links = g_build_filename (self->folder, "links", NULL);
  self->sessions = g_build_filename (self->folder, "sessions", NULL);
  if (!make_folder (self->folder, error) || !make_folder (self->links, error) ||
      !make_folder (self->sessions, error) || !ensure_key (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

GBytes *
lw_portal_vault_get_key (LwPortalVault *self)
{
  return self->key;
}

const char *
lw_portal_vault_get_folder (LwPortalVault *self)
{
  return self->folder;
}

/* Ids are parts of tokens and so need no escaping; what is not one names no file. */
static gboolean
is_id (const char *id)
{
  if (strlen (id) != LW_PORTAL_ID_LENGTH)
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  return TRUE;
}

static char *
dup_id (const char *token)
{
  char *id = g_strndup (token, LW_PORTAL_ID_LENGTH);

  if (is_id (id))
    return id;
  g_free (id);
  return NULL;
}

static char *
dup_mark (LwPortalVault *self,
          const char    *link)
{
  return g_strconcat (self->links, G_DIR_SEPARATOR_S, link, ".revoked", NULL);
}

/* Links */

/**
 * lw_portal_vault_invite:
 * @self: a vault
 * @worker: (nullable): the name of whoever joins by the link
 * @max_uses: how often one may join by it; 0 for any number
 * @now: the time
 * @expires: until when; 0 for ever
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the token of a new link, which nothing can show again
 */
char *
lw_portal_vault_invite (LwPortalVault  *self,
                        const char     *worker,
                        guint           max_uses,
                        gint64          now,
                        gint64          expires,
                        GError        **error)
{
  g_autofree char *token = lw_portal_token_new ();
  g_autofree char *id = dup_id (token);
  g_autofree char *hash = lw_portal_token_hash (token);
  g_autofree char *path = g_build_filename (self->links, id, NULL);
  const LwPortalLink link = { .hash = hash, .worker = (char *) worker, .created = now, .expires = expires,
                              .max_uses = max_uses };

  return lw_portal_link_save (&link, path, error) ? g_steal_pointer (&token) : NULL;
}

static LwPortalLink *
load_link (LwPortalVault *self,
           const char    *id)
{
  g_autofree char *path = g_build_filename (self->links, id, NULL);
  LwPortalLink *link = lw_portal_link_load (path, NULL);

  if (link != NULL)
    link->revoked = lw_portal_vault_is_revoked (self, id);
  return link;
}

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  const LwPortalLink *first = *(const LwPortalLink *const *) a;
  const LwPortalLink *second = *(const LwPortalLink *const *) b;

  return first->created < second->created ? 1 : first->created > second->created ? -1 : 0;
}

/**
 * lw_portal_vault_list_links:
 * @self: a vault
 *
 * Returns: (transfer full) (element-type LwPortalLink): all links, newest first
 */
GPtrArray *
lw_portal_vault_list_links (LwPortalVault *self)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_portal_link_free);
  g_autoptr (GDir) folder = g_dir_open (self->links, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      LwPortalLink *link = is_id (name) ? load_link (self, name) : NULL;

      if (link != NULL)
        g_ptr_array_add (links, link);
    }
  g_ptr_array_sort (links, compare_links);
  return links;
}

/**
 * lw_portal_vault_find_link:
 * @self: a vault
 * @token: what somebody sent
 *
 * Returns: (transfer full) (nullable): the link with that token, in whatever state it is
 */
LwPortalLink *
lw_portal_vault_find_link (LwPortalVault *self,
                           const char    *token)
{
  g_autofree char *id = dup_id (token);
  g_autoptr (LwPortalLink) link = id != NULL ? load_link (self, id) : NULL;
  g_autofree char *hash = lw_portal_token_hash (token);

  return link != NULL && lw_portal_token_equal (hash, link->hash) ? g_steal_pointer (&link) : NULL;
}

gboolean
lw_portal_vault_is_revoked (LwPortalVault *self,
                            const char    *link)
{
  g_autofree char *mark = dup_mark (self, link);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

/**
 * lw_portal_vault_revoke:
 * @self: a vault
 * @link: id of a link
 * @error: return location
 *
 * Nobody joins by the link any more, and who joined by it is out.
 *
 * Returns: whether it worked; %FALSE with %G_IO_ERROR_NOT_FOUND when there is no such link
 */
gboolean
lw_portal_vault_revoke (LwPortalVault  *self,
                        const char     *link,
                        GError        **error)
{
  g_autofree char *path = g_build_filename (self->links, link, NULL);
  g_autofree char *mark = dup_mark (self, link);

  if (!is_id (link) || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no join link “%s”"), link);
      return FALSE;
    }
  /* A file of its own: the count of uses may be written at the same time. */
  return lw_file_write (mark, "", 0, error);
}

/* Sessions */

static gboolean
use_link (LwPortalVault  *self,
          const char     *token,
          gint64          now,
          char          **id,
          GError        **error)
{
  g_autoptr (LwPortalLink) link = lw_portal_vault_find_link (self, token);
  g_autofree char *path = NULL;

  if (link == NULL || lw_portal_link_get_state (link, now) != LW_PORTAL_LINK_OPEN)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           _("This join link is not valid any more: ask for another one"));
      return FALSE;
    }
  link->n_uses++;
  path = g_build_filename (self->links, link->id, NULL);
  *id = g_strdup (link->id);
  return lw_portal_link_save (link, path, error);
}

/**
 * lw_portal_vault_redeem:
 * @self: a vault
 * @token: of a link
 * @worker: the worker's name
 * @agent: (nullable): what the browser calls itself
 * @now: the time
 * @cookie: (out) (transfer full): the session's secret, which nothing can show again
 * @error: return location: %G_IO_ERROR_PERMISSION_DENIED when one may not join by the link
 *
 * Uses the link once. Blocks until it is on the disk: no crash gives the use back.
 *
 * Returns: (transfer full) (nullable): a session
 */
LwPortalSession *
lw_portal_vault_redeem (LwPortalVault  *self,
                        const char     *token,
                        const char     *worker,
                        const char     *agent,
                        gint64          now,
                        char          **cookie,
                        GError        **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *secret = lw_portal_token_new ();
  g_autofree char *id = dup_id (secret);
  g_autofree char *hash = lw_portal_token_hash (secret);
  g_autofree char *path = g_build_filename (self->sessions, id, NULL);
  g_autofree char *link = NULL;
  g_autoptr (LwPortalSession) session = NULL;

  if (!use_link (self, token, now, &link, error))
    return NULL;
  session = lw_portal_session_new (id, hash, worker, link, agent, now);
  if (!lw_portal_session_save (session, path, error))
    return NULL;
  *cookie = g_steal_pointer (&secret);
  return g_steal_pointer (&session);
}

/**
 * lw_portal_vault_load_sessions:
 * @self: a vault
 *
 * Returns: (transfer full) (element-type LwPortalSession): all that have not ended
 */
GPtrArray *
lw_portal_vault_load_sessions (LwPortalVault *self)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_portal_session_unref);
  g_autoptr (GDir) folder = g_dir_open (self->sessions, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->sessions, name, NULL);
      LwPortalSession *session = is_id (name) ? lw_portal_session_load (path, NULL) : NULL;

      if (session != NULL)
        g_ptr_array_add (sessions, session);
    }
  return sessions;
}

/**
 * lw_portal_vault_end_session:
 * @self: a vault
 * @session: id of a session
 */
void
lw_portal_vault_end_session (LwPortalVault *self,
                             const char    *session)
{
  g_autofree char *path = g_build_filename (self->sessions, session, NULL);

  if (is_id (session) && g_unlink (path) != 0 && errno != ENOENT)
    g_warning ("“%s” cannot be deleted: %s", path, g_strerror (errno));
}
