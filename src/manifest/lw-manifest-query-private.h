/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwManifestQuery, for the files of manifest/ that read, write and run it. */

#pragma once

#include "lw-manifest-query.h"
#include "lw-query-node.h"

G_BEGIN_DECLS

/* Immutable; any thread may read it. What the facets of a view can choose has a member each, all about @attribute; the
 * conditions that fit none of them are in @rest. A row must match all. At most one of classes and all_classes has
 * names. */
struct _LwManifestQuery
{
  gatomicrefcount    refs;
  char              *attribute;
  char             **classes;
  char             **all_classes;
  char             **not_classes;
  LwConfidenceRange  confidence;
  guint              states;
  guint              annotators;
  gboolean           has_time;
  gint64             first;
  gint64             last;
  char             **jobs;
  char              *text;
  GPtrArray         *rest;
  LwManifestSort     sort;
  gboolean           descending;
};

extern const char *const lw_manifest_sort_names[];

LwManifestQuery *lw_manifest_query_copy     (LwManifestQuery   *self) G_GNUC_WARN_UNUSED_RESULT;

/* While a query is made */
void             lw_manifest_query_add      (LwManifestQuery   *self,
                                             LwQueryNode       *node);
void             lw_manifest_query_add_list (LwManifestQuery   *self,
                                             GPtrArray         *nodes);
void             lw_manifest_query_tidy     (LwManifestQuery   *self);

G_END_DECLS
