/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the columns of a label attribute from those of its builder: codes are changed to the order of the tables, and
 * counted, in one walk over the rows by all cores. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-builder.h"

#include "lw-row-parts.h"

#include <string.h>

/* Bin of what has no confidence. */
#define NO_BIN LW_CONFIDENCE_BINS

typedef struct
{
  guint64  flags[256];
  guint64  singles[LW_CONFIDENCE_BINS + 1];
  guint64  others[LW_CONFIDENCE_BINS + 1];
  guint64 *labels;
  guint64  n_confidences;
} Counts;

typedef struct
{
  LwAttributeBuilder  *from;
  LwManifestAttribute *to;
  const LwCodeMap     *map;
  guint8               flags[256];
  guint8              *bins;
  guint                n_parts;
  Counts               counts[LW_MAX_ROW_PARTS];
} ColumnsCall;

/* Counting */

static void
count_flags (Counts       *counts,
             const guint8 *flags,
             gsize         n)
{
  for (gsize i = 0; i < n; i++)
    counts->flags[flags[i]]++;
}

#define FOR_CODES(column, first, end, statement)                                  \
  G_STMT_START {                                                                  \
    if ((column)->width == 1)                                                     \
      for (gsize row = (first); row < (end); row++)                               \
        { guint32 code = ((const guint8 *) (column)->data)[row]; statement; }     \
    else if ((column)->width == 2)                                                \
      for (gsize row = (first); row < (end); row++)                               \
        { guint32 code = ((const guint16 *) (column)->data)[row]; statement; }    \
    else                                                                          \
      for (gsize row = (first); row < (end); row++)                               \
        { guint32 code = ((const guint32 *) (column)->data)[row]; statement; }    \
  } G_STMT_END

static void
count_codes (guint64                *counts,
             const LwManifestColumn *column,
             gsize                   first,
             gsize                   end)
{
  FOR_CODES (column, first, end, counts[code]++);
}

static void
count_bins (guint64                *counts,
            const guint8           *bins,
            const LwManifestColumn *column,
            gsize                   first,
            gsize                   end)
{
  FOR_CODES (column, first, end, counts[bins[code]]++);
}

/* Rows */

/* Rows of several labels, or of none, have no confidence of their own until make_places(). */
static void
clear_others (LwManifestAttribute *self,
              gsize                first,
              gsize                end)
{
  guint n_classes = self->classes->len;

  FOR_CODES (&self->labels, first, end, if (code > n_classes) lw_manifest_column_set (&self->confidence, row, 0));
}

static void
make_block (ColumnsCall *call,
            Counts      *counts,
            gsize        first,
            gsize        end)
{
  LwAttributeBuilder *from = call->from;
  LwManifestAttribute *to = call->to;
  const LwCodeMap *map = call->map;

  for (gsize row = first; from->jobs->len > 1 && row < end; row++)
    to->flags[row] = call->flags[to->flags[row]];
  lw_manifest_column_map (&to->labels, &from->labels, map->labels, first, end);
  lw_manifest_column_map (&to->confidence, &from->confidence, map->confidences, first, end);
  lw_manifest_column_map (&to->created, &from->created, map->times, first, end);
  if (from->job.n_rows > 0)
    lw_manifest_column_map (&to->job, &from->job, map->jobs, first, end);
  if (from->label_confidence.n_rows > 0)
    clear_others (to, first, end);

  count_flags (counts, to->flags + first, end - first);
  count_codes (counts->labels, &to->labels, first, end);
  count_bins (counts->singles, call->bins, &to->confidence, first, end);
}

static void
make_rows (guint    part,
           gsize    first,
           gsize    end,
           gpointer data)
{
  ColumnsCall *call = data;
  Counts *counts = &call->counts[part];
  LwManifestColumn *others = &call->to->label_confidence;
  gsize first_other = others->n_rows * part / call->n_parts;
  gsize end_other = others->n_rows * (part + 1) / call->n_parts;

  counts->labels = g_new0 (guint64, call->to->n_codes);
  for (gsize row = first; row < end; row += LW_ROWS_A_BLOCK)
    make_block (call, counts, row, MIN (row + LW_ROWS_A_BLOCK, end));
  lw_manifest_column_map (others, &call->from->label_confidence, call->map->confidences, first_other, end_other);
  count_bins (counts->others, call->bins, others, first_other, end_other);
  for (guint code = call->to->classes->len + 1; code < call->to->n_codes; code++)
    counts->n_confidences += counts->labels[code] * lw_manifest_attribute_get_code_size (call->to, code);
}

/* Places */

static guint32
find_lowest (const LwManifestColumn *confidences,
             guint64                 place,
             guint                   size)
{
  guint32 lowest = G_MAXUINT32;

  /* Code 0 is none, and becomes the largest of all. */
  for (guint i = 0; i < size; i++)
    lowest = MIN (lowest, lw_manifest_column_get (confidences, place + i) - 1);
  return lowest + 1;
}

/* A row of several labels has the lowest of their confidences. */
static void
make_places (guint    part,
             gsize    first,
             gsize    end,
             gpointer data)
{
  ColumnsCall *call = data;
  LwManifestAttribute *to = call->to;
  guint n_classes = to->classes->len;
  guint64 place = 0;

  for (guint i = 0; i < part; i++)
    place += call->counts[i].n_confidences;
  for (gsize row = first; row < end; row++)
    {
      guint32 code = lw_manifest_column_get (&to->labels, row);
      guint size;

      if (row % LW_ROWS_PER_PLACE == 0)
        to->places[row / LW_ROWS_PER_PLACE] = place;
      if (code <= n_classes)
        continue;
      size = lw_manifest_attribute_get_code_size (to, code);
      lw_manifest_column_set (&to->confidence, row, find_lowest (&to->label_confidence, place, size));
      place += size;
    }
}

/* All */

static void
take_flags (ColumnsCall *call,
            gboolean     is_last)
{
  LwManifestAttribute *to = call->to;

  if (is_last)
    {
      to->flags = g_byte_array_free (g_steal_pointer (&call->from->flags), FALSE);
      call->from->flags = g_byte_array_new ();
      to->flags = g_realloc (to->flags, MAX (to->n_rows, 1));
    }
  else
    to->flags = g_memdup2 (call->from->flags->data, MAX (to->n_rows, 1));
  for (guint i = 0; i < 256; i++)
    call->flags[i] = LW_ROW_FLAGS (LW_ROW_STATE (i), LW_ROW_ANNOTATOR (i),
                                   MIN (call->map->jobs[LW_ROW_JOB (i)], LW_MAX_FLAG_JOBS));
}

static void
init_columns (ColumnsCall *call,
              gboolean     is_last)
{
  LwAttributeBuilder *from = call->from;
  LwManifestAttribute *to = call->to;
  const LwCodeMap *map = call->map;

  lw_manifest_column_init_map (&to->labels, &from->labels, map->labels, from->code_starts->len - 1, is_last);
  lw_manifest_column_init_map (&to->confidence, &from->confidence, map->confidences, to->n_confidences + 1, is_last);
  lw_manifest_column_init_map (&to->label_confidence, &from->label_confidence, map->confidences,
                               to->n_confidences + 1, is_last);
  lw_manifest_column_init_map (&to->created, &from->created, map->times, to->n_times + 1, is_last);
  if (from->job.n_rows > 0)
    lw_manifest_column_init_map (&to->job, &from->job, map->jobs, from->jobs->len + 1, is_last);
}

/* A column that was changed where it is belongs to the attribute now. */
static void
clear_column (LwManifestColumn *from,
              LwManifestColumn *to)
{
  if (from->data == to->data)
    lw_manifest_column_init (from);
  lw_manifest_column_clear (from);
}

static void
clear_columns (ColumnsCall *call)
{
  LwAttributeBuilder *from = call->from;
  LwManifestAttribute *to = call->to;

  clear_column (&from->labels, &to->labels);
  clear_column (&from->confidence, &to->confidence);
  clear_column (&from->label_confidence, &to->label_confidence);
  clear_column (&from->created, &to->created);
  clear_column (&from->job, &to->job);
}

/* All counts are with those of the first part afterwards. */
static void
sum_counts (ColumnsCall *call)
{
  Counts *sum = &call->counts[0];

  for (guint i = 1; i < call->n_parts; i++)
    {
      const Counts *counts = &call->counts[i];

      for (guint k = 0; k < G_N_ELEMENTS (sum->flags); k++)
        sum->flags[k] += counts->flags[k];
      for (guint k = 0; k <= NO_BIN; k++)
        {
          sum->singles[k] += counts->singles[k];
          sum->others[k] += counts->others[k];
        }
      for (guint k = 0; k < call->to->n_codes; k++)
        sum->labels[k] += counts->labels[k];
    }
}

static void
mark_malformed (ColumnsCall *call)
{
  const guint8 malformed = LW_ROW_FLAGS (LW_DATA_OBJECT_STATE_MALFORMED, LW_ANNOTATOR_UNKNOWN, 0);
  guint64 *counts = call->counts[0].flags;

  for (gsize i = 0; i < call->map->n_malformed; i++)
    {
      guint8 *flags = &call->to->flags[call->map->malformed[i]];

      counts[*flags]--;
      counts[malformed]++;
      *flags = malformed;
    }
}

static void
set_counts (ColumnsCall *call)
{
  LwManifestAttribute *to = call->to;
  Counts *counts = &call->counts[0];

  /* Not all 256 codes have a meaning. */
  for (guint i = 0; i < 256; i++)
    {
      if (counts->flags[i] == 0)
        continue;
      to->n_states[LW_ROW_STATE (i)] += counts->flags[i];
      if (LW_ROW_STATE (i) == LW_DATA_OBJECT_STATE_LABELED && LW_ROW_ANNOTATOR (i) < G_N_ELEMENTS (to->n_annotators))
        to->n_annotators[LW_ROW_ANNOTATOR (i)] += counts->flags[i];
    }
  for (guint code = 1; code < to->n_codes; code++)
    for (guint32 i = to->code_starts[code]; i < to->code_starts[code + 1]; i++)
      lw_manifest_attribute_get_class (to, to->code_classes[i])->count += counts->labels[code];

  /* Rows that have not just one label are no labels without a confidence. */
  counts->singles[NO_BIN] -= counts->labels[0];
  for (guint code = to->classes->len + 1; code < to->n_codes; code++)
    counts->singles[NO_BIN] -= counts->labels[code];
  for (guint bin = 0; bin < LW_CONFIDENCE_BINS; bin++)
    to->n_bins[bin] += counts->singles[bin] + counts->others[bin];
  to->n_without += counts->singles[NO_BIN] + counts->others[NO_BIN];
}

/**
 * lw_attribute_builder_make_columns:
 * @self: a builder, with as many rows as the attribute
 * @made: an attribute that has its tables and its number of rows
 * @map: what the builder's codes are in the attribute
 * @is_last: the builder's columns are of no use afterwards, which saves their memory
 *
 * Fills the attribute's columns and counts.
 */
void
lw_attribute_builder_make_columns (LwAttributeBuilder  *self,
                                   LwManifestAttribute *made,
                                   const LwCodeMap     *map,
                                   gboolean             is_last)
{
  g_autofree ColumnsCall *call = g_new0 (ColumnsCall, 1);

  call->from = self;
  call->to = made;
  call->map = map;
  call->n_parts = lw_row_parts_get_n (made->n_rows);
  call->bins = g_memdup2 (made->bins, made->n_confidences + 1);
  call->bins[0] = NO_BIN;
  take_flags (call, is_last);
  init_columns (call, is_last);
  lw_row_parts_run (made->n_rows, call->n_parts, make_rows, call);
  if (made->label_confidence.n_rows > 0)
    {
      made->places = g_new (guint64, made->n_rows / LW_ROWS_PER_PLACE + 1);
      lw_row_parts_run (made->n_rows, call->n_parts, make_places, call);
    }
  if (is_last)
    clear_columns (call);
  sum_counts (call);
  mark_malformed (call);
  set_counts (call);
  for (guint i = 0; i < call->n_parts; i++)
    g_free (call->counts[i].labels);
  g_free (call->bins);
}
