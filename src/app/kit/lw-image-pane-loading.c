/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How an image pane comes to its picture: at the size of the pane first, in full where that is looked at, with a
 * sign of waiting, and with words where there is none. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-pane.h"

#include "lw-image-pane-private.h"

#include <glib/gi18n.h>

/* A picture that comes within this time shows no sign of waiting; in milliseconds. */
#define SPINNER_DELAY 200
#define SIZE_STEP 64
#define SIZE_UNKNOWN 1024

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  LwImagePane *self = user_data;

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
stop_waiting (LwImagePane *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static char *
dup_name (const char *uri)
{
  if (uri == NULL || g_ascii_strncasecmp (uri, "data:", 5) == 0)
    return g_strdup ("");
  return g_path_get_basename (uri);
}

/**
 * lw_image_pane_update_label:
 * @self: the pane
 *
 * Tells a screen reader which image this is.
 */
void
lw_image_pane_update_label (LwImagePane *self)
{
  g_autofree char *name = dup_name (self->uri);
  g_autofree char *label = NULL;

  /* Translators: what a screen reader calls the image; %s is a file name */
  label = *name != '\0' ? g_strdup_printf (_("Image %s"), name) : g_strdup (_("Image"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_problem (LwImagePane  *self,
              const GError *error)
{
  g_autofree char *name = dup_name (self->uri);
  g_autofree char *title = NULL;

  title = g_strdup_printf (_("The image “%s” cannot be shown"), name);
  gtk_label_set_label (self->problem_title, title);
  gtk_label_set_label (self->problem_reason, error->message);
  gtk_widget_set_visible (self->problem_box, TRUE);
  lw_image_view_set_paintable (self->view, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  lw_image_pane_set_state (self, FALSE, TRUE);
}

static void load_picture (LwImagePane *self,
                          int          size);

static int
round_size (LwImagePane *self,
            int          size)
{
  size *= gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return (size + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
}

static int
get_longest_edge (LwImagePane *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return round_size (self, MAX (gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
}

/**
 * lw_image_pane_improve_picture:
 * @self: the pane
 *
 * Loads more of a picture that is shown larger than it was decoded: at the size of the pane, else in full.
 */
void
lw_image_pane_improve_picture (LwImagePane *self)
{
  int size;

  if (self->loader == NULL || self->uri == NULL || !self->shown || !lw_image_view_get_wants_detail (self->view))
    return;
  size = lw_image_view_get_fitted (self->view) ? get_longest_edge (self) : 0;
  if (size != 0 && size <= self->loading_size)
    size = 0;
  if (size == self->loading_size)
    return;
  load_picture (self, size);
}

static void
picture_arrived (LwImagePane *self,
                 GdkTexture  *texture)
{
  stop_waiting (self);
  gtk_widget_set_visible (self->problem_box, FALSE);
  if (self->shown)
    lw_image_view_replace_paintable (self->view, GDK_PAINTABLE (texture));
  else
    lw_image_view_set_paintable (self->view, GDK_PAINTABLE (texture));
  lw_image_pane_set_state (self, TRUE, FALSE);
  lw_image_pane_improve_picture (self);
}

static void
loader_load_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &error);
  LwImagePane *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      picture_arrived (self, texture);
    }
  else
    {
      stop_waiting (self);
      /* What is shown already stays, with less detail. */
      if (!self->shown)
        show_problem (self, error);
    }
}

/**
 * lw_image_pane_cancel_loading:
 * @self: the pane
 *
 * Gives up what is being loaded.
 */
void
lw_image_pane_cancel_loading (LwImagePane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_waiting (self);
}

static void
load_picture (LwImagePane *self,
              int          size)
{
  GdkTexture *texture = lw_image_loader_peek (self->loader, self->uri, size);

  lw_image_pane_cancel_loading (self);
  self->loading_size = size;
  if (texture != NULL)
    {
      picture_arrived (self, texture);
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (!self->shown)
    self->spinner_id = g_timeout_add (SPINNER_DELAY, spinner_timeout_cb, self);
  lw_image_loader_load_async (self->loader, self->uri, size, LW_IMAGE_PRIORITY_NOW, self->cancellable,
                              loader_load_cb, self);
}

/**
 * lw_image_pane_begin_picture:
 * @self: the pane
 *
 * Begins to load the picture of the address; shows it at once when the loader has it.
 */
void
lw_image_pane_begin_picture (LwImagePane *self)
{
  lw_image_pane_cancel_loading (self);
  gtk_widget_set_visible (self->problem_box, FALSE);
  lw_image_pane_set_state (self, FALSE, FALSE);
  self->loading_size = -1;
  lw_image_pane_update_label (self);
  if (self->uri != NULL && self->loader != NULL)
    load_picture (self, lw_image_pane_get_load_size (self));
  /* The picture of another address never stands here, not even for a frame. */
  if (!self->shown)
    lw_image_view_set_paintable (self->view, NULL);
}

/**
 * lw_image_pane_get_load_size:
 * @self: the pane
 *
 * Says at what size the pane will ask for a picture, so that one can be decoded ahead.
 *
 * Returns: the longest edge in device pixels
 */
int
lw_image_pane_get_load_size (LwImagePane *self)
{
  int width, height;

  g_return_val_if_fail (LW_IS_IMAGE_PANE (self), 0);

  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  if (width <= 0 || height <= 0)
    return SIZE_UNKNOWN;
  /* Most photos are 3:2 or less; a longer one is improved when it is there. */
  return round_size (self, MIN (MAX (width, height), MIN (width, height) * 3 / 2));
}
