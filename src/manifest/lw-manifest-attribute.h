/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of one label attribute: a few narrow codes a row, and the tables that say what a code means.
 * Every table is sorted by what its codes mean, so a comparison of codes is one of values, a range of
 * values is a range of codes, and to sort rows is to sort codes. Code 0 is always "none". Immutable; made
 * by the builder, read by the index and by queries. Only for manifest/; others ask the index. */

#pragma once

#include "lw-manifest-column.h"
#include "lw-manifest-index.h"

G_BEGIN_DECLS

/* A place in the label confidences is kept for every so many rows. */
#define LW_ROWS_PER_PLACE 64

#define LW_CLASS_INDEX_NONE (-1)

/* The flags column: state in the low two bits, annotator in the next two, the job in the high four. */
#define LW_ROW_FLAGS(state, annotator, job) \
  ((guint8) ((guint) (state) | (guint) (annotator) << 2 | (guint) (job) << 4))
#define LW_ROW_STATE(flags)                 ((LwDataObjectState) ((flags) & 3))
#define LW_ROW_ANNOTATOR(flags)             ((LwAnnotator) ((flags) >> 2 & 3))
#define LW_ROW_JOB(flags)                   ((guint) (flags) >> 4)

/* As many jobs have their code in the flags; with more than that, all codes are in a column. */
#define LW_MAX_FLAG_JOBS 15

/**
 * LwManifestClass:
 * @index: the number that stands for it, or %LW_CLASS_INDEX_NONE
 * @name: its name
 * @count: labels of it
 * @is_nameless: the manifest gives it no name, so that @name is its number
 */
typedef struct
{
  gint64    index;
  char     *name;
  guint64   count;
  gboolean  is_nameless;
} LwManifestClass;

typedef struct _LwManifestAttribute LwManifestAttribute;

/**
 * LwManifestAttribute:
 * @name: the label attribute name
 * @type: (nullable): the metadata's type
 * @kind: what that means
 * @classes: (element-type LwManifestClass): the classes, sorted by index and then by name
 * @has_twins: labels that had only a number count for the one class of that number that has a name
 * @n_rows: rows in each column
 * @flags: LW_ROW_FLAGS
 * @labels: the row's label codes: 0 for none; then one for each class, by position + 1; then one for each
 *   set of another size than one that is in the manifest. Use @code_starts
 * @n_codes: how many label codes there are, the 0 counted
 * @code_starts: (array length=n_codes+1): code c has the classes @code_classes[@code_starts[c]] and on,
 *   before @code_starts[c + 1]
 * @code_classes: class positions
 * @confidence: the row's confidence, of several labels the lowest: 0 for none, or 1 + the place in
 *   @confidences
 * @n_confidences: how many different ones there are
 * @confidences: (array length=n_confidences): ascending, each once
 * @bins: (array length=n_confidences+1): for each confidence code its bin of the histogram; none for 0
 * @label_confidence: the confidences of labels of rows with several, one after the other
 * @places: for each LW_ROWS_PER_PLACE rows where in @label_confidence its first such row is; %NULL when
 *   there is none
 * @created: 0 for unknown, or 1 + the place in @times
 * @n_times: how many different ones there are
 * @times: (array length=n_times): seconds since 1970, ascending, each once
 * @jobs: (element-type utf8): job names, sorted; code c is number c - 1
 * @job: the row's job code when there are more than LW_MAX_FLAG_JOBS; no rows otherwise
 * @n_states: rows in each state
 * @n_annotators: labeled rows of each origin
 * @n_bins: labels with a confidence in each bin
 * @n_without: labels without a confidence
 */
struct _LwManifestAttribute
{
  char             *name;
  gsize             name_length;
  char             *type;
  LwLabelKind       kind;
  GArray           *classes;
  gboolean          has_twins;
  gsize             n_rows;
  guint8           *flags;
  LwManifestColumn  labels;
  guint             n_codes;
  guint32          *code_starts;
  guint32          *code_classes;
  LwManifestColumn  confidence;
  guint             n_confidences;
  double           *confidences;
  guint8           *bins;
  LwManifestColumn  label_confidence;
  guint64          *places;
  LwManifestColumn  created;
  guint             n_times;
  guint32          *times;
  GPtrArray        *jobs;
  LwManifestColumn  job;
  guint64           n_states[LW_N_DATA_OBJECT_STATES];
  guint64           n_annotators[3];
  guint64           n_bins[LW_CONFIDENCE_BINS];
  guint64           n_without;
};

LwManifestAttribute *lw_manifest_attribute_new                  (const char                *name,
                                                                 gsize                      length) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_manifest_attribute_free                 (LwManifestAttribute       *self);

LwManifestClass     *lw_manifest_attribute_get_class            (const LwManifestAttribute *self,
                                                                 guint                      position);
const guint32       *lw_manifest_attribute_get_labels           (const LwManifestAttribute *self,
                                                                 gsize                      row,
                                                                 guint                     *n_labels);
gsize                lw_manifest_attribute_get_place            (const LwManifestAttribute *self,
                                                                 gsize                      row);
guint32              lw_manifest_attribute_get_label_confidence (const LwManifestAttribute *self,
                                                                 gsize                      row,
                                                                 guint                      nth);
guint                lw_manifest_attribute_get_job              (const LwManifestAttribute *self,
                                                                 gsize                      row);

guint32              lw_manifest_attribute_find_confidence      (const LwManifestAttribute *self,
                                                                 double                     value);
guint32              lw_manifest_attribute_find_time            (const LwManifestAttribute *self,
                                                                 gint64                     seconds);

/* How many classes a label code has. */
static inline guint
lw_manifest_attribute_get_code_size (const LwManifestAttribute *self,
                                     guint32                    code)
{
  return self->code_starts[code + 1] - self->code_starts[code];
}

static inline double
lw_manifest_attribute_get_confidence (const LwManifestAttribute *self,
                                      guint32                    code)
{
  return code == 0 ? LW_CONFIDENCE_NONE : self->confidences[code - 1];
}

/* Seconds since 1970; 0 when unknown. */
static inline guint32
lw_manifest_attribute_get_time (const LwManifestAttribute *self,
                                guint32                    code)
{
  return code == 0 ? 0 : self->times[code - 1];
}

G_END_DECLS
