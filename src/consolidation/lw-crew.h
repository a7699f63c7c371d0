/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A few threads that work through numbered jobs together, again and again: starting threads anew for each
 * round would take longer than the round. What a job computes may depend on its number only, so that the
 * number of threads does not show. Private to this folder. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwCrew LwCrew;

typedef void (*LwCrewJob) (guint    job,
                           gpointer data);

LwCrew *lw_crew_new  (guint      n_threads) G_GNUC_WARN_UNUSED_RESULT;
void    lw_crew_free (LwCrew    *self);

void    lw_crew_run  (LwCrew    *self,
                      guint      n_jobs,
                      LwCrewJob  job,
                      gpointer   data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwCrew, lw_crew_free)

G_END_DECLS
