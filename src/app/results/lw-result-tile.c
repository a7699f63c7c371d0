/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of the gallery with its label and how sure it is. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-result-tile.h"
#include "lw-results-words.h"
#include "lw-thumbnail.h"

#include <glib/gi18n.h>

struct _LwResultTile
{
  GtkWidget       parent_instance;

  LwThumbnail    *thumbnail;
  GtkInscription *label;
  GtkInscription *confidence;

  const char     *css_class;
};

enum
{
  IMAGE_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwResultTile, lw_result_tile, GTK_TYPE_WIDGET)

static void
set_css_class (LwResultTile *self,
               const char   *css_class)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), css_class);
}

static void
thumbnail_failed_cb (LwResultTile *self,
                     GError       *error)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), error->message);
  g_signal_emit (self, signals[IMAGE_FAILED], 0, lw_thumbnail_get_uri (self->thumbnail), error);
}

static void
lw_result_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_RESULT_TILE);

  G_OBJECT_CLASS (lw_result_tile_parent_class)->dispose (object);
}

static void
lw_result_tile_class_init (LwResultTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_result_tile_dispose;

  /**
   * LwResultTile::image-failed:
   * @self: the tile
   * @uri: the image's address
   * @error: (type GError): why it cannot be shown
   */
  signals[IMAGE_FAILED] = g_signal_new ("image-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                        G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (LW_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-result-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, LwResultTile, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, LwResultTile, label);
  gtk_widget_class_bind_template_child (widget_class, LwResultTile, confidence);
  gtk_widget_class_bind_template_callback (widget_class, thumbnail_failed_cb);
}

static void
lw_result_tile_init (LwResultTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_result_tile_new:
 * @loader: the pictures
 *
 * Returns: (transfer floating): an empty tile
 */
GtkWidget *
lw_result_tile_new (LwImageLoader *loader)
{
  LwResultTile *self = g_object_new (LW_TYPE_RESULT_TILE, NULL);

  lw_thumbnail_set_loader (self->thumbnail, loader);
  return GTK_WIDGET (self);
}

/**
 * lw_result_tile_set_row:
 * @self: a tile
 * @row: (nullable): a row of a manifest; %NULL to show nothing and stop loading
 *
 * Shows a row.
 */
void
lw_result_tile_set_row (LwResultTile  *self,
                        LwManifestRow *row)
{
  g_autofree char *label = NULL;
  g_autofree char *confidence = NULL;
  g_autofree char *name = NULL;
  LwDataObjectState state;

  g_return_if_fail (LW_IS_RESULT_TILE (self));
  g_return_if_fail (row == NULL || LW_IS_MANIFEST_ROW (row));

  lw_thumbnail_set_uri (self->thumbnail, row != NULL ? lw_manifest_row_get_source_ref (row) : NULL);
  if (row == NULL)
    return;

  state = lw_manifest_row_get_state (row);
  label = lw_results_words_dup_label (row);
  confidence = lw_results_words_dup_confidence (row);
  gtk_inscription_set_text (self->label, label);
  gtk_inscription_set_text (self->confidence, confidence);
  set_css_class (self, state != LW_DATA_OBJECT_STATE_LABELED ? lw_results_words_get_css_class (state) : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), lw_manifest_row_get_source_ref (row));

  /* Translators: a file's name, its label, its confidence */
  name = confidence != NULL ? g_strdup_printf (_("%s, %s, %s"), lw_manifest_row_get_name (row), label, confidence)
                            : g_strdup_printf (_("%s, %s"), lw_manifest_row_get_name (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * lw_result_tile_set_size:
 * @self: a tile
 * @size: the length of the picture's side, in application pixels
 *
 * Makes the tile larger or smaller.
 */
void
lw_result_tile_set_size (LwResultTile *self,
                         int           size)
{
  g_return_if_fail (LW_IS_RESULT_TILE (self));

  lw_thumbnail_set_size (self->thumbnail, size);
}
