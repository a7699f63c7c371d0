/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwManifestIndex, for the files of manifest/ that build it or run over its columns. */

#pragma once

#include "lw-manifest-attribute.h"
#include "lw-manifest-index.h"
#include "lw-manifest-reader.h"

#include <sys/stat.h>

G_BEGIN_DECLS

/* A row's place is a base for 64 rows and a difference to it. */
#define LW_ROWS_PER_BASE 64

/**
 * LwBlankRun:
 * @row: the row before which blank lines stand
 * @n_blank: how many blank lines stand before it since the start of the file
 */
typedef struct
{
  guint32 row;
  guint64 n_blank;
} LwBlankRun;

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
  guint64            n_bytes;
  guint64            n_lines;
  guint64            n_diagnostics;
  GPtrArray         *diagnostics;
  guint              n_rows;
  GArray            *bases;
  GArray            *offsets;
  GArray            *blank_runs;
  GArray            *malformed;
  GPtrArray         *attributes;
};

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
gboolean             lw_manifest_build                (LwManifestIndex         *index,
                                                       LwManifestProgressFunc   progress,
                                                       gpointer                 progress_data,
                                                       GCancellable            *cancellable,
                                                       GError                 **error);
gboolean             lw_manifest_build_parts          (LwManifestIndex         *index,
                                                       guint                    n_parts,
                                                       LwManifestProgressFunc   progress,
                                                       gpointer                 progress_data,
                                                       GCancellable            *cancellable,
                                                       GError                 **error);

G_END_DECLS
