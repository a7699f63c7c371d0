/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Label here": a person works through the tasks of a labeling job on this computer. Shows one task at a time,
 * keeps the next ones decoded, sends answers behind. */

#pragma once

#include "lw-image-loader.h"
#include "lw-task-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_LABEL_PAGE (lw_label_page_get_type ())
G_DECLARE_FINAL_TYPE (LwLabelPage, lw_label_page, LW, LABEL_PAGE, GtkWidget)

GtkWidget   *lw_label_page_new           (LwTaskQueue   *queue,
                                          LwImageLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

LwTaskQueue *lw_label_page_get_queue     (LwLabelPage   *self);
guint        lw_label_page_get_n_unsaved (LwLabelPage   *self);
void         lw_label_page_leave         (LwLabelPage   *self);

G_END_DECLS
