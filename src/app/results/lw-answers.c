/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers that workers gave for one data object, from its worker-response document. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-answers.h"

#include "lw-json.h"
#include "lw-time.h"

#include <glib/gi18n.h>

static void
answer_free (LwAnswer *self)
{
  g_free (self->worker);
  g_free (self->label);
  g_strfreev (self->labels);
  g_free (self);
}

/* An id says little; a provider other than the service's own has the name in its place. */
static char *
dup_worker (JsonObject *answer)
{
  JsonObject *metadata = lw_json_get_object (answer, "workerMetadata");
  JsonObject *identity = metadata != NULL ? lw_json_get_object (metadata, "identityData") : NULL;
  const char *provider = identity != NULL ? lw_json_get_string (identity, "identityProviderType") : NULL;
  const char *id = lw_json_get_string (answer, "workerId");

  if (g_strcmp0 (provider, "Oidc") == 0 && lw_json_get_string (identity, "sub") != NULL)
    return g_strdup (lw_json_get_string (identity, "sub"));
  return g_strdup (id != NULL ? id : _("Unknown worker"));
}

static char **
dup_labels (JsonArray *labels)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = json_array_get_length (labels);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (labels, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/* The first member that has the shape of a built-in answer; the element's name may be chosen by the template. */
static char **
find_labels (JsonObject *content)
{
  g_autoptr (GList) members = content != NULL ? json_object_get_members (content) : NULL;

  for (GList *iter = members; iter != NULL; iter = iter->next)
    {
      JsonObject *element = lw_json_get_object (content, iter->data);
      const char *label = element != NULL ? lw_json_get_string (element, "label") : NULL;

      if (label != NULL)
        return g_strdupv ((char *[]) { (char *) label, NULL });
      if (element != NULL && lw_json_get_array (element, "labels") != NULL)
        return dup_labels (lw_json_get_array (element, "labels"));
    }
  return NULL;
}

static char *
dup_text (JsonObject  *content,
          char       **labels)
{
  g_autoptr (JsonNode) node = NULL;

  if (labels != NULL)
    return labels[0] != NULL ? g_strjoinv (", ", labels) : g_strdup (_("No label chosen"));
  if (content == NULL)
    return g_strdup (_("No answer"));
  node = json_node_init_object (json_node_alloc (), content);
  return lw_json_to_string (node, FALSE);
}

static LwAnswer *
parse_answer (JsonObject *object)
{
  LwAnswer *self = g_new0 (LwAnswer, 1);
  const char *submitted = lw_json_get_string (object, "submissionTime");
  JsonObject *content = lw_json_get_object (object, "answerContent");

  self->worker = dup_worker (object);
  self->labels = find_labels (content);
  self->label = dup_text (content, self->labels);
  if (self->labels == NULL)
    self->labels = g_new0 (char *, 1);
  self->seconds = lw_json_get_double (object, "timeSpentInSeconds", -1);
  if (submitted == NULL || !lw_time_parse (submitted, &self->submitted))
    self->submitted = 0;
  return self;
}

/**
 * lw_answers_parse:
 * @document: (nullable): a worker-response document
 *
 * Returns: (transfer full) (element-type LwAnswer): its answers; none when it is not such a document
 */
GPtrArray *
lw_answers_parse (JsonNode *document)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  JsonObject *object = document != NULL ? lw_json_node_object (document) : NULL;
  JsonArray *array = object != NULL ? lw_json_get_array (object, "answers") : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *answer = lw_json_node_object (json_array_get_element (array, i));

      if (answer != NULL)
        g_ptr_array_add (answers, parse_answer (answer));
    }
  return answers;
}
