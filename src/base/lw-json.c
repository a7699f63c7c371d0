/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents and single rows in JSON, on json-glib: bounded parsing of what others wrote, and reads that treat absent,
 * null and wrongly typed members alike. Not for manifests of a million lines (see manifest/). */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* json-glib 1.6 recurses on nesting, so the depth is bounded before it sees the text. */
static gboolean
depth_is_bounded (const char *text,
                  gsize       length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > LW_JSON_MAX_DEPTH)
            return FALSE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

/**
 * lw_json_parse:
 * @text: UTF-8 text of one JSON value; a byte order mark is skipped
 * @length: its length in bytes, or -1 when it ends in a NUL
 * @error: return location: %G_IO_ERROR_INVALID_DATA, with the place in the message
 *
 * Nesting deeper than %LW_JSON_MAX_DEPTH is refused.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with @error set
 */
JsonNode *
lw_json_parse (const char  *text,
               gssize       length,
               GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The text is not UTF-8"));
      return NULL;
    }
  if (!depth_is_bounded (text, length))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("The JSON is nested more than %d levels deep"), LW_JSON_MAX_DEPTH);
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &local_error))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("Line %u, column %u is not complete JSON: %s"),
                   json_parser_get_current_line (parser), json_parser_get_current_pos (parser),
                   local_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("There is no JSON value in the text"));
      return NULL;
    }
  return json_node_ref (root);
}

/* The end of the string that begins at @start. */
static gsize
skip_string (const char *text,
             gsize       length,
             gsize       start)
{
  gsize i = start + 1;

  while (i < length && text[i] != '"')
    i += text[i] == '\\' ? 2 : 1;
  return MIN (i, length);
}

/* @text with each value that is nested too deep replaced by its text, as a string. */
static char *
fold (const char *text,
      gsize       length)
{
  GString *folded = g_string_sized_new (length);
  gsize done = 0;
  gsize start = 0;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        i = skip_string (text, length, i);
      else if ((text[i] == '{' || text[i] == '[') && ++depth == LW_JSON_MAX_DEPTH + 1)
        start = i;
      else if ((text[i] == '}' || text[i] == ']') && depth > 0 && depth-- == LW_JSON_MAX_DEPTH + 1)
        {
          g_autofree char *value = g_strndup (text + start, i + 1 - start);
          g_autofree char *quoted = lw_json_quote (value);

          g_string_append_len (folded, text + done, start - done);
          g_string_append (folded, quoted);
          done = i + 1;
        }
    }
  g_string_append_len (folded, text + done, length - done);
  return g_string_free (folded, FALSE);
}

static char *
read_file (const char  *path,
           gsize        max_size,
           gsize       *length,
           GError     **error)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, length, error))
    return NULL;
  if (*length <= max_size)
    return g_steal_pointer (&text);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is too large to be read"), path);
  return NULL;
}

/**
 * lw_json_parse_file_folded:
 * @path: a file
 * @max_size: the largest size in bytes to read
 * @error: return location
 *
 * As lw_json_parse_file(), for documents in which stands what strangers sent: a value that is nested deeper than
 * %LW_JSON_MAX_DEPTH is a string with its text, and all around it is read as it is.
 *
 * Returns: (transfer full) (nullable): the file's value, or %NULL with @error set
 */
JsonNode *
lw_json_parse_file_folded (const char  *path,
                           gsize        max_size,
                           GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  JsonNode *node;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  text = read_file (path, max_size, &length, error);
  if (text == NULL)
    return NULL;
  if (!depth_is_bounded (text, length) && g_utf8_validate_len (text, length, NULL))
    folded = fold (text, length);
  node = lw_json_parse (folded != NULL ? folded : text, folded != NULL ? -1 : (gssize) length, error);
  if (node == NULL)
    g_prefix_error (error, "%s: ", path);
  return node;
}

/**
 * lw_json_parse_file:
 * @path: a file
 * @max_size: the largest size in bytes to read
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the file's value, or %NULL with @error set
 */
JsonNode *
lw_json_parse_file (const char  *path,
                    gsize        max_size,
                    GError     **error)
{
  g_autofree char *text = NULL;
  JsonNode *node;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  text = read_file (path, max_size, &length, error);
  if (text == NULL)
    return NULL;
  node = lw_json_parse (text, length, error);
  if (node == NULL)
    g_prefix_error (error, "%s: ", path);
  return node;
}

/**
 * lw_json_to_string:
 * @node: a value
 * @pretty: whether to indent it by two spaces
 *
 * Returns: (transfer full): @node as JSON text, without a final newline
 */
char *
lw_json_to_string (JsonNode *node,
                   gboolean  pretty)
{
  g_autoptr (JsonGenerator) generator = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  generator = json_generator_new ();
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, pretty);
  return json_generator_to_data (generator, NULL);
}

static JsonNode *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, lw_json_copy (json_object_get_member (object, l->data)));
  return json_node_init_object (json_node_alloc (), copy);
}

static JsonNode *
copy_array (JsonArray *array)
{
  JsonArray *copy = json_array_sized_new (json_array_get_length (array));

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, lw_json_copy (json_array_get_element (array, i)));
  return json_node_init_array (json_node_alloc (), copy);
}

/**
 * lw_json_copy:
 * @node: a value, nested at most as deep as lw_json_parse() allows
 *
 * json_node_copy() shares objects and arrays with the original, and a parsed value is sealed; this copies all of it.
 *
 * Returns: (transfer full): a copy of @node that may be changed
 */
JsonNode *
lw_json_copy (JsonNode *node)
{
  JsonNode *copy;

  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    copy = copy_object (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    copy = copy_array (json_node_get_array (node));
  else
    copy = json_node_copy (node);
  return copy;
}

/* Whether a JSON string is the text itself between quotes: most names are. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text < ' ' || *text > '~' || *text == '"' || *text == '\\')
      return FALSE;
  return TRUE;
}

/**
 * lw_json_quote:
 * @text: UTF-8 text
 *
 * Returns: (transfer full): @text as a JSON string with its quotes
 */
char *
lw_json_quote (const char *text)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_plain (text))
    return g_strconcat ("\"", text, "\"", NULL);
  node = json_node_init_string (json_node_alloc (), text);
  return lw_json_to_string (node, FALSE);
}

/**
 * lw_json_node_object:
 * @node: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the object in @node, %NULL when it is something else
 */
JsonObject *
lw_json_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
get_member (JsonObject *object,
            const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

/**
 * lw_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the object there, %NULL when absent or something else
 */
JsonObject *
lw_json_get_object (JsonObject *object,
                    const char *member)
{
  return lw_json_node_object (get_member (object, member));
}

/**
 * lw_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the array there, %NULL when absent or something else
 */
JsonArray *
lw_json_get_array (JsonObject *object,
                   const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * lw_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the string there, %NULL when absent or something else
 */
const char *
lw_json_get_string (JsonObject *object,
                    const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
is_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/**
 * lw_json_get_int:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to answer when there is no number
 *
 * Returns: the number there, cut to an integer
 */
gint64
lw_json_get_int (JsonObject *object,
                 const char *member,
                 gint64      fallback)
{
  JsonNode *node = get_member (object, member);

  return is_number (node) ? json_node_get_int (node) : fallback;
}

/**
 * lw_json_get_double:
 * @object: (nullable): an object
 * @member: a member's name
 * @fallback: what to answer when there is no number
 *
 * Returns: the number there
 */
double
lw_json_get_double (JsonObject *object,
                    const char *member,
                    double      fallback)
{
  JsonNode *node = get_member (object, member);

  return is_number (node) ? json_node_get_double (node) : fallback;
}
