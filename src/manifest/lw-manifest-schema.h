/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all workers know together of a manifest while it is read: its label attributes, and the names under
 * which one may turn out to be. Not in which order things stand in the file: lw-manifest-build.c knows
 * that. Only for manifest/. */

#pragma once

#include "lw-attribute-builder.h"

G_BEGIN_DECLS

/* As many label attributes are looked at; a real manifest has a few. */
#define LW_MANIFEST_MAX_ATTRIBUTES 64

/* Names that are remembered because a label may turn out to be under them; with more than that, any may. */
#define LW_MANIFEST_MAX_PLAIN_KEYS 256

typedef struct _LwManifestSchema LwManifestSchema;

/**
 * LwManifestSchema:
 * @lock: guards all that follows, and the tables of the attributes
 * @attributes: (element-type LwAttributeBuilder): as they were found, which is no order
 * @plain_keys: (element-type utf8): names of members that have no metadata
 * @again: what some lines mean is known only now: all must be read once more
 * @is_resumed: what lines before these said of other names is not known
 * @is_full: there were more attributes than are looked at
 */
struct _LwManifestSchema
{
  GMutex      lock;
  GPtrArray  *attributes;
  GHashTable *plain_keys;
  gboolean    again;
  gboolean    is_resumed;
  gboolean    is_full;
};

void                lw_manifest_schema_init           (LwManifestSchema *self);
void                lw_manifest_schema_clear          (LwManifestSchema *self);
void                lw_manifest_schema_start_again    (LwManifestSchema *self,
                                                       gboolean          keep_attributes);

/* Under the lock */
LwAttributeBuilder *lw_manifest_schema_find_attribute (LwManifestSchema *self,
                                                       const char       *name,
                                                       gsize             length);
LwAttributeBuilder *lw_manifest_schema_add_attribute  (LwManifestSchema *self,
                                                       const char       *name,
                                                       gsize             length);
void                lw_manifest_schema_add_plain_key  (LwManifestSchema *self,
                                                       const char       *name,
                                                       gsize             length);

G_END_DECLS
