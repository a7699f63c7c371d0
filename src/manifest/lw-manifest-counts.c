/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many rows of each class, state, confidence, annotator and job there are under a query. One pass: a block of rows
 * is judged, then its codes are counted, in lw-code-counts.c; what the codes are is asked at the end. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-counts.h"

#include "lw-code-counts.h"
#include "lw-query-term.h"

/**
 * lw_manifest_counts_free:
 * @self: (transfer full) (nullable): counts
 */
void
lw_manifest_counts_free (LwManifestCounts *self)
{
  if (self == NULL)
    return;

  g_free (self->classes);
  g_free (self->jobs);
  g_strfreev (self->job_names);
  g_free (self);
}

static LwManifestCounts *
new_counts (const LwManifestMatcher *matcher)
{
  LwManifestCounts *self = g_new0 (LwManifestCounts, 1);
  const LwManifestAttribute *columns = matcher->columns;

  self->attribute = matcher->attribute;
  if (columns != NULL)
    {
      self->n_classes = columns->classes->len;
      self->n_jobs = columns->jobs->len;
    }
  self->classes = g_new0 (guint64, self->n_classes + 1);
  self->jobs = g_new0 (guint64, self->n_jobs + 1);
  self->job_names = g_new0 (char *, self->n_jobs + 1);
  for (guint i = 0; i < self->n_jobs; i++)
    self->job_names[i] = g_strdup (lw_query_skip_job_prefix (g_ptr_array_index (columns->jobs, i)));
  return self;
}

/* State, annotator and job stand in one code; each is counted where the two others fit. */
static void
read_flags (LwManifestCounts        *self,
            const LwManifestMatcher *matcher,
            const LwCodeCounts      *codes)
{
  for (guint flags = 0; flags < 256; flags++)
    {
      guint64 n = LW_ROW_ANNOTATOR (flags) < G_N_ELEMENTS (self->annotators) ? codes->flags[flags] : 0;
      guint fits = matcher->flag_fits[flags];
      LwDataObjectState state = LW_ROW_STATE (flags);
      guint job = LW_ROW_JOB (flags);

      /* Flags that no row has may name an annotator that there is not. */
      if (n == 0)
        continue;
      if (fits == LW_FITS_ALL_FLAGS)
        self->n_rows += n;
      if ((fits | LW_FITS_STATE) == LW_FITS_ALL_FLAGS)
        self->states[state] += n;
      if (n > 0 && (fits | LW_FITS_ANNOTATOR) == LW_FITS_ALL_FLAGS && state == LW_DATA_OBJECT_STATE_LABELED)
        self->annotators[LW_ROW_ANNOTATOR (flags)] += n;
      if ((fits | LW_FITS_JOB) == LW_FITS_ALL_FLAGS && job > 0 && job <= self->n_jobs && codes->jobs == NULL)
        self->jobs[job - 1] += n;
    }
}

static void
read_columns (LwManifestCounts          *self,
              const LwManifestAttribute *columns,
              const LwCodeCounts        *codes)
{
  for (guint i = 0; i < self->n_classes; i++)
    self->classes[i] = codes->classes[i];
  for (guint i = 0; i < self->n_jobs && codes->jobs != NULL; i++)
    self->jobs[i] = codes->jobs[i + 1];
  for (guint i = 0; i < LW_CONFIDENCE_BINS; i++)
    self->bins[i] = codes->bins[i];
  self->without = codes->without;
}

/**
 * lw_manifest_query_count:
 * @self: a query
 * @index: the manifest
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the file must be read and was changed, or a
 *   #GIOErrorEnum code
 *
 * Only text reads the file. May be called in any thread, and uses others.
 *
 * Returns: (transfer full) (nullable): the counts, or %NULL with @error set
 */
LwManifestCounts *
lw_manifest_query_count (LwManifestQuery  *self,
                         LwManifestIndex  *index,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_auto (LwManifestMatcher) matcher = { 0 };
  g_auto (LwCodeCounts) codes = { 0 };
  g_autoptr (LwManifestCounts) counts = NULL;

  g_return_val_if_fail (self != NULL && index != NULL, NULL);

  if (!lw_manifest_matcher_init (&matcher, self, index, cancellable, error))
    return NULL;
  counts = new_counts (&matcher);
  if (matcher.matches_none)
    return g_steal_pointer (&counts);

  lw_code_counts_init (&codes, &matcher, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  read_flags (counts, &matcher, &codes);
  if (matcher.columns != NULL)
    read_columns (counts, matcher.columns, &codes);
  return g_steal_pointer (&counts);
}
