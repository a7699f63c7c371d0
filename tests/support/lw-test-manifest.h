/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Output manifests of any length, as a labeling job writes them, of which the true counts are known. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_TEST_MANIFEST_N_CLASSES 8
#define LW_TEST_MANIFEST_N_BINS    20

/**
 * LwTestManifest:
 * @folder: (nullable): where the images are, as source-refs begin; %NULL for s3://pets
 * @n_images: how many images there are before the numbers begin again; 0: one for each line
 * @is_multi: lines have one to three labels
 * @classes: labels of each class
 * @bins: labels with a confidence in each twentieth
 * @failed: lines without a label that have a failure-reason
 * @machine: labeled lines that a machine has labeled
 *
 * What to write, and what was written.
 */
typedef struct
{
  const char *folder;
  guint       n_images;
  gboolean    is_multi;
  guint64     classes[LW_TEST_MANIFEST_N_CLASSES];
  guint64     bins[LW_TEST_MANIFEST_N_BINS];
  guint64     failed;
  guint64     machine;
} LwTestManifest;

const char *lw_test_manifest_get_class_name (guint           class_index);
void        lw_test_manifest_write          (LwTestManifest *self,
                                             const char     *path,
                                             guint           n_lines);

G_END_DECLS
