/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far the workers of a job agree: the measures with a sentence on how to read them, by label, by pair of workers,
 * and which labels are taken for each other. */

#pragma once

#include "lw-quality-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_AGREEMENT_VIEW (lw_agreement_view_get_type ())
G_DECLARE_FINAL_TYPE (LwAgreementView, lw_agreement_view, LW, AGREEMENT_VIEW, AdwBin)

void lw_agreement_view_set_report (LwAgreementView *self,
                                   LwQualityReport *report);

G_END_DECLS
