/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard in a window: what each page finds wrong, the way through the steps, and a labeling job at its end. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-field-message.h"
#include "lw-instructions-page.h"
#include "lw-labels-page.h"
#include "lw-template-editor.h"
#include "lw-wizard-request.h"
#include "lw-wizard.h"

#include "lw-engine-backend.h"

#include "lw-json.h"

#include "lw-test-support.h"

#include <adwaita.h>
#include <string.h>

typedef struct
{
  char            *workspace;
  LwEngineBackend *backend;
  LwImageLoader   *loader;
  LwWizardSession *session;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autoptr (GError) error = NULL;

  fixture->workspace = lw_test_dup_temp_dir ();
  fixture->backend = lw_engine_backend_open (fixture->workspace, clock, NULL, &error);
  g_assert_no_error (error);
  fixture->loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (fixture->backend)));
  fixture->session = lw_wizard_session_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Reading and saving go on in threads that hold the session until their answer is taken: it may go a moment later. */
static void
wait_until_finalized (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  lw_test_wait_until (is_gone, &weak);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  wait_until_finalized (fixture->session);
  lw_engine_backend_close (fixture->backend);
  g_clear_object (&fixture->loader);
  g_clear_object (&fixture->backend);
  lw_test_remove_tree (fixture->workspace);
  g_free (fixture->workspace);
}

static gboolean
is_read (gpointer user_data)
{
  LwDatasetState state = lw_wizard_dataset_get_state (lw_wizard_session_get_dataset (user_data));

  return state == LW_DATASET_STATE_READY || state == LW_DATASET_STATE_FAILED;
}

static gboolean
has_team (gpointer user_data)
{
  return *lw_wizard_draft_get_text (lw_wizard_session_get_draft (user_data), LW_DRAFT_WORKTEAM_ARN) != '\0';
}

static void
fill (LwWizardSession *session)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);
  const char *const names[] = { "boat", "fish", "house", "tree", NULL };
  g_autofree char *folder = lw_test_dup_source ("data/sample");

  lw_wizard_draft_set_text (draft, LW_DRAFT_FOLDER, folder);
  lw_test_wait_until (is_read, session);
  lw_test_wait_until (has_team, session);
  lw_wizard_categories_set_names (lw_wizard_draft_get_categories (draft), names);
  lw_wizard_draft_set_text (draft, LW_DRAFT_JOB_NAME, "things-1");
  lw_wizard_session_update (session);
}

/* Each row changes one field of a draft in which nothing is wrong. */
typedef struct
{
  const char *name;
  const char *property;
  const char *value;
  const char *field;
} TextRow;

static const TextRow bad_texts[] = {
  { "name-empty", "job-name", "", "job-name" },
  { "name-blank", "job-name", "my job", "job-name" },
  { "name-underscore", "job-name", "my_job", "job-name" },
  { "name-hyphen-first", "job-name", "-job", "job-name" },
  { "name-hyphen-last", "job-name", "job-", "job-name" },
  { "name-emoji", "job-name", "job🐦", "job-name" },
  { "name-64", "job-name", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "job-name" },
  { "attribute-empty", "label-attribute-name", "", "label-attribute-name" },
  { "attribute-metadata", "label-attribute-name", "pets-metadata", "label-attribute-name" },
  { "attribute-ref", "label-attribute-name", "pets-ref", "label-attribute-name" },
  { "attribute-source", "label-attribute-name", "source", "label-attribute-name" },
  { "title-empty", "title", "", "title" },
  { "description-empty", "description", "", "description" },
  { "description-newline", "description", "one\ntwo", "description" },
  { "output-missing", "output-folder", "/nowhere/at/all", "output-folder" },
  { "template-empty", "template", "", "template" },
  { "template-not", "template", "<p>hello</p>", "template" },
  { "template-open-liquid", "template", "<crowd-form>{{ task.input", "template" },
};

static void
test_bad_text (Fixture       *fixture,
               gconstpointer  data)
{
  const TextRow *row = data;
  gboolean found = FALSE;

  fill (fixture->session);
  g_assert_false (lw_wizard_session_has_errors (fixture->session));
  g_object_set (lw_wizard_session_get_draft (fixture->session), row->property, row->value, NULL);
  lw_wizard_session_update (fixture->session);
  g_assert_true (lw_wizard_session_has_errors (fixture->session));
  for (int step = 0; step < LW_N_WIZARD_STEPS; step++)
    found |= lw_wizard_session_find_problem (fixture->session, step, row->field, LW_SEVERITY_ERROR) != NULL;
  g_assert_true (found);
}

typedef struct
{
  const char *property;
  int         value;
  gboolean    good;
} NumberRow;

static void
test_numbers (Fixture       *fixture,
              gconstpointer  data)
{
  static const NumberRow rows[] = {
    { "n-workers", 1, TRUE },          { "n-workers", 9, TRUE },       { "n-workers", 0, FALSE },
    { "n-workers", 10, FALSE },        { "time-limit", 30, TRUE },     { "time-limit", 28800, TRUE },
    { "time-limit", 29, FALSE },       { "time-limit", 28801, FALSE }, { "availability", 59, FALSE },
    { "availability", 299, FALSE },    { "availability", 300, TRUE },  { "max-percent", 100, TRUE },
    { "max-percent", 101, FALSE },     { "max-percent", 0, TRUE },     { "max-objects", 1, TRUE },
    { "max-objects", 1000000, TRUE },  { "task-type", 2, FALSE },      { "task-type", 1, TRUE },
  };

  fill (fixture->session);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GObject *draft = G_OBJECT (lw_wizard_session_get_draft (fixture->session));
      int before;

      g_object_get (draft, rows[i].property, &before, NULL);
      g_object_set (draft, rows[i].property, rows[i].value, NULL);
      lw_wizard_session_update (fixture->session);
      g_test_message ("%s = %d", rows[i].property, rows[i].value);
      g_assert_cmpint (lw_wizard_session_has_errors (fixture->session), ==, !rows[i].good);
      g_object_set (draft, rows[i].property, before, NULL);
    }
}

static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *names;
    gboolean    good;
  } rows[] = {
    { "", FALSE },       { "a", FALSE },      { "a,b", TRUE },   { "a,a", FALSE },
    { "a, b", FALSE },   { "a,b ", FALSE },   { "a,", FALSE },   { "A,a", TRUE },
    { "ä,“q”,🐦", TRUE },
  };
  LwWizardCategories *categories;

  fill (fixture->session);
  categories = lw_wizard_draft_get_categories (lw_wizard_session_get_draft (fixture->session));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = g_strsplit (rows[i].names, ",", -1);

      lw_wizard_categories_set_names (categories, (const char *const *) names);
      lw_wizard_session_update (fixture->session);
      g_test_message ("“%s”", rows[i].names);
      g_assert_cmpint (lw_wizard_session_has_errors (fixture->session), ==, !rows[i].good);
    }
}

static void
test_fixes (Fixture       *fixture,
            gconstpointer  data)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (fixture->session);
  LwWizardProblem *problem;

  fill (fixture->session);
  lw_wizard_draft_set_number (draft, LW_DRAFT_TASK_TYPE, LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  lw_wizard_draft_set_number (draft, LW_DRAFT_MAX_OBJECTS, 100000);
  lw_wizard_draft_set_text (draft, LW_DRAFT_TEMPLATE, "<p>hello</p>");
  lw_wizard_session_update (fixture->session);
  for (int i = 0; i < 10; i++)
    {
      GPtrArray *problems = lw_wizard_session_get_problems (fixture->session);

      if (problems->len == 0)
        break;
      problem = g_ptr_array_index (problems, 0);
      g_assert_nonnull (lw_wizard_fix_get_label (problem->fix));
      lw_wizard_session_apply_fix (fixture->session, problem);
      lw_wizard_session_update (fixture->session);
    }
  g_assert_cmpuint (lw_wizard_session_get_problems (fixture->session)->len, ==, 0);
  g_assert_true (lw_wizard_categories_find (lw_wizard_draft_get_categories (draft), "none of these", NULL));
}

static void
test_bad_folders (Fixture       *fixture,
                  gconstpointer  data)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (fixture->session);
  g_autofree char *empty = lw_test_dup_temp_dir ();
  const char *const folders[] = { "/nowhere/at/all", empty, "/dev/null" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      fill (fixture->session);
      lw_wizard_draft_set_text (draft, LW_DRAFT_FOLDER, folders[i]);
      lw_test_wait_until (is_read, fixture->session);
      lw_wizard_session_update (fixture->session);
      g_assert_nonnull (lw_wizard_session_find_problem (fixture->session, LW_WIZARD_STEP_DATASET, "folder",
                                                        LW_SEVERITY_ERROR));
    }
  lw_test_remove_tree (empty);
}

static void
test_chained (Fixture       *fixture,
              gconstpointer  data)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (fixture->session);
  g_autofree char *path = g_build_filename (fixture->workspace, "in.manifest", NULL);

  fill (fixture->session);
  g_assert_true (g_file_set_contents (path,
    "{\"source-ref\":\"s3://b/1.jpg\",\"old\":0,\"old-metadata\":{\"class-name\":\"boat\",\"confidence\":0.9,"
    "\"type\":\"groundtruth/image-classification\",\"job-name\":\"labeling-job/old\",\"human-annotated\":\"yes\","
    "\"creation-date\":\"2024-01-01T00:00:00.000000\"}}\n{\"source-ref\":\"s3://b/2.jpg\"}\n"
    "{\"source-ref\":\"s3://b/3.jpg\"}\n", -1, NULL));
  lw_wizard_draft_set_text (draft, LW_DRAFT_MANIFEST, path);
  lw_wizard_draft_set_text (draft, LW_DRAFT_FOLDER, "");
  lw_test_wait_until (is_read, fixture->session);
  g_assert_cmpuint (lw_wizard_session_get_n_to_label (fixture->session), ==, 3);
  lw_wizard_draft_set_text (draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME, "old");
  g_assert_cmpuint (lw_wizard_session_get_n_to_label (fixture->session), ==, 2);
  lw_wizard_draft_set_number (draft, LW_DRAFT_MAX_PERCENT, 34);
  lw_wizard_draft_set_number (draft, LW_DRAFT_N_WORKERS, 3);
  g_assert_cmpuint (lw_wizard_session_get_n_to_label (fixture->session), ==, 2);
  lw_wizard_draft_set_number (draft, LW_DRAFT_MAX_OBJECTS, 1);
  g_assert_cmpuint (lw_wizard_session_get_n_to_label (fixture->session), ==, 1);
}

typedef struct
{
  LwLabelingJob *job;
  GError        *error;
  gboolean       done;
} Outcome;

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->job = lw_wizard_request_create_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  lw_wizard_request_load_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Outcome *) user_data)->done;
}

/* A job from a draft, then a draft from the job: the same answers under another name. */
static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  LwObjectStore *store = lw_job_backend_get_store (LW_JOB_BACKEND (fixture->backend));
  LwWizardSession *again = lw_wizard_session_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
  LwWizardDraft *draft = lw_wizard_session_get_draft (fixture->session);
  const char *const keywords[] = { "things", NULL };
  Outcome outcome = { NULL, NULL, FALSE };
  g_autoptr (GBytes) manifest = NULL;
  g_auto (GStrv) lines = NULL;
  const char *uri;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  fill (fixture->session);
  lw_wizard_draft_set_keywords (draft, keywords);
  lw_wizard_draft_set_number (draft, LW_DRAFT_N_WORKERS, 2);
  lw_wizard_draft_set_number (draft, LW_DRAFT_MAX_OBJECTS, 3);
  lw_wizard_request_create_async (fixture->session, NULL, created_cb, &outcome);
  lw_test_wait_until (is_done, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (lw_labeling_job_get_name (outcome.job), ==, "things-1");

  uri = lw_labeling_job_request_get_string (lw_labeling_job_get_request (outcome.job), LW_REQUEST_MANIFEST_S3_URI);
  manifest = lw_object_store_get (store, uri, 0, -1, NULL, NULL, &outcome.error);
  g_assert_no_error (outcome.error);
  text = g_strndup (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==,
                    lw_wizard_dataset_get_n_objects (lw_wizard_session_get_dataset (fixture->session)) + 1);
  node = lw_json_parse (lines[0], -1, NULL);
  path = lw_object_store_dup_path (store, lw_json_get_string (lw_json_node_object (node), "source-ref"));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  outcome.done = FALSE;
  lw_wizard_request_load_async (again, outcome.job, NULL, loaded_cb, &outcome);
  lw_test_wait_until (is_done, &outcome);
  g_assert_no_error (outcome.error);
  draft = lw_wizard_session_get_draft (again);
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_JOB_NAME), ==, "things-1-2");
  g_assert_cmpstr (lw_wizard_draft_get_text (draft, LW_DRAFT_MANIFEST), ==, uri);
  g_assert_cmpint (lw_wizard_draft_get_number (draft, LW_DRAFT_N_WORKERS), ==, 2);
  g_assert_cmpint (lw_wizard_draft_get_number (draft, LW_DRAFT_MAX_OBJECTS), ==, 3);
  g_assert_cmpuint (lw_wizard_categories_get_n (lw_wizard_draft_get_categories (draft)), ==, 4);
  lw_test_wait_until (is_read, again);
  lw_wizard_session_update (again);
  g_assert_false (lw_wizard_session_has_errors (again));

  /* The name is taken now. */
  lw_wizard_session_update (fixture->session);
  g_assert_nonnull (lw_wizard_session_find_problem (fixture->session, LW_WIZARD_STEP_DATASET, "job-name",
                                                    LW_SEVERITY_ERROR));
  g_clear_object (&outcome.job);
  wait_until_finalized (again);
}

static gboolean
has_page (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_drafts (void)
{
  g_autoptr (GPtrArray) drafts = lw_wizard_list_drafts ();

  return drafts->len;
}

/* Every page can be shown from every other; nothing typed is lost on the way; a second wizard goes on with the
 * draft. */
static void
test_walk (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *wizard = lw_wizard_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
  g_autofree char *folder = lw_test_dup_source ("data/sample");
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *page;

  adw_window_set_content (ADW_WINDOW (window), wizard);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
  gtk_window_present (GTK_WINDOW (window));
  lw_test_wait_until (has_page, wizard);
  g_assert_cmpuint (count_drafts (), ==, 0);

  lw_wizard_start_from_folder (LW_WIZARD (wizard), folder);
  for (guint i = 0; i < 3 * LW_N_WIZARD_STEPS; i++)
    {
      gtk_widget_activate_action (wizard, "wizard.go", "(us)", (i * 5) % LW_N_WIZARD_STEPS, "");
      gtk_test_widget_wait_for_draw (wizard);
    }
  gtk_widget_activate_action (wizard, "wizard.go", "(us)", (guint) LW_WIZARD_STEP_DATASET, "");
  gtk_widget_activate_action (wizard, "wizard.next", NULL);
  gtk_test_widget_wait_for_draw (wizard);
  page = find (wizard, LW_TYPE_LABELS_PAGE);
  g_assert_nonnull (page);
  g_assert_cmpuint (lw_labels_page_add_text (LW_LABELS_PAGE (page), "cat\ndog\n\"bird, big\"\ndog\n"), ==, 3);
  gtk_widget_activate_action (page, "labels.remove", "u", 0);
  gtk_widget_activate_action (page, "labels.undo", NULL);
  gtk_widget_activate_action (page, "labels.move", "(ui)", 0, 1);
  gtk_widget_activate_action (wizard, "wizard.back", NULL);
  gtk_widget_activate_action (wizard, "wizard.next", NULL);
  g_assert_true (lw_wizard_flush (LW_WIZARD (wizard)));

  drafts = lw_wizard_list_drafts ();
  g_assert_cmpuint (drafts->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));

  wizard = g_object_ref_sink (lw_wizard_new (LW_JOB_BACKEND (fixture->backend), fixture->loader));
  g_assert_true (lw_wizard_restore_draft (LW_WIZARD (wizard), ((LwWizardDraftInfo *) drafts->pdata[0])->id, &error));
  g_assert_no_error (error);
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), wizard);
  gtk_window_present (GTK_WINDOW (window));
  lw_test_wait_until (has_page, wizard);
  page = find (wizard, LW_TYPE_LABELS_PAGE);
  g_assert_nonnull (page);
  g_assert_cmpuint (lw_labels_page_add_text (LW_LABELS_PAGE (page), "bird, big\ncat"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  lw_wizard_delete_draft (((LwWizardDraftInfo *) drafts->pdata[0])->id);
  g_object_unref (wizard);
}

static gboolean
has_text_view (gpointer user_data)
{
  return find (user_data, LW_TYPE_TEMPLATE_EDITOR) != NULL;
}

/* Found from anywhere, a line of the template is shown on the page of the instructions, with the cursor in it. */
static void
test_line (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *wizard = lw_wizard_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  adw_window_set_content (ADW_WINDOW (window), wizard);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 760);
  gtk_window_present (GTK_WINDOW (window));
  lw_test_wait_until (has_page, wizard);
  gtk_widget_activate_action (wizard, "wizard.go-to-line", "(uu)", 5, 5);
  lw_test_wait_until (has_text_view, wizard);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (find (wizard, LW_TYPE_TEMPLATE_EDITOR), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 4);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 4);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  /* The display's home folder is an empty one; isolated folders would hide the icons' format. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (bad_texts); i++)
    {
      g_autofree char *path = g_strconcat ("/wizard/bad-text/", bad_texts[i].name, NULL);

      g_test_add (path, Fixture, &bad_texts[i], set_up, test_bad_text, tear_down);
    }
  g_test_add ("/wizard/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/wizard/labels", Fixture, NULL, set_up, test_labels, tear_down);
  g_test_add ("/wizard/fixes", Fixture, NULL, set_up, test_fixes, tear_down);
  g_test_add ("/wizard/bad-folders", Fixture, NULL, set_up, test_bad_folders, tear_down);
  g_test_add ("/wizard/chained", Fixture, NULL, set_up, test_chained, tear_down);
  g_test_add ("/wizard/create", Fixture, NULL, set_up, test_create, tear_down);
  g_test_add ("/wizard/line", Fixture, NULL, set_up, test_line, tear_down);
  g_test_add ("/wizard/walk", Fixture, NULL, set_up, test_walk, tear_down);
  return g_test_run ();
}
