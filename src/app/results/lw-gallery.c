/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a manifest as a grid of images.
 *
 * GtkGridView ─ LwRowSelection (a place for a row) ─ LwManifestModel (LwManifestRow)
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-gallery.h"

#include "lw-result-tile.h"

#include "lw-category-keys.h"

#define DEFAULT_TILE_SIZE 160

/* What the style sheet puts around the grid and around each tile, both sides together. */
#define GRID_PADDING 12
#define CELL_PADDING 12

/* The GtkListItem of a tile. */
#define LIST_ITEM "lw-list-item"

/* So many tiles are taken to be in view before it is known how high they are, and so many that are not in view are
 * settled in one turn of the main loop. */
#define FIRST_IN_VIEW 64
#define SETTLED_A_TURN 16

struct _LwGallery
{
  AdwBin          parent_instance;

  GtkGridView    *grid_view;

  LwImageLoader  *loader;
  LwRowSelection *selection;
  int             tile_size;
  guint           look_id;
};

enum
{
  ACTIVATE,
  CATEGORY_KEY,
  IMAGE_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwGallery, lw_gallery, ADW_TYPE_BIN)

static void
tile_image_failed_cb (LwGallery  *self,
                      const char *uri,
                      GError     *error)
{
  g_signal_emit (self, signals[IMAGE_FAILED], 0, uri, error);
}

/* The grid keeps hundreds of tiles, of which a few are in view: these come first, and the others a few at a time. */
static gboolean
look_cb (gpointer user_data)
{
  LwGallery *self = user_data;
  GtkWidget *grid = GTK_WIDGET (self->grid_view);
  int height = gtk_widget_get_height (grid);
  guint n_settled = 0;

  for (GtkWidget *cell = gtk_widget_get_last_child (grid); cell != NULL; cell = gtk_widget_get_prev_sibling (cell))
    {
      GtkWidget *tile = gtk_widget_get_first_child (cell);
      graphene_point_t top = GRAPHENE_POINT_INIT (0, 0);

      if (!LW_IS_RESULT_TILE (tile) || !gtk_widget_compute_point (cell, grid, &top, &top))
        continue;
      if (top.y < height && top.y + gtk_widget_get_height (cell) > 0)
        lw_result_tile_settle (LW_RESULT_TILE (tile), TRUE);
      else if (n_settled <= SETTLED_A_TURN && !lw_result_tile_is_settled (LW_RESULT_TILE (tile))
               && n_settled++ < SETTLED_A_TURN)
        lw_result_tile_settle (LW_RESULT_TILE (tile), FALSE);
    }
  if (n_settled > SETTLED_A_TURN)
    return G_SOURCE_CONTINUE;
  self->look_id = 0;
  return G_SOURCE_REMOVE;
}

/* After the frame that puts the tiles where they are to be. */
static void
look_later (LwGallery *self)
{
  if (self->look_id == 0)
    self->look_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, look_cb, self, NULL);
}

static void
adjustment_changed_cb (LwGallery *self)
{
  look_later (self);
}

/* About what is on the screen in the next frame: the tiles that have to be right in it. */
static gboolean
is_about_in_view (LwGallery *self,
                  guint      position)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->grid_view));
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->grid_view));
  int height = cell != NULL ? gtk_widget_get_height (cell) : 0;
  guint n_columns = gtk_grid_view_get_max_columns (self->grid_view);
  guint first, n_rows;

  if (position < FIRST_IN_VIEW || height <= 0)
    return position < FIRST_IN_VIEW;
  first = (guint) (gtk_adjustment_get_value (adjustment) / height);
  n_rows = (guint) (gtk_adjustment_get_page_size (adjustment) / height) + 2;
  return position / n_columns + 1 >= first && position / n_columns <= first + n_rows;
}

static void
factory_setup_cb (LwGallery          *self,
                  GtkListItem        *list_item,
                  GtkListItemFactory *factory)
{
  GtkWidget *tile = lw_result_tile_new (self->loader, self->tile_size);

  g_signal_connect_object (tile, "image-failed", G_CALLBACK (tile_image_failed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (tile), LIST_ITEM, list_item);
  gtk_list_item_set_child (list_item, tile);
}

/* The row that is in the tile's place now. */
static void
take_row (LwGallery    *self,
          LwResultTile *tile)
{
  GListModel *rows = lw_row_selection_get_model (self->selection);
  guint position = gtk_list_item_get_position (g_object_get_data (G_OBJECT (tile), LIST_ITEM));
  g_autoptr (LwManifestRow) row = rows != NULL ? g_list_model_get_item (rows, position) : NULL;

  lw_result_tile_set_row (tile, row);
  if (row != NULL && is_about_in_view (self, position))
    lw_result_tile_update (tile);
}

static void
selection_rows_changed_cb (LwGallery *self)
{
  GtkWidget *grid = GTK_WIDGET (self->grid_view);

  for (GtkWidget *cell = gtk_widget_get_first_child (grid); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *tile = gtk_widget_get_first_child (cell);

      if (LW_IS_RESULT_TILE (tile))
        take_row (self, LW_RESULT_TILE (tile));
    }
  look_later (self);
}

/* A tile that is bound again to the row it shows, as after each change of the selection, has nothing to do. So there is
 * no unbind: a tile that is not needed goes, and its request with it. */
static void
factory_bind_cb (LwGallery          *self,
                 GtkListItem        *list_item,
                 GtkListItemFactory *factory)
{
  take_row (self, LW_RESULT_TILE (gtk_list_item_get_child (list_item)));
  look_later (self);
}

static void
grid_view_activate_cb (LwGallery *self,
                       guint      position)
{
  g_signal_emit (self, signals[ACTIVATE], 0, position);
}

static gboolean
key_pressed_cb (LwGallery             *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  char key = lw_category_key_from_event (gtk_widget_get_display (GTK_WIDGET (self)), keyval, keycode, state);
  gboolean used = FALSE;

  if (key != 0)
    g_signal_emit (self, signals[CATEGORY_KEY], 0, lw_category_key_to_index (key), &used);
  return used;
}

/* GtkGridView keeps tiles for thirty rows of as many columns as it may ever have, so it is told how many that are. */
static void
lw_gallery_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  LwGallery *self = LW_GALLERY (widget);
  int n_columns = (width - GRID_PADDING) / (self->tile_size + CELL_PADDING);

  gtk_grid_view_set_max_columns (self->grid_view, MAX (n_columns, 1));
  GTK_WIDGET_CLASS (lw_gallery_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
lw_gallery_dispose (GObject *object)
{
  LwGallery *self = LW_GALLERY (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  if (self->grid_view != NULL)
    gtk_grid_view_set_model (self->grid_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->loader);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_GALLERY);

  G_OBJECT_CLASS (lw_gallery_parent_class)->dispose (object);
}

static void
lw_gallery_class_init (LwGalleryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_gallery_dispose;
  widget_class->size_allocate = lw_gallery_size_allocate;

  /**
   * LwGallery::activate:
   * @self: the gallery
   * @position: which image
   *
   * An image is to be opened: Enter, or a double click.
   */
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * LwGallery::category-key:
   * @self: the gallery
   * @index: the position of the label category whose key was pressed, as when labeling
   *
   * Returns: whether the key meant something
   */
  signals[CATEGORY_KEY] = g_signal_new ("category-key", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_INT);

  /**
   * LwGallery::image-failed:
   * @self: the gallery
   * @uri: the image's address
   * @error: (type GError): why it cannot be shown
   */
  signals[IMAGE_FAILED] = g_signal_new ("image-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                        G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/results/lw-gallery.ui");
  gtk_widget_class_bind_template_child (widget_class, LwGallery, grid_view);
  gtk_widget_class_bind_template_callback (widget_class, adjustment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grid_view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
lw_gallery_init (LwGallery *self)
{
  self->tile_size = DEFAULT_TILE_SIZE;
  self->selection = lw_row_selection_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_grid_view_set_model (self->grid_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "rows-changed", G_CALLBACK (selection_rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lw_gallery_new:
 *
 * Returns: (transfer floating): a gallery of nothing
 */
GtkWidget *
lw_gallery_new (void)
{
  return g_object_new (LW_TYPE_GALLERY, NULL);
}

/**
 * lw_gallery_set_loader:
 * @self: a gallery
 * @loader: (nullable): the pictures
 *
 * Sets where the pictures come from.
 */
void
lw_gallery_set_loader (LwGallery     *self,
                       LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_GALLERY (self));
  g_return_if_fail (loader == NULL || LW_IS_IMAGE_LOADER (loader));

  if (g_set_object (&self->loader, loader))
    lw_gallery_rebuild (self);
}

/**
 * lw_gallery_set_model:
 * @self: a gallery
 * @model: (nullable): a list of LwManifestRow
 *
 * Shows another list, from the same place on.
 */
void
lw_gallery_set_model (LwGallery  *self,
                      GListModel *model)
{
  g_return_if_fail (LW_IS_GALLERY (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  lw_row_selection_set_model (self->selection, model);
}

/**
 * lw_gallery_rewind:
 * @self: a gallery
 *
 * Shows the first rows.
 */
void
lw_gallery_rewind (LwGallery *self)
{
  g_return_if_fail (LW_IS_GALLERY (self));

  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->grid_view)), 0);
}

/**
 * lw_gallery_get_selection:
 * @self: a gallery
 *
 * Returns: (transfer none): which images are selected
 */
LwRowSelection *
lw_gallery_get_selection (LwGallery *self)
{
  g_return_val_if_fail (LW_IS_GALLERY (self), NULL);

  return self->selection;
}

/**
 * lw_gallery_get_tile_size:
 * @self: a gallery
 *
 * Returns: the length of the side of a picture, in application pixels
 */
int
lw_gallery_get_tile_size (LwGallery *self)
{
  g_return_val_if_fail (LW_IS_GALLERY (self), 0);

  return self->tile_size;
}

/**
 * lw_gallery_set_tile_size:
 * @self: a gallery
 * @tile_size: the length of the side of a picture, in application pixels
 *
 * Makes the pictures larger or smaller.
 */
void
lw_gallery_set_tile_size (LwGallery *self,
                          int        tile_size)
{
  g_return_if_fail (LW_IS_GALLERY (self));
  g_return_if_fail (tile_size > 0);

  if (self->tile_size == tile_size)
    return;

  self->tile_size = tile_size;
  lw_gallery_rebuild (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * lw_gallery_rebuild:
 * @self: a gallery
 *
 * Makes new tiles: images that were not found are looked for again.
 */
void
lw_gallery_rebuild (LwGallery *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (LW_IS_GALLERY (self));

  if (self->loader == NULL)
    return;
  g_signal_connect_object (factory, "setup", G_CALLBACK (factory_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (factory_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid_view, factory);
}

/**
 * lw_gallery_focus:
 * @self: a gallery
 *
 * Gives the keyboard to the image that had it last, or to the first one.
 */
void
lw_gallery_focus (LwGallery *self)
{
  g_return_if_fail (LW_IS_GALLERY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->grid_view));
}

/**
 * lw_gallery_scroll_to:
 * @self: a gallery
 * @position: which image
 *
 * Brings an image into view and gives it the keyboard.
 */
void
lw_gallery_scroll_to (LwGallery *self,
                      guint      position)
{
  g_return_if_fail (LW_IS_GALLERY (self));

  gtk_widget_activate_action (GTK_WIDGET (self->grid_view), "list.scroll-to-item", "u", position);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid_view));
}
