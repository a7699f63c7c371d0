/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of the gallery with its label, its state and how sure it is. The tile paints the picture itself: a grid
 * keeps hundreds of tiles, and every widget in them costs at each frame. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-result-tile.h"
#include "lw-results-words.h"

#include "lw-str.h"

#include <glib/gi18n.h>

#define SPACING 4

struct _LwResultTile
{
  GtkWidget       parent_instance;

  GtkInscription *label;
  GtkInscription *details;

  LwImageLoader  *loader;
  int             size;
  LwManifestRow  *row;
  GdkTexture     *texture;
  GtkWidget      *sign;
  GCancellable   *cancellable;
  LwImagePriority priority;
  const char     *css_class;
  char           *problem;
  gboolean        is_stale;
};

enum
{
  IMAGE_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwResultTile, lw_result_tile, GTK_TYPE_WIDGET)

/* The picture */

static void
set_texture (LwResultTile *self,
             GdkTexture   *texture)
{
  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Most tiles never need the sign that there is no picture. */
static void
show_sign (LwResultTile *self,
           gboolean      shown)
{
  if (shown && self->sign == NULL)
    {
      self->sign = g_object_new (GTK_TYPE_IMAGE, "icon-name", "image-missing-symbolic", "icon-size",
                                 GTK_ICON_SIZE_LARGE, NULL);
      gtk_widget_add_css_class (self->sign, "dim-label");
      gtk_widget_set_parent (self->sign, GTK_WIDGET (self));
    }
  if (self->sign != NULL)
    gtk_widget_set_visible (self->sign, shown);
}

static void
load_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (object), result, &error);
  LwResultTile *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = LW_RESULT_TILE (user_data);
  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      set_texture (self, texture);
      return;
    }
  show_sign (self, TRUE);
  lw_set_str (&self->problem, error->message);
  g_signal_emit (self, signals[IMAGE_FAILED], 0, lw_manifest_row_get_source_ref (self->row), error);
}

static void
cancel (LwResultTile *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static int
get_pixels (LwResultTile *self)
{
  return self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* Whether the picture is there, or none can be. */
static gboolean
is_loaded (LwResultTile *self)
{
  return self->texture != NULL || self->row == NULL || lw_manifest_row_get_source_ref (self->row) == NULL
         || (self->sign != NULL && gtk_widget_get_visible (self->sign));
}

/* Who asks again for a picture that waits joins those who wait, and makes it wait less. */
static void
load (LwResultTile    *self,
      LwImagePriority  priority)
{
  cancel (self);
  self->cancellable = g_cancellable_new ();
  self->priority = priority;
  lw_image_loader_load_async (self->loader, lw_manifest_row_get_source_ref (self->row), get_pixels (self), priority,
                              self->cancellable, load_cb, self);
}

/* Layout */

static int
measure_line (GtkInscription *line)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (line), GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
lw_result_tile_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  LwResultTile *self = LW_RESULT_TILE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->size;
  else
    *minimum = *natural = self->size + SPACING + measure_line (self->label) + measure_line (self->details);
}

static void
lw_result_tile_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  LwResultTile *self = LW_RESULT_TILE (widget);
  int label_height = measure_line (self->label);
  int y = self->size + SPACING;

  gtk_widget_size_allocate (GTK_WIDGET (self->label), &(GtkAllocation) { 0, y, width, label_height }, -1);
  y += label_height;
  gtk_widget_size_allocate (GTK_WIDGET (self->details), &(GtkAllocation) { 0, y, width, MAX (height - y, 0) }, -1);
  if (self->sign != NULL && gtk_widget_get_visible (self->sign))
    {
      gtk_widget_measure (self->sign, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->sign, &(GtkAllocation) { 0, 0, width, self->size }, -1);
    }
}

/* A picture stands on whole pixels in its own size, so that it is copied and not scaled anew for each frame. */
static void
lw_result_tile_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  LwResultTile *self = LW_RESULT_TILE (widget);

  if (self->texture != NULL)
    {
      int scale = gtk_widget_get_scale_factor (widget);
      double width = gdk_texture_get_width (self->texture) / (double) scale;
      double height = gdk_texture_get_height (self->texture) / (double) scale;
      double factor = MIN (self->size / MAX (width, height), 1);
      int x = (int) ((gtk_widget_get_width (widget) - width * factor) / 2);
      int y = (int) ((self->size - height * factor) / 2);

      gtk_snapshot_append_texture (snapshot, self->texture,
                                   &GRAPHENE_RECT_INIT (x, y, (float) (width * factor), (float) (height * factor)));
    }
  GTK_WIDGET_CLASS (lw_result_tile_parent_class)->snapshot (widget, snapshot);
}

/* Asked for when it is to be shown: to set a tooltip's text asks the window system where the pointer is. */
static gboolean
lw_result_tile_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard_tooltip,
                              GtkTooltip *tooltip)
{
  LwResultTile *self = LW_RESULT_TILE (widget);
  const char *text = self->problem;

  if (text == NULL && self->row != NULL)
    text = lw_manifest_row_get_source_ref (self->row);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
lw_result_tile_dispose (GObject *object)
{
  LwResultTile *self = LW_RESULT_TILE (object);

  cancel (self);
  g_clear_object (&self->row);
  g_clear_object (&self->texture);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->sign, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_RESULT_TILE);

  G_OBJECT_CLASS (lw_result_tile_parent_class)->dispose (object);
}

static void
lw_result_tile_finalize (GObject *object)
{
  g_free (LW_RESULT_TILE (object)->problem);

  G_OBJECT_CLASS (lw_result_tile_parent_class)->finalize (object);
}

static void
lw_result_tile_class_init (LwResultTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_result_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_result_tile_finalize;
  widget_class->measure = lw_result_tile_measure;
  widget_class->size_allocate = lw_result_tile_size_allocate;
  widget_class->snapshot = lw_result_tile_snapshot;
  widget_class->query_tooltip = lw_result_tile_query_tooltip;

  /**
   * LwResultTile::image-failed:
   * @self: the tile
   * @uri: the image's address
   * @error: (type GError): why it cannot be shown
   */
  signals[IMAGE_FAILED] = g_signal_new ("image-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                        G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-result-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, LwResultTile, label);
  gtk_widget_class_bind_template_child (widget_class, LwResultTile, details);
}

static void
lw_result_tile_init (LwResultTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Words */

static void
set_css_class (LwResultTile *self,
               const char   *css_class)
{
  if (self->css_class == css_class)
    return;
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), css_class);
}

static void
update_words (LwResultTile *self)
{
  LwDataObjectState state = lw_manifest_row_get_state (self->row);
  g_autofree char *label = lw_results_words_dup_label (self->row);
  g_autofree char *details = lw_results_words_dup_details (self->row);
  g_autofree char *name = NULL;

  gtk_inscription_set_text (self->label, label);
  gtk_inscription_set_text (self->details, details);
  set_css_class (self, state != LW_DATA_OBJECT_STATE_LABELED ? lw_results_words_get_css_class (state) : NULL);

  /* Translators: a file's name; its label; its state and confidence */
  name = details != NULL ? g_strdup_printf (_("%s, %s, %s"), lw_manifest_row_get_name (self->row), label, details)
                         : g_strdup_printf (_("%s, %s"), lw_manifest_row_get_name (self->row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * lw_result_tile_new:
 * @loader: the pictures
 * @size: the length of the picture's side, in application pixels
 *
 * Returns: (transfer floating): an empty tile
 */
GtkWidget *
lw_result_tile_new (LwImageLoader *loader,
                    int            size)
{
  LwResultTile *self = g_object_new (LW_TYPE_RESULT_TILE, NULL);

  self->loader = g_object_ref (loader);
  self->size = size;
  return GTK_WIDGET (self);
}

/**
 * lw_result_tile_get_row:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): the row that it shows
 */
LwManifestRow *
lw_result_tile_get_row (LwResultTile *self)
{
  g_return_val_if_fail (LW_IS_RESULT_TILE (self), NULL);

  return self->row;
}

/**
 * lw_result_tile_set_row:
 * @self: a tile
 * @row: (nullable): a row of a manifest; %NULL to show nothing and stop loading
 *
 * Shows a row, as far as that costs nothing: see lw_result_tile_settle().
 */
void
lw_result_tile_set_row (LwResultTile  *self,
                        LwManifestRow *row)
{
  g_return_if_fail (LW_IS_RESULT_TILE (self));
  g_return_if_fail (row == NULL || LW_IS_MANIFEST_ROW (row));

  if (!g_set_object (&self->row, row))
    return;

  cancel (self);
  show_sign (self, FALSE);
  lw_set_str (&self->problem, NULL);
  set_texture (self, row != NULL && lw_manifest_row_get_source_ref (row) != NULL
                       ? lw_image_loader_peek (self->loader, lw_manifest_row_get_source_ref (row), get_pixels (self))
                       : NULL);
  self->is_stale = row != NULL;
}

/**
 * lw_result_tile_is_settled:
 * @self: a tile
 *
 * Returns: whether it says what its row says, and its picture is there or on its way
 */
gboolean
lw_result_tile_is_settled (LwResultTile *self)
{
  g_return_val_if_fail (LW_IS_RESULT_TILE (self), TRUE);

  return !self->is_stale && (is_loaded (self) || self->cancellable != NULL);
}

/**
 * lw_result_tile_update:
 * @self: a tile
 *
 * Says what its row says.
 */
void
lw_result_tile_update (LwResultTile *self)
{
  g_return_if_fail (LW_IS_RESULT_TILE (self));

  if (self->is_stale)
    update_words (self);
  self->is_stale = FALSE;
}

/**
 * lw_result_tile_settle:
 * @self: a tile
 * @in_view: whether a person sees it
 *
 * Says what its row says and loads the picture: when it is in view, before those that are not.
 */
void
lw_result_tile_settle (LwResultTile *self,
                       gboolean      in_view)
{
  LwImagePriority priority = in_view ? LW_IMAGE_PRIORITY_THUMBNAIL : LW_IMAGE_PRIORITY_AHEAD;

  g_return_if_fail (LW_IS_RESULT_TILE (self));

  lw_result_tile_update (self);
  if (!is_loaded (self) && (self->cancellable == NULL || priority < self->priority))
    load (self, priority);
}
