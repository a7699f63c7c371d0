/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the parts of a manifest together in the file's order and makes the index of them. One thread at a
 * time. Only for manifest/. */

#pragma once

#include "lw-manifest-index-private.h"
#include "lw-manifest-part.h"
#include "lw-manifest-schema.h"

G_BEGIN_DECLS

typedef struct _LwManifestJoiner LwManifestJoiner;

/**
 * LwManifestJoiner:
 * @index: what is made; not owned
 * @schema: the attributes; not owned
 * @placed: (element-type LwAttributeBuilder): the attributes in the order in which they first stand in the file
 * @n_lines: lines so far
 * @n_bytes: bytes so far
 * @due_at: how many rows there must be before the next partial index
 */
struct _LwManifestJoiner
{
  LwManifestIndex  *index;
  LwManifestSchema *schema;
  GPtrArray        *placed;
  LwManifestRows    rows;
  GArray           *malformed;
  GPtrArray        *diagnostics;
  guint64           n_diagnostics;
  guint64           n_lines;
  guint64           n_bytes;
  gsize             due_at;
};

void             lw_manifest_joiner_init         (LwManifestJoiner  *self,
                                                  LwManifestIndex   *index,
                                                  LwManifestSchema  *schema);
void             lw_manifest_joiner_clear        (LwManifestJoiner  *self);

gboolean         lw_manifest_joiner_resume       (LwManifestJoiner  *self,
                                                  LwManifestIndex   *earlier,
                                                  guint64            end);
gboolean         lw_manifest_joiner_append       (LwManifestJoiner  *self,
                                                  LwManifestPart    *part,
                                                  GError           **error);
gboolean         lw_manifest_joiner_is_due       (LwManifestJoiner  *self);
LwManifestIndex *lw_manifest_joiner_make_partial (LwManifestJoiner  *self) G_GNUC_WARN_UNUSED_RESULT;
void             lw_manifest_joiner_finish       (LwManifestJoiner  *self);

G_END_DECLS
