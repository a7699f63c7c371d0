/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns what a line says of one label attribute into codes. One worker's; asks the attribute's builder, which
 * is everyone's, only for what it has not seen yet. Only for manifest/. */

#pragma once

#include "lw-line-facts.h"
#include "lw-manifest-part.h"
#include "lw-manifest-schema.h"

G_BEGIN_DECLS

typedef struct _LwAttributeReader LwAttributeReader;

LwAttributeReader  *lw_attribute_reader_new         (LwManifestSchema      *schema,
                                                     LwAttributeBuilder    *builder) G_GNUC_WARN_UNUSED_RESULT;
void                lw_attribute_reader_free        (LwAttributeReader     *self);
LwAttributeBuilder *lw_attribute_reader_get_builder (LwAttributeReader     *self);

void                lw_attribute_reader_add         (LwAttributeReader     *self,
                                                     LwPartColumns         *columns,
                                                     guint                  row,
                                                     const LwLineMetadata  *metadata,
                                                     const LwLineMember    *label);

G_END_DECLS
