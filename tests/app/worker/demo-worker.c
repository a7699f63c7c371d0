/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the worker's screen with given images, to look at. Not installed and not a test.
 *
 *   demo-worker [--multi] [--categories=N] [--long] [--dark] [--size=WxH] IMAGE... */

#include "config.h"

#include "lw-worker-view.h"

#include <adwaita.h>
#include <stdio.h>

static gboolean multi, long_names, dark;
static int n_categories = 4;
static char *size, **images;

static const GOptionEntry entries[] = {
  { "multi", 0, 0, G_OPTION_ARG_NONE, &multi, "Several categories may be chosen", NULL },
  { "categories", 0, 0, G_OPTION_ARG_INT, &n_categories, "How many categories", "N" },
  { "long", 0, 0, G_OPTION_ARG_NONE, &long_names, "Long names", NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark style", NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, "Size of the window", "WxH" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &images, NULL, NULL },
  G_OPTION_ENTRY_NULL
};

static LwWorkerPage *
new_page (const char *image)
{
  static const char *const words[] = { "cat", "dog", "bird", "fish", "horse", "none of these" };
  g_autoptr (GString) html = g_string_new (NULL);
  const char *element = multi ? "crowd-image-classifier-multi-select" : "crowd-image-classifier";

  g_string_append_printf (html, "<crowd-form><%s name=\"%s\" src=\"%s\" header=\"Which animal is this?\" categories=\"[",
                          element, element, image);
  for (int i = 0; i < n_categories; i++)
    g_string_append_printf (html, "%s&quot;%s%s%d&quot;", i > 0 ? "," : "",
                            long_names ? "an unusually long label category with many words " : "",
                            words[i % G_N_ELEMENTS (words)], i);
  g_string_append_printf (html,
                          "]\"><full-instructions header=\"Image classification instructions\"><ol><li>Read the task"
                          " carefully.</li><li>Read the options.</li><li>Choose the label.</li></ol></full-instructions>"
                          "<short-instructions><h3><span style=\"color: rgb(0, 138, 0);\">Good example</span></h3><p>The"
                          " animal fills <b>most</b> of the picture and is not cut off.</p><h3><span style=\"color:"
                          " rgb(230, 0, 0);\">Bad example</span></h3><p>Only a <i>part</i> is seen: see <a"
                          " href=\"https://example.com/guide\">the guide</a>.</p><ul><li>No drawings</li><li>No"
                          " toys</li></ul></short-instructions><worker-comment link-text=\"Add a comment\""
                          " header=\"Comment\">What was hard?</worker-comment></%s></crowd-form>", element);
  return lw_worker_page_new (html->str, NULL);
}

static void
view_answered_cb (LwWorkerView *view,
                  const char   *answer)
{
  printf ("%s\n", answer);
}

static void
application_activate_cb (GtkApplication *application)
{
  g_autoptr (LwImageLoader) loader = lw_image_loader_new (NULL);
  g_autoptr (LwWorkerPage) page = new_page (images != NULL ? images[0] : "");
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = lw_worker_view_new ();
  int width = 1280, height = 800;

  if (size != NULL)
    sscanf (size, "%dx%d", &width, &height);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  lw_worker_view_set_loader (LW_WORKER_VIEW (view), loader);
  lw_worker_view_set_page (LW_WORKER_VIEW (view), page);
  g_signal_connect (view, "answered", G_CALLBACK (view_answered_cb), NULL);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new (LW_APP_ID, G_APPLICATION_NON_UNIQUE);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  g_signal_connect (application, "activate", G_CALLBACK (application_activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
