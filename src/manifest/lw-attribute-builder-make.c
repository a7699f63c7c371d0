/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a label attribute from what its builder has so far: tables are sorted here; codes are changed to the new order
 * in lw-attribute-builder-columns.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-builder.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  LwManifestClass class;
  guint           from;
} SortedClass;

static int
compare_classes (gconstpointer a,
                 gconstpointer b)
{
  const SortedClass *first = a;
  const SortedClass *second = b;

  if (first->class.index != second->class.index)
    return first->class.index < second->class.index ? -1 : 1;
  return g_strcmp0 (first->class.name, second->class.name);
}

/* A class seen only as a number is the one of that number that has a name, when there is exactly one. */
static gboolean
is_nameless_twin (const SortedClass *classes,
                  guint              n,
                  guint              i)
{
  return classes[i].class.name == NULL && i + 1 < n && classes[i + 1].class.index == classes[i].class.index &&
         (i + 2 >= n || classes[i + 2].class.index != classes[i].class.index);
}

/* Fills the classes; returns for each number in the builder the position. */
static guint32 *
make_classes (LwManifestAttribute *self,
              LwAttributeBuilder  *builder)
{
  guint n = builder->classes->len;
  g_autofree SortedClass *sorted = g_new (SortedClass, n + 1);
  guint32 *positions = g_new (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    sorted[i] = (SortedClass) { g_array_index (builder->classes, LwManifestClass, i), i };
  qsort (sorted, n, sizeof *sorted, compare_classes);

  for (guint i = 0; i < n; i++)
    {
      LwManifestClass class = { sorted[i].class.index, NULL, 0, sorted[i].class.name == NULL };

      positions[sorted[i].from] = self->classes->len;
      if (is_nameless_twin (sorted, n, i))
        {
          self->has_twins = TRUE;
          continue;
        }
      class.name = sorted[i].class.name != NULL ? g_strdup (sorted[i].class.name)
                                                : g_strdup_printf ("%" G_GINT64_FORMAT, class.index);
      g_array_append_val (self->classes, class);
    }
  return positions;
}

typedef struct
{
  const guint32 *classes;
  guint          n_classes;
  guint          from;
} SortedSet;

static int
compare_sets (gconstpointer a,
              gconstpointer b)
{
  const SortedSet *first = a;
  const SortedSet *second = b;

  for (guint i = 0; i < first->n_classes && i < second->n_classes; i++)
    if (first->classes[i] != second->classes[i])
      return first->classes[i] < second->classes[i] ? -1 : 1;
  return (first->n_classes > second->n_classes) - (first->n_classes < second->n_classes);
}

/* Codes of one class are known by its position; the others are listed in @sets. */
static guint
list_sets (LwAttributeBuilder *builder,
           const guint32      *classes,
           const guint32      *positions,
           guint32            *codes,
           SortedSet          *sets)
{
  const guint32 *starts = (const guint32 *) (const void *) builder->code_starts->data;
  guint n_sets = 0;

  codes[0] = 0;
  for (guint code = 1; code + 1 < builder->code_starts->len; code++)
    {
      guint size = starts[code + 1] - starts[code];

      if (size == 1)
        codes[code] = positions[g_array_index (builder->code_classes, guint32, starts[code])] + 1;
      else
        sets[n_sets++] = (SortedSet) { classes + starts[code], size, code };
    }
  return n_sets;
}

/* Fills the label codes; returns for each code in the builder the code. */
static guint32 *
make_codes (LwManifestAttribute *self,
            LwAttributeBuilder  *builder,
            const guint32       *positions)
{
  guint n_classes = self->classes->len;
  guint n_old = builder->code_starts->len - 1;
  guint n_members = builder->code_classes->len;
  g_autofree guint32 *classes = g_new (guint32, n_members + 1);
  g_autofree SortedSet *sets = g_new (SortedSet, n_old);
  guint32 *codes = g_new (guint32, n_old);
  guint32 place = 0;
  guint n_sets;

  for (guint i = 0; i < n_members; i++)
    classes[i] = positions[g_array_index (builder->code_classes, guint32, i)];
  n_sets = list_sets (builder, classes, positions, codes, sets);
  qsort (sets, n_sets, sizeof *sets, compare_sets);

  self->n_codes = 1 + n_classes + n_sets;
  self->code_starts = g_new0 (guint32, self->n_codes + 1);
  self->code_classes = g_new (guint32, n_classes + n_members + 1);
  for (; place < n_classes; place++)
    {
      self->code_starts[place + 1] = place;
      self->code_classes[place] = place;
    }
  for (guint i = 0; i < n_sets; i++)
    {
      self->code_starts[1 + n_classes + i] = place;
      memcpy (self->code_classes + place, sets[i].classes, sets[i].n_classes * sizeof *classes);
      place += sets[i].n_classes;
      codes[sets[i].from] = 1 + n_classes + i;
    }
  self->code_starts[self->n_codes] = place;
  return codes;
}

typedef struct
{
  guint64 value;
  guint32 from;
} SortedValue;

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const SortedValue *first = a;
  const SortedValue *second = b;

  return (first->value > second->value) - (first->value < second->value);
}

/* The values in ascending order; returns for each code in the table the code. */
static guint32 *
sort_values (const LwValueTable *table,
             SortedValue        *sorted)
{
  guint32 *codes = g_new (guint32, table->n_values + 1);

  for (guint i = 0; i < table->n_values; i++)
    sorted[i] = (SortedValue) { table->values[i], i + 1 };
  qsort (sorted, table->n_values, sizeof *sorted, compare_values);
  codes[0] = 0;
  for (guint i = 0; i < table->n_values; i++)
    codes[sorted[i].from] = i + 1;
  return codes;
}

/* Doubles from 0 up are in the order of their bits. */
static guint32 *
make_confidences (LwManifestAttribute *self,
                  LwAttributeBuilder  *builder)
{
  guint n = builder->confidences.n_values;
  g_autofree SortedValue *sorted = g_new (SortedValue, n + 1);
  guint32 *codes = sort_values (&builder->confidences, sorted);

  self->n_confidences = n;
  self->confidences = g_new (double, n + 1);
  self->bins = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    {
      memcpy (&self->confidences[i], &sorted[i].value, sizeof *self->confidences);
      self->bins[i + 1] = (guint8) MIN (self->confidences[i] * LW_CONFIDENCE_BINS, LW_CONFIDENCE_BINS - 1);
    }
  return codes;
}

static guint32 *
make_times (LwManifestAttribute *self,
            LwAttributeBuilder  *builder)
{
  guint n = builder->times.n_values;
  g_autofree SortedValue *sorted = g_new (SortedValue, n + 1);
  guint32 *codes = sort_values (&builder->times, sorted);

  self->n_times = n;
  self->times = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    self->times[i] = (guint32) sorted[i].value;
  return codes;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static guint32 *
make_jobs (LwManifestAttribute *self,
           LwAttributeBuilder  *builder)
{
  guint32 *codes = g_new0 (guint32, MAX (builder->jobs->len, LW_MAX_FLAG_JOBS) + 1);

  for (guint i = 0; i < builder->jobs->len; i++)
    g_ptr_array_add (self->jobs, g_strdup (g_ptr_array_index (builder->jobs, i)));
  g_ptr_array_sort (self->jobs, compare_names);
  for (guint i = 0; i < self->jobs->len; i++)
    codes[GPOINTER_TO_UINT (g_hash_table_lookup (builder->job_codes, g_ptr_array_index (self->jobs, i)))] = i + 1;
  return codes;
}

/**
 * lw_attribute_builder_make:
 * @self: a builder
 * @n_rows: how many rows the manifest has
 * @malformed: (array length=n_malformed): the malformed ones
 * @n_malformed: how many
 * @is_last: the builder's columns are of no use afterwards, which saves their memory
 *
 * Returns: (transfer full): the attribute with all rows
 */
LwManifestAttribute *
lw_attribute_builder_make (LwAttributeBuilder *self,
                           gsize               n_rows,
                           const guint32      *malformed,
                           gsize               n_malformed,
                           gboolean            is_last)
{
  LwManifestAttribute *made = lw_manifest_attribute_new (self->name, self->name_length);
  g_autofree guint32 *positions = make_classes (made, self);
  g_autofree guint32 *codes = make_codes (made, self, positions);
  g_autofree guint32 *confidences = make_confidences (made, self);
  g_autofree guint32 *times = make_times (made, self);
  g_autofree guint32 *jobs = make_jobs (made, self);
  const LwCodeMap map = { codes, confidences, times, jobs, malformed, n_malformed };

  made->type = g_strdup (self->type);
  made->kind = self->kind;
  made->n_rows = n_rows;
  lw_attribute_builder_pad (self, n_rows);
  lw_attribute_builder_make_columns (self, made, &map, is_last);
  return made;
}
