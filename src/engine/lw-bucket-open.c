/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An object's file, opened for reading with one call to the system where that is possible (openat2(2), Linux 5.6). */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-bucket-path.h"

#include "lw-bucket-odd.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A pipe must not block. */
#define FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK)

/* The bucket's folder was stored without links, and no link is followed: what is opened is in it. -1 when there is a
 * link, or no such file: it has to be looked for. */
static int
open_quickly (const char *root,
              const char *key)
{
  g_autofree char *path = g_build_filename (root, key, NULL);
  struct open_how how = { .flags = FLAGS, .resolve = RESOLVE_NO_SYMLINKS };

  return syscall (SYS_openat2, AT_FDCWD, path, &how, sizeof how);
}

static int
open_resolved (const char  *root,
               const char  *key,
               GError     **error)
{
  g_autofree char *path = lw_bucket_path_resolve (root, key, error);
  int file = path != NULL ? g_open (path, FLAGS, 0) : -1;
  int saved_errno = errno;

  if (path != NULL && file < 0)
    g_set_error (error, G_IO_ERROR,
                 saved_errno == ENXIO ? G_IO_ERROR_NOT_FOUND : (int) g_io_error_from_errno (saved_errno),
                 _("“%s” cannot be read: %s"), key, g_strerror (saved_errno));
  return file;
}

/**
 * lw_bucket_open:
 * @root: a bucket's folder
 * @key: a key in it
 * @error: return location: as lw_bucket_path_resolve()
 *
 * Returns: a descriptor of what is there, which need not be a file; -1 with @error set
 */
int
lw_bucket_open (const char  *root,
                const char  *key,
                GError     **error)
{
  int file = -1;

  g_return_val_if_fail (root != NULL && key != NULL, -1);

  if (lw_bucket_key_check (key, NULL) && lw_bucket_key_is_plain (key) && !lw_bucket_folds_case (root))
    file = open_quickly (root, key);
  return file >= 0 ? file : open_resolved (root, key, error);
}
