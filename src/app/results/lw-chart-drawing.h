/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart as a picture file, for a report: dark on white, with its title and all numbers. Not how it looks in the
 * window: widgets do that. */

#pragma once

#include "lw-chart-data.h"

G_BEGIN_DECLS

gboolean lw_chart_drawing_write_svg (LwChartData  *data,
                                     const char   *path,
                                     GError      **error);
gboolean lw_chart_drawing_write_png (LwChartData  *data,
                                     const char   *path,
                                     GError      **error);

G_END_DECLS
