/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the worker's screen with given images, to look at. Not installed and not a test.
 *
 *   demo-worker [--label] [--multi] [--categories=N] [--long] [--dark] [--fail] [--size=WxH] IMAGE... */

#include "config.h"

#include "lw-fake-task-queue.h"
#include "lw-label-page.h"
#include "lw-worker-view.h"

#include <adwaita.h>
#include <stdio.h>

static gboolean label, multi, long_names, dark, fail;
static int n_categories = 4;
static char *size, **images;

static const GOptionEntry entries[] = {
  { "label", 0, 0, G_OPTION_ARG_NONE, &label, "Work through all images", NULL },
  { "fail", 0, 0, G_OPTION_ARG_NONE, &fail, "Answers are not saved", NULL },
  { "multi", 0, 0, G_OPTION_ARG_NONE, &multi, "Several categories may be chosen", NULL },
  { "categories", 0, 0, G_OPTION_ARG_INT, &n_categories, "How many categories", "N" },
  { "long", 0, 0, G_OPTION_ARG_NONE, &long_names, "Long names", NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark style", NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, &size, "Size of the window", "WxH" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &images, NULL, NULL },
  G_OPTION_ENTRY_NULL
};

static char **
dup_labels (void)
{
  static const char *const words[] = { "cat", "dog", "bird", "fish", "horse", "none of these" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int i = 0; i < n_categories; i++)
    {
      g_autofree char *name = i < (int) G_N_ELEMENTS (words)
        ? g_strdup (words[i]) : g_strdup_printf ("%s %d", words[i % 5], i);
      g_autofree char *long_name = g_strdup_printf ("an unusually long label category with many words: %s", name);

      g_strv_builder_add (builder, long_names ? long_name : name);
    }
  return g_strv_builder_end (builder);
}

static LwWorkerPage *
new_page (const char *image)
{
  const char *element = multi ? "crowd-image-classifier-multi-select" : "crowd-image-classifier";
  g_auto (GStrv) labels = dup_labels ();
  g_autofree char *categories = g_strjoinv ("&quot;,&quot;", labels);
  g_autofree char *html = g_strdup_printf (
    "<crowd-form><%s name=\"%s\" src=\"%s\" header=\"Which animal is this?\" categories=\"[&quot;%s&quot;]\">"
    "<full-instructions header=\"Image classification instructions\"><ol><li>Read the task carefully.</li><li>Read the"
    " options.</li><li>Choose the label.</li></ol></full-instructions><short-instructions><h3><span style=\"color:"
    " rgb(0, 138, 0);\">Good example</span></h3><p>The animal fills <b>most</b> of the picture and is not cut off.</p>"
    "<h3><span style=\"color: rgb(230, 0, 0);\">Bad example</span></h3><p>Only a <i>part</i> is seen: see <a"
    " href=\"https://example.com/guide\">the guide</a>.</p><ul><li>No drawings</li><li>No toys</li></ul>"
    "</short-instructions><worker-comment link-text=\"Add a comment\" header=\"Comment\">What was hard?"
    "</worker-comment>"
    "</%s></crowd-form>", element, element, image, categories, element);

  return lw_worker_page_new (html, NULL);
}

static void
view_answered_cb (LwWorkerView *view,
                  const char   *answer)
{
  printf ("%s\n", answer);
}

static GtkWidget *
new_worker_view (LwImageLoader *loader)
{
  g_autoptr (LwWorkerPage) page = new_page (images != NULL ? images[0] : "");
  GtkWidget *view = lw_worker_view_new ();

  lw_worker_view_set_loader (LW_WORKER_VIEW (view), loader);
  lw_worker_view_set_page (LW_WORKER_VIEW (view), page);
  g_signal_connect (view, "answered", G_CALLBACK (view_answered_cb), NULL);
  return view;
}

static GtkWidget *
new_label_page (LwImageLoader *loader)
{
  g_auto (GStrv) labels = dup_labels ();
  LwTaskType task_type = multi ? LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL : LW_TASK_TYPE_IMAGE_CLASSIFICATION;
  g_autoptr (LwFakeTaskQueue) queue = lw_fake_task_queue_new (task_type, (const char *const *) labels,
                                                              (const char *const *) images);

  lw_fake_task_queue_fail_submits (queue, fail ? 1000 : 0);
  return lw_label_page_new (LW_TASK_QUEUE (queue), loader);
}

static void
application_activate_cb (GtkApplication *application)
{
  g_autoptr (LwImageLoader) loader = lw_image_loader_new (NULL);
  GtkWidget *window = adw_application_window_new (application);
  int width = 1280, height = 800;

  if (size != NULL)
    sscanf (size, "%dx%d", &width, &height);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window),
                                      label ? new_label_page (loader) : new_worker_view (loader));
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
