/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from image to image on the results page. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-page-private.h"

#include "lw-category-keys.h"
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

/* The image that is open stays so, also when a correction took it out of the query. */
void
lw_results_page_refresh_detail (LwResultsPage *self)
{
  LwManifestModel *model = lw_results_session_get_model (self->session);
  guint number = lw_manifest_row_get_row (lw_result_detail_get_row (self->detail));
  g_autoptr (LwManifestRow) row = NULL;
  guint position;

  if (lw_manifest_model_find_row (model, number, &position))
    {
      lw_results_page_show_position (self, position);
      return;
    }
  if (number >= lw_manifest_index_get_n_rows (lw_manifest_model_get_index (model)))
    return;
  row = lw_manifest_row_new (lw_manifest_model_get_index (model), lw_results_session_get_attribute (self->session),
                             number);
  lw_result_detail_set_row (self->detail, row, lw_results_session_get_uri (self->session));
}

static gboolean
detail_key_pressed_cb (LwResultsPage         *self,
                       guint                  keyval,
                       guint                  keycode,
                       GdkModifierType        state,
                       GtkEventControllerKey *controller)
{
  char key = lw_category_key_from_event (gtk_widget_get_display (GTK_WIDGET (self)), keyval, keycode, state);
  int index = key != 0 ? lw_category_key_to_index (key) : -1;

  return index >= 0 && lw_results_page_correct_with_key (self, (guint) index);
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
  gtk_widget_class_bind_template_callback (widget_class, detail_key_pressed_cb);
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
