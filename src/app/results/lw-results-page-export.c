/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a labeling job produced: taking the rows that are shown along. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-page-private.h"

#include "lw-export-dialog.h"

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);
  g_autoptr (GBytes) rows = NULL;

  if (index == NULL)
    return;
  rows = lw_results_page_ref_chosen_rows (self);
  lw_export_dialog_present (widget, index, rows,
                            attribute >= 0 ? lw_manifest_index_get_attribute_name (index, (guint) attribute) : NULL,
                            lw_job_backend_get_store (self->backend));
}

void
lw_results_page_install_export (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.export", NULL, export_action);
}
