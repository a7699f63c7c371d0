/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What other methods of annotation consolidation make of a job's answers, side by side: how many labels would change,
 * which and why; and the way to keep one as a manifest, and back. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_METHODS_VIEW (lw_methods_view_get_type ())
G_DECLARE_FINAL_TYPE (LwMethodsView, lw_methods_view, LW, METHODS_VIEW, AdwBin)

void lw_methods_view_set_job (LwMethodsView *self,
                              LwJobBackend  *backend,
                              LwImageLoader *loader,
                              LwLabelingJob *job);

G_END_DECLS
