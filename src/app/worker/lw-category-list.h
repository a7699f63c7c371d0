/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label categories of a task: a list to choose one or several from, by pointer, key, or typing a part of the
 * name. Knows nothing of templates or tasks. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_CATEGORY_LIST (lw_category_list_get_type ())
G_DECLARE_FINAL_TYPE (LwCategoryList, lw_category_list, LW, CATEGORY_LIST, GtkWidget)

GtkWidget  *lw_category_list_new            (void) G_GNUC_WARN_UNUSED_RESULT;

void        lw_category_list_set_categories (LwCategoryList    *self,
                                             const char *const *names,
                                             const char        *exclusion,
                                             gboolean           multiple);
guint       lw_category_list_get_n          (LwCategoryList    *self);
char      **lw_category_list_dup_selected   (LwCategoryList    *self) G_GNUC_WARN_UNUSED_RESULT;
void        lw_category_list_set_selected   (LwCategoryList    *self,
                                             const char *const *names);
void        lw_category_list_choose         (LwCategoryList    *self,
                                             guint              index);
void        lw_category_list_flash          (LwCategoryList    *self,
                                             const char        *name);

void        lw_category_list_start_filter   (LwCategoryList    *self);
gboolean    lw_category_list_stop_filter    (LwCategoryList    *self);

G_END_DECLS
