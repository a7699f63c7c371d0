/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the compare page share: lw-compare-page.c (life and states), -overview.c (the column of counts
 * and the matrix), -save.c (the differences as a file). */

#pragma once

#include "lw-compare-page.h"
#include "lw-confusion-view.h"

#include "lw-split-view.h"

G_BEGIN_DECLS

struct _LwComparePage
{
  AdwBin             parent_instance;

  AdwWindowTitle    *title;
  GtkWidget         *overview_button;
  GtkStack          *stack;
  AdwStatusPage     *failed_page;
  LwSplitView       *split_view;
  GtkDropDown       *left_attribute;
  GtkDropDown       *right_attribute;
  GtkListBox        *kinds;
  GtkLabel          *shown;
  GtkStack          *pairs_stack;
  AdwStatusPage     *nothing_page;
  GtkGridView       *grid_view;
  LwConfusionView   *confusion_view;

  LwJobBackend      *backend;
  LwImageLoader     *loader;
  char              *left;
  char              *right;
  LwManifestDiff    *diff;
  LwManifestDiffKey  key;
  GListModel        *model;
  GCancellable      *load_cancellable;
  GCancellable      *cell_cancellable;
  gboolean           show_overview;
  gboolean           filling;
};

/* lw-compare-page.c */
void lw_compare_page_load             (LwComparePage  *self);
void lw_compare_page_show_model       (LwComparePage  *self,
                                       GListModel     *model,
                                       const char     *shown);

void lw_compare_page_show_content     (LwComparePage  *self,
                                       const char     *name,
                                       const char     *title);

/* lw-compare-page-overview.c */
void lw_compare_page_install_overview (GtkWidgetClass *widget_class);
void lw_compare_page_fill             (LwComparePage  *self);

/* lw-compare-page-save.c */
void lw_compare_page_install_save     (GtkWidgetClass *widget_class);

G_END_DECLS
