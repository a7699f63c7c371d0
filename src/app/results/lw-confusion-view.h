/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often two sides agree and what they confuse: a matrix, and all differences as a list, most frequent first. The
 * sides are two label attributes or two manifests: whoever uses it names them and opens the images of a cell. */

#pragma once

#include "lw-confusion-matrix.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_CONFUSION_VIEW (lw_confusion_view_get_type ())
G_DECLARE_FINAL_TYPE (LwConfusionView, lw_confusion_view, LW, CONFUSION_VIEW, AdwBin)

void               lw_confusion_view_set_matrix (LwConfusionView   *self,
                                                 LwConfusionMatrix *matrix,
                                                 const char        *left,
                                                 const char        *right);
LwConfusionMatrix *lw_confusion_view_get_matrix (LwConfusionView   *self);

G_END_DECLS
