/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One label category in the list of the wizard: its key, its name to be typed over, its class index, a handle to
 * drag and a button to remove it. */

#pragma once

#include "lw-wizard-categories.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_CATEGORY_ROW (lw_wizard_category_row_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardCategoryRow, lw_wizard_category_row, LW, WIZARD_CATEGORY_ROW, GtkListBoxRow)

GtkWidget        *lw_wizard_category_row_new          (LwWizardCategories  *categories,
                                                LwWizardCategory    *category) G_GNUC_WARN_UNUSED_RESULT;

LwWizardCategory *lw_wizard_category_row_get_category (LwWizardCategoryRow       *self);
void              lw_wizard_category_row_set_position (LwWizardCategoryRow       *self,
                                                guint                position,
                                                guint                n_categories);
void              lw_wizard_category_row_set_message  (LwWizardCategoryRow       *self,
                                                const char          *message);

G_END_DECLS
