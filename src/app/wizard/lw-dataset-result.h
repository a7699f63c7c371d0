/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a data set turned out to hold, shown: counts, formats, sizes, sample pictures, and each problem with what will
 * happen. Reads the data set; starts nothing. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DATASET_RESULT (lw_dataset_result_get_type ())
G_DECLARE_FINAL_TYPE (LwDatasetResult, lw_dataset_result, LW, DATASET_RESULT, AdwBin)

void lw_dataset_result_set_session (LwDatasetResult  *self,
                                    LwWizardSession  *session);

G_END_DECLS
