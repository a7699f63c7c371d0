/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row with the task's keywords as chips, and an entry for one more. The rules are the session's to check. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_KEYWORDS_ROW (lw_keywords_row_get_type ())
G_DECLARE_FINAL_TYPE (LwKeywordsRow, lw_keywords_row, LW, KEYWORDS_ROW, AdwPreferencesRow)

const char *const *lw_keywords_row_get_keywords (LwKeywordsRow      *self);
void               lw_keywords_row_set_keywords (LwKeywordsRow      *self,
                                                 const char *const  *keywords);

G_END_DECLS
