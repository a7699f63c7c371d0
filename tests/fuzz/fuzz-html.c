/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as HTML: parsed and written, and read as rich text, which must come back the same from its own HTML. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-rich-text.h"

const char *const lw_fuzz_seeds[] = {
  "<h3><span style=\"color: rgb(0, 138, 0);\">Good</span></h3><p>a <b>b</b> <i>c<br>d</i></p><p><br></p>",
  "<ol><li>a<ul><li><a href=\"https://b.c/?d&amp;e\">f</a></li></ul></li><li><p>g</p><p>h</p></li></ol>&nbsp; i",
  "<img src=\"{{ 's3://a/b' | grant_read_access }}\" alt='c'>{% if d %}<u>{{ e | f: \"g\" }}</u>{% endif %}",
  "<table><tr><td>a<td>b</table><script>c</script><!-- d --><svg><title>e</title></svg><x-y z=1>f</x-y>",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *valid = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (LwHtmlNode) root = lw_html_parse_fragment ((const char *) data, (gssize) size, NULL);
  g_autofree char *outer G_GNUC_UNUSED = lw_html_node_dup_outer (root);
  g_autofree char *inside G_GNUC_UNUSED = lw_html_node_dup_text (root);
  g_autoptr (LwRichText) text = lw_rich_text_from_html (valid);
  g_autofree char *html = lw_rich_text_to_html (text);
  g_autoptr (LwRichText) again = lw_rich_text_from_html (html);

  if (!lw_rich_text_equal (text, again))
    g_error ("“%s” is read differently when it is written as “%s”", valid, html);
  return 0;
}
