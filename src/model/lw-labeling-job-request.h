/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* CreateLabelingJob's request: one JSON document with typed access to the fields of the API model, their rules, and
 * everything else kept as it came. Not the job's state (see lw-labeling-job.h). */

#pragma once

#include "lw-diagnostic.h"
#include "lw-task-type.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LwRequestField:
 *
 * The leaves of CreateLabelingJob that are strings or integers, named after the service's members.
 */
typedef enum
{
  LW_REQUEST_LABELING_JOB_NAME,
  LW_REQUEST_LABEL_ATTRIBUTE_NAME,
  LW_REQUEST_MANIFEST_S3_URI,
  LW_REQUEST_INPUT_SNS_TOPIC_ARN,
  LW_REQUEST_CONTENT_CLASSIFIERS,
  LW_REQUEST_S3_OUTPUT_PATH,
  LW_REQUEST_KMS_KEY_ID,
  LW_REQUEST_OUTPUT_SNS_TOPIC_ARN,
  LW_REQUEST_ROLE_ARN,
  LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI,
  LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT,
  LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED,
  LW_REQUEST_ALGORITHM_SPECIFICATION_ARN,
  LW_REQUEST_INITIAL_ACTIVE_LEARNING_MODEL_ARN,
  LW_REQUEST_VOLUME_KMS_KEY_ID,
  LW_REQUEST_SECURITY_GROUP_IDS,
  LW_REQUEST_SUBNETS,
  LW_REQUEST_WORKTEAM_ARN,
  LW_REQUEST_UI_TEMPLATE_S3_URI,
  LW_REQUEST_HUMAN_TASK_UI_ARN,
  LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN,
  LW_REQUEST_TASK_KEYWORDS,
  LW_REQUEST_TASK_TITLE,
  LW_REQUEST_TASK_DESCRIPTION,
  LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT,
  LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS,
  LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS,
  LW_REQUEST_MAX_CONCURRENT_TASK_COUNT,
  LW_REQUEST_ANNOTATION_CONSOLIDATION_LAMBDA_ARN,
  LW_REQUEST_PRICE_DOLLARS,
  LW_REQUEST_PRICE_CENTS,
  LW_REQUEST_PRICE_TENTH_FRACTIONS_OF_A_CENT,
  LW_REQUEST_TAGS,
  LW_N_REQUEST_FIELDS,
} LwRequestField;

typedef struct _LwLabelingJobRequest LwLabelingJobRequest;

LwLabelingJobRequest *lw_labeling_job_request_new         (void) G_GNUC_WARN_UNUSED_RESULT;
LwLabelingJobRequest *lw_labeling_job_request_parse       (const char                  *json,
                                                           gssize                       length,
                                                           GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
LwLabelingJobRequest *lw_labeling_job_request_new_from_node (JsonNode                  *node,
                                                           GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
LwLabelingJobRequest *lw_labeling_job_request_copy        (const LwLabelingJobRequest  *self) G_GNUC_WARN_UNUSED_RESULT;
void                  lw_labeling_job_request_free        (LwLabelingJobRequest        *self);

char                 *lw_labeling_job_request_to_json     (const LwLabelingJobRequest  *self,
                                                           gboolean                     pretty) G_GNUC_WARN_UNUSED_RESULT;
JsonObject           *lw_labeling_job_request_get_object  (const LwLabelingJobRequest  *self);

const char           *lw_labeling_job_request_get_string  (const LwLabelingJobRequest  *self,
                                                           LwRequestField               field);
void                  lw_labeling_job_request_set_string  (LwLabelingJobRequest        *self,
                                                           LwRequestField               field,
                                                           const char                  *value);
gint64                lw_labeling_job_request_get_int     (const LwLabelingJobRequest  *self,
                                                           LwRequestField               field,
                                                           gint64                       fallback);
void                  lw_labeling_job_request_set_int     (LwLabelingJobRequest        *self,
                                                           LwRequestField               field,
                                                           gint64                       value);
void                  lw_labeling_job_request_unset       (LwLabelingJobRequest        *self,
                                                           LwRequestField               field);
char                **lw_labeling_job_request_dup_strings (const LwLabelingJobRequest  *self,
                                                           LwRequestField               field) G_GNUC_WARN_UNUSED_RESULT;
void                  lw_labeling_job_request_set_strings (LwLabelingJobRequest        *self,
                                                           LwRequestField               field,
                                                           const char *const           *values);

LwTaskType            lw_labeling_job_request_get_task_type (const LwLabelingJobRequest *self);
void                  lw_labeling_job_request_set_task_type (LwLabelingJobRequest       *self,
                                                           const char                  *region,
                                                           LwTaskType                   task_type);
char                 *lw_labeling_job_request_dup_output_uri (const LwLabelingJobRequest *self,
                                                           const char                  *path) G_GNUC_WARN_UNUSED_RESULT;

void                  lw_labeling_job_request_check       (const LwLabelingJobRequest  *self,
                                                           GPtrArray                   *diagnostics);

const char           *lw_request_field_get_path           (LwRequestField               field);
char                 *lw_request_field_check_string       (LwRequestField               field,
                                                           const char                  *value) G_GNUC_WARN_UNUSED_RESULT;
char                 *lw_request_field_check_int          (LwRequestField               field,
                                                           gint64                       value) G_GNUC_WARN_UNUSED_RESULT;
void                  lw_request_field_get_range          (LwRequestField               field,
                                                           gint64                      *min,
                                                           gint64                      *max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLabelingJobRequest, lw_labeling_job_request_free)

G_END_DECLS
