/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes rows of a manifest in another format: exactly the rows that are asked for, in their order, as a stream.
 * Nothing is at the destination before all of it is. Not the reading of formats: see lw-import.h. */

#pragma once

#include "lw-export-options.h"

#include "lw-manifest-index.h"
#include "lw-object-store.h"

G_BEGIN_DECLS

#define LW_EXPORT_ERROR (lw_export_error_quark ())

/**
 * LwExportError:
 * @LW_EXPORT_ERROR_OPTIONS: the format cannot do what the options say
 * @LW_EXPORT_ERROR_EXISTS: there is something at the destination that is not replaced
 * @LW_EXPORT_ERROR_IMAGE: one image cannot be had; the others can
 * @LW_EXPORT_ERROR_FORMAT: what is to be read is not of the format
 */
typedef enum
{
  LW_EXPORT_ERROR_OPTIONS,
  LW_EXPORT_ERROR_EXISTS,
  LW_EXPORT_ERROR_IMAGE,
  LW_EXPORT_ERROR_FORMAT,
} LwExportError;

GQuark lw_export_error_quark (void);

/**
 * LwExportReason:
 *
 * Why a row is left out.
 */
typedef enum
{
  LW_EXPORT_REASON_UNLABELED,
  LW_EXPORT_REASON_SEVERAL_LABELS,
  LW_EXPORT_REASON_LOW_CONFIDENCE,
  LW_EXPORT_REASON_MALFORMED,
  LW_EXPORT_REASON_NO_IMAGE,
} LwExportReason;

#define LW_N_EXPORT_REASONS (LW_EXPORT_REASON_NO_IMAGE + 1)

typedef struct _LwExportReport LwExportReport;

/**
 * LwExportReport:
 * @n_rows: rows that were asked for
 * @n_written: rows that are written
 * @n_images: images that go with them
 * @n_left_out: rows that are not written, by #LwExportReason
 * @n_split: rows in each set; the first when there is no split
 * @diagnostics: (element-type LwDiagnostic): trouble with single rows; the first thousand
 *
 * What an export will do (without images that turn out to be missing), or did.
 */
struct _LwExportReport
{
  guint64    n_rows;
  guint64    n_written;
  guint64    n_images;
  guint64    n_left_out[LW_N_EXPORT_REASONS];
  guint64    n_split[LW_EXPORT_N_SPLITS];
  GPtrArray *diagnostics;
};

/**
 * LwExportProgressFunc:
 * @done: rows that are dealt with
 * @total: rows there are
 * @data: the caller's
 *
 * Called at most 20 times a second and once at the end: in the thread that does the work by the plain function, in the
 * caller's main context by the async one.
 */
typedef void (*LwExportProgressFunc) (guint64  done,
                                      guint64  total,
                                      gpointer data);

LwExportReport *lw_export_plan          (LwManifestIndex        *index,
                                         const guint32          *rows,
                                         gsize                   n_rows,
                                         const LwExportOptions  *options,
                                         GCancellable           *cancellable,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
LwExportReport *lw_export_run           (LwManifestIndex        *index,
                                         const guint32          *rows,
                                         gsize                   n_rows,
                                         const LwExportOptions  *options,
                                         LwObjectStore          *store,
                                         const char             *path,
                                         LwExportProgressFunc    progress,
                                         gpointer                progress_data,
                                         GCancellable           *cancellable,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

void            lw_export_plan_async    (LwManifestIndex        *index,
                                         GBytes                 *rows,
                                         const LwExportOptions  *options,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
void            lw_export_run_async     (LwManifestIndex        *index,
                                         GBytes                 *rows,
                                         const LwExportOptions  *options,
                                         LwObjectStore          *store,
                                         const char             *path,
                                         LwExportProgressFunc    progress,
                                         gpointer                progress_data,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
LwExportReport *lw_export_finish        (GAsyncResult           *result,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

guint64         lw_export_report_count_left_out (const LwExportReport *self);
const char     *lw_export_reason_get_title      (LwExportReason        reason);
void            lw_export_report_free           (LwExportReport       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportReport, lw_export_report_free)

G_END_DECLS
