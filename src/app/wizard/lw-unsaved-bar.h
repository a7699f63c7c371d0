/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says in full why a draft is not on disk, for as long as it is not, and lets the person try again. Hidden when all
 * is well. */

#pragma once

#include "lw-draft-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_UNSAVED_BAR (lw_unsaved_bar_get_type ())
G_DECLARE_FINAL_TYPE (LwUnsavedBar, lw_unsaved_bar, LW, UNSAVED_BAR, AdwBin)

void lw_unsaved_bar_set_saver (LwUnsavedBar *self,
                               LwDraftSaver *saver);

G_END_DECLS
