/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of an image view and their keys, for its class. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-view-actions.h"

#include "lw-image-view.h"

#define ZOOM_STEP 1.25
#define MOVE_STEP 64

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LwImageView *self = LW_IMAGE_VIEW (widget);

  lw_image_view_set_zoom (self, lw_image_view_get_zoom (self) * ZOOM_STEP);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwImageView *self = LW_IMAGE_VIEW (widget);

  lw_image_view_set_zoom (self, lw_image_view_get_zoom (self) / ZOOM_STEP);
}

static void
fit_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  lw_image_view_fit (LW_IMAGE_VIEW (widget));
}

static void
actual_size_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  lw_image_view_set_zoom (LW_IMAGE_VIEW (widget), 1);
}

static void
zoom_to_pointer_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  lw_image_view_zoom_to_pointer (LW_IMAGE_VIEW (widget));
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  lw_image_view_move (LW_IMAGE_VIEW (widget), dx * MOVE_STEP, dy * MOVE_STEP);
}

static void
add_move_key (GtkWidgetClass *widget_class,
              guint           keyval,
              int             dx,
              int             dy)
{
  gtk_widget_class_add_binding_action (widget_class, keyval, 0, "image.move", "(ii)", dx, dy);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const guint zoom_in_keys[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint zoom_out_keys[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (guint i = 0; i < G_N_ELEMENTS (zoom_in_keys); i++)
    gtk_widget_class_add_binding_action (widget_class, zoom_in_keys[i], 0, "image.zoom-in", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (zoom_out_keys); i++)
    gtk_widget_class_add_binding_action (widget_class, zoom_out_keys[i], 0, "image.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, 0, "image.fit", NULL);
  add_move_key (widget_class, GDK_KEY_Left, 1, 0);
  add_move_key (widget_class, GDK_KEY_Right, -1, 0);
  add_move_key (widget_class, GDK_KEY_Up, 0, 1);
  add_move_key (widget_class, GDK_KEY_Down, 0, -1);
}

/**
 * lw_image_view_install_actions:
 * @widget_class: the class of image views
 *
 * Installs image.zoom-in, image.zoom-out, image.fit, image.actual-size, image.zoom-to-pointer and image.move (a
 * direction), with keys.
 */
void
lw_image_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "image.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "image.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "image.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "image.actual-size", NULL, actual_size_action);
  gtk_widget_class_install_action (widget_class, "image.zoom-to-pointer", NULL, zoom_to_pointer_action);
  gtk_widget_class_install_action (widget_class, "image.move", "(ii)", move_action);
  install_keys (widget_class);
}
