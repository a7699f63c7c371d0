/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a folder holds for a labeling job: its images, and what will happen to each that is not as Ground
 * Truth wants it. Made by one recursive walk; immutable afterwards. Writes nothing: see
 * lw-manifest-writer.h. */

#pragma once

#include "lw-image-info.h"

G_BEGIN_DECLS

/**
 * LwDatasetProblemKind:
 *
 * In the order in which they are shown. Each kind either leaves its files out or takes them in, as
 * LwDatasetProblem:excluded says.
 */
typedef enum
{
  LW_DATASET_PROBLEM_UNREADABLE,
  LW_DATASET_PROBLEM_UNREADABLE_FOLDER,
  LW_DATASET_PROBLEM_EMPTY,
  LW_DATASET_PROBLEM_NOT_AN_IMAGE,
  LW_DATASET_PROBLEM_TRUNCATED,
  LW_DATASET_PROBLEM_BAD_NAME,
  LW_DATASET_PROBLEM_FILE_TOO_LARGE,
  LW_DATASET_PROBLEM_TOO_MANY_PIXELS,
  LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT,
  LW_DATASET_PROBLEM_INCOMPLETE,
  LW_DATASET_PROBLEM_OTHER_FORMAT_INSIDE,
  LW_DATASET_PROBLEM_ORIENTATION,
  LW_DATASET_PROBLEM_DUPLICATE,
  LW_DATASET_PROBLEM_SYMLINK_LOOP,
} LwDatasetProblemKind;

#define LW_N_DATASET_PROBLEMS (LW_DATASET_PROBLEM_SYMLINK_LOOP + 1)

#define LW_DATASET_MAX_FILE_SIZE ((guint64) 40 * 1000 * 1000)
#define LW_DATASET_MAX_PIXELS ((guint64) 100 * 1000 * 1000)

/**
 * LwDatasetItem:
 * @key: path below the folder, with slashes, as it stands in the source-ref; valid UTF-8
 * @size: in bytes
 * @format: what the file is
 * @width: in pixels as stored; 0 when unknown
 * @height: in pixels as stored
 * @orientation: EXIF orientation, 1 to 8
 */
typedef struct
{
  char          *key;
  guint64        size;
  LwImageFormat  format;
  guint          width;
  guint          height;
  guint          orientation;
} LwDatasetItem;

/**
 * LwDatasetProblem:
 * @kind: what is wrong
 * @excluded: the file is left out of the data set; otherwise it is in it and this is a warning
 * @n_files: how many files this row stands for: many for an unsupported format, else 1
 * @name: path below the folder, or `.heic` for all files of that format; made showable, never to be used
 *   to open a file
 * @text: a translated sentence: what is wrong and what will happen
 */
typedef struct
{
  LwDatasetProblemKind  kind;
  gboolean              excluded;
  guint                 n_files;
  char                 *name;
  char                 *text;
} LwDatasetProblem;

typedef struct _LwDatasetScan LwDatasetScan;

typedef enum
{
  LW_DATASET_SCAN_DEFAULT = 0,
  LW_DATASET_SCAN_NO_DUPLICATES = 1 << 0,
} LwDatasetScanFlags;

/**
 * LwDatasetScanProgressFunc:
 * @n_images: images found so far
 * @n_checked: images looked into so far
 * @folder: (nullable): the folder that is being read, relative
 * @data: the caller's
 *
 * Called at most 20 times a second and once at the end: in a thread of the scan by the plain function, in
 * the caller's main context by the async one.
 */
typedef void (*LwDatasetScanProgressFunc) (guint       n_images,
                                           guint       n_checked,
                                           const char *folder,
                                           gpointer    data);

LwDatasetScan *lw_dataset_scan_run               (const char                 *folder,
                                                  LwDatasetScanFlags          flags,
                                                  LwDatasetScanProgressFunc   progress,
                                                  gpointer                    progress_data,
                                                  GCancellable               *cancellable,
                                                  GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_dataset_scan_run_async         (const char                 *folder,
                                                  LwDatasetScanFlags          flags,
                                                  LwDatasetScanProgressFunc   progress,
                                                  gpointer                    progress_data,
                                                  GCancellable               *cancellable,
                                                  GAsyncReadyCallback         callback,
                                                  gpointer                    user_data);
LwDatasetScan *lw_dataset_scan_run_finish        (GAsyncResult               *result,
                                                  GError                    **error) G_GNUC_WARN_UNUSED_RESULT;
LwDatasetScan *lw_dataset_scan_ref               (LwDatasetScan              *self) G_GNUC_WARN_UNUSED_RESULT;
void           lw_dataset_scan_unref             (LwDatasetScan              *self);

const char    *lw_dataset_scan_get_folder        (LwDatasetScan              *self);

/* The images that make the data set, in byte order of their keys */
guint          lw_dataset_scan_get_n_items       (LwDatasetScan              *self);
const LwDatasetItem *
               lw_dataset_scan_get_item          (LwDatasetScan              *self,
                                                  guint                       position);
char          *lw_dataset_scan_dup_item_path     (LwDatasetScan              *self,
                                                  guint                       position) G_GNUC_WARN_UNUSED_RESULT;
guint64        lw_dataset_scan_get_n_bytes       (LwDatasetScan              *self);
guint          lw_dataset_scan_count_format      (LwDatasetScan              *self,
                                                  LwImageFormat               format);
guint          lw_dataset_scan_count_other_files (LwDatasetScan              *self);

/* Trouble, in the order of LwDatasetProblemKind and then of names */
guint          lw_dataset_scan_get_n_problems    (LwDatasetScan              *self);
const LwDatasetProblem *
               lw_dataset_scan_get_problem       (LwDatasetScan              *self,
                                                  guint                       position);
guint          lw_dataset_scan_count_problem     (LwDatasetScan              *self,
                                                  LwDatasetProblemKind        kind);
char          *lw_dataset_problem_kind_dup_title (LwDatasetProblemKind        kind,
                                                  guint                       n) G_GNUC_WARN_UNUSED_RESULT;

/* Category names that the folder suggests */
char         **lw_dataset_scan_dup_folder_classes (LwDatasetScan             *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDatasetScan, lw_dataset_scan_unref)

G_END_DECLS
