/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder in which a workspace is, and the lock that makes one process its owner. The lock goes away with the
 * process; the file only says who has it. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-workspace.h"

#include "lw-job-backend.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define MAX_OWNER_LENGTH 500

struct _LwWorkspaceLock
{
  int fd;
};

/**
 * lw_workspace_make_folder:
 * @path: a folder; made when missing, with those above it
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it is there now
 */
gboolean
lw_workspace_make_folder (const char  *path,
                          GError     **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_mkdir_with_parents (path, 0755) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The folder “%s” cannot be made: %s"), path,
               g_strerror (errno));
  return FALSE;
}

static void
set_busy_error (int          fd,
                const char  *workspace,
                GError     **error)
{
  char owner[MAX_OWNER_LENGTH + 1] = "";

  if (pread (fd, owner, MAX_OWNER_LENGTH, 0) <= 0 || !g_utf8_validate (owner, -1, NULL))
    g_strlcpy (owner, _("another process"), sizeof owner);
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_BUSY,
               _("The labeling jobs in “%s” are in use by %s: close it to use them here"), workspace,
               g_strstrip (owner));
}

static gboolean
write_owner (int fd)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M:%S UTC");
  g_autofree char *owner = g_strdup_printf ("%s (process %d on %s, since %s)\n",
                                            g_get_prgname () != NULL ? g_get_prgname () : "?", (int) getpid (),
                                            g_get_host_name (), since);
  gsize length = strlen (owner);

  return ftruncate (fd, 0) == 0 && pwrite (fd, owner, length, 0) == (gssize) length;
}

/**
 * lw_workspace_lock:
 * @workspace: the folder of a workspace
 * @error: return location: %LW_JOB_ERROR_BUSY when another process has it, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the lock
 */
LwWorkspaceLock *
lw_workspace_lock (const char  *workspace,
                   GError     **error)
{
  g_autofree char *path = NULL;
  LwWorkspaceLock *self;
  int fd;

  g_return_val_if_fail (workspace != NULL, NULL);

  if (!lw_workspace_make_folder (workspace, error))
    return NULL;
  path = g_build_filename (workspace, LW_WORKSPACE_LOCK, NULL);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” cannot be opened: %s"), path,
                   g_strerror (errno));
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      set_busy_error (fd, workspace, error);
      close (fd);
      return NULL;
    }
  if (!write_owner (fd))
    g_debug ("the lock file %s cannot say who has it", path);
  self = g_new0 (LwWorkspaceLock, 1);
  self->fd = fd;
  return self;
}

/**
 * lw_workspace_unlock:
 * @self: (transfer full) (nullable): a lock
 */
void
lw_workspace_unlock (LwWorkspaceLock *self)
{
  if (self == NULL)
    return;

  close (self->fd);
  g_free (self);
}
