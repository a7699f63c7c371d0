/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-category-list.h"
#include "lw-rich-view.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"
#include "lw-worker-answer.h"
#include "lw-worker-view.h"

#include <adwaita.h>

#define SINGLE "crowd-image-classifier"
#define MULTI "crowd-image-classifier-multi-select"

typedef struct
{
  GtkWidget    *window;
  LwWorkerView *view;
  char         *answer;
  guint         n_answers;
} Fixture;

static void
view_answered_cb (LwWorkerView *view,
                  const char   *answer,
                  Fixture      *fixture)
{
  g_free (fixture->answer);
  fixture->answer = g_strdup (answer);
  fixture->n_answers++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->view = LW_WORKER_VIEW (lw_worker_view_new ());
  g_signal_connect (fixture->view, "answered", G_CALLBACK (view_answered_cb), fixture);
  fixture->window = lw_test_show_widget (GTK_WIDGET (fixture->view), 1000, 600);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->view);
  g_free (fixture->answer);
}

static void
set_page (Fixture    *fixture,
          const char *element,
          const char *attributes,
          const char *regions)
{
  g_autofree char *html =
    g_strdup_printf ("<crowd-form><%s name=\"%s\" header=\"Which?\" src=\"\" %s>%s</%s></crowd-form>",
                     element, element, attributes, regions, element);
  g_autoptr (LwWorkerPage) page = lw_worker_page_new (html, NULL);

  lw_worker_view_set_page (fixture->view, page);
}

static void
press (Fixture *fixture,
       guint    keyval)
{
  lw_test_press_key (GTK_WIDGET (fixture->view), keyval);
}

static void
assert_answer (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *answer = lw_worker_view_dup_answer (fixture->view);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_single (Fixture       *fixture,
             gconstpointer  data)
{
  set_page (fixture, SINGLE, "categories=\"['cat','dog','a &quot;bird&quot;']\"", "");
  assert_answer (fixture, NULL);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (fixture->n_answers, ==, 0);
  press (fixture, GDK_KEY_1);
  assert_answer (fixture, "{\"crowd-image-classifier\":{\"label\":\"cat\"}}");
  press (fixture, GDK_KEY_KP_3);
  assert_answer (fixture, "{\"crowd-image-classifier\":{\"label\":\"a \\\"bird\\\"\"}}");
  /* Choosing it again leaves it chosen; a key without category does nothing. */
  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_9);
  press (fixture, GDK_KEY_Return);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
  g_assert_cmpstr (fixture->answer, ==, "{\"crowd-image-classifier\":{\"label\":\"a \\\"bird\\\"\"}}");
  lw_worker_view_clear (fixture->view);
  assert_answer (fixture, NULL);
}

static void
test_one_key (Fixture       *fixture,
              gconstpointer  data)
{
  set_page (fixture, SINGLE, "categories=\"['cat','dog']\"", "");
  lw_worker_view_set_one_key (fixture->view, TRUE);
  press (fixture, GDK_KEY_2);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
  g_assert_cmpstr (fixture->answer, ==, "{\"crowd-image-classifier\":{\"label\":\"dog\"}}");

  /* Where several may be chosen it has no effect. */
  set_page (fixture, MULTI, "categories=\"['cat','dog']\"", "");
  press (fixture, GDK_KEY_1);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

static void
test_multi (Fixture       *fixture,
            gconstpointer  data)
{
  set_page (fixture, MULTI, "categories=\"['cat','dog','bird']\" exclusion-category=\"{ text: 'None' }\"", "");
  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_1);
  assert_answer (fixture, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\",\"bird\"]}}");
  press (fixture, GDK_KEY_3);
  assert_answer (fixture, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\"]}}");
  press (fixture, GDK_KEY_4);
  assert_answer (fixture, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"None\"]}}");
  press (fixture, GDK_KEY_2);
  assert_answer (fixture, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"dog\"]}}");
  press (fixture, GDK_KEY_2);
  assert_answer (fixture, NULL);
}

static void
test_set_answer (Fixture       *fixture,
                 gconstpointer  data)
{
  set_page (fixture, MULTI, "categories=\"['cat','dog','bird']\"", "<worker-comment>Why?</worker-comment>");
  lw_worker_view_set_answer (fixture->view, "{\"x\":{\"labels\":[\"dog\",\"cat\",\"gone\"],\"workerComment\":\"hm\"}}");
  assert_answer (fixture, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\",\"dog\"],"
                          "\"workerComment\":\"hm\"}}");
  lw_worker_view_set_answer (fixture->view, "not an answer");
  assert_answer (fixture, NULL);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *json;
    const char *labels;
    const char *comment;
  } rows[] = {
    { "{\"a\":{\"label\":\"cat\"}}", "cat", NULL },
    { "{\"a\":{\"labels\":[\"cat\",\"dog\"],\"workerComment\":\"c\"}}", "cat|dog", "c" },
    { "{\"a\":{\"labels\":[1,null,\"dog\"]}}", "dog", NULL },
    { "{\"n\":1,\"a\":{\"labels\":[]}}", "", NULL },
    { "{}", NULL, NULL },
    { "[]", NULL, NULL },
    { "{\"a\":", NULL, NULL },
    { "", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *comment = NULL;
      g_auto (GStrv) labels = lw_worker_answer_parse (rows[i].json, &comment);
      g_autofree char *joined = labels != NULL ? g_strjoinv ("|", labels) : NULL;

      g_assert_cmpstr (joined, ==, rows[i].labels);
      g_assert_cmpstr (comment, ==, rows[i].comment);
    }
}

/* A page as the person types in the wizard: what was chosen stays, rows are renamed, added, removed. */
static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  set_page (fixture, SINGLE, "categories=\"['cat','dog']\"", "");
  press (fixture, GDK_KEY_2);
  set_page (fixture, SINGLE, "categories=\"['cat','dogs']\"", "");
  assert_answer (fixture, "{\"crowd-image-classifier\":{\"label\":\"dogs\"}}");
  set_page (fixture, SINGLE, "categories=\"['cat','dogs','bird']\"", "");
  assert_answer (fixture, "{\"crowd-image-classifier\":{\"label\":\"dogs\"}}");
  set_page (fixture, SINGLE, "categories=\"['cat']\"", "");
  assert_answer (fixture, NULL);
  set_page (fixture, SINGLE, "categories=\"[]\"", "");
  assert_answer (fixture, NULL);
  lw_worker_view_set_page (fixture->view, NULL);
  assert_answer (fixture, NULL);
}

static void
test_instructions (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer;

  set_page (fixture, SINGLE, "categories=\"['cat','dog']\"",
            "<short-instructions><h3>Good</h3><p>A <b>bold</b> word.</p><ul><li>one</li></ul><ol><li>first</li><li>"
            "second</li></ol><script>alert(1)</script><a href=\"javascript:alert(1)\">bad</a>"
            "<img src=\"https://example.com/x.png\" alt=\"x\"></short-instructions>");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (lw_test_find_widget (fixture->window, LW_TYPE_RICH_VIEW)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_true (g_str_has_prefix (text, "Good\nA bold word.\n• one\n1. first\n2. second\n"));
  g_assert_null (strstr (text, "alert"));

  lw_worker_view_set_instructions_open (fixture->view, FALSE);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_null (lw_test_find_label (fixture->window, "Instructions"));
  press (fixture, GDK_KEY_i);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_nonnull (lw_test_find_label (fixture->window, "Instructions"));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) names = g_string_new ("categories=\"[");
  LwCategoryList *list;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (names, "%s'category %u'", i > 0 ? "," : "", i);
  g_string_append (names, "]\"");
  set_page (fixture, SINGLE, names->str, "");
  gtk_test_widget_wait_for_draw (fixture->window);
  press (fixture, GDK_KEY_slash);
  list = LW_CATEGORY_LIST (lw_test_find_widget (fixture->window, LW_TYPE_CATEGORY_LIST));
  {
    GtkWidget *entry = lw_test_find_widget (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY);

    g_assert_true (gtk_widget_get_visible (entry));
    gtk_editable_set_text (GTK_EDITABLE (entry), "Y 77");
    g_signal_emit_by_name (entry, "activate");
    g_assert_false (gtk_widget_get_visible (entry));
  }
  assert_answer (fixture, "{\"crowd-image-classifier\":{\"label\":\"category 77\"}}");
}

static void
test_not_interactive (Fixture       *fixture,
                      gconstpointer  data)
{
  set_page (fixture, SINGLE, "categories=\"['cat','dog']\"", "");
  lw_worker_view_set_interactive (fixture->view, FALSE);
  press (fixture, GDK_KEY_1);
  assert_answer (fixture, NULL);
}

static void
test_custom (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (LwWorkerPage) page = lw_worker_page_new ("<crowd-form><p>Text</p></crowd-form>", NULL);

  lw_worker_view_set_page (fixture->view, page);
  press (fixture, GDK_KEY_1);
  press (fixture, GDK_KEY_Return);
  assert_answer (fixture, NULL);
  g_assert_cmpuint (fixture->n_answers, ==, 0);
}

static gboolean
is_settled (gpointer user_data)
{
  return lw_image_pane_get_settled (user_data);
}

/* Nobody answers an image that was not there to be seen. */
static void
test_waits_for_image (Fixture       *fixture,
                      gconstpointer  data)
{
  LwImagePane *pane = lw_worker_view_get_image_pane (fixture->view);
  g_autoptr (LwImageLoader) loader = lw_image_loader_new (NULL);

  set_page (fixture, SINGLE, "categories=\"['cat','dog']\"", "");
  lw_worker_view_set_loader (fixture->view, loader);
  lw_worker_view_set_image_uri (fixture->view, "/nowhere.png");
  press (fixture, GDK_KEY_1);
  assert_answer (fixture, NULL);
  lw_test_wait_until (is_settled, pane);
  press (fixture, GDK_KEY_1);
  assert_answer (fixture, "{\"crowd-image-classifier\":{\"label\":\"cat\"}}");
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *view = lw_worker_view_new ();
  GtkWidget *window = lw_test_show_widget (view, 360, 640);
  int minimum;

  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/worker-view/parse", test_parse);
  add ("/worker-view/single", test_single);
  add ("/worker-view/one-key", test_one_key);
  add ("/worker-view/multi", test_multi);
  add ("/worker-view/set-answer", test_set_answer);
  add ("/worker-view/changes", test_changes);
  add ("/worker-view/instructions", test_instructions);
  add ("/worker-view/many", test_many);
  add ("/worker-view/not-interactive", test_not_interactive);
  add ("/worker-view/custom", test_custom);
  add ("/worker-view/waits-for-image", test_waits_for_image);
  add ("/worker-view/narrow", test_narrow);
  return g_test_run ();
}
