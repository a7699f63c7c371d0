/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The manifest that an import makes. The input is read twice: first to learn the classes and whether rows have several
 * labels, then to write. Only for export/. */

#pragma once

#include "lw-import.h"

#include "lw-diagnostic.h"
#include "lw-file.h"

G_BEGIN_DECLS

/**
 * LwImportLabel:
 * @name: (nullable): the class name
 * @index: the class index, or -1
 * @confidence: 0 to 1, or negative
 */
typedef struct
{
  char   *name;
  gint64  index;
  double  confidence;
} LwImportLabel;

typedef struct _LwImportRow LwImportRow;

/**
 * LwImportRow:
 * @line: where it is in the input, from 1; 0 when that has no lines
 * @column: where it is in the line
 * @source_ref: (nullable): the address that the input remembers
 * @path: (nullable): the path of the image, relative to @folder or absolute
 * @labels: (element-type LwImportLabel): its labels
 * @has_labels: whether it is labeled, be it with no class
 * @several: whether it is a set of labels, be it of one
 * @machine: whether a machine labeled it
 * @job_name: (nullable): which job
 * @creation_date: (nullable): when
 * @failure_reason: (nullable): why it has no label
 * @set: (nullable): the set it was in: "train"
 */
struct _LwImportRow
{
  guint64   line;
  guint     column;
  char     *source_ref;
  char     *path;
  GArray   *labels;
  gboolean  has_labels;
  gboolean  several;
  gboolean  machine;
  char     *job_name;
  char     *creation_date;
  char     *failure_reason;
  char     *set;
};

typedef struct _LwImportTarget LwImportTarget;

/**
 * LwImportTarget:
 * @options: what is wanted
 * @input: the input's path
 * @folder: where relative paths of the input begin
 * @cancellable: (nullable): stops it
 * @report: what is found
 */
struct _LwImportTarget
{
  const LwImportOptions *options;
  const char            *input;
  char                  *folder;
  GCancellable          *cancellable;
  LwImportReport        *report;
  LwFileWriter          *writer;
  GHashTable            *numbers;
  GHashTable            *taken;
  gint64                 next_number;
  gboolean               is_multi;
};

void     lw_import_row_init        (LwImportRow        *self);
void     lw_import_row_clear       (LwImportRow        *self);
void     lw_import_row_add_label   (LwImportRow        *self,
                                    const char         *name,
                                    gint64              index,
                                    double              confidence);

gboolean lw_import_target_add      (LwImportTarget     *self,
                                    const LwImportRow  *row,
                                    GError            **error);
void     lw_import_target_leave_out (LwImportTarget    *self,
                                    guint64             line,
                                    guint               column,
                                    const char         *code,
                                    const char         *text);

gboolean lw_import_read_table        (LwImportTarget   *target,
                                      GError          **error);
gboolean lw_import_read_lst          (LwImportTarget   *target,
                                      GError          **error);
gboolean lw_import_read_image_folder (LwImportTarget   *target,
                                      GError          **error);
gboolean lw_import_read_hugging_face (LwImportTarget   *target,
                                      GError          **error);
gboolean lw_import_read_fiftyone     (LwImportTarget   *target,
                                      GError          **error);
gboolean lw_import_read_label_studio (LwImportTarget   *target,
                                      GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwImportRow, lw_import_row_clear)

G_END_DECLS
