/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from image to image on the results page. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-page-private.h"

#include "lw-format.h"

#include <glib/gi18n.h>

void
lw_results_page_show_position (LwResultsPage *self,
                               guint          position)
{
  GListModel *model = G_LIST_MODEL (lw_results_session_get_model (self->session));
  g_autoptr (LwManifestRow) row = g_list_model_get_item (model, position);
  guint n_items = g_list_model_get_n_items (model);
  gboolean opened = lw_result_detail_get_row (self->detail) == NULL;
  g_autofree char *at = NULL;
  g_autofree char *number = NULL;
  g_autofree char *all = NULL;

  if (row == NULL)
    return;

  self->position = position;
  lw_result_detail_set_row (self->detail, row, lw_results_session_get_uri (self->session));
  lw_results_page_update_stack (self);
  number = lw_format_number ((guint64) position + 1);
  all = lw_format_number (n_items);
  /* Translators: the position of an image among those that match */
  at = g_strdup_printf (_("%s of %s"), number, all);
  adw_window_title_set_title (self->title, lw_manifest_row_get_name (row));
  adw_window_title_set_subtitle (self->title, at);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.previous", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.next", position + 1 < n_items);
  if (opened)
    {
      gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
      lw_results_page_notify_detail (self);
    }
}

static void
walk_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);

  if (strcmp (name, "results.next") == 0)
    lw_results_page_show_position (self, self->position + 1);
  else if (self->position > 0)
    lw_results_page_show_position (self, self->position - 1);
}

static void
close_detail_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  lw_results_page_close_detail (LW_RESULTS_PAGE (widget));
}

void
lw_results_page_install_detail (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.next", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "results.previous", NULL, walk_action);
  gtk_widget_class_install_action (widget_class, "results.close-detail", NULL, close_detail_action);
}

/**
 * lw_results_page_get_detail:
 * @self: a results page
 *
 * Returns: whether one image is shown with its story; "notify::detail" tells of changes
 */
gboolean
lw_results_page_get_detail (LwResultsPage *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_PAGE (self), FALSE);

  return self->detail != NULL && lw_result_detail_get_row (self->detail) != NULL;
}

/**
 * lw_results_page_close_detail:
 * @self: a results page
 *
 * Goes back from the image to the gallery, at the image's place.
 */
void
lw_results_page_close_detail (LwResultsPage *self)
{
  g_return_if_fail (LW_IS_RESULTS_PAGE (self));

  if (!lw_results_page_get_detail (self))
    return;

  lw_result_detail_set_row (self->detail, NULL, NULL);
  lw_results_page_update_stack (self);
  lw_results_page_update_count (self);
  lw_gallery_scroll_to (self->gallery, self->position);
  lw_results_page_notify_detail (self);
}
