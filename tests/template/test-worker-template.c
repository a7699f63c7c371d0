/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The source of worker task templates: parts out and in, and the check. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-worker-template.h"

#include "lw-diagnostic.h"
#include "lw-test-support.h"
#include "lw-worker-page.h"

#include <string.h>

static char *
load (const char *name)
{
  g_autofree char *path = g_strconcat ("tests/template/vectors/", name, NULL);
  g_autofree char *file = lw_test_dup_source (path);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static const char *
get_part (const LwWorkerTemplateParts *parts,
          LwWorkerTemplatePart         part)
{
  const char *const values[] = { parts->header, parts->short_html, parts->full_header, parts->full_html };

  return values[part];
}

static void
test_extract (void)
{
  g_autofree char *single = load ("single.liquid.html");
  g_autofree char *multi = load ("multi.liquid.html");
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (single);
  g_autoptr (LwWorkerTemplateParts) others = lw_worker_template_extract (multi);
  g_autoptr (LwWorkerTemplateParts) none = lw_worker_template_extract ("<crowd-form></crowd-form>");

  g_assert_false (parts->multi_label);
  g_assert_cmpstr (parts->header, ==, "Which animal is it?");
  g_assert_cmpstr (parts->full_header, ==, "All about animals");
  g_assert_cmpstr (parts->full_html, ==, "<p>Look at the <strong>whole</strong> image.</p>");
  g_assert_true (g_str_has_prefix (parts->short_html, "<h3><span style=\"color: rgb(0, 138, 0);\">Good"));
  g_assert_true (g_str_has_suffix (parts->short_html, "</h3>\n<p>A sofa</p>"));

  g_assert_true (others->multi_label);
  g_assert_cmpstr (others->header, ==, "What's \"in\" it? {{ task.input.labels | size }} choices");
  g_assert_cmpstr (others->short_html, ==, "Tick <u>all</u> that apply{% if true %}.{% endif %}");
  g_assert_null (others->full_header);
  g_assert_null (others->full_html);
  g_assert_null (none->header);
  g_assert_null (none->short_html);
  g_assert_null (none->full_html);
}

/* What was put in comes out, in the source and on the page, and nothing else changes. */
static void
test_replace (void)
{
  static const char *const values[] = {
    "plain", "a & b <c> \"d\" 'e'", "{{ task.input.secret }}{% if %}", "\xc3\xa4\xf0\x9f\x90\xb1",
    "\"><script>alert(1)</script>",
    "&amp; &#123;{", "", "two\nlines",
  };
  static const char *const vectors[] = { "single.liquid.html", "multi.liquid.html" };

  for (guint i = 0; i < G_N_ELEMENTS (vectors) * G_N_ELEMENTS (values); i++)
    {
      const char *value = values[i % G_N_ELEMENTS (values)];
      g_autofree char *source = load (vectors[i / G_N_ELEMENTS (values)]);
      g_autofree char *header = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_HEADER, value);
      g_autofree char *both = lw_worker_template_replace (header, LW_WORKER_TEMPLATE_FULL_HEADER, value);
      g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (both);
      g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (both, -1, NULL);
      g_autoptr (LwWorkerPage) page = NULL;

      page = lw_worker_page_render (template, "s3://a/b", (const char *const[]) { "x", "y", NULL }, NULL, NULL);
      g_assert_cmpstr (parts->header, ==, value);
      g_assert_cmpstr (parts->full_header, ==, value);
      g_assert_cmpstr (lw_worker_page_get_header (page), ==, value);
      g_assert_cmpstr (lw_worker_page_get_full_header (page), ==, value);
    }
}

static void
test_replace_leaves_the_rest (void)
{
  g_autofree char *source = load ("multi.liquid.html");
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (source);
  g_autofree char *changed = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_SHORT, "<p>a</p>\n<p>b</p>");
  g_autofree char *back = lw_worker_template_replace (changed, LW_WORKER_TEMPLATE_SHORT, parts->short_html);
  g_autofree char *same = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_HEADER, parts->header);
  g_autofree char *longer = g_strconcat (parts->header, "!", NULL);
  g_autofree char *edited = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_HEADER, longer);

  g_assert_nonnull (strstr (changed, "<short-instructions><p>a</p>\n<p>b</p></short-instructions>"));
  g_assert_cmpstr (back, ==, source);
  g_assert_cmpstr (same, ==, source);
  g_assert_nonnull (strstr (edited, "it? {{ task.input.labels | size }} choices!'"));
}

static void
test_replace_indents (void)
{
  g_autofree char *source = load ("single.liquid.html");
  g_autofree char *changed = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_FULL, "<p>a</p>\n<p>b</p>");
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (changed);
  g_autofree char *none = lw_worker_template_replace ("<p>", LW_WORKER_TEMPLATE_FULL, "x");

  g_assert_nonnull (strstr (changed, "animals\">\n      <p>a</p>\n      <p>b</p>\n    </full-instructions>"));
  g_assert_cmpstr (parts->full_html, ==, "<p>a</p>\n<p>b</p>");
  g_assert_cmpstr (none, ==, "<p>");
}

/* Instructions cannot close what is around them. */
static void
test_inside (void)
{
  g_autofree char *source = lw_worker_template_new (FALSE, NULL, "a</short-instructions></CROWD-form><p>b", NULL, NULL);
  g_autofree char *again = lw_worker_template_replace (source, LW_WORKER_TEMPLATE_FULL, "</full-instructions>c");
  g_autoptr (LwWorkerPage) page = lw_worker_page_new (again, NULL);
  g_autofree char *text = lw_html_node_dup_text (lw_worker_page_get_short_instructions (page));
  g_autofree char *full = lw_html_node_dup_text (lw_worker_page_get_full_instructions (page));

  g_assert_cmpstr (text, ==, "a</short-instructions></CROWD-form>b");
  g_assert_cmpstr (full, ==, "</full-instructions>c");
}

static void
test_new (void)
{
  for (int multi_label = FALSE; multi_label <= TRUE; multi_label++)
    {
      g_autofree char *source = lw_worker_template_new (multi_label, "H {{ x }}", "<p>S</p>", "F",
                                                        "<p>1</p>\n<p>2</p>");
      g_autofree char *defaults = lw_worker_template_new (multi_label, NULL, NULL, NULL, NULL);
      g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (source);
      g_autoptr (LwWorkerTemplateParts) default_parts = lw_worker_template_extract (defaults);
      g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

      g_assert_cmpint (parts->multi_label, ==, multi_label);
      g_assert_cmpstr (get_part (parts, LW_WORKER_TEMPLATE_HEADER), ==, "H {{ x }}");
      g_assert_cmpstr (get_part (parts, LW_WORKER_TEMPLATE_SHORT), ==, "<p>S</p>");
      g_assert_cmpstr (get_part (parts, LW_WORKER_TEMPLATE_FULL_HEADER), ==, "F");
      g_assert_cmpstr (get_part (parts, LW_WORKER_TEMPLATE_FULL), ==, "<p>1</p>\n<p>2</p>");
      g_assert_cmpstr (default_parts->header, ==,
                       multi_label ? "Please identify all classes in image" : "please classify");
      g_assert_true (lw_worker_template_check (defaults, multi_label, diagnostics));
      g_assert_cmpuint (diagnostics->len, ==, 0);
    }
}

typedef struct
{
  const char *name;
  const char *what;
  const char *with;
  const char *code;
  guint       line;
} Row;

/* Each row changes the built-in template in one place. */
static const Row rows[] = {
  { "no-form", "crowd-form", "div", "no-crowd-form", 1 },
  { "no-element", "crowd-image-classifier", "crowd-classifier", "no-element", 1 },
  { "wrong-element", "crowd-image-classifier", "crowd-image-classifier-multi-select", "wrong-element", 3 },
  { "renamed", "name=\"crowd-image-classifier\"", "name=\"animal\"", "renamed-element", 4 },
  { "no-name", "name=\"crowd-image-classifier\"", "", "no-attribute", 3 },
  { "no-image", "task.input.taskObject", "task.input.image", "no-task-object", 1 },
  { "not-granted", " | grant_read_access", "", "no-grant-read-access", 1 },
  { "own-categories", "{{ task.input.labels | to_json | escape }}", "['a', 'b']", "no-labels", 1 },
  { "no-script", "<script src=\"https://assets.crowd.aws/crowd-html-elements.js\"></script>", "", "no-script", 1 },
  { "empty-script", "https://assets.crowd.aws/crowd-html-elements.js", "", "no-script", 1 },
  { "liquid-error", "| to_json", "| to_json |", "liquid-syntax", 7 },
};

static void
test_check (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *source = lw_worker_template_new (FALSE, NULL, NULL, NULL, NULL);
  g_auto (GStrv) pieces = g_strsplit (source, row->what, -1);
  g_autofree char *changed = g_strjoinv (row->with, pieces);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  const LwDiagnostic *first;
  gboolean good = lw_worker_template_check (changed, FALSE, diagnostics);

  g_assert_cmpuint (diagnostics->len, >=, 1);
  g_assert_cmpint (good, ==, !lw_diagnostics_has_errors (diagnostics));
  first = g_ptr_array_index (diagnostics, 0);
  g_assert_cmpstr (first->code, ==, row->code);
  g_assert_cmpuint (first->line, ==, row->line);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/worker-template/extract", test_extract);
  g_test_add_func ("/template/worker-template/replace", test_replace);
  g_test_add_func ("/template/worker-template/replace-leaves-the-rest", test_replace_leaves_the_rest);
  g_test_add_func ("/template/worker-template/replace-indents", test_replace_indents);
  g_test_add_func ("/template/worker-template/inside", test_inside);
  g_test_add_func ("/template/worker-template/new", test_new);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/template/worker-template/check-", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_check);
    }
  return g_test_run ();
}
