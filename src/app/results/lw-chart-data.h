/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of a chart: named rows with one count for each named series. What is drawn, shown as a table, and copied
 * is this. No widgets and no colours. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwChartKind:
 * @LW_CHART_BARS: a bar a row
 * @LW_CHART_HISTOGRAM: the rows are parts of one range, side by side
 * @LW_CHART_MATRIX: rows against series
 */
typedef enum
{
  LW_CHART_BARS,
  LW_CHART_HISTOGRAM,
  LW_CHART_MATRIX,
} LwChartKind;

typedef struct _LwChartData LwChartData;

LwChartData *lw_chart_data_new             (LwChartKind         kind,
                                            const char         *title,
                                            const char         *row_title,
                                            const char *const  *series) G_GNUC_WARN_UNUSED_RESULT;
LwChartData *lw_chart_data_ref             (LwChartData        *self) G_GNUC_WARN_UNUSED_RESULT;
void         lw_chart_data_unref           (LwChartData        *self);
void         lw_chart_data_add_row         (LwChartData        *self,
                                            const char         *name,
                                            const guint64      *counts);

LwChartKind  lw_chart_data_get_kind        (LwChartData        *self);
const char  *lw_chart_data_get_title       (LwChartData        *self);
const char  *lw_chart_data_get_row_title   (LwChartData        *self);
guint        lw_chart_data_get_n_series    (LwChartData        *self);
const char  *lw_chart_data_get_series      (LwChartData        *self,
                                            guint               series);
guint        lw_chart_data_get_n_rows      (LwChartData        *self);
const char  *lw_chart_data_get_row         (LwChartData        *self,
                                            guint               row);
guint64      lw_chart_data_get_count       (LwChartData        *self,
                                            guint               row,
                                            guint               series);
guint64      lw_chart_data_get_largest     (LwChartData        *self);

char        *lw_chart_data_dup_csv         (LwChartData        *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwChartData, lw_chart_data_unref)

G_END_DECLS
