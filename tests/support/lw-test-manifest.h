/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Output manifests of any length, as a labeling job writes them, of which the true counts are known. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_TEST_MANIFEST_N_CLASSES 8

/**
 * LwTestManifest:
 * @folder: (nullable): where the images are, as source-refs begin; %NULL for s3://pets
 * @n_images: how many images there are before the numbers begin again; 0: one for each line
 * @classes: lines with each class
 * @failed: lines without a label that have a failure-reason
 *
 * What to write, and what was written.
 */
typedef struct
{
  const char *folder;
  guint       n_images;
  guint64     classes[LW_TEST_MANIFEST_N_CLASSES];
  guint64     failed;
} LwTestManifest;

const char *lw_test_manifest_get_class_name (guint           class_index);
void        lw_test_manifest_write          (LwTestManifest *self,
                                             const char     *path,
                                             guint           n_lines);

G_END_DECLS
