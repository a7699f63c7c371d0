/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The members of a query that the facets of a view choose among: asked one by one, and changed in a copy. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-query-private.h"

static void
set_names (char               ***target,
           const char *const    *names)
{
  g_strfreev (*target);
  *target = names != NULL ? g_strdupv ((char **) names) : g_new0 (char *, 1);
}

/**
 * lw_manifest_query_get_attribute:
 * @self: a query
 *
 * Returns: (transfer none) (nullable): the label attribute that classes, confidence and so on are about;
 *   %NULL for lw_manifest_index_find_attribute() of %NULL
 */
const char *
lw_manifest_query_get_attribute (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->attribute;
}

/**
 * lw_manifest_query_with_attribute:
 * @self: a query
 * @name: (nullable): a label attribute name
 *
 * Returns: (transfer full): the query about this attribute
 */
LwManifestQuery *
lw_manifest_query_with_attribute (LwManifestQuery *self,
                                  const char      *name)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  g_free (copy->attribute);
  copy->attribute = g_strdup (name);
  return copy;
}

/**
 * lw_manifest_query_get_classes:
 * @self: a query
 *
 * Returns: (transfer none): the names of classes of which a row must have one; empty when it need not
 */
const char * const *
lw_manifest_query_get_classes (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->classes;
}

/**
 * lw_manifest_query_with_classes:
 * @self: a query
 * @names: (nullable): names of classes
 *
 * Returns: (transfer full): the query for rows with any of these classes
 */
LwManifestQuery *
lw_manifest_query_with_classes (LwManifestQuery    *self,
                                const char * const *names)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  set_names (&copy->classes, names);
  set_names (&copy->all_classes, NULL);
  return copy;
}

/**
 * lw_manifest_query_get_not_classes:
 * @self: a query
 *
 * Returns: (transfer none): the names of classes of which a row may have none
 */
const char * const *
lw_manifest_query_get_not_classes (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->not_classes;
}

/**
 * lw_manifest_query_with_not_classes:
 * @self: a query
 * @names: (nullable): names of classes
 *
 * Returns: (transfer full): the query for rows with none of these classes
 */
LwManifestQuery *
lw_manifest_query_with_not_classes (LwManifestQuery    *self,
                                    const char * const *names)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  set_names (&copy->not_classes, names);
  return copy;
}

/**
 * lw_manifest_query_get_all_classes:
 * @self: a query
 *
 * Returns: (transfer none): the names of classes of which a row must have each; empty when it need not
 */
const char * const *
lw_manifest_query_get_all_classes (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->all_classes;
}

/**
 * lw_manifest_query_with_all_classes:
 * @self: a query
 * @names: (nullable): names of classes
 *
 * Returns: (transfer full): the query for rows with each of these classes, in place of any
 */
LwManifestQuery *
lw_manifest_query_with_all_classes (LwManifestQuery    *self,
                                    const char * const *names)
{
  gboolean several = names != NULL && names[0] != NULL && names[1] != NULL;
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  set_names (&copy->classes, several ? NULL : names);
  set_names (&copy->all_classes, several ? names : NULL);
  return copy;
}

/**
 * lw_manifest_query_get_confidence:
 * @self: a query
 * @low: (out) (optional): the lowest confidence that a row may have
 * @high: (out) (optional): the highest; 1 when there is no such bound
 *
 * Whether a bound itself is in the range is not said.
 *
 * Returns: whether a row must have a confidence in this range
 */
gboolean
lw_manifest_query_get_confidence (LwManifestQuery *self,
                                  double          *low,
                                  double          *high)
{
  gboolean has_range;

  g_return_val_if_fail (self != NULL, FALSE);

  has_range = self->confidence.is_set && !self->confidence.is_missing;
  if (low != NULL)
    *low = has_range ? MAX (self->confidence.low, 0.0) : 0.0;
  if (high != NULL)
    *high = has_range ? MIN (self->confidence.high, 1.0) : 1.0;
  return has_range;
}

/**
 * lw_manifest_query_with_confidence:
 * @self: a query
 * @low: the lowest confidence that a row may have, 0 to 1
 * @high: it must be below this, 0 to 1; 1 for no such bound
 *
 * Returns: (transfer full): the query for rows with a label in this range; with classes, a label of one of
 *   them
 */
LwManifestQuery *
lw_manifest_query_with_confidence (LwManifestQuery *self,
                                   double           low,
                                   double           high)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  copy->confidence = (LwConfidenceRange) { .is_set = TRUE, .low = CLAMP (low, 0.0, 1.0), .below = high < 1.0 };
  copy->confidence.high = high < 1.0 ? MAX (high, 0.0) : G_MAXDOUBLE;
  return copy;
}

/**
 * lw_manifest_query_without_confidence:
 * @self: a query
 *
 * Returns: (transfer full): the query for rows of whatever confidence
 */
LwManifestQuery *
lw_manifest_query_without_confidence (LwManifestQuery *self)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  copy->confidence = (LwConfidenceRange) { 0 };
  return copy;
}

/**
 * lw_manifest_query_get_states:
 * @self: a query
 *
 * Returns: the states that a row may be in: bits `1 << LW_DATA_OBJECT_STATE_…`
 */
guint
lw_manifest_query_get_states (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->states;
}

/**
 * lw_manifest_query_with_states:
 * @self: a query
 * @states: bits `1 << LW_DATA_OBJECT_STATE_…`
 *
 * Returns: (transfer full): the query for rows in these states
 */
LwManifestQuery *
lw_manifest_query_with_states (LwManifestQuery *self,
                               guint            states)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  copy->states = states & LW_MANIFEST_ALL_STATES;
  return copy;
}

/**
 * lw_manifest_query_get_annotators:
 * @self: a query
 *
 * Returns: who may have labeled a row: bits `1 << LW_ANNOTATOR_…`
 */
guint
lw_manifest_query_get_annotators (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->annotators;
}

/**
 * lw_manifest_query_with_annotators:
 * @self: a query
 * @annotators: bits `1 << LW_ANNOTATOR_…`
 *
 * Returns: (transfer full): the query for rows labeled by these
 */
LwManifestQuery *
lw_manifest_query_with_annotators (LwManifestQuery *self,
                                   guint            annotators)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  copy->annotators = annotators & LW_MANIFEST_ALL_ANNOTATORS;
  return copy;
}

/**
 * lw_manifest_query_get_time:
 * @self: a query
 * @first: (out) (optional): the first second since 1970, %G_MININT64 for no such bound
 * @last: (out) (optional): the last one, %G_MAXINT64 for no such bound
 *
 * Returns: whether a row must have been labeled in this time
 */
gboolean
lw_manifest_query_get_time (LwManifestQuery *self,
                            gint64          *first,
                            gint64          *last)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (first != NULL)
    *first = self->has_time ? self->first : G_MININT64;
  if (last != NULL)
    *last = self->has_time ? self->last : G_MAXINT64;
  return self->has_time;
}

/**
 * lw_manifest_query_with_time:
 * @self: a query
 * @first: the first second since 1970, %G_MININT64 for no such bound
 * @last: the last one, %G_MAXINT64 for no such bound
 *
 * Returns: (transfer full): the query for rows labeled in this time; for all rows when there is no bound
 */
LwManifestQuery *
lw_manifest_query_with_time (LwManifestQuery *self,
                             gint64           first,
                             gint64           last)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  copy->has_time = first != G_MININT64 || last != G_MAXINT64;
  copy->first = first;
  copy->last = last;
  return copy;
}

/**
 * lw_manifest_query_get_jobs:
 * @self: a query
 *
 * Returns: (transfer none): the names of the jobs in one of which a row must have been labeled; empty when it need not
 */
const char * const *
lw_manifest_query_get_jobs (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->jobs;
}

/**
 * lw_manifest_query_with_jobs:
 * @self: a query
 * @names: (nullable): names of jobs
 *
 * Returns: (transfer full): the query for rows labeled in any of these jobs
 */
LwManifestQuery *
lw_manifest_query_with_jobs (LwManifestQuery    *self,
                             const char * const *names)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  set_names (&copy->jobs, names);
  lw_manifest_query_tidy (copy);
  return copy;
}

/**
 * lw_manifest_query_get_text:
 * @self: a query
 *
 * Returns: (transfer none): what a row's source-ref must contain; empty for nothing
 */
const char *
lw_manifest_query_get_text (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * lw_manifest_query_with_text:
 * @self: a query
 * @text: (nullable): text
 *
 * Returns: (transfer full): the query for rows whose source-ref contains @text, whatever the case
 */
LwManifestQuery *
lw_manifest_query_with_text (LwManifestQuery *self,
                             const char      *text)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  g_free (copy->text);
  copy->text = g_utf8_make_valid (text != NULL ? text : "", -1);
  lw_manifest_query_tidy (copy);
  return copy;
}

/**
 * lw_manifest_query_get_sort:
 * @self: a query
 * @descending: (out) (optional): whether the greatest comes first
 *
 * Returns: what the rows are ordered by
 */
LwManifestSort
lw_manifest_query_get_sort (LwManifestQuery *self,
                            gboolean        *descending)
{
  g_return_val_if_fail (self != NULL, LW_MANIFEST_SORT_FILE_ORDER);

  if (descending != NULL)
    *descending = self->descending;
  return self->sort;
}

/**
 * lw_manifest_query_with_sort:
 * @self: a query
 * @sort: what to order by
 * @descending: whether the greatest comes first
 *
 * Returns: (transfer full): the query with its rows in this order; equal ones stay in file order
 */
LwManifestQuery *
lw_manifest_query_with_sort (LwManifestQuery *self,
                             LwManifestSort   sort,
                             gboolean         descending)
{
  LwManifestQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lw_manifest_query_copy (self);
  copy->sort = sort;
  copy->descending = descending;
  return copy;
}

/**
 * lw_manifest_query_has_more:
 * @self: a query
 *
 * Returns: whether the query has conditions that no other member tells, such as combinations with “or”
 */
gboolean
lw_manifest_query_has_more (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rest->len > 0;
}
