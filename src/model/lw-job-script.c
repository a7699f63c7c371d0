/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A CreateLabelingJob request as something to run or keep outside the studio: a JSON file, a Python script, a command
 * line. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-script.h"

#include "lw-json.h"

static void append_value (GString  *text,
                          JsonNode *node,
                          guint     depth);

static void
append_indent (GString *text,
               guint    depth)
{
  g_string_append_c (text, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "    ");
}

/* A string of JSON is one of Python: both know the same escapes, and what is not escaped stands as it is. */
static void
append_string (GString    *text,
               const char *value)
{
  g_autofree char *quoted = lw_json_quote (value);

  g_string_append (text, quoted);
}

static void
append_object (GString    *text,
               JsonObject *object,
               guint       depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      append_indent (text, depth + 1);
      append_string (text, name);
      g_string_append (text, ": ");
      append_value (text, member, depth + 1);
      g_string_append_c (text, ',');
    }
  append_indent (text, depth);
  g_string_append_c (text, '}');
}

static void
append_array (GString   *text,
              JsonArray *array,
              guint      depth)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      append_indent (text, depth + 1);
      append_value (text, json_array_get_element (array, i), depth + 1);
      g_string_append_c (text, ',');
    }
  append_indent (text, depth);
  g_string_append_c (text, ']');
}

/* The value as Python writes it. */
static void
append_value (GString  *text,
              JsonNode *node,
              guint     depth)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (text, json_node_get_object (node), depth);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (text, json_node_get_array (node), depth);
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (text, "None");
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "True" : "False");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    append_string (text, json_node_get_string (node));
  else
    {
      g_autofree char *number = lw_json_to_string (node, FALSE);

      g_string_append (text, number);
    }
}

static char *
make_boto3 (JsonObject *request,
            const char *region)
{
  GString *text = g_string_new ("import boto3\n\n");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  g_string_append (text, "sagemaker = boto3.client(\"sagemaker\", region_name=");
  append_string (text, region);
  g_string_append (text, ")\n\nresponse = sagemaker.create_labeling_job(");
  json_object_iter_init_ordered (&iter, request);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      append_indent (text, 1);
      g_string_append_printf (text, "%s=", name);
      append_value (text, member, 1);
      g_string_append_c (text, ',');
    }
  g_string_append (text, "\n)\nprint(response[\"LabelingJobArn\"])\n");
  return g_string_free (text, FALSE);
}

/**
 * lw_job_script_make:
 * @script: as what
 * @request: what the job is created with
 * @region: where
 *
 * Returns: (transfer full): the text of the file
 */
char *
lw_job_script_make (LwJobScript                 script,
                    const LwLabelingJobRequest *request,
                    const char                 *region)
{
  g_autofree char *json = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *quoted_region = NULL;

  g_return_val_if_fail (request != NULL && region != NULL, NULL);

  if (script == LW_JOB_SCRIPT_BOTO3)
    return make_boto3 (lw_labeling_job_request_get_object (request), region);
  json = lw_labeling_job_request_to_json (request, TRUE);
  if (script == LW_JOB_SCRIPT_JSON)
    return g_strconcat (json, "\n", NULL);
  quoted = g_shell_quote (json);
  quoted_region = g_shell_quote (region);
  return g_strdup_printf ("aws sagemaker create-labeling-job --region %s --cli-input-json %s\n", quoted_region, quoted);
}

/**
 * lw_job_script_dup_file_name:
 * @script: as what
 * @request: what the job is created with
 *
 * Returns: (transfer full): a name for the file, after the job
 */
char *
lw_job_script_dup_file_name (LwJobScript                 script,
                             const LwLabelingJobRequest *request)
{
  static const char *const endings[] = { "json", "py", "sh" };
  const char *name;

  g_return_val_if_fail (request != NULL && script < G_N_ELEMENTS (endings), NULL);

  name = lw_labeling_job_request_get_string (request, LW_REQUEST_LABELING_JOB_NAME);
  return g_strdup_printf ("%s.%s", name != NULL && *name != '\0' ? name : "labeling-job", endings[script]);
}
