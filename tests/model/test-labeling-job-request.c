/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the CreateLabelingJob request: its rules against the API model, its JSON without loss, its checks. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-json.h"
#include "lw-labeling-job-request.h"
#include "lw-request-rules.h"

#include <string.h>

static const char *const complete =
  "{\"LabelingJobName\":\"birds-1\",\"LabelAttributeName\":\"birds-1\","
  "\"InputConfig\":{\"DataSource\":{\"S3DataSource\":{\"ManifestS3Uri\":\"s3://bkt/in/dataset.manifest\"}},"
  "\"DataAttributes\":{\"ContentClassifiers\":[\"FreeOfAdultContent\"]}},"
  "\"OutputConfig\":{\"S3OutputPath\":\"s3://bkt/out\",\"KmsKeyId\":\"\"},"
  "\"RoleArn\":\"arn:aws:iam::111122223333:role/GtRole\","
  "\"LabelCategoryConfigS3Uri\":\"s3://bkt/in/labels.json\","
  "\"StoppingConditions\":{\"MaxHumanLabeledObjectCount\":100,\"MaxPercentageOfInputDatasetLabeled\":50},"
  "\"LabelingJobAlgorithmsConfig\":{\"LabelingJobAlgorithmSpecificationArn\":"
  "\"arn:aws:sagemaker:us-east-1:027400017018:labeling-job-algorithm-specification/image-classification\","
  "\"LabelingJobResourceConfig\":{\"VpcConfig\":{\"SecurityGroupIds\":[\"sg-1\"],\"Subnets\":[\"subnet-1\"]}}},"
  "\"HumanTaskConfig\":{\"WorkteamArn\":\"arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/team-a\","
  "\"UiConfig\":{\"UiTemplateS3Uri\":\"s3://bkt/in/template.liquid\"},"
  "\"PreHumanTaskLambdaArn\":\"arn:aws:lambda:us-east-1:432418664414:function:PRE-ImageMultiClass\","
  "\"AnnotationConsolidationConfig\":{\"AnnotationConsolidationLambdaArn\":"
  "\"arn:aws:lambda:us-east-1:432418664414:function:ACS-ImageMultiClass\"},"
  "\"TaskKeywords\":[\"Images\",\"bird species\"],\"TaskTitle\":\"Which bird?\",\"TaskDescription\":\"Choose one.\","
  "\"NumberOfHumanWorkersPerDataObject\":1,\"TaskTimeLimitInSeconds\":300,"
  "\"TaskAvailabilityLifetimeInSeconds\":864000,\"MaxConcurrentTaskCount\":1000,"
  "\"PublicWorkforceTaskPrice\":{\"AmountInUsd\":{\"Dollars\":0,\"Cents\":1,\"TenthFractionsOfACent\":2}}},"
  "\"Tags\":[{\"Key\":\"team\",\"Value\":\"birds\"},{\"Key\":\"empty\",\"Value\":\"\"}],"
  "\"SomethingNew\":{\"kept\":[1,2.5,null,true]}}";

static LwLabelingJobRequest *
parse_complete (void)
{
  g_autoptr (GError) error = NULL;
  LwLabelingJobRequest *request = lw_labeling_job_request_parse (complete, -1, &error);

  g_assert_no_error (error);
  return request;
}

static void
test_lossless (void)
{
  g_autoptr (LwLabelingJobRequest) request = parse_complete ();
  g_autoptr (LwLabelingJobRequest) copy = lw_labeling_job_request_copy (request);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autofree char *text = lw_labeling_job_request_to_json (copy, FALSE);

  g_assert_cmpstr (text, ==, complete);
  lw_labeling_job_request_check (request, diagnostics);
  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpint (lw_labeling_job_request_get_task_type (request), ==, LW_TASK_TYPE_IMAGE_CLASSIFICATION);
}

static void
test_access (void)
{
  g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_new ();
  const char *const keywords[] = { "a", "b", NULL };
  g_auto (GStrv) back = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *text = NULL;

  g_assert_null (lw_labeling_job_request_get_string (request, LW_REQUEST_TASK_TITLE));
  g_assert_cmpint (lw_labeling_job_request_get_int (request, LW_REQUEST_MAX_CONCURRENT_TASK_COUNT, 1000), ==, 1000);
  lw_labeling_job_request_set_string (request, LW_REQUEST_TASK_TITLE, "Titel „\"\\“");
  lw_labeling_job_request_set_strings (request, LW_REQUEST_TASK_KEYWORDS, keywords);
  lw_labeling_job_request_set_int (request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, 5);
  lw_labeling_job_request_set_string (request, LW_REQUEST_S3_OUTPUT_PATH, "s3://b/out/");
  lw_labeling_job_request_set_string (request, LW_REQUEST_LABELING_JOB_NAME, "pets");
  lw_labeling_job_request_set_task_type (request, "eu-west-1", LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  g_assert_cmpint (lw_labeling_job_request_get_task_type (request), ==,
                   LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  g_assert_cmpstr (lw_labeling_job_request_get_string (request, LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN), ==,
                   "arn:aws:lambda:eu-west-1:568282634449:function:PRE-ImageMultiClassMultiLabel");
  g_assert_cmpstr (lw_labeling_job_request_get_string (request, LW_REQUEST_TASK_TITLE), ==, "Titel „\"\\“");
  back = lw_labeling_job_request_dup_strings (request, LW_REQUEST_TASK_KEYWORDS);
  g_assert_cmpstrv (back, keywords);
  uri = lw_labeling_job_request_dup_output_uri (request, "manifests/output/output.manifest");
  g_assert_cmpstr (uri, ==, "s3://b/out/pets/manifests/output/output.manifest");

  lw_labeling_job_request_unset (request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT);
  text = lw_labeling_job_request_to_json (request, FALSE);
  g_assert_null (strstr (text, "StoppingConditions"));
}

static const struct
{
  LwRequestField  field;
  const char     *value;
  gboolean        good;
} string_rows[] =
{
  { LW_REQUEST_LABELING_JOB_NAME, "pets-1", TRUE },
  { LW_REQUEST_LABELING_JOB_NAME, "a--b", TRUE },
  { LW_REQUEST_LABELING_JOB_NAME, "-pets", FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, "pets-", FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, "pets_1", FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, "pets 1", FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, "pets\n", FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, "", FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, NULL, FALSE },
  { LW_REQUEST_LABELING_JOB_NAME, "p23456789012345678901234567890123456789012345678901234567890123", TRUE },
  { LW_REQUEST_LABELING_JOB_NAME, "p234567890123456789012345678901234567890123456789012345678901234", FALSE },
  { LW_REQUEST_LABEL_ATTRIBUTE_NAME, "species", TRUE },
  { LW_REQUEST_LABEL_ATTRIBUTE_NAME, "source", FALSE },
  { LW_REQUEST_LABEL_ATTRIBUTE_NAME, "source-ref", FALSE },
  { LW_REQUEST_LABEL_ATTRIBUTE_NAME, "my-ref", FALSE },
  { LW_REQUEST_LABEL_ATTRIBUTE_NAME, "x-metadata", FALSE },
  { LW_REQUEST_TASK_TITLE, "Which animal? ä 日", TRUE },
  { LW_REQUEST_TASK_TITLE, "Which animal 🐈", FALSE },
  { LW_REQUEST_TASK_DESCRIPTION, "one line", TRUE },
  { LW_REQUEST_TASK_DESCRIPTION, "two\nlines", FALSE },
  { LW_REQUEST_TASK_KEYWORDS, "bird species", TRUE },
  { LW_REQUEST_TASK_KEYWORDS, "Multi-label", FALSE },
  { LW_REQUEST_TASK_KEYWORDS, "a,b", FALSE },
  { LW_REQUEST_TASK_KEYWORDS, "", FALSE },
  { LW_REQUEST_S3_OUTPUT_PATH, "s3://b", TRUE },
  { LW_REQUEST_S3_OUTPUT_PATH, "b/out", FALSE },
  { LW_REQUEST_ROLE_ARN, "arn:aws:iam::111122223333:role/x", TRUE },
  { LW_REQUEST_ROLE_ARN, "arn:aws:iam::11112222333:role/x", FALSE },
  { LW_REQUEST_KMS_KEY_ID, "", TRUE },
  { LW_REQUEST_KMS_KEY_ID, "a b", FALSE },
};

static void
test_strings (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *message = lw_request_field_check_string (string_rows[i].field, string_rows[i].value);

  if (string_rows[i].good)
    g_assert_cmpstr (message, ==, NULL);
  else
    g_assert_nonnull (message);
}

static void
test_integers (void)
{
  static const struct { LwRequestField field; gint64 value; gboolean good; } rows[] = {
    { LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 1, TRUE },
    { LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 9, TRUE },
    { LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 0, FALSE },
    { LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 10, FALSE },
    { LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, 30, TRUE },
    { LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, 29, FALSE },
    { LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, 28801, FALSE },
    { LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, 101, FALSE },
    { LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, 0, FALSE },
    { LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, 2000000000, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message = lw_request_field_check_int (rows[i].field, rows[i].value);

      g_assert_true ((message == NULL) == rows[i].good);
    }
}

static void
test_check_names_fields (void)
{
  static const struct { const char *from; const char *to; LwRequestField field; } rows[] = {
    { "\"birds-1\",\"LabelA", "\"birds_1\",\"LabelA", LW_REQUEST_LABELING_JOB_NAME },
    { "\"TaskTimeLimitInSeconds\":300", "\"TaskTimeLimitInSeconds\":\"300\"", LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS },
    { "\"NumberOfHumanWorkersPerDataObject\":1,", "", LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT },
    { "[\"Images\",\"bird species\"]", "[]", LW_REQUEST_TASK_KEYWORDS },
    { "[\"Images\",\"bird species\"]", "[7]", LW_REQUEST_TASK_KEYWORDS },
    { "[\"Images\",\"bird species\"]", "\"Images\"", LW_REQUEST_TASK_KEYWORDS },
    { "\"Key\":\"empty\"", "\"Key\":\"team\"", LW_REQUEST_TAGS },
    { "\"FreeOfAdultContent\"", "\"Free\"", LW_REQUEST_CONTENT_CLASSIFIERS },
    { "\"Cents\":1", "\"Cents\":100", LW_REQUEST_PRICE_CENTS },
    { "s3://bkt/in/dataset.manifest", "", LW_REQUEST_MANIFEST_S3_URI },
    { "864000", "100", LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) parts = g_strsplit (complete, rows[i].from, 2);
      g_autofree char *text = g_strjoinv (rows[i].to, parts);
      g_autoptr (GError) error = NULL;
      g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_parse (text, -1, &error);
      g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      lw_labeling_job_request_check (request, diagnostics);
      g_assert_cmpuint (diagnostics->len, ==, 1);
      g_assert_cmpstr (((LwDiagnostic *) g_ptr_array_index (diagnostics, 0))->code, ==,
                       lw_request_field_get_path (rows[i].field));
    }
}

/* The shape at a path of CreateLabelingJobRequest in the API model; required: whether the last member is */
static JsonObject *
find_shape (JsonObject *shapes,
            const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonObject *shape = lw_json_get_object (shapes, "CreateLabelingJobRequest");

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonObject *member = lw_json_get_object (lw_json_get_object (shape, "members"), names[i]);

      g_assert_nonnull (member);
      shape = lw_json_get_object (shapes, lw_json_get_string (member, "shape"));
    }
  return shape;
}

static char *
to_pcre (const char *pattern)
{
  GString *result = g_string_new (pattern);

  g_string_replace (result, "\\uD7FF", "\\x{D7FF}", 0);
  g_string_replace (result, "\\uE000", "\\x{E000}", 0);
  g_string_replace (result, "\\uFFFD", "\\x{FFFD}", 0);
  g_string_replace (result, "\\r -", "\\r\\x{20}-", 0);
  return g_string_free (result, FALSE);
}

static void
test_against_model (void)
{
  const char *cases = g_getenv ("LW_CASES");
  g_autofree char *path = cases != NULL
    ? g_build_filename (cases, "..", "reference", "sagemaker-labeling-model.json", NULL) : NULL;
  g_autoptr (JsonNode) model = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *shapes;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("LW_CASES names no folder with the API model beside it");
      return;
    }
  model = lw_json_parse_file (path, 1024 * 1024, &error);
  g_assert_no_error (error);
  shapes = lw_json_get_object (lw_json_node_object (model), "shapes");
  for (guint field = 0; field < LW_N_REQUEST_FIELDS; field++)
    {
      const LwRequestRule *rule = lw_request_rule_get (field);
      JsonObject *shape = find_shape (shapes, rule->path);
      const char *pattern = lw_json_get_string (shape, "pattern");

      g_assert_cmpint (rule->min, ==, lw_json_get_int (shape, "min", 0));
      /* The documentation is narrower than the model for the two times. */
      if (field != LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS && field != LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS)
        g_assert_cmpint (rule->max, ==, lw_json_get_int (shape, "max", 0));
      if (pattern != NULL)
        {
          g_autofree char *expected = to_pcre (pattern);

          g_assert_cmpstr (rule->pattern, ==, expected);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/lossless", test_lossless);
  g_test_add_func ("/request/access", test_access);
  g_test_add_func ("/request/integers", test_integers);
  g_test_add_func ("/request/check-names-fields", test_check_names_fields);
  g_test_add_func ("/request/against-model", test_against_model);
  for (gsize i = 0; i < G_N_ELEMENTS (string_rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/request/strings/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_strings);
    }
  return g_test_run ();
}
