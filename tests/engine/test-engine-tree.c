/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Output trees of random jobs, read by an independent reader: check_output_tree.py of this folder. */

#include "config.h"

#include "lw-engine-fixture.h"

#define MAX_WORKERS 5

typedef struct
{
  GString   *csv;
  GRand     *random;
  gboolean   multi_label;
} Typist;

/* What a worker types, and the same for the reader. */
static char *
type_answer (Typist     *typist,
             guint64     line,
             const char *worker)
{
  const char *label = fixture_labels[g_rand_int_range (typist->random, 0, 3)];
  const char *other = fixture_labels[g_rand_int_range (typist->random, 0, 3)];
  gboolean none = typist->multi_label && g_rand_int_range (typist->random, 0, 5) == 0;
  g_autofree char *first = lw_json_quote (label);
  g_autofree char *second = lw_json_quote (other);

  if (!typist->multi_label)
    {
      g_string_append_printf (typist->csv, "%" G_GUINT64_FORMAT ",%s,%s\n", line, worker, label);
      return make_answer (label);
    }
  if (none)
    {
      g_string_append_printf (typist->csv, "%" G_GUINT64_FORMAT ",%s,\n", line, worker);
      return g_strdup ("{\"crowd-image-classifier-multi-select\":{\"labels\":[]}}");
    }
  if (label == other)
    {
      g_string_append_printf (typist->csv, "%" G_GUINT64_FORMAT ",%s,%s\n", line, worker, label);
      return g_strdup_printf ("{\"crowd-image-classifier-multi-select\":{\"labels\":[%s]}}", first);
    }
  g_string_append_printf (typist->csv, "%" G_GUINT64_FORMAT ",%s,%s|%s\n", line, worker, label, other);
  return g_strdup_printf ("{\"crowd-image-classifier-multi-select\":{\"labels\":[%s,%s]}}", first, second);
}

static guint
work (LwTaskQueue *queue,
      Typist      *typist)
{
  g_autoptr (GPtrArray) tasks = take (queue, g_rand_int_range (typist->random, 1, 7));

  for (guint i = 0; i < tasks->len; i++)
    {
      LwTask *task = g_ptr_array_index (tasks, i);
      g_autofree char *content = type_answer (typist, lw_task_get_data_object_id (task),
                                              lw_task_queue_get_worker (queue));
      g_autoptr (GError) error = NULL;

      submit (queue, task, content, &error);
      g_assert_no_error (error);
    }
  return tasks->len;
}

static char *
make_odd_manifest (guint n_objects)
{
  GString *text = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < n_objects; i++)
    switch (i % 7)
      {
      case 3:
        g_string_append_printf (text, "{ \"source-ref\" : \"s3://labelwright/ü %u.jpg\", \"x\":1.0e5 ,"
                                " \"y\":\"\\u00e9\"}\r\n", i);
        break;
      case 5:
        g_string_append_printf (text, "{\"source-ref\":\"s3://labelwright/%u.jpg\",\"old\":1,"
                                "\"old-metadata\":{}}\n\n", i);
        break;
      case 6:
        g_string_append_printf (text, "{\"source-ref\":\"s3://labelwright/%u.jpg\",\"attr\":0,\"attr-metadata\":"
                                "{\"class-name\":\"cat\"}}\n", i);
        break;
      default:
        g_string_append_printf (text, "{\"source-ref\":\"s3://labelwright/%u.jpg\"}\n", i);
      }
  return g_string_free (text, FALSE);
}

static void
check_tree (Fixture       *self,
            const JobPlan *plan,
            const char    *csv)
{
  g_autofree char *objects = g_build_filename (self->workspace, "objects", NULL);
  g_autofree char *tree = g_build_filename (objects, "out", "Pets-1", NULL);
  g_autofree char *manifest = g_build_filename (objects, "in", "data.manifest", NULL);
  g_autofree char *labels = g_build_filename (objects, "in", "labels.json", NULL);
  g_autofree char *answers = g_build_filename (self->folder, "answers.csv", NULL);
  g_autofree char *script = lw_test_dup_source ("tests/engine/check_output_tree.py");
  g_autofree char *workers = g_strdup_printf ("%u", plan->n_workers);
  const char *arguments[] = { "python3", script, tree, "--manifest", manifest, "--labels", labels, "--answers", answers,
                              "--attribute", "attr", "--workers", workers, plan->multi_label ? "--multi" : NULL, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_file_set_contents (answers, csv, -1, NULL));
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (status, ==, 0);
}

static void
run_plan (Fixture *self,
          JobPlan *plan,
          guint    n_objects)
{
  g_autofree char *manifest = make_odd_manifest (n_objects);
  g_autoptr (GString) csv = g_string_new ("object,worker,label\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GPtrArray) queues = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LwLabelingJob) job = NULL;
  Typist typist = { csv, random, plan->multi_label };
  guint n_round;

  plan->manifest = manifest;
  plan->attribute = "attr";
  job = create (self, plan);
  for (guint i = 0; i < MAX_WORKERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", i);

      g_ptr_array_add (queues, open_queue (self, job, name));
    }
  do
    {
      n_round = 0;
      for (guint i = 0; i < queues->len; i++)
        n_round += work (g_ptr_array_index (queues, i), &typist);
      advance (self, g_ptr_array_index (queues, 0), 7);
    }
  while (n_round > 0);
  for (guint i = 0; i < queues->len; i++)
    lw_task_queue_close (g_ptr_array_index (queues, i));
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  check_tree (self, plan, csv->str);
}

static void
test_single (Fixture       *self,
             gconstpointer  data)
{
  run_plan (self, &(JobPlan) { .n_workers = 1 }, 200);
}

static void
test_three (Fixture       *self,
            gconstpointer  data)
{
  run_plan (self, &(JobPlan) { .n_workers = 3, .n_open = 40 }, 150);
}

static void
test_multi (Fixture       *self,
            gconstpointer  data)
{
  run_plan (self, &(JobPlan) { .n_workers = 1, .multi_label = TRUE }, 100);
}

static void
test_multi_three (Fixture       *self,
                  gconstpointer  data)
{
  run_plan (self, &(JobPlan) { .n_workers = 3, .multi_label = TRUE }, 60);
}

static void
test_few (Fixture       *self,
          gconstpointer  data)
{
  run_plan (self, &(JobPlan) { .n_workers = 5 }, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/engine/tree/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("single", test_single);
  ADD ("three-workers", test_three);
  ADD ("multi-label", test_multi);
  ADD ("multi-label-three-workers", test_multi_three);
  ADD ("few", test_few);
#undef ADD
  return g_test_run ();
}
