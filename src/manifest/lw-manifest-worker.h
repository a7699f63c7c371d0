/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the lines of one piece of a manifest after the other into an LwManifestPart. Which piece, and where the
 * part goes, is in lw-manifest-build.c. Only for manifest/. */

#pragma once

#include "lw-manifest-index-private.h"
#include "lw-manifest-part.h"
#include "lw-manifest-schema.h"

G_BEGIN_DECLS

/* As many rows of trouble are listed; the number of all is kept. */
#define LW_MANIFEST_MAX_DIAGNOSTICS 10000

typedef struct _LwManifestWorker LwManifestWorker;

LwManifestWorker *lw_manifest_worker_new  (LwManifestSchema       *schema,
                                           const LwManifestTuning *tuning) G_GNUC_WARN_UNUSED_RESULT;
void              lw_manifest_worker_free (LwManifestWorker *self);
void              lw_manifest_worker_read (LwManifestWorker *self,
                                           const char       *data,
                                           gsize             length,
                                           guint64           offset,
                                           LwManifestPart   *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestWorker, lw_manifest_worker_free)

G_END_DECLS
