/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was corrected in a manifest, in a window: who, when, and the way back to any point of it. Going there is an
 * action of the page that it belongs to. */

#pragma once

#include "lw-manifest-corrections.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_CORRECTION_HISTORY (lw_correction_history_get_type ())
G_DECLARE_FINAL_TYPE (LwCorrectionHistory, lw_correction_history, LW, CORRECTION_HISTORY, AdwWindow)

GtkWidget *lw_correction_history_present (GtkWidget             *page,
                                          LwManifestCorrections *corrections);

G_END_DECLS
