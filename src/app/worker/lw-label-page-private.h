/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of LwLabelPage share. Nobody else includes this. */

#pragma once

#include "lw-decline-popover.h"
#include "lw-label-page.h"
#include "lw-label-session.h"
#include "lw-liquid.h"
#include "lw-worker-keys.h"
#include "lw-worker-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _LwLabelPage
{
  GtkWidget          parent_instance;

  AdwWindowTitle    *title;
  GtkProgressBar    *progress;
  GtkRevealer       *failed_revealer;
  GtkLabel          *failed_label;
  GtkStack          *stack;
  LwWorkerView      *view;
  GtkMenuButton     *decline_button;
  GtkWidget         *keys_box;
  AdwStatusPage     *done_page;
  GtkWidget         *results_button;
  AdwStatusPage     *problem_page;

  LwTaskQueue       *queue;
  LwImageLoader     *loader;
  LwLabelSession    *session;
  LwLiquidTemplate  *template;
  LwWorkerKeys      *keys;
  GSettings         *settings;
  GCancellable      *cancellable;
  GSignalGroup      *window_signals;
  gboolean           left_handed;
  guint              tick_id;
  gint64             start_time;
  GTimer            *timer;
  gboolean           timing;
  double             seconds_before;
};

void  lw_label_page_install_actions (GtkWidgetClass *widget_class);
void  lw_label_page_focus_image     (LwLabelPage    *self);
void  lw_label_page_emit_finished   (LwLabelPage    *self);

void  lw_label_page_update_progress (LwLabelPage    *self);
void  lw_label_page_update_subtitle (LwLabelPage    *self);
char *lw_label_page_dup_summary     (LwLabelPage    *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
