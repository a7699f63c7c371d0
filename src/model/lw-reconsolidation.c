/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another method of annotation consolidation makes of a job's stored answers. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-reconsolidation.h"

static void
free_change (gpointer data)
{
  LwLabelChange *change = data;

  g_free (change->old_labels);
  g_free (change->new_labels);
  g_free (change->votes);
  g_free (change->why);
  g_free (change);
}

/**
 * lw_reconsolidation_new:
 * @method: the method's word
 *
 * Returns: (transfer full): one without changes
 */
LwReconsolidation *
lw_reconsolidation_new (const char *method)
{
  LwReconsolidation *self = g_new0 (LwReconsolidation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->changes = g_ptr_array_new_with_free_func (free_change);
  return self;
}

LwReconsolidation *
lw_reconsolidation_ref (LwReconsolidation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_reconsolidation_unref (LwReconsolidation *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->data_free != NULL)
    self->data_free (self->data);
  g_ptr_array_unref (self->changes);
  g_free (self->method);
  g_free (self);
}

/**
 * lw_reconsolidation_add_change:
 * @self: a result that is being made
 * @line: a data object whose label would be another one
 *
 * Returns: (transfer none): what changes, to be filled in
 */
LwLabelChange *
lw_reconsolidation_add_change (LwReconsolidation *self,
                               guint64            line)
{
  LwLabelChange *change;

  g_return_val_if_fail (self != NULL, NULL);

  change = g_new0 (LwLabelChange, 1);
  change->line = line;
  g_ptr_array_add (self->changes, change);
  return change;
}
