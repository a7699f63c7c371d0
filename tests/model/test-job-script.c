/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A request as JSON, as a Python script and as a command: Python and the shell read what was written. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-job-script.h"

#include "lw-json.h"

#include <string.h>

/* Text that both languages have to quote. */
#define TITLE "It's a \"cat\" \\ $HOME `x` %s {0}\tä 🐈"

static LwLabelingJobRequest *
make_request (void)
{
  LwLabelingJobRequest *request = lw_labeling_job_request_new ();
  const char *const keywords[] = { "one", "t'wo", NULL };

  lw_labeling_job_request_set_string (request, LW_REQUEST_LABELING_JOB_NAME, "cats-1");
  lw_labeling_job_request_set_string (request, LW_REQUEST_TASK_TITLE, TITLE);
  lw_labeling_job_request_set_int (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 3);
  lw_labeling_job_request_set_strings (request, LW_REQUEST_TASK_KEYWORDS, keywords);
  return request;
}

/* Runs a program and takes the JSON that it prints. */
static void
assert_prints (LwLabelingJobRequest *request,
               const char *const    *command)
{
  g_autofree char *expected = lw_labeling_job_request_to_json (request, FALSE);
  g_autoptr (JsonNode) wanted = lw_json_parse (expected, -1, NULL);
  g_autoptr (JsonNode) got = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  got = lw_json_parse (out, -1, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (got, wanted));
}

static void
test_json (void)
{
  g_autoptr (LwLabelingJobRequest) request = make_request ();
  g_autofree char *text = lw_job_script_make (LW_JOB_SCRIPT_JSON, request, "eu-west-1");
  g_autofree char *name = lw_job_script_dup_file_name (LW_JOB_SCRIPT_JSON, request);
  g_autoptr (LwLabelingJobRequest) again = lw_labeling_job_request_parse (text, -1, NULL);

  g_assert_cmpstr (lw_labeling_job_request_get_string (again, LW_REQUEST_TASK_TITLE), ==, TITLE);
  g_assert_cmpstr (name, ==, "cats-1.json");
}

/* A module in boto3's place prints what it was asked for. */
static void
test_boto3 (void)
{
  g_autoptr (LwLabelingJobRequest) request = make_request ();
  g_autofree char *script = lw_job_script_make (LW_JOB_SCRIPT_BOTO3, request, "eu-west-1");
  g_autofree char *program = NULL;

  g_assert_true (g_str_has_prefix (script, "import boto3\n"));
  program = g_strconcat ("import json\nclass boto3:\n def client(name, region_name):\n  assert name == 'sagemaker'\n"
                         "  assert region_name == 'eu-west-1'\n  return boto3\n"
                         " def create_labeling_job(**request):\n  print(json.dumps(request))\n  raise SystemExit(0)\n",
                         strchr (script, '\n'), NULL);
  assert_prints (request, (const char *const[]) { "python3", "-c", program, NULL });
}

/* A function in the command's place prints its last argument. */
static void
test_aws_cli (void)
{
  g_autoptr (LwLabelingJobRequest) request = make_request ();
  g_autofree char *command = lw_job_script_make (LW_JOB_SCRIPT_AWS_CLI, request, "eu-west-1");
  g_autofree char *program = g_strconcat ("aws () { [ \"$1 $2 $3 $4 $5\" = 'sagemaker create-labeling-job --region "
                                          "eu-west-1 --cli-input-json' ] && printf '%s' \"$6\"; }\n", command, NULL);

  assert_prints (request, (const char *const[]) { "sh", "-c", program, NULL });
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/job-script/json", test_json);
  g_test_add_func ("/model/job-script/boto3", test_boto3);
  g_test_add_func ("/model/job-script/aws-cli", test_aws_cli);
  return g_test_run ();
}
