/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Worker task templates and hostile instructions that nobody here wrote, found through LW_CASES. Skips without them. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-rich-text.h"
#include "lw-test-support.h"
#include "lw-worker-page.h"
#include "lw-worker-template.h"

#include <string.h>

static const char *const labels[] = { "cat", "dog", NULL };

/* Renders one template, reads its page, and takes the source apart and together. */
static void
check_template (const char *name,
                const char *source)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, diagnostics);
  g_autoptr (LwWorkerPage) page = lw_worker_page_render (template, "s3://a/b.jpg", labels, NULL, NULL);
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (source);
  g_autoptr (LwRichText) text = lw_rich_text_from_html (source);

  if (lw_diagnostics_has_errors (diagnostics))
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (diagnostics, 0), name);

      g_test_message ("%s", line);
      g_test_fail ();
    }
  if (lw_worker_page_get_element (page) != LW_WORKER_ELEMENT_NONE)
    {
      g_autofree char *header = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_HEADER, "{{ \"a\" }}");
      g_autofree char *brief = lw_worker_template_replace (header, LW_WORKER_TEMPLATE_SHORT, "<p>b</p>");
      g_autoptr (LwWorkerTemplateParts) changed = lw_worker_template_extract (brief);

      g_assert_cmpstr (changed->header, ==, "{{ \"a\" }}");
      g_assert_cmpstr (changed->short_html, ==, "<p>b</p>");
      g_assert_cmpstr (changed->full_html, ==, parts->full_html);
    }
  g_assert_nonnull (text);
}

static void
test_folder (gconstpointer data)
{
  g_autofree char *path = lw_test_dup_cases_dir (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;
  guint n_files = 0;

  if (path == NULL)
    return;
  folder = g_dir_open (path, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *source = NULL;

      g_file_get_contents (file, &source, NULL, &error);
      g_assert_no_error (error);
      check_template (name, source);
      n_files++;
    }
  g_test_message ("%u templates", n_files);
  g_assert_cmpuint (n_files, >, 10);
}

/* What is written after reading hostile HTML has only elements and attributes that are known to be harmless. */
static void
assert_harmless (LwHtmlNode *root,
                 const char *payload)
{
  static const char *const elements[] = {
    "p", "h1", "h2", "h3", "ul", "ol", "li", "a", "span", "strong", "em", "u", "br", "img", NULL
  };
  static const char *const attributes[] = { "href", "target", "style", "src", "alt", NULL };
  static const char *const schemes[] = { "http://", "https://", "mailto:", "data:image/", "{{ 's3://", NULL };

  for (LwHtmlNode *node = root->first_child; node != NULL; node = lw_html_node_next_in_tree (node, root))
    {
      if (node->name != NULL && !g_strv_contains (elements, node->name))
        g_error ("<%s> survives of %s", node->name, payload);
      for (guint i = 0; node->attributes != NULL && i < node->attributes->len; i++)
        {
          const LwHtmlAttribute *attribute = g_ptr_array_index (node->attributes, i);
          gboolean is_address = strcmp (attribute->name, "href") == 0 || strcmp (attribute->name, "src") == 0;
          gboolean good = !is_address && g_strv_contains (attributes, attribute->name);

          for (guint j = 0; is_address && schemes[j] != NULL; j++)
            good |= g_str_has_prefix (attribute->value, schemes[j]);
          if (strcmp (attribute->name, "style") == 0)
            good = g_str_has_prefix (attribute->value, "color: rgb(") ||
                   strcmp (attribute->value, "max-width:100%") == 0;
          if (!good)
            g_error ("%s=\"%s\" survives of %s", attribute->name, attribute->value, payload);
        }
    }
}

static void
check_payload (JsonObject *row)
{
  const char *payload = json_object_get_string_member (row, "payload");
  JsonArray *kept = lw_json_get_array (row, "must_keep_text");
  g_autoptr (LwRichText) text = lw_rich_text_from_html (payload);
  g_autofree char *html = lw_rich_text_to_html (text);
  g_autofree char *plain = lw_rich_text_to_plain (text);
  g_autoptr (LwHtmlNode) root = lw_html_parse_fragment (html, -1, NULL);
  g_autofree char *source = lw_worker_template_new (FALSE, payload, html, payload, html);
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (source);
  g_autoptr (LwRichText) again = lw_rich_text_from_html (html);

  assert_harmless (root, payload);
  g_assert_true (lw_rich_text_equal (text, again));
  for (guint i = 0; kept != NULL && i < json_array_get_length (kept); i++)
    g_assert_nonnull (strstr (plain, json_array_get_string_element (kept, i)));
  g_assert_cmpstr (parts->header, ==, payload);
  g_assert_cmpstr (parts->full_header, ==, payload);
}

/* A hostile label or header stays text in the page. */
static void
check_page (const char *payload)
{
  const char *const hostile[] = { payload, "b", NULL };
  g_autofree char *source = lw_worker_template_new (TRUE, payload, NULL, payload, NULL);
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, NULL);
  g_autoptr (LwWorkerPage) page = lw_worker_page_render (template, "s3://a/b", hostile, NULL, NULL);
  guint n_scripts = 0;

  g_assert_cmpstrv (lw_worker_page_get_categories (page), hostile);
  g_assert_cmpstr (lw_worker_page_get_header (page), ==, payload);
  for (LwHtmlNode *node = lw_worker_page_get_root (page); node != NULL;
       node = lw_html_node_next_in_tree (node, lw_worker_page_get_root (page)))
    n_scripts += g_strcmp0 (node->name, "script") == 0;
  g_assert_cmpuint (n_scripts, ==, 1);
}

static void
test_hostile (gconstpointer data)
{
  g_autofree char *path = lw_test_dup_cases_dir (data);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *rows;

  if (path == NULL)
    return;
  root = lw_json_parse_file (path, 1024 * 1024, NULL);
  rows = lw_json_get_array (lw_json_node_object (root), "cases");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_test_message ("%s", json_object_get_string_member (row, "id"));
      check_payload (row);
      check_page (json_object_get_string_member (row, "payload"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/template/cases/templates", "groundtruth/templates", test_folder);
  g_test_add_data_func ("/template/cases/embedded", "groundtruth/templates-embedded", test_folder);
  g_test_add_data_func ("/template/cases/guide", "groundtruth/docs-templates", test_folder);
  g_test_add_data_func ("/template/cases/owasp", "xss/owasp.json", test_hostile);
  g_test_add_data_func ("/template/cases/hostile", "xss/own.json", test_hostile);
  return g_test_run ();
}
