/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the members of the service's requests may be: kinds, bounds and patterns of its API model, a row a member. Those
 * of CreateLabelingJob in people's words are in lw-request-rules.c. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-api-rules.h"

#define ANY ".*"
#define ID "[-0-9a-zA-Z]+"
#define KMS_KEY "[a-zA-Z0-9:/_-]*"
#define LAMBDA "arn:aws[a-z\\-]*:lambda:[a-z0-9\\-]*:[0-9]{12}:function:.*"
#define MODEL "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:model/.*"
#define NAME "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"
#define NAME_PART "[a-zA-Z0-9\\-]+"
#define NOTIFICATION "arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]*"
#define POOL "[\\w-]+_[0-9a-zA-Z]+"
#define RESOURCE "arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+"
#define ROLE "arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+"
#define S3_URI "(https|s3)://([^/]+)/?(.*)"
#define TAG "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)"
#define TASK_UI "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]+:[0-9]{12}:human-task-ui/.*"
#define TOPIC "arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+"
#define WORKTEAM "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:workteam/.*"

static const LwApiRule create_labeling_job_rules[] = {
  { "LabelingJobName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { "LabelAttributeName", LW_API_STRING, TRUE, 1, 127, "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,126}", NULL },
  { "InputConfig", LW_API_OBJECT, TRUE, 0, 0, NULL, NULL },
  { "InputConfig.DataSource", LW_API_OBJECT, TRUE, 0, 0, NULL, NULL },
  { "InputConfig.DataSource.S3DataSource", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "InputConfig.DataSource.S3DataSource.ManifestS3Uri", LW_API_STRING, TRUE, 0, 1024, S3_URI, NULL },
  { "InputConfig.DataSource.SnsDataSource", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "InputConfig.DataSource.SnsDataSource.SnsTopicArn", LW_API_STRING, TRUE, 0, 2048, TOPIC, NULL },
  { "InputConfig.DataAttributes", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "InputConfig.DataAttributes.ContentClassifiers", LW_API_LIST, FALSE, 0, 256, NULL, NULL },
  { "InputConfig.DataAttributes.ContentClassifiers[]", LW_API_STRING, FALSE, 0, 0,
    NULL, "FreeOfPersonallyIdentifiableInformation, FreeOfAdultContent" },
  { "OutputConfig", LW_API_OBJECT, TRUE, 0, 0, NULL, NULL },
  { "OutputConfig.S3OutputPath", LW_API_STRING, TRUE, 0, 1024, S3_URI, NULL },
  { "OutputConfig.KmsKeyId", LW_API_STRING, FALSE, 0, 2048, KMS_KEY, NULL },
  { "OutputConfig.SnsTopicArn", LW_API_STRING, FALSE, 0, 2048, TOPIC, NULL },
  { "RoleArn", LW_API_STRING, TRUE, 20, 2048, ROLE, NULL },
  { "LabelCategoryConfigS3Uri", LW_API_STRING, FALSE, 0, 1024, S3_URI, NULL },
  { "StoppingConditions", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "StoppingConditions.MaxHumanLabeledObjectCount", LW_API_INTEGER, FALSE, 1, 0, NULL, NULL },
  { "StoppingConditions.MaxPercentageOfInputDatasetLabeled", LW_API_INTEGER, FALSE, 1, 100, NULL, NULL },
  { "LabelingJobAlgorithmsConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn", LW_API_STRING, TRUE, 0, 2048,
    "arn:.*", NULL },
  { "LabelingJobAlgorithmsConfig.InitialActiveLearningModelArn", LW_API_STRING, FALSE, 20, 2048, MODEL, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VolumeKmsKeyId", LW_API_STRING, FALSE, 0, 2048,
    KMS_KEY, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.SecurityGroupIds", LW_API_LIST, TRUE, 1, 5,
    NULL, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.SecurityGroupIds[]", LW_API_STRING, FALSE, 0, 32,
    ID, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.Subnets", LW_API_LIST, TRUE, 1, 16, NULL, NULL },
  { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.Subnets[]", LW_API_STRING, FALSE, 0, 32,
    ID, NULL },
  { "HumanTaskConfig", LW_API_OBJECT, TRUE, 0, 0, NULL, NULL },
  { "HumanTaskConfig.WorkteamArn", LW_API_STRING, TRUE, 0, 256, WORKTEAM, NULL },
  { "HumanTaskConfig.UiConfig", LW_API_OBJECT, TRUE, 0, 0, NULL, NULL },
  { "HumanTaskConfig.UiConfig.UiTemplateS3Uri", LW_API_STRING, FALSE, 0, 1024, S3_URI, NULL },
  { "HumanTaskConfig.UiConfig.HumanTaskUiArn", LW_API_STRING, FALSE, 0, 1024, TASK_UI, NULL },
  { "HumanTaskConfig.PreHumanTaskLambdaArn", LW_API_STRING, FALSE, 0, 2048, LAMBDA, NULL },
  { "HumanTaskConfig.TaskKeywords", LW_API_LIST, FALSE, 1, 5, NULL, NULL },
  { "HumanTaskConfig.TaskKeywords[]", LW_API_STRING, FALSE, 1, 30, "[A-Za-z0-9]+( [A-Za-z0-9]+)*", NULL },
  { "HumanTaskConfig.TaskTitle", LW_API_STRING, TRUE, 1, 128, "[\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD]*", NULL },
  { "HumanTaskConfig.TaskDescription", LW_API_STRING, TRUE, 1, 255, ".+", NULL },
  { "HumanTaskConfig.NumberOfHumanWorkersPerDataObject", LW_API_INTEGER, TRUE, 1, 9, NULL, NULL },
  { "HumanTaskConfig.TaskTimeLimitInSeconds", LW_API_INTEGER, TRUE, 30, 0, NULL, NULL },
  { "HumanTaskConfig.TaskAvailabilityLifetimeInSeconds", LW_API_INTEGER, FALSE, 60, 0, NULL, NULL },
  { "HumanTaskConfig.MaxConcurrentTaskCount", LW_API_INTEGER, FALSE, 1, 5000, NULL, NULL },
  { "HumanTaskConfig.AnnotationConsolidationConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn", LW_API_STRING, TRUE, 0, 2048,
    LAMBDA, NULL },
  { "HumanTaskConfig.PublicWorkforceTaskPrice", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.Dollars", LW_API_INTEGER, FALSE, 0, 2, NULL, NULL },
  { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.Cents", LW_API_INTEGER, FALSE, 0, 99, NULL, NULL },
  { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.TenthFractionsOfACent", LW_API_INTEGER, FALSE, 0, 9,
    NULL, NULL },
  { "Tags", LW_API_LIST, FALSE, 0, 50, NULL, NULL },
  { "Tags[]", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "Tags[].Key", LW_API_STRING, TRUE, 1, 128, TAG, NULL },
  { "Tags[].Value", LW_API_STRING, TRUE, 0, 256, TAG, NULL },
  { 0 },
};

static const LwApiRule describe_labeling_job_rules[] = {
  { "LabelingJobName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { 0 },
};

static const LwApiRule list_labeling_jobs_rules[] = {
  { "CreationTimeAfter", LW_API_TIME, FALSE, 0, 0, NULL, NULL },
  { "CreationTimeBefore", LW_API_TIME, FALSE, 0, 0, NULL, NULL },
  { "LastModifiedTimeAfter", LW_API_TIME, FALSE, 0, 0, NULL, NULL },
  { "LastModifiedTimeBefore", LW_API_TIME, FALSE, 0, 0, NULL, NULL },
  { "MaxResults", LW_API_INTEGER, FALSE, 1, 100, NULL, NULL },
  { "NextToken", LW_API_STRING, FALSE, 0, 8192, ANY, NULL },
  { "NameContains", LW_API_STRING, FALSE, 0, 63, NAME_PART, NULL },
  { "SortBy", LW_API_STRING, FALSE, 0, 0, NULL, "Name, CreationTime, Status" },
  { "SortOrder", LW_API_STRING, FALSE, 0, 0, NULL, "Ascending, Descending" },
  { "StatusEquals", LW_API_STRING, FALSE, 0, 0,
    NULL, "Initializing, InProgress, Completed, Failed, Stopping, Stopped" },
  { 0 },
};

static const LwApiRule list_labeling_jobs_for_workteam_rules[] = {
  { "WorkteamArn", LW_API_STRING, TRUE, 0, 256, WORKTEAM, NULL },
  { "MaxResults", LW_API_INTEGER, FALSE, 1, 100, NULL, NULL },
  { "NextToken", LW_API_STRING, FALSE, 0, 8192, ANY, NULL },
  { "CreationTimeAfter", LW_API_TIME, FALSE, 0, 0, NULL, NULL },
  { "CreationTimeBefore", LW_API_TIME, FALSE, 0, 0, NULL, NULL },
  { "JobReferenceCodeContains", LW_API_STRING, FALSE, 1, 255, ".+", NULL },
  { "SortBy", LW_API_STRING, FALSE, 0, 0, NULL, "CreationTime" },
  { "SortOrder", LW_API_STRING, FALSE, 0, 0, NULL, "Ascending, Descending" },
  { 0 },
};

static const LwApiRule stop_labeling_job_rules[] = {
  { "LabelingJobName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { 0 },
};

static const LwApiRule list_workteams_rules[] = {
  { "SortBy", LW_API_STRING, FALSE, 0, 0, NULL, "Name, CreateDate" },
  { "SortOrder", LW_API_STRING, FALSE, 0, 0, NULL, "Ascending, Descending" },
  { "NameContains", LW_API_STRING, FALSE, 1, 63, NAME, NULL },
  { "NextToken", LW_API_STRING, FALSE, 0, 8192, ANY, NULL },
  { "MaxResults", LW_API_INTEGER, FALSE, 1, 100, NULL, NULL },
  { 0 },
};

static const LwApiRule describe_workteam_rules[] = {
  { "WorkteamName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { 0 },
};

static const LwApiRule list_subscribed_workteams_rules[] = {
  { "NameContains", LW_API_STRING, FALSE, 1, 63, NAME, NULL },
  { "NextToken", LW_API_STRING, FALSE, 0, 8192, ANY, NULL },
  { "MaxResults", LW_API_INTEGER, FALSE, 1, 100, NULL, NULL },
  { 0 },
};

static const LwApiRule describe_subscribed_workteam_rules[] = {
  { "WorkteamArn", LW_API_STRING, TRUE, 0, 256, WORKTEAM, NULL },
  { 0 },
};

static const LwApiRule render_ui_template_rules[] = {
  { "UiTemplate", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "UiTemplate.Content", LW_API_STRING, TRUE, 1, 128000, "[\\S\\s]+", NULL },
  { "Task", LW_API_OBJECT, TRUE, 0, 0, NULL, NULL },
  { "Task.Input", LW_API_STRING, TRUE, 2, 128000, "[\\S\\s]+", NULL },
  { "RoleArn", LW_API_STRING, TRUE, 20, 2048, ROLE, NULL },
  { "HumanTaskUiArn", LW_API_STRING, FALSE, 0, 1024, TASK_UI, NULL },
  { 0 },
};

static const LwApiRule add_tags_rules[] = {
  { "ResourceArn", LW_API_STRING, TRUE, 0, 256, RESOURCE, NULL },
  { "Tags", LW_API_LIST, TRUE, 0, 50, NULL, NULL },
  { "Tags[]", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "Tags[].Key", LW_API_STRING, TRUE, 1, 128, TAG, NULL },
  { "Tags[].Value", LW_API_STRING, TRUE, 0, 256, TAG, NULL },
  { 0 },
};

static const LwApiRule list_tags_rules[] = {
  { "ResourceArn", LW_API_STRING, TRUE, 0, 256, RESOURCE, NULL },
  { "NextToken", LW_API_STRING, FALSE, 0, 8192, ANY, NULL },
  { "MaxResults", LW_API_INTEGER, FALSE, 50, 0, NULL, NULL },
  { 0 },
};

static const LwApiRule delete_tags_rules[] = {
  { "ResourceArn", LW_API_STRING, TRUE, 0, 256, RESOURCE, NULL },
  { "TagKeys", LW_API_LIST, TRUE, 1, 50, NULL, NULL },
  { "TagKeys[]", LW_API_STRING, FALSE, 1, 128, TAG, NULL },
  { 0 },
};

static const LwApiRule create_workteam_rules[] = {
  { "WorkteamName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { "WorkforceName", LW_API_STRING, FALSE, 1, 63, "[a-zA-Z0-9]([a-zA-Z0-9\\-]){0,62}", NULL },
  { "MemberDefinitions", LW_API_LIST, TRUE, 1, 10, NULL, NULL },
  { "MemberDefinitions[]", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "MemberDefinitions[].CognitoMemberDefinition", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "MemberDefinitions[].CognitoMemberDefinition.UserPool", LW_API_STRING, TRUE, 1, 55, POOL, NULL },
  { "MemberDefinitions[].CognitoMemberDefinition.UserGroup", LW_API_STRING, TRUE, 1, 128,
    "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", NULL },
  { "MemberDefinitions[].CognitoMemberDefinition.ClientId", LW_API_STRING, TRUE, 1, 1024, "[ -~]+", NULL },
  { "MemberDefinitions[].OidcMemberDefinition", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "MemberDefinitions[].OidcMemberDefinition.Groups", LW_API_LIST, FALSE, 1, 10, NULL, NULL },
  { "MemberDefinitions[].OidcMemberDefinition.Groups[]", LW_API_STRING, FALSE, 1, 63,
    "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", NULL },
  { "Description", LW_API_STRING, TRUE, 1, 200, ".+", NULL },
  { "NotificationConfiguration", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "NotificationConfiguration.NotificationTopicArn", LW_API_STRING, FALSE, 0, 0, NOTIFICATION, NULL },
  { "WorkerAccessConfiguration", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "WorkerAccessConfiguration.S3Presign", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "WorkerAccessConfiguration.S3Presign.IamPolicyConstraints", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "WorkerAccessConfiguration.S3Presign.IamPolicyConstraints.SourceIp", LW_API_STRING, FALSE, 0, 0,
    NULL, "Enabled, Disabled" },
  { "WorkerAccessConfiguration.S3Presign.IamPolicyConstraints.VpcSourceIp", LW_API_STRING, FALSE, 0, 0,
    NULL, "Enabled, Disabled" },
  { "Tags", LW_API_LIST, FALSE, 0, 50, NULL, NULL },
  { "Tags[]", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "Tags[].Key", LW_API_STRING, TRUE, 1, 128, TAG, NULL },
  { "Tags[].Value", LW_API_STRING, TRUE, 0, 256, TAG, NULL },
  { 0 },
};

static const LwApiRule update_workteam_rules[] = {
  { "WorkteamName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { "MemberDefinitions", LW_API_LIST, FALSE, 1, 10, NULL, NULL },
  { "MemberDefinitions[]", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "MemberDefinitions[].CognitoMemberDefinition", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "MemberDefinitions[].CognitoMemberDefinition.UserPool", LW_API_STRING, TRUE, 1, 55, POOL, NULL },
  { "MemberDefinitions[].CognitoMemberDefinition.UserGroup", LW_API_STRING, TRUE, 1, 128,
    "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", NULL },
  { "MemberDefinitions[].CognitoMemberDefinition.ClientId", LW_API_STRING, TRUE, 1, 1024, "[ -~]+", NULL },
  { "MemberDefinitions[].OidcMemberDefinition", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "MemberDefinitions[].OidcMemberDefinition.Groups", LW_API_LIST, FALSE, 1, 10, NULL, NULL },
  { "MemberDefinitions[].OidcMemberDefinition.Groups[]", LW_API_STRING, FALSE, 1, 63,
    "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+", NULL },
  { "Description", LW_API_STRING, FALSE, 1, 200, ".+", NULL },
  { "NotificationConfiguration", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "NotificationConfiguration.NotificationTopicArn", LW_API_STRING, FALSE, 0, 0, NOTIFICATION, NULL },
  { "WorkerAccessConfiguration", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "WorkerAccessConfiguration.S3Presign", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "WorkerAccessConfiguration.S3Presign.IamPolicyConstraints", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "WorkerAccessConfiguration.S3Presign.IamPolicyConstraints.SourceIp", LW_API_STRING, FALSE, 0, 0,
    NULL, "Enabled, Disabled" },
  { "WorkerAccessConfiguration.S3Presign.IamPolicyConstraints.VpcSourceIp", LW_API_STRING, FALSE, 0, 0,
    NULL, "Enabled, Disabled" },
  { 0 },
};

static const LwApiRule delete_workteam_rules[] = {
  { "WorkteamName", LW_API_STRING, TRUE, 1, 63, NAME, NULL },
  { 0 },
};

static const LwApiRule describe_workforce_rules[] = {
  { "WorkforceName", LW_API_STRING, TRUE, 1, 63, "[a-zA-Z0-9]([a-zA-Z0-9\\-]){0,62}", NULL },
  { 0 },
};

static const LwApiRule list_workforces_rules[] = {
  { "SortBy", LW_API_STRING, FALSE, 0, 0, NULL, "Name, CreateDate" },
  { "SortOrder", LW_API_STRING, FALSE, 0, 0, NULL, "Ascending, Descending" },
  { "NameContains", LW_API_STRING, FALSE, 1, 63, "[a-zA-Z0-9]([a-zA-Z0-9\\-]){0,62}", NULL },
  { "NextToken", LW_API_STRING, FALSE, 0, 8192, ANY, NULL },
  { "MaxResults", LW_API_INTEGER, FALSE, 1, 100, NULL, NULL },
  { 0 },
};

static const LwApiRule create_workforce_rules[] = {
  { "WorkforceName", LW_API_STRING, TRUE, 1, 63, "[a-zA-Z0-9]([a-zA-Z0-9\\-]){0,62}", NULL },
  { "CognitoConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "CognitoConfig.UserPool", LW_API_STRING, TRUE, 1, 55, POOL, NULL },
  { "CognitoConfig.ClientId", LW_API_STRING, TRUE, 1, 1024, "[ -~]+", NULL },
  { "OidcConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "SourceIpConfig", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "Tags", LW_API_LIST, FALSE, 0, 50, NULL, NULL },
  { "Tags[]", LW_API_OBJECT, FALSE, 0, 0, NULL, NULL },
  { "Tags[].Key", LW_API_STRING, TRUE, 1, 128, TAG, NULL },
  { "Tags[].Value", LW_API_STRING, TRUE, 0, 256, TAG, NULL },
  { 0 },
};

static const struct
{
  const char      *operation;
  const LwApiRule *rules;
} tables[] = {
  { "CreateLabelingJob", create_labeling_job_rules },
  { "DescribeLabelingJob", describe_labeling_job_rules },
  { "ListLabelingJobs", list_labeling_jobs_rules },
  { "ListLabelingJobsForWorkteam", list_labeling_jobs_for_workteam_rules },
  { "StopLabelingJob", stop_labeling_job_rules },
  { "ListWorkteams", list_workteams_rules },
  { "DescribeWorkteam", describe_workteam_rules },
  { "ListSubscribedWorkteams", list_subscribed_workteams_rules },
  { "DescribeSubscribedWorkteam", describe_subscribed_workteam_rules },
  { "RenderUiTemplate", render_ui_template_rules },
  { "AddTags", add_tags_rules },
  { "ListTags", list_tags_rules },
  { "DeleteTags", delete_tags_rules },
  { "CreateWorkteam", create_workteam_rules },
  { "UpdateWorkteam", update_workteam_rules },
  { "DeleteWorkteam", delete_workteam_rules },
  { "DescribeWorkforce", describe_workforce_rules },
  { "ListWorkforces", list_workforces_rules },
  { "CreateWorkforce", create_workforce_rules },
};

/**
 * lw_api_rules_find:
 * @operation: an operation of the service
 *
 * Returns: (transfer none) (nullable): the members of its request, up to one without a path
 */
const LwApiRule *
lw_api_rules_find (const char *operation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].operation, operation))
      return tables[i].rules;
  return NULL;
}
