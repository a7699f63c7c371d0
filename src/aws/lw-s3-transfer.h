/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many files to or from S3: some at once, with progress; paused, gone on with, called off. What was done is not done
 * again: files by their sizes and times, parts of large ones by the journal. */

#pragma once

#include "lw-s3-plan.h"

G_BEGIN_DECLS

#define LW_TYPE_S3_TRANSFER (lw_s3_transfer_get_type ())
G_DECLARE_FINAL_TYPE (LwS3Transfer, lw_s3_transfer, LW, S3_TRANSFER, GObject)

/**
 * LwS3TransferState:
 * @LW_S3_TRANSFER_WAITING: not begun
 * @LW_S3_TRANSFER_RUNNING: going on
 * @LW_S3_TRANSFER_PAUSED: to be gone on with
 * @LW_S3_TRANSFER_DONE: all is there
 * @LW_S3_TRANSFER_FAILED: not all is there
 * @LW_S3_TRANSFER_CANCELLED: called off
 */
typedef enum
{
  LW_S3_TRANSFER_WAITING,
  LW_S3_TRANSFER_RUNNING,
  LW_S3_TRANSFER_PAUSED,
  LW_S3_TRANSFER_DONE,
  LW_S3_TRANSFER_FAILED,
  LW_S3_TRANSFER_CANCELLED,
} LwS3TransferState;

/**
 * LwS3TransferOptions:
 * @source: a path or an address
 * @target: a path or an address
 * @recursive: everything in @source
 * @only_changed: not what is there already
 * @n_at_once: how many files; 0 for as many as are good
 * @journal: (nullable): the folder of the journal; %NULL for the user's
 */
typedef struct
{
  const char *source;
  const char *target;
  gboolean    recursive;
  gboolean    only_changed;
  guint       n_at_once;
  const char *journal;
} LwS3TransferOptions;

/**
 * LwS3TransferProgress:
 * @state: how it is
 * @is_planned: whether all files are found, so that the totals are final
 * @n_files: how many there are to do
 * @n_done: how many are done
 * @n_there: how many were there already
 * @n_failed: how many failed
 * @n_bytes: of the files to do
 * @n_bytes_done: of them
 * @rate: bytes a second, of late
 * @seconds_left: -1 when that cannot be said
 */
typedef struct
{
  LwS3TransferState state;
  gboolean          is_planned;
  guint64           n_files;
  guint64           n_done;
  guint64           n_there;
  guint64           n_failed;
  guint64           n_bytes;
  guint64           n_bytes_done;
  double            rate;
  gint64            seconds_left;
} LwS3TransferProgress;

LwS3Transfer *lw_s3_transfer_new          (LwS3Client                 *client,
                                           const LwS3TransferOptions  *options,
                                           GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

const char   *lw_s3_transfer_get_source   (LwS3Transfer               *self);
const char   *lw_s3_transfer_get_target   (LwS3Transfer               *self);
LwS3Kind      lw_s3_transfer_get_kind     (LwS3Transfer               *self);
void          lw_s3_transfer_get_progress (LwS3Transfer               *self,
                                           LwS3TransferProgress       *progress);
GPtrArray    *lw_s3_transfer_dup_problems (LwS3Transfer               *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean      lw_s3_transfer_run          (LwS3Transfer               *self,
                                           GCancellable               *cancellable,
                                           GError                    **error);

void          lw_s3_transfer_start        (LwS3Transfer               *self);
void          lw_s3_transfer_pause        (LwS3Transfer               *self);
void          lw_s3_transfer_cancel       (LwS3Transfer               *self);

G_END_DECLS
