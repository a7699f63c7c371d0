/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label categories while they are being written: an ordered list that can be edited and undone. A position is a
 * class index. Not the file that a job stores (lw-label-categories.h of the model), nor its rules. */

#pragma once

#include "lw-wizard-category.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_CATEGORIES (lw_wizard_categories_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardCategories, lw_wizard_categories, LW, WIZARD_CATEGORIES, GObject)

LwWizardCategories  *lw_wizard_categories_new         (void) G_GNUC_WARN_UNUSED_RESULT;

guint                lw_wizard_categories_get_n       (LwWizardCategories  *self);
const char          *lw_wizard_categories_get_name    (LwWizardCategories  *self,
                                                       guint                position);
char               **lw_wizard_categories_dup_names   (LwWizardCategories  *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean             lw_wizard_categories_find        (LwWizardCategories  *self,
                                                       const char          *name,
                                                       guint               *position);

void                 lw_wizard_categories_set_names   (LwWizardCategories  *self,
                                                       const char *const   *names);
guint                lw_wizard_categories_add         (LwWizardCategories  *self,
                                                       const char *const   *names);
void                 lw_wizard_categories_rename      (LwWizardCategories  *self,
                                                       LwWizardCategory    *category,
                                                       const char          *name);
void                 lw_wizard_categories_move        (LwWizardCategories  *self,
                                                       guint                from,
                                                       guint                to);
void                 lw_wizard_categories_remove      (LwWizardCategories  *self,
                                                       guint                position);
void                 lw_wizard_categories_remove_all  (LwWizardCategories  *self);

gboolean             lw_wizard_categories_get_can_undo (LwWizardCategories *self);
gboolean             lw_wizard_categories_get_can_redo (LwWizardCategories *self);
void                 lw_wizard_categories_undo        (LwWizardCategories  *self);
void                 lw_wizard_categories_redo        (LwWizardCategories  *self);
void                 lw_wizard_categories_forget      (LwWizardCategories  *self);

G_END_DECLS
