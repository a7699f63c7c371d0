/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the results that have no widgets: workers' answers, and the folder that stands for a bucket. */

#include "config.h"

#include "lw-answers.h"
#include "lw-json.h"
#include "lw-locate-images.h"
#include "lw-test-support.h"

typedef struct
{
  const char *name;
  const char *document;
  guint       n_answers;
  const char *worker;
  const char *label;
  double      seconds;
} AnswerRow;

static const AnswerRow answer_rows[] =
{
  { "single", "{\"answers\":[{\"answerContent\":{\"crowd-image-classifier\":{\"label\":\"cat\"}},"
    "\"timeSpentInSeconds\":4.25,\"workerId\":\"private.x\"}]}", 1, "private.x", "cat", 4.25 },
  { "multi", "{\"answers\":[{\"answerContent\":{\"crowd-image-classifier-multi-select\":{\"labels\":[\"a\",\"b\"]}},"
    "\"workerId\":\"w\"}]}", 1, "w", "a, b", -1 },
  { "none-chosen", "{\"answers\":[{\"answerContent\":{\"x\":{\"labels\":[]}},\"workerId\":\"w\"}]}", 1, "w",
    "No label chosen", -1 },
  { "name", "{\"answers\":[{\"answerContent\":{\"x\":{\"label\":\"cat\"}},\"workerId\":\"w\",\"workerMetadata\":"
    "{\"identityData\":{\"identityProviderType\":\"Oidc\",\"sub\":\"ada\"}}}]}", 1, "ada", "cat", -1 },
  { "cognito", "{\"answers\":[{\"answerContent\":{\"x\":{\"label\":\"cat\"}},\"workerId\":\"w\",\"workerMetadata\":"
    "{\"identityData\":{\"identityProviderType\":\"Cognito\",\"sub\":\"uuid\"}}}]}", 1, "w", "cat", -1 },
  { "custom", "{\"answers\":[{\"answerContent\":{\"text\":\"hi\"},\"workerId\":\"w\"}]}", 1, "w", "{\"text\":\"hi\"}",
    -1 },
  { "nameless", "{\"answers\":[{}]}", 1, "Unknown worker", "No answer", -1 },
  { "labels-of-numbers", "{\"answers\":[{\"answerContent\":{\"x\":{\"labels\":[1,null]}},\"workerId\":\"w\"}]}", 1, "w",
    "No label chosen", -1 },
  { "not-objects", "{\"answers\":[1,null,\"x\",[]]}", 0, NULL, NULL, 0 },
  { "no-answers", "{\"other\":1}", 0, NULL, NULL, 0 },
  { "answers-no-array", "{\"answers\":{}}", 0, NULL, NULL, 0 },
  { "array", "[]", 0, NULL, NULL, 0 },
};

static void
test_answers (gconstpointer data)
{
  const AnswerRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) document = lw_json_parse (row->document, -1, &error);
  g_autoptr (GPtrArray) answers = NULL;

  g_assert_no_error (error);
  answers = lw_answers_parse (document);
  g_assert_cmpuint (answers->len, ==, row->n_answers);
  if (answers->len > 0)
    {
      LwAnswer *answer = g_ptr_array_index (answers, 0);

      g_assert_cmpstr (answer->worker, ==, row->worker);
      g_assert_cmpstr (answer->label, ==, row->label);
      g_assert_cmpfloat (answer->seconds, ==, row->seconds);
    }
}

static void
test_no_document (void)
{
  g_autoptr (GPtrArray) answers = lw_answers_parse (NULL);

  g_assert_cmpuint (answers->len, ==, 0);
}

typedef struct
{
  const char *name;
  const char *folder;
  const char *key;
  const char *root;
} RootRow;

/* Below a folder that has "data/train/cat/1.png". */
static const RootRow root_rows[] =
{
  { "the-root", "data", "train/cat/1.png", "data" },
  { "one-below", "data/train", "train/cat/1.png", "data" },
  { "two-below", "data/train/cat", "train/cat/1.png", "data" },
  { "above", "", "data/train/cat/1.png", "" },
  { "flat", "data/train/cat", "1.png", "data/train/cat" },
  { "other-name", "data/train/cat", "test/cat/1.png", NULL },
  { "other-folder", "data/train/cat", "train/dog/1.png", NULL },
  { "not-there", "data", "train/cat/2.png", NULL },
  { "a-folder", "data", "train/cat", NULL },
  { "half-a-name", "data/train", "ain/cat/1.png", NULL },
  { "empty", "data", "", NULL },
};

static void
test_root (gconstpointer data)
{
  const RootRow *row = data;
  g_autofree char *dir = lw_test_dup_temp_dir ();
  g_autofree char *cat = g_build_filename (dir, "data", "train", "cat", NULL);
  g_autofree char *image = g_build_filename (cat, "1.png", NULL);
  g_autofree char *folder = *row->folder != '\0' ? g_build_filename (dir, row->folder, NULL) : g_strdup (dir);
  g_autofree char *root = NULL;

  g_assert_cmpint (g_mkdir_with_parents (cat, 0700), ==, 0);
  g_assert_true (g_file_set_contents (image, "", 0, NULL));

  root = lw_locate_images_find_root (folder, row->key);
  if (row->root != NULL)
    {
      g_autofree char *expected = *row->root != '\0' ? g_build_filename (dir, row->root, NULL) : g_strdup (dir);

      g_assert_cmpstr (root, ==, expected);
    }
  else
    g_assert_null (root);
  lw_test_remove_tree (dir);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answer_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/answers/%s", answer_rows[i].name);

      g_test_add_data_func (path, &answer_rows[i], test_answers);
    }
  g_test_add_func ("/answers/no-document", test_no_document);
  for (guint i = 0; i < G_N_ELEMENTS (root_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/locate-images/%s", root_rows[i].name);

      g_test_add_data_func (path, &root_rows[i], test_root);
    }
  return g_test_run ();
}
