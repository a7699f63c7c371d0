/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a manifest, and in which order: the value. Its text form is in lw-manifest-query-text.c,
 * running it in lw-manifest-query-run.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-attribute.h"
#include "lw-manifest-query-private.h"

/**
 * lw_manifest_query_new:
 *
 * Returns: (transfer full): the query that all rows match, in file order
 */
LwManifestQuery *
lw_manifest_query_new (void)
{
  LwManifestQuery *self = g_new0 (LwManifestQuery, 1);

  g_atomic_ref_count_init (&self->refs);
  self->classes = g_new0 (char *, 1);
  self->not_classes = g_new0 (char *, 1);
  self->states = LW_MANIFEST_ALL_STATES;
  self->annotators = LW_MANIFEST_ALL_ANNOTATORS;
  self->text = g_strdup ("");
  return self;
}

/**
 * lw_manifest_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): a new one like it, for the one who changes it before anybody else sees it
 */
LwManifestQuery *
lw_manifest_query_copy (LwManifestQuery *self)
{
  LwManifestQuery *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->refs);
  copy->attribute = g_strdup (self->attribute);
  copy->classes = g_strdupv (self->classes);
  copy->not_classes = g_strdupv (self->not_classes);
  copy->text = g_strdup (self->text);
  return copy;
}

/**
 * lw_manifest_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 */
LwManifestQuery *
lw_manifest_query_ref (LwManifestQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_manifest_query_unref:
 * @self: (transfer full): a query
 */
void
lw_manifest_query_unref (LwManifestQuery *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->attribute);
  g_strfreev (self->classes);
  g_strfreev (self->not_classes);
  g_free (self->text);
  g_free (self);
}

static gboolean
same_bounds (LwManifestQuery *self,
             LwManifestQuery *other)
{
  return self->has_confidence == other->has_confidence &&
         (!self->has_confidence || (self->low == other->low && self->high == other->high));
}

/**
 * lw_manifest_query_equal:
 * @self: a query
 * @other: another
 *
 * Returns: whether both say the same; the order of names counts
 */
gboolean
lw_manifest_query_equal (LwManifestQuery *self,
                         LwManifestQuery *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self == other ||
         (g_strcmp0 (self->attribute, other->attribute) == 0 &&
          g_strv_equal ((const char * const *) self->classes, (const char * const *) other->classes) &&
          g_strv_equal ((const char * const *) self->not_classes, (const char * const *) other->not_classes) &&
          same_bounds (self, other) &&
          self->states == other->states && self->annotators == other->annotators &&
          g_strcmp0 (self->text, other->text) == 0 &&
          self->sort == other->sort && self->descending == other->descending);
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
  g_strfreev (copy->classes);
  copy->classes = names != NULL ? g_strdupv ((char **) names) : g_new0 (char *, 1);
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
  g_strfreev (copy->not_classes);
  copy->not_classes = names != NULL ? g_strdupv ((char **) names) : g_new0 (char *, 1);
  return copy;
}

/**
 * lw_manifest_query_get_confidence:
 * @self: a query
 * @low: (out) (optional): the lowest confidence that a row may have
 * @high: (out) (optional): it must be below this; 1 when there is no such bound
 *
 * Returns: whether a row must have a confidence in this range
 */
gboolean
lw_manifest_query_get_confidence (LwManifestQuery *self,
                                  double          *low,
                                  double          *high)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (low != NULL)
    *low = self->has_confidence ? self->low / LW_CONFIDENCE_UNIT : 0.0;
  if (high != NULL)
    *high = self->has_confidence && self->high != LW_CONFIDENCE_NO_BOUND ? self->high / LW_CONFIDENCE_UNIT : 1.0;
  return self->has_confidence;
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
  copy->has_confidence = TRUE;
  copy->low = (guint32) (CLAMP (low, 0.0, 1.0) * LW_CONFIDENCE_UNIT + 0.5);
  copy->high = high >= 1.0 ? LW_CONFIDENCE_NO_BOUND : (guint32) (MAX (high, 0.0) * LW_CONFIDENCE_UNIT + 0.5);
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
  copy->has_confidence = FALSE;
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
