/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The labeling operations as data, after the API model; a test gives each of them all that botocore's model has. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sagemaker-operation.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-json.h"

static const LwSagemakerOperation operations[] = {
  { "AddTags", NULL, NULL, FALSE },
  { "CreateLabelingJob", NULL, "LabelingJobArn=s", TRUE },
  { "CreateWorkteam", NULL, NULL, TRUE },
  { "DeleteTags", NULL, NULL, FALSE },
  { "DeleteWorkteam", NULL, "Success=b", TRUE },
  { "DescribeLabelingJob", NULL,
    "LabelingJobStatus=s LabelCounters=o CreationTime=n LastModifiedTime=n JobReferenceCode=s LabelingJobName=s "
    "LabelingJobArn=s InputConfig=o OutputConfig=o RoleArn=s HumanTaskConfig=o", FALSE },
  { "DescribeSubscribedWorkteam", NULL, "SubscribedWorkteam=o", FALSE },
  { "DescribeWorkteam", NULL, "Workteam=o", FALSE },
  { "ListLabelingJobs", "LabelingJobSummaryList",
    "LabelingJobSummaryList[].LabelingJobName=s LabelingJobSummaryList[].LabelingJobArn=s "
    "LabelingJobSummaryList[].CreationTime=n LabelingJobSummaryList[].LastModifiedTime=n "
    "LabelingJobSummaryList[].LabelingJobStatus=s LabelingJobSummaryList[].LabelCounters=o "
    "LabelingJobSummaryList[].WorkteamArn=s", FALSE },
  { "ListLabelingJobsForWorkteam", "LabelingJobSummaryList",
    "LabelingJobSummaryList=l LabelingJobSummaryList[].JobReferenceCode=s "
    "LabelingJobSummaryList[].WorkRequesterAccountId=s LabelingJobSummaryList[].CreationTime=n", FALSE },
  { "ListSubscribedWorkteams", "SubscribedWorkteams",
    "SubscribedWorkteams=l SubscribedWorkteams[].WorkteamArn=s", FALSE },
  { "ListTags", "Tags", "Tags[].Key=s Tags[].Value=s", FALSE },
  { "ListWorkteams", "Workteams",
    "Workteams=l Workteams[].WorkteamName=s Workteams[].MemberDefinitions=l Workteams[].WorkteamArn=s "
    "Workteams[].Description=s", FALSE },
  { "RenderUiTemplate", NULL, "RenderedContent=s Errors=l Errors[].Code=s Errors[].Message=s", FALSE },
  { "StopLabelingJob", NULL, NULL, FALSE },
  { "UpdateWorkteam", NULL, "Workteam=o", FALSE },
};

/**
 * lw_sagemaker_operation_find:
 * @name: an operation's name
 *
 * Returns: (transfer none) (nullable): what the model says of it
 */
const LwSagemakerOperation *
lw_sagemaker_operation_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (strcmp (operations[i].name, name) == 0)
      return &operations[i];
  return NULL;
}

static gboolean
is_kind (JsonNode *node,
         char      kind)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (kind)
    {
    case 's':
      return type == G_TYPE_STRING;
    case 'n':
      return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
    case 'b':
      return type == G_TYPE_BOOLEAN;
    case 'o':
      return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
    default:
      return node != NULL && JSON_NODE_HOLDS_ARRAY (node);
    }
}

/* One member, of the answer itself or of each entry of one of its lists. */
static gboolean
check_member (JsonObject *answer,
              const char *list,
              const char *name,
              char        kind)
{
  JsonArray *array;

  if (list == NULL)
    return is_kind (json_object_get_member (answer, name), kind);
  array = lw_json_get_array (answer, list);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = lw_json_node_object (json_array_get_element (array, i));

      if (entry == NULL || !is_kind (json_object_get_member (entry, name), kind))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_sagemaker_operation_check:
 * @self: an operation
 * @answer: what the service answered it
 * @error: %LW_AWS_ERROR_BAD_ANSWER
 *
 * Returns: whether the answer has what the model requires
 */
gboolean
lw_sagemaker_operation_check (const LwSagemakerOperation  *self,
                              JsonNode                    *answer,
                              GError                     **error)
{
  JsonObject *object = lw_json_node_object (answer);
  g_auto (GStrv) members = g_strsplit (self->answer != NULL ? self->answer : "", " ", -1);

  for (guint i = 0; members[i] != NULL && *members[i] != '\0'; i++)
    {
      char *kind = strchr (members[i], '=');
      char *bracket = strstr (members[i], "[].");

      *kind = '\0';
      if (bracket != NULL)
        *bracket = '\0';
      if (object != NULL && check_member (object, bracket != NULL ? members[i] : NULL,
                                          bracket != NULL ? bracket + 3 : members[i], kind[1]))
        continue;
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER,
                   _("The answer to %s is not what SageMaker answers: “%s” is missing or of another kind."), self->name,
                   bracket != NULL ? bracket + 3 : members[i]);
      return FALSE;
    }
  return TRUE;
}
