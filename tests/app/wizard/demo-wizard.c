/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard alone in a window, to look at while working on it. Not installed, not a test.
 *
 *   demo-wizard WORKSPACE FOLDER|MANIFEST STEP [WIDTH HEIGHT] [dark] [errors] */

#include "config.h"

#include "lw-wizard.h"

#include "lw-engine-backend.h"

#include "lw-clock.h"

#include <adwaita.h>
#include <stdlib.h>

static void
closed_cb (gboolean *open)
{
  *open = FALSE;
}

/* Which widgets are too wide for a telephone. */
static void
print_wide (GtkWidget *widget,
            int        depth)
{
  int min;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  if (min <= 340 || !gtk_widget_get_visible (widget))
    return;
  g_print ("%*s%s %d\n", depth, "", G_OBJECT_TYPE_NAME (widget), min);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_wide (child, depth + 1);
}

static gboolean
go_cb (gpointer user_data)
{
  GtkWidget *wizard = user_data;

  gtk_widget_activate_action (wizard, "wizard.go", "(us)",
                              GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (wizard), "step")), "");
  print_wide (wizard, 0);
  return G_SOURCE_REMOVE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LwEngineBackend) backend = NULL;
  g_autoptr (LwImageLoader) loader = NULL;
  GtkWidget *window, *wizard, *overlay;
  gboolean open = TRUE;

  if (argc < 4)
    return EXIT_FAILURE;
  adw_init ();
  backend = lw_engine_backend_open (argv[1], clock, NULL, &error);
  g_assert_no_error (error);
  loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (backend)));
  {
    g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

    gtk_css_provider_load_from_resource (provider, "/page/labelwright/Labelwright/style.css");
    gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  }
  for (int i = 6; i < argc; i++)
    if (g_str_equal (argv[i], "dark"))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  wizard = lw_wizard_new (LW_JOB_BACKEND (backend), loader);
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), wizard);
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), argc > 5 ? atoi (argv[4]) : 1280, argc > 5 ? atoi (argv[5]) : 800);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (closed_cb), &open);
  if (g_file_test (argv[2], G_FILE_TEST_IS_DIR))
    lw_wizard_start_from_folder (LW_WIZARD (wizard), argv[2]);
  else if (g_str_has_prefix (argv[2], "draft:"))
    lw_wizard_restore_draft (LW_WIZARD (wizard), argv[2] + 6, NULL);
  else
    lw_wizard_start_from_manifest (LW_WIZARD (wizard), argv[2]);
  g_object_set_data (G_OBJECT (wizard), "step", GUINT_TO_POINTER (atoi (argv[3])));
  g_timeout_add (300, go_cb, wizard);
  gtk_window_present (GTK_WINDOW (window));
  while (open)
    g_main_context_iteration (NULL, TRUE);
  lw_engine_backend_close (backend);
  return EXIT_SUCCESS;
}
