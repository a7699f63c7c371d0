/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service says of a request that breaks its API model. The form is the service's, so nothing here is
 * translated: "2 validation errors detected: Value 'a b' at 'labelingJobName' failed to satisfy
 * constraint: …; …". */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-api-rules.h"

#include "lw-json.h"

#include <string.h>

#define FAILED "failed to satisfy constraint: "

/**
 * LwApiVisitor:
 * @node: what stands at the rule's path; %NULL when it is absent though what it is in is there
 * @place: where, in the service's spelling
 */
typedef void (*LwApiVisitor) (const LwApiRule *rule,
                              JsonNode        *node,
                              const char      *place,
                              gpointer         data);

/* "TaskKeywords", below "humanTaskConfig" and as entry: "humanTaskConfig.taskKeywords". */
static char *
join_place (const char *place,
            const char *name,
            gsize       length)
{
  g_autofree char *part = g_strndup (name, length);

  *part = g_ascii_tolower (*part);
  return *place != '\0' ? g_strdup_printf ("%s.%s", place, part) : g_steal_pointer (&part);
}

static void visit (const LwApiRule *rule,
                   const char      *path,
                   JsonNode        *parent,
                   const char      *place,
                   LwApiVisitor     visitor,
                   gpointer         data);

static void
visit_entries (const LwApiRule *rule,
               const char      *rest,
               JsonNode        *list,
               const char      *place,
               LwApiVisitor     visitor,
               gpointer         data)
{
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *entry = g_strdup_printf ("%s.%u.member", place, i + 1);

      if (*rest == '\0')
        visitor (rule, json_array_get_element (array, i), entry, data);
      else
        visit (rule, rest + 1, json_array_get_element (array, i), entry, visitor, data);
    }
}

/* Calls the visitor for each place that the rest of the rule's path leads to from @parent. */
static void
visit (const LwApiRule *rule,
       const char      *path,
       JsonNode        *parent,
       const char      *place,
       LwApiVisitor     visitor,
       gpointer         data)
{
  gsize length = strcspn (path, ".[");
  g_autofree char *name = g_strndup (path, length);
  g_autofree char *below = join_place (place, path, length);
  JsonObject *object = lw_json_node_object (parent);
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (object == NULL)
    return;
  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    node = NULL;
  if (path[length] == '\0')
    visitor (rule, node, below, data);
  else if (path[length] == '[')
    visit_entries (rule, path + length + 2, node, below, visitor, data);
  else if (node != NULL)
    visit (rule, path + length + 1, node, below, visitor, data);
}

static void
visit_all (const char   *operation,
           JsonObject   *request,
           LwApiVisitor  visitor,
           gpointer      data)
{
  const LwApiRule *rules = lw_api_rules_find (operation);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (root, request);
  for (; rules != NULL && rules->path != NULL; rules++)
    visit (rules, rules->path, root, "", visitor, data);
}

static gboolean
has_kind (JsonNode  *node,
          LwApiKind  kind)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (kind)
    {
    case LW_API_STRING:
      /* "\ud800" alone is no text. */
      return type == G_TYPE_STRING && g_utf8_validate (json_node_get_string (node), -1, NULL);
    case LW_API_INTEGER:
      return type == G_TYPE_INT64;
    case LW_API_TIME:
      return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
    case LW_API_BOOLEAN:
      return type == G_TYPE_BOOLEAN;
    case LW_API_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    case LW_API_LIST:
    default:
      return JSON_NODE_HOLDS_ARRAY (node);
    }
}

static void
check_kind (const LwApiRule *rule,
            JsonNode        *node,
            const char      *place,
            gpointer         data)
{
  static const char *const names[] = { "a String", "an Integer", "a Timestamp", "a Boolean", "a structure", "a list" };
  char **message = data;

  if (*message == NULL && node != NULL && !has_kind (node, rule->kind))
    *message = g_strdup_printf ("The value at '%s' can not be converted to %s", place, names[rule->kind]);
}

/**
 * lw_api_check_kinds:
 * @operation: an operation of the service
 * @request: its request
 * @message: (out) (transfer full): what is wrong, in the service's language
 *
 * Returns: whether each member has the JSON type that the model gives it
 */
gboolean
lw_api_check_kinds (const char  *operation,
                    JsonObject  *request,
                    char       **message)
{
  g_return_val_if_fail (message != NULL, FALSE);

  *message = NULL;
  visit_all (operation, request, check_kind, message);
  return *message == NULL;
}

/* PCRE writes "\x{D7FF}" for the model's "\uD7FF". */
static gboolean
matches (const char *pattern,
         const char *value)
{
  g_autoptr (GRegex) escapes = g_regex_new ("\\\\u([0-9A-Fa-f]{4})", 0, 0, NULL);
  g_autofree char *own = g_regex_replace (escapes, pattern, -1, 0, "\\\\x{\\1}", 0, NULL);
  g_autofree char *anchored = g_strdup_printf ("\\A(?:%s)\\z", own);

  return g_regex_match_simple (anchored, value, G_REGEX_DOLLAR_ENDONLY, 0);
}

static char *
dup_text (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_VALUE:
      return json_node_get_value_type (node) == G_TYPE_STRING ? g_strdup (json_node_get_string (node))
                                                              : lw_json_to_string (node, FALSE);
    case JSON_NODE_OBJECT:
    case JSON_NODE_ARRAY:
    case JSON_NODE_NULL:
    default:
      return lw_json_to_string (node, FALSE);
    }
}

static char *
dup_shown (JsonNode *node)
{
  g_autofree char *text = dup_text (node);

  return g_utf8_make_valid (text, -1);
}

static void
add (GPtrArray  *parts,
     JsonNode   *node,
     const char *place,
     const char *constraint)
{
  g_autofree char *shown = dup_shown (node);

  g_ptr_array_add (parts, g_strdup_printf ("Value '%s' at '%s' " FAILED "%s", shown, place, constraint));
}

static void
check_bounds (const LwApiRule *rule,
              JsonNode        *node,
              const char      *place,
              const char      *what,
              gint64           value,
              GPtrArray       *parts)
{
  g_autofree char *text = NULL;

  if (value < rule->min)
    text = g_strdup_printf ("Member must have %s greater than or equal to %" G_GINT64_FORMAT, what, rule->min);
  else if (rule->max > 0 && value > rule->max)
    text = g_strdup_printf ("Member must have %s less than or equal to %" G_GINT64_FORMAT, what, rule->max);
  if (text != NULL)
    add (parts, node, place, text);
}

static gboolean
is_listed (const char *values,
           const char *value)
{
  g_auto (GStrv) list = g_strsplit (values, ", ", -1);

  return g_strv_contains ((const char *const *) list, value);
}

static void
check_text (const LwApiRule *rule,
            JsonNode        *node,
            const char      *place,
            GPtrArray       *parts)
{
  const char *value = json_node_get_string (node);

  check_bounds (rule, node, place, "length", g_utf8_strlen (value, -1), parts);
  if (rule->values != NULL && !is_listed (rule->values, value))
    {
      g_autofree char *text = g_strdup_printf ("Member must satisfy enum value set: [%s]", rule->values);

      add (parts, node, place, text);
    }
  if (rule->pattern != NULL && !matches (rule->pattern, value))
    {
      g_autofree char *text = g_strconcat ("Member must satisfy regular expression pattern: ", rule->pattern, NULL);

      add (parts, node, place, text);
    }
}

static void
check_member (const LwApiRule *rule,
              JsonNode        *node,
              const char      *place,
              gpointer         data)
{
  GPtrArray *parts = data;

  if (node == NULL)
    {
      if (rule->required)
        g_ptr_array_add (parts, g_strdup_printf ("Value null at '%s' " FAILED "Member must not be null", place));
    }
  else if (!has_kind (node, rule->kind))
    return;
  else if (rule->kind == LW_API_STRING)
    check_text (rule, node, place, parts);
  else if (rule->kind == LW_API_INTEGER)
    check_bounds (rule, node, place, "value", json_node_get_int (node), parts);
  else if (rule->kind == LW_API_LIST)
    check_bounds (rule, node, place, "length", json_array_get_length (json_node_get_array (node)), parts);
}

/**
 * lw_api_check_request:
 * @operation: an operation of the service
 * @request: its request
 *
 * Returns: (transfer full) (nullable): the service's message, %NULL when the request keeps to the model
 */
char *
lw_api_check_request (const char *operation,
                      JsonObject *request)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  guint n;

  g_return_val_if_fail (request != NULL, NULL);

  visit_all (operation, request, check_member, parts);
  n = parts->len;
  if (n == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv ("; ", (char **) parts->pdata);
  return g_strdup_printf ("%u validation error%s detected: %s", n, n == 1 ? "" : "s", joined);
}
