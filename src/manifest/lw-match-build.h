/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the conditions of a query to those of an index. Only for manifest/. */

#pragma once

#include "lw-manifest-index-private.h"
#include "lw-match-node.h"
#include "lw-query-node.h"

G_BEGIN_DECLS

typedef struct _LwMatchBuilder LwMatchBuilder;

/**
 * LwMatchBuilder:
 * @index: the index
 * @attribute: the query's attribute, -1 for none
 * @own_flags: (element-type guint8*): columns of flags that belong to no attribute; they must live as long as the nodes
 * @cancellable: (nullable): stops the search for text
 * @error: why it stopped
 */
struct _LwMatchBuilder
{
  LwManifestIndex *index;
  int              attribute;
  GPtrArray       *own_flags;
  GCancellable    *cancellable;
  GError          *error;
};

LwMatchNode      *lw_match_build             (LwMatchBuilder            *self,
                                              const LwQueryNode         *query) G_GNUC_WARN_UNUSED_RESULT;
LwMatchNode      *lw_match_build_label       (LwMatchBuilder            *self,
                                              int                        attribute,
                                              const char *const         *names,
                                              const LwConfidenceRange   *range) G_GNUC_WARN_UNUSED_RESULT;
LwMatchNode      *lw_match_build_classes     (const LwManifestAttribute *attribute,
                                              const guint8              *marks) G_GNUC_WARN_UNUSED_RESULT;
LwMatchNode      *lw_match_build_text        (LwMatchBuilder            *self,
                                              const char                *text) G_GNUC_WARN_UNUSED_RESULT;
LwMatchNode      *lw_match_build_differs     (const LwManifestAttribute *first,
                                              const LwManifestAttribute *second) G_GNUC_WARN_UNUSED_RESULT;
LwManifestColumn  lw_match_build_flags       (LwMatchBuilder            *self,
                                              int                        attribute);

guint8           *lw_match_mark_classes      (const LwManifestAttribute *attribute,
                                              const char *const         *names) G_GNUC_WARN_UNUSED_RESULT;
guint8           *lw_match_mark_jobs         (const LwManifestAttribute *attribute,
                                              const char *const         *names) G_GNUC_WARN_UNUSED_RESULT;
void              lw_match_find_codes        (const LwManifestAttribute *attribute,
                                              const LwConfidenceRange   *range,
                                              guint32                   *low,
                                              guint32                   *high);
guint             lw_match_get_annotator     (guint                      flags);

G_END_DECLS
