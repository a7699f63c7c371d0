/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the conditions of a query to those of an index. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-match-build.h"

#include "lw-query-term.h"
#include "lw-ref-search.h"

#include <math.h>
#include <string.h>

static LwMatchNode *
new_never (void)
{
  return lw_match_node_new (LW_MATCH_OR);
}

static LwManifestAttribute *
peek_attribute (LwMatchBuilder *self,
                int             attribute)
{
  return attribute >= 0 ? lw_manifest_index_peek_attribute (self->index, (guint) attribute) : NULL;
}

/**
 * lw_match_get_annotator:
 * @flags: a code of a flags column
 *
 * Returns: who labeled the row; %LW_ANNOTATOR_UNKNOWN when it is not labeled, whatever its metadata says
 */
guint
lw_match_get_annotator (guint flags)
{
  guint annotator = LW_ROW_ANNOTATOR (flags);

  if (LW_ROW_STATE (flags) != LW_DATA_OBJECT_STATE_LABELED || annotator > LW_ANNOTATOR_MACHINE)
    return LW_ANNOTATOR_UNKNOWN;
  return annotator;
}

/**
 * lw_match_build_flags:
 * @self: a builder
 * @attribute: the position of an attribute, -1 for none
 *
 * Returns: its column of flags. Under an attribute that there is not, rows are unlabeled or malformed
 */
LwManifestColumn
lw_match_build_flags (LwMatchBuilder *self,
                      int             attribute)
{
  LwManifestColumn column = { .width = 1, .n_rows = self->index->rows.n_rows };
  guint8 *flags;

  if (attribute >= 0)
    {
      column.data = peek_attribute (self, attribute)->flags;
      return column;
    }
  flags = g_new0 (guint8, column.n_rows + 1);
  for (guint i = 0; i < self->index->malformed->len; i++)
    flags[g_array_index (self->index->malformed, guint32, i)] =
      LW_ROW_FLAGS (LW_DATA_OBJECT_STATE_MALFORMED, LW_ANNOTATOR_UNKNOWN, 0);
  g_ptr_array_add (self->own_flags, flags);
  column.data = flags;
  return column;
}

/**
 * lw_match_mark_classes:
 * @attribute: an attribute
 * @names: (array zero-terminated=1): names of classes
 *
 * Several classes may have one name: one class index in two jobs, or two in one.
 *
 * Returns: (transfer full): for each class 1 when its name is among @names
 */
guint8 *
lw_match_mark_classes (const LwManifestAttribute *attribute,
                       const char *const         *names)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  guint8 *marks = g_new0 (guint8, attribute->classes->len + 1);

  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_add (wanted, (gpointer) names[i]);
  for (guint i = 0; i < attribute->classes->len; i++)
    marks[i] = g_hash_table_contains (wanted, lw_manifest_attribute_get_class (attribute, i)->name);
  return marks;
}

/**
 * lw_match_mark_jobs:
 * @attribute: an attribute
 * @names: (array zero-terminated=1): names of labeling jobs, without "labeling-job/"
 *
 * Returns: (transfer full): for each job code 1 when its name is among @names
 */
guint8 *
lw_match_mark_jobs (const LwManifestAttribute *attribute,
                    const char *const         *names)
{
  guint8 *marks = g_new0 (guint8, attribute->jobs->len + 1);

  for (guint i = 0; i < attribute->jobs->len; i++)
    marks[i + 1] = g_strv_contains (names, lw_query_skip_job_prefix (g_ptr_array_index (attribute->jobs, i)));
  return marks;
}

/**
 * lw_match_find_codes:
 * @attribute: an attribute
 * @range: a range of confidences
 * @low: (out): the lowest code in it
 * @high: (out): the highest; below @low when there is none
 */
void
lw_match_find_codes (const LwManifestAttribute *attribute,
                     const LwConfidenceRange   *range,
                     guint32                   *low,
                     guint32                   *high)
{
  *low = 0;
  *high = attribute->n_confidences;
  if (!range->is_set)
    return;
  if (range->is_missing)
    {
      *high = 0;
      return;
    }
  *low = lw_manifest_attribute_find_confidence (attribute, range->above ? nextafter (range->low, G_MAXDOUBLE)
                                                                        : range->low);
  *high = lw_manifest_attribute_find_confidence (attribute, range->below ? range->high
                                                                         : nextafter (range->high, INFINITY)) - 1;
}

/**
 * lw_match_build_classes:
 * @attribute: an attribute
 * @marks: (nullable): for each class 1 when it is wanted; %NULL when all are
 *
 * Of codes for one class each, one class or several beside each other are a range.
 *
 * Returns: (transfer full): rows with a label of a wanted class
 */
LwMatchNode *
lw_match_build_classes (const LwManifestAttribute *attribute,
                        const guint8              *marks)
{
  guint8 *table = g_new0 (guint8, attribute->n_codes + 1);
  guint32 low = G_MAXUINT32, high = 0, n = 0;

  for (guint32 code = 1; code < attribute->n_codes; code++)
    {
      for (guint32 i = attribute->code_starts[code]; i < attribute->code_starts[code + 1]; i++)
        table[code] |= marks == NULL || marks[attribute->code_classes[i]];
      if (!table[code])
        continue;
      low = MIN (low, code);
      high = code;
      n++;
    }
  if (n > 0 && high - low + 1 != n)
    return lw_match_node_new_table (&attribute->labels, table);
  g_free (table);
  return n > 0 ? lw_match_node_new_range (&attribute->labels, low, high) : new_never ();
}

/**
 * lw_match_build_label:
 * @self: a builder
 * @attribute: the position of an attribute, -1 for none
 * @names: names of classes; empty for all
 * @range: which confidence the label has
 *
 * Returns: (transfer full): rows with a label of one of these classes and this confidence
 */
LwMatchNode *
lw_match_build_label (LwMatchBuilder          *self,
                      int                      attribute,
                      const char *const       *names,
                      const LwConfidenceRange *range)
{
  const LwManifestAttribute *columns = peek_attribute (self, attribute);
  g_autofree guint8 *marks = NULL;
  LwMatchNode *node;
  guint32 low, high;

  if (columns == NULL)
    return new_never ();
  if (names[0] != NULL)
    marks = lw_match_mark_classes (columns, names);
  lw_match_find_codes (columns, range, &low, &high);
  if (!range->is_set)
    return lw_match_build_classes (columns, marks);
  if (columns->places == NULL)
    {
      node = lw_match_node_new (LW_MATCH_AND);
      if (marks != NULL || low == 0)
        lw_match_node_add (node, lw_match_build_classes (columns, marks));
      lw_match_node_add (node, lw_match_node_new_range (&columns->confidence, low, high));
      return node;
    }
  node = lw_match_node_new (LW_MATCH_LABEL);
  node->attribute = columns;
  node->table = g_steal_pointer (&marks);
  node->low = low;
  node->high = high;
  return node;
}

/**
 * lw_match_build_text:
 * @self: a builder
 * @text: text
 *
 * Searches the file.
 *
 * Returns: (transfer full): rows whose source-ref contains it; no row, and the builder's error set, when the search was
 *   not finished
 */
LwMatchNode *
lw_match_build_text (LwMatchBuilder *self,
                     const char     *text)
{
  LwMatchNode *node;

  if (self->error != NULL)
    return new_never ();
  node = lw_match_node_new (LW_MATCH_BITS);
  node->bits = lw_ref_search (self->index, text, self->cancellable, &self->error);
  if (node->bits != NULL)
    return node;
  lw_match_node_free (node);
  return new_never ();
}

static LwMatchNode *
build_flags (LwMatchBuilder *self,
             int             attribute,
             guint           states,
             guint           annotators)
{
  LwManifestColumn flags = lw_match_build_flags (self, attribute);
  guint8 *table = g_new (guint8, 256);

  for (guint i = 0; i < 256; i++)
    table[i] = (states >> LW_ROW_STATE (i) & 1) && (annotators >> lw_match_get_annotator (i) & 1);
  return lw_match_node_new_table (&flags, table);
}

static LwMatchNode *
build_jobs (LwMatchBuilder    *self,
            int                attribute,
            const char *const *names)
{
  const LwManifestAttribute *columns = peek_attribute (self, attribute);
  g_autofree guint8 *marks = NULL;
  LwManifestColumn flags;
  guint8 *table;

  if (columns == NULL)
    return new_never ();
  marks = lw_match_mark_jobs (columns, names);
  if (columns->job.n_rows > 0)
    return lw_match_node_new_table (&columns->job, g_steal_pointer (&marks));
  flags = lw_match_build_flags (self, attribute);
  table = g_new0 (guint8, 256);
  for (guint i = 0; i < 256; i++)
    table[i] = LW_ROW_JOB (i) <= columns->jobs->len && marks[LW_ROW_JOB (i)];
  return lw_match_node_new_table (&flags, table);
}

static LwMatchNode *
build_n_labels (LwMatchBuilder    *self,
                int                attribute,
                const LwQueryNode *query)
{
  const LwManifestAttribute *columns = peek_attribute (self, attribute);
  guint8 *table;

  if (columns == NULL)
    return lw_match_node_new (query->first <= 0 && query->last >= 0 ? LW_MATCH_AND : LW_MATCH_OR);
  table = g_new0 (guint8, columns->n_codes + 1);
  for (guint32 code = 0; code < columns->n_codes; code++)
    {
      guint size = lw_manifest_attribute_get_code_size (columns, code);

      table[code] = size >= query->first && size <= query->last;
    }
  return lw_match_node_new_table (&columns->labels, table);
}

static LwMatchNode *
build_time (LwMatchBuilder    *self,
            int                attribute,
            const LwQueryNode *query)
{
  const LwManifestAttribute *columns = peek_attribute (self, attribute);
  guint32 low, high;

  if (columns == NULL)
    return new_never ();
  low = lw_manifest_attribute_find_time (columns, query->first);
  high = query->last == G_MAXINT64 ? columns->n_times : lw_manifest_attribute_find_time (columns, query->last + 1) - 1;
  return lw_match_node_new_range (&columns->created, low, high);
}

/* The first row whose line number is not below @line. */
static gsize
find_row (LwManifestIndex *index,
          gint64           line)
{
  gsize low = 0;
  gsize high = index->rows.n_rows;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if ((gint64) lw_manifest_rows_get_line_number (&index->rows, middle) < line)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static LwMatchNode *
build_lines (LwMatchBuilder    *self,
             const LwQueryNode *query)
{
  LwMatchNode *node;
  gsize first = find_row (self->index, query->first);
  gsize end = query->last == G_MAXINT64 ? self->index->rows.n_rows : find_row (self->index, query->last + 1);

  if (first >= end)
    return new_never ();
  node = lw_match_node_new (LW_MATCH_ROWS);
  node->low = (guint32) first;
  node->high = (guint32) end - 1;
  return node;
}

static LwMatchNode *
build_differs (LwMatchBuilder    *self,
               const LwQueryNode *query)
{
  const LwManifestAttribute *first, *second;
  LwMatchNode *node;
  int positions[2] = { self->attribute, -1 };

  for (guint i = 0; query->names[i] != NULL; i++)
    positions[query->names[1] != NULL ? i : 1] = lw_manifest_index_find_attribute (self->index, query->names[i]);
  first = peek_attribute (self, positions[0]);
  second = peek_attribute (self, positions[1]);
  if (first == NULL || second == NULL)
    return new_never ();
  node = lw_match_node_new (LW_MATCH_AND);
  for (guint i = 0; i < 2; i++)
    lw_match_node_add (node, build_flags (self, positions[i], 1u << LW_DATA_OBJECT_STATE_LABELED, G_MAXUINT));
  lw_match_node_add (node, lw_match_build_differs (first, second));
  return node;
}

static LwMatchNode *
build_list (LwMatchBuilder    *self,
            const LwQueryNode *query,
            LwMatchKind        kind)
{
  LwMatchNode *node = lw_match_node_new (kind);

  for (guint i = 0; i < query->children->len; i++)
    lw_match_node_add (node, lw_match_build (self, g_ptr_array_index (query->children, i)));
  return node;
}

/**
 * lw_match_build:
 * @self: a builder; look at its error afterwards
 * @query: a condition of a query
 *
 * Returns: (transfer full): what it means for the index
 */
LwMatchNode *
lw_match_build (LwMatchBuilder    *self,
                const LwQueryNode *query)
{
  int attribute = query->attribute != NULL ? lw_manifest_index_find_attribute (self->index, query->attribute)
                                           : self->attribute;

  switch (query->kind)
    {
    case LW_QUERY_AND:
      return build_list (self, query, LW_MATCH_AND);
    case LW_QUERY_OR:
      return build_list (self, query, LW_MATCH_OR);
    case LW_QUERY_NOT:
      return build_list (self, query, LW_MATCH_NOT);
    case LW_QUERY_LABEL:
      return lw_match_build_label (self, attribute, (const char *const *) query->names, &query->range);
    case LW_QUERY_N_LABELS:
      return build_n_labels (self, attribute, query);
    case LW_QUERY_STATE:
      return build_flags (self, attribute, query->bits, G_MAXUINT);
    case LW_QUERY_ANNOTATOR:
      return build_flags (self, attribute, G_MAXUINT, query->bits);
    case LW_QUERY_TIME:
      return build_time (self, attribute, query);
    case LW_QUERY_JOB:
      return build_jobs (self, attribute, (const char *const *) query->names);
    case LW_QUERY_HAS:
      return build_flags (self, lw_manifest_index_find_attribute (self->index, query->names[0]),
                          1u << LW_DATA_OBJECT_STATE_LABELED, G_MAXUINT);
    case LW_QUERY_DIFFERS:
      return build_differs (self, query);
    case LW_QUERY_TEXT:
      return lw_match_build_text (self, query->names[0]);
    case LW_QUERY_LINE:
      return build_lines (self, query);
    default:
      g_assert_not_reached ();
    }
}
