/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A condition made ready for the columns of one index. What a block of rows is judged to be is a byte a row, 1 or 0:
 * loops over bytes and codes are what compilers make vector instructions of. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-match-node.h"

#include <string.h>

/* Simple loops over arrays become vector instructions; GCC is told so, Clang knows. */
#if defined (__GNUC__) && !defined (__clang__)
#define VECTORIZED __attribute__ ((optimize ("O3")))
#else
#define VECTORIZED
#endif

/**
 * lw_match_node_new:
 * @kind: what it asks
 *
 * Returns: (transfer full): a node, for the one who fills it
 */
LwMatchNode *
lw_match_node_new (LwMatchKind kind)
{
  LwMatchNode *self = g_new0 (LwMatchNode, 1);

  self->kind = kind;
  if (kind <= LW_MATCH_NOT)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_match_node_free);
  return self;
}

/**
 * lw_match_node_new_range:
 * @column: a column; it must live as long as the node
 * @low: the lowest code
 * @high: the highest code; below @low for no row
 *
 * Returns: (transfer full): a node
 */
LwMatchNode *
lw_match_node_new_range (const LwManifestColumn *column,
                         guint32                 low,
                         guint32                 high)
{
  guint32 greatest = column->width == 4 ? G_MAXUINT32 : (1u << column->width * 8) - 1;
  LwMatchNode *self;

  if (low > high || low > greatest)
    return lw_match_node_new (LW_MATCH_OR);
  self = lw_match_node_new (LW_MATCH_RANGE);
  self->column = *column;
  self->low = low;
  self->high = MIN (high, greatest);
  return self;
}

/**
 * lw_match_node_new_table:
 * @column: a column; it must live as long as the node
 * @table: (transfer full): for each code 1 or 0
 *
 * Returns: (transfer full): a node
 */
LwMatchNode *
lw_match_node_new_table (const LwManifestColumn *column,
                         guint8                 *table)
{
  LwMatchNode *self = lw_match_node_new (LW_MATCH_TABLE);

  self->column = *column;
  self->table = table;
  return self;
}

/**
 * lw_match_node_free:
 * @self: (transfer full) (nullable): a node
 */
void
lw_match_node_free (LwMatchNode *self)
{
  if (self == NULL)
    return;

  g_free (self->table);
  g_free (self->ids);
  g_free (self->other_ids);
  g_free (self->bits);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/**
 * lw_match_node_add:
 * @self: a combination
 * @child: (transfer full) (nullable): one more child; nothing happens without one
 */
void
lw_match_node_add (LwMatchNode *self,
                   LwMatchNode *child)
{
  if (child != NULL)
    g_ptr_array_add (self->children, child);
}

VECTORIZED static void
and_bytes (guint8       *restrict out,
           const guint8 *restrict in,
           guint                  n)
{
  for (gsize i = 0; i < n; i++)
    out[i] &= in[i];
}

VECTORIZED static void
or_bytes (guint8       *restrict out,
          const guint8 *restrict in,
          guint                  n)
{
  for (gsize i = 0; i < n; i++)
    out[i] |= in[i];
}

/* One function a width: code - low wraps for a code below low, so one comparison is enough. */
#define DEFINE_RANGE(name, type)                                             \
  VECTORIZED static void                                                     \
  name (guint8     *restrict out,                                            \
        const type *restrict codes,                                          \
        guint                n,                                              \
        type                 low,                                            \
        type                 span)                                           \
  {                                                                          \
    for (gsize i = 0; i < n; i++)                                            \
      out[i] &= (type) (codes[i] - low) <= span;                             \
  }

#define DEFINE_TABLE(name, type)                                             \
  static void                                                                \
  name (guint8       *restrict out,                                          \
        const type   *restrict codes,                                        \
        guint                  n,                                            \
        const guint8 *restrict table)                                        \
  {                                                                          \
    for (guint i = 0; i < n; i++)                                            \
      out[i] &= table[codes[i]];                                             \
  }

DEFINE_RANGE (range_8, guint8)
DEFINE_RANGE (range_16, guint16)
DEFINE_RANGE (range_32, guint32)

DEFINE_TABLE (table_8, guint8)
DEFINE_TABLE (table_16, guint16)
DEFINE_TABLE (table_32, guint32)

static void
run_range (const LwMatchNode *self,
           gsize              first,
           guint              n,
           guint8            *out)
{
  guint32 span = self->high - self->low;

  if (self->column.width == 1)
    range_8 (out, (const guint8 *) self->column.data + first, n, (guint8) self->low, (guint8) span);
  else if (self->column.width == 2)
    range_16 (out, (const guint16 *) self->column.data + first, n, (guint16) self->low, (guint16) span);
  else
    range_32 (out, (const guint32 *) self->column.data + first, n, self->low, span);
}

static void
run_table (const LwMatchNode *self,
           gsize              first,
           guint              n,
           guint8            *out)
{
  if (self->column.width == 1)
    table_8 (out, (const guint8 *) self->column.data + first, n, self->table);
  else if (self->column.width == 2)
    table_16 (out, (const guint16 *) self->column.data + first, n, self->table);
  else
    table_32 (out, (const guint32 *) self->column.data + first, n, self->table);
}

static gboolean
has_label (const LwMatchNode *self,
           guint32            code,
           gsize              row,
           gsize              place)
{
  const LwManifestAttribute *attribute = self->attribute;
  guint size = lw_manifest_attribute_get_code_size (attribute, code);
  const guint32 *classes = attribute->code_classes + attribute->code_starts[code];

  for (guint i = 0; i < size; i++)
    {
      guint32 confidence;

      if (self->table != NULL && !self->table[classes[i]])
        continue;
      confidence = size == 1 ? lw_manifest_column_get (&attribute->confidence, row)
                             : lw_manifest_column_get (&attribute->label_confidence, place + i);
      if (confidence >= self->low && confidence <= self->high)
        return TRUE;
    }
  return FALSE;
}

/* Blocks start where places are known. */
static void
run_label (const LwMatchNode *self,
           gsize              first,
           guint              n,
           guint8            *out)
{
  const LwManifestAttribute *attribute = self->attribute;
  gsize place = attribute->places != NULL ? lw_manifest_attribute_get_place (attribute, first) : 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 code = lw_manifest_column_get (&attribute->labels, first + i);
      guint size = lw_manifest_attribute_get_code_size (attribute, code);

      out[i] &= has_label (self, code, first + i, place);
      if (size > 1)
        place += size;
    }
}

static void
run_differs (const LwMatchNode *self,
             gsize              first,
             guint              n,
             guint8            *out)
{
  for (guint i = 0; i < n; i++)
    out[i] &= self->ids[lw_manifest_column_get (&self->column, first + i)] !=
              self->other_ids[lw_manifest_column_get (&self->other, first + i)];
}

static void
run_bits (const LwMatchNode *self,
          gsize              first,
          guint              n,
          guint8            *out)
{
  for (guint i = 0; i < n; i++)
    out[i] &= self->bits[(first + i) / 64] >> ((first + i) % 64) & 1;
}

static void
run_rows (const LwMatchNode *self,
          gsize              first,
          guint              n,
          guint8            *out)
{
  for (guint i = 0; i < n; i++)
    out[i] &= first + i >= self->low && first + i <= self->high;
}

static void
run_or (const LwMatchNode *self,
        gsize              first,
        guint              n,
        guint8            *out)
{
  guint8 any[LW_ROWS_A_BLOCK] = { 0 };
  guint8 one[LW_ROWS_A_BLOCK];

  for (guint i = 0; i < self->children->len; i++)
    {
      memset (one, 1, n);
      lw_match_node_run (g_ptr_array_index (self->children, i), first, n, one);
      or_bytes (any, one, n);
    }
  and_bytes (out, any, n);
}

static void
run_not (const LwMatchNode *self,
         gsize              first,
         guint              n,
         guint8            *out)
{
  guint8 one[LW_ROWS_A_BLOCK];

  memset (one, 1, n);
  lw_match_node_run (g_ptr_array_index (self->children, 0), first, n, one);
  for (guint i = 0; i < n; i++)
    out[i] &= one[i] ^ 1;
}

/**
 * lw_match_node_run:
 * @self: a node
 * @first: the first row, a multiple of 64
 * @n_rows: how many, at most %LW_ROWS_A_BLOCK
 * @out: (inout) (array length=n_rows): 1 or 0 for each row; set to 0 for those that do not match
 */
void
lw_match_node_run (const LwMatchNode *self,
                   gsize              first,
                   guint              n_rows,
                   guint8            *out)
{
  static void (*const run[]) (const LwMatchNode *self, gsize first, guint n, guint8 *out) = {
    [LW_MATCH_OR] = run_or, [LW_MATCH_NOT] = run_not, [LW_MATCH_RANGE] = run_range, [LW_MATCH_TABLE] = run_table,
    [LW_MATCH_LABEL] = run_label, [LW_MATCH_DIFFERS] = run_differs, [LW_MATCH_BITS] = run_bits,
    [LW_MATCH_ROWS] = run_rows,
  };

  if (self->kind != LW_MATCH_AND)
    {
      run[self->kind] (self, first, n_rows, out);
      return;
    }
  for (guint i = 0; i < self->children->len; i++)
    lw_match_node_run (g_ptr_array_index (self->children, i), first, n_rows, out);
}
