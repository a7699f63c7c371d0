/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When the images of a manifest are not where it says: say so once, and let a folder stand for their bucket. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-locate-images.h"
#include "lw-results-page-private.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"
#include "lw-str.h"

#include <glib/gi18n.h>

/* Any image that is not found stands for all of them: a manifest has few buckets. */
void
lw_results_page_image_failed (LwResultsPage *self,
                              const char    *uri,
                              const GError  *error)
{
  g_autoptr (LwS3Uri) address = NULL;
  g_autofree char *text = NULL;

  if (self->missing_uri != NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;
  address = lw_s3_uri_parse (uri, NULL);
  if (address == NULL || !lw_object_store_can_map (lw_job_backend_get_store (self->backend)))
    return;

  lw_set_str (&self->missing_uri, uri);
  text = g_strdup_printf (_("The images of the bucket “%s” are not on this computer, or not where they were."),
                          address->bucket);
  gtk_label_set_label (self->missing_text, text);
  gtk_widget_set_visible (self->missing_bar, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.locate-images", TRUE);
}

void
lw_results_page_clear_missing (LwResultsPage *self)
{
  lw_set_str (&self->missing_uri, NULL);
  gtk_widget_set_visible (self->missing_bar, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.locate-images", FALSE);
}

static void
locate_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lw_locate_images_finish (result, &error))
    {
      lw_present_error (GTK_WIDGET (self), _("The images were not found"), error);
      return;
    }

  if (self->session == NULL)
    return;
  lw_results_page_clear_missing (self);
  lw_image_loader_forget (self->loader);
  lw_gallery_rebuild (self->gallery);
  lw_result_detail_reload (self->detail);
}

static void
folder_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = lw_file_dialog_finish (result, &error);

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    lw_results_page_locate (self, g_file_peek_path (folder));
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (self), _("No folder was chosen"), error);
}

static void
locate_images_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);

  lw_file_dialog_async (widget, LW_FILE_DIALOG_FOLDER, _("Locate images"), _("_Use folder"), NULL, NULL,
                        self->cancellable, folder_cb, g_object_ref (self));
}

void
lw_results_page_install_images (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.locate-images", NULL, locate_images_action);
}

/**
 * lw_results_page_locate:
 * @self: a results page that misses images
 * @folder: the path of a folder
 *
 * Takes the images that were not found from @folder from now on; says so when they are not there.
 */
void
lw_results_page_locate (LwResultsPage *self,
                        const char    *folder)
{
  g_return_if_fail (LW_IS_RESULTS_PAGE (self));
  g_return_if_fail (folder != NULL);

  if (self->missing_uri != NULL)
    lw_locate_images_async (lw_job_backend_get_store (self->backend), self->missing_uri, folder, self->cancellable,
                            locate_cb, g_object_ref (self));
}
