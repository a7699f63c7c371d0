/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints what the studio shows of a worker task template as one JSON document, for the test that compares it with the
 * browser: TEMPLATE LABEL… Choosing: labels that are named after "--". */

#include "config.h"

#include "lw-json.h"
#include "lw-worker-page.h"

#include <stdio.h>

static void
add_text (JsonObject *object,
          const char *name,
          const char *text)
{
  json_object_set_string_member (object, name, text != NULL ? text : "");
}

static void
add_node (JsonObject *object,
          const char *name,
          LwHtmlNode *node)
{
  g_autofree char *text = node != NULL ? lw_html_node_dup_text (node) : NULL;

  add_text (object, name, text);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LwLiquidTemplate) template = NULL;
  g_autoptr (LwWorkerPage) page = NULL;
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonObject) object = json_object_new ();
  g_auto (GStrv) names = NULL;
  JsonArray *categories = json_array_new ();
  int at = 2;

  if (argc < 3 || !g_file_get_contents (argv[1], &source, NULL, &error))
    return 2;
  for (; at < argc && g_strcmp0 (argv[at], "--") != 0; at++)
    g_strv_builder_add (labels, argv[at]);
  names = g_strv_builder_end (labels);
  template = lw_liquid_template_parse (source, -1, NULL);
  page = lw_worker_page_render (template, "s3://images/0.jpg", (const char *const *) names, NULL, NULL);
  add_text (object, "name", lw_worker_page_get_name (page));
  add_text (object, "element", lw_worker_element_to_string (lw_worker_page_get_element (page)));
  add_text (object, "header", lw_worker_page_get_header (page));
  for (const char *const *name = lw_worker_page_get_categories (page); *name != NULL; name++)
    json_array_add_string_element (categories, *name);
  json_object_set_array_member (object, "categories", categories);
  add_node (object, "short", lw_worker_page_get_short_instructions (page));
  add_text (object, "fullHeader", lw_worker_page_get_full_header (page));
  add_node (object, "full", lw_worker_page_get_full_instructions (page));
  answer = lw_worker_page_build_answer (page, (const char *const *) argv + MIN (at + 1, argc), NULL);
  add_text (object, "answer", answer);
  json_node_init_object (node, object);
  text = lw_json_to_string (node, FALSE);
  puts (text);
  return 0;
}
