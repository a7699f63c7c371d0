/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A condition on rows as a tree: its life and its equality. How it is written is in lw-query-node-format.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-node.h"

/**
 * lw_query_node_new:
 * @kind: what it asks
 *
 * Returns: (transfer full): a node without members, for the one who fills it before anybody else sees it
 */
LwQueryNode *
lw_query_node_new (LwQueryKind kind)
{
  LwQueryNode *self = g_new0 (LwQueryNode, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->names = g_new0 (char *, 1);
  if (kind <= LW_QUERY_NOT)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_query_node_unref);
  return self;
}

/**
 * lw_query_node_new_not:
 * @child: (transfer full): a node
 *
 * Returns: (transfer full): its opposite
 */
LwQueryNode *
lw_query_node_new_not (LwQueryNode *child)
{
  LwQueryNode *self;

  if (child->kind == LW_QUERY_NOT)
    {
      self = lw_query_node_ref (g_ptr_array_index (child->children, 0));
      lw_query_node_unref (child);
      return self;
    }
  self = lw_query_node_new (LW_QUERY_NOT);
  g_ptr_array_add (self->children, child);
  return self;
}

/**
 * lw_query_node_ref:
 * @self: a node
 *
 * Returns: (transfer full): @self
 */
LwQueryNode *
lw_query_node_ref (LwQueryNode *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_query_node_unref:
 * @self: (transfer full): a node
 */
void
lw_query_node_unref (LwQueryNode *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->attribute);
  g_strfreev (self->names);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

static gboolean
equal_children (const LwQueryNode *self,
                const LwQueryNode *other)
{
  if (self->children == NULL)
    return TRUE;
  if (self->children->len != other->children->len)
    return FALSE;
  for (guint i = 0; i < self->children->len; i++)
    if (!lw_query_node_equal (g_ptr_array_index (self->children, i), g_ptr_array_index (other->children, i)))
      return FALSE;
  return TRUE;
}

/**
 * lw_query_node_equal:
 * @self: a node
 * @other: another
 *
 * Returns: whether both say the same in the same words
 */
gboolean
lw_query_node_equal (const LwQueryNode *self,
                     const LwQueryNode *other)
{
  return self == other ||
         (self->kind == other->kind && g_strcmp0 (self->attribute, other->attribute) == 0 &&
          g_strv_equal ((const char *const *) self->names, (const char *const *) other->names) &&
          lw_confidence_range_equal (&self->range, &other->range) &&
          self->first == other->first && self->last == other->last && self->bits == other->bits &&
          equal_children (self, other));
}

/**
 * lw_confidence_range_equal:
 * @self: a range
 * @other: another
 *
 * Returns: whether both have the same bounds
 */
gboolean
lw_confidence_range_equal (const LwConfidenceRange *self,
                           const LwConfidenceRange *other)
{
  if (!self->is_set || !other->is_set)
    return self->is_set == other->is_set;
  if (self->is_missing || other->is_missing)
    return self->is_missing == other->is_missing;
  return self->low == other->low && self->high == other->high && self->above == other->above &&
         self->below == other->below;
}

/**
 * lw_confidence_range_narrow:
 * @self: a range
 * @other: another
 *
 * Leaves in @self what is in both.
 */
void
lw_confidence_range_narrow (LwConfidenceRange       *self,
                            const LwConfidenceRange *other)
{
  if (!other->is_set)
    return;
  if (!self->is_set)
    {
      *self = *other;
      return;
    }
  if (self->is_missing && other->is_missing)
    return;
  if (self->is_missing || other->is_missing)
    {
      *self = (LwConfidenceRange) { .is_set = TRUE, .low = 1, .high = 0 };
      return;
    }
  if (other->low > self->low || (other->low == self->low && other->above))
    {
      self->low = other->low;
      self->above = other->above;
    }
  if (other->high < self->high || (other->high == self->high && other->below))
    {
      self->high = other->high;
      self->below = other->below;
    }
}
