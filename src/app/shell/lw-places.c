/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The places that the studio knows, this computer first, kept in a file of the workspace. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-places.h"

#include "lw-file.h"
#include "lw-json.h"

#include <glib/gi18n.h>

#define MAX_FILE (1024 * 1024)

struct _LwPlaces
{
  GObject    parent_instance;

  GPtrArray *places;
  char      *path;
};

static GType
lw_places_get_item_type (GListModel *model)
{
  return LW_TYPE_PLACE;
}

static guint
lw_places_get_n_items (GListModel *model)
{
  return LW_PLACES (model)->places->len;
}

static gpointer
lw_places_get_item (GListModel *model,
                    guint       position)
{
  LwPlaces *self = LW_PLACES (model);

  return position < self->places->len ? g_object_ref (self->places->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_places_get_item_type;
  iface->get_n_items = lw_places_get_n_items;
  iface->get_item = lw_places_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LwPlaces, lw_places, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
lw_places_finalize (GObject *object)
{
  LwPlaces *self = LW_PLACES (object);

  g_ptr_array_unref (self->places);
  g_free (self->path);
  G_OBJECT_CLASS (lw_places_parent_class)->finalize (object);
}

static void
lw_places_class_init (LwPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_places_finalize;
}

static void
lw_places_init (LwPlaces *self)
{
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->places, lw_place_new_local ());
}

/**
 * lw_places_new:
 *
 * Returns: (transfer full): this computer, and no other place yet
 */
LwPlaces *
lw_places_new (void)
{
  return g_object_new (LW_TYPE_PLACES, NULL);
}

static gboolean
save (LwPlaces  *self,
      GError   **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 1; i < self->places->len; i++)
    json_array_add_element (array, lw_place_to_json (self->places->pdata[i]));
  json_object_set_int_member (object, "version", 1);
  json_object_set_array_member (object, "places", array);
  json_node_set_object (root, object);
  text = lw_json_to_string (root, TRUE);
  return self->path == NULL || lw_file_write (self->path, text, strlen (text), error);
}

/* What cannot be read of the file is passed over, so that the places around it stay. */
static void
read_places (LwPlaces *self,
             JsonNode *root)
{
  JsonArray *array = lw_json_get_array (lw_json_node_object (root), "places");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (LwPlace) place = lw_place_new_from_json (lw_json_node_object (json_array_get_element (array, i)));

      if (place != NULL && lw_places_find (self, lw_place_get_id (place)) == NULL)
        g_ptr_array_add (self->places, g_steal_pointer (&place));
    }
}

/**
 * lw_places_load:
 * @self: the places
 * @path: the file that they are kept in; it need not exist
 * @error: return location
 *
 * Returns: whether the file could be read or is not there
 */
gboolean
lw_places_load (LwPlaces    *self,
                const char  *path,
                GError     **error)
{
  g_autoptr (JsonNode) root = NULL;
  guint n_before;

  g_return_val_if_fail (LW_IS_PLACES (self) && path != NULL, FALSE);

  g_free (self->path);
  self->path = g_strdup (path);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  root = lw_json_parse_file (path, MAX_FILE, error);
  if (root == NULL)
    return FALSE;
  n_before = self->places->len;
  read_places (self, root);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->places->len - n_before);
  return TRUE;
}

/**
 * lw_places_get_local:
 * @self: the places
 *
 * Returns: (transfer none): this computer
 */
LwPlace *
lw_places_get_local (LwPlaces *self)
{
  g_return_val_if_fail (LW_IS_PLACES (self), NULL);

  return self->places->pdata[0];
}

/**
 * lw_places_find:
 * @self: the places
 * @id: a place's id
 *
 * Returns: (transfer none) (nullable): the place
 */
LwPlace *
lw_places_find (LwPlaces   *self,
                const char *id)
{
  g_return_val_if_fail (LW_IS_PLACES (self), NULL);

  for (guint i = 0; i < self->places->len; i++)
    if (g_strcmp0 (lw_place_get_id (self->places->pdata[i]), id) == 0)
      return self->places->pdata[i];
  return NULL;
}

/**
 * lw_places_add:
 * @self: the places
 * @place: a new one
 * @error: return location
 *
 * Returns: (transfer none) (nullable): @place, or the one that was there and is the same; %NULL when it could not be
 *   remembered
 */
LwPlace *
lw_places_add (LwPlaces  *self,
               LwPlace   *place,
               GError   **error)
{
  LwPlace *known;

  g_return_val_if_fail (LW_IS_PLACES (self) && LW_IS_PLACE (place), NULL);

  known = lw_places_find (self, lw_place_get_id (place));
  if (known != NULL)
    return known;
  g_ptr_array_add (self->places, g_object_ref (place));
  if (!save (self, error))
    {
      g_ptr_array_set_size (self->places, (int) self->places->len - 1);
      return NULL;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), self->places->len - 1, 0, 1);
  return place;
}

/**
 * lw_places_remove:
 * @self: the places
 * @place: one that was added
 * @error: return location
 *
 * Forgets the place. Its jobs stay where they are.
 *
 * Returns: whether that could be remembered
 */
gboolean
lw_places_remove (LwPlaces  *self,
                  LwPlace   *place,
                  GError   **error)
{
  g_autoptr (LwPlace) kept = NULL;
  guint position;

  g_return_val_if_fail (LW_IS_PLACES (self), FALSE);
  g_return_val_if_fail (g_ptr_array_find (self->places, place, &position) && position > 0, FALSE);

  kept = g_object_ref (place);
  g_ptr_array_remove_index (self->places, position);
  if (!save (self, error))
    {
      g_ptr_array_insert (self->places, (int) position, g_steal_pointer (&kept));
      return FALSE;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}
