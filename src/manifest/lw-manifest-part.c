/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one worker found in one piece of a manifest. Parts are used again and again, so that their memory is. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-part.h"

#include "lw-diagnostic.h"

#include <string.h>

#define MIN_CAPACITY 256

static void
free_columns (gpointer data)
{
  LwPartColumns *self = data;

  g_free (self->type);
  g_free (self->flags);
  g_free (self->labels);
  g_free (self->confidence);
  g_free (self->created);
  g_free (self->job);
  g_array_unref (self->label_confidence);
  g_array_unref (self->sets);
  g_free (self);
}

/**
 * lw_manifest_part_new:
 *
 * Returns: (transfer full): a part without rows
 */
LwManifestPart *
lw_manifest_part_new (void)
{
  LwManifestPart *self = g_new0 (LwManifestPart, 1);

  self->blanks = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->malformed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->columns = g_ptr_array_new_with_free_func (free_columns);
  self->diagnostics = lw_diagnostics_new ();
  return self;
}

/**
 * lw_manifest_part_free:
 * @self: (transfer full) (nullable): a part
 */
void
lw_manifest_part_free (LwManifestPart *self)
{
  if (self == NULL)
    return;

  g_free (self->offsets);
  g_array_unref (self->blanks);
  g_array_unref (self->malformed);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->diagnostics);
  g_free (self);
}

/**
 * lw_manifest_part_reset:
 * @self: a part
 *
 * Empties it. The columns stay where they are, without rows.
 */
void
lw_manifest_part_reset (LwManifestPart *self)
{
  self->n_lines = 0;
  self->n_used = 0;
  self->n_diagnostics = 0;
  self->n_rows = 0;
  g_array_set_size (self->blanks, 0);
  g_array_set_size (self->malformed, 0);
  g_ptr_array_set_size (self->diagnostics, 0);
  for (guint i = 0; i < self->columns->len; i++)
    {
      LwPartColumns *columns = g_ptr_array_index (self->columns, i);

      g_clear_pointer (&columns->type, g_free);
      columns->has_label = FALSE;
      columns->n_rows = 0;
      g_array_set_size (columns->label_confidence, 0);
    }
}

/**
 * lw_manifest_part_get_columns:
 * @self: a part
 * @builder: an attribute
 *
 * Returns: (transfer none): the attribute's columns, which are made when there are none
 */
LwPartColumns *
lw_manifest_part_get_columns (LwManifestPart     *self,
                              LwAttributeBuilder *builder)
{
  LwPartColumns *columns;

  for (guint i = 0; i < self->columns->len; i++)
    {
      columns = g_ptr_array_index (self->columns, i);
      if (columns->builder != builder)
        continue;
      if (columns->n_rows == 0)
        columns->order = self->n_used++;
      return columns;
    }
  columns = g_new0 (LwPartColumns, 1);
  columns->builder = builder;
  columns->order = self->n_used++;
  columns->label_confidence = g_array_new (FALSE, FALSE, sizeof (guint32));
  columns->sets = g_array_new (FALSE, FALSE, sizeof (LwPendingSet));
  g_ptr_array_add (self->columns, columns);
  return columns;
}

/**
 * lw_manifest_part_reserve:
 * @self: a part
 *
 * Makes room for more rows.
 */
void
lw_manifest_part_reserve (LwManifestPart *self)
{
  self->capacity = self->capacity * 2 + MIN_CAPACITY;
  self->offsets = g_renew (guint32, self->offsets, self->capacity);
}

static void
reserve (LwPartColumns *self,
         guint          n_rows)
{
  self->capacity = MAX (n_rows, self->capacity * 2 + MIN_CAPACITY);
  self->flags = g_renew (guint8, self->flags, self->capacity);
  self->labels = g_renew (guint32, self->labels, self->capacity);
  self->confidence = g_renew (guint32, self->confidence, self->capacity);
  self->created = g_renew (guint32, self->created, self->capacity);
  self->job = g_renew (guint32, self->job, self->capacity);
}

/**
 * lw_part_columns_pad:
 * @self: columns
 * @n_rows: how many rows they are to have at least
 *
 * Adds rows that have nothing.
 */
void
lw_part_columns_pad (LwPartColumns *self,
                     guint          n_rows)
{
  if (n_rows > self->capacity)
    reserve (self, n_rows);
  for (; self->n_rows < n_rows; self->n_rows++)
    {
      self->flags[self->n_rows] = 0;
      self->labels[self->n_rows] = 0;
      self->confidence[self->n_rows] = 0;
      self->created[self->n_rows] = 0;
      self->job[self->n_rows] = 0;
    }
}
