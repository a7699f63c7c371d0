/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a labeling job is made from, and what else one of its lines says. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-input.h"

#include "lw-manifest-line.h"

#include "lw-json.h"

#include <glib/gi18n.h>

/* As the service's automated data setup takes them, in any case. */
static const char *const image_suffixes[] = { ".jpg", ".jpeg", ".png" };

/**
 * lw_engine_input_is_prefix:
 * @uri: where the input is
 *
 * Returns: whether all images under it are the input, rather than a manifest
 */
gboolean
lw_engine_input_is_prefix (const char *uri)
{
  g_return_val_if_fail (uri != NULL, FALSE);

  return g_str_has_suffix (uri, "/");
}

static gboolean
is_image (const char *uri)
{
  g_autofree char *lower = g_ascii_strdown (uri, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (image_suffixes); i++)
    if (g_str_has_suffix (lower, image_suffixes[i]))
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_images (LwObjectStore  *objects,
             const char     *uri,
             GError        **error)
{
  g_autoptr (GPtrArray) infos = lw_object_store_list (objects, uri, NULL, error);

  if (infos == NULL)
    return NULL;
  for (guint i = infos->len; i-- > 0;)
    if (!is_image (((LwObjectInfo *) infos->pdata[i])->uri))
      g_ptr_array_remove_index (infos, i);
  return g_steal_pointer (&infos);
}

static char *
dup_prefix_etag (LwObjectStore  *objects,
                 const char     *uri,
                 GError        **error)
{
  g_autoptr (GPtrArray) infos = list_images (objects, uri, error);
  g_autoptr (GChecksum) checksum = NULL;

  if (infos == NULL)
    return NULL;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; i < infos->len; i++)
    {
      const LwObjectInfo *info = g_ptr_array_index (infos, i);

      g_checksum_update (checksum, (const guchar *) info->uri, strlen (info->uri) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * lw_engine_input_dup_etag:
 * @objects: where it is
 * @uri: a manifest or a prefix
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what tells this state of the input from others: for a manifest its content as
 *   far as its store tells, for a prefix which images there are
 */
char *
lw_engine_input_dup_etag (LwObjectStore  *objects,
                          const char     *uri,
                          GError        **error)
{
  g_autoptr (LwObjectInfo) info = NULL;

  if (lw_engine_input_is_prefix (uri))
    return dup_prefix_etag (objects, uri, error);
  info = lw_object_store_head (objects, uri, NULL, error);
  if (info == NULL)
    return NULL;
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, info->etag != NULL ? info->etag : "",
                          info->size, info->modified);
}

/**
 * lw_engine_input_list_images:
 * @objects: where they are
 * @uri: a prefix
 * @error: return location: %G_IO_ERROR_NOT_FOUND when there is no image
 *
 * Returns: (transfer full) (nullable): an input manifest of all images under it
 */
GBytes *
lw_engine_input_list_images (LwObjectStore  *objects,
                             const char     *uri,
                             GError        **error)
{
  g_autoptr (GPtrArray) infos = list_images (objects, uri, error);
  GString *text;

  if (infos == NULL)
    return NULL;
  if (infos->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no image under “%s”"), uri);
      return NULL;
    }
  text = g_string_new (NULL);
  for (guint i = 0; i < infos->len; i++)
    {
      g_autofree char *quoted = lw_json_quote (((LwObjectInfo *) infos->pdata[i])->uri);

      g_string_append_printf (text, "{\"source-ref\":%s}\n", quoted);
    }
  return g_string_free_to_bytes (text);
}

/**
 * lw_engine_input_get_confidence:
 * @line: an input line
 * @length: its length
 *
 * Returns: the lowest confidence that an earlier job left in it, 0 to 1; 0 when there is none
 */
double
lw_engine_input_get_confidence (const char *line,
                                gsize       length)
{
  g_autoptr (JsonNode) node = lw_json_parse (line, length, NULL);
  JsonObject *object = lw_json_node_object (node);
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;
  double lowest = 2;

  for (GList *l = members; l != NULL; l = l->next)
    if (g_str_has_suffix (l->data, "-metadata"))
      {
        double confidence = lw_json_get_double (lw_json_get_object (object, l->data), "confidence", -1);

        if (confidence >= 0)
          lowest = MIN (lowest, confidence);
      }
  return lowest <= 1 ? lowest : 0;
}

static gboolean
add_class (JsonArray         *classes,
           JsonNode          *node,
           LwLabelCategories *categories)
{
  guint n = g_strv_length ((char **) lw_label_categories_get_names (categories));
  guint index;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (!lw_label_categories_find (categories, json_node_get_string (node), &index))
        return FALSE;
    }
  else if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0 ||
           json_node_get_int (node) >= n)
    return FALSE;
  else
    index = (guint) json_node_get_int (node);
  json_array_add_int_element (classes, index);
  return TRUE;
}

/**
 * lw_engine_input_dup_classes:
 * @labels: a label category, its number, or an array of them
 * @categories: the job's label categories
 *
 * Returns: (transfer full) (nullable): the class indexes as a JSON array; %NULL when it says nothing
 */
char *
lw_engine_input_dup_classes (JsonNode          *labels,
                             LwLabelCategories *categories)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *classes = json_array_new ();

  json_node_take_array (node, classes);
  if (!JSON_NODE_HOLDS_ARRAY (labels))
    return add_class (classes, labels, categories) ? lw_json_to_string (node, FALSE) : NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (labels)); i++)
    if (!add_class (classes, json_array_get_element (json_node_get_array (labels), i), categories))
      return NULL;
  return lw_json_to_string (node, FALSE);
}

/**
 * lw_engine_input_dup_gold:
 * @line: an input line
 * @length: its length
 * @attribute: the key of known answers
 * @categories: the job's label categories
 *
 * Returns: (transfer full) (nullable): the known answer as the store has it
 */
char *
lw_engine_input_dup_gold (const char        *line,
                          gsize              length,
                          const char        *attribute,
                          LwLabelCategories *categories)
{
  g_autofree char *text = lw_manifest_line_dup_member (line, length, attribute);
  g_autoptr (JsonNode) node = text != NULL ? lw_json_parse (text, -1, NULL) : NULL;

  return node != NULL ? lw_engine_input_dup_classes (node, categories) : NULL;
}
