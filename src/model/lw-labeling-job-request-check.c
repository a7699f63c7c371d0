/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Checks of CreateLabelingJob: each field against its rule, then what the documentation says beyond the API model.
 * Messages are for the field that is wrong and say how to put it right. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-labeling-job-request.h"

#include "lw-json.h"
#include "lw-request-rules.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static gboolean
matches (const char *pattern,
         const char *value)
{
  g_autofree char *anchored = g_strdup_printf ("\\A(?:%s)\\z", pattern);

  return g_regex_match_simple (anchored, value, G_REGEX_DOLLAR_ENDONLY, 0);
}

static char *
check_text (const LwRequestRule *rule,
            const char          *value,
            gint64               min,
            gint64               max)
{
  glong length = g_utf8_strlen (value, -1);

  if (length == 0 && (rule->required || min > 0))
    return g_strdup_printf (_("%s is missing."), _(rule->title));
  if (length < min)
    return g_strdup_printf (ngettext ("%s has at least %" PRId64 " character; this has %ld.",
                                      "%s has at least %" PRId64 " characters; this has %ld.", min),
                            _(rule->title), min, length);
  if (max > 0 && length > max)
    return g_strdup_printf (ngettext ("%s has at most %" PRId64 " character; this has %ld.",
                                      "%s has at most %" PRId64 " characters; this has %ld.", max),
                            _(rule->title), max, length);
  if (rule->pattern != NULL && length > 0 && !matches (rule->pattern, value))
    return rule->hint != NULL
      ? g_strdup (_(rule->hint))
      : g_strdup_printf (_("“%s” cannot stand in %s."), value, _(rule->title));
  return NULL;
}

/* As the service's documentation has it. */
static char *
check_label_attribute_name (const char *value)
{
  if (g_str_has_suffix (value, "-metadata"))
    return g_strdup (_("A label attribute name cannot end in “-metadata”: that is where the label's details go."));
  if (g_str_has_suffix (value, "-ref") || strcmp (value, "source") == 0)
    return g_strdup (_("“source” and names that end in “-ref” are kept for the data set's own attributes."));
  return NULL;
}

/**
 * lw_request_field_check_string:
 * @field: a field that is a string, or a list: then @value is one entry
 * @value: (nullable): what would stand there
 *
 * Returns: (transfer full) (nullable): a translated sentence that says what is wrong, %NULL when nothing is
 */
char *
lw_request_field_check_string (LwRequestField  field,
                               const char     *value)
{
  const LwRequestRule *rule = lw_request_rule_get (field);
  char *message;

  g_return_val_if_fail (rule != NULL && rule->kind != LW_REQUEST_KIND_INTEGER, NULL);

  if (value == NULL || *value == '\0')
    return rule->required || rule->kind == LW_REQUEST_KIND_STRINGS
      ? g_strdup_printf (_("%s is missing."), _(rule->title)) : NULL;
  if (!g_utf8_validate (value, -1, NULL))
    return g_strdup_printf (_("%s is not UTF-8 text."), _(rule->title));

  if (rule->kind == LW_REQUEST_KIND_STRING)
    message = check_text (rule, value, rule->min, rule->max);
  else
    message = check_text (rule, value, 1, rule->item_max);
  if (message == NULL && field == LW_REQUEST_LABEL_ATTRIBUTE_NAME)
    message = check_label_attribute_name (value);
  return message;
}

/**
 * lw_request_field_check_int:
 * @field: a field that is an integer
 * @value: what would stand there
 *
 * Returns: (transfer full) (nullable): a translated sentence that says what is wrong, %NULL when nothing is
 */
char *
lw_request_field_check_int (LwRequestField field,
                            gint64         value)
{
  const LwRequestRule *rule = lw_request_rule_get (field);

  g_return_val_if_fail (rule != NULL && rule->kind == LW_REQUEST_KIND_INTEGER, NULL);

  if (value < rule->min)
    return g_strdup_printf (_("%s is at least %" PRId64 "."), _(rule->title), rule->min);
  if (rule->max > 0 && value > rule->max)
    return g_strdup_printf (_("%s is at most %" PRId64 "."), _(rule->title), rule->max);
  return NULL;
}

/**
 * lw_request_field_get_range:
 * @field: any field
 * @min: (out): least length, value or number of entries
 * @max: (out): the greatest, %G_MAXINT32 when there is no limit
 */
void
lw_request_field_get_range (LwRequestField  field,
                            gint64         *min,
                            gint64         *max)
{
  const LwRequestRule *rule = lw_request_rule_get (field);

  g_return_if_fail (rule != NULL && min != NULL && max != NULL);

  *min = rule->min;
  *max = rule->max > 0 ? rule->max : G_MAXINT32;
}

/**
 * lw_request_field_get_path:
 * @field: a field
 *
 * Returns: its members from the root, joined with dots; also the code of its diagnostics
 */
const char *
lw_request_field_get_path (LwRequestField field)
{
  g_return_val_if_fail (field < LW_N_REQUEST_FIELDS, NULL);

  return lw_request_rule_get (field)->path;
}

static void
take_message (GPtrArray      *diagnostics,
              LwRequestField  field,
              char           *message)
{
  if (message != NULL)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 0, 0, lw_request_field_get_path (field), "%s", message);
  g_free (message);
}

static JsonNode *
find_node (const LwLabelingJobRequest *self,
           LwRequestField              field)
{
  g_auto (GStrv) names = g_strsplit (lw_request_field_get_path (field), ".", -1);
  JsonObject *object = lw_labeling_job_request_get_object (self);
  JsonNode *node = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      node = object != NULL ? json_object_get_member (object, names[i]) : NULL;
      object = lw_json_node_object (node);
    }
  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static void
check_tags (JsonArray *tags,
            GPtrArray *diagnostics)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (tags); i++)
    {
      JsonObject *tag = lw_json_node_object (json_array_get_element (tags, i));
      const char *key = lw_json_get_string (tag, "Key");
      const char *value = lw_json_get_string (tag, "Value");

      if (key == NULL || value == NULL || g_utf8_strlen (key, -1) > 128)
        take_message (diagnostics, LW_REQUEST_TAGS,
                      g_strdup_printf (_("Tag %u needs a key of at most 128 characters and a value."), i + 1));
      else if (!g_hash_table_add (keys, (gpointer) key))
        take_message (diagnostics, LW_REQUEST_TAGS, g_strdup_printf (_("The tag “%s” is there twice."), key));
      else
        {
          take_message (diagnostics, LW_REQUEST_TAGS, lw_request_field_check_string (LW_REQUEST_TAGS, key));
          if (*value != '\0')
            take_message (diagnostics, LW_REQUEST_TAGS, lw_request_field_check_string (LW_REQUEST_TAGS, value));
        }
    }
}

static void
check_list (LwRequestField  field,
            JsonNode       *node,
            GPtrArray      *diagnostics)
{
  const LwRequestRule *rule = lw_request_rule_get (field);
  JsonArray *array;
  gint64 length;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      take_message (diagnostics, field, g_strdup_printf (_("%s is not a list."), _(rule->title)));
      return;
    }
  array = json_node_get_array (node);
  length = json_array_get_length (array);
  if (length < rule->min || length > rule->max)
    take_message (diagnostics, field,
                  g_strdup_printf (_("%s has %" PRId64 " to %" PRId64 " entries; these are %"
                                     PRId64 "."), _(rule->title), rule->min, rule->max, length));
  if (rule->kind == LW_REQUEST_KIND_TAGS)
    {
      check_tags (array, diagnostics);
      return;
    }
  for (guint i = 0; i < length; i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      take_message (diagnostics, field, lw_request_field_check_string (
        field, json_node_get_value_type (item) == G_TYPE_STRING ? json_node_get_string (item) : NULL));
    }
}

static void
check_field (const LwLabelingJobRequest *self,
             LwRequestField              field,
             GPtrArray                  *diagnostics)
{
  const LwRequestRule *rule = lw_request_rule_get (field);
  JsonNode *node = find_node (self, field);

  if (node == NULL)
    {
      if (rule->required)
        take_message (diagnostics, field, g_strdup_printf (_("%s is missing."), _(rule->title)));
      return;
    }
  if (rule->kind == LW_REQUEST_KIND_STRINGS || rule->kind == LW_REQUEST_KIND_TAGS)
    check_list (field, node, diagnostics);
  else if (rule->kind == LW_REQUEST_KIND_INTEGER && json_node_get_value_type (node) == G_TYPE_INT64)
    take_message (diagnostics, field, lw_request_field_check_int (field, json_node_get_int (node)));
  else if (rule->kind == LW_REQUEST_KIND_STRING && json_node_get_value_type (node) == G_TYPE_STRING)
    take_message (diagnostics, field, lw_request_field_check_string (field, json_node_get_string (node)));
  else
    take_message (diagnostics, field, g_strdup_printf (_("%s has the wrong JSON type."), _(rule->title)));
}

/* What the documentation asks beyond single fields */
static void
check_together (const LwLabelingJobRequest *self,
                GPtrArray                  *diagnostics)
{
  gboolean has_manifest = lw_labeling_job_request_get_string (self, LW_REQUEST_MANIFEST_S3_URI) != NULL;
  gboolean has_topic = lw_labeling_job_request_get_string (self, LW_REQUEST_INPUT_SNS_TOPIC_ARN) != NULL;
  gint64 limit = lw_labeling_job_request_get_int (self, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, 0);
  gint64 lifetime =
    lw_labeling_job_request_get_int (self, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS, G_MAXINT64);

  if (!has_manifest && !has_topic)
    take_message (diagnostics, LW_REQUEST_MANIFEST_S3_URI, g_strdup (_("The job has no input manifest.")));
  if (lifetime < limit)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_WARNING, 0, 0,
                        lw_request_field_get_path (LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS), "%s",
                        _("Tasks go away before the time for one task is over. Make them available for longer."));
  if (lw_labeling_job_request_get_string (self, LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN) != NULL &&
      lw_labeling_job_request_get_task_type (self) == LW_TASK_TYPE_OTHER)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_WARNING, 0, 0,
                        lw_request_field_get_path (LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN), "%s",
                        _("The pre-annotation function is not one of image classification."));
}

/**
 * lw_labeling_job_request_check:
 * @self: a request
 * @diagnostics: (element-type LwDiagnostic): what is wrong is added; the code is the field's path
 */
void
lw_labeling_job_request_check (const LwLabelingJobRequest *self,
                               GPtrArray                  *diagnostics)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (diagnostics != NULL);

  for (guint field = 0; field < LW_N_REQUEST_FIELDS; field++)
    check_field (self, field, diagnostics);
  check_together (self, diagnostics);
}
