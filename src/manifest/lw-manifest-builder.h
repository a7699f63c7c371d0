/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills an LwManifestIndex from a range of lines. Only for manifest/. */

#pragma once

#include "lw-manifest-index-private.h"

G_BEGIN_DECLS

/* As many rows of trouble are listed; the number of all is kept. */
#define LW_MANIFEST_MAX_DIAGNOSTICS 10000

typedef struct _LwManifestBuilder LwManifestBuilder;

/**
 * LwManifestBuilder:
 * @index: what is filled; not owned
 * @facts: what the present line says
 * @plain_keys: (element-type utf8): names under which a label may turn out to be
 * @again: the lines must be read once more
 * @line_number: the present line
 */
struct _LwManifestBuilder
{
  LwManifestIndex *index;
  LwLineFacts     *facts;
  GPtrArray       *plain_keys;
  gboolean         again;
  guint64          line_number;
};

typedef void (*LwManifestBuilderReport) (guint64  offset,
                                         gpointer data);

void     lw_manifest_builder_init          (LwManifestBuilder        *self,
                                            LwManifestIndex          *index);
void     lw_manifest_builder_clear         (LwManifestBuilder        *self);
gboolean lw_manifest_builder_read          (LwManifestBuilder        *self,
                                            LwManifestReader         *reader,
                                            LwManifestBuilderReport   report,
                                            gpointer                  report_data,
                                            GCancellable             *cancellable,
                                            GError                  **error);
gboolean lw_manifest_builder_has_plain_key (LwManifestBuilder        *self,
                                            const char               *name,
                                            gsize                     length);
gboolean lw_manifest_builder_place_row     (LwManifestIndex          *index,
                                            guint64                   offset,
                                            guint64                   line_number,
                                            GError                  **error);

G_END_DECLS
