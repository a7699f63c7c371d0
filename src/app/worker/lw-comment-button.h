/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker's comment on a task, where the template asks for one: a button that opens a field to write in. */

#pragma once

#include "lw-worker-page.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_COMMENT_BUTTON (lw_comment_button_get_type ())
G_DECLARE_FINAL_TYPE (LwCommentButton, lw_comment_button, LW, COMMENT_BUTTON, GtkWidget)

void  lw_comment_button_set_page (LwCommentButton *self,
                                  LwWorkerPage    *page);
char *lw_comment_button_dup_text (LwCommentButton *self) G_GNUC_WARN_UNUSED_RESULT;
void  lw_comment_button_set_text (LwCommentButton *self,
                                  const char      *text);

G_END_DECLS
