/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the built-in worker task template takes: a task rendered, a task rendered and read, and a keystroke in the
 * wizard, which changes the header in the source and makes the page anew. Fails when rendering is not far cheaper than
 * reading what was rendered. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-worker-page.h"
#include "lw-worker-template.h"

#define TURNS 5000

static const char *const labels[] = { "cat", "dog", "horse", "sheep", "cow", NULL };
static const char variables_json[] =
  "{\"task\":{\"input\":{\"taskObject\":\"s3://pets/1.jpg\","
  "\"labels\":[\"cat\",\"dog\",\"horse\",\"sheep\",\"cow\"]}}}";

static double
measure_render (LwLiquidTemplate *template)
{
  g_autoptr (JsonNode) variables = json_from_string (variables_json, NULL);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < TURNS; i++)
    g_free (lw_liquid_template_render (template, json_node_get_object (variables), NULL, NULL));
  return (double) (g_get_monotonic_time () - start) / TURNS;
}

static double
measure_page (LwLiquidTemplate *template)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < TURNS; i++)
    lw_worker_page_unref (lw_worker_page_render (template, "s3://pets/1.jpg", labels, NULL, NULL));
  return (double) (g_get_monotonic_time () - start) / TURNS;
}

static double
measure_keystroke (const char *source)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < TURNS; i++)
    {
      g_autofree char *header = g_strdup_printf ("Which animal is it? %u", i);
      g_autofree char *changed = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_HEADER, header);
      g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (changed, -1, NULL);

      lw_worker_page_unref (lw_worker_page_render (template, "s3://pets/1.jpg", labels, NULL, NULL));
    }
  return (double) (g_get_monotonic_time () - start) / TURNS;
}

int
main (void)
{
  g_autofree char *source = lw_worker_template_new (FALSE, NULL, NULL, NULL, NULL);
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, NULL);
  double render = measure_render (template);
  double page = measure_page (template);
  double keystroke = measure_keystroke (source);

  g_print ("template: render %.1f us a task (%.0f tasks a second), render and read %.1f us, keystroke %.1f us\n",
           render, 1e6 / render, page, keystroke);
  return render * 2 < page ? 0 : 1;
}
