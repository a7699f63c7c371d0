/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A facet as a check with its count and a bar. */

#pragma once

#include "lw-class-facet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_FACET_ROW (lw_facet_row_get_type ())
G_DECLARE_FINAL_TYPE (LwFacetRow, lw_facet_row, LW, FACET_ROW, GtkWidget)

GtkWidget *lw_facet_row_new       (void) G_GNUC_WARN_UNUSED_RESULT;

void       lw_facet_row_set_facet (LwFacetRow   *self,
                                   LwClassFacet *facet);

G_END_DECLS
