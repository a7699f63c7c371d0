/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* In which order workers see objects, and where these come from. */

#include "config.h"

#include "lw-engine-fixture.h"

static void
take_order (LwTaskQueue *queue,
            guint64     *order,
            guint        n)
{
  guint n_taken = 0;

  while (n_taken < n)
    {
      g_autoptr (GPtrArray) tasks = take (queue, 1);

      g_assert_cmpuint (tasks->len, ==, 1);
      order[n_taken++] = lw_task_get_data_object_id (g_ptr_array_index (tasks, 0));
      answer (queue, g_ptr_array_index (tasks, 0), "cat");
    }
}

static void
test_random (Fixture       *self,
             gconstpointer  data)
{
  static const guint32 seeds[] = { 7, 7, 8 };
  guint64 order[3][40];
  guint n_same = 0, n_other = 0, n_sorted = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Random-%u", i);
      g_autoptr (LwLabelingJob) job =
        create (self, &(JobPlan) { .name = name, .n_objects = 40, .n_open = 5,
                                   .options = { .order = LW_JOB_ORDER_RANDOM, .seed = seeds[i] } });
      g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
      guint64 seen = 0;

      take_order (queue, order[i], 40);
      for (guint j = 0; j < 40; j++)
        seen |= G_GUINT64_CONSTANT (1) << order[i][j];
      g_assert_cmpuint (seen, ==, (G_GUINT64_CONSTANT (1) << 40) - 1);
      lw_task_queue_close (queue);
      wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
    }
  for (guint j = 0; j < 40; j++)
    {
      n_same += order[0][j] == order[1][j];
      n_other += order[0][j] == order[2][j];
      n_sorted += order[0][j] == j;
    }
  g_assert_cmpuint (n_same, ==, 40);
  g_assert_cmpuint (n_other, <, 10);
  g_assert_cmpuint (n_sorted, <, 10);
}

/* First by what an earlier job left in the lines, then by the answers. */
static void
test_uncertain (Fixture       *self,
                gconstpointer  data)
{
  static const double confidences[] = { 0.9, 0.5, 0.7, 0.95 };
  static const guint64 expected[] = { 1, 2, 0, 3 };
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) ann = NULL;
  g_autoptr (LwTaskQueue) bob = NULL;
  g_autoptr (LwTaskQueue) cem = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  guint64 order[4];

  for (guint i = 0; i < 4; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (manifest, "{\"source-ref\":\"s3://labelwright/%u.jpg\",\"old\":0,\"old-metadata\":"
                              "{\"confidence\":%s}}\n", i,
                              g_ascii_formatd (number, sizeof number, "%.2f", confidences[i]));
    }
  job = create (self, &(JobPlan) { .manifest = manifest->str, .n_workers = 3,
                                   .options = { .order = LW_JOB_ORDER_UNCERTAIN } });
  ann = open_queue (self, job, "Ann");
  take_order (ann, order, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (order[i], ==, expected[i]);
  /* Bob disagrees about object 0: it is what Cem sees first. */
  bob = open_queue (self, job, "Bob");
  tasks = take (bob, 4);
  for (guint i = 0; i < 4; i++)
    answer (bob, g_ptr_array_index (tasks, i),
            lw_task_get_data_object_id (g_ptr_array_index (tasks, i)) == 0 ? "dog" : "cat");
  cem = open_queue (self, job, "Cem");
  take_order (cem, order, 1);
  g_assert_cmpuint (order[0], ==, 0);
}

static void
test_prefix (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  g_auto (GStrv) lines = NULL;

  fixture_put (self, "s3://labelwright/photos/b/two.JPG", "2");
  fixture_put (self, "s3://labelwright/photos/one.png", "1");
  fixture_put (self, "s3://labelwright/photos/notes.txt", "no image");
  job = create (self, &(JobPlan) { .n_objects = 1, .input = "s3://labelwright/photos/" });
  queue = open_queue (self, job, "Ann");
  g_assert_cmpuint (answer_all (queue), ==, 2);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, "s3://labelwright/out/Pets-1/manifests/output/output.manifest");
  g_assert_true (g_str_has_prefix (lines[0], "{\"source-ref\":\"s3://labelwright/photos/b/two.JPG\""));
  g_assert_true (g_str_has_prefix (lines[1], "{\"source-ref\":\"s3://labelwright/photos/one.png\""));
}

/* The job goes on with what it has read, and says so. */
static void
test_changed_input (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 3 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_auto (GStrv) lines = NULL;

  fixture_put (self, "s3://labelwright/in/data.manifest", "{\"source-ref\":\"s3://labelwright/other.jpg\"}\n");
  advance (self, queue, 301);
  fixture_drain (self);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_INPUT_CHANGED), ==, 1);
  g_assert_cmpuint (answer_all (queue), ==, 3);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, "s3://labelwright/out/Pets-1/manifests/output/output.manifest");
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_null (strstr (lines[0], "other"));
}

static void
test_portable_names (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 2, .options = { .portable_names = TRUE } });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) infos = NULL;

  answer_all (queue);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  infos = lw_object_store_list (lw_job_backend_get_store (LW_JOB_BACKEND (self->backend)),
                                "s3://labelwright/out/Pets-1/", NULL, NULL);
  g_assert_cmpuint (infos->len, >, 4);
  for (guint i = 0; i < infos->len; i++)
    g_assert_null (strchr (((LwObjectInfo *) infos->pdata[i])->uri + strlen ("s3:"), ':'));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/engine/order/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("random", test_random);
  ADD ("uncertain", test_uncertain);
  ADD ("prefix", test_prefix);
  ADD ("changed-input", test_changed_input);
  ADD ("portable-names", test_portable_names);
#undef ADD
  return g_test_run ();
}
