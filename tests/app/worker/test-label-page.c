/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-fake-task-queue.h"
#include "lw-label-page.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"
#include "lw-worker-view.h"

#include <adwaita.h>

#define N_IMAGES 6

static const char *const labels[] = { "cat", "dog", "bird", NULL };

typedef struct
{
  char            *dir;
  char            *images[N_IMAGES + 1];
  LwImageLoader   *loader;
  LwFakeTaskQueue *queue;
  GtkWidget       *window;
  GtkWidget       *page;
  LwWorkerView    *view;
  guint            n_finished;
} Fixture;

static void
page_finished_cb (LwLabelPage *page,
                  Fixture     *fixture)
{
  fixture->n_finished++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = lw_test_dup_temp_dir ();
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);

      fixture->images[i] = lw_test_make_image (fixture->dir, name, 400 + i, 300);
    }
  fixture->loader = lw_image_loader_new (NULL);
  fixture->queue = lw_fake_task_queue_new (GPOINTER_TO_INT (data), labels, (const char *const *) fixture->images);
  fixture->page = lw_label_page_new (LW_TASK_QUEUE (fixture->queue), fixture->loader);
  g_object_set (fixture->page, "one-key", FALSE, NULL);
  fixture->view = LW_WORKER_VIEW (lw_test_find_widget (fixture->page, LW_TYPE_WORKER_VIEW));
  g_signal_connect (fixture->page, "finished", G_CALLBACK (page_finished_cb), fixture);
  fixture->window = lw_test_show_widget (fixture->page, 1000, 700);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A picture may be on its way still, and it keeps the loader. */
static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  drain ();
  g_assert_null (fixture->page);
  g_assert_true (lw_fake_task_queue_get_closed (fixture->queue));
  g_assert_finalize_object (fixture->queue);
  g_object_add_weak_pointer (G_OBJECT (fixture->loader), (gpointer *) &fixture->loader);
  g_object_unref (fixture->loader);
  lw_test_wait_until (is_gone, &fixture->loader);
  for (guint i = 0; i < N_IMAGES; i++)
    g_free (fixture->images[i]);
  lw_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
}

static gboolean
is_shown (gpointer user_data)
{
  Fixture *fixture = user_data;

  return lw_image_pane_get_shown (lw_worker_view_get_image_pane (fixture->view));
}

static void
assert_image (Fixture *fixture,
              guint    index)
{
  lw_test_wait_until (is_shown, fixture);
  g_assert_cmpstr (lw_image_pane_get_uri (lw_worker_view_get_image_pane (fixture->view)), ==, fixture->images[index]);
}

static void
press (Fixture *fixture,
       guint    keyval)
{
  lw_test_press_key (fixture->page, keyval);
}

static gboolean
is_saved (gpointer user_data)
{
  return lw_label_page_get_n_unsaved (user_data) == 0;
}

static gboolean
is_cached (gpointer user_data)
{
  Fixture *fixture = user_data;
  int size = lw_image_pane_get_load_size (lw_worker_view_get_image_pane (fixture->view));

  for (guint i = 1; i < 5; i++)
    {
      if (lw_image_loader_peek (fixture->loader, fixture->images[i], size) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  assert_image (fixture, 0);
  /* The next ones are decoded already, so each is there at once. */
  lw_test_wait_until (is_cached, fixture);
  for (guint i = 0; i < N_IMAGES; i++)
    {
      if (i < 5)
        g_assert_true (is_shown (fixture));
      assert_image (fixture, i);
      press (fixture, GDK_KEY_1 + i % 3);
      press (fixture, GDK_KEY_Return);
    }
  lw_test_wait_until (is_saved, fixture->page);
  drain ();
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *expected = g_strdup_printf ("{\"crowd-image-classifier\":{\"label\":\"%s\"}}", labels[i % 3]);

      g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, i), ==, expected);
      g_assert_cmpfloat (lw_fake_task_queue_get_seconds_spent (fixture->queue, i), >=, 0);
    }
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_nonnull (lw_test_find_label (fixture->window, "All done"));
  lw_label_page_leave (LW_LABEL_PAGE (fixture->page));
  g_assert_cmpuint (fixture->n_finished, ==, 1);
}

static void
test_one_key (Fixture       *fixture,
              gconstpointer  data)
{
  g_object_set (fixture->page, "one-key", TRUE, NULL);
  assert_image (fixture, 0);
  press (fixture, GDK_KEY_2);
  assert_image (fixture, 1);
  lw_test_wait_until (is_saved, fixture->page);
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 0), ==,
                   "{\"crowd-image-classifier\":{\"label\":\"dog\"}}");
}

static void
test_multi (Fixture       *fixture,
            gconstpointer  data)
{
  assert_image (fixture, 0);
  press (fixture, GDK_KEY_3);
  press (fixture, GDK_KEY_1);
  press (fixture, GDK_KEY_Return);
  assert_image (fixture, 1);
  lw_test_wait_until (is_saved, fixture->page);
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 0), ==,
                   "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\",\"bird\"]}}");
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *answer = NULL;

  assert_image (fixture, 0);
  press (fixture, GDK_KEY_1);
  press (fixture, GDK_KEY_Return);
  assert_image (fixture, 1);
  g_assert_null (lw_worker_view_dup_answer (fixture->view));
  gtk_widget_activate_action (fixture->page, "label.back", NULL);
  assert_image (fixture, 0);
  answer = lw_worker_view_dup_answer (fixture->view);
  g_assert_cmpstr (answer, ==, "{\"crowd-image-classifier\":{\"label\":\"cat\"}}");
  press (fixture, GDK_KEY_2);
  press (fixture, GDK_KEY_Return);
  assert_image (fixture, 1);
  lw_test_wait_until (is_saved, fixture->page);
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 0), ==,
                   "{\"crowd-image-classifier\":{\"label\":\"dog\"}}");
}

static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *popover;

  assert_image (fixture, 0);
  gtk_widget_activate_action (fixture->page, "label.decline", NULL);
  gtk_test_widget_wait_for_draw (fixture->window);
  popover = lw_test_find_widget (fixture->window, g_type_from_name ("LwDeclinePopover"));
  g_assert_true (gtk_widget_get_visible (popover));
  gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit_by_name (popover, "declined", "It is broken");
  assert_image (fixture, 1);
  g_assert_cmpstr (lw_fake_task_queue_get_decline (fixture->queue, 0), ==, "It is broken");
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
test_unsaved (Fixture       *fixture,
              gconstpointer  data)
{
  assert_image (fixture, 0);
  lw_fake_task_queue_fail_submits (fixture->queue, 1);
  press (fixture, GDK_KEY_1);
  press (fixture, GDK_KEY_Return);
  assert_image (fixture, 1);
  g_assert_cmpuint (lw_label_page_get_n_unsaved (LW_LABEL_PAGE (fixture->page)), ==, 1);
  drain ();
  gtk_widget_activate_action (fixture->page, "label.retry", NULL);
  lw_test_wait_until (is_saved, fixture->page);
  g_assert_nonnull (lw_fake_task_queue_get_answer (fixture->queue, 0));
}

static void
test_keys_shown (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_image (fixture, 0);
  gtk_widget_activate_action (fixture->page, "label.toggle-keys", NULL);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_nonnull (lw_test_find_label (fixture->window, "Submit and go on"));
  /* Escape closes the keys first, and leaves then. */
  gtk_widget_activate_action (fixture->page, "label.escape", NULL);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
  gtk_widget_activate_action (fixture->page, "label.escape", NULL);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
}

static void
add (const char  *path,
     LwTaskType   task_type,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (task_type), set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/label-page/all", LW_TASK_TYPE_IMAGE_CLASSIFICATION, test_all);
  add ("/label-page/one-key", LW_TASK_TYPE_IMAGE_CLASSIFICATION, test_one_key);
  add ("/label-page/multi", LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL, test_multi);
  add ("/label-page/back", LW_TASK_TYPE_IMAGE_CLASSIFICATION, test_back);
  add ("/label-page/decline", LW_TASK_TYPE_IMAGE_CLASSIFICATION, test_decline);
  add ("/label-page/unsaved", LW_TASK_TYPE_IMAGE_CLASSIFICATION, test_unsaved);
  add ("/label-page/keys-shown", LW_TASK_TYPE_IMAGE_CLASSIFICATION, test_keys_shown);
  return g_test_run ();
}
