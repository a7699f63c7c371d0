/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions in the text buffer: to LwRichText and back without loss, and what editing does to the lines. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-rich-buffer.h"
#include "lw-rich-editor.h"

#include <gtk/gtk.h>

typedef struct
{
  const char *name;
  const char *html;
} Row;

static const Row round_trips[] = {
  { "empty", "" },
  { "plain", "<p>one</p><p>two</p>" },
  { "marks", "<p>a <b>bold</b> <i>italic</i> <u>under</u> <b><i>both</i></b> end</p>" },
  { "headings", "<h1>one</h1><h2>two</h2><h3>three</h3><p>text</p>" },
  { "color", "<h3><span style=\"color: rgb(0, 138, 0);\">Good example</span></h3><p>text</p>" },
  { "lists", "<ul><li>a</li><li>b</li></ul><ol><li>one</li><li>two</li></ol><p>end</p>" },
  { "nested", "<ul><li>a<ul><li>deep</li></ul></li><li>b</li></ul>" },
  { "empty-lines", "<p>a</p><p></p><p></p><p>b</p>" },
  { "break", "<p>one<br>two</p>" },
  { "link", "<p>see <a href=\"https://example.org/a?b=c&amp;d\">this</a> page</p>" },
  { "image", "<p>before <img src=\"https://example.org/a.png\" alt=\"A cat\"> after</p>" },
  { "images", "<p><img src=\"https://example.org/a.png\"><img src=\"https://example.org/b.png\" alt=\"b\"></p>" },
  { "liquid", "<p>There are {{ task.input.labels.size }} labels &amp; more</p>" },
  { "unicode", "<p>“quoted” 🐦 ß ﷽</p><p>&lt;script&gt;</p>" },
};

static void
test_round_trip (gconstpointer data)
{
  const Row *row = data;
  LwRichBuffer *buffer = lw_rich_buffer_new ();
  g_autoptr (LwRichText) before = lw_rich_text_from_html (row->html);
  g_autoptr (LwRichText) after = NULL;
  g_autofree char *html_before = NULL;
  g_autofree char *html_after = NULL;

  /* Twice, so that nothing of the first text is left. */
  for (int i = 0; i < 2; i++)
    lw_rich_buffer_set_rich_text (buffer, before);
  after = lw_rich_buffer_dup_rich_text (buffer);
  html_before = lw_rich_text_to_html (before);
  html_after = lw_rich_text_to_html (after);
  g_assert_cmpstr (html_after, ==, html_before);
  g_assert_finalize_object (buffer);
}

static char *
dup_html (LwRichBuffer *buffer)
{
  g_autoptr (LwRichText) rich_text = lw_rich_buffer_dup_rich_text (buffer);

  return lw_rich_text_to_html (rich_text);
}

static void
assert_html (LwRichBuffer *buffer,
             const char   *expected)
{
  g_autoptr (LwRichText) wanted = lw_rich_text_from_html (expected);
  g_autofree char *html = dup_html (buffer);
  g_autofree char *expected_html = lw_rich_text_to_html (wanted);

  g_assert_cmpstr (html, ==, expected_html);
}

static void
type (LwRichBuffer *buffer,
      const char   *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (buffer), p, (int) (g_utf8_next_char (p) - p), TRUE);
}

static void
select_range (LwRichBuffer *buffer,
              int           from,
              int           to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &start, from);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &end, to);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (buffer), &start, &end);
}

static void
test_typing (void)
{
  LwRichBuffer *buffer = lw_rich_buffer_new ();

  lw_rich_buffer_set_kind (buffer, LW_RICH_PARAGRAPH_HEADING_2);
  type (buffer, "Title\n");
  type (buffer, "text ");
  lw_rich_buffer_toggle_mark (buffer, LW_RICH_MARK_BOLD);
  type (buffer, "bold");
  lw_rich_buffer_toggle_mark (buffer, LW_RICH_MARK_BOLD);
  type (buffer, " plain\n");
  lw_rich_buffer_set_kind (buffer, LW_RICH_PARAGRAPH_NUMBERED);
  type (buffer, "one\ntwo");
  assert_html (buffer, "<h2>Title</h2><p>text <b>bold</b> plain</p><ol><li>one</li><li>two</li></ol>");
  g_assert_cmpuint (lw_rich_buffer_get_number (buffer, 3), ==, 2);
  g_assert_finalize_object (buffer);
}

static void
test_lines (void)
{
  LwRichBuffer *buffer = lw_rich_buffer_new ();
  g_autoptr (LwRichText) text = lw_rich_text_from_html ("<h1>one</h1><p>two</p><ul><li>three</li></ul><p>four</p>");

  /* "one\ntwo\nthree\nfour" */
  lw_rich_buffer_set_rich_text (buffer, text);
  select_range (buffer, 4, 8);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (buffer), TRUE, TRUE);
  assert_html (buffer, "<h1>one</h1><ul><li>three</li></ul><p>four</p>");
  select_range (buffer, 2, 6);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (buffer), TRUE, TRUE);
  assert_html (buffer, "<h1>onree</h1><p>four</p>");
  select_range (buffer, 3, 3);
  type (buffer, "\n");
  assert_html (buffer, "<h1>onr</h1><h1>ee</h1><p>four</p>");
  /* GTK 4.8 itself keeps a reference to a buffer that had a selection. */
  g_object_unref (buffer);
}

static void
test_styles (void)
{
  LwRichBuffer *buffer = lw_rich_buffer_new ();

  type (buffer, "some words here");
  select_range (buffer, 5, 10);
  lw_rich_buffer_toggle_mark (buffer, LW_RICH_MARK_ITALIC);
  g_assert_true (lw_rich_buffer_get_mark (buffer, LW_RICH_MARK_ITALIC));
  lw_rich_buffer_set_color (buffer, "#e60000");
  assert_html (buffer, "<p>some <i><span style=\"color: #e60000\">words</span></i> here</p>");
  lw_rich_buffer_set_color (buffer, NULL);
  lw_rich_buffer_toggle_mark (buffer, LW_RICH_MARK_ITALIC);
  lw_rich_buffer_set_link (buffer, "https://example.org/");
  assert_html (buffer, "<p>some <a href=\"https://example.org/\">words</a> here</p>");
  select_range (buffer, 7, 7);
  lw_rich_buffer_set_link (buffer, NULL);
  assert_html (buffer, "<p>some words here</p>");
  select_range (buffer, 5, 10);
  lw_rich_buffer_insert_image (buffer, "https://example.org/a.png", "A");
  assert_html (buffer, "<p>some <img src=\"https://example.org/a.png\" alt=\"A\"> here</p>");
  g_object_unref (buffer);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_editor_undo (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *editor = g_object_ref_sink (g_object_new (LW_TYPE_RICH_EDITOR, NULL));
  LwRichBuffer *buffer = lw_rich_editor_get_buffer (LW_RICH_EDITOR (editor));
  guint n_edits = 0;

  gtk_window_set_child (GTK_WINDOW (window), editor);
  g_signal_connect_swapped (editor, "edited", G_CALLBACK (count_cb), &n_edits);
  lw_rich_editor_set_html (LW_RICH_EDITOR (editor), "<p>start</p>");
  g_assert_cmpuint (n_edits, ==, 0);
  select_range (buffer, 5, 5);
  type (buffer, " two words");
  g_assert_cmpuint (n_edits, ==, 10);
  assert_html (buffer, "<p>start two words</p>");
  select_range (buffer, 0, 5);
  lw_rich_buffer_toggle_mark (buffer, LW_RICH_MARK_BOLD);
  assert_html (buffer, "<p><b>start</b> two words</p>");
  gtk_widget_activate_action (editor, "rich.undo", NULL);
  assert_html (buffer, "<p>start two words</p>");
  gtk_widget_activate_action (editor, "rich.undo", NULL);
  assert_html (buffer, "<p>start two</p>");
  gtk_widget_activate_action (editor, "rich.redo", NULL);
  assert_html (buffer, "<p>start two words</p>");
  for (int i = 0; i < 20; i++)
    gtk_widget_activate_action (editor, "rich.undo", NULL);
  assert_html (buffer, "<p>start</p>");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (editor);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (round_trips); i++)
    {
      g_autofree char *path = g_strconcat ("/wizard/rich-buffer/round-trip/", round_trips[i].name, NULL);

      g_test_add_data_func (path, &round_trips[i], test_round_trip);
    }
  g_test_add_func ("/wizard/rich-buffer/typing", test_typing);
  g_test_add_func ("/wizard/rich-buffer/lines", test_lines);
  g_test_add_func ("/wizard/rich-buffer/styles", test_styles);
  g_test_add_func ("/wizard/rich-editor/undo", test_editor_undo);
  return g_test_run ();
}
