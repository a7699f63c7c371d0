/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the data set: choose or drop a folder or an input manifest, see what it holds, name the job,
 * say where the output goes. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DATASET_PAGE (lw_dataset_page_get_type ())
G_DECLARE_FINAL_TYPE (LwDatasetPage, lw_dataset_page, LW, DATASET_PAGE, AdwBin)

void lw_dataset_page_set_session (LwDatasetPage    *self,
                                  LwWizardSession  *session);
void lw_dataset_page_choose      (LwDatasetPage    *self,
                                  const char       *path_or_uri);

G_END_DECLS
