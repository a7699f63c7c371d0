/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The draft: what follows from what, JSON there and back, files that survive a crash. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-draft-store.h"
#include "lw-wizard.h"

#include "lw-worker-template.h"

#include "lw-json.h"

#include "lw-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

static void
fill (LwWizardDraft *draft)
{
  const char *const names[] = { "cat", "dog “quoted”", "🐦 bird\nof two lines", NULL };
  const char *const keywords[] = { "one", "two words", NULL };

  lw_wizard_draft_set_number (draft, LW_DRAFT_TASK_TYPE, LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  lw_wizard_draft_set_text (draft, LW_DRAFT_FOLDER, "/tmp/a folder with \"quotes\" and\nnewline");
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "pets");
  lw_wizard_draft_set_text (draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME, "other");
  lw_wizard_draft_set_text (draft, LW_DRAFT_TEMPLATE, "<b>{{ task.input.taskObject }}</b>\n");
  lw_wizard_draft_set_text (draft, LW_DRAFT_TITLE, "Title of my own");
  lw_wizard_draft_set_number (draft, LW_DRAFT_N_WORKERS, 7);
  lw_wizard_draft_set_number (draft, LW_DRAFT_MAX_PERCENT, 30);
  lw_wizard_draft_set_number (draft, LW_DRAFT_STEP, 4);
  lw_wizard_draft_set_keywords (draft, keywords);
  lw_wizard_categories_set_names (lw_wizard_draft_get_categories (draft), names);
}

static void
assert_same (LwWizardDraft *a,
             LwWizardDraft *b)
{
  g_autoptr (JsonNode) x = lw_wizard_draft_to_json (a);
  g_autoptr (JsonNode) y = lw_wizard_draft_to_json (b);
  g_autofree char *x_text = lw_json_to_string (x, TRUE);
  g_autofree char *y_text = lw_json_to_string (y, TRUE);

  g_assert_cmpstr (x_text, ==, y_text);
}

static void
test_defaults (void)
{
  LwWizardDraft *draft = lw_wizard_draft_new ();

  g_assert_true (lw_wizard_draft_is_pristine (draft));
  g_assert_cmpint (lw_wizard_draft_get_number (draft, LW_DRAFT_N_WORKERS), ==, 1);
  g_assert_cmpint (lw_wizard_draft_get_number (draft, LW_DRAFT_TIME_LIMIT), ==, 300);
  g_assert_true (g_str_has_prefix (lw_wizard_draft_get_text (draft, LW_DRAFT_TITLE),
                                   "Image Classification (Single Label): "));
  lw_wizard_draft_set_number (draft, LW_DRAFT_STEP, 3);
  g_assert_true (lw_wizard_draft_is_pristine (draft));
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "x");
  g_assert_false (lw_wizard_draft_is_pristine (draft));
  g_assert_finalize_object (draft);
}

static void
test_round_trip (void)
{
  LwWizardDraft *draft = lw_wizard_draft_new ();
  LwWizardDraft *other = lw_wizard_draft_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) parsed = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fill (draft);
  node = lw_wizard_draft_to_json (draft);
  text = lw_json_to_string (node, TRUE);
  parsed = lw_json_parse (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (lw_wizard_draft_load (other, parsed, &error));
  g_assert_no_error (error);
  assert_same (draft, other);
  g_assert_false (lw_wizard_categories_get_can_undo (lw_wizard_draft_get_categories (other)));
  g_assert_finalize_object (draft);
  g_assert_finalize_object (other);
}

/* Each field keeps its default when the document lacks it or has something else there. */
static void
test_load_bad (void)
{
  static const struct
  {
    const char *text;
    gboolean    loads;
  } rows[] = {
    { "{\"version\": 1}", TRUE },
    { "{\"version\": 1, \"n-workers\": \"many\", \"job-name\": 7, \"categories\": {}, \"keywords\": [1, null]}", TRUE },
    { "{\"version\": 1, \"task-type\": -5, \"step\": 99999999999999}", TRUE },
    { "{\"version\": 2}", FALSE },
    { "{}", FALSE },
    { "[]", FALSE },
    { "\"draft\"", FALSE },
    { "null", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LwWizardDraft *draft = lw_wizard_draft_new ();
      g_autoptr (JsonNode) node = lw_json_parse (rows[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (node);
      g_assert_cmpint (lw_wizard_draft_load (draft, node, &error), ==, rows[i].loads);
      g_assert_cmpint (error == NULL, ==, rows[i].loads);
      g_assert_nonnull (lw_wizard_draft_get_text (draft, LW_DRAFT_JOB_NAME));
      g_assert_finalize_object (draft);
    }
}

static void
test_follows (void)
{
  LwWizardDraft *draft = lw_wizard_draft_new ();
  g_autoptr (LwWorkerTemplateParts) parts = NULL;
  g_autofree char *source = NULL;

  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "pets");
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME), ==, "pets");
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "pets-2");
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME), ==, "pets-2");
  lw_wizard_draft_set_text (draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME, "mine");
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "pets-3");
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME), ==, "mine");

  source = lw_worker_template_replace (lw_wizard_draft_get_text (draft, LW_DRAFT_TEMPLATE), LW_WORKER_TEMPLATE_HEADER,
                                       "Which animal?");
  lw_wizard_draft_set_text (draft, LW_DRAFT_TEMPLATE, source);
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_TITLE), ==,
                   "Image Classification (Single Label): Which animal?");

  lw_wizard_draft_set_number (draft, LW_DRAFT_TASK_TYPE, LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_TITLE), ==,
                   "Image Classification (Multi-label): Which animal?");
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_DESCRIPTION), ==,
                   "Categorize images into one or more classes.");
  parts = lw_worker_template_extract (lw_wizard_draft_get_text (draft, LW_DRAFT_TEMPLATE));
  g_assert_true (parts->multi_label);
  g_assert_cmpstr (parts->header, ==, "Which animal?");

  lw_wizard_draft_set_text (draft, LW_DRAFT_TITLE, "My own");
  lw_wizard_draft_set_number (draft, LW_DRAFT_TASK_TYPE, LW_TASK_TYPE_IMAGE_CLASSIFICATION);
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_TITLE), ==, "My own");
  g_assert_finalize_object (draft);
}

static gboolean
is_saved (gpointer user_data)
{
  return lw_draft_saver_get_state (user_data) == LW_DRAFT_SAVER_SAVED;
}

/* The thread that wrote the draft lets go of the saver a moment after it has said so. */
static void
assert_saver_goes (LwDraftSaver *saver)
{
  g_object_add_weak_pointer (G_OBJECT (saver), (gpointer *) &saver);
  g_object_unref (saver);
  while (g_atomic_pointer_get (&saver) != NULL)
    g_thread_yield ();
}

static LwWizardDraft *
load_kept (const char *id)
{
  LwWizardDraft *draft = lw_wizard_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lw_draft_store_load (id, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (lw_wizard_draft_load (draft, node, &error));
  return draft;
}

static void
test_saved_as_typed (void)
{
  LwWizardDraft *draft = lw_wizard_draft_new ();
  LwDraftSaver *saver = lw_draft_saver_new (draft);
  LwWizardDraft *kept;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *id = g_strdup (lw_wizard_draft_get_id (draft));

  g_assert_cmpint (lw_draft_saver_get_state (saver), ==, LW_DRAFT_SAVER_IDLE);
  fill (draft);
  g_assert_cmpint (lw_draft_saver_get_state (saver), ==, LW_DRAFT_SAVER_PENDING);
  lw_test_wait_until (is_saved, saver);
  kept = load_kept (id);
  assert_same (draft, kept);
  g_assert_finalize_object (kept);

  /* What was typed in the last moment is saved when the window closes. */
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "last-moment");
  assert_saver_goes (saver);
  kept = load_kept (id);
  g_assert_cmpstr (lw_wizard_draft_get_text (kept, LW_DRAFT_JOB_NAME), ==, "last-moment");
  g_assert_finalize_object (kept);

  drafts = lw_wizard_list_drafts ();
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (((LwWizardDraftInfo *) drafts->pdata[0])->title, ==, "last-moment");
  lw_wizard_delete_draft (id);
  g_assert_finalize_object (draft);
}

static void
test_discarded (void)
{
  LwWizardDraft *draft = lw_wizard_draft_new ();
  LwDraftSaver *saver = lw_draft_saver_new (draft);
  g_autoptr (GPtrArray) drafts = NULL;

  fill (draft);
  lw_test_wait_until (is_saved, saver);
  lw_draft_saver_discard (saver);
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "after");
  assert_saver_goes (saver);
  drafts = lw_wizard_list_drafts ();
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_finalize_object (draft);
}

/* A file that another program broke, or that a crash left half written beside it, hides no other draft. */
static void
test_broken_files (void)
{
  g_autofree char *folder = lw_draft_store_dup_folder ();
  g_autofree char *broken = g_build_filename (folder, "broken.json", NULL);
  g_autofree char *temporary = g_build_filename (folder, ".lw-abcdef", NULL);
  LwWizardDraft *draft = lw_wizard_draft_new ();
  LwDraftSaver *saver = lw_draft_saver_new (draft);
  g_autoptr (GPtrArray) drafts = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (broken, "{\"version\": 1, \"job", -1, NULL));
  g_assert_true (g_file_set_contents (temporary, "{", -1, NULL));
  fill (draft);
  g_assert_true (lw_draft_saver_flush (saver));
  drafts = lw_wizard_list_drafts ();
  g_assert_cmpuint (drafts->len, ==, 1);
  lw_draft_saver_discard (saver);
  g_unlink (broken);
  g_unlink (temporary);
  assert_saver_goes (saver);
  g_assert_finalize_object (draft);
}

/* A disk that is full, or a folder that is no folder: the person is told, nothing else is lost, and it is tried
 * again. */
static void
test_not_saved (void)
{
  g_autofree char *folder = lw_draft_store_dup_folder ();
  LwWizardDraft *draft = lw_wizard_draft_new ();
  LwDraftSaver *saver = lw_draft_saver_new (draft);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  lw_test_remove_tree (folder);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  fill (draft);
  g_assert_false (lw_draft_saver_flush (saver));
  g_assert_cmpint (lw_draft_saver_get_state (saver), ==, LW_DRAFT_SAVER_FAILED);
  g_assert_nonnull (lw_draft_saver_get_error (saver));
  g_unlink (folder);
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "again");
  lw_test_wait_until (is_saved, saver);
  lw_draft_saver_discard (saver);
  assert_saver_goes (saver);
  g_assert_finalize_object (draft);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/wizard/draft/defaults", test_defaults);
  g_test_add_func ("/wizard/draft/round-trip", test_round_trip);
  g_test_add_func ("/wizard/draft/load-bad", test_load_bad);
  g_test_add_func ("/wizard/draft/follows", test_follows);
  g_test_add_func ("/wizard/draft/saved-as-typed", test_saved_as_typed);
  g_test_add_func ("/wizard/draft/discarded", test_discarded);
  g_test_add_func ("/wizard/draft/broken-files", test_broken_files);
  g_test_add_func ("/wizard/draft/not-saved", test_not_saved);
  return g_test_run ();
}
