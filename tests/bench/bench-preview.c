/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's promises in numbers: a keystroke is in the painted preview within two frames at the median, and the window
 * stays live while a folder of 10,000 JPEGs is read. Fails when the first is not kept. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-instructions-page.h"
#include "lw-wizard-dataset.h"
#include "lw-wizard-preview.h"
#include "lw-wizard.h"

#include "lw-engine-backend.h"

#include "lw-test-support.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_KEYSTROKES 200
#define N_IMAGES 10000
#define MAX_FRAMES 2

typedef struct
{
  GtkWidget       *window;
  GtkWidget       *wizard;
  LwWizardPreview *preview;
  GString         *text;
  gint64           frame;
  gint64           time;
  gboolean         painted;
  GArray          *frames;
  GArray          *microseconds;
} Typing;

static GPollFunc default_poll;
static gint64 turn_start;
static gint64 turn_cpu;
static gint64 longest_turn;
static gint64 longest_cpu;
static gboolean measuring;

/* What the thread itself computed: on a busy machine other programs take their share of the time between two polls. */
static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* A turn of the main loop is what happens between two polls. */
static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int result;

  if (measuring && turn_start != 0)
    {
      longest_turn = MAX (longest_turn, g_get_monotonic_time () - turn_start);
      longest_cpu = MAX (longest_cpu, get_cpu_time () - turn_cpu);
    }
  result = default_poll (fds, n_fds, timeout);
  turn_start = g_get_monotonic_time ();
  turn_cpu = get_cpu_time ();
  return result;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
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

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

static gboolean
is_painted (gpointer user_data)
{
  return ((Typing *) user_data)->painted;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Typing        *typing)
{
  LwWorkerPage *page = lw_worker_view_get_page (lw_wizard_preview_get_view (typing->preview));
  gint64 frames = gdk_frame_clock_get_frame_counter (clock) - typing->frame;
  gint64 time = g_get_monotonic_time () - typing->time;

  if (typing->painted || page == NULL || g_strcmp0 (lw_worker_page_get_header (page), typing->text->str) != 0)
    return;
  g_array_append_val (typing->frames, frames);
  g_array_append_val (typing->microseconds, time);
  typing->painted = TRUE;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y ? 1 : 0;
}

static gint64
percentile (GArray *values,
            double  share)
{
  g_array_sort (values, compare);
  return g_array_index (values, gint64, (guint) (share * (values->len - 1)));
}

static gboolean
measure_typing (Typing *typing)
{
  GtkWidget *page, *row;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (typing->window);

  gtk_widget_activate_action (typing->wizard, "wizard.go", "(us)", (guint) LW_WIZARD_STEP_INSTRUCTIONS, "");
  page = find (typing->wizard, LW_TYPE_INSTRUCTIONS_PAGE);
  lw_test_wait_until (is_mapped, page);
  row = find (page, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  for (int i = 0; i < 30; i++)
    gtk_test_widget_wait_for_draw (typing->window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), typing);
  for (guint i = 0; i < N_KEYSTROKES; i++)
    {
      char letter[2] = { (char) ('a' + i % 26), '\0' };
      int position = (int) i;

      g_string_append (typing->text, letter);
      typing->painted = FALSE;
      typing->frame = gdk_frame_clock_get_frame_counter (clock);
      typing->time = g_get_monotonic_time ();
      gtk_editable_insert_text (GTK_EDITABLE (row), letter, 1, &position);
      lw_test_wait_until (is_painted, typing);
    }
  g_signal_handlers_disconnect_by_data (clock, typing);
  g_print ("preview keystroke-to-painted frames: median %" G_GINT64_FORMAT " p95 %" G_GINT64_FORMAT "\n",
           percentile (typing->frames, 0.5), percentile (typing->frames, 0.95));
  g_print ("preview keystroke-to-painted ms: median %.1f p95 %.1f\n", percentile (typing->microseconds, 0.5) / 1000.0,
           percentile (typing->microseconds, 0.95) / 1000.0);
  return percentile (typing->frames, 0.5) <= MAX_FRAMES;
}

/* One JPEG of the sample set, made different each time by a comment after its first marker. */
static char *
make_images (void)
{
  g_autofree char *source = lw_test_dup_source ("data/sample/boat/boat-1.jpg");
  char *folder = lw_test_dup_temp_dir ();
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &data, &length, NULL));
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autoptr (GString) image = g_string_new_len (data, 2);
      g_autofree char *path = g_strdup_printf ("%s/%05u.jpg", folder, i);
      g_autofree char *comment = g_strdup_printf ("%08u", i);

      g_string_append_len (image, "\xff\xfe\x00\x0a", 4);
      g_string_append (image, comment);
      g_string_append_len (image, data + 2, (gssize) length - 2);
      g_assert_true (g_file_set_contents_full (path, image->str, (gssize) image->len, G_FILE_SET_CONTENTS_NONE, 0600,
                                               NULL));
    }
  return folder;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_ready (gpointer user_data)
{
  return lw_wizard_dataset_get_state (user_data) == LW_DATASET_STATE_READY;
}

static void
measure_scan (Typing *typing)
{
  g_autofree char *folder = make_images ();
  gint64 start = g_get_monotonic_time ();
  LwWizardSession *session = lw_wizard_preview_get_session (typing->preview);
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (session);
  guint n_progress = 0;

  gtk_widget_activate_action (typing->wizard, "wizard.go", "(us)", (guint) LW_WIZARD_STEP_DATASET, "");
  for (int i = 0; i < 30; i++)
    gtk_test_widget_wait_for_draw (typing->window);
  g_signal_connect_swapped (dataset, "progress", G_CALLBACK (count_cb), &n_progress);
  start = g_get_monotonic_time ();
  turn_start = 0;
  longest_turn = 0;
  longest_cpu = 0;
  measuring = TRUE;
  lw_wizard_draft_set_text (lw_wizard_session_get_draft (session), LW_DRAFT_FOLDER, folder);
  lw_test_wait_until (is_ready, dataset);
  g_print ("scan %u JPEGs: %.2f s, %u progress steps, longest main loop turn %.1f ms (%.1f ms of its own)\n",
           lw_wizard_dataset_get_n_objects (dataset), (g_get_monotonic_time () - start) / 1e6, n_progress,
           longest_turn / 1000.0, longest_cpu / 1000.0);
  for (int i = 0; i < 10; i++)
    gtk_test_widget_wait_for_draw (typing->window);
  measuring = FALSE;
  g_print ("scan and its result: longest main loop turn %.1f ms (%.1f ms of its own)\n", longest_turn / 1000.0,
           longest_cpu / 1000.0);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autofree char *workspace = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwEngineBackend) backend = NULL;
  g_autoptr (LwImageLoader) loader = NULL;
  Typing typing = { 0 };
  gboolean kept;

  adw_init ();
  default_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  workspace = lw_test_dup_temp_dir ();
  backend = lw_engine_backend_open (workspace, clock, NULL, &error);
  g_assert_no_error (error);
  loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (backend)));
  typing.text = g_string_new (NULL);
  typing.frames = g_array_new (FALSE, FALSE, sizeof (gint64));
  typing.microseconds = g_array_new (FALSE, FALSE, sizeof (gint64));
  typing.wizard = lw_wizard_new (LW_JOB_BACKEND (backend), loader);
  typing.preview = LW_WIZARD_PREVIEW (find (typing.wizard, LW_TYPE_WIZARD_PREVIEW));
  typing.window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (typing.window), typing.wizard);
  gtk_window_set_default_size (GTK_WINDOW (typing.window), 1280, 800);
  gtk_window_present (GTK_WINDOW (typing.window));
  lw_test_wait_until (is_mapped, typing.wizard);
  folder = lw_test_dup_source ("data/sample");
  lw_wizard_start_from_folder (LW_WIZARD (typing.wizard), folder);

  kept = measure_typing (&typing);
  measure_scan (&typing);

  gtk_window_destroy (GTK_WINDOW (typing.window));
  lw_engine_backend_close (backend);
  g_string_free (typing.text, TRUE);
  g_array_unref (typing.frames);
  g_array_unref (typing.microseconds);
  lw_test_remove_tree (workspace);
  return kept ? EXIT_SUCCESS : EXIT_FAILURE;
}
