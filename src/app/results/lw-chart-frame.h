/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A title, a chart, and the table behind it; the chart can be saved as a picture and copied as text. The chart itself
 * is a child of any kind: this knows only its numbers. */

#pragma once

#include "lw-chart-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_CHART_FRAME (lw_chart_frame_get_type ())
G_DECLARE_FINAL_TYPE (LwChartFrame, lw_chart_frame, LW, CHART_FRAME, GtkWidget)

void         lw_chart_frame_set_title      (LwChartFrame *self,
                                            const char   *title);
void         lw_chart_frame_set_chart      (LwChartFrame *self,
                                            GtkWidget    *chart);
void         lw_chart_frame_set_data       (LwChartFrame *self,
                                            LwChartData  *data);
gboolean     lw_chart_frame_get_show_table (LwChartFrame *self);
void         lw_chart_frame_set_show_table (LwChartFrame *self,
                                            gboolean      show_table);

G_END_DECLS
