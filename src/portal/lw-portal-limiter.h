/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often somebody may do something: so many at once, and so many a second for long. Any thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwPortalLimiter LwPortalLimiter;

LwPortalLimiter *lw_portal_limiter_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void             lw_portal_limiter_free  (LwPortalLimiter  *self);

gboolean         lw_portal_limiter_may   (LwPortalLimiter  *self,
                                          const char       *what,
                                          const char       *who,
                                          double            at_once,
                                          double            per_second,
                                          gboolean          count,
                                          gint64            now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalLimiter, lw_portal_limiter_free)

G_END_DECLS
