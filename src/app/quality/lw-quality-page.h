/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good a labeling job is, while it runs and after: agreement, workers, disputed images, other methods of
 * consolidation. Everything is computed in threads from the answers that the place hands out. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_QUALITY_PAGE (lw_quality_page_get_type ())
G_DECLARE_FINAL_TYPE (LwQualityPage, lw_quality_page, LW, QUALITY_PAGE, AdwBin)

GtkWidget *lw_quality_page_new     (LwJobBackend  *backend,
                                    LwImageLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

void       lw_quality_page_set_job (LwQualityPage *self,
                                    LwLabelingJob *job);

G_END_DECLS
