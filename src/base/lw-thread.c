/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Threads that work for minutes beside a window must not keep it from being painted. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-thread.h"

#include <sys/resource.h>

#define BACKGROUND_NICE 5

/**
 * lw_thread_be_background:
 *
 * Lets the calling thread, for the rest of its life, step back behind threads of the usual priority: it gets a third of
 * a processor that it has to share, and all of one that is free. Only for threads that nobody else uses afterwards, so
 * not for one of #GTask's, since a thread may not go back without a privilege.
 *
 * On Linux the niceness belongs to a thread, as setpriority(2) says under “C library/kernel differences”.
 */
void
lw_thread_be_background (void)
{
#ifdef __linux__
  static GPrivate is_background;

  if (g_private_get (&is_background) != NULL)
    return;
  g_private_set (&is_background, GINT_TO_POINTER (TRUE));
  if (setpriority (PRIO_PROCESS, 0, BACKGROUND_NICE) != 0)
    g_debug ("a thread could not step back");
#endif
}
