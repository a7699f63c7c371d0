/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label category configuration file: an ordered list of names whose position is the class index. Keys that do not
 * apply to image classification are kept when the file is written again. */

#pragma once

#include "lw-diagnostic.h"
#include "lw-task-type.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_LABEL_CATEGORIES_MIN 2
#define LW_LABEL_CATEGORIES_MAX_MULTI_LABEL 50
#define LW_LABEL_CATEGORIES_CONSOLE_MAX_SINGLE_LABEL 30
#define LW_LABEL_CATEGORY_MAX_LENGTH 256

typedef struct _LwLabelCategories LwLabelCategories;

LwLabelCategories  *lw_label_categories_new            (const char *const        *names) G_GNUC_WARN_UNUSED_RESULT;
LwLabelCategories  *lw_label_categories_parse          (const char               *json,
                                                        gssize                    length,
                                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
LwLabelCategories  *lw_label_categories_ref            (LwLabelCategories        *self) G_GNUC_WARN_UNUSED_RESULT;
void                lw_label_categories_unref          (LwLabelCategories        *self);

guint               lw_label_categories_get_n          (LwLabelCategories        *self);
const char *const  *lw_label_categories_get_names      (LwLabelCategories        *self);
gboolean            lw_label_categories_find           (LwLabelCategories        *self,
                                                        const char               *name,
                                                        guint                    *index);
char               *lw_label_categories_to_json        (LwLabelCategories        *self) G_GNUC_WARN_UNUSED_RESULT;

void                lw_label_categories_check          (const char *const        *names,
                                                        LwTaskType                task_type,
                                                        GPtrArray                *diagnostics);
char              **lw_label_categories_names_from_text (const char              *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLabelCategories, lw_label_categories_unref)

G_END_DECLS
