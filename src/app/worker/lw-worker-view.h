/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker's screen as widgets, made from a rendered worker task template: header, instructions, image, label
 * categories, comment, Submit. Knows one page at a time; a job's tasks are walked by LwLabelPage. */

#pragma once

#include "lw-image-loader.h"
#include "lw-image-pane.h"
#include "lw-worker-page.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_WORKER_VIEW (lw_worker_view_get_type ())
G_DECLARE_FINAL_TYPE (LwWorkerView, lw_worker_view, LW, WORKER_VIEW, GtkWidget)

GtkWidget    *lw_worker_view_new                   (void) G_GNUC_WARN_UNUSED_RESULT;

LwWorkerPage *lw_worker_view_get_page              (LwWorkerView  *self);
void          lw_worker_view_set_page              (LwWorkerView  *self,
                                                    LwWorkerPage  *page);
void          lw_worker_view_set_loader            (LwWorkerView  *self,
                                                    LwImageLoader *loader);
void          lw_worker_view_set_paintable         (LwWorkerView  *self,
                                                    GdkPaintable  *paintable);
void          lw_worker_view_set_image_uri         (LwWorkerView  *self,
                                                    const char    *uri);
LwWorkerPart  lw_worker_view_pick_part             (LwWorkerView  *self,
                                                    double         x,
                                                    double         y);
LwImagePane  *lw_worker_view_get_image_pane        (LwWorkerView  *self);

gboolean      lw_worker_view_get_one_key           (LwWorkerView  *self);
void          lw_worker_view_set_one_key           (LwWorkerView  *self,
                                                    gboolean       one_key);
gboolean      lw_worker_view_get_interactive       (LwWorkerView  *self);
void          lw_worker_view_set_interactive       (LwWorkerView  *self,
                                                    gboolean       interactive);
void          lw_worker_view_set_instructions_open (LwWorkerView  *self,
                                                    gboolean       open);
void          lw_worker_view_set_instructions_first (LwWorkerView  *self,
                                                     gboolean       first);

gboolean      lw_worker_view_choose                (LwWorkerView  *self,
                                                    guint          index);
char         *lw_worker_view_dup_answer            (LwWorkerView  *self) G_GNUC_WARN_UNUSED_RESULT;
void          lw_worker_view_set_answer            (LwWorkerView  *self,
                                                    const char    *answer);
void          lw_worker_view_clear                 (LwWorkerView  *self);
void          lw_worker_view_flash                 (LwWorkerView  *self,
                                                    const char    *answer);

G_END_DECLS
