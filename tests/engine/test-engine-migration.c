/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace that the first version left behind opens, and its running job goes on. */

#include "config.h"

#include "lw-engine-fixture.h"
#include "lw-workspace.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* As the first version made it: a job of twelve objects, two of them labeled, one answered, one in a worker's hands. */
static const char *const former =
  "PRAGMA user_version = 1;"
  "CREATE TABLE buckets (name TEXT PRIMARY KEY, folder TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, request TEXT NOT NULL,"
  " labels TEXT, template TEXT, failure_reason TEXT, status TEXT NOT NULL, creation_time INTEGER NOT NULL,"
  " last_modified_time INTEGER NOT NULL, n_objects INTEGER NOT NULL, n_labeled INTEGER NOT NULL,"
  " n_passed_human INTEGER NOT NULL, n_passed_machine INTEGER NOT NULL, n_failed INTEGER NOT NULL,"
  " next_line INTEGER NOT NULL, probe_end INTEGER NOT NULL, last_stamp INTEGER NOT NULL, revision INTEGER NOT NULL,"
  " written_revision INTEGER NOT NULL);"
  "CREATE TABLE objects (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, iteration INTEGER NOT NULL,"
  " time INTEGER NOT NULL, batch INTEGER NOT NULL, label TEXT, metadata TEXT);"
  "CREATE INDEX objects_active ON objects (id) WHERE state IN (1, 2);"
  "CREATE INDEX objects_batch ON objects (batch) WHERE batch > 0;"
  "CREATE TABLE lines (id INTEGER PRIMARY KEY, line BLOB NOT NULL);"
  "CREATE TABLE workers (id INTEGER PRIMARY KEY, worker_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL);"
  "CREATE TABLE job_workers (job INTEGER NOT NULL, worker INTEGER NOT NULL, n_answers INTEGER NOT NULL,"
  " seconds REAL NOT NULL, last_answer INTEGER NOT NULL, PRIMARY KEY (job, worker)) WITHOUT ROWID;"
  "CREATE TABLE assignments (object INTEGER NOT NULL, worker INTEGER NOT NULL, declined INTEGER NOT NULL,"
  " accepted INTEGER NOT NULL, expires INTEGER NOT NULL, reason TEXT, PRIMARY KEY (object, worker)) WITHOUT ROWID;"
  "CREATE TABLE answers (object INTEGER NOT NULL, worker INTEGER NOT NULL, accepted INTEGER NOT NULL,"
  " submitted INTEGER NOT NULL, seconds REAL NOT NULL, content TEXT NOT NULL, refused TEXT,"
  " PRIMARY KEY (object, worker)) WITHOUT ROWID;"
  "CREATE TABLE batches (id INTEGER PRIMARY KEY, job INTEGER NOT NULL, iteration INTEGER NOT NULL,"
  " stamp INTEGER NOT NULL, consolidated INTEGER NOT NULL, written INTEGER NOT NULL);"
  "CREATE INDEX batches_unwritten ON batches (job, id) WHERE written = 0;"
  "INSERT INTO workers VALUES (1, 'private.us-east-1.0000000000000000', 'Old Ann');"
  "INSERT INTO job_workers VALUES (1, 1, 3, 4.5, 1699999999000000);"
  "INSERT INTO batches VALUES (1, 1, 1, 1699999999000000, 1, 1);"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 11)"
  " INSERT INTO lines SELECT 4294967296 + i,"
  " CAST ('{\"source-ref\":\"s3://labelwright/' || i || '.jpg\"}' AS BLOB) FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 11)"
  " INSERT INTO objects SELECT 4294967296 + i,"
  " CASE WHEN i < 2 THEN 3 WHEN i = 2 THEN 2 WHEN i < 11 THEN 1 ELSE 0 END,"
  " CASE WHEN i < 10 THEN 1 WHEN i < 11 THEN 2 ELSE 0 END, 1699999998000000, i < 2,"
  " CASE WHEN i < 2 THEN '0' END, CASE WHEN i < 2 THEN '{\"class-name\":\"cat\"}' END FROM n;"
  "INSERT INTO answers SELECT id, 1, 1699999990000000, 1699999998000000, 1.5,"
  " '{\"crowd-image-classifier\":{\"label\":\"cat\"}}', NULL FROM objects WHERE id < 4294967299;"
  "INSERT INTO assignments VALUES (4294967299, 1, 0, 1699999999000000, 1700000060000000, NULL);";

static void
make_former (Fixture *self)
{
  g_autofree char *database = g_build_filename (self->workspace, LW_WORKSPACE_DATABASE, NULL);
  g_autoptr (LwLabelingJobRequest) request = plan_request (self, &(JobPlan) { .n_objects = 12 });
  g_autofree char *json = lw_labeling_job_request_to_json (request, FALSE);
  g_autofree char *labels = fixture_get (self, "s3://labelwright/in/labels.json");
  char *insert = sqlite3_mprintf ("INSERT INTO jobs VALUES (1, 'Pets-1', %Q, %Q, %Q, NULL, 'InProgress',"
                                  " 1699999980000000, 1699999999000000, 12, 2, 0, 0, 0, 11, 10, 1699999999000000,"
                                  " 1, 0)", json, labels, FIXTURE_TEMPLATE);
  sqlite3 *db = NULL;

  fixture_close (self);
  g_assert_cmpint (g_unlink (database), ==, 0);
  g_assert_cmpint (sqlite3_open (database, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, former, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, insert, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_free (insert);
  sqlite3_close (db);
}

static void
test_former (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  g_autoptr (LwObjectStory) story = NULL;
  g_auto (GStrv) lines = NULL;

  make_former (self);
  fixture_reopen (self);
  job = lw_job_backend_find_job (LW_JOB_BACKEND (self->backend), "Pets-1");
  g_assert_nonnull (job);
  g_assert_cmpint (lw_labeling_job_get_status (job), ==, LW_LABELING_JOB_STATUS_IN_PROGRESS);
  story = load_story (self, job, "2");
  g_assert_cmpuint (story->turns->len, ==, 1);
  g_assert_cmpstr (((LwStoryTurn *) story->turns->pdata[0])->labels, ==, "cat");
  queue = open_queue (self, job, "Bob");
  g_assert_cmpuint (answer_all (queue), ==, 8);
  /* The time of a lease of then runs out. */
  advance (self, queue, 60);
  g_assert_cmpuint (answer_all (queue), ==, 1);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->total_labeled, ==, 12);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_CREATED), ==, 1);
  lines = fixture_get_lines (self, "s3://labelwright/out/Pets-1/manifests/output/output.manifest");
  g_assert_cmpuint (g_strv_length (lines), ==, 12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/engine/migration/former", Fixture, NULL, fixture_set_up, test_former, fixture_tear_down);
  return g_test_run ();
}
