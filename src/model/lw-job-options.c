/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How this program runs a labeling job, as tags of its request. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-options.h"

#include "lw-json.h"

#include <string.h>

#define TAG_PREFIX "labelwright:"

static const char *const order_words[] = {
  [LW_JOB_ORDER_MANIFEST] = "manifest",
  [LW_JOB_ORDER_RANDOM] = "random",
  [LW_JOB_ORDER_UNCERTAIN] = "uncertain",
};

/**
 * lw_job_order_to_string:
 * @order: an order
 *
 * Returns: (transfer none): its word
 */
const char *
lw_job_order_to_string (LwJobOrder order)
{
  g_return_val_if_fail (order < G_N_ELEMENTS (order_words), NULL);

  return order_words[order];
}

/**
 * lw_job_order_from_string:
 * @word: manifest, random or uncertain
 * @order: (out): the order
 *
 * Returns: whether the word is one of them
 */
gboolean
lw_job_order_from_string (const char *word,
                          LwJobOrder *order)
{
  for (guint i = 0; i < G_N_ELEMENTS (order_words); i++)
    if (g_strcmp0 (word, order_words[i]) == 0)
      {
        *order = i;
        return TRUE;
      }
  return FALSE;
}

static void
read_tag (LwJobOptions *self,
          const char   *name,
          const char   *value)
{
  if (strcmp (name, "order") == 0)
    lw_job_order_from_string (value, &self->order);
  else if (strcmp (name, "seed") == 0)
    self->seed = (guint32) g_ascii_strtoull (value, NULL, 10);
  else if (strcmp (name, "stop-confidence") == 0)
    self->stop_confidence = CLAMP (g_ascii_strtod (value, NULL), 0, 1);
  else if (strcmp (name, "portable-names") == 0)
    self->portable_names = strcmp (value, "yes") == 0;
  else if (strcmp (name, "method") == 0)
    {
      g_free (self->method);
      self->method = g_strdup (value);
    }
  else if (strcmp (name, "gold-attribute") == 0)
    {
      g_free (self->gold_attribute);
      self->gold_attribute = g_strdup (value);
    }
}

/* The name after the prefix, NULL for a tag of somebody else's. */
static const char *
get_name (JsonNode *node)
{
  const char *key = lw_json_get_string (lw_json_node_object (node), "Key");

  return key != NULL && g_str_has_prefix (key, TAG_PREFIX) ? key + strlen (TAG_PREFIX) : NULL;
}

/**
 * lw_job_options_read:
 * @self: (out caller-allocates): the options; to be cleared
 * @request: a request; tags that say nothing known are passed over
 */
void
lw_job_options_read (LwJobOptions               *self,
                     const LwLabelingJobRequest *request)
{
  JsonArray *tags;

  g_return_if_fail (self != NULL);
  g_return_if_fail (request != NULL);

  memset (self, 0, sizeof *self);
  tags = lw_json_get_array (lw_labeling_job_request_get_object (request), "Tags");
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *tag = json_array_get_element (tags, i);
      const char *value = lw_json_get_string (lw_json_node_object (tag), "Value");

      if (get_name (tag) != NULL && value != NULL)
        read_tag (self, get_name (tag), value);
    }
}

static void
add_tag (JsonArray  *tags,
         const char *name,
         const char *value)
{
  JsonObject *tag = json_object_new ();
  g_autofree char *key = g_strconcat (TAG_PREFIX, name, NULL);

  json_object_set_string_member (tag, "Key", key);
  json_object_set_string_member (tag, "Value", value);
  json_array_add_object_element (tags, tag);
}

static JsonArray *
copy_others (JsonArray *tags)
{
  JsonArray *others = json_array_new ();

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    if (get_name (json_array_get_element (tags, i)) == NULL)
      json_array_add_element (others, json_node_copy (json_array_get_element (tags, i)));
  return others;
}

static void
add_tags (const LwJobOptions *self,
          JsonArray          *tags)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->order != LW_JOB_ORDER_MANIFEST)
    add_tag (tags, "order", order_words[self->order]);
  if (self->order == LW_JOB_ORDER_RANDOM)
    {
      g_snprintf (number, sizeof number, "%u", self->seed);
      add_tag (tags, "seed", number);
    }
  if (self->stop_confidence > 0)
    add_tag (tags, "stop-confidence", g_ascii_formatd (number, sizeof number, "%.4f", self->stop_confidence));
  if (self->method != NULL)
    add_tag (tags, "method", self->method);
  if (self->gold_attribute != NULL)
    add_tag (tags, "gold-attribute", self->gold_attribute);
  if (self->portable_names)
    add_tag (tags, "portable-names", "yes");
}

/**
 * lw_job_options_write:
 * @self: the options
 * @request: a request; its other tags stay
 */
void
lw_job_options_write (const LwJobOptions   *self,
                      LwLabelingJobRequest *request)
{
  JsonObject *object;
  JsonArray *tags;

  g_return_if_fail (self != NULL);
  g_return_if_fail (request != NULL);

  object = lw_labeling_job_request_get_object (request);
  tags = copy_others (lw_json_get_array (object, "Tags"));
  add_tags (self, tags);
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (object, "Tags", tags);
  else
    {
      json_array_unref (tags);
      json_object_remove_member (object, "Tags");
    }
}

/**
 * lw_job_options_clear:
 * @self: the options
 *
 * Frees what they hold.
 */
void
lw_job_options_clear (LwJobOptions *self)
{
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->gold_attribute, g_free);
}
