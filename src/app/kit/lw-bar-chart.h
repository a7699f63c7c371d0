/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A few shares as bars side by side, each with its number above and its name below, so that it can be read without
 * the bars too. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LwBar:
 * @share: 0 to 1
 * @number: (nullable): what stands above the bar: the share in words
 * @name: what stands below
 * @marked: whether it is the one that is chosen
 */
typedef struct
{
  double    share;
  char     *number;
  char     *name;
  gboolean  marked;
} LwBar;

#define LW_TYPE_BAR_CHART (lw_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (LwBarChart, lw_bar_chart, LW, BAR_CHART, GtkBox)

void lw_bar_chart_clear   (LwBarChart  *self);
void lw_bar_chart_add_bar (LwBarChart  *self,
                           const LwBar *bar);

G_END_DECLS
