/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a labeling job produced: the gallery of an output manifest with its filters, and one image with its story.
 * Changes nothing in the manifest. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_RESULTS_PAGE (lw_results_page_get_type ())
G_DECLARE_FINAL_TYPE (LwResultsPage, lw_results_page, LW, RESULTS_PAGE, AdwBin)

GtkWidget *lw_results_page_new            (LwJobBackend  *backend,
                                           LwImageLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

void       lw_results_page_open_uri       (LwResultsPage *self,
                                           const char    *uri_or_path);
void       lw_results_page_open_query     (LwResultsPage *self,
                                           const char    *uri_or_path,
                                           const char    *query);
void       lw_results_page_reload         (LwResultsPage *self);

gboolean   lw_results_page_get_detail     (LwResultsPage *self);
void       lw_results_page_close_detail   (LwResultsPage *self);
void       lw_results_page_focus_search   (LwResultsPage *self);
void       lw_results_page_locate         (LwResultsPage *self,
                                           const char    *folder);

guint      lw_results_page_get_n_shown    (LwResultsPage *self);

G_END_DECLS
