/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* HTML into trees and back, and input that is made to hurt. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-html.h"

#include "lw-diagnostic.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *html;
  const char *expected;
  const char *text;
} Row;

static const Row rows[] = {
  { "text", "a &amp; b", "a &amp; b", "a & b" },
  { "custom-elements", "<crowd-form><full-instructions header='x'>a</full-instructions></crowd-form>",
    "<crowd-form><full-instructions header=\"x\">a</full-instructions></crowd-form>", "a" },
  { "void", "a<br>b<img src=x>", "a<br>b<img src=\"x\">", "ab" },
  { "attributes", "<p a b='c\"d' E=\"&lt;\">", "<p a=\"\" b=\"c&quot;d\" e=\"&lt;\"></p>", "" },
  { "whole-page", "<!DOCTYPE html><html><head><title>t</title></head><body class=x><p>b</p></body></html>",
    "<title>t</title><p>b</p>", "tb" },
  { "script", "<script>a < b && \"c\"</script>d", "<script>a < b && \"c\"</script>d", "d" },
  { "references", "&#123;{ &auml; &nbsp;&nosuch; &lt;", "{{ ä \xc2\xa0&amp;nosuch; &lt;", "{{ ä \xc2\xa0&nosuch; <" },
  { "comment", "a<!-- <b> -->c", "ac", "ac" },
  { "not-closed", "<ul><li>a<li>b", "<ul><li>a</li><li>b</li></ul>", "ab" },
  { "wrong-order", "<b><i>a</b>c</i>", "<b><i>a</i></b>c", "ac" },
  { "stray-ends", "</p></body></div>a</html>b", "<p>a</p><p>b</p>", "ab" },
  { "entity-of-its-own", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>&x;", "]&gt;&amp;x;", "]>&x;" },
  { "not-utf8", "a\xff z", "a\xef\xbf\xbd z", "a\xef\xbf\xbd z" },
  { "cut", "<p a=\"b", "<p a=\"b\"></p>", "" },
  { "nothing", "", "", "" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (LwHtmlNode) root = lw_html_parse_fragment (row->html, -1, NULL);
  g_autofree char *html = lw_html_node_dup_inner (root);
  g_autofree char *text = lw_html_node_dup_text (root);

  g_assert_cmpstr (html, ==, row->expected);
  g_assert_cmpstr (text, ==, row->text);
}

static void
test_tree (void)
{
  g_autoptr (LwHtmlNode) root = lw_html_parse_fragment ("<p>a</p>\n<div>\n<i k=v>b</i></div>", -1, NULL);
  LwHtmlNode *node = lw_html_node_find (root, "i");
  g_autofree char *outer = lw_html_node_dup_outer (node);
  g_autofree char *escaped = lw_html_escape ("<a & \"b\">");

  g_assert_cmpstr (outer, ==, "<i k=\"v\">b</i>");
  g_assert_cmpstr (lw_html_node_get_attribute (node, "k"), ==, "v");
  g_assert_null (lw_html_node_get_attribute (node, "x"));
  g_assert_cmpuint (node->line, ==, 3);
  g_assert_cmpstr (node->parent->name, ==, "div");
  g_assert_null (lw_html_node_find (node, "i"));
  g_assert_cmpstr (escaped, ==, "&lt;a &amp; &quot;b&quot;&gt;");
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *result = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (result, text);
  return g_string_free (result, FALSE);
}

static void
test_bounds (void)
{
  g_autofree char *deep = repeat ("<b>a", 100000);
  g_autofree char *wide = g_strconcat ("<p ", NULL);
  g_autofree char *attributes = repeat ("a1 ", 300000);
  g_autofree char *tag = g_strconcat (wide, attributes, ">", NULL);
  g_autofree char *large = repeat ("0123456789abcdef", LW_HTML_MAX_SIZE / 16 + 1);
  const char *const inputs[] = { deep, tag, large };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
      g_autoptr (LwHtmlNode) root = lw_html_parse_fragment (inputs[i], -1, diagnostics);
      g_autofree char *html = lw_html_node_dup_inner (root);

      g_assert_nonnull (html);
      g_assert_cmpuint (diagnostics->len, ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/template/html/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/template/html/tree", test_tree);
  g_test_add_func ("/template/html/bounds", test_bounds);
  return g_test_run ();
}
