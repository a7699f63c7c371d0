/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of LwImagePane share. Nobody else includes this. */

#pragma once

#include "lw-image-pane.h"

G_BEGIN_DECLS

struct _LwImagePane
{
  GtkWidget      parent_instance;

  LwImageView   *view;
  GtkSpinner    *spinner;
  GtkWidget     *problem_box;
  GtkLabel      *problem_title;
  GtkLabel      *problem_reason;
  GtkWidget     *tools;

  LwImageLoader *loader;
  char          *uri;
  int            loading_size;
  gboolean       shown;
  gboolean       failed;
  GCancellable  *cancellable;
  guint          spinner_id;
};

void lw_image_pane_set_state       (LwImagePane *self,
                                    gboolean     shown,
                                    gboolean     failed);
void lw_image_pane_update_label    (LwImagePane *self);
void lw_image_pane_begin_picture   (LwImagePane *self);
void lw_image_pane_improve_picture (LwImagePane *self);
void lw_image_pane_cancel_loading  (LwImagePane *self);

G_END_DECLS
