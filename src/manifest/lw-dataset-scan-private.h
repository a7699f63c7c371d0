/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwDatasetScan, for the files of manifest/ that make one. */

#pragma once

#include "lw-dataset-scan.h"

G_BEGIN_DECLS

/* Immutable once made; any thread may read it. */
struct _LwDatasetScan
{
  gatomicrefcount  refs;
  char            *folder;
  GArray          *items;
  GPtrArray       *problems;
  guint64          n_bytes;
  guint            n_format[LW_N_IMAGE_FORMATS];
  guint            n_problem[LW_N_DATASET_PROBLEMS];
  guint            n_other_files;
};

typedef struct _LwDatasetWalk LwDatasetWalk;

/**
 * LwDatasetWalk:
 * @scan: what is being made
 * @unsupported: (element-type utf8 guint): extension → how many files have it
 *
 * A scan while it is made.
 */
struct _LwDatasetWalk
{
  LwDatasetScan             *scan;
  GHashTable                *unsupported;
  GHashTable                *visited;
  GPtrArray                 *pending;
  guint                      n_checked;
  gint64                     reported_at;
  LwDatasetScanProgressFunc  progress;
  gpointer                   progress_data;
  GCancellable              *cancellable;
};

LwDatasetScan *lw_dataset_scan_alloc           (const char            *folder) G_GNUC_WARN_UNUSED_RESULT;
void           lw_dataset_scan_finish          (LwDatasetScan         *self);

gboolean       lw_dataset_walk_run             (LwDatasetWalk         *self,
                                                GError               **error);
gboolean       lw_dataset_walk_report          (LwDatasetWalk         *self,
                                                const char            *folder,
                                                gboolean               at_end);
gboolean       lw_dataset_walk_find_duplicates (LwDatasetWalk         *self);
void           lw_dataset_walk_check_image     (LwDatasetWalk         *self,
                                                const char            *path,
                                                const char            *key,
                                                guint64                size);
void           lw_dataset_walk_add_problem     (LwDatasetWalk         *self,
                                                LwDatasetProblemKind   kind,
                                                gboolean               excluded,
                                                guint                  n_files,
                                                const char            *name,
                                                char                  *text);

G_END_DECLS
