/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the labeling job as its watchers see it: each change is notified once, and only when it is one. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-labeling-job.h"

static LwLabelingJob *
new_job (void)
{
  g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_new ();

  lw_labeling_job_request_set_string (request, LW_REQUEST_LABELING_JOB_NAME, "pets");
  lw_labeling_job_request_set_string (request, LW_REQUEST_S3_OUTPUT_PATH, "s3://labelwright/jobs");
  lw_labeling_job_request_set_task_type (request, "us-east-1", LW_TASK_TYPE_IMAGE_CLASSIFICATION);
  return lw_labeling_job_new (request, 1000);
}

static void
job_notify_cb (GObject    *object,
               GParamSpec *pspec,
               GString    *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

static void
test_notifies (void)
{
  LwLabelingJob *job = new_job ();
  LwLabelCounters counters = { 3, 3, 0, 1, 6 };
  GString *log = g_string_new (NULL);

  g_assert_cmpstr (lw_labeling_job_get_name (job), ==, "pets");
  g_assert_cmpint (lw_labeling_job_get_status (job), ==, LW_LABELING_JOB_STATUS_INITIALIZING);
  g_assert_cmpint (lw_labeling_job_get_task_type (job), ==, LW_TASK_TYPE_IMAGE_CLASSIFICATION);

  g_signal_connect (job, "notify", G_CALLBACK (job_notify_cb), log);
  lw_labeling_job_set_counters (job, &counters);
  lw_labeling_job_set_counters (job, &counters);
  lw_labeling_job_set_status (job, LW_LABELING_JOB_STATUS_IN_PROGRESS);
  lw_labeling_job_set_status (job, LW_LABELING_JOB_STATUS_IN_PROGRESS);
  lw_labeling_job_set_problem (job, "The disk is full");
  lw_labeling_job_set_problem (job, NULL);
  lw_labeling_job_set_speed (job, 5.2, 840);
  lw_labeling_job_set_speed (job, 5.2, 840);
  g_assert_cmpstr (log->str, ==,
                   "counters progress status status-title problem problem objects-per-minute seconds-left ");
  g_assert_cmpfloat (lw_labeling_job_get_progress (job), ==, 0.4);
  g_string_free (log, TRUE);
  g_assert_finalize_object (job);
}

static void
test_workers (void)
{
  LwLabelingJob *job = new_job ();
  LwWorkerActivity *ada = lw_labeling_job_ensure_worker (job, "ada");
  g_autofree char *uri = lw_labeling_job_dup_output_manifest_uri (job);

  g_assert_true (lw_labeling_job_ensure_worker (job, "ada") == ada);
  lw_labeling_job_ensure_worker (job, "ben");
  g_assert_cmpuint (g_list_model_get_n_items (lw_labeling_job_get_workers (job)), ==, 2);
  lw_worker_activity_update (ada, 5, 2.5, 1234, TRUE);
  g_assert_cmpuint (lw_worker_activity_get_n_answers (ada), ==, 5);
  g_assert_true (lw_worker_activity_get_active (ada));
  g_assert_cmpstr (uri, ==, "s3://labelwright/jobs/pets/manifests/output/output.manifest");
  g_assert_finalize_object (job);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labeling-job/notifies", test_notifies);
  g_test_add_func ("/labeling-job/workers", test_workers);
  return g_test_run ();
}
