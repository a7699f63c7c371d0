/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A condition made ready for the columns of one index: it judges a block of rows at a time, in loops over plain
 * integers. How it follows from a query is in lw-manifest-matcher.c. Only for manifest/. */

#pragma once

#include "lw-manifest-attribute.h"
#include "lw-row-parts.h"

G_BEGIN_DECLS

/**
 * LwMatchKind:
 * @LW_MATCH_AND: all children hold; all rows without any
 * @LW_MATCH_OR: one of the children holds; no row without any
 * @LW_MATCH_NOT: the child does not hold
 * @LW_MATCH_RANGE: the code in @column is in [@low, @high]
 * @LW_MATCH_TABLE: @table says it of the code in @column
 * @LW_MATCH_LABEL: a label whose class @table wants (all when %NULL) has a confidence code in [@low, @high]
 * @LW_MATCH_DIFFERS: the codes in @column and @other have different numbers in @ids and @other_ids
 * @LW_MATCH_BITS: the row's bit is set in @bits
 * @LW_MATCH_ROWS: the row is in [@low, @high]
 */
typedef enum
{
  LW_MATCH_AND,
  LW_MATCH_OR,
  LW_MATCH_NOT,
  LW_MATCH_RANGE,
  LW_MATCH_TABLE,
  LW_MATCH_LABEL,
  LW_MATCH_DIFFERS,
  LW_MATCH_BITS,
  LW_MATCH_ROWS,
} LwMatchKind;

typedef struct _LwMatchNode LwMatchNode;

/**
 * LwMatchNode:
 * @kind: what it asks; which members count follows from that
 * @column: codes; not owned
 * @attribute: whose labels; not owned
 */
struct _LwMatchNode
{
  LwMatchKind                kind;
  LwManifestColumn           column;
  LwManifestColumn           other;
  const LwManifestAttribute *attribute;
  guint32                    low;
  guint32                    high;
  guint8                    *table;
  guint32                   *ids;
  guint32                   *other_ids;
  guint64                   *bits;
  GPtrArray                 *children;
};

LwMatchNode *lw_match_node_new     (LwMatchKind              kind) G_GNUC_WARN_UNUSED_RESULT;
LwMatchNode *lw_match_node_new_range (const LwManifestColumn *column,
                                      guint32                 low,
                                      guint32                 high) G_GNUC_WARN_UNUSED_RESULT;
LwMatchNode *lw_match_node_new_table (const LwManifestColumn *column,
                                      guint8                 *table) G_GNUC_WARN_UNUSED_RESULT;
void         lw_match_node_free    (LwMatchNode             *self);
void         lw_match_node_add     (LwMatchNode             *self,
                                    LwMatchNode             *child);
void         lw_match_node_run     (const LwMatchNode       *self,
                                    gsize                    first,
                                    guint                    n_rows,
                                    guint8                  *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwMatchNode, lw_match_node_free)

G_END_DECLS
