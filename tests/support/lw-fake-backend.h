/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place for labeling jobs in which nothing runs: the test adds jobs, changes them and gives answers. Its files
 * are real (folders of a temporary workspace). */

#pragma once

#include "lw-job-backend.h"

G_BEGIN_DECLS

#define LW_TYPE_FAKE_BACKEND (lw_fake_backend_get_type ())
G_DECLARE_FINAL_TYPE (LwFakeBackend, lw_fake_backend, LW, FAKE_BACKEND, GObject)

LwFakeBackend *lw_fake_backend_new         (const char    *workspace) G_GNUC_WARN_UNUSED_RESULT;

LwLabelingJob *lw_fake_backend_add_job     (LwFakeBackend *self,
                                            const char    *name,
                                            const char    *output_path);
void           lw_fake_backend_set_answers (LwFakeBackend *self,
                                            const char    *document);
guint          lw_fake_backend_get_n_stops (LwFakeBackend *self);

G_END_DECLS
