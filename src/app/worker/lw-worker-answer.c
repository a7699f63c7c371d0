/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading an answer of an image classification task back. Making one is lw_worker_page_build_answer(). */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-worker-answer.h"

#include "lw-json.h"
#include "lw-str.h"

static char **
dup_labels (JsonObject *element)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *labels = lw_json_get_array (element, "labels");
  const char *label = lw_json_get_string (element, "label");

  if (label != NULL)
    g_strv_builder_add (builder, label);
  for (guint i = 0; labels != NULL && i < json_array_get_length (labels); i++)
    {
      JsonNode *node = json_array_get_element (labels, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/**
 * lw_worker_answer_parse:
 * @answer: (nullable): an answer (JSON)
 * @comment: (out) (optional) (nullable): what the worker wrote, %NULL when nothing
 *
 * Reads an answer whatever its element is named.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the chosen label categories; %NULL when it is no
 *   answer
 */
char **
lw_worker_answer_parse (const char  *answer,
                        char       **comment)
{
  g_autoptr (JsonNode) node = answer != NULL ? lw_json_parse (answer, -1, NULL) : NULL;
  JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  if (comment != NULL)
    *comment = NULL;
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *element = lw_json_get_object (object, l->data);

      if (element == NULL)
        continue;
      if (comment != NULL)
        *comment = g_strdup (lw_json_get_string (element, "workerComment"));
      return dup_labels (element);
    }
  return NULL;
}
