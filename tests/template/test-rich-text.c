/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rich text: HTML in, clean HTML out, and the way back. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-rich-text.h"

#include "lw-worker-template.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *html;
  const char *expected;
} Row;

static const Row rows[] = {
  { "paragraph", "<p>a</p>", "<p>a</p>" },
  { "bare-text", "  a\n b ", "<p>a b</p>" },
  { "headings", "<h1>a</h1><h2>b</h2><h3>c</h3><h5>d</h5>", "<h1>a</h1>\n<h2>b</h2>\n<h3>c</h3>\n<h3>d</h3>" },
  { "styles", "<p><b>a</b> <i>b</i> <u>c</u> <strong><em>d</em></strong></p>",
    "<p><strong>a</strong> <em>b</em> <u>c</u> <strong><em>d</em></strong></p>" },
  { "css", "<span style='font-weight:700;font-style:italic;text-decoration: underline;background:url(x)'>a</span>",
    "<p><strong><em><u>a</u></em></strong></p>" },
  { "colors",
    "<font color=red>a</font><span style='color:#0f0'>b</span><span style=\"color: rgb(0, 138, 0);\">c</span>",
    "<p><span style=\"color: rgb(255, 0, 0);\">a</span><span style=\"color: rgb(0, 255, 0);\">b</span>"
    "<span style=\"color: rgb(0, 138, 0);\">c</span></p>" },
  { "color-empty", "<font color=''>a</font><span style='color:'>b</span>", "<p>ab</p>" },
  { "control-characters", "<img alt='a\7b'>\1c", "<p>abc</p>" },
  { "color-not-understood", "<span style='color: expression(1)'>a</span>", "<p>a</p>" },
  { "list", "<ol><li>a</li><li><b>b</b> c</li></ol>d",
    "<ol>\n  <li>a</li>\n  <li><strong>b</strong> c</li>\n</ol>\n<p>d</p>" },
  { "nested-list", "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>",
    "<ul>\n  <li>a\n    <ol>\n      <li>b</li>\n      <li>c</li>\n    </ol></li>\n  <li>d</li>\n</ul>" },
  { "blocks-in-item", "<ul><li><p>a</p><p>b</p></li></ul>", "<ul>\n  <li>a<br>b</li>\n</ul>" },
  { "two-lists", "<ul><li>a</li></ul><ol><li>b</li></ol>", "<ul>\n  <li>a</li>\n</ul>\n<ol>\n  <li>b</li>\n</ol>" },
  { "break", "<p>a<br>b<br></p>", "<p>a<br>b</p>" },
  { "empty-line", "<p>a</p><p><br></p><p>b</p><p></p>", "<p>a</p>\n<p><br></p>\n<p>b</p>" },
  { "link", "<a href=' https://a.b/?c=1&amp;d '>x</a>",
    "<p><a href=\"https://a.b/?c=1&amp;d\" target=\"_blank\">x</a></p>" },
  { "image", "<img src=\"https://a.b/c.png\" style='width:10px' alt='&lt;c&gt;'>",
    "<p><img src=\"https://a.b/c.png\" alt=\"&lt;c&gt;\" style=\"max-width:100%\"></p>" },
  { "image-in-s3", "<img src=\"{{ 's3://b/k' | grant_read_access }}\">",
    "<p><img src=\"{{ 's3://b/k' | grant_read_access }}\" alt=\"\" style=\"max-width:100%\"></p>" },
  { "image-in-s3-double", "<img src=\"{{ \"s3://b/k\" | grant_read_access }}\">",
    "<p><img src=\"{{ 's3://b/k' | grant_read_access }}\" alt=\"\" style=\"max-width:100%\"></p>" },
  { "image-from-liquid", "<img src='{{ task.input.x[\"y\"] }}'>",
    "<p><img src='{{ task.input.x[\"y\"] }}' alt=\"\" style=\"max-width:100%\"></p>" },
  { "image-not-usable", "<img src=x alt=seen>", "<p>seen</p>" },
  { "liquid", "<p>a {{ \"<b>\" | x }} <b>{{ y }}</b></p>", "<p>a {{ \"<b>\" | x }} <strong>{{ y }}</strong></p>" },
  { "liquid-tags", "{% if a %}<p>b</p>{% endif %}", "{% if a %}\n<p>b</p>\n{% endif %}" },
  { "braces", "<p>&#123;{ a }} {b}</p>", "<p>&#123;&#123; a }} &#123;b}</p>" },
  { "table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a b</p>\n<p>c</p>" },
  { "white-space", "<p> a  <b> b </b> c </p>", "<p>a <strong>b </strong>c</p>" },
  { "no-break-space", "<p>a&nbsp; b</p>", "<p>a\xc2\xa0 b</p>" },
  { "unknown", "<blink>a</blink><x-y>b</x-y>", "<p>ab</p>" },
  { "script", "a<script>b</script><style>c</style><iframe>d</iframe><svg><text>e</text></svg>", "<p>a</p>" },
  { "bad-links", "<a href='javascript:x'>a</a><a href='java\nscript:x'>b</a><a href=data:text/html,x>c</a>"
    "<a href=vbscript:x>d</a><a href=//e>e</a>", "<p>abcde</p>" },
  { "handlers", "<p onclick='x()'>a<img src='https://b' onerror='x()'></p>",
    "<p>a<img src=\"https://b\" alt=\"\" style=\"max-width:100%\"></p>" },
  { "nothing", "  <div> </div> ", "" },
};

/* Reads, writes, and reads what was written: it is the same text, and it is written the same way. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (LwRichText) text = lw_rich_text_from_html (row->html);
  g_autofree char *html = lw_rich_text_to_html (text);
  g_autoptr (LwRichText) again = lw_rich_text_from_html (html);
  g_autofree char *html_again = lw_rich_text_to_html (again);

  g_assert_cmpstr (html, ==, row->expected);
  g_assert_cmpstr (html_again, ==, html);
  g_assert_true (lw_rich_text_equal (text, again));
}

static void
test_built_in (void)
{
  g_autofree char *source = lw_worker_template_new (FALSE, NULL, NULL, NULL, NULL);
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (source);
  g_autoptr (LwRichText) brief = lw_rich_text_from_html (parts->short_html);
  g_autoptr (LwRichText) full = lw_rich_text_from_html (parts->full_html);
  g_autofree char *brief_html = lw_rich_text_to_html (brief);
  g_autofree char *full_html = lw_rich_text_to_html (full);
  const LwRichParagraph *heading = g_ptr_array_index (brief->paragraphs, 0);
  const LwRichRun *run = g_ptr_array_index (heading->runs, 0);

  g_assert_cmpstr (brief_html, ==, parts->short_html);
  g_assert_cmpstr (full_html, ==, parts->full_html);
  g_assert_cmpint (heading->kind, ==, LW_RICH_PARAGRAPH_HEADING_3);
  g_assert_cmpstr (run->text, ==, "Good example");
  g_assert_cmpstr (run->style.color, ==, "#008a00");
}

static void
test_build (void)
{
  g_autoptr (LwRichText) text = lw_rich_text_new ();
  g_autoptr (LwRichText) again = NULL;
  LwRichStyle bold = { .bold = TRUE, .link = (char *) "https://a" };
  LwRichParagraph *paragraph;
  g_autofree char *html = NULL;
  g_autofree char *plain = NULL;

  paragraph = lw_rich_text_add_paragraph (text, LW_RICH_PARAGRAPH_NORMAL);
  lw_rich_paragraph_add_text (paragraph, "a {{ b }} <", NULL);
  lw_rich_paragraph_add_text (paragraph, "\nc", NULL);
  lw_rich_paragraph_add_text (paragraph, "d", &bold);
  lw_rich_paragraph_add_liquid (paragraph, "{{ e }}", NULL);
  paragraph = lw_rich_text_add_paragraph (text, LW_RICH_PARAGRAPH_BULLET);
  lw_rich_paragraph_add_image (paragraph, "s3://b/k.png", "k", NULL);
  lw_rich_text_add_paragraph (text, LW_RICH_PARAGRAPH_BULLET)->level = 1;
  paragraph = lw_rich_text_add_paragraph (text, LW_RICH_PARAGRAPH_NORMAL);
  lw_rich_paragraph_add_text (paragraph, "end\n", NULL);

  html = lw_rich_text_to_html (text);
  again = lw_rich_text_from_html (html);
  plain = lw_rich_text_to_plain (text);
  g_assert_cmpstr (html, ==,
                   "<p>a &#123;&#123; b }} &lt;<br>c<a href=\"https://a\" target=\"_blank\"><strong>d</strong></a>"
                   "{{ e }}</p>\n<ul>\n"
                   "  <li><img src=\"{{ 's3://b/k.png' | grant_read_access }}\" alt=\"k\" style=\"max-width:100%\">\n"
                   "    <ul>\n      <li><br></li>\n    </ul></li>\n</ul>\n<p>end<br><br></p>");
  g_assert_true (lw_rich_text_equal (text, again));
  g_assert_cmpstr (plain, ==, "a {{ b }} <\ncd{{ e }}\nk\n\nend\n");
}

/* Blanks that HTML would swallow are kept as no-break spaces, and stay so. */
static void
test_blanks (void)
{
  g_autoptr (LwRichText) text = lw_rich_text_new ();
  LwRichParagraph *paragraph = lw_rich_text_add_paragraph (text, LW_RICH_PARAGRAPH_NORMAL);
  g_autoptr (LwRichText) again = NULL;
  g_autofree char *html = NULL;
  g_autofree char *html_again = NULL;

  lw_rich_paragraph_add_text (paragraph, " a  b ", NULL);
  html = lw_rich_text_to_html (text);
  again = lw_rich_text_from_html (html);
  html_again = lw_rich_text_to_html (again);
  g_assert_cmpstr (html, ==, "<p>&nbsp;a &nbsp;b&nbsp;</p>");
  g_assert_cmpstr (html_again, ==, "<p>\xc2\xa0" "a \xc2\xa0" "b\xc2\xa0</p>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/template/rich-text/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/template/rich-text/built-in", test_built_in);
  g_test_add_func ("/template/rich-text/build", test_build);
  g_test_add_func ("/template/rich-text/blanks", test_blanks);
  return g_test_run ();
}
