/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A body in S3's own chunks ("aws-chunked"), signed one by one or not, with fields behind the last. Not HTTP's chunks,
 * which may be around it. */

#pragma once

#include "lw-endpoint-signature.h"

G_BEGIN_DECLS

/**
 * LwChunkSource:
 * @data: as given
 * @buffer: where bytes go
 * @size: how many at most
 * @error: return location
 *
 * Returns: how many bytes were read, 0 at the end, -1 with @error set
 */
typedef gssize (*LwChunkSource) (gpointer   data,
                                 void      *buffer,
                                 gsize      size,
                                 GError   **error);

/**
 * LwChunkSigner:
 * @key: what chunks are signed with
 * @stamp: when the head was signed
 * @scope: for what
 * @seed: the signature of the head
 */
typedef struct
{
  guint8      key[LW_ENDPOINT_DIGEST_SIZE];
  const char *stamp;
  const char *scope;
  const char *seed;
} LwChunkSigner;

typedef struct _LwEndpointChunks LwEndpointChunks;

LwEndpointChunks *lw_endpoint_chunks_new         (const LwChunkSigner  *signer,
                                                  LwChunkSource         source,
                                                  gpointer              data) G_GNUC_WARN_UNUSED_RESULT;
void              lw_endpoint_chunks_free        (LwEndpointChunks     *self);
gssize            lw_endpoint_chunks_read        (LwEndpointChunks     *self,
                                                  void                 *buffer,
                                                  gsize                 size,
                                                  GError              **error);
const char       *lw_endpoint_chunks_get_trailer (LwEndpointChunks     *self,
                                                  const char           *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointChunks, lw_endpoint_chunks_free)

G_END_DECLS
