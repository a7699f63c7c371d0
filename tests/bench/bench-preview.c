/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far the wizard's preview is behind the keys: from a character typed into the header, or into the name of a label
 * category, to the frame in which the worker's screen shows it. Counted in frames of the window's frame clock. */

#include "config.h"

#include "lw-bench.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include "lw-engine-backend.h"

#include "lw-instructions-page.h"
#include "lw-labels-page.h"
#include "lw-wizard-category-row.h"
#include "lw-wizard-preview.h"
#include "lw-wizard.h"

#include <adwaita.h>
#include <locale.h>
#include <stdlib.h>

#define N_KEYS 60
#define PAUSE_MS 40
#define GOAL_FRAMES 2

typedef struct
{
  GtkWidget     *preview;
  GtkEditable   *editable;
  GdkFrameClock *clock;
  GArray        *frames;
  GArray        *times;
  gint64         frame;
  gint64         pressed;
} Bench;

static gboolean type_cb (gpointer user_data);

/* Before a frame is painted all text is in its place, so what is there after the painting was painted. */
static void
clock_after_paint_cb (GdkFrameClock *clock,
                      Bench         *bench)
{
  double frames, ms;

  if (bench->pressed == 0 || lw_test_find_label (bench->preview, gtk_editable_get_text (bench->editable)) == NULL)
    return;
  frames = gdk_frame_clock_get_frame_counter (clock) - bench->frame;
  ms = (g_get_monotonic_time () - bench->pressed) / 1000.0;
  g_array_append_val (bench->frames, frames);
  g_array_append_val (bench->times, ms);
  bench->pressed = 0;
  if (bench->times->len < N_KEYS)
    g_timeout_add (PAUSE_MS + bench->times->len % 17, type_cb, bench);
}

/* What a key does to a text field. */
static gboolean
type_cb (gpointer user_data)
{
  Bench *bench = user_data;
  int position = -1;
  char key = (char) ('a' + bench->times->len % 26);

  bench->frame = gdk_frame_clock_get_frame_counter (bench->clock);
  bench->pressed = g_get_monotonic_time ();
  gtk_editable_insert_text (bench->editable, &key, 1, &position);
  return G_SOURCE_REMOVE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Bench *) user_data)->times->len == N_KEYS;
}

static gboolean
is_idle (gpointer user_data)
{
  return !g_main_context_pending (NULL);
}

static gboolean
bench_field (GtkWidget  *window,
             GtkWidget  *field,
             const char *name)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = g_strdup_printf ("preview %s key to frame", name);
  Bench bench =
  {
    .preview = lw_test_find_widget (window, LW_TYPE_WIZARD_PREVIEW),
    .editable = GTK_EDITABLE (field),
    .clock = gtk_widget_get_frame_clock (window),
    .frames = frames,
    .times = times,
  };
  gulong id = g_signal_connect (bench.clock, "after-paint", G_CALLBACK (clock_after_paint_cb), &bench);

  lw_test_wait_until (is_idle, NULL);
  type_cb (&bench);
  lw_test_wait_until (is_done, &bench);
  g_signal_handler_disconnect (bench.clock, id);
  g_print ("preview %s ms: median %.1f p95 %.1f; frames p95 %.0f\n", name, lw_bench_percentile (times, 50),
           lw_bench_percentile (times, 95), lw_bench_percentile (frames, 95));
  return lw_bench_check (what, lw_bench_percentile (frames, 50), " frames", GOAL_FRAMES);
}

static GtkWidget *
go (GtkWidget *wizard,
    guint      step,
    GType      type)
{
  gtk_widget_activate_action (wizard, "wizard.go", "(us)", step, "");
  lw_test_wait_until (is_idle, NULL);
  return lw_test_find_widget (wizard, type);
}

static gboolean
has_row (gpointer user_data)
{
  GtkWidget *row = lw_test_find_widget (user_data, LW_TYPE_WIZARD_CATEGORY_ROW);

  return row != NULL && gtk_widget_get_mapped (row);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *workspace = lw_test_dup_temp_dir ();
  g_autofree char *folder = lw_test_dup_source ("data/sample");
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autoptr (LwEngineBackend) backend = NULL;
  g_autoptr (LwImageLoader) loader = NULL;
  GtkWidget *wizard, *window, *page;
  gboolean good;

  setlocale (LC_ALL, "");
  g_setenv ("XDG_DATA_HOME", workspace, TRUE);
  adw_init ();
  backend = lw_engine_backend_open (workspace, clock, NULL, NULL);
  g_assert_nonnull (backend);
  loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (backend)));
  wizard = lw_wizard_new (LW_JOB_BACKEND (backend), loader);
  window = lw_test_show_widget (wizard, 1280, 800);
  lw_wizard_start_from_folder (LW_WIZARD (wizard), folder);

  page = go (wizard, LW_WIZARD_STEP_INSTRUCTIONS, LW_TYPE_INSTRUCTIONS_PAGE);
  good = bench_field (window, lw_test_find_widget (page, ADW_TYPE_ENTRY_ROW), "header");
  page = go (wizard, LW_WIZARD_STEP_LABELS, LW_TYPE_LABELS_PAGE);
  lw_labels_page_add_text (LW_LABELS_PAGE (page), "boat\nfish\nhouse\ntree\n");
  lw_test_wait_until (has_row, page);
  page = lw_test_find_widget (page, LW_TYPE_WIZARD_CATEGORY_ROW);
  good &= bench_field (window, lw_test_find_widget (page, GTK_TYPE_TEXT), "label name");

  gtk_window_destroy (GTK_WINDOW (window));
  lw_engine_backend_close (backend);
  g_clear_object (&loader);
  g_clear_object (&backend);
  lw_test_remove_tree (workspace);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
