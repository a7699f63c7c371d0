/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client of the server may take when nobody says otherwise. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-connection.h"

#include <sys/resource.h>

/* What the process keeps open besides connections: an object each, databases, logs. */
#define RESERVED_FILES 1000

static const LwHttpLimits defaults = {
  .connections = 19000,
  .head = 32 * 1024,
  .buffered_body = 64 * 1024,
  .head_seconds = 20,
  .idle_seconds = 120,
  .body_seconds = 30,
  .threads = 32,
};

/* Lets the process open as many files as it may, and says how many. */
static guint
raise_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return RESERVED_FILES;
  if (limit.rlim_cur < limit.rlim_max)
    {
      limit.rlim_cur = limit.rlim_max;
      if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
        g_debug ("The number of open files stays as it is");
      getrlimit (RLIMIT_NOFILE, &limit);
    }
  return MIN (limit.rlim_cur, G_MAXINT);
}

#define FILL(self, member) \
  G_STMT_START { if ((self)->member == 0) (self)->member = defaults.member; } G_STMT_END

/* Gives the members that are 0 their defaults. */
void
lw_http_limits_fill (LwHttpLimits *self)
{
  guint n_files = raise_files ();

  FILL (self, connections);
  FILL (self, head);
  FILL (self, buffered_body);
  FILL (self, head_seconds);
  FILL (self, idle_seconds);
  FILL (self, body_seconds);
  FILL (self, threads);
  self->connections = MIN (self->connections, n_files > 2 * RESERVED_FILES ? n_files - RESERVED_FILES : n_files / 2);
}
