/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A condition on rows as a tree of immutable nodes: terms, and their combinations. A value without any index: what it
 * means for one is in lw-manifest-matcher.c. Only for manifest/. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

/**
 * LwQueryKind:
 * @LW_QUERY_AND: all children hold
 * @LW_QUERY_OR: one of the children holds
 * @LW_QUERY_NOT: the child does not hold
 * @LW_QUERY_LABEL: there is a label of one of the classes @names (any when empty) with a confidence in @range
 * @LW_QUERY_N_LABELS: the number of labels is in [@first, @last]
 * @LW_QUERY_STATE: the state is in @bits
 * @LW_QUERY_ANNOTATOR: who labeled it is in @bits; a row that is not labeled has nobody, which is “unknown”
 * @LW_QUERY_TIME: the label was made in [@first, @last], in seconds since 1970
 * @LW_QUERY_JOB: the label's job is one of @names
 * @LW_QUERY_HAS: the row is labeled under the attribute @names[0]
 * @LW_QUERY_DIFFERS: the row is labeled under the attributes @names[0] and @names[1], and not with the same classes;
 *   with one name, under the query's attribute and that one
 * @LW_QUERY_TEXT: the source-ref contains @names[0], whatever the case
 * @LW_QUERY_LINE: the line's number is in [@first, @last]
 */
typedef enum
{
  LW_QUERY_AND,
  LW_QUERY_OR,
  LW_QUERY_NOT,
  LW_QUERY_LABEL,
  LW_QUERY_N_LABELS,
  LW_QUERY_STATE,
  LW_QUERY_ANNOTATOR,
  LW_QUERY_TIME,
  LW_QUERY_JOB,
  LW_QUERY_HAS,
  LW_QUERY_DIFFERS,
  LW_QUERY_TEXT,
  LW_QUERY_LINE,
} LwQueryKind;

/**
 * LwConfidenceRange:
 * @is_set: whether there is a limit at all
 * @is_missing: only labels without a confidence; the rest does not count
 * @low: the lowest confidence
 * @high: the highest confidence
 * @above: @low itself is not in it
 * @below: @high itself is not in it
 *
 * A bound that is not there is -%G_MAXDOUBLE or %G_MAXDOUBLE.
 */
typedef struct
{
  gboolean is_set;
  gboolean is_missing;
  double   low;
  double   high;
  gboolean above;
  gboolean below;
} LwConfidenceRange;

typedef struct _LwQueryNode LwQueryNode;

/**
 * LwQueryNode:
 * @kind: what it asks; which members count follows from that
 * @attribute: (nullable): the label attribute; %NULL for the query's
 * @is_group: stood in parentheses, so that it has nothing to do with its neighbours
 */
struct _LwQueryNode
{
  gatomicrefcount    refs;
  LwQueryKind        kind;
  char              *attribute;
  gboolean           is_group;
  char             **names;
  LwConfidenceRange  range;
  gint64             first;
  gint64             last;
  guint              bits;
  GPtrArray         *children;
};

LwQueryNode *lw_query_node_new           (LwQueryKind        kind) G_GNUC_WARN_UNUSED_RESULT;
LwQueryNode *lw_query_node_new_not       (LwQueryNode       *child) G_GNUC_WARN_UNUSED_RESULT;
LwQueryNode *lw_query_node_ref           (LwQueryNode       *self) G_GNUC_WARN_UNUSED_RESULT;
void         lw_query_node_unref         (LwQueryNode       *self);
gboolean     lw_query_node_equal         (const LwQueryNode *self,
                                          const LwQueryNode *other);
void         lw_query_node_append        (const LwQueryNode *self,
                                          GString           *text);

gboolean     lw_confidence_range_equal   (const LwConfidenceRange *self,
                                          const LwConfidenceRange *other);
void         lw_confidence_range_narrow  (LwConfidenceRange       *self,
                                          const LwConfidenceRange *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwQueryNode, lw_query_node_unref)

G_END_DECLS
