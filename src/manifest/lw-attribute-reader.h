/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns what a line says of one label attribute into codes. One worker's; asks the attribute's builder, which
 * is everyone's, only for what it has not seen yet. Only for manifest/. */

#pragma once

#include "lw-line-shape.h"
#include "lw-manifest-part.h"
#include "lw-manifest-schema.h"

G_BEGIN_DECLS

typedef struct _LwAttributeReader LwAttributeReader;
typedef struct _LwRowPlan LwRowPlan;

/**
 * LwRowPlan:
 * @reader: the attribute
 * @type: (nullable): the type that stands in the lines
 * @flags: the row's flags, of the annotator only if @human is no value
 * @job: the code of the labeling job
 * @has_label: the label is to be interpreted
 * @is_set: it is an array
 * @label: which value of the line it is, -1 for none; and so for what follows
 *
 * What lines of one shape mean for an attribute, so that only their values need to be looked at.
 */
struct _LwRowPlan
{
  LwAttributeReader *reader;
  char              *type;
  guint8             flags;
  guint32            job;
  gboolean           has_label;
  gboolean           is_set;
  int                label;
  int                class_name;
  int                confidence;
  int                created;
  int                human;
  int                class_map;
  int                confidence_map;
};

LwAttributeReader  *lw_attribute_reader_new         (LwManifestSchema      *schema,
                                                     LwAttributeBuilder    *builder) G_GNUC_WARN_UNUSED_RESULT;
void                lw_attribute_reader_free        (LwAttributeReader     *self);
LwAttributeBuilder *lw_attribute_reader_get_builder (LwAttributeReader     *self);

void                lw_attribute_reader_add         (LwAttributeReader     *self,
                                                     LwPartColumns         *columns,
                                                     guint                  row,
                                                     const LwLineMetadata  *metadata,
                                                     const LwLineMember    *label);
void                lw_attribute_reader_finish      (LwAttributeReader     *self,
                                                     LwPartColumns         *columns);

/* Lines of one shape */
gboolean            lw_attribute_reader_plan        (LwAttributeReader     *self,
                                                     const LwLineMetadata  *metadata,
                                                     const LwLineMember    *label,
                                                     const LwLineShape     *shape,
                                                     const char            *line,
                                                     LwRowPlan             *plan);
void                lw_attribute_reader_follow      (const LwRowPlan       *plan,
                                                     LwManifestPart        *part,
                                                     guint                  row,
                                                     const LwLineValues    *values);

G_END_DECLS
