/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences about single files or lines of a data set, below one another: only those in view have widgets, as there
 * may be thousands. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_FINDING_LIST (lw_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (LwFindingList, lw_finding_list, LW, FINDING_LIST, GtkListBoxRow)

GtkWidget *lw_finding_list_new  (const char    *name) G_GNUC_WARN_UNUSED_RESULT;
void       lw_finding_list_take (LwFindingList *self,
                                 char          *sentence);

G_END_DECLS
