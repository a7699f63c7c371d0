/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row as the writers of formats see it. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-row.h"

/**
 * lw_export_row_get_top:
 * @self: a row
 *
 * Returns: (nullable): the label with the highest confidence, the first one of several; %NULL when there is none
 */
const LwExportLabel *
lw_export_row_get_top (const LwExportRow *self)
{
  const LwExportLabel *top = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->n_labels; i++)
    if (top == NULL || self->labels[i].confidence > top->confidence)
      top = &self->labels[i];
  return top;
}
