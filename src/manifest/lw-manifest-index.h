/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in a manifest: where its lines are and, for each label attribute, a few columns of integers.
 * Made in one pass over the bytes; a row is parsed in full only when it is shown. Not a document: the text
 * stays in the file. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_MANIFEST_ERROR (lw_manifest_error_quark ())

/**
 * LwManifestError:
 * @LW_MANIFEST_ERROR_CHANGED: the file is no longer the one that was indexed
 * @LW_MANIFEST_ERROR_TOO_LARGE: more lines or longer gaps than the index can number
 * @LW_MANIFEST_ERROR_BAD_LINE: a line is not what a manifest line must be
 * @LW_MANIFEST_ERROR_BAD_QUERY: the text of a query cannot be understood
 */
typedef enum
{
  LW_MANIFEST_ERROR_CHANGED,
  LW_MANIFEST_ERROR_TOO_LARGE,
  LW_MANIFEST_ERROR_BAD_LINE,
  LW_MANIFEST_ERROR_BAD_QUERY,
} LwManifestError;

GQuark lw_manifest_error_quark (void);

/**
 * LwDataObjectState:
 * @LW_DATA_OBJECT_STATE_UNLABELED: the line has no label for the attribute
 * @LW_DATA_OBJECT_STATE_LABELED: it has one
 * @LW_DATA_OBJECT_STATE_FAILED: its metadata has a failure-reason and there is no label
 * @LW_DATA_OBJECT_STATE_MALFORMED: the line is not a JSON object
 */
typedef enum
{
  LW_DATA_OBJECT_STATE_UNLABELED,
  LW_DATA_OBJECT_STATE_LABELED,
  LW_DATA_OBJECT_STATE_FAILED,
  LW_DATA_OBJECT_STATE_MALFORMED,
} LwDataObjectState;

#define LW_N_DATA_OBJECT_STATES 4

/**
 * LwLabelKind:
 * @LW_LABEL_KIND_SINGLE: groundtruth/image-classification
 * @LW_LABEL_KIND_MULTI: groundtruth/image-classification-multilabel
 * @LW_LABEL_KIND_OTHER: another type: its rows are counted, their labels are not interpreted
 */
typedef enum
{
  LW_LABEL_KIND_SINGLE,
  LW_LABEL_KIND_MULTI,
  LW_LABEL_KIND_OTHER,
} LwLabelKind;

/**
 * LwAnnotator:
 * @LW_ANNOTATOR_UNKNOWN: the metadata does not say
 * @LW_ANNOTATOR_HUMAN: "human-annotated" is "yes" (or "true")
 * @LW_ANNOTATOR_MACHINE: it is "no" (or "false")
 */
typedef enum
{
  LW_ANNOTATOR_UNKNOWN,
  LW_ANNOTATOR_HUMAN,
  LW_ANNOTATOR_MACHINE,
} LwAnnotator;

#define LW_CONFIDENCE_NONE (-1.0)

/* Bins of the confidence histogram: min (19, floor (confidence × 20)) */
#define LW_CONFIDENCE_BINS 20

typedef struct _LwManifestIndex LwManifestIndex;

/**
 * LwManifestProgressFunc:
 * @done: bytes read
 * @total: bytes there are
 * @data: the caller's
 *
 * Called at most 20 times a second and once at the end: in the thread that does the work by the plain
 * function, in the caller's main context by the async one.
 */
typedef void (*LwManifestProgressFunc) (guint64  done,
                                        guint64  total,
                                        gpointer data);

/**
 * LwManifestPartialFunc:
 * @partial: an index of the first rows; complete in itself
 * @data: the caller's
 *
 * Called with more and more rows while a file is read: the first time after a few thousand at most. In the
 * thread of #LwManifestProgressFunc.
 */
typedef void (*LwManifestPartialFunc) (LwManifestIndex *partial,
                                       gpointer         data);

/**
 * LwManifestOpening:
 * @earlier: (nullable): an index of the same file; when the file has only grown since, reading goes on from
 *   where it ended
 * @no_cache: neither look for an index that was kept from an earlier opening nor keep this one
 * @progress: (nullable): called now and then
 * @partial: (nullable): called with the rows so far
 * @data: for both
 * @rest: how long reading a large file rests after its first rows were told, in microseconds, so that whoever shows
 *   them has the processors
 *
 * How to open a manifest.
 */
typedef struct
{
  LwManifestIndex        *earlier;
  gboolean                no_cache;
  LwManifestProgressFunc  progress;
  LwManifestPartialFunc   partial;
  gpointer                data;
  guint                   rest;
} LwManifestOpening;

LwManifestIndex   *lw_manifest_index_open                 (const char              *path,
                                                           const LwManifestOpening *opening,
                                                           GCancellable            *cancellable,
                                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_manifest_index_open_async           (const char              *path,
                                                           const LwManifestOpening *opening,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);
LwManifestIndex   *lw_manifest_index_open_finish          (GAsyncResult            *result,
                                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestIndex   *lw_manifest_index_new_from_file        (const char              *path,
                                                           LwManifestProgressFunc   progress,
                                                           gpointer                 progress_data,
                                                           GCancellable            *cancellable,
                                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_manifest_index_new_from_file_async  (const char              *path,
                                                           LwManifestProgressFunc   progress,
                                                           gpointer                 progress_data,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);
LwManifestIndex   *lw_manifest_index_new_from_file_finish (GAsyncResult            *result,
                                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestIndex   *lw_manifest_index_new_from_bytes       (GBytes                  *bytes) G_GNUC_WARN_UNUSED_RESULT;
LwManifestIndex   *lw_manifest_index_ref                  (LwManifestIndex         *self) G_GNUC_WARN_UNUSED_RESULT;
void               lw_manifest_index_unref                (LwManifestIndex         *self);

/* The file */
gboolean           lw_manifest_index_is_partial           (LwManifestIndex         *self);
const char        *lw_manifest_index_get_path             (LwManifestIndex         *self);
guint64            lw_manifest_index_get_n_bytes          (LwManifestIndex         *self);
guint64            lw_manifest_index_get_n_lines          (LwManifestIndex         *self);
guint64            lw_manifest_index_get_n_blank          (LwManifestIndex         *self);
guint64            lw_manifest_index_get_n_malformed      (LwManifestIndex         *self);
GPtrArray         *lw_manifest_index_get_diagnostics      (LwManifestIndex         *self);
guint64            lw_manifest_index_get_n_diagnostics    (LwManifestIndex         *self);

/* Rows: the lines that are not blank, malformed ones included, from 0 */
guint              lw_manifest_index_get_n_rows           (LwManifestIndex         *self);
guint64            lw_manifest_index_get_line_number      (LwManifestIndex         *self,
                                                           guint                    row);
guint64            lw_manifest_index_get_offset           (LwManifestIndex         *self,
                                                           guint                    row);
gboolean           lw_manifest_index_is_malformed         (LwManifestIndex         *self,
                                                           guint                    row);
char              *lw_manifest_index_dup_line             (LwManifestIndex         *self,
                                                           guint                    row,
                                                           gsize                   *length,
                                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
char              *lw_manifest_index_dup_source_ref       (LwManifestIndex         *self,
                                                           guint                    row) G_GNUC_WARN_UNUSED_RESULT;

/* Label attributes, in the order in which they first appear */
guint              lw_manifest_index_get_n_attributes     (LwManifestIndex         *self);
int                lw_manifest_index_find_attribute       (LwManifestIndex         *self,
                                                           const char              *name);
const char        *lw_manifest_index_get_attribute_name   (LwManifestIndex         *self,
                                                           guint                    attribute);
const char        *lw_manifest_index_get_attribute_type   (LwManifestIndex         *self,
                                                           guint                    attribute);
LwLabelKind        lw_manifest_index_get_attribute_kind   (LwManifestIndex         *self,
                                                           guint                    attribute);
guint64            lw_manifest_index_count_state          (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           LwDataObjectState        state);
guint64            lw_manifest_index_count_annotator      (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           LwAnnotator              annotator);

/* An attribute's classes, by position in its list, which is sorted by class index and then by name */
guint              lw_manifest_index_get_n_classes        (LwManifestIndex         *self,
                                                           guint                    attribute);
gint64             lw_manifest_index_get_class_index      (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    position);
const char        *lw_manifest_index_get_class_name       (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    position);
guint64            lw_manifest_index_get_class_count      (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    position);
int                lw_manifest_index_find_class           (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           const char              *name);

/* A row under an attribute */
LwDataObjectState  lw_manifest_index_get_state            (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row);
int                lw_manifest_index_get_class            (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row);
guint              lw_manifest_index_get_n_labels         (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row);
guint              lw_manifest_index_get_label            (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row,
                                                           guint                    nth,
                                                           double                  *confidence);
double             lw_manifest_index_get_confidence       (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row);
LwAnnotator        lw_manifest_index_get_annotator        (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row);
gint64             lw_manifest_index_get_creation_time    (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row);
char              *lw_manifest_index_dup_label_text       (LwManifestIndex         *self,
                                                           guint                    attribute,
                                                           guint                    row) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestIndex, lw_manifest_index_unref)

G_END_DECLS
