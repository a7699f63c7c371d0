/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwManifestIndex, for the files of manifest/ that build it or run over its columns. */

#pragma once

#include "lw-line-shape.h"
#include "lw-manifest-attribute.h"
#include "lw-manifest-index.h"
#include "lw-manifest-rows.h"

#include <sys/stat.h>

G_BEGIN_DECLS

typedef struct _LwManifestOverlay LwManifestOverlay;

/* Immutable once built; any thread may read it. The bytes are those of @bytes, or else of @fd, which is
 * trusted only as long as @status says that nobody has written to it since. With an @overlay, everything
 * but @attributes belongs to the index below, which the overlay holds: see lw-manifest-overlay.h. */
struct _LwManifestIndex
{
  gatomicrefcount    refs;
  LwManifestOverlay *overlay;
  char              *path;
  GBytes            *bytes;
  int                fd;
  struct stat        status;
  gboolean           is_fresh;
  guint64            sample;
  guint64            n_bytes;
  guint64            n_lines;
  guint64            n_diagnostics;
  GPtrArray         *diagnostics;
  guint              n_rows;
  gboolean           is_partial;
  LwManifestRows     rows;
  GArray            *malformed;
  GPtrArray         *attributes;
};

/**
 * LwManifestTuning:
 * @n_workers: how many cores read at a time; 0 for all
 * @chunk_size: how much a worker takes at a time, in bytes; 0 for what is best
 * @matcher: (nullable): how lines are compared with shapes; %NULL for what is best
 * @no_shapes: all lines go to the parser
 *
 * How the work is done. Changes nothing about what comes of it, which tests make sure of.
 */
typedef struct
{
  guint         n_workers;
  gsize         chunk_size;
  LwLineMatcher matcher;
  gboolean      no_shapes;
} LwManifestTuning;

LwManifestIndex     *lw_manifest_index_alloc          (void) G_GNUC_WARN_UNUSED_RESULT;
LwManifestAttribute *lw_manifest_index_peek_attribute (LwManifestIndex         *self,
                                                       guint                    attribute);
gboolean             lw_manifest_index_check_file     (LwManifestIndex         *self,
                                                       GError                 **error);
gboolean             lw_manifest_index_read_range     (LwManifestIndex         *self,
                                                       guint64                  offset,
                                                       char                    *to,
                                                       gsize                    length,
                                                       GError                 **error);
gboolean             lw_manifest_index_open_file      (LwManifestIndex         *self,
                                                       const char              *path,
                                                       GError                 **error);
gboolean             lw_manifest_index_fail_reading   (LwManifestIndex         *self,
                                                       int                      saved_errno,
                                                       GError                 **error);
gboolean             lw_manifest_index_find_end       (LwManifestIndex         *self,
                                                       LwManifestIndex         *grown,
                                                       guint64                 *end);
gboolean             lw_manifest_build                (LwManifestIndex         *index,
                                                       const LwManifestTuning  *tuning,
                                                       const LwManifestOpening *opening,
                                                       GCancellable            *cancellable,
                                                       GError                 **error);

G_END_DECLS
