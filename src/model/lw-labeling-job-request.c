/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* CreateLabelingJob's request: one JSON document with typed access to the fields of the API model, their rules, and
 * everything else kept as it came. Not the job's state (see lw-labeling-job.h). The checks are in
 * lw-labeling-job-request-check.c. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-labeling-job-request.h"

#include "lw-json.h"
#include "lw-region.h"
#include "lw-request-rules.h"
#include "lw-s3-uri.h"

#include <glib/gi18n.h>
#include <string.h>

/* Not for use from two threads at once while it is being changed. */
struct _LwLabelingJobRequest
{
  JsonNode *root;
};

/* Takes root, which must be changeable. */
static LwLabelingJobRequest *
take_root (JsonNode *root)
{
  LwLabelingJobRequest *self = g_new0 (LwLabelingJobRequest, 1);

  self->root = root;
  return self;
}

/**
 * lw_labeling_job_request_new:
 *
 * Returns: (transfer full): a request without members
 */
LwLabelingJobRequest *
lw_labeling_job_request_new (void)
{
  return take_root (json_node_init_object (json_node_alloc (), json_object_new ()));
}

/**
 * lw_labeling_job_request_new_from_node:
 * @node: a request as JSON; copied
 * @error: return location: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the request, unchecked, or %NULL with @error set
 */
LwLabelingJobRequest *
lw_labeling_job_request_new_from_node (JsonNode  *node,
                                       GError   **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The request is not a JSON object"));
      return NULL;
    }
  return take_root (lw_json_copy (node));
}

/**
 * lw_labeling_job_request_parse:
 * @json: a request
 * @length: its length in bytes, or -1
 * @error: return location: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): the request, unchecked, or %NULL with @error set
 */
LwLabelingJobRequest *
lw_labeling_job_request_parse (const char  *json,
                               gssize       length,
                               GError     **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  node = lw_json_parse (json, length, error);
  return node != NULL ? lw_labeling_job_request_new_from_node (node, error) : NULL;
}

LwLabelingJobRequest *
lw_labeling_job_request_copy (const LwLabelingJobRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return take_root (lw_json_copy (self->root));
}

void
lw_labeling_job_request_free (LwLabelingJobRequest *self)
{
  if (self == NULL)
    return;

  json_node_unref (self->root);
  g_free (self);
}

/**
 * lw_labeling_job_request_to_json:
 * @self: a request
 * @pretty: whether to indent it
 *
 * Returns: (transfer full): the request with all members, in the order in which they came
 */
char *
lw_labeling_job_request_to_json (const LwLabelingJobRequest *self,
                                 gboolean                    pretty)
{
  g_return_val_if_fail (self != NULL, NULL);

  return lw_json_to_string (self->root, pretty);
}

/**
 * lw_labeling_job_request_get_object:
 * @self: a request
 *
 * Returns: (transfer none): the document, to read
 */
JsonObject *
lw_labeling_job_request_get_object (const LwLabelingJobRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return json_node_get_object (self->root);
}

/* The object that holds the field's last member; with create, made where it is missing. */
static JsonObject *
find_parent (const LwLabelingJobRequest  *self,
             LwRequestField               field,
             gboolean                     create,
             const char                 **member)
{
  const char *path = lw_request_rule_get (field)->path;
  JsonObject *object = json_node_get_object (self->root);
  const char *dot;

  while ((dot = strchr (path, '.')) != NULL)
    {
      g_autofree char *name = g_strndup (path, dot - path);
      JsonObject *child = lw_json_get_object (object, name);

      if (child == NULL)
        {
          if (!create)
            return NULL;
          child = json_object_new ();
          json_object_set_object_member (object, name, child);
        }
      object = child;
      path = dot + 1;
    }
  *member = path;
  return object;
}

/**
 * lw_labeling_job_request_get_string:
 * @self: a request
 * @field: a field that is a string
 *
 * Returns: (transfer none) (nullable): the value; absent, null and "" are all %NULL, as services mix them
 */
const char *
lw_labeling_job_request_get_string (const LwLabelingJobRequest *self,
                                    LwRequestField              field)
{
  JsonObject *parent;
  const char *member;
  const char *value;

  g_return_val_if_fail (self != NULL, NULL);

  parent = find_parent (self, field, FALSE, &member);
  value = parent != NULL ? lw_json_get_string (parent, member) : NULL;
  return value != NULL && *value != '\0' ? value : NULL;
}

/**
 * lw_labeling_job_request_set_string:
 * @self: a request
 * @field: a field that is a string
 * @value: (nullable): the value; %NULL takes the field out
 */
void
lw_labeling_job_request_set_string (LwLabelingJobRequest *self,
                                    LwRequestField        field,
                                    const char           *value)
{
  JsonObject *parent;
  const char *member;

  g_return_if_fail (self != NULL);
  g_return_if_fail (lw_request_rule_get (field)->kind == LW_REQUEST_KIND_STRING);

  if (value == NULL || *value == '\0')
    {
      lw_labeling_job_request_unset (self, field);
      return;
    }
  parent = find_parent (self, field, TRUE, &member);
  json_object_set_string_member (parent, member, value);
}

/**
 * lw_labeling_job_request_get_int:
 * @self: a request
 * @field: a field that is an integer
 * @fallback: what to answer when it is absent
 *
 * Returns: the value
 */
gint64
lw_labeling_job_request_get_int (const LwLabelingJobRequest *self,
                                 LwRequestField              field,
                                 gint64                      fallback)
{
  JsonObject *parent;
  const char *member;

  g_return_val_if_fail (self != NULL, fallback);

  parent = find_parent (self, field, FALSE, &member);
  return parent != NULL ? lw_json_get_int (parent, member, fallback) : fallback;
}

/**
 * lw_labeling_job_request_set_int:
 * @self: a request
 * @field: a field that is an integer
 * @value: its value
 *
 * Sets it whatever the rules say; lw_labeling_job_request_check() finds what is out of range.
 */
void
lw_labeling_job_request_set_int (LwLabelingJobRequest *self,
                                 LwRequestField        field,
                                 gint64                value)
{
  JsonObject *parent;
  const char *member;

  g_return_if_fail (self != NULL);
  g_return_if_fail (lw_request_rule_get (field)->kind == LW_REQUEST_KIND_INTEGER);

  parent = find_parent (self, field, TRUE, &member);
  json_object_set_int_member (parent, member, value);
}

/* Takes the member at path out of object, and objects that become empty by it. */
static void
remove_path (JsonObject *object,
             const char *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *name = dot != NULL ? g_strndup (path, dot - path) : g_strdup (path);

  if (!json_object_has_member (object, name))
    return;
  if (dot != NULL)
    {
      JsonObject *child = lw_json_get_object (object, name);

      if (child == NULL)
        return;
      remove_path (child, dot + 1);
      if (json_object_get_size (child) > 0)
        return;
    }
  json_object_remove_member (object, name);
}

/**
 * lw_labeling_job_request_unset:
 * @self: a request
 * @field: any field
 *
 * Takes the field out, and the structures around it that are empty then.
 */
void
lw_labeling_job_request_unset (LwLabelingJobRequest *self,
                               LwRequestField        field)
{
  g_return_if_fail (self != NULL);

  remove_path (json_node_get_object (self->root), lw_request_rule_get (field)->path);
}

/**
 * lw_labeling_job_request_dup_strings:
 * @self: a request
 * @field: a field that is a list of strings
 *
 * Returns: (transfer full) (array zero-terminated=1): the values, empty when absent
 */
char **
lw_labeling_job_request_dup_strings (const LwLabelingJobRequest *self,
                                     LwRequestField              field)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonObject *parent;
  const char *member;
  JsonArray *array;

  g_return_val_if_fail (self != NULL, NULL);

  parent = find_parent (self, field, FALSE, &member);
  array = parent != NULL ? lw_json_get_array (parent, member) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (values, json_node_get_string (node));
    }
  return g_strv_builder_end (values);
}

/**
 * lw_labeling_job_request_set_strings:
 * @self: a request
 * @field: a field that is a list of strings
 * @values: (nullable) (array zero-terminated=1): the values; none takes the field out
 */
void
lw_labeling_job_request_set_strings (LwLabelingJobRequest *self,
                                     LwRequestField        field,
                                     const char *const    *values)
{
  JsonObject *parent;
  const char *member;
  JsonArray *array;

  g_return_if_fail (self != NULL);
  g_return_if_fail (lw_request_rule_get (field)->kind == LW_REQUEST_KIND_STRINGS);

  if (values == NULL || values[0] == NULL)
    {
      lw_labeling_job_request_unset (self, field);
      return;
    }
  array = json_array_new ();
  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  parent = find_parent (self, field, TRUE, &member);
  json_object_set_array_member (parent, member, array);
}

/**
 * lw_labeling_job_request_get_task_type:
 * @self: a request
 *
 * Returns: the task type, told by its pre-annotation function
 */
LwTaskType
lw_labeling_job_request_get_task_type (const LwLabelingJobRequest *self)
{
  g_return_val_if_fail (self != NULL, LW_TASK_TYPE_OTHER);

  return lw_task_type_from_lambda_arn (
    lw_labeling_job_request_get_string (self, LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN));
}

/**
 * lw_labeling_job_request_set_task_type:
 * @self: a request
 * @region: the job's Region
 * @task_type: one of the built-in types
 *
 * Sets both functions, which the service derives the task type from.
 */
void
lw_labeling_job_request_set_task_type (LwLabelingJobRequest *self,
                                       const char           *region,
                                       LwTaskType            task_type)
{
  g_autofree char *pre = NULL;
  g_autofree char *consolidation = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (region != NULL);

  pre = lw_region_dup_pre_lambda_arn (region, task_type);
  consolidation = lw_region_dup_consolidation_arn (region, task_type);
  lw_labeling_job_request_set_string (self, LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN, pre);
  lw_labeling_job_request_set_string (self, LW_REQUEST_ANNOTATION_CONSOLIDATION_LAMBDA_ARN, consolidation);
}

/**
 * lw_labeling_job_request_dup_output_uri:
 * @self: a request with a job name and an output location
 * @path: a path in the job's output tree, such as "manifests/output/output.manifest"
 *
 * Returns: (transfer full): its address
 */
char *
lw_labeling_job_request_dup_output_uri (const LwLabelingJobRequest *self,
                                        const char                 *path)
{
  const char *output;
  const char *name;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  output = lw_labeling_job_request_get_string (self, LW_REQUEST_S3_OUTPUT_PATH);
  name = lw_labeling_job_request_get_string (self, LW_REQUEST_LABELING_JOB_NAME);
  g_return_val_if_fail (output != NULL && name != NULL, NULL);

  folder = lw_s3_uri_join (output, name);
  return lw_s3_uri_join (folder, path);
}
