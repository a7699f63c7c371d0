/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The story of one image of a labeling job in a window of its own: the picture, its label, and each turn: shown to
 * whom, when, how long, what they said; how it was consolidated. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_STORY_WINDOW (lw_story_window_get_type ())
G_DECLARE_FINAL_TYPE (LwStoryWindow, lw_story_window, LW, STORY_WINDOW, AdwWindow)

void lw_story_window_present (GtkWidget     *parent,
                              LwJobBackend  *backend,
                              LwImageLoader *loader,
                              LwLabelingJob *job,
                              guint64        line);

G_END_DECLS
