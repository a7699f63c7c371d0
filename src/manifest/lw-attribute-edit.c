/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Other labels for some rows of an attribute. Rows that get the same are told by one number; the new columns
 * are made by the builder, as those of a file are. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-edit.h"

#include "lw-manifest-part.h"

#include <string.h>

#define PAGE_SIZE 4096

/* Invariant: pages[row / PAGE_SIZE][row % PAGE_SIZE] is 1 + the place of what the row has now in edits, 0 for
 * what it has in base. An edit is an LwRowLabels with its arrays behind it. */
struct _LwAttributeEdit
{
  const LwManifestAttribute  *base;
  gsize                       n_pages;
  guint32                   **pages;
  GPtrArray                  *edits;
  GHashTable                 *places;
};

/* What is found again and again while the new columns are made. */
typedef struct
{
  LwAttributeEdit    *edit;
  const guint32      *moved;
  LwAttributeBuilder *builder;
  guint32            *codes;
  guint32            *confidences;
  guint32            *times;
  GArray             *kept;
  GArray             *values;
} Making;

/**
 * lw_row_labels_clear:
 * @self: labels
 */
void
lw_row_labels_clear (LwRowLabels *self)
{
  g_clear_pointer (&self->owned, g_free);
}

/**
 * lw_row_labels_read:
 * @self: (out caller-allocates): what the columns have of the row; clear it
 * @attribute: an attribute, which must outlive it
 * @row: a row
 */
void
lw_row_labels_read (LwRowLabels               *self,
                    const LwManifestAttribute *attribute,
                    gsize                      row)
{
  double *confidences;

  *self = (LwRowLabels) {
    .state = LW_ROW_STATE (attribute->flags[row]),
    .annotator = LW_ROW_ANNOTATOR (attribute->flags[row]),
    .created = lw_manifest_attribute_get_time (attribute, lw_manifest_column_get (&attribute->created, row)),
    .job = lw_manifest_attribute_get_job (attribute, row),
  };
  self->labels = lw_manifest_attribute_get_labels (attribute, row, &self->n_labels);
  self->confidences = self->owned = confidences = g_new (double, self->n_labels + 1);
  for (guint i = 0; i < self->n_labels; i++)
    {
      guint32 code = lw_manifest_attribute_get_label_confidence (attribute, row, i);

      confidences[i] = lw_manifest_attribute_get_confidence (attribute, code);
    }
}

static gsize
get_size (const LwRowLabels *labels)
{
  return sizeof *labels + labels->n_labels * (sizeof (double) + sizeof (guint32));
}

/* A copy in one piece, which can be compared byte by byte but for its pointers. */
static LwRowLabels *
copy_labels (const LwRowLabels *labels)
{
  LwRowLabels *copy = g_malloc0 (get_size (labels));
  double *confidences = (double *) (void *) (copy + 1);
  guint32 *positions = (guint32 *) (void *) (confidences + labels->n_labels);

  copy->state = labels->state;
  copy->annotator = labels->annotator;
  copy->created = labels->created;
  copy->job = labels->job;
  copy->n_labels = labels->n_labels;
  if (labels->n_labels > 0)
    {
      memcpy (confidences, labels->confidences, labels->n_labels * sizeof *confidences);
      memcpy (positions, labels->labels, labels->n_labels * sizeof *positions);
    }
  return copy;
}

static void
set_pointers (LwRowLabels *copy)
{
  double *confidences = (double *) (void *) (copy + 1);

  copy->confidences = confidences;
  copy->labels = (const guint32 *) (const void *) (confidences + copy->n_labels);
}

/**
 * lw_attribute_edit_new:
 * @base: an attribute; must outlive the edit
 *
 * Returns: (transfer full): an edit that changes nothing
 */
LwAttributeEdit *
lw_attribute_edit_new (const LwManifestAttribute *base)
{
  LwAttributeEdit *self = g_new0 (LwAttributeEdit, 1);

  self->base = base;
  self->n_pages = base->n_rows / PAGE_SIZE + 1;
  self->pages = g_new0 (guint32 *, self->n_pages);
  self->edits = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  return self;
}

/**
 * lw_attribute_edit_free:
 * @self: (transfer full): an edit
 */
void
lw_attribute_edit_free (LwAttributeEdit *self)
{
  for (gsize i = 0; i < self->n_pages; i++)
    g_free (self->pages[i]);
  g_free (self->pages);
  g_ptr_array_unref (self->edits);
  g_hash_table_unref (self->places);
  g_free (self);
}

static const LwRowLabels *
find_edit (LwAttributeEdit *self,
           gsize            row)
{
  const guint32 *page = self->pages[row / PAGE_SIZE];

  if (page == NULL || page[row % PAGE_SIZE] == 0)
    return NULL;
  return g_ptr_array_index (self->edits, page[row % PAGE_SIZE] - 1);
}

/**
 * lw_attribute_edit_get_row:
 * @self: an edit
 * @row: a row
 * @labels: (out caller-allocates): what it has now; clear it. Good until the edit is freed
 */
void
lw_attribute_edit_get_row (LwAttributeEdit *self,
                           gsize            row,
                           LwRowLabels     *labels)
{
  const LwRowLabels *edit = find_edit (self, row);

  if (edit != NULL)
    *labels = *edit;
  else
    lw_row_labels_read (labels, self->base, row);
}

/**
 * lw_attribute_edit_set_row:
 * @self: an edit
 * @row: a row
 * @labels: what it is to have; its positions may be of classes that are still to be made
 */
void
lw_attribute_edit_set_row (LwAttributeEdit   *self,
                           gsize              row,
                           const LwRowLabels *labels)
{
  LwRowLabels *copy = copy_labels (labels);
  g_autoptr (GBytes) key = g_bytes_new (copy, get_size (copy));
  guint32 **page = &self->pages[row / PAGE_SIZE];
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, key));

  if (place == 0)
    {
      set_pointers (copy);
      g_ptr_array_add (self->edits, copy);
      place = self->edits->len;
      g_hash_table_insert (self->places, g_steal_pointer (&key), GUINT_TO_POINTER (place));
    }
  else
    g_free (copy);
  if (*page == NULL)
    *page = g_new0 (guint32, PAGE_SIZE);
  (*page)[row % PAGE_SIZE] = place;
}

/**
 * lw_attribute_edit_find_used:
 * @self: an edit
 * @used: (inout) (array): for each class position, set to %TRUE when a row has it now
 */
void
lw_attribute_edit_find_used (LwAttributeEdit *self,
                             guint8          *used)
{
  const LwManifestAttribute *base = self->base;
  g_autofree guint8 *codes = g_new0 (guint8, base->n_codes);
  g_autofree guint8 *edits = g_new0 (guint8, self->edits->len + 1);

  for (gsize row = 0; row < base->n_rows; row++)
    {
      const guint32 *page = self->pages[row / PAGE_SIZE];

      if (page != NULL && page[row % PAGE_SIZE] != 0)
        edits[page[row % PAGE_SIZE] - 1] = TRUE;
      else
        codes[lw_manifest_column_get (&base->labels, row)] = TRUE;
    }
  for (guint code = 0; code < base->n_codes; code++)
    for (guint32 i = base->code_starts[code]; codes[code] && i < base->code_starts[code + 1]; i++)
      used[base->code_classes[i]] = TRUE;
  for (guint i = 0; i < self->edits->len; i++)
    {
      const LwRowLabels *labels = g_ptr_array_index (self->edits, i);

      for (guint k = 0; edits[i] && k < labels->n_labels; k++)
        used[labels->labels[k]] = TRUE;
    }
}

/* The labels of a row that are still there; of two that became one class, the surer. */
static void
keep_labels (Making            *self,
             const LwRowLabels *labels)
{
  g_array_set_size (self->kept, 0);
  g_array_set_size (self->values, 0);
  for (guint i = 0; i < labels->n_labels; i++)
    {
      guint32 position = self->moved[labels->labels[i]];
      guint k = 0;

      while (k < self->kept->len && g_array_index (self->kept, guint32, k) != position)
        k++;
      if (position == LW_LABELS_NONE)
        continue;
      if (k == self->kept->len)
        {
          g_array_append_val (self->kept, position);
          g_array_append_val (self->values, labels->confidences[i]);
        }
      else if (g_array_index (self->values, double, k) < labels->confidences[i])
        g_array_index (self->values, double, k) = labels->confidences[i];
    }
}

static guint32
find_confidence (Making *self,
                 double  confidence)
{
  return confidence < 0 ? 0 : lw_attribute_builder_find_confidence (self->builder, confidence);
}

/* A row that loses its only label is unlabeled; one of a multi-label attribute keeps an empty set. */
static void
put_labels (Making            *self,
            LwPartColumns     *columns,
            guint              i,
            const LwRowLabels *labels)
{
  columns->flags[i] = LW_ROW_FLAGS (labels->state, labels->annotator, 0);
  columns->created[i] = lw_attribute_builder_find_time (self->builder, labels->created);
  columns->job[i] = labels->job;
  if (labels->state != LW_DATA_OBJECT_STATE_LABELED)
    return;

  keep_labels (self, labels);
  if (self->kept->len == 0 && (labels->n_labels > 0 || self->edit->base->kind == LW_LABEL_KIND_MULTI))
    {
      if (self->edit->base->kind == LW_LABEL_KIND_SINGLE)
        columns->flags[i] = columns->created[i] = columns->job[i] = 0;
      else
        columns->labels[i] = lw_attribute_builder_find_label (self->builder, NULL, 0);
      return;
    }
  if (self->kept->len > 0)
    columns->labels[i] = lw_attribute_builder_find_label (self->builder,
                                                          (const guint32 *) (const void *) self->kept->data,
                                                          self->kept->len);
  if (self->kept->len == 1)
    columns->confidence[i] = find_confidence (self, g_array_index (self->values, double, 0));
  for (guint k = 0; self->kept->len > 1 && k < self->kept->len; k++)
    {
      guint32 code = find_confidence (self, g_array_index (self->values, double, k));

      g_array_append_val (columns->label_confidence, code);
    }
}

/* For each label code of @base the new one, 0 for a label that changes by more than its numbers. */
static void
find_codes (Making *self)
{
  const LwManifestAttribute *base = self->edit->base;

  self->codes = g_new0 (guint32, base->n_codes + 1);
  for (guint code = 1; code < base->n_codes; code++)
    {
      LwRowLabels labels = { .n_labels = lw_manifest_attribute_get_code_size (base, code) };
      g_autofree double *none = g_new0 (double, labels.n_labels + 1);

      labels.labels = base->code_classes + base->code_starts[code];
      labels.confidences = none;
      keep_labels (self, &labels);
      if (self->kept->len == labels.n_labels)
        self->codes[code] = lw_attribute_builder_find_label (self->builder,
                                                             (const guint32 *) (const void *) self->kept->data,
                                                             self->kept->len);
    }
  self->confidences = g_new0 (guint32, base->n_confidences + 1);
  for (guint code = 1; code <= base->n_confidences; code++)
    self->confidences[code] = lw_attribute_builder_find_confidence (self->builder, base->confidences[code - 1]);
  self->times = g_new0 (guint32, base->n_times + 1);
  for (guint code = 1; code <= base->n_times; code++)
    self->times[code] = lw_attribute_builder_find_time (self->builder, base->times[code - 1]);
}

/* A row as it is in @base, when its label changes by no more than its numbers. */
static void
put_row (Making        *self,
         LwPartColumns *columns,
         guint          i,
         gsize          row)
{
  const LwManifestAttribute *base = self->edit->base;
  guint32 label = lw_manifest_column_get (&base->labels, row);
  guint size = lw_manifest_attribute_get_code_size (base, label);
  gsize place;

  columns->flags[i] = base->flags[row] & 0xf;
  columns->job[i] = lw_manifest_attribute_get_job (base, row);
  columns->created[i] = self->times[lw_manifest_column_get (&base->created, row)];
  columns->labels[i] = self->codes[label];
  if (size <= 1)
    {
      columns->confidence[i] = self->confidences[lw_manifest_column_get (&base->confidence, row)];
      return;
    }
  place = lw_manifest_attribute_get_place (base, row);
  for (guint k = 0; k < size; k++)
    {
      guint32 code = self->confidences[lw_manifest_column_get (&base->label_confidence, place + k)];

      g_array_append_val (columns->label_confidence, code);
    }
}

static void
put_rows (Making         *self,
          LwManifestPart *part,
          gsize           first,
          guint           n_rows)
{
  const LwManifestAttribute *base = self->edit->base;
  LwPartColumns *columns;

  lw_manifest_part_reset (part);
  columns = lw_manifest_part_get_columns (part, self->builder);
  lw_part_columns_pad (columns, n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      const LwRowLabels *edit = find_edit (self->edit, first + i);
      guint32 label = lw_manifest_column_get (&base->labels, first + i);
      g_auto (LwRowLabels) labels = { 0 };

      if (edit != NULL)
        put_labels (self, columns, i, edit);
      else if (label == 0 || self->codes[label] != 0)
        put_row (self, columns, i, first + i);
      else
        {
          lw_row_labels_read (&labels, base, first + i);
          put_labels (self, columns, i, &labels);
        }
    }
  lw_attribute_builder_append (self->builder, columns, first);
}

static LwAttributeBuilder *
make_builder (const LwManifestAttribute *base,
              GArray                    *classes)
{
  LwAttributeBuilder *builder = lw_attribute_builder_new (base->name, base->name_length);

  if (base->type != NULL)
    lw_attribute_builder_set_type (builder, base->type);
  builder->kind = base->kind;
  for (guint i = 0; i < classes->len; i++)
    {
      const LwManifestClass *class = &g_array_index (classes, LwManifestClass, i);

      lw_attribute_builder_find_class (builder, class->index, class->name);
    }
  for (guint i = 0; i < base->jobs->len; i++)
    lw_attribute_builder_find_job (builder, g_ptr_array_index (base->jobs, i));
  return builder;
}

/**
 * lw_attribute_edit_finish:
 * @self: an edit
 * @moved: for each class position that a row may have, the one in @classes; %LW_LABELS_NONE for a class that
 *   is no more
 * @classes: (element-type LwManifestClass): the new classes, sorted, each once
 *
 * Returns: (transfer full): the attribute as edited, counted anew
 */
LwManifestAttribute *
lw_attribute_edit_finish (LwAttributeEdit *self,
                          const guint32   *moved,
                          GArray          *classes)
{
  gsize n_rows = self->base->n_rows;
  LwManifestPart *part = lw_manifest_part_new ();
  LwManifestAttribute *attribute;
  Making making = { .edit = self, .moved = moved, .builder = make_builder (self->base, classes) };

  making.kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  making.values = g_array_new (FALSE, FALSE, sizeof (double));
  find_codes (&making);
  for (gsize row = 0; row < n_rows; row += PAGE_SIZE)
    put_rows (&making, part, row, (guint) MIN (PAGE_SIZE, n_rows - row));
  attribute = lw_attribute_builder_make (making.builder, n_rows, NULL, 0, TRUE);

  lw_manifest_part_free (part);
  lw_attribute_builder_free (making.builder);
  g_free (making.codes);
  g_free (making.confidences);
  g_free (making.times);
  g_array_unref (making.kept);
  g_array_unref (making.values);
  return attribute;
}
