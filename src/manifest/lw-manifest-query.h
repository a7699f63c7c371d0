/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a manifest, and in which order: an immutable value with a text form such as
 * `class:dog confidence:<0.6 -state:failed sort:confidence`. What the facets of a view choose among can be asked and
 * changed one by one; a text may say more than that. Not the rows themselves (lw_manifest_query_run() makes those) and
 * not how they are shown. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

typedef struct _LwManifestQuery LwManifestQuery;

typedef enum
{
  LW_MANIFEST_SORT_FILE_ORDER,
  LW_MANIFEST_SORT_SOURCE_REF,
  LW_MANIFEST_SORT_CLASS,
  LW_MANIFEST_SORT_CONFIDENCE,
  LW_MANIFEST_SORT_CREATION_TIME,
  LW_MANIFEST_SORT_STATE,
  LW_MANIFEST_SORT_ANNOTATOR,
  LW_MANIFEST_SORT_JOB,
} LwManifestSort;

/* Bits of a set of states: 1 << LW_DATA_OBJECT_STATE_… */
#define LW_MANIFEST_ALL_STATES ((1u << LW_N_DATA_OBJECT_STATES) - 1)

/* Bits of a set of annotators: 1 << LW_ANNOTATOR_… */
#define LW_MANIFEST_ALL_ANNOTATORS 7u

LwManifestQuery    *lw_manifest_query_new              (void) G_GNUC_WARN_UNUSED_RESULT;
LwManifestQuery    *lw_manifest_query_ref              (LwManifestQuery        *self) G_GNUC_WARN_UNUSED_RESULT;
void                lw_manifest_query_unref            (LwManifestQuery        *self);
gboolean            lw_manifest_query_equal            (LwManifestQuery        *self,
                                                        LwManifestQuery        *other);

/* Text form */
LwManifestQuery    *lw_manifest_query_parse            (const char             *text,
                                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestQuery    *lw_manifest_query_parse_at         (const char             *text,
                                                        gsize                  *error_at,
                                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;
char               *lw_manifest_query_format           (LwManifestQuery        *self) G_GNUC_WARN_UNUSED_RESULT;
LwManifestQuery    *lw_manifest_query_narrow           (LwManifestQuery        *self,
                                                        const char             *text,
                                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean            lw_manifest_sort_parse             (const char             *text,
                                                        LwManifestSort         *sort,
                                                        gboolean               *descending,
                                                        GError                **error);

/* Whether there is more to it than what is asked for below */
gboolean            lw_manifest_query_has_more         (LwManifestQuery        *self);

/* The label attribute that the rest is about; NULL: the manifest's first one */
const char         *lw_manifest_query_get_attribute    (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_attribute   (LwManifestQuery        *self,
                                                        const char             *name) G_GNUC_WARN_UNUSED_RESULT;

/* Rows with any of these classes, by name; or rows with each of them; empty: all rows. And rows with none of the
 * excluded ones */
const char * const *lw_manifest_query_get_classes      (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_classes     (LwManifestQuery        *self,
                                                        const char * const     *names) G_GNUC_WARN_UNUSED_RESULT;
const char * const *lw_manifest_query_get_all_classes  (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_all_classes (LwManifestQuery        *self,
                                                        const char * const     *names) G_GNUC_WARN_UNUSED_RESULT;
const char * const *lw_manifest_query_get_not_classes  (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_not_classes (LwManifestQuery        *self,
                                                        const char * const     *names) G_GNUC_WARN_UNUSED_RESULT;

/* low <= confidence < high, or <= high when high is 1; 0…1 with a flag whether there is a range at all */
gboolean            lw_manifest_query_get_confidence   (LwManifestQuery        *self,
                                                        double                 *low,
                                                        double                 *high);
LwManifestQuery    *lw_manifest_query_with_confidence  (LwManifestQuery        *self,
                                                        double                  low,
                                                        double                  high) G_GNUC_WARN_UNUSED_RESULT;
LwManifestQuery    *lw_manifest_query_without_confidence (LwManifestQuery      *self) G_GNUC_WARN_UNUSED_RESULT;

/* Sets of bits */
guint               lw_manifest_query_get_states       (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_states      (LwManifestQuery        *self,
                                                        guint                   states) G_GNUC_WARN_UNUSED_RESULT;
guint               lw_manifest_query_get_annotators   (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_annotators  (LwManifestQuery        *self,
                                                        guint                   annotators) G_GNUC_WARN_UNUSED_RESULT;

/* When it was labeled, in seconds since 1970, both bounds included; G_MININT64 and G_MAXINT64 for no bound */
gboolean            lw_manifest_query_get_time         (LwManifestQuery        *self,
                                                        gint64                 *first,
                                                        gint64                 *last);
LwManifestQuery    *lw_manifest_query_with_time        (LwManifestQuery        *self,
                                                        gint64                  first,
                                                        gint64                  last) G_GNUC_WARN_UNUSED_RESULT;

/* Rows labeled in any of these jobs, by name without "labeling-job/"; empty: in whichever */
const char * const *lw_manifest_query_get_jobs         (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_jobs        (LwManifestQuery        *self,
                                                        const char * const     *names) G_GNUC_WARN_UNUSED_RESULT;

/* Text that source-ref must contain, whatever the case; "" for none */
const char         *lw_manifest_query_get_text         (LwManifestQuery        *self);
LwManifestQuery    *lw_manifest_query_with_text        (LwManifestQuery        *self,
                                                        const char             *text) G_GNUC_WARN_UNUSED_RESULT;

/* Order */
LwManifestSort      lw_manifest_query_get_sort         (LwManifestQuery        *self,
                                                        gboolean               *descending);
LwManifestQuery    *lw_manifest_query_with_sort        (LwManifestQuery        *self,
                                                        LwManifestSort          sort,
                                                        gboolean                descending) G_GNUC_WARN_UNUSED_RESULT;

/* Running */
guint32            *lw_manifest_query_run              (LwManifestQuery        *self,
                                                        LwManifestIndex        *index,
                                                        GCancellable           *cancellable,
                                                        gsize                  *n_rows,
                                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestQuery, lw_manifest_query_unref)

G_END_DECLS
