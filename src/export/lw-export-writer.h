/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A set of rows being written in one format: what all formats share, and the table of functions that each fills in.
 * Only for export/. */

#pragma once

#include "lw-export-classes.h"
#include "lw-export-image-source.h"
#include "lw-export-row.h"

#include "lw-file.h"

G_BEGIN_DECLS

typedef struct _LwExportJob LwExportJob;
typedef struct _LwExportWriter LwExportWriter;
typedef struct _LwExportWriterClass LwExportWriterClass;

/**
 * LwExportJob:
 * @index: the manifest
 * @attribute: the label attribute's position, or -1
 * @name: (nullable): its name
 * @multi: whether its rows have sets of labels
 * @options: what was chosen, settled
 * @classes: the classes
 * @images: the images
 * @n_images: how many were written
 * @cancellable: (nullable): stops it
 *
 * What the writers of one export have in common. Owns nothing.
 */
struct _LwExportJob
{
  LwManifestIndex       *index;
  int                    attribute;
  const char            *name;
  gboolean               multi;
  const LwExportOptions *options;
  LwExportClasses       *classes;
  LwExportImageSource   *images;
  guint64                n_images;
  GCancellable          *cancellable;
};

/**
 * LwExportWriterClass:
 * @size: of the writer's struct, which starts with an #LwExportWriter
 * @main_name: (nullable): of the file in a folder that has images too
 * @has_plain_rows: what is written of a row depends on no other row
 * @open: begins
 * @add: writes a row; after %LW_EXPORT_ERROR_IMAGE, nothing of it is left and the next row can be written
 * @close: ends
 * @clear: (nullable): frees what it has, also when it was not closed
 */
struct _LwExportWriterClass
{
  gsize       size;
  const char *main_name;
  gboolean    has_plain_rows;
  gboolean  (*open)  (LwExportWriter     *self,
                      GError            **error);
  gboolean  (*add)   (LwExportWriter     *self,
                      const LwExportRow  *row,
                      GError            **error);
  gboolean  (*close) (LwExportWriter     *self,
                      GError            **error);
  void      (*clear) (LwExportWriter     *self);
};

/**
 * LwExportWriter:
 * @path: the file or folder to write
 * @folder: (nullable): where images go, when they do
 * @file: (nullable): the main file
 * @text: what is to be written to it next
 * @n_rows: rows that are written
 */
struct _LwExportWriter
{
  const LwExportWriterClass *class;
  LwExportJob               *job;
  char                      *path;
  char                      *folder;
  LwFileWriter              *file;
  GString                   *text;
  guint64                    n_rows;
};

extern const LwExportWriterClass lw_export_lines_writer;
extern const LwExportWriterClass lw_export_training_writer;
extern const LwExportWriterClass lw_export_table_writer;
extern const LwExportWriterClass lw_export_tsv_writer;
extern const LwExportWriterClass lw_export_answers_writer;
extern const LwExportWriterClass lw_export_tree_writer;
extern const LwExportWriterClass lw_export_hugging_face_writer;
extern const LwExportWriterClass lw_export_fiftyone_writer;
extern const LwExportWriterClass lw_export_coco_writer;
extern const LwExportWriterClass lw_export_label_studio_writer;
extern const LwExportWriterClass lw_export_lst_writer;
extern const LwExportWriterClass lw_export_tfrecord_writer;
extern const LwExportWriterClass lw_export_webdataset_writer;

LwExportWriter *lw_export_writer_open          (LwExportJob         *job,
                                                const char          *path,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;
LwExportWriter *lw_export_writer_new_in_memory (LwExportJob         *job) G_GNUC_WARN_UNUSED_RESULT;
void            lw_export_writer_free          (LwExportWriter      *self);
gboolean        lw_export_writer_add           (LwExportWriter      *self,
                                                const LwExportRow   *row,
                                                GError             **error);
gboolean        lw_export_writer_close         (LwExportWriter      *self,
                                                GError             **error);

gboolean        lw_export_writer_flush         (LwExportWriter      *self,
                                                gsize                limit,
                                                GError             **error);
char           *lw_export_writer_place_image   (LwExportWriter      *self,
                                                const LwExportRow   *row,
                                                const char          *folder,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;
char           *lw_export_writer_dup_file_name (LwExportWriter      *self,
                                                const LwExportRow   *row,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;

void            lw_export_append_quoted        (GString             *text,
                                                const char          *value);
void            lw_export_append_confidence    (GString             *text,
                                                double               confidence);
void            lw_export_append_facts         (LwExportWriter      *self,
                                                const LwExportRow   *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportWriter, lw_export_writer_free)

G_END_DECLS
