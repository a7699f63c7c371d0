/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images of a labeling job that got their label last, with the label, the newest first. Follows the job; hidden
 * as long as there are none. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_JUST_LABELED (lw_just_labeled_get_type ())
G_DECLARE_FINAL_TYPE (LwJustLabeled, lw_just_labeled, LW, JUST_LABELED, AdwPreferencesGroup)

void lw_just_labeled_set_job (LwJustLabeled *self,
                              LwJobBackend  *backend,
                              LwImageLoader *loader,
                              LwLabelingJob *job);

G_END_DECLS
