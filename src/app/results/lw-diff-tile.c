/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of two manifests with what each of them says of it: the tile of the gallery says the one, the line below
 * it the other. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-diff-tile.h"

#include "lw-result-tile.h"
#include "lw-results-words.h"

#include <glib/gi18n.h>

struct _LwDiffTile
{
  AdwBin          parent_instance;

  LwResultTile   *tile;
  GtkInscription *other;
};

G_DEFINE_FINAL_TYPE (LwDiffTile, lw_diff_tile, ADW_TYPE_BIN)

static void
lw_diff_tile_class_init (LwDiffTileClass *klass)
{
}

static void
lw_diff_tile_init (LwDiffTile *self)
{
}

/**
 * lw_diff_tile_new:
 * @loader: the pictures
 * @size: the length of the side of the picture, in application pixels
 *
 * Returns: (transfer floating): an empty tile
 */
GtkWidget *
lw_diff_tile_new (LwImageLoader *loader,
                  int            size)
{
  LwDiffTile *self = g_object_new (LW_TYPE_DIFF_TILE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *tile = lw_result_tile_new (loader, size);
  GtkWidget *other = gtk_inscription_new (NULL);

  self->tile = LW_RESULT_TILE (tile);
  self->other = GTK_INSCRIPTION (other);
  gtk_inscription_set_xalign (self->other, 0.5f);
  gtk_inscription_set_text_overflow (self->other, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), other);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

static char *
dup_other (LwDiffPair *pair)
{
  LwManifestRow *right = lw_diff_pair_get_right (pair);
  g_autofree char *label = NULL;
  g_autofree char *confidence = NULL;

  if (right == NULL)
    return g_strdup (_("only in the first manifest"));
  if (lw_diff_pair_get_left (pair) == NULL)
    return g_strdup (_("only in the second manifest"));
  label = lw_results_words_dup_label (right);
  confidence = lw_results_words_dup_confidence (right);
  if (confidence == NULL)
    /* Translators: what an image is in the second manifest: a label */
    return g_strdup_printf (_("→ %s"), label);
  /* Translators: what an image is in the second manifest: a label, a confidence */
  return g_strdup_printf (_("→ %s · %s"), label, confidence);
}

/**
 * lw_diff_tile_set_pair:
 * @self: a tile
 * @pair: (nullable): two rows; %NULL to show nothing
 *
 * Shows a pair.
 */
void
lw_diff_tile_set_pair (LwDiffTile *self,
                       LwDiffPair *pair)
{
  g_autofree char *other = pair != NULL ? dup_other (pair) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (LW_IS_DIFF_TILE (self));
  g_return_if_fail (pair == NULL || LW_IS_DIFF_PAIR (pair));

  lw_result_tile_set_row (self->tile, pair != NULL ? lw_diff_pair_get_row (pair) : NULL);
  gtk_inscription_set_text (self->other, other);
  if (pair == NULL)
    return;
  label = lw_results_words_dup_label (lw_diff_pair_get_row (pair));
  /* Translators: a file's name, its label, what the second manifest says */
  name = g_strdup_printf (_("%s, %s, %s"), lw_manifest_row_get_name (lw_diff_pair_get_row (pair)), label, other);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
