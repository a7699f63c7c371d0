/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Corrections laid over an index: the outcome is an index like any other, so that queries, counts, views and
 * exports need not know. It has columns of its own for the corrected attributes; its lines are those of the
 * file with the corrected members replaced. Only for manifest/; others use LwManifestCorrections.
 *
 * What a corrected line says: see the top of lw-manifest-overlay-line.c. */

#pragma once

#include "lw-correction.h"
#include "lw-manifest-index-private.h"

G_BEGIN_DECLS

typedef struct _LwOverlayColumns LwOverlayColumns;

/**
 * LwOverlayColumns:
 * @attribute: the attribute's position in the index
 * @base: its columns as read from the file
 * @columns: the corrected ones
 * @n_pages: length of @pages
 * @pages: (array length=n_pages): 4,096 rows each, %NULL where no row's labels were corrected; for each row
 *   the number of its last correction from 1, or 0
 * @class_edits: (nullable): for each class in @base the number of the last correction of the class as a
 *   whole, or 0; %NULL when there was none
 */
struct _LwOverlayColumns
{
  guint                attribute;
  LwManifestAttribute *base;
  LwManifestAttribute *columns;
  gsize                n_pages;
  guint32            **pages;
  guint32             *class_edits;
};

struct _LwManifestOverlay
{
  LwManifestIndex *base;
  GPtrArray       *corrections;
  GPtrArray       *columns;
};

/* lw-manifest-overlay.c */
LwManifestIndex  *lw_manifest_overlay_new_index      (LwManifestIndex         *base,
                                                      GPtrArray               *corrections,
                                                      guint                    n_corrections,
                                                      GCancellable            *cancellable,
                                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void              lw_manifest_overlay_free           (LwManifestOverlay       *self);
gboolean          lw_manifest_overlay_is_corrected   (LwManifestOverlay       *self,
                                                      guint                    row);
guint             lw_overlay_columns_get_edit        (const LwOverlayColumns  *self,
                                                      guint                    row,
                                                      gboolean                *own_labels);

/* lw-manifest-overlay-replay.c */
LwOverlayColumns *lw_overlay_columns_new             (LwManifestIndex         *base,
                                                      guint                    attribute,
                                                      GPtrArray               *corrections,
                                                      guint                    n_corrections,
                                                      GCancellable            *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void              lw_overlay_columns_free            (LwOverlayColumns        *self);

/* lw-manifest-overlay-line.c */
char             *lw_manifest_overlay_dup_line       (LwManifestOverlay       *self,
                                                      guint                    row,
                                                      const char              *line,
                                                      gsize                    length,
                                                      gsize                   *new_length,
                                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
