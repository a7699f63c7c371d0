/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A label attribute while its manifest is read: what the lines of all workers have in common (its classes,
 * its confidences, …, each with a code) and the columns so far. Makes an LwManifestAttribute at the end.
 * Only for manifest/. */

#pragma once

#include "lw-manifest-attribute.h"
#include "lw-value-table.h"

G_BEGIN_DECLS

typedef struct _LwAttributeBuilder LwAttributeBuilder;
typedef struct _LwPartColumns LwPartColumns;

/**
 * LwAttributeBuilder:
 * @kind: what its labels are taken for
 * @kind_known: that is what a type says
 * @is_guessed: that is what a label looks like
 * @classes: (element-type LwManifestClass): in the order in which they come
 * @class_ids: class index and name → number in @classes + 1
 * @label_codes: the class numbers of a label, as bytes → label code
 * @code_starts: (element-type guint32): where in @code_classes the numbers of a label code are
 * @confidences: doubles, as their bits
 * @times: seconds since 1970
 * @job_codes: job name → code
 * @is_placed: the columns have rows, so that it is known which attribute came before which
 * @is_typed: a type stands in these rows
 * @is_seen: a label does
 *
 * The tables grow under the lock of the #LwManifestSchema, the columns under that of the build.
 */
struct _LwAttributeBuilder
{
  char             *name;
  gsize             name_length;
  char             *type;
  LwLabelKind       kind;
  gboolean          kind_known;
  gboolean          is_guessed;
  GArray           *classes;
  GHashTable       *class_ids;
  GHashTable       *label_codes;
  GArray           *code_starts;
  GArray           *code_classes;
  LwValueTable      confidences;
  LwValueTable      times;
  GPtrArray        *jobs;
  GHashTable       *job_codes;

  gboolean          is_placed;
  gboolean          is_typed;
  gboolean          is_seen;
  GByteArray       *flags;
  LwManifestColumn  labels;
  LwManifestColumn  confidence;
  LwManifestColumn  label_confidence;
  LwManifestColumn  created;
  LwManifestColumn  job;
};

/**
 * LwCodeMap:
 * @labels: for each of the builder's codes of labels the attribute's, and so for what follows
 * @malformed: (array length=n_malformed): rows that are malformed
 */
typedef struct
{
  const guint32 *labels;
  const guint32 *confidences;
  const guint32 *times;
  const guint32 *jobs;
  const guint32 *malformed;
  gsize          n_malformed;
} LwCodeMap;

LwAttributeBuilder  *lw_attribute_builder_new             (const char               *name,
                                                           gsize                     length) G_GNUC_WARN_UNUSED_RESULT;
LwAttributeBuilder  *lw_attribute_builder_resume          (const LwManifestAttribute *from,
                                                           gsize                     n_rows) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_attribute_builder_free            (LwAttributeBuilder       *self);

/* Under the schema's lock */
void                 lw_attribute_builder_set_type        (LwAttributeBuilder       *self,
                                                           const char               *type);
guint32              lw_attribute_builder_find_class      (LwAttributeBuilder       *self,
                                                           gint64                    index,
                                                           const char               *name);
guint32              lw_attribute_builder_find_label      (LwAttributeBuilder       *self,
                                                           const guint32            *classes,
                                                           guint                     n_classes);
guint32              lw_attribute_builder_find_confidence (LwAttributeBuilder       *self,
                                                           double                    confidence);
guint32              lw_attribute_builder_find_time       (LwAttributeBuilder       *self,
                                                           guint32                   seconds);
guint32              lw_attribute_builder_find_job        (LwAttributeBuilder       *self,
                                                           const char               *name);

/* In the order of the rows */
void                 lw_attribute_builder_pad             (LwAttributeBuilder       *self,
                                                           gsize                     n_rows);
void                 lw_attribute_builder_append          (LwAttributeBuilder       *self,
                                                           const LwPartColumns      *columns,
                                                           gsize                     first_row);
LwManifestAttribute *lw_attribute_builder_make            (LwAttributeBuilder       *self,
                                                           gsize                     n_rows,
                                                           const guint32            *malformed,
                                                           gsize                     n_malformed,
                                                           gboolean                  is_last) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_attribute_builder_make_columns    (LwAttributeBuilder       *self,
                                                           LwManifestAttribute      *made,
                                                           const LwCodeMap          *map,
                                                           gboolean                  is_last);

G_END_DECLS
