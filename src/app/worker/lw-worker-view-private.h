/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of LwWorkerView share. Nobody else includes this. */

#pragma once

#include "lw-category-list.h"
#include "lw-comment-button.h"
#include "lw-instructions-panel.h"
#include "lw-worker-keys.h"
#include "lw-worker-view.h"

G_BEGIN_DECLS

struct _LwWorkerView
{
  GtkWidget            parent_instance;

  LwInstructionsPanel *panel;
  GtkLabel            *header;
  GtkStack            *stack;
  LwImagePane         *pane;
  GtkLabel            *side_title;
  LwCategoryList      *categories;
  LwCommentButton     *comment;
  GtkWidget           *one_key_button;

  LwWorkerPage        *page;
  gboolean             show_one_key;
  gboolean             own_image;
  gboolean             one_key;
  gboolean             interactive;
  LwWorkerKeys        *keys;
};

LwWorkerElement lw_worker_view_get_element   (LwWorkerView *self);
gboolean        lw_worker_view_is_ready      (LwWorkerView *self);
gboolean        lw_worker_view_has_selection (LwWorkerView *self);

G_END_DECLS
