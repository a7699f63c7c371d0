/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One problem in the review: what is wrong, where, and the button that mends it when one can. */

#pragma once

#include "lw-wizard-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_PROBLEM_ROW (lw_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (LwProblemRow, lw_problem_row, LW, PROBLEM_ROW, GtkListBoxRow)

GtkWidget *lw_problem_row_new (const LwWizardProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
