/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands where the work would be when the workspace cannot be opened: what is wrong, and who has it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PROBLEM_PAGE (lw_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (LwProblemPage, lw_problem_page, LW, PROBLEM_PAGE, AdwBin)

void lw_problem_page_set_error (LwProblemPage *self,
                                const GError  *error);

G_END_DECLS
