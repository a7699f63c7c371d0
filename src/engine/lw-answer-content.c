/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a worker's answer says about the label categories. Answers are any JSON: those that say nothing are refused
 * with a reason, and are kept all the same. Reasons go into files, so they are not translated. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-answer-content.h"

#include "lw-json-scan.h"

#include "lw-job-backend.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Goes to the next element of what is open; what has none left is closed. Returns whether a value comes next. */
static gboolean
find_next (LwJsonScan *scan,
           GString    *open,
           gboolean    first)
{
  LwJsonSlice key;

  while (open->len > 0 && scan->error == NULL)
    {
      if (open->str[open->len - 1] == '{' ? lw_json_scan_next_member (scan, &first, &key)
                                          : lw_json_scan_next_item (scan, &first))
        return TRUE;
      g_string_truncate (open, open->len - 1);
      first = FALSE;
    }
  return FALSE;
}

/* One JSON value however deep it is: @open has a bracket for each level. */
static gboolean
is_json (LwJsonScan *scan)
{
  g_autoptr (GString) open = g_string_new (NULL);
  gboolean more = TRUE;

  while (more)
    {
      gboolean enters;
      LwJsonSlice value;

      scan->pos += strspn (scan->pos, " \t\r\n");
      enters = *scan->pos == '{' || *scan->pos == '[';
      if (enters)
        g_string_append_c (open, *scan->pos++);
      else if (!lw_json_scan_value (scan, &value))
        return FALSE;
      more = find_next (scan, open, enters);
    }
  return scan->error == NULL && lw_json_scan_at_end (scan);
}

/**
 * lw_answer_content_check:
 * @content: what a worker sent
 * @error: return location: %LW_JOB_ERROR_INVALID
 *
 * Returns: whether it can be stored: one JSON value of at most %LW_ANSWER_CONTENT_MAX_LENGTH bytes
 */
gboolean
lw_answer_content_check (const char  *content,
                         GError     **error)
{
  gsize length;
  LwJsonScan scan;

  g_return_val_if_fail (content != NULL, FALSE);

  length = strlen (content);
  if (length > LW_ANSWER_CONTENT_MAX_LENGTH)
    {
      g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
                   _("The answer is larger than %d bytes and was not recorded"), LW_ANSWER_CONTENT_MAX_LENGTH);
      return FALSE;
    }
  lw_json_scan_init (&scan, content, length);
  if (g_utf8_validate_len (content, length, NULL) && is_json (&scan))
    return TRUE;
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID, _("The answer is not JSON and was not recorded: %s"),
               scan.error != NULL ? _(scan.error) : _("it is not UTF-8"));
  return FALSE;
}

static gboolean
add_label (GArray             *classes,
           JsonNode           *node,
           LwLabelCategories  *categories,
           char              **reason)
{
  const char *label;
  guint index;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      *reason = g_strdup ("the answer has no label");
      return FALSE;
    }
  label = json_node_get_string (node);
  if (!lw_label_categories_find (categories, label, &index))
    {
      *reason = g_strdup_printf ("“%.256s” is not a label category of this job", label);
      return FALSE;
    }
  g_array_append_val (classes, index);
  return TRUE;
}

static gboolean
add_labels (GArray             *classes,
            JsonArray          *labels,
            LwLabelCategories  *categories,
            char              **reason)
{
  if (labels == NULL)
    {
      *reason = g_strdup ("the answer has no list of labels");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (labels); i++)
    if (!add_label (classes, json_array_get_element (labels, i), categories, reason))
      return FALSE;
  return TRUE;
}

/**
 * lw_answer_content_parse:
 * @content: what a worker sent
 * @task_type: the job's task type
 * @categories: the job's label categories
 * @reason: (out): why it does not count, when it does not
 *
 * Returns: (transfer full) (element-type guint) (nullable): the class indexes; one for a single label, any number
 *   for several
 */
GArray *
lw_answer_content_parse (const char         *content,
                         LwTaskType          task_type,
                         LwLabelCategories  *categories,
                         char              **reason)
{
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *element = lw_task_type_get_element (task_type);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;
  gboolean ok;

  *reason = NULL;
  if (strlen (content) > LW_ANSWER_CONTENT_MAX_READ)
    {
      *reason = g_strdup_printf ("the answer is larger than %d bytes", LW_ANSWER_CONTENT_MAX_READ);
      return NULL;
    }
  node = lw_json_parse (content, -1, NULL);
  answer = element != NULL ? lw_json_get_object (lw_json_node_object (node), element) : NULL;
  if (answer == NULL)
    {
      *reason = g_strdup_printf ("the answer has no “%s”", element != NULL ? element : "known worker element");
      return NULL;
    }
  if (task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION)
    ok = add_label (classes, json_object_get_member (answer, "label"), categories, reason);
  else
    ok = add_labels (classes, lw_json_get_array (answer, "labels"), categories, reason);
  return ok ? g_steal_pointer (&classes) : NULL;
}
