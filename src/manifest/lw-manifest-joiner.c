/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the parts of a manifest together. Here, where the order of lines is known, is also decided what depends
 * on it: which attribute comes first, and which type counts when lines do not agree. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-joiner.h"

#include "lw-diagnostic.h"
#include "lw-manifest-worker.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* Row numbers are positions in a GListModel, and fit an int. */
#define MAX_ROWS G_MAXINT32

/* Each partial index has so many times the rows of the one before. */
#define PARTIAL_GROWTH 8

/**
 * lw_manifest_joiner_init:
 * @self: (out caller-allocates): a joiner; clear it
 * @index: what is made; must outlive the joiner
 * @schema: the attributes; must outlive the joiner
 */
void
lw_manifest_joiner_init (LwManifestJoiner *self,
                         LwManifestIndex  *index,
                         LwManifestSchema *schema)
{
  *self = (LwManifestJoiner) { .index = index, .schema = schema, .due_at = 1 };
  self->placed = g_ptr_array_new ();
  lw_manifest_rows_init (&self->rows);
  self->malformed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->diagnostics = lw_diagnostics_new ();
}

/**
 * lw_manifest_joiner_clear:
 * @self: a joiner
 */
void
lw_manifest_joiner_clear (LwManifestJoiner *self)
{
  lw_manifest_rows_clear (&self->rows);
  g_clear_pointer (&self->placed, g_ptr_array_unref);
  g_clear_pointer (&self->malformed, g_array_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
}

/* Those of lines that are kept. Returns whether it is known how many there are. */
static gboolean
resume_diagnostics (LwManifestJoiner *self,
                    LwManifestIndex  *earlier)
{
  for (guint i = 0; i < earlier->diagnostics->len; i++)
    {
      const LwDiagnostic *diagnostic = g_ptr_array_index (earlier->diagnostics, i);

      if (diagnostic->line <= self->n_lines)
        g_ptr_array_add (self->diagnostics, lw_diagnostic_copy (diagnostic));
    }
  self->n_diagnostics = self->diagnostics->len;
  return earlier->n_diagnostics == earlier->diagnostics->len;
}

/* Twins that are put together cannot be told apart any more, should another class of their number come. Without a
 * type, it is a label that says what kind the attribute is. */
static gboolean
is_resumable (LwManifestIndex *earlier)
{
  for (guint i = 0; i < earlier->attributes->len; i++)
    {
      const LwManifestAttribute *attribute = g_ptr_array_index (earlier->attributes, i);

      if (attribute->has_twins ||
          (attribute->type == NULL && attribute->n_states[LW_DATA_OBJECT_STATE_LABELED] == 0))
        return FALSE;
    }
  return earlier->attributes->len < LW_MANIFEST_MAX_ATTRIBUTES;
}

/**
 * lw_manifest_joiner_resume:
 * @self: a joiner without parts
 * @earlier: an index of the start of the manifest
 * @end: where the last line of it starts that may have been incomplete; its size when there is none
 *
 * Takes over what is known of the lines before @end.
 *
 * Returns: whether more parts can be put behind them; if not, the joiner is of no use
 */
gboolean
lw_manifest_joiner_resume (LwManifestJoiner *self,
                           LwManifestIndex  *earlier,
                           guint64           end)
{
  if (!is_resumable (earlier))
    return FALSE;

  lw_manifest_rows_clear (&self->rows);
  lw_manifest_rows_resume (&self->rows, &earlier->rows);
  if (end < earlier->n_bytes && self->rows.n_rows > 0 && self->rows.last >= end)
    lw_manifest_rows_drop_last (&self->rows);
  else if (end < earlier->n_bytes)
    lw_manifest_rows_drop_blank (&self->rows);
  self->n_bytes = end;
  self->n_lines = self->rows.n_rows + self->rows.n_blank;
  for (guint i = 0; i < earlier->malformed->len; i++)
    if (g_array_index (earlier->malformed, guint32, i) < self->rows.n_rows)
      g_array_append_vals (self->malformed, &g_array_index (earlier->malformed, guint32, i), 1);

  self->schema->is_resumed = TRUE;
  for (guint i = 0; i < earlier->attributes->len; i++)
    {
      LwAttributeBuilder *builder = lw_attribute_builder_resume (g_ptr_array_index (earlier->attributes, i),
                                                                 self->rows.n_rows);

      g_ptr_array_add (self->schema->attributes, builder);
      g_ptr_array_add (self->placed, builder);
    }
  self->due_at = MAX (self->rows.n_rows * PARTIAL_GROWTH, 1);
  return resume_diagnostics (self, earlier);
}

/* The first type in the file counts. The worker that came first may have seen another. */
static void
check_type (LwManifestJoiner    *self,
            const LwPartColumns *columns)
{
  LwAttributeBuilder *attribute = columns->builder;
  LwLabelKind kind;

  if (attribute->is_typed || columns->type == NULL)
    return;
  attribute->is_typed = TRUE;
  g_mutex_lock (&self->schema->lock);
  kind = attribute->kind;
  if (strcmp (attribute->type, columns->type) != 0)
    lw_attribute_builder_set_type (attribute, columns->type);
  if (attribute->kind != kind)
    self->schema->again = TRUE;
  g_mutex_unlock (&self->schema->lock);
}

/* Without any type, the first label in the file says what they are. */
static void
check_guess (LwManifestJoiner    *self,
             const LwPartColumns *columns)
{
  LwAttributeBuilder *attribute = columns->builder;

  if (attribute->is_seen || !columns->has_label)
    return;
  attribute->is_seen = TRUE;
  g_mutex_lock (&self->schema->lock);
  if (!attribute->kind_known && attribute->kind != columns->kind)
    {
      attribute->kind = columns->kind;
      self->schema->again = TRUE;
    }
  g_mutex_unlock (&self->schema->lock);
}

static int
compare_order (gconstpointer a,
               gconstpointer b)
{
  const LwPartColumns *first = *(const LwPartColumns *const *) a;
  const LwPartColumns *second = *(const LwPartColumns *const *) b;

  return (first->order > second->order) - (first->order < second->order);
}

static void
append_columns (LwManifestJoiner *self,
                LwManifestPart   *part)
{
  g_ptr_array_sort (part->columns, compare_order);
  for (guint i = 0; i < part->columns->len; i++)
    {
      const LwPartColumns *columns = g_ptr_array_index (part->columns, i);

      if (columns->n_rows == 0)
        continue;
      if (!columns->builder->is_placed)
        g_ptr_array_add (self->placed, columns->builder);
      check_type (self, columns);
      check_guess (self, columns);
      lw_attribute_builder_append (columns->builder, columns, self->rows.n_rows);
    }
}

static void
append_diagnostics (LwManifestJoiner *self,
                    LwManifestPart   *part)
{
  for (guint i = 0; i < part->diagnostics->len && self->diagnostics->len < LW_MANIFEST_MAX_DIAGNOSTICS; i++)
    {
      LwDiagnostic *copy = lw_diagnostic_copy (g_ptr_array_index (part->diagnostics, i));

      copy->line += self->n_lines;
      g_ptr_array_add (self->diagnostics, copy);
    }
  self->n_diagnostics += part->n_diagnostics;
}

static void
append_rows (LwManifestJoiner *self,
             LwManifestPart   *part)
{
  gsize first = self->rows.n_rows;

  for (guint i = 0; i < part->malformed->len; i++)
    {
      guint32 row = (guint32) first + g_array_index (part->malformed, guint32, i);

      g_array_append_val (self->malformed, row);
    }
  for (guint i = 0; i < part->blanks->len; i++)
    lw_manifest_rows_add_blank (&self->rows, first + g_array_index (part->blanks, guint32, i));
  lw_manifest_rows_append (&self->rows, part->start, part->offsets, part->n_rows);
}

/**
 * lw_manifest_joiner_append:
 * @self: a joiner
 * @part: the lines that follow
 * @error: return location: %LW_MANIFEST_ERROR_TOO_LARGE
 *
 * Returns: whether there is room for them
 */
gboolean
lw_manifest_joiner_append (LwManifestJoiner  *self,
                           LwManifestPart    *part,
                           GError           **error)
{
  if (self->rows.n_rows + part->n_rows > MAX_ROWS)
    {
      g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_TOO_LARGE,
                   _("The manifest is too large at line %" PRIu64), self->n_lines + 1);
      return FALSE;
    }
  append_columns (self, part);
  append_diagnostics (self, part);
  append_rows (self, part);
  self->n_lines += part->n_lines;
  if (part->n_lines > 0)
    self->n_bytes = part->end;
  return TRUE;
}

/**
 * lw_manifest_joiner_is_due:
 * @self: a joiner
 *
 * Returns: whether there are so many more rows than in the last partial index that another one is worth its
 *   time
 */
gboolean
lw_manifest_joiner_is_due (LwManifestJoiner *self)
{
  return self->rows.n_rows >= self->due_at;
}

static void
make_attributes (LwManifestJoiner *self,
                 LwManifestIndex  *index,
                 gboolean          is_last)
{
  for (guint i = 0; i < self->placed->len; i++)
    g_ptr_array_add (index->attributes,
                     lw_attribute_builder_make (g_ptr_array_index (self->placed, i), self->rows.n_rows,
                                                (const guint32 *) (const void *) self->malformed->data,
                                                self->malformed->len, is_last));
}

static void
copy_diagnostics (LwManifestJoiner *self,
                  LwManifestIndex  *index)
{
  for (guint i = 0; i < self->diagnostics->len; i++)
    g_ptr_array_add (index->diagnostics, lw_diagnostic_copy (g_ptr_array_index (self->diagnostics, i)));
  index->n_diagnostics = self->n_diagnostics;
}

/**
 * lw_manifest_joiner_make_partial:
 * @self: a joiner
 *
 * Returns: (transfer full): an index of the rows so far
 */
LwManifestIndex *
lw_manifest_joiner_make_partial (LwManifestJoiner *self)
{
  LwManifestIndex *index = lw_manifest_index_alloc ();

  self->due_at = self->rows.n_rows * PARTIAL_GROWTH;
  index->is_partial = TRUE;
  index->path = g_strdup (self->index->path);
  index->status = self->index->status;
  index->fd = self->index->fd >= 0 ? dup (self->index->fd) : -1;
  index->bytes = self->index->bytes != NULL ? g_bytes_ref (self->index->bytes) : NULL;
  index->n_lines = self->n_lines;
  index->n_bytes = self->n_bytes;
  index->n_rows = (guint) self->rows.n_rows;
  lw_manifest_rows_clear (&index->rows);
  lw_manifest_rows_copy (&index->rows, &self->rows);
  lw_manifest_rows_finish (&index->rows, self->n_bytes);
  g_array_append_vals (index->malformed, self->malformed->data, self->malformed->len);
  copy_diagnostics (self, index);
  g_mutex_lock (&self->schema->lock);
  make_attributes (self, index, FALSE);
  g_mutex_unlock (&self->schema->lock);
  return index;
}

/**
 * lw_manifest_joiner_finish:
 * @self: a joiner that has all parts; of no use afterwards
 *
 * Fills the index.
 */
void
lw_manifest_joiner_finish (LwManifestJoiner *self)
{
  LwManifestIndex *index = self->index;

  if (self->schema->is_full)
    {
      self->n_diagnostics++;
      lw_diagnostics_add (self->diagnostics, LW_SEVERITY_WARNING, 0, 0, "many-attributes",
                          _("The manifest has more than %d label attributes; only the first ones are shown"),
                          LW_MANIFEST_MAX_ATTRIBUTES);
    }
  lw_manifest_rows_finish (&self->rows, self->n_bytes);
  make_attributes (self, index, TRUE);
  copy_diagnostics (self, index);
  index->n_lines = self->n_lines;
  index->n_bytes = self->n_bytes;
  index->n_rows = (guint) self->rows.n_rows;
  lw_manifest_rows_clear (&index->rows);
  index->rows = self->rows;
  lw_manifest_rows_init (&self->rows);
  g_array_append_vals (index->malformed, self->malformed->data, self->malformed->len);
}
