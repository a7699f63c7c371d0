/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Corrections laid over an index: the index that comes of it, and which rows are no longer as in the file. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-overlay.h"

static void
free_columns (gpointer data)
{
  lw_overlay_columns_free (data);
}

static LwManifestOverlay *
overlay_new (LwManifestIndex *base,
             GPtrArray       *corrections,
             guint            n_corrections)
{
  LwManifestOverlay *self = g_new0 (LwManifestOverlay, 1);

  self->base = lw_manifest_index_ref (base);
  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_correction_unref);
  for (guint i = 0; i < n_corrections; i++)
    g_ptr_array_add (self->corrections, lw_correction_ref (g_ptr_array_index (corrections, i)));
  self->columns = g_ptr_array_new_with_free_func (free_columns);
  return self;
}

/**
 * lw_manifest_overlay_free:
 * @self: (transfer full): an overlay
 */
void
lw_manifest_overlay_free (LwManifestOverlay *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->corrections);
  lw_manifest_index_unref (self->base);
  g_free (self);
}

/* Shares everything with the index below, which lives as long as the overlay. */
static LwManifestIndex *
index_new (LwManifestOverlay *overlay)
{
  LwManifestIndex *self = g_new (LwManifestIndex, 1);

  *self = *overlay->base;
  g_atomic_ref_count_init (&self->refs);
  self->overlay = overlay;
  self->attributes = g_ptr_array_new ();
  for (guint i = 0; i < overlay->base->attributes->len; i++)
    g_ptr_array_add (self->attributes, g_ptr_array_index (overlay->base->attributes, i));
  for (guint i = 0; i < overlay->columns->len; i++)
    {
      LwOverlayColumns *columns = g_ptr_array_index (overlay->columns, i);

      self->attributes->pdata[columns->attribute] = columns->columns;
    }
  return self;
}

static gboolean
is_about (LwManifestIndex *base,
          guint            attribute,
          GPtrArray       *corrections,
          guint            n_corrections)
{
  const char *name = lw_manifest_index_get_attribute_name (base, attribute);

  for (guint i = 0; i < n_corrections; i++)
    if (g_strcmp0 (lw_correction_get_attribute (g_ptr_array_index (corrections, i)), name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * lw_manifest_overlay_new_index:
 * @base: an index of a file, without corrections
 * @corrections: (element-type LwCorrection): corrections
 * @n_corrections: how many of them to apply, from the first on
 * @cancellable: (nullable): stops the work
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Corrections of attributes that the manifest does not have, of rows that it does not have, and of types
 * other than image classification change nothing.
 *
 * Returns: (transfer full) (nullable): the manifest as corrected; @base itself when nothing is
 */
LwManifestIndex *
lw_manifest_overlay_new_index (LwManifestIndex  *base,
                               GPtrArray        *corrections,
                               guint             n_corrections,
                               GCancellable     *cancellable,
                               GError          **error)
{
  LwManifestOverlay *overlay = overlay_new (base, corrections, n_corrections);

  for (guint i = 0; i < base->attributes->len; i++)
    {
      if (!is_about (base, i, corrections, n_corrections) ||
          lw_manifest_index_get_attribute_kind (base, i) == LW_LABEL_KIND_OTHER)
        continue;
      g_ptr_array_add (overlay->columns, lw_overlay_columns_new (base, i, corrections, n_corrections, cancellable));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          lw_manifest_overlay_free (overlay);
          return NULL;
        }
    }
  if (overlay->columns->len > 0)
    return index_new (overlay);

  lw_manifest_overlay_free (overlay);
  return lw_manifest_index_ref (base);
}

/**
 * lw_overlay_columns_get_edit:
 * @self: the corrected columns of an attribute
 * @row: a row
 * @own_labels: (out): whether the row's own labels were corrected, not only their classes
 *
 * Returns: the number of the correction that the row is told of, from 1; 0 when it is as in the file
 */
guint
lw_overlay_columns_get_edit (const LwOverlayColumns *self,
                             guint                   row,
                             gboolean               *own_labels)
{
  const guint32 *page = self->pages[row / 4096];
  const guint32 *labels;
  guint edit = 0;
  guint n_labels;

  *own_labels = page != NULL && page[row % 4096] != 0;
  if (*own_labels)
    return page[row % 4096];
  if (self->class_edits == NULL)
    return 0;
  labels = lw_manifest_attribute_get_labels (self->base, row, &n_labels);
  for (guint i = 0; i < n_labels; i++)
    edit = MAX (edit, self->class_edits[labels[i]]);
  return edit;
}

/**
 * lw_manifest_overlay_is_corrected:
 * @self: an overlay
 * @row: a row
 *
 * Returns: whether its line is not the one in the file
 */
gboolean
lw_manifest_overlay_is_corrected (LwManifestOverlay *self,
                                  guint              row)
{
  gboolean own_labels;

  for (guint i = 0; i < self->columns->len; i++)
    if (lw_overlay_columns_get_edit (g_ptr_array_index (self->columns, i), row, &own_labels) != 0)
      return TRUE;
  return FALSE;
}
