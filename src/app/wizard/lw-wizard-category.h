/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One label category while it is being written: a name that may still be wrong. Changed through its list only
 * (lw-wizard-categories.h), which remembers how to undo. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_CATEGORY (lw_wizard_category_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardCategory, lw_wizard_category, LW, WIZARD_CATEGORY, GObject)

LwWizardCategory *lw_wizard_category_new      (const char       *name) G_GNUC_WARN_UNUSED_RESULT;

const char       *lw_wizard_category_get_name (LwWizardCategory *self);
void              lw_wizard_category_set_name (LwWizardCategory *self,
                                               const char       *name);

G_END_DECLS
