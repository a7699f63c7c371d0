/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests side by side: what is the same, what has another label, what is only in one, and the images of each. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"
#include "lw-manifest-diff.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_COMPARE_PAGE (lw_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (LwComparePage, lw_compare_page, LW, COMPARE_PAGE, AdwBin)

GtkWidget      *lw_compare_page_new         (LwJobBackend  *backend,
                                             LwImageLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

void            lw_compare_page_compare     (LwComparePage *self,
                                             const char    *left,
                                             const char    *right);

LwManifestDiff *lw_compare_page_get_diff    (LwComparePage *self);
guint           lw_compare_page_get_n_shown (LwComparePage *self);

G_END_DECLS
