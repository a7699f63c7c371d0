/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the results page share: lw-results-page.c (life and states), -detail.c (from image to image),
 * -gallery.c (tiles, search, sort), -images.c (missing images), -matrix.c (what is confused with what), -words.c (the
 * manifest as a whole), -corrections.c (other labels, undo, redo), -context.c (the menu of an image), -save.c (the
 * corrected manifest as a file). */

#pragma once

#include "lw-confusion-view.h"
#include "lw-correction-bar.h"
#include "lw-gallery.h"
#include "lw-query-suggestions.h"
#include "lw-result-detail.h"
#include "lw-results-filters.h"
#include "lw-results-page.h"
#include "lw-results-session.h"

#include "lw-split-view.h"

G_BEGIN_DECLS

struct _LwResultsPage
{
  AdwBin            parent_instance;

  AdwWindowTitle   *title;
  GtkWidget        *filters_button;
  GtkWidget        *menu_button;
  GtkStack         *stack;
  GtkProgressBar   *loading_progress;
  AdwStatusPage    *failed_page;
  LwSplitView      *split_view;
  LwResultsFilters *filters;
  GtkEditable      *search_entry;
  GtkWidget        *suggestions;
  GtkWidget        *size_scale;
  GtkAdjustment    *size_adjustment;
  GtkLabel         *query_error;
  GtkWidget        *missing_bar;
  GtkLabel         *missing_text;
  GtkWidget        *problems_bar;
  GtkLabel         *problems_text;
  GtkStack         *gallery_stack;
  LwGallery        *gallery;
  LwConfusionView  *confusion_view;
  LwResultDetail   *detail;
  GtkRevealer      *correction_revealer;
  LwCorrectionBar  *correction_bar;
  GtkWidget        *saving_bar;
  GtkLabel         *saving_text;
  GtkProgressBar   *saving_progress;

  LwJobBackend     *backend;
  LwImageLoader    *loader;
  LwResultsSession *session;
  GCancellable     *cancellable;
  GCancellable     *saving;
  guint             position;
  gboolean          show_filters;
  gboolean          show_matrix;
  gboolean          updating_search;
  char             *missing_uri;
  gboolean          correcting;
  char             *corrections_uri;
  GtkWidget        *context_menu;
};

/* lw-results-page.c */
void        lw_results_page_update_stack      (LwResultsPage  *self);
void        lw_results_page_notify_detail     (LwResultsPage  *self);

/* lw-results-page-context.c */
void        lw_results_page_install_context   (GtkWidgetClass *widget_class);
void        lw_results_page_init_context      (LwResultsPage  *self);

/* lw-results-page-corrections.c */
void        lw_results_page_install_corrections (GtkWidgetClass *widget_class);
void        lw_results_page_update_corrections (LwResultsPage *self);
void        lw_results_page_corrections_changed (LwResultsPage *self);
void        lw_results_page_set_correcting    (LwResultsPage  *self,
                                               gboolean        correcting);
void        lw_results_page_hint_correction   (LwResultsPage  *self);
gboolean    lw_results_page_correct_with_key  (LwResultsPage  *self,
                                               guint           index);
char       *lw_results_page_dup_corrections_text (LwResultsPage *self) G_GNUC_WARN_UNUSED_RESULT;

LwLabelingJob *
            lw_results_page_find_job          (LwResultsPage  *self);

/* lw-results-page-save.c */
void        lw_results_page_install_save      (GtkWidgetClass *widget_class);
void        lw_results_page_update_save       (LwResultsPage  *self);

/* lw-results-page-detail.c */
void        lw_results_page_install_detail    (GtkWidgetClass *widget_class);
void        lw_results_page_show_position     (LwResultsPage  *self,
                                               guint           position);
void        lw_results_page_refresh_detail    (LwResultsPage  *self);

/* lw-results-page-gallery.c */
void        lw_results_page_install_gallery   (GtkWidgetClass *widget_class);
void        lw_results_page_init_gallery      (LwResultsPage  *self);
void        lw_results_page_update_tile_size  (LwResultsPage  *self);
void        lw_results_page_show_rows         (LwResultsPage  *self,
                                               LwManifestModel *model);
GBytes     *lw_results_page_ref_chosen_rows   (LwResultsPage  *self) G_GNUC_WARN_UNUSED_RESULT;
void        lw_results_page_update_count      (LwResultsPage  *self);
void        lw_results_page_update_search     (LwResultsPage  *self);
const char *lw_results_page_get_sort          (LwResultsPage  *self);
void        lw_results_page_set_sort          (LwResultsPage  *self,
                                               const char     *sort);

/* lw-results-page-export.c */
void        lw_results_page_install_export    (GtkWidgetClass *widget_class);

/* lw-results-page-images.c */
void        lw_results_page_install_images    (GtkWidgetClass *widget_class);
void        lw_results_page_image_failed      (LwResultsPage  *self,
                                               const char     *uri,
                                               const GError   *error);
void        lw_results_page_clear_missing     (LwResultsPage  *self);

/* lw-results-page-matrix.c */
void        lw_results_page_install_matrix    (GtkWidgetClass *widget_class);
void        lw_results_page_update_matrix     (LwResultsPage  *self);
void        lw_results_page_set_show_matrix   (LwResultsPage  *self,
                                               gboolean        show_matrix);

/* lw-results-page-words.c */
void        lw_results_page_install_words     (GtkWidgetClass *widget_class);
char       *lw_results_page_dup_title         (LwResultsPage  *self) G_GNUC_WARN_UNUSED_RESULT;
void        lw_results_page_show_failure      (LwResultsPage  *self);
void        lw_results_page_update_problems   (LwResultsPage  *self);

G_END_DECLS
