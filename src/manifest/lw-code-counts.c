/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often each code stands in the rows that match a query. Rows are judged by bytes that are 1 or 0, and such a byte
 * is what is added to the count of the row's code: no branch, and neighbours that say the same go to different copies
 * of the counts, so that none waits for the one before it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-code-counts.h"

#include "lw-match-build.h"

#include <string.h>

#define N_COPIES 4

/* With more confidences than this, their bins are counted instead of them. */
#define MAX_COUNTED_CONFIDENCES 65536

/* The counts of one thread: N_COPIES times as many as there are codes. */
typedef struct
{
  guint32 *flags;
  guint32 *labels;
  guint32 *confidences;
  guint32 *jobs;
  guint64 *classes;
  guint64  bins[LW_CONFIDENCE_BINS];
  guint64  without;
} Counts;

typedef struct
{
  const LwManifestMatcher *matcher;
  LwMatchNode             *has_class;
  LwMatchNode             *in_range;
  GCancellable            *cancellable;
  Counts                   counts[LW_MAX_ROW_PARTS];
} CountCall;

/* The bytes of a block: what each condition says of its rows. */
typedef struct
{
  gsize  first;
  guint  n;
  guint8 filter[LW_ROWS_A_BLOCK];
  guint8 label[LW_ROWS_A_BLOCK];
  guint8 has_class[LW_ROWS_A_BLOCK];
  guint8 in_range[LW_ROWS_A_BLOCK];
} Block;

#define DEFINE_ADD(name, type)                                               \
  static void                                                                \
  name (guint32      *counts,                                                \
        gsize         n_codes,                                               \
        const type   *codes,                                                 \
        const guint8 *bytes,                                                 \
        guint         n)                                                     \
  {                                                                          \
    guint32 *second = counts + n_codes;                                      \
    guint32 *third = second + n_codes;                                       \
    guint32 *fourth = third + n_codes;                                       \
    guint i = 0;                                                             \
                                                                             \
    for (; i + N_COPIES <= n; i += N_COPIES)                                 \
      {                                                                      \
        counts[codes[i]] += bytes[i];                                        \
        second[codes[i + 1]] += bytes[i + 1];                                \
        third[codes[i + 2]] += bytes[i + 2];                                 \
        fourth[codes[i + 3]] += bytes[i + 3];                                \
      }                                                                      \
    for (; i < n; i++)                                                       \
      counts[codes[i]] += bytes[i];                                          \
  }

DEFINE_ADD (add_8, guint8)
DEFINE_ADD (add_16, guint16)
DEFINE_ADD (add_32, guint32)

static void
add_column (guint32                *counts,
            gsize                   n_codes,
            const LwManifestColumn *column,
            gsize                   first,
            const guint8           *bytes,
            guint                   n)
{
  if (column->width == 1)
    add_8 (counts, n_codes, (const guint8 *) column->data + first, bytes, n);
  else if (column->width == 2)
    add_16 (counts, n_codes, (const guint16 *) column->data + first, bytes, n);
  else
    add_32 (counts, n_codes, (const guint32 *) column->data + first, bytes, n);
}

static void
judge (const LwMatchNode *node,
       const Block       *block,
       guint8            *bytes)
{
  memset (bytes, 1, block->n);
  if (node != NULL)
    lw_match_node_run (node, block->first, block->n, bytes);
}

static void
and (guint8       *restrict out,
     const guint8 *restrict in)
{
  for (guint i = 0; i < LW_ROWS_A_BLOCK; i++)
    out[i] &= in[i];
}

static void
add_confidences (CountCall                 *call,
                 Counts                    *counts,
                 const LwManifestAttribute *columns,
                 const Block               *block,
                 const guint8              *bytes)
{
  if (counts->confidences != NULL)
    {
      add_column (counts->confidences, columns->n_confidences + 1, &columns->confidence, block->first, bytes, block->n);
      return;
    }
  for (guint i = 0; i < block->n; i++)
    {
      guint32 code = lw_manifest_column_get (&columns->confidence, block->first + i);

      if (code == 0)
        counts->without += bytes[i];
      else
        counts->bins[columns->bins[code]] += bytes[i];
    }
}

/* One label a row: conditions on labels are conditions on rows. */
static void
count_single (CountCall                 *call,
              Counts                    *counts,
              const LwManifestAttribute *columns,
              Block                     *block)
{
  and (block->in_range, block->filter);
  add_column (counts->labels, columns->n_codes, &columns->labels, block->first, block->in_range, block->n);
  and (block->has_class, block->filter);
  add_confidences (call, counts, columns, block, block->has_class);
}

/* Sets of labels: each label is asked for its class and its confidence. */
static void
count_sets (CountCall                 *call,
            Counts                    *counts,
            const LwManifestAttribute *columns,
            const Block               *block)
{
  const LwManifestMatcher *matcher = call->matcher;
  gsize place = lw_manifest_attribute_get_place (columns, block->first);

  for (guint i = 0; i < block->n; i++)
    {
      guint32 code = lw_manifest_column_get (&columns->labels, block->first + i);
      guint size = lw_manifest_attribute_get_code_size (columns, code);

      for (guint k = 0; k < size && block->filter[i]; k++)
        {
          guint32 position = columns->code_classes[columns->code_starts[code] + k];
          guint32 confidence = size == 1 ? lw_manifest_column_get (&columns->confidence, block->first + i)
                                         : lw_manifest_column_get (&columns->label_confidence, place + k);

          counts->classes[position] += confidence >= matcher->low && confidence <= matcher->high;
          if (matcher->wanted != NULL && !matcher->wanted[position])
            continue;
          if (confidence == 0)
            counts->without++;
          else
            counts->bins[columns->bins[confidence]]++;
        }
      if (size > 1)
        place += size;
    }
}

/* Which rows fit the label: of one label a row, what its two halves say together. */
static void
judge_label (const CountCall *call,
             Block           *block)
{
  const LwManifestMatcher *matcher = call->matcher;

  if (call->has_class == NULL)
    {
      judge (matcher->label, block, block->label);
      return;
    }
  judge (call->has_class, block, block->has_class);
  judge (call->in_range, block, block->in_range);
  memset (block->label, 1, block->n);
  if (matcher->label == NULL)
    return;
  and (block->label, block->has_class);
  and (block->label, block->in_range);
}

/* Afterwards, filter has the rows that all fit but for the label; the flags and the job were counted before that. */
static void
count_block (CountCall *call,
             Counts    *counts,
             Block     *block)
{
  const LwManifestMatcher *matcher = call->matcher;
  guint8 one[LW_ROWS_A_BLOCK];

  judge_label (call, block);
  judge (matcher->filter, block, block->filter);
  if (matcher->others != NULL)
    {
      judge (matcher->others, block, one);
      and (block->label, one);
      and (block->filter, one);
    }
  if (counts->jobs != NULL)
    {
      memcpy (one, block->label, sizeof one);
      and (one, block->filter);
      add_column (counts->jobs, matcher->columns->jobs->len + 1, &matcher->columns->job, block->first, one, block->n);
    }
  if (matcher->job != NULL)
    {
      judge (matcher->job, block, one);
      and (block->label, one);
      and (block->filter, one);
    }
  add_8 (counts->flags, 256, (const guint8 *) matcher->flags.data + block->first, block->label, block->n);
}

static void
count_part (guint    part,
            gsize    first,
            gsize    end,
            gpointer data)
{
  CountCall *call = data;
  Counts *counts = &call->counts[part];
  const LwManifestAttribute *columns = call->matcher->columns;
  Block block = { 0 };

  for (gsize row = first; row < end && !g_cancellable_is_cancelled (call->cancellable); row += LW_ROWS_A_BLOCK)
    {
      block.first = row;
      block.n = (guint) MIN (end - row, LW_ROWS_A_BLOCK);
      count_block (call, counts, &block);
      if (columns != NULL && columns->places == NULL)
        count_single (call, counts, columns, &block);
      else if (columns != NULL)
        count_sets (call, counts, columns, &block);
    }
}

static void
init_counts (Counts                    *counts,
             const LwManifestAttribute *columns)
{
  counts->flags = g_new0 (guint32, 256 * N_COPIES);
  if (columns == NULL)
    return;
  counts->classes = g_new0 (guint64, columns->classes->len + 1);
  if (columns->places == NULL)
    counts->labels = g_new0 (guint32, (gsize) columns->n_codes * N_COPIES);
  if (columns->places == NULL && columns->n_confidences <= MAX_COUNTED_CONFIDENCES)
    counts->confidences = g_new0 (guint32, ((gsize) columns->n_confidences + 1) * N_COPIES);
  if (columns->job.n_rows > 0)
    counts->jobs = g_new0 (guint32, ((gsize) columns->jobs->len + 1) * N_COPIES);
}

static guint64
sum_copies (const guint32 *counts,
            gsize          n_codes,
            gsize          code)
{
  guint64 sum = 0;

  for (guint i = 0; i < N_COPIES; i++)
    sum += counts[i * n_codes + code];
  return sum;
}

static void
add_columns (LwCodeCounts              *self,
             const Counts              *counts,
             const LwManifestAttribute *columns)
{
  for (guint i = 0; i < columns->classes->len; i++)
    self->classes[i] += counts->classes[i];
  for (guint i = 0; i < LW_CONFIDENCE_BINS; i++)
    self->bins[i] += counts->bins[i];
  self->without += counts->without;
  for (guint32 code = 0; counts->labels != NULL && code < columns->n_codes; code++)
    if (lw_manifest_attribute_get_code_size (columns, code) == 1)
      self->classes[columns->code_classes[columns->code_starts[code]]] +=
        sum_copies (counts->labels, columns->n_codes, code);
  if (counts->confidences != NULL)
    {
      self->without += sum_copies (counts->confidences, columns->n_confidences + 1, 0);
      for (guint32 code = 1; code <= columns->n_confidences; code++)
        self->bins[columns->bins[code]] += sum_copies (counts->confidences, columns->n_confidences + 1, code);
    }
  for (guint i = 0; counts->jobs != NULL && i <= columns->jobs->len; i++)
    self->jobs[i] += sum_copies (counts->jobs, columns->jobs->len + 1, i);
}

static void
clear_counts (Counts *counts)
{
  g_free (counts->flags);
  g_free (counts->labels);
  g_free (counts->confidences);
  g_free (counts->jobs);
  g_free (counts->classes);
}

/* Conditions on the one label of a row: that it has one of a wanted class, and that its confidence fits. */
static void
split_label (CountCall *call)
{
  const LwManifestMatcher *matcher = call->matcher;

  if (matcher->columns == NULL || matcher->columns->places != NULL)
    return;
  call->has_class = lw_match_build_classes (matcher->columns, matcher->wanted);
  if (matcher->low > 0 || matcher->high < matcher->columns->n_confidences)
    call->in_range = lw_match_node_new_range (&matcher->columns->confidence, matcher->low, matcher->high);
}

/**
 * lw_code_counts_init:
 * @self: (out caller-allocates): the counts; clear them
 * @matcher: a query
 * @cancellable: (nullable): stops it; the counts are too low then
 */
void
lw_code_counts_init (LwCodeCounts            *self,
                     const LwManifestMatcher *matcher,
                     GCancellable            *cancellable)
{
  const LwManifestAttribute *columns = matcher->columns;
  gsize n_rows = matcher->index->rows.n_rows;
  guint n_parts = lw_row_parts_get_n (n_rows);
  CountCall call = { .matcher = matcher, .cancellable = cancellable };

  *self = (LwCodeCounts) { .classes = columns != NULL ? g_new0 (guint64, columns->classes->len + 1) : NULL };
  if (columns != NULL && columns->job.n_rows > 0)
    self->jobs = g_new0 (guint64, columns->jobs->len + 1);
  split_label (&call);
  for (guint i = 0; i < n_parts; i++)
    init_counts (&call.counts[i], columns);
  lw_row_parts_run (n_rows, n_parts, count_part, &call);
  for (guint i = 0; i < n_parts; i++)
    {
      for (guint flags = 0; flags < 256; flags++)
        self->flags[flags] += sum_copies (call.counts[i].flags, 256, flags);
      if (columns != NULL)
        add_columns (self, &call.counts[i], columns);
      clear_counts (&call.counts[i]);
    }
  lw_match_node_free (call.has_class);
  lw_match_node_free (call.in_range);
}

/**
 * lw_code_counts_clear:
 * @self: counts
 */
void
lw_code_counts_clear (LwCodeCounts *self)
{
  g_clear_pointer (&self->classes, g_free);
  g_clear_pointer (&self->jobs, g_free);
}
