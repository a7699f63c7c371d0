/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats that rows of a manifest can be written in, and read from: one table of what each is and can hold. Not
 * the writing. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwExportFormat:
 *
 * In the order in which they are offered.
 */
typedef enum
{
  LW_EXPORT_FORMAT_MANIFEST,
  LW_EXPORT_FORMAT_TRAINING,
  LW_EXPORT_FORMAT_CSV,
  LW_EXPORT_FORMAT_TSV,
  LW_EXPORT_FORMAT_ANSWERS,
  LW_EXPORT_FORMAT_IMAGE_FOLDER,
  LW_EXPORT_FORMAT_YOLO,
  LW_EXPORT_FORMAT_HUGGING_FACE,
  LW_EXPORT_FORMAT_FIFTYONE,
  LW_EXPORT_FORMAT_COCO,
  LW_EXPORT_FORMAT_LABEL_STUDIO,
  LW_EXPORT_FORMAT_LST,
  LW_EXPORT_FORMAT_TFRECORD,
  LW_EXPORT_FORMAT_TFRECORD_FIFTYONE,
  LW_EXPORT_FORMAT_WEBDATASET,
} LwExportFormat;

#define LW_N_EXPORT_FORMATS (LW_EXPORT_FORMAT_WEBDATASET + 1)

/**
 * LwExportShape:
 * @LW_EXPORT_SHAPE_LINES: one file of lines of the manifest itself: no images can go with it
 * @LW_EXPORT_SHAPE_LIST: one file that names images; a folder when the images go with it
 * @LW_EXPORT_SHAPE_TREE: a folder of images
 * @LW_EXPORT_SHAPE_ARCHIVE: one file that holds the images
 */
typedef enum
{
  LW_EXPORT_SHAPE_LINES,
  LW_EXPORT_SHAPE_LIST,
  LW_EXPORT_SHAPE_TREE,
  LW_EXPORT_SHAPE_ARCHIVE,
} LwExportShape;

typedef struct _LwExportFormatInfo LwExportFormatInfo;

/**
 * LwExportFormatInfo:
 * @id: its name for programs
 * @title: its name, a msgid
 * @summary: what it is for, a sentence, a msgid
 * @extension: of its file, with the dot; "" for a folder
 * @shape: what is written
 * @needs_labels: it can hold nothing but labeled rows
 * @one_label: a row has one label in it by custom
 * @can_mark: a row can be marked as one of low confidence
 * @can_import: it can be read back
 */
struct _LwExportFormatInfo
{
  const char    *id;
  const char    *title;
  const char    *summary;
  const char    *extension;
  LwExportShape  shape;
  gboolean       needs_labels;
  gboolean       one_label;
  gboolean       can_mark;
  gboolean       can_import;
};

const LwExportFormatInfo *lw_export_format_get_info (LwExportFormat   self);
gboolean                  lw_export_format_find     (const char      *name,
                                                     LwExportFormat  *format);

G_END_DECLS
