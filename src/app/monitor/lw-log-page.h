/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of one labeling job: what happened, the newest first, by kind. A row about an image opens the image's
 * story. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_LOG_PAGE (lw_log_page_get_type ())
G_DECLARE_FINAL_TYPE (LwLogPage, lw_log_page, LW, LOG_PAGE, AdwBin)

GtkWidget *lw_log_page_new     (LwJobBackend  *backend,
                                LwImageLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

void       lw_log_page_set_job (LwLogPage     *self,
                                LwLabelingJob *job);

G_END_DECLS
