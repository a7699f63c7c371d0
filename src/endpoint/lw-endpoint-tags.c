/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tags of labeling jobs, work teams and workforces. A job begins with those of its request. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-jobs.h"

#include "lw-json.h"

#include <string.h>

#define MAX_TAGS 50

static JsonArray *
get_kept (LwEndpointCall *call,
          const char     *arn)
{
  return lw_json_get_array (lw_endpoint_state_get (lw_endpoint_get_state (call->endpoint), "tags"), arn);
}

static JsonArray *
copy_array (JsonArray *array)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    json_array_add_element (copy, lw_json_copy (json_array_get_element (array, i)));
  return copy;
}

/* The name of a resource of this kind, %NULL when the ARN is of another one. */
static const char *
get_name (const char *arn,
          const char *kind)
{
  g_autofree char *part = g_strdup_printf (":%s/", kind);
  const char *found = strstr (arn, part);

  return found != NULL ? found + strlen (part) : NULL;
}

/**
 * lw_endpoint_dup_tags:
 * @call: a call
 * @arn: a resource
 * @error: return location: %LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): its tags
 */
JsonArray *
lw_endpoint_dup_tags (LwEndpointCall  *call,
                      const char      *arn,
                      GError         **error)
{
  const char *job_name = get_name (arn, "labeling-job");
  const char *team = get_name (arn, "workteam");
  g_autoptr (LwLabelingJob) job = NULL;
  JsonArray *kept = get_kept (call, arn);

  if (job_name != NULL)
    {
      job = lw_endpoint_find_job (call, job_name, error);
      if (job == NULL)
        return NULL;
      if (kept == NULL)
        kept = lw_json_get_array (lw_labeling_job_request_get_object (lw_labeling_job_get_request (job)), "Tags");
    }
  else if (kept == NULL && (team == NULL || lw_endpoint_find_workteam (call, team) == NULL) &&
           get_name (arn, "workforce") == NULL)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND, "The resource does not exist");
      return NULL;
    }
  return copy_array (kept);
}

/**
 * lw_endpoint_keep_tags:
 * @call: a call
 * @arn: a resource
 * @tags: (nullable): what its tags are from now on
 * @error: return location
 *
 * Returns: whether they are kept
 */
gboolean
lw_endpoint_keep_tags (LwEndpointCall  *call,
                       const char      *arn,
                       JsonArray       *tags,
                       GError         **error)
{
  LwEndpointState *state = lw_endpoint_get_state (call->endpoint);

  json_object_set_array_member (lw_endpoint_state_get (state, "tags"), arn, copy_array (tags));
  return lw_endpoint_state_save (state, error);
}

static gboolean
has_key (JsonNode   *tag,
         const char *key)
{
  return g_strcmp0 (lw_json_get_string (lw_json_node_object (tag), "Key"), key) == 0;
}

static void
remove_key (JsonArray  *tags,
            const char *key)
{
  for (guint i = json_array_get_length (tags); i > 0; i--)
    if (has_key (json_array_get_element (tags, i - 1), key))
      json_array_remove_element (tags, i - 1);
}

LW_ENDPOINT_OPERATION (lw_endpoint_add_tags)
{
  const char *arn = lw_json_get_string (request, "ResourceArn");
  JsonArray *added = lw_json_get_array (request, "Tags");
  g_autoptr (JsonArray) tags = lw_endpoint_dup_tags (call, arn, error);

  if (tags == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (added); i++)
    {
      JsonNode *tag = json_array_get_element (added, i);

      remove_key (tags, lw_json_get_string (json_node_get_object (tag), "Key"));
      json_array_add_element (tags, lw_json_copy (tag));
    }
  if (json_array_get_length (tags) > MAX_TAGS)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION, "A resource has at most 50 tags");
  if (!lw_endpoint_keep_tags (call, arn, tags, error))
    return FALSE;
  json_object_set_array_member (answer, "Tags", g_steal_pointer (&tags));
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_list_tags)
{
  JsonArray *tags = lw_endpoint_dup_tags (call, lw_json_get_string (request, "ResourceArn"), error);

  if (tags == NULL)
    return FALSE;
  json_object_set_array_member (answer, "Tags", tags);
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_delete_tags)
{
  const char *arn = lw_json_get_string (request, "ResourceArn");
  JsonArray *keys = lw_json_get_array (request, "TagKeys");
  g_autoptr (JsonArray) tags = lw_endpoint_dup_tags (call, arn, error);

  if (tags == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (keys); i++)
    remove_key (tags, json_array_get_string_element (keys, i));
  return lw_endpoint_keep_tags (call, arn, tags, error);
}
