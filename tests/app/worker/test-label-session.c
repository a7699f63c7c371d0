/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-fake-task-queue.h"
#include "lw-label-session.h"
#include "lw-test-support.h"

static const char *const labels[] = { "cat", "dog", NULL };
static const char *const images[] = {
  "/0.png", "/1.png", "/2.png", "/3.png", "/4.png", "/5.png", "/6.png", "/7.png", "/8.png", "/9.png", NULL
};

#define N_IMAGES 10

typedef struct
{
  LwFakeTaskQueue *queue;
  LwLabelSession  *session;
  guint            n_refused;
  int              last_refusal;
} Fixture;

static void
session_refused_cb (LwLabelSession *session,
                    LwTask         *task,
                    const GError   *error,
                    Fixture        *fixture)
{
  fixture->n_refused++;
  fixture->last_refusal = error->code;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->queue = lw_fake_task_queue_new (LW_TASK_TYPE_IMAGE_CLASSIFICATION, labels, images);
  fixture->session = lw_label_session_new (LW_TASK_QUEUE (fixture->queue));
  g_signal_connect (fixture->session, "refused", G_CALLBACK (session_refused_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lw_label_session_close (fixture->session);
  g_assert_true (lw_fake_task_queue_get_closed (fixture->queue));
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->queue);
}

static gboolean
is_settled (gpointer user_data)
{
  LwLabelSession *session = user_data;

  return lw_label_session_get_n_saving (session) == 0
         && lw_label_session_get_state (session) != LW_LABEL_SESSION_STARTING;
}

static gboolean
has_failed (gpointer user_data)
{
  return lw_label_session_get_n_failed (user_data) > 0;
}

static void
settle (Fixture *fixture)
{
  lw_test_wait_until (is_settled, fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
start (Fixture *fixture)
{
  lw_label_session_start (fixture->session);
  settle (fixture);
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_WORKING);
}

static guint64
get_current (Fixture *fixture)
{
  return lw_task_get_data_object_id (lw_label_session_get_current (fixture->session));
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  start (fixture);
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *answer = g_strdup_printf ("{\"a\":{\"label\":\"%u\"}}", i);
      g_autoptr (GPtrArray) upcoming = lw_label_session_dup_upcoming (fixture->session);

      /* At least four are held ahead as long as there are that many. */
      g_assert_cmpuint (upcoming->len, >=, MIN (4, N_IMAGES - i - 1));
      g_assert_cmpuint (get_current (fixture), ==, i);
      g_assert_cmpuint (lw_label_session_get_ordinal (fixture->session), ==, i + 1);
      g_assert_cmpuint (lw_label_session_get_total (fixture->session), ==, N_IMAGES);
      lw_label_session_submit (fixture->session, answer, 1.5);
      settle (fixture);
      g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, i), ==, answer);
      g_assert_cmpfloat (lw_fake_task_queue_get_seconds_spent (fixture->queue, i), ==, 1.5);
    }
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_DONE);
  g_assert_cmpuint (lw_label_session_get_n_done (fixture->session), ==, N_IMAGES);
  g_assert_cmpuint (lw_fake_task_queue_get_n_submits (fixture->queue), ==, N_IMAGES);
}

/* Faster than the place answers: nothing is lost and nothing waits. */
static void
test_fast (Fixture       *fixture,
           gconstpointer  data)
{
  start (fixture);
  lw_fake_task_queue_hold_submits (fixture->queue, TRUE);
  for (guint i = 0; i < 4; i++)
    lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 0.2);
  g_assert_cmpuint (lw_label_session_get_n_saving (fixture->session), ==, 4);
  g_assert_cmpuint (lw_label_session_get_n_done (fixture->session), ==, 4);
  g_assert_cmpuint (get_current (fixture), ==, 4);
  lw_fake_task_queue_hold_submits (fixture->queue, FALSE);
  settle (fixture);
  for (guint i = 0; i < 4; i++)
    g_assert_nonnull (lw_fake_task_queue_get_answer (fixture->queue, i));
}

static void
test_back (Fixture       *fixture,
           gconstpointer  data)
{
  start (fixture);
  g_assert_false (lw_label_session_can_go_back (fixture->session));
  g_assert_false (lw_label_session_back (fixture->session));
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"dog\"}}", 1);
  settle (fixture);
  g_assert_true (lw_label_session_back (fixture->session));
  g_assert_true (lw_label_session_back (fixture->session));
  g_assert_cmpuint (get_current (fixture), ==, 0);
  g_assert_cmpuint (lw_label_session_get_ordinal (fixture->session), ==, 1);
  g_assert_cmpstr (lw_label_session_get_current_answer (fixture->session), ==, "{\"a\":{\"label\":\"cat\"}}");

  /* Another answer replaces the first; the same one is not sent again. */
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"dog\"}}", 1);
  g_assert_cmpuint (get_current (fixture), ==, 1);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"dog\"}}", 1);
  settle (fixture);
  g_assert_cmpuint (get_current (fixture), ==, 2);
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 0), ==, "{\"a\":{\"label\":\"dog\"}}");
  g_assert_cmpfloat (lw_fake_task_queue_get_seconds_spent (fixture->queue, 0), ==, 2);
  g_assert_cmpuint (lw_fake_task_queue_get_n_submits (fixture->queue), ==, 3);
}

static void
test_change_on_the_way (Fixture       *fixture,
                        gconstpointer  data)
{
  start (fixture);
  lw_fake_task_queue_hold_submits (fixture->queue, TRUE);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  g_assert_true (lw_label_session_back (fixture->session));
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"dog\"}}", 1);
  g_assert_cmpuint (lw_fake_task_queue_get_n_submits (fixture->queue), ==, 1);
  lw_fake_task_queue_hold_submits (fixture->queue, FALSE);
  settle (fixture);
  g_assert_cmpuint (lw_fake_task_queue_get_n_submits (fixture->queue), ==, 2);
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 0), ==, "{\"a\":{\"label\":\"dog\"}}");
}

static void
test_decline (Fixture       *fixture,
              gconstpointer  data)
{
  start (fixture);
  lw_label_session_decline (fixture->session, "It is broken");
  settle (fixture);
  g_assert_cmpstr (lw_fake_task_queue_get_decline (fixture->queue, 0), ==, "It is broken");
  g_assert_cmpuint (get_current (fixture), ==, 1);
  /* It is not there to go back to, and not counted. */
  g_assert_false (lw_label_session_can_go_back (fixture->session));
  g_assert_cmpuint (lw_label_session_get_ordinal (fixture->session), ==, 1);
  g_assert_cmpuint (lw_label_session_get_total (fixture->session), ==, N_IMAGES - 1);

  /* An answered one is only passed. */
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  settle (fixture);
  g_assert_true (lw_label_session_back (fixture->session));
  lw_label_session_decline (fixture->session, "");
  g_assert_null (lw_fake_task_queue_get_decline (fixture->queue, 1));
  g_assert_cmpuint (get_current (fixture), ==, 2);
}

static void
test_failure_and_retry (Fixture       *fixture,
                        gconstpointer  data)
{
  start (fixture);
  lw_fake_task_queue_fail_submits (fixture->queue, 2);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"dog\"}}", 1);
  lw_test_wait_until (has_failed, fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (lw_label_session_get_n_failed (fixture->session), ==, 2);
  g_assert_cmpuint (lw_label_session_get_n_saving (fixture->session), ==, 2);
  g_assert_null (lw_fake_task_queue_get_answer (fixture->queue, 0));
  lw_label_session_retry (fixture->session);
  settle (fixture);
  g_assert_cmpuint (lw_label_session_get_n_failed (fixture->session), ==, 0);
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 0), ==, "{\"a\":{\"label\":\"cat\"}}");
  g_assert_cmpstr (lw_fake_task_queue_get_answer (fixture->queue, 1), ==, "{\"a\":{\"label\":\"dog\"}}");

  /* And by itself. */
  lw_fake_task_queue_fail_submits (fixture->queue, 1);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  lw_test_wait_until (has_failed, fixture->session);
  settle (fixture);
  g_assert_nonnull (lw_fake_task_queue_get_answer (fixture->queue, 2));
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

static void
test_consolidated (Fixture       *fixture,
                   gconstpointer  data)
{
  start (fixture);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  settle (fixture);
  lw_fake_task_queue_refuse_submits (fixture->queue, LW_TASK_ERROR_CONSOLIDATED);
  g_assert_true (lw_label_session_back (fixture->session));
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"dog\"}}", 1);
  settle (fixture);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_cmpint (fixture->last_refusal, ==, LW_TASK_ERROR_CONSOLIDATED);
  g_assert_true (lw_label_session_back (fixture->session));
  g_assert_cmpstr (lw_label_session_get_current_answer (fixture->session), ==, "{\"a\":{\"label\":\"cat\"}}");
}

static void
test_refused_as_expired (Fixture       *fixture,
                         gconstpointer  data)
{
  start (fixture);
  lw_fake_task_queue_refuse_submits (fixture->queue, LW_TASK_ERROR_EXPIRED);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  settle (fixture);
  g_assert_cmpint (fixture->last_refusal, ==, LW_TASK_ERROR_EXPIRED);
  g_assert_cmpuint (lw_label_session_get_n_done (fixture->session), ==, 0);
  g_assert_false (lw_label_session_can_go_back (fixture->session));
}

static void
test_expiry (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 later;

  start (fixture);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  settle (fixture);
  later = lw_task_get_expires_time (lw_label_session_get_current (fixture->session));
  lw_label_session_expire (fixture->session, later - G_USEC_PER_SEC);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
  lw_label_session_expire (fixture->session, later + G_USEC_PER_SEC);
  settle (fixture);

  /* All that were held are gone; the next ones are taken; the answered one is still there to go back to. */
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_cmpint (fixture->last_refusal, ==, LW_TASK_ERROR_EXPIRED);
  g_assert_cmpuint (get_current (fixture), >, 1);
  g_assert_true (lw_label_session_back (fixture->session));
  g_assert_cmpuint (get_current (fixture), ==, 0);
}

static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  lw_fake_task_queue_set_withheld (fixture->queue, N_IMAGES);
  lw_label_session_start (fixture->session);
  settle (fixture);
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_WAITING);
  lw_fake_task_queue_set_withheld (fixture->queue, N_IMAGES - 1);
  settle (fixture);
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_WORKING);
  g_assert_cmpuint (get_current (fixture), ==, 0);
}

static void
test_take_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  lw_fake_task_queue_fail_takes (fixture->queue, 1);
  lw_label_session_start (fixture->session);
  settle (fixture);
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_FAILED);
  g_assert_error (lw_label_session_get_error (fixture->session), G_IO_ERROR, G_IO_ERROR_FAILED);
  lw_label_session_retry (fixture->session);
  settle (fixture);
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_WORKING);
}

static void
test_job_ends (Fixture       *fixture,
               gconstpointer  data)
{
  start (fixture);
  lw_fake_task_queue_refuse_submits (fixture->queue, LW_TASK_ERROR_JOB_ENDED);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  settle (fixture);
  g_assert_cmpint (fixture->last_refusal, ==, LW_TASK_ERROR_JOB_ENDED);
  g_assert_cmpint (lw_label_session_get_state (fixture->session), ==, LW_LABEL_SESSION_DONE);
}

static void
test_close_waits (Fixture       *fixture,
                  gconstpointer  data)
{
  start (fixture);
  lw_fake_task_queue_hold_submits (fixture->queue, TRUE);
  lw_label_session_submit (fixture->session, "{\"a\":{\"label\":\"cat\"}}", 1);
  lw_label_session_close (fixture->session);
  g_assert_false (lw_fake_task_queue_get_closed (fixture->queue));
  lw_fake_task_queue_hold_submits (fixture->queue, FALSE);
  settle (fixture);
  g_assert_true (lw_fake_task_queue_get_closed (fixture->queue));
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
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("/label-session/all", test_all);
  add ("/label-session/fast", test_fast);
  add ("/label-session/back", test_back);
  add ("/label-session/change-on-the-way", test_change_on_the_way);
  add ("/label-session/decline", test_decline);
  add ("/label-session/failure-and-retry", test_failure_and_retry);
  add ("/label-session/consolidated", test_consolidated);
  add ("/label-session/refused-as-expired", test_refused_as_expired);
  add ("/label-session/expiry", test_expiry);
  add ("/label-session/waiting", test_waiting);
  add ("/label-session/take-fails", test_take_fails);
  add ("/label-session/job-ends", test_job_ends);
  add ("/label-session/close-waits", test_close_waits);
  return g_test_run ();
}
