/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rendered templates into what a worker sees, and the answers. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-worker-page.h"

#include "lw-diagnostic.h"
#include "lw-rich-text.h"
#include "lw-test-support.h"
#include "lw-worker-template.h"

static const char *const labels[] = { "cat", "dog's \"friend\"", "<script>alert(1)</script>", "{{ x }}", NULL };

static LwWorkerPage *
render (const char *source,
        GPtrArray  *diagnostics)
{
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, diagnostics);

  return lw_worker_page_render (template, "s3://pets/a & \"b\".jpg", labels, NULL, diagnostics);
}

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

static void
assert_labels (const char *const *categories)
{
  g_assert_cmpstrv (categories, labels);
}

static void
test_single (void)
{
  g_autofree char *source = load ("single.liquid.html");
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwWorkerPage) page = render (source, diagnostics);
  g_autoptr (LwRichText) brief = lw_rich_text_from_node (lw_worker_page_get_short_instructions (page));
  g_autofree char *answer = lw_worker_page_build_answer (page, (const char *const[]) { "cat", NULL }, NULL);

  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpint (lw_worker_page_get_element (page), ==, LW_WORKER_ELEMENT_SINGLE);
  g_assert_cmpstr (lw_worker_page_get_name (page), ==, "crowd-image-classifier");
  g_assert_cmpstr (lw_worker_page_get_src (page), ==, "s3://pets/a & \"b\".jpg");
  g_assert_cmpstr (lw_worker_page_get_header (page), ==, "Which animal is it?");
  assert_labels (lw_worker_page_get_categories (page));
  g_assert_null (lw_worker_page_get_exclusion_category (page));
  g_assert_cmpstr (lw_worker_page_get_full_header (page), ==, "All about animals");
  g_assert_nonnull (lw_worker_page_get_full_instructions (page));
  g_assert_cmpuint (brief->paragraphs->len, ==, 4);
  g_assert_false (lw_worker_page_has_comment (page));
  g_assert_cmpstr (answer, ==, "{\"crowd-image-classifier\":{\"label\":\"cat\"}}");
}

static void
test_multi (void)
{
  g_autofree char *source = load ("multi.liquid.html");
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwWorkerPage) page = NULL;
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, diagnostics);
  const char *const some[] = { "cat", "dog", NULL };
  g_autofree char *answer = NULL;
  g_autofree char *comment = NULL;

  page = lw_worker_page_render (template, "s3://pets/a.jpg", some, NULL, diagnostics);
  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_cmpint (lw_worker_page_get_element (page), ==, LW_WORKER_ELEMENT_MULTI);
  g_assert_cmpstr (lw_worker_page_get_header (page), ==, "What's \"in\" it? 2 choices");
  g_assert_cmpstr (lw_worker_page_get_src (page), ==, "s3://pets/a.jpg");
  g_assert_cmpstrv (lw_worker_page_get_categories (page), some);
  g_assert_cmpstr (lw_worker_page_get_exclusion_category (page), ==, "None of the above");
  g_assert_null (lw_worker_page_get_full_instructions (page));
  g_assert_true (lw_worker_page_has_comment (page));
  g_assert_cmpstr (lw_worker_page_get_comment_header (page), ==, "Tell us");
  g_assert_cmpstr (lw_worker_page_get_comment_link_text (page), ==, "Say more");
  g_assert_cmpstr (lw_worker_page_get_comment_placeholder (page), ==, "…");
  g_assert_cmpstr (lw_worker_page_get_comment_text (page), ==, "What is odd?");

  answer = lw_worker_page_build_answer (page, some, "");
  g_assert_cmpstr (answer, ==, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"cat\",\"dog\"]}}");
  comment = lw_worker_page_build_answer (page, (const char *const[]) { "None of the above", NULL }, "a \"b\"\n");
  g_assert_cmpstr (comment, ==, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"None of the above\"],"
                                "\"workerComment\":\"a \\\"b\\\"\\n\"}}");
}

static void
test_custom (void)
{
  g_autofree char *source = load ("custom.liquid.html");
  g_autoptr (LwWorkerPage) page = render (source, NULL);

  g_assert_cmpint (lw_worker_page_get_element (page), ==, LW_WORKER_ELEMENT_NONE);
  g_assert_cmpstrv (lw_worker_page_get_categories (page), ((const char *const[]) { NULL }));
  g_assert_null (lw_worker_page_get_src (page));
  g_assert_nonnull (lw_html_node_find (lw_worker_page_get_root (page), "crowd-checkbox"));
  g_assert_null (lw_html_node_find (lw_worker_page_get_root (page), "script")->next->name);
}

static void
test_built_in (void)
{
  for (int multi_label = FALSE; multi_label <= TRUE; multi_label++)
    {
      g_autofree char *source = lw_worker_template_new (multi_label, NULL, NULL, NULL, NULL);
      g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
      g_autoptr (LwWorkerPage) page = render (source, diagnostics);
      g_autoptr (LwRichText) full = lw_rich_text_from_node (lw_worker_page_get_full_instructions (page));

      g_assert_cmpuint (diagnostics->len, ==, 0);
      g_assert_cmpint (lw_worker_page_get_element (page), ==,
                       multi_label ? LW_WORKER_ELEMENT_MULTI : LW_WORKER_ELEMENT_SINGLE);
      assert_labels (lw_worker_page_get_categories (page));
      g_assert_cmpuint (full->paragraphs->len, ==, 3);
    }
}

typedef struct
{
  const char *name;
  const char *attributes;
  const char *first;
  guint       n_diagnostics;
} Row;

static const Row rows[] = {
  { "json", "categories='[\"a\"]'", "a", 0 },
  { "javascript", "categories=\"['a','b',]\"", "a", 0 },
  { "javascript-quotes", "categories=\"['a &quot;b&quot; it\\'s', 'c']\"", "a \"b\" it's", 0 },
  { "none", "", NULL, 1 },
  { "not-a-list", "categories=\"a, b\"", NULL, 1 },
  { "object", "categories=\"{a: 'b'}\"", NULL, 1 },
  { "not-text", "categories=\"[1, 'a']\"", "a", 1 },
  { "cut", "categories=\"['a\"", NULL, 1 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *html = g_strdup_printf ("<crowd-image-classifier %s></crowd-image-classifier>", row->attributes);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwWorkerPage) page = lw_worker_page_new (html, diagnostics);

  g_assert_cmpstr (lw_worker_page_get_categories (page)[0], ==, row->first);
  g_assert_cmpuint (diagnostics->len, ==, row->n_diagnostics);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/worker-page/single", test_single);
  g_test_add_func ("/template/worker-page/multi", test_multi);
  g_test_add_func ("/template/worker-page/custom", test_custom);
  g_test_add_func ("/template/worker-page/built-in", test_built_in);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/template/worker-page/categories-", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
