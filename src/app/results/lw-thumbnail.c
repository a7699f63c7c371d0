/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small picture in a square of fixed size, loaded when it is needed and forgotten when it is not. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-thumbnail.h"

#include "lw-str.h"

#define DEFAULT_SIZE 160

struct _LwThumbnail
{
  GtkWidget      parent_instance;

  LwImageLoader *loader;
  char          *uri;
  int            size;
  GdkPaintable  *paintable;
  GtkWidget     *sign;
  GCancellable  *cancellable;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwThumbnail, lw_thumbnail, GTK_TYPE_WIDGET)

static void
set_paintable (LwThumbnail  *self,
               GdkPaintable *paintable)
{
  if (g_set_object (&self->paintable, paintable))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
load_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (object), result, &error);
  LwThumbnail *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = LW_THUMBNAIL (user_data);
  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      set_paintable (self, GDK_PAINTABLE (texture));
      return;
    }
  gtk_widget_set_child_visible (self->sign, TRUE);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
cancel (LwThumbnail *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (LwThumbnail *self)
{
  int size = self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *cached;

  cancel (self);
  gtk_widget_set_child_visible (self->sign, FALSE);
  if (self->uri == NULL || self->loader == NULL)
    {
      set_paintable (self, NULL);
      return;
    }

  cached = lw_image_loader_peek (self->loader, self->uri, size);
  set_paintable (self, cached != NULL ? GDK_PAINTABLE (cached) : NULL);
  if (cached != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  lw_image_loader_load_async (self->loader, self->uri, size, LW_IMAGE_PRIORITY_THUMBNAIL, self->cancellable, load_cb,
                              self);
}

static void
lw_thumbnail_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = LW_THUMBNAIL (widget)->size;
}

static void
lw_thumbnail_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  LwThumbnail *self = LW_THUMBNAIL (widget);

  gtk_widget_size_allocate (self->sign, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
lw_thumbnail_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  LwThumbnail *self = LW_THUMBNAIL (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  double width;
  double height;
  double factor;

  if (self->paintable == NULL)
    {
      GTK_WIDGET_CLASS (lw_thumbnail_parent_class)->snapshot (widget, snapshot);
      return;
    }

  width = MAX (gdk_paintable_get_intrinsic_width (self->paintable), 1) / (double) scale;
  height = MAX (gdk_paintable_get_intrinsic_height (self->paintable), 1) / (double) scale;
  factor = MIN (gtk_widget_get_width (widget) / width, gtk_widget_get_height (widget) / height);
  factor = MIN (factor, 1);
  width *= factor;
  height *= factor;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - width) / 2,
                                                          (gtk_widget_get_height (widget) - height) / 2));
  gdk_paintable_snapshot (self->paintable, snapshot, width, height);
  gtk_snapshot_restore (snapshot);
}

static void
lw_thumbnail_dispose (GObject *object)
{
  LwThumbnail *self = LW_THUMBNAIL (object);

  cancel (self);
  g_clear_object (&self->loader);
  g_clear_object (&self->paintable);
  g_clear_pointer (&self->sign, gtk_widget_unparent);

  G_OBJECT_CLASS (lw_thumbnail_parent_class)->dispose (object);
}

static void
lw_thumbnail_finalize (GObject *object)
{
  LwThumbnail *self = LW_THUMBNAIL (object);

  g_free (self->uri);

  G_OBJECT_CLASS (lw_thumbnail_parent_class)->finalize (object);
}

static void
lw_thumbnail_class_init (LwThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_thumbnail_dispose;
  object_class->finalize = lw_thumbnail_finalize;
  widget_class->measure = lw_thumbnail_measure;
  widget_class->size_allocate = lw_thumbnail_size_allocate;
  widget_class->snapshot = lw_thumbnail_snapshot;

  /**
   * LwThumbnail::failed:
   * @self: the thumbnail
   * @error: (type GError): why there is no picture
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
}

static void
lw_thumbnail_init (LwThumbnail *self)
{
  self->size = DEFAULT_SIZE;
  self->sign = gtk_image_new_from_icon_name ("image-missing-symbolic");
  gtk_image_set_icon_size (GTK_IMAGE (self->sign), GTK_ICON_SIZE_LARGE);
  gtk_widget_add_css_class (self->sign, "dim-label");
  gtk_widget_set_parent (self->sign, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->sign, FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lw_thumbnail_set_loader:
 * @self: a thumbnail
 * @loader: (nullable): the pictures
 *
 * Sets where the picture comes from.
 */
void
lw_thumbnail_set_loader (LwThumbnail   *self,
                         LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_THUMBNAIL (self));

  g_set_object (&self->loader, loader);
}

/**
 * lw_thumbnail_get_uri:
 * @self: a thumbnail
 *
 * Returns: (transfer none) (nullable): the image's address
 */
const char *
lw_thumbnail_get_uri (LwThumbnail *self)
{
  g_return_val_if_fail (LW_IS_THUMBNAIL (self), NULL);

  return self->uri;
}

/**
 * lw_thumbnail_set_uri:
 * @self: a thumbnail
 * @uri: (nullable): the image's address, %NULL to show nothing and stop loading
 *
 * Loads another picture.
 */
void
lw_thumbnail_set_uri (LwThumbnail *self,
                      const char  *uri)
{
  g_return_if_fail (LW_IS_THUMBNAIL (self));

  lw_set_str (&self->uri, uri);
  load (self);
}

/**
 * lw_thumbnail_get_size:
 * @self: a thumbnail
 *
 * Returns: the length of its side, in application pixels
 */
int
lw_thumbnail_get_size (LwThumbnail *self)
{
  g_return_val_if_fail (LW_IS_THUMBNAIL (self), 0);

  return self->size;
}

/**
 * lw_thumbnail_set_size:
 * @self: a thumbnail
 * @size: the length of its side, in application pixels
 *
 * Makes the square larger or smaller; takes effect on the picture with the next lw_thumbnail_set_uri().
 */
void
lw_thumbnail_set_size (LwThumbnail *self,
                       int          size)
{
  g_return_if_fail (LW_IS_THUMBNAIL (self));
  g_return_if_fail (size > 0);

  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
