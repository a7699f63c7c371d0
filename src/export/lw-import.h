/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads data sets of other formats into a manifest: with labels, an augmented manifest with the metadata that Ground
 * Truth writes; without, an input manifest. What is wrong in them is told with its place and left out. */

#pragma once

#include "lw-export-format.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwImportOptions LwImportOptions;

/**
 * LwImportOptions:
 * @format: of the input: one that can be read
 * @attribute: the label attribute name to write
 * @job_name: (nullable): the job name to write where the input has none
 * @prefix: (nullable): an address that relative paths are put behind, "s3://pets/"; without it, addresses that the
 *   input remembers are taken, and else the paths of its files
 * @classes: (nullable) (array zero-terminated=1): class names by class index, for inputs that have numbers only
 * @time: (type gint64): the creation date to write where the input has none, in microseconds
 */
struct _LwImportOptions
{
  LwExportFormat  format;
  const char     *attribute;
  const char     *job_name;
  const char     *prefix;
  char          **classes;
  gint64          time;
};

typedef struct _LwImportReport LwImportReport;

/**
 * LwImportReport:
 * @n_rows: lines written
 * @n_labeled: those with a label
 * @n_classes: classes among them
 * @n_left_out: rows of the input that could not be taken
 * @is_multi: whether rows have sets of labels
 * @diagnostics: (element-type LwDiagnostic): what is wrong in the input; the first ten thousand
 * @n_diagnostics: how much that is
 */
struct _LwImportReport
{
  guint64    n_rows;
  guint64    n_labeled;
  guint      n_classes;
  guint64    n_left_out;
  gboolean   is_multi;
  GPtrArray *diagnostics;
  guint64    n_diagnostics;
};

gboolean        lw_import_guess_format (const char             *path,
                                        LwExportFormat         *format);
LwImportReport *lw_import_run          (const LwImportOptions  *options,
                                        const char             *input,
                                        const char             *output,
                                        GCancellable           *cancellable,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_import_run_async    (const LwImportOptions  *options,
                                        const char             *input,
                                        const char             *output,
                                        GCancellable           *cancellable,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data);
LwImportReport *lw_import_run_finish   (GAsyncResult           *result,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

void            lw_import_report_free  (LwImportReport         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwImportReport, lw_import_report_free)

G_END_DECLS
