/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a manifest, and in which order: the value. Its members are in lw-manifest-query-facets.c, its text form
 * is in lw-manifest-query-text.c, running it in lw-manifest-query-run.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

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
  self->all_classes = g_new0 (char *, 1);
  self->not_classes = g_new0 (char *, 1);
  self->jobs = g_new0 (char *, 1);
  self->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_query_node_unref);
  self->states = LW_MANIFEST_ALL_STATES;
  self->annotators = LW_MANIFEST_ALL_ANNOTATORS;
  self->text = g_strdup ("");
  return self;
}

static gpointer
ref_node (gconstpointer node,
          gpointer      data)
{
  return lw_query_node_ref ((LwQueryNode *) node);
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
  copy->all_classes = g_strdupv (self->all_classes);
  copy->not_classes = g_strdupv (self->not_classes);
  copy->jobs = g_strdupv (self->jobs);
  copy->text = g_strdup (self->text);
  copy->rest = g_ptr_array_copy (self->rest, ref_node, NULL);
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
  g_strfreev (self->all_classes);
  g_strfreev (self->not_classes);
  g_strfreev (self->jobs);
  g_free (self->text);
  g_ptr_array_unref (self->rest);
  g_free (self);
}

static gboolean
same_names (char **names,
            char **others)
{
  return g_strv_equal ((const char *const *) names, (const char *const *) others);
}

static gboolean
same_time (LwManifestQuery *self,
           LwManifestQuery *other)
{
  return self->has_time == other->has_time &&
         (!self->has_time || (self->first == other->first && self->last == other->last));
}

static gboolean
same_rest (LwManifestQuery *self,
           LwManifestQuery *other)
{
  if (self->rest->len != other->rest->len)
    return FALSE;
  for (guint i = 0; i < self->rest->len; i++)
    if (!lw_query_node_equal (g_ptr_array_index (self->rest, i), g_ptr_array_index (other->rest, i)))
      return FALSE;
  return TRUE;
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
         (g_strcmp0 (self->attribute, other->attribute) == 0 && same_names (self->classes, other->classes) &&
          same_names (self->all_classes, other->all_classes) && same_names (self->not_classes, other->not_classes) &&
          lw_confidence_range_equal (&self->confidence, &other->confidence) && same_time (self, other) &&
          self->states == other->states && self->annotators == other->annotators &&
          same_names (self->jobs, other->jobs) && g_strcmp0 (self->text, other->text) == 0 &&
          same_rest (self, other) && self->sort == other->sort && self->descending == other->descending);
}

static void
append_name (char       ***names,
             const char   *name)
{
  guint n = g_strv_length (*names);

  *names = g_renew (char *, *names, n + 2);
  (*names)[n] = g_strdup (name);
  (*names)[n + 1] = NULL;
}

/* Puts a condition that a member of the query can tell there. */
static gboolean
absorb (LwManifestQuery *self,
        LwQueryNode     *node)
{
  if (node->attribute != NULL)
    return FALSE;
  if (node->kind == LW_QUERY_STATE)
    self->states &= node->bits;
  else if (node->kind == LW_QUERY_ANNOTATOR)
    self->annotators &= node->bits;
  else if (node->kind == LW_QUERY_TIME)
    {
      self->first = self->has_time ? MAX (self->first, node->first) : node->first;
      self->last = self->has_time ? MIN (self->last, node->last) : node->last;
      self->has_time = TRUE;
    }
  else if (node->kind == LW_QUERY_JOB && self->jobs[0] == NULL)
    {
      g_strfreev (self->jobs);
      self->jobs = g_strdupv (node->names);
    }
  else if (node->kind == LW_QUERY_TEXT && *self->text == '\0')
    {
      g_free (self->text);
      self->text = g_strdup (node->names[0]);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
absorb_not (LwManifestQuery *self,
            LwQueryNode     *node)
{
  if (node->attribute != NULL)
    return FALSE;
  if (node->kind == LW_QUERY_STATE)
    self->states &= ~node->bits;
  else if (node->kind == LW_QUERY_ANNOTATOR)
    self->annotators &= ~node->bits;
  else if (node->kind == LW_QUERY_LABEL && !node->range.is_set)
    {
      for (guint i = 0; node->names[i] != NULL; i++)
        append_name (&self->not_classes, node->names[i]);
    }
  else
    return FALSE;
  return TRUE;
}

/**
 * lw_manifest_query_add:
 * @self: a query that is being made
 * @node: (transfer none): one more condition
 */
void
lw_manifest_query_add (LwManifestQuery *self,
                       LwQueryNode     *node)
{
  if (node->kind == LW_QUERY_NOT ? absorb_not (self, g_ptr_array_index (node->children, 0)) : absorb (self, node))
    return;
  g_ptr_array_add (self->rest, lw_query_node_ref (node));
}

static gboolean
is_facet (const LwQueryNode *node)
{
  return node->kind == LW_QUERY_LABEL && node->attribute == NULL && !node->is_group;
}

/**
 * lw_manifest_query_add_list:
 * @self: a query that is being made, without classes and confidence so far
 * @nodes: (element-type LwQueryNode): conditions that stand beside each other
 *
 * Of the conditions on labels one can be what the facets tell, or several that want one class each.
 */
void
lw_manifest_query_add_list (LwManifestQuery *self,
                            GPtrArray       *nodes)
{
  guint n_labels = 0, n_single = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const LwQueryNode *node = g_ptr_array_index (nodes, i);

      n_labels += is_facet (node);
      n_single += is_facet (node) && node->names[0] != NULL && node->names[1] == NULL;
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      LwQueryNode *node = g_ptr_array_index (nodes, i);

      if (!is_facet (node))
        {
          lw_manifest_query_add (self, node);
          continue;
        }
      if (n_labels > 1 && n_single == n_labels)
        append_name (&self->all_classes, node->names[0]);
      else if (self->classes[0] == NULL && !self->confidence.is_set)
        {
          g_strfreev (self->classes);
          self->classes = g_strdupv (node->names);
        }
      else
        {
          g_ptr_array_add (self->rest, lw_query_node_ref (node));
          continue;
        }
      self->confidence = node->range;
    }
}

/**
 * lw_manifest_query_tidy:
 * @self: a query that is being changed
 *
 * Moves conditions of the rest to members that have become free, as parsing its text would.
 */
void
lw_manifest_query_tidy (LwManifestQuery *self)
{
  for (guint i = 0; i < self->rest->len; i++)
    {
      LwQueryNode *node = g_ptr_array_index (self->rest, i);

      if ((node->kind == LW_QUERY_JOB || node->kind == LW_QUERY_TEXT) && absorb (self, node))
        g_ptr_array_remove_index (self->rest, i--);
    }
}
