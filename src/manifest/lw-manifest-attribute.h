/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of one label attribute: a few integers a row, the classes and their names. Filled by the
 * builder, read by the index and by queries. Only for manifest/; others ask the index. */

#pragma once

#include "lw-line-facts.h"
#include "lw-manifest-index.h"

G_BEGIN_DECLS

/* An element of the labels column: nothing, the position of a class, or with the high bit the place of a
 * set. */
#define LW_LABELS_NONE    G_MAXUINT32
#define LW_LABELS_IS_SET  0x80000000u

/* Confidence is kept in units of 1e-9, rounded down: decimals of up to nine digits come back exactly. */
#define LW_CONFIDENCE_UNIT    1e9
#define LW_CONFIDENCE_MISSING G_MAXUINT32

#define LW_CLASS_INDEX_NONE (-1)

/* The flags column: state in the low two bits, annotator above. */
#define LW_ROW_FLAGS(state, annotator)  ((guint8) ((guint) (state) | (guint) (annotator) << 2))
#define LW_ROW_STATE(flags)             ((LwDataObjectState) ((flags) & 3))
#define LW_ROW_ANNOTATOR(flags)         ((LwAnnotator) ((flags) >> 2))

typedef struct
{
  gint64   index;
  char    *name;
  guint64  count;
} LwManifestClass;

typedef struct
{
  gint64  index;
  guint   position;
  guint   length;
  char    raw[48];
} LwClassCache;

/* One label of a set while its row is read. */
typedef struct
{
  gint64      index;
  LwJsonSlice name;
  guint32     confidence;
} LwLabelPair;

#define LW_N_CACHED_CLASSES 256

/**
 * LwRowLabels:
 * @state: the row's state
 * @annotator: who labeled it
 * @created: seconds since 1970; 0 when unknown
 * @n_labels: how many labels it has
 * @labels: (array length=n_labels): the positions of their classes
 * @confidences: (array length=n_labels): in units of 1e-9, or %LW_CONFIDENCE_MISSING
 */
typedef struct
{
  LwDataObjectState  state;
  LwAnnotator        annotator;
  guint32            created;
  guint              n_labels;
  const guint32     *labels;
  const guint32     *confidences;
} LwRowLabels;

typedef struct _LwManifestAttribute LwManifestAttribute;

/**
 * LwManifestAttribute:
 * @name: the label attribute name
 * @type: (nullable): the metadata's type
 * @kind: what that means; known once @kind_known
 * @classes: (element-type LwManifestClass): the classes seen; sorted by the finish
 * @positions: class index and name → position + 1; gone after the finish
 * @n_rows: rows in the columns; rows behind it are unlabeled until the finish
 * @flags: LW_ROW_FLAGS
 * @labels: LW_LABELS_… or a class position
 * @confidence: of a set: the lowest of its labels
 * @created: seconds since 1970; 0 when unknown
 * @sets: (element-type guint32): for each set n, n class positions, n confidences
 */
struct _LwManifestAttribute
{
  char         *name;
  gsize         name_length;
  char         *type;
  LwLabelKind   kind;
  gboolean      kind_known;
  GArray       *classes;
  GHashTable   *positions;
  LwClassCache *cache;
  gsize         n_rows;
  gsize         capacity;
  guint8       *flags;
  guint32      *labels;
  guint32      *confidence;
  guint32      *created;
  GArray       *sets;
  GArray       *pairs;
  guint64       n_states[LW_N_DATA_OBJECT_STATES];
  guint64       n_annotators[3];
};

LwManifestAttribute *lw_manifest_attribute_new           (const char            *name,
                                                          gsize                  length) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_manifest_attribute_free          (LwManifestAttribute   *self);

void                 lw_manifest_attribute_add           (LwManifestAttribute   *self,
                                                          gsize                  row,
                                                          const LwLineMetadata  *metadata,
                                                          const LwLineMember    *label);
guint                lw_manifest_attribute_add_class     (LwManifestAttribute   *self,
                                                          gint64                 index,
                                                          const char            *name);
void                 lw_manifest_attribute_append        (LwManifestAttribute   *self,
                                                          LwManifestAttribute   *other);
void                 lw_manifest_attribute_pad           (LwManifestAttribute   *self,
                                                          gsize                  n_rows);
void                 lw_manifest_attribute_finish        (LwManifestAttribute   *self,
                                                          gsize                  n_rows,
                                                          const guint32         *malformed,
                                                          gsize                  n_malformed);

const guint32       *lw_manifest_attribute_get_labels    (LwManifestAttribute   *self,
                                                          gsize                  row,
                                                          guint                 *n_labels,
                                                          const guint32        **confidences);
LwManifestClass     *lw_manifest_attribute_get_class     (LwManifestAttribute   *self,
                                                          guint                  position);

/* Changing a copy: lw-manifest-attribute-edit.c */
LwManifestAttribute *lw_manifest_attribute_copy          (LwManifestAttribute   *self) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_manifest_attribute_get_row       (LwManifestAttribute   *self,
                                                          gsize                  row,
                                                          LwRowLabels           *labels);
void                 lw_manifest_attribute_set_row       (LwManifestAttribute   *self,
                                                          gsize                  row,
                                                          const LwRowLabels     *labels);
void                 lw_manifest_attribute_reclass       (LwManifestAttribute   *self,
                                                          const guint32         *moved,
                                                          GArray                *classes);

guint32              lw_manifest_confidence_from_slice   (const LwJsonSlice     *slice);
double               lw_manifest_confidence_to_double    (guint32                confidence);
guint32              lw_manifest_created_from_slice      (const LwJsonSlice     *slice);

G_END_DECLS
