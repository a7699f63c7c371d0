/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of widgets share: a window to put one in, keys, finding a part, images to show. */

#define G_LOG_DOMAIN "lw-test-support"

#include "config.h"

#include "lw-test-widget.h"

#include <adwaita.h>

/**
 * lw_test_show_widget:
 * @widget: (transfer full): what to show
 * @width: of the window
 * @height: likewise
 *
 * Puts @widget into a window and waits until it is drawn. Destroy the window to end.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
lw_test_show_widget (GtkWidget *widget,
                     int        width,
                     int        height)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return window;
}

/**
 * lw_test_press_key:
 * @widget: what listens
 * @keyval: the key
 *
 * Presses and releases a key for the key controllers of @widget.
 */
void
lw_test_press_key (GtkWidget *widget,
                   guint      keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stop = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 200u, 0, &stop);
      g_signal_emit_by_name (controller, "key-released", keyval, 200u, 0);
    }
}

/**
 * lw_test_find_widget:
 * @widget: where to look
 * @type: a class
 *
 * Returns: (transfer none) (nullable): the first part of that class
 */
GtkWidget *
lw_test_find_widget (GtkWidget *widget,
                     GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = lw_test_find_widget (child, type);
  return found;
}

/**
 * lw_test_find_label:
 * @widget: where to look
 * @text: what is written
 *
 * Returns: (transfer none) (nullable): the first visible label that says it
 */
GtkWidget *
lw_test_find_label (GtkWidget  *widget,
                    const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)
      && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = lw_test_find_label (child, text);
  return found;
}

/**
 * lw_test_make_image:
 * @dir: a folder
 * @name: the file's name, which ends in .png
 * @width: in pixels
 * @height: likewise
 *
 * Returns: (transfer full): the path of a new image
 */
char *
lw_test_make_image (const char *dir,
                    const char *name,
                    int         width,
                    int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (dir, name, NULL);

  gdk_pixbuf_fill (pixbuf, 0x3584e400);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  return path;
}

/**
 * lw_test_make_photo:
 * @dir: a folder
 * @name: the file's name, which ends in .jpg
 * @width: in pixels
 * @height: likewise
 * @seed: another one makes another picture
 *
 * Makes a picture with detail everywhere, so that it costs what a photo costs.
 *
 * Returns: (transfer full): the path of a new image
 */
char *
lw_test_make_photo (const char *dir,
                    const char *name,
                    int         width,
                    int         height,
                    guint       seed)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (dir, name, NULL);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  guint32 state = seed * 2654435761u + 1;

  for (int y = 0; y < height; y++)
    {
      guint8 *row = pixels + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = 0; x < width * 3; x++)
        {
          state = state * 1664525 + 1013904223;
          row[x] = (guint8) ((x / 12 + y / 4 + seed * 20) % 200 + (state >> 27));
        }
    }
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, "quality", "88", NULL);
  g_assert_no_error (error);
  return path;
}
