/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of CreateLabelingJob's fields as data: lengths, ranges and patterns of the API model
 * (reference/sagemaker-labeling-model.json; a test compares them), narrowed where the documentation is narrower. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-request-rules.h"

#include <glib/gi18n.h>

#define S3_URI "(https|s3)://([^/]+)/?(.*)"
#define SNS_TOPIC "arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+"
#define LAMBDA "arn:aws[a-z\\-]*:lambda:[a-z0-9\\-]*:[0-9]{12}:function:.*"
#define KMS_KEY "[a-zA-Z0-9:/_-]*"
#define NAME_HINT N_("Use letters, digits and single hyphens between them.")
#define ARN_HINT N_("Choose it from the list, or copy the whole ARN.")
#define S3_HINT N_("An address looks like s3://bucket/folder/file.")

static const LwRequestRule rules[LW_N_REQUEST_FIELDS] =
{
  [LW_REQUEST_LABELING_JOB_NAME] =
    { "LabelingJobName", LW_REQUEST_KIND_STRING, TRUE, 1, 63, 0,
      "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", N_("Job name"), NAME_HINT },
  [LW_REQUEST_LABEL_ATTRIBUTE_NAME] =
    { "LabelAttributeName", LW_REQUEST_KIND_STRING, TRUE, 1, 127, 0,
      "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,126}", N_("Label attribute name"), NAME_HINT },
  [LW_REQUEST_MANIFEST_S3_URI] =
    { "InputConfig.DataSource.S3DataSource.ManifestS3Uri", LW_REQUEST_KIND_STRING, FALSE, 0, 1024, 0,
      S3_URI, N_("Input manifest"), S3_HINT },
  [LW_REQUEST_INPUT_SNS_TOPIC_ARN] =
    { "InputConfig.DataSource.SnsDataSource.SnsTopicArn", LW_REQUEST_KIND_STRING, FALSE, 0, 2048, 0,
      SNS_TOPIC, N_("Input topic"), ARN_HINT },
  [LW_REQUEST_CONTENT_CLASSIFIERS] =
    { "InputConfig.DataAttributes.ContentClassifiers", LW_REQUEST_KIND_STRINGS, FALSE, 0, 256, 0,
      "FreeOfPersonallyIdentifiableInformation|FreeOfAdultContent", N_("Content classifiers"), NULL },
  [LW_REQUEST_S3_OUTPUT_PATH] =
    { "OutputConfig.S3OutputPath", LW_REQUEST_KIND_STRING, TRUE, 0, 1024, 0,
      S3_URI, N_("Output location"), S3_HINT },
  [LW_REQUEST_KMS_KEY_ID] =
    { "OutputConfig.KmsKeyId", LW_REQUEST_KIND_STRING, FALSE, 0, 2048, 0, KMS_KEY, N_("Encryption key"), ARN_HINT },
  [LW_REQUEST_OUTPUT_SNS_TOPIC_ARN] =
    { "OutputConfig.SnsTopicArn", LW_REQUEST_KIND_STRING, FALSE, 0, 2048, 0, SNS_TOPIC, N_("Output topic"), ARN_HINT },
  [LW_REQUEST_ROLE_ARN] =
    { "RoleArn", LW_REQUEST_KIND_STRING, TRUE, 20, 2048, 0,
      "arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+", N_("Execution role"), ARN_HINT },
  [LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI] =
    { "LabelCategoryConfigS3Uri", LW_REQUEST_KIND_STRING, TRUE, 0, 1024, 0,
      S3_URI, N_("Label category file"), S3_HINT },
  [LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT] =
    { "StoppingConditions.MaxHumanLabeledObjectCount", LW_REQUEST_KIND_INTEGER, FALSE, 1, 0, 0,
      NULL, N_("Maximum number of labeled images"), NULL },
  [LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED] =
    { "StoppingConditions.MaxPercentageOfInputDatasetLabeled", LW_REQUEST_KIND_INTEGER, FALSE, 1, 100, 0,
      NULL, N_("Maximum percentage of the data set"), NULL },
  [LW_REQUEST_ALGORITHM_SPECIFICATION_ARN] =
    { "LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn", LW_REQUEST_KIND_STRING, FALSE, 0, 2048, 0,
      "arn:.*", N_("Automated labeling algorithm"), ARN_HINT },
  [LW_REQUEST_INITIAL_ACTIVE_LEARNING_MODEL_ARN] =
    { "LabelingJobAlgorithmsConfig.InitialActiveLearningModelArn", LW_REQUEST_KIND_STRING, FALSE, 20, 2048, 0,
      "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:model/.*", N_("Active learning model"), ARN_HINT },
  [LW_REQUEST_VOLUME_KMS_KEY_ID] =
    { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VolumeKmsKeyId", LW_REQUEST_KIND_STRING, FALSE, 0, 2048, 0,
      KMS_KEY, N_("Volume encryption key"), ARN_HINT },
  [LW_REQUEST_SECURITY_GROUP_IDS] =
    { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.SecurityGroupIds", LW_REQUEST_KIND_STRINGS,
      FALSE, 1, 5, 32, "[-0-9a-zA-Z]+", N_("Security groups"), NULL },
  [LW_REQUEST_SUBNETS] =
    { "LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.Subnets", LW_REQUEST_KIND_STRINGS,
      FALSE, 1, 16, 32, "[-0-9a-zA-Z]+", N_("Subnets"), NULL },
  [LW_REQUEST_WORKTEAM_ARN] =
    { "HumanTaskConfig.WorkteamArn", LW_REQUEST_KIND_STRING, TRUE, 0, 256, 0,
      "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:workteam/.*", N_("Work team"), ARN_HINT },
  [LW_REQUEST_UI_TEMPLATE_S3_URI] =
    { "HumanTaskConfig.UiConfig.UiTemplateS3Uri", LW_REQUEST_KIND_STRING, TRUE, 0, 1024, 0,
      S3_URI, N_("Worker task template"), S3_HINT },
  [LW_REQUEST_HUMAN_TASK_UI_ARN] =
    { "HumanTaskConfig.UiConfig.HumanTaskUiArn", LW_REQUEST_KIND_STRING, FALSE, 0, 1024, 0,
      "arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]+:[0-9]{12}:human-task-ui/.*", N_("Human task UI"), ARN_HINT },
  [LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN] =
    { "HumanTaskConfig.PreHumanTaskLambdaArn", LW_REQUEST_KIND_STRING, TRUE, 0, 2048, 0,
      LAMBDA, N_("Pre-annotation function"), ARN_HINT },
  [LW_REQUEST_TASK_KEYWORDS] =
    { "HumanTaskConfig.TaskKeywords", LW_REQUEST_KIND_STRINGS, FALSE, 1, 5, 30,
      "[A-Za-z0-9]+( [A-Za-z0-9]+)*", N_("Keywords"),
      N_("Use letters, digits and single blanks; no hyphens or commas.") },
  [LW_REQUEST_TASK_TITLE] =
    { "HumanTaskConfig.TaskTitle", LW_REQUEST_KIND_STRING, TRUE, 1, 128, 0,
      "[\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}]*", N_("Task title"),
      N_("Emoji and other rare characters cannot stand in it.") },
  [LW_REQUEST_TASK_DESCRIPTION] =
    { "HumanTaskConfig.TaskDescription", LW_REQUEST_KIND_STRING, TRUE, 1, 255, 0,
      ".+", N_("Task description"), N_("It has to be one line.") },
  [LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT] =
    { "HumanTaskConfig.NumberOfHumanWorkersPerDataObject", LW_REQUEST_KIND_INTEGER, TRUE, 1, 9, 0,
      NULL, N_("Workers per image"), NULL },
  [LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS] =
    { "HumanTaskConfig.TaskTimeLimitInSeconds", LW_REQUEST_KIND_INTEGER, TRUE, 30, 28800, 0,
      NULL, N_("Time per task in seconds"), NULL },
  [LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS] =
    { "HumanTaskConfig.TaskAvailabilityLifetimeInSeconds", LW_REQUEST_KIND_INTEGER, FALSE, 60, 2592000, 0,
      NULL, N_("Task availability in seconds"), NULL },
  [LW_REQUEST_MAX_CONCURRENT_TASK_COUNT] =
    { "HumanTaskConfig.MaxConcurrentTaskCount", LW_REQUEST_KIND_INTEGER, FALSE, 1, 5000, 0,
      NULL, N_("Images open at once"), NULL },
  [LW_REQUEST_ANNOTATION_CONSOLIDATION_LAMBDA_ARN] =
    { "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn", LW_REQUEST_KIND_STRING, TRUE,
      0, 2048, 0, LAMBDA, N_("Consolidation function"), ARN_HINT },
  [LW_REQUEST_PRICE_DOLLARS] =
    { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.Dollars", LW_REQUEST_KIND_INTEGER, FALSE, 0, 2, 0,
      NULL, N_("Price in dollars"), NULL },
  [LW_REQUEST_PRICE_CENTS] =
    { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.Cents", LW_REQUEST_KIND_INTEGER, FALSE, 0, 99, 0,
      NULL, N_("Price in cents"), NULL },
  [LW_REQUEST_PRICE_TENTH_FRACTIONS_OF_A_CENT] =
    { "HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.TenthFractionsOfACent", LW_REQUEST_KIND_INTEGER, FALSE,
      0, 9, 0, NULL, N_("Price in tenths of a cent"), NULL },
  [LW_REQUEST_TAGS] =
    { "Tags", LW_REQUEST_KIND_TAGS, FALSE, 0, 50, 256, "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)", N_("Tags"),
      N_("Use letters, digits, blanks and _ . : / = + - @.") },
};

/**
 * lw_request_rule_get:
 * @field: a field
 *
 * Returns: (transfer none): its rule
 */
const LwRequestRule *
lw_request_rule_get (LwRequestField field)
{
  g_return_val_if_fail (field < LW_N_REQUEST_FIELDS, NULL);

  return &rules[field];
}
