/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One method of annotation consolidation to compare with the labels that the job has: what it does, how far it is,
 * how many images would change. */

#pragma once

#include "lw-consolidation.h"
#include "lw-reconsolidation.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_METHOD_ROW (lw_method_row_get_type ())
G_DECLARE_FINAL_TYPE (LwMethodRow, lw_method_row, LW, METHOD_ROW, AdwActionRow)

GtkWidget             *lw_method_row_new          (LwConsolidationMethod  method) G_GNUC_WARN_UNUSED_RESULT;

LwConsolidationMethod  lw_method_row_get_method   (LwMethodRow           *self);
LwReconsolidation     *lw_method_row_get_result   (LwMethodRow           *self);
void                   lw_method_row_set_result   (LwMethodRow           *self,
                                                   LwReconsolidation     *result);
void                   lw_method_row_set_own      (LwMethodRow           *self,
                                                   gboolean               own);
void                   lw_method_row_set_progress (LwMethodRow           *self,
                                                   double                 fraction);

G_END_DECLS
