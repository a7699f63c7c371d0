/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole lines of a piece of a manifest, in a buffer that is used again. Only for manifest/. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* So many bytes behind the text may be read, and are zero. */
#define LW_MANIFEST_CHUNK_SPARE 64

typedef struct _LwManifestChunk LwManifestChunk;

/**
 * LwManifestChunk:
 * @data: the lines
 * @length: how many bytes they have
 * @offset: where in the file they are
 * @has_waited: some of them were not in memory
 */
struct _LwManifestChunk
{
  char    *buffer;
  gsize    size;
  gsize    filled;
  guint64  filled_from;
  gboolean at_end;
  gboolean has_waited;
  char    *data;
  gsize    length;
  guint64  offset;
};

void     lw_manifest_chunk_init  (LwManifestChunk  *self);
void     lw_manifest_chunk_clear (LwManifestChunk  *self);
gboolean lw_manifest_chunk_read  (LwManifestChunk  *self,
                                  int               fd,
                                  GBytes           *bytes,
                                  guint64           from,
                                  guint64           to,
                                  GError          **error);

G_END_DECLS
