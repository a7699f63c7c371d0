/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often each confidence occurs, as bars; dragging over them, or the arrow keys, choose a range. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_HISTOGRAM (lw_histogram_get_type ())
G_DECLARE_FINAL_TYPE (LwHistogram, lw_histogram, LW, HISTOGRAM, GtkWidget)

void lw_histogram_set_counts (LwHistogram   *self,
                              const guint64 *counts,
                              const guint64 *second,
                              guint          n_counts);
void lw_histogram_set_range  (LwHistogram   *self,
                              double         low,
                              double         high);

G_END_DECLS
