/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The checksums that S3 knows, computed while bytes go by. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwDigestKind:
 *
 * Those before %LW_DIGEST_MD5 are named in header fields "x-amz-checksum-…".
 */
typedef enum
{
  LW_DIGEST_CRC32,
  LW_DIGEST_CRC32C,
  LW_DIGEST_CRC64NVME,
  LW_DIGEST_SHA1,
  LW_DIGEST_SHA256,
  LW_DIGEST_MD5,
  LW_N_DIGESTS,
} LwDigestKind;

#define LW_DIGEST_MAX_SIZE 32

typedef struct _LwDigest LwDigest;

LwDigest    *lw_digest_new           (LwDigestKind    kind) G_GNUC_WARN_UNUSED_RESULT;
void         lw_digest_free          (LwDigest       *self);
LwDigestKind lw_digest_get_kind      (LwDigest       *self);
void         lw_digest_update        (LwDigest       *self,
                                      const void     *data,
                                      gsize           length);
gsize        lw_digest_get           (LwDigest       *self,
                                      guint8         *value);
char        *lw_digest_dup_base64    (LwDigest       *self) G_GNUC_WARN_UNUSED_RESULT;
char        *lw_digest_dup_hex       (LwDigest       *self) G_GNUC_WARN_UNUSED_RESULT;

gsize        lw_digest_kind_get_size (LwDigestKind    kind);
const char  *lw_digest_kind_get_name (LwDigestKind    kind);
gboolean     lw_digest_kind_find     (const char     *name,
                                      LwDigestKind   *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwDigest, lw_digest_free)

G_END_DECLS
