/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the chosen folder or input manifest turned out to hold, found out in the background. Not what was chosen:
 * that is the draft's. */

#pragma once

#include "lw-dataset-scan.h"
#include "lw-manifest-index.h"

#include "lw-object-store.h"

G_BEGIN_DECLS

/**
 * LwDatasetState:
 * @LW_DATASET_STATE_NONE: nothing is chosen
 * @LW_DATASET_STATE_READING: it is being read
 * @LW_DATASET_STATE_READY: it was read
 * @LW_DATASET_STATE_CANCELLED: the person stopped the reading
 * @LW_DATASET_STATE_FAILED: it cannot be read
 */
typedef enum
{
  LW_DATASET_STATE_NONE,
  LW_DATASET_STATE_READING,
  LW_DATASET_STATE_READY,
  LW_DATASET_STATE_CANCELLED,
  LW_DATASET_STATE_FAILED,
} LwDatasetState;

#define LW_TYPE_WIZARD_DATASET (lw_wizard_dataset_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardDataset, lw_wizard_dataset, LW, WIZARD_DATASET, GObject)

LwWizardDataset  *lw_wizard_dataset_new              (LwObjectStore    *store) G_GNUC_WARN_UNUSED_RESULT;

void              lw_wizard_dataset_read             (LwWizardDataset  *self,
                                                      const char       *folder,
                                                      const char       *manifest);
void              lw_wizard_dataset_read_again       (LwWizardDataset  *self);
void              lw_wizard_dataset_cancel           (LwWizardDataset  *self);

LwDatasetState    lw_wizard_dataset_get_state        (LwWizardDataset  *self);
const GError     *lw_wizard_dataset_get_error        (LwWizardDataset  *self);
double            lw_wizard_dataset_get_progress     (LwWizardDataset  *self,
                                                      guint            *n_found);
LwDatasetScan    *lw_wizard_dataset_get_scan         (LwWizardDataset  *self);
LwManifestIndex  *lw_wizard_dataset_get_index        (LwWizardDataset  *self);

guint             lw_wizard_dataset_get_n_objects    (LwWizardDataset  *self);
guint             lw_wizard_dataset_get_n_labeled    (LwWizardDataset  *self,
                                                      const char       *label_attribute_name);
char             *lw_wizard_dataset_dup_source_ref   (LwWizardDataset  *self,
                                                      guint             position) G_GNUC_WARN_UNUSED_RESULT;
char             *lw_wizard_dataset_dup_image_uri    (LwWizardDataset  *self,
                                                      guint             position) G_GNUC_WARN_UNUSED_RESULT;
char             *lw_wizard_dataset_dup_title        (LwWizardDataset  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
