/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A query made ready for one index: its facets taken apart, and all else as one condition. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-matcher.h"

#include "lw-match-build.h"

#include <string.h>

/* With more jobs than flags can tell, the job is a condition of its own. */
static void
prepare_flags (LwManifestMatcher *self,
               LwMatchBuilder    *builder)
{
  LwManifestQuery *query = self->query;
  g_autofree guint8 *jobs = NULL;
  gboolean fits_all = TRUE;

  if (query->jobs[0] != NULL && self->columns != NULL && self->columns->job.n_rows == 0)
    jobs = lw_match_mark_jobs (self->columns, (const char *const *) query->jobs);
  for (guint i = 0; i < 256; i++)
    {
      guint job = LW_ROW_JOB (i);
      gboolean fits_job = query->jobs[0] == NULL || (self->columns != NULL && jobs == NULL) ||
                          (jobs != NULL && job <= self->columns->jobs->len && jobs[job]);

      if (query->states >> LW_ROW_STATE (i) & 1)
        self->flag_fits[i] |= LW_FITS_STATE;
      if (query->annotators >> lw_match_get_annotator (i) & 1)
        self->flag_fits[i] |= LW_FITS_ANNOTATOR;
      if (fits_job)
        self->flag_fits[i] |= LW_FITS_JOB;
      fits_all &= self->flag_fits[i] == LW_FITS_ALL_FLAGS;
    }
  if (fits_all)
    return;
  self->filter = lw_match_node_new_table (&self->flags, g_new (guint8, 256));
  for (guint i = 0; i < 256; i++)
    self->filter->table[i] = self->flag_fits[i] == LW_FITS_ALL_FLAGS;
}

/* Each of several classes that a row must have wants a label of its own in the range: that is no facet. */
static void
prepare_label (LwManifestMatcher *self,
               LwMatchBuilder    *builder)
{
  static const LwConfidenceRange all = { 0 };
  LwManifestQuery *query = self->query;
  const LwConfidenceRange *range = query->all_classes[0] == NULL ? &query->confidence : &all;

  if (self->columns != NULL)
    {
      lw_match_find_codes (self->columns, range, &self->low, &self->high);
      if (query->classes[0] != NULL)
        self->wanted = lw_match_mark_classes (self->columns, (const char *const *) query->classes);
    }
  if (query->classes[0] != NULL || range->is_set)
    self->label = lw_match_build_label (builder, self->attribute, (const char *const *) query->classes, range);
}

static void
add_time (LwManifestMatcher *self,
          LwMatchBuilder    *builder)
{
  g_autoptr (LwQueryNode) time = lw_query_node_new (LW_QUERY_TIME);

  time->first = self->query->first;
  time->last = self->query->last;
  lw_match_node_add (self->others, lw_match_build (builder, time));
}

static void
prepare_jobs (LwManifestMatcher *self,
              LwMatchBuilder    *builder)
{
  g_autoptr (LwQueryNode) job = NULL;

  if (self->query->jobs[0] == NULL || self->columns == NULL || self->columns->job.n_rows == 0)
    return;
  job = lw_query_node_new (LW_QUERY_JOB);
  g_strfreev (job->names);
  job->names = g_strdupv (self->query->jobs);
  self->job = lw_match_build (builder, job);
}

static void
add_not_classes (LwManifestMatcher *self,
                 LwMatchBuilder    *builder)
{
  static const LwConfidenceRange all = { 0 };
  LwMatchNode *node = lw_match_node_new (LW_MATCH_NOT);

  lw_match_node_add (node, lw_match_build_label (builder, self->attribute,
                                                 (const char *const *) self->query->not_classes, &all));
  lw_match_node_add (self->others, node);
}

static void
prepare_others (LwManifestMatcher *self,
                LwMatchBuilder    *builder)
{
  LwManifestQuery *query = self->query;

  self->others = lw_match_node_new (LW_MATCH_AND);
  for (guint i = 0; query->all_classes[i] != NULL; i++)
    {
      const char *const names[] = { query->all_classes[i], NULL };

      lw_match_node_add (self->others, lw_match_build_label (builder, self->attribute, names, &query->confidence));
    }
  if (query->not_classes[0] != NULL)
    add_not_classes (self, builder);
  if (query->has_time)
    add_time (self, builder);
  for (guint i = 0; i < query->rest->len; i++)
    lw_match_node_add (self->others, lw_match_build (builder, g_ptr_array_index (query->rest, i)));
  if (*query->text != '\0')
    lw_match_node_add (self->others, lw_match_build_text (builder, query->text));
  if (self->others->children->len == 0)
    g_clear_pointer (&self->others, lw_match_node_free);
}

/**
 * lw_manifest_matcher_init:
 * @self: (out caller-allocates): a matcher; clear it in any case
 * @query: a query
 * @index: an index
 * @cancellable: (nullable): stops the search for text
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the file must be read and was changed, or a
 *   #GIOErrorEnum code
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_matcher_init (LwManifestMatcher  *self,
                          LwManifestQuery    *query,
                          LwManifestIndex    *index,
                          GCancellable       *cancellable,
                          GError            **error)
{
  LwMatchBuilder builder = { .index = index, .cancellable = cancellable };

  *self = (LwManifestMatcher) { .query = lw_manifest_query_ref (query), .index = lw_manifest_index_ref (index) };
  self->own_flags = builder.own_flags = g_ptr_array_new_with_free_func (g_free);
  self->attribute = builder.attribute = lw_manifest_index_find_attribute (index, query->attribute);
  self->matches_none = self->attribute < 0 && query->attribute != NULL;
  if (self->attribute >= 0)
    self->columns = lw_manifest_index_peek_attribute (index, (guint) self->attribute);
  self->flags = lw_match_build_flags (&builder, self->attribute);
  if (self->matches_none)
    return TRUE;
  prepare_flags (self, &builder);
  prepare_jobs (self, &builder);
  prepare_label (self, &builder);
  prepare_others (self, &builder);
  if (builder.error == NULL)
    return TRUE;
  g_propagate_error (error, builder.error);
  return FALSE;
}

/**
 * lw_manifest_matcher_clear:
 * @self: a matcher
 */
void
lw_manifest_matcher_clear (LwManifestMatcher *self)
{
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->own_flags, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->filter, lw_match_node_free);
  g_clear_pointer (&self->job, lw_match_node_free);
  g_clear_pointer (&self->label, lw_match_node_free);
  g_clear_pointer (&self->others, lw_match_node_free);
}

/**
 * lw_manifest_matcher_run:
 * @self: a matcher
 * @first: the first row, a multiple of 64
 * @n_rows: how many, at most %LW_ROWS_A_BLOCK
 * @out: (out) (array length=n_rows): 1 for each row that matches the query, 0 for the others
 */
void
lw_manifest_matcher_run (const LwManifestMatcher *self,
                         gsize                    first,
                         guint                    n_rows,
                         guint8                  *out)
{
  const LwMatchNode *const nodes[] = { self->filter, self->job, self->label, self->others };

  memset (out, self->matches_none ? 0 : 1, n_rows);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (nodes[i] != NULL)
      lw_match_node_run (nodes[i], first, n_rows, out);
}
