/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a worker's answer says about the label categories. Answers are any JSON: those that say nothing are refused
 * with a reason, and are kept all the same. */

#pragma once

#include "lw-label-categories.h"
#include "lw-task-type.h"

G_BEGIN_DECLS

/* What is stored at most, and what is read as an answer. */
#define LW_ANSWER_CONTENT_MAX_LENGTH (64 * 1024 * 1024)
#define LW_ANSWER_CONTENT_MAX_READ (1024 * 1024)

gboolean  lw_answer_content_check (const char         *content,
                                   GError            **error);
GArray   *lw_answer_content_parse (const char         *content,
                                   LwTaskType          task_type,
                                   LwLabelCategories  *categories,
                                   char              **reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
