/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of the results with its story at the side: the label, how sure, who said what, the whole line. Walking
 * on is the page's affair. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"
#include "lw-manifest-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_RESULT_DETAIL (lw_result_detail_get_type ())
G_DECLARE_FINAL_TYPE (LwResultDetail, lw_result_detail, LW, RESULT_DETAIL, GtkWidget)

void           lw_result_detail_set_source (LwResultDetail *self,
                                            LwJobBackend   *backend,
                                            LwImageLoader  *loader);
LwManifestRow *lw_result_detail_get_row    (LwResultDetail *self);
void           lw_result_detail_set_row    (LwResultDetail *self,
                                            LwManifestRow  *row,
                                            const char     *manifest_uri);
void           lw_result_detail_set_narrow (LwResultDetail *self,
                                            gboolean        narrow);
void           lw_result_detail_reload     (LwResultDetail *self);

G_END_DECLS
