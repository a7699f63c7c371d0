/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An image of the instructions while they are edited: a sign until the picture is there, then the picture, small
 * enough to write around. Emits "invalidate-size" when it has come. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-image.h"

#define ICON_SIZE 32
#define MAX_SIZE 160

/* Invariant: @picture is what is painted: the sign, later the image itself. */
struct _LwRichImage
{
  GObject       parent_instance;

  GdkPaintable *picture;
  GCancellable *cancellable;
};

static void
lw_rich_image_snapshot (GdkPaintable *paintable,
                        GdkSnapshot  *snapshot,
                        double        width,
                        double        height)
{
  gdk_paintable_snapshot (LW_RICH_IMAGE (paintable)->picture, snapshot, width, height);
}

static double
get_scale (LwRichImage *self)
{
  int longest = MAX (gdk_paintable_get_intrinsic_width (self->picture),
                     gdk_paintable_get_intrinsic_height (self->picture));

  return longest > MAX_SIZE ? (double) MAX_SIZE / longest : 1;
}

static int
lw_rich_image_get_intrinsic_width (GdkPaintable *paintable)
{
  LwRichImage *self = LW_RICH_IMAGE (paintable);

  return MAX (1, gdk_paintable_get_intrinsic_width (self->picture) * get_scale (self));
}

static int
lw_rich_image_get_intrinsic_height (GdkPaintable *paintable)
{
  LwRichImage *self = LW_RICH_IMAGE (paintable);

  return MAX (1, gdk_paintable_get_intrinsic_height (self->picture) * get_scale (self));
}

static void
paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = lw_rich_image_snapshot;
  iface->get_intrinsic_width = lw_rich_image_get_intrinsic_width;
  iface->get_intrinsic_height = lw_rich_image_get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LwRichImage, lw_rich_image, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_iface_init))

static void
loader_load_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  LwRichImage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &error);

  /* Gone when it was cancelled; the sign stays when it cannot be shown. */
  if (texture == NULL)
    return;
  g_set_object (&self->picture, GDK_PAINTABLE (texture));
  gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
}

static void
lw_rich_image_dispose (GObject *object)
{
  LwRichImage *self = LW_RICH_IMAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lw_rich_image_parent_class)->dispose (object);
}

static void
lw_rich_image_finalize (GObject *object)
{
  LwRichImage *self = LW_RICH_IMAGE (object);

  g_clear_object (&self->picture);

  G_OBJECT_CLASS (lw_rich_image_parent_class)->finalize (object);
}

static void
lw_rich_image_class_init (LwRichImageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_rich_image_dispose;
  object_class->finalize = lw_rich_image_finalize;
}

static void
lw_rich_image_init (LwRichImage *self)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  self->cancellable = g_cancellable_new ();
  self->picture = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, "image-x-generic-symbolic", NULL, ICON_SIZE, 1,
                                                             GTK_TEXT_DIR_NONE, 0));
}

/* @loader (nullable): what loads the picture; without it the sign stays. */
GdkPaintable *
lw_rich_image_new (LwImageLoader *loader,
                   const char    *src)
{
  LwRichImage *self = g_object_new (LW_TYPE_RICH_IMAGE, NULL);

  g_return_val_if_fail (src != NULL, GDK_PAINTABLE (self));

  if (loader != NULL)
    lw_image_loader_load_async (loader, src, MAX_SIZE, LW_IMAGE_PRIORITY_NOW, self->cancellable, loader_load_cb, self);
  return GDK_PAINTABLE (self);
}
