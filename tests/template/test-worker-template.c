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
      g_assert_true (lw_worker_template_check (defaults, LW_WORKER_ELEMENT_SINGLE + multi_label, diagnostics));
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
  gboolean good = lw_worker_template_check (changed, LW_WORKER_ELEMENT_SINGLE, diagnostics);

  g_assert_cmpuint (diagnostics->len, >=, 1);
  g_assert_cmpint (good, ==, !lw_diagnostics_has_errors (diagnostics));
  first = g_ptr_array_index (diagnostics, 0);
  g_assert_cmpstr (first->code, ==, row->code);
  g_assert_cmpuint (first->line, ==, row->line);
}

/* Each row is a line put into the short instructions of the built-in template, with what is said of that line. */
static const struct
{
  const char *name;
  const char *html;
  const char *code;
  LwSeverity  severity;
} lines[] = {
  { "plain", "<p style='color: #333'>Text</p>", NULL, 0 },
  { "meant", "<crowd-buton>x</crowd-buton>", "unknown-element", LW_SEVERITY_WARNING },
  { "no-crowd-element", "<crowd-teleporter>x</crowd-teleporter>", "unknown-element", LW_SEVERITY_WARNING },
  { "less-than", "<dog>x</dog>", "unknown-element", LW_SEVERITY_WARNING },
  { "own-element", "<my-widget>x</my-widget>", "unknown-element", LW_SEVERITY_NOTE },
  { "other-task-type", "<crowd-bounding-box></crowd-bounding-box>", "other-task-type", LW_SEVERITY_WARNING },
  { "in-comment", "<!-- <dog> --> {% comment %}<cat>{% endcomment %}", NULL, 0 },
  { "no-name", "<crowd-input label='x'></crowd-input>", "no-name", LW_SEVERITY_WARNING },
  { "with-name", "<crowd-input label='x' name='y'></crowd-input>", NULL, 0 },
  { "unknown-variable", "{{ task.input.colour }}", "unknown-variable", LW_SEVERITY_WARNING },
  { "unknown-root", "{{ label }}", "unknown-variable", LW_SEVERITY_WARNING },
  { "own-variable", "{% assign a = 1 %}{{ a }}", NULL, 0 },
  { "loop-variable", "{% for l in task.input.labels %}{{ l.size }}{{ forloop.index }}{% endfor %}", NULL, 0 },
  { "captured", "{% capture c %}x{% endcapture %}{{ c }}{% capture 'd' %}y{% endcapture %}{{ d }}", NULL, 0 },
  { "known-variable", "{{ task.input.labels[0] }}{{ task.input.labels.size }}", NULL, 0 },
  { "s3-image", "<img src='s3://bucket/a.jpg'>", "unreachable-image", LW_SEVERITY_WARNING },
  { "granted-image", "<img src=\"{{ 's3://bucket/a.jpg' | grant_read_access }}\">", NULL, 0 },
  { "http-image", "<img src='http://example.com/a.jpg'>", "unreachable-image", LW_SEVERITY_WARNING },
  { "https-image", "<img src='https://example.com/a.jpg'>", NULL, 0 },
  { "data-image", "<img src='data:image/png;base64,AA=='>", NULL, 0 },
  { "file-image", "<img src='C:\\photos\\a.jpg'>", "unreachable-image", LW_SEVERITY_WARNING },
  { "relative-image", "<img src='images/a.jpg'>", "unreachable-image", LW_SEVERITY_WARNING },
  { "no-image", "<img src=''>", "unreachable-image", LW_SEVERITY_WARNING },
  { "signed-image", "<img src='https://b.s3.amazonaws.com/a?X-Amz-Signature=00'>", "expiring-address",
    LW_SEVERITY_WARNING },
  { "css-image", "<div style=\"background: url({{ task.input.taskObject | grant_read_access }})\"></div>",
    "signed-url-in-css", LW_SEVERITY_WARNING },
  { "css-image-raw",
    "<div style=\"background: url({{ task.input.taskObject | grant_read_access | skip_autoescape }})\"></div>",
    NULL, 0 },
  { "css-s3", "<style>.a { background: url('s3://b/a.png') }</style>", "unreachable-image", LW_SEVERITY_WARNING },
  { "grey", "<p style='color: #aaa'>x</p>", "low-contrast", LW_SEVERITY_WARNING },
  { "yellow", "<font color='yellow'>x</font>", "low-contrast", LW_SEVERITY_WARNING },
  { "dark-background", "<div style='background-color: black; color: white'><b style='color: navy'>x</b></div>",
    "low-contrast", LW_SEVERITY_WARNING },
  { "background-ends", "<div style='background: #000; color: #fff'>x</div><b style='color: black'>x</b>", NULL, 0 },
  { "large-text", "<h2 style='color: #888'>x</h2>", NULL, 0 },
  { "same-small", "<p style='color: #888'>x</p>", "low-contrast", LW_SEVERITY_WARNING },
  { "unknown-colour", "<p style='color: {{ task.input.labels }}'>x</p>", NULL, 0 },
};

static void
test_line (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *source = lw_worker_template_new (FALSE, NULL, lines[i].html, NULL, NULL);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  gboolean good = lw_worker_template_check (source, LW_WORKER_ELEMENT_SINGLE, diagnostics);
  const LwDiagnostic *first = diagnostics->len > 0 ? g_ptr_array_index (diagnostics, 0) : NULL;

  g_assert_true (good);
  if (lines[i].code == NULL)
    {
      g_assert_cmpstr (first != NULL ? first->text : NULL, ==, NULL);
      return;
    }
  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpstr (first->code, ==, lines[i].code);
  g_assert_cmpint (first->severity, ==, lines[i].severity);
  g_assert_cmpuint (first->line, ==, 17);
  g_assert_cmpuint (first->column, >=, 7);
}

static void
assert_first (const char      *source,
              LwWorkerElement  element,
              const char      *code)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_worker_template_check (source, element, diagnostics);
  g_assert_cmpuint (diagnostics->len, >=, 1);
  g_assert_cmpstr (((LwDiagnostic *) g_ptr_array_index (diagnostics, 0))->code, ==, code);
}

static void
test_lengths (void)
{
  GString *words = g_string_new ("<p>");
  g_autofree char *text = NULL;
  g_autofree char *longwinded = NULL;
  g_autofree char *speechless = lw_worker_template_new (FALSE, NULL, "", NULL, "");

  for (guint i = 0; i < 121; i++)
    g_string_append (words, "word ");
  text = g_string_free (words, FALSE);
  longwinded = lw_worker_template_new (FALSE, NULL, text, NULL, NULL);
  assert_first (longwinded, LW_WORKER_ELEMENT_SINGLE, "long-instructions");
  assert_first (speechless, LW_WORKER_ELEMENT_SINGLE, "no-instructions");
}

/* A template with elements of its own is none of the built-in task types, but can be right. */
static void
test_custom (void)
{
  const char *source = "<script src=\"https://assets.crowd.aws/crowd-html-elements.js\"></script>\n"
                       "<crowd-form><img src=\"{{ task.input.taskObject | grant_read_access }}\">\n"
                       "{% for label in task.input.labels %}<crowd-checkbox name=\"{{ label }}\">{{ label }}"
                       "</crowd-checkbox>{% endfor %}<short-instructions>Tick.</short-instructions></crowd-form>";
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  g_assert_true (lw_worker_template_check (source, LW_WORKER_ELEMENT_NONE, diagnostics));
  assert_first (source, LW_WORKER_ELEMENT_NONE, "custom-template");
  assert_first (source, LW_WORKER_ELEMENT_MULTI, "no-element");
}

/* The line of each part in the template, though what is above it renders to another number of lines. */
static void
test_source_map (void)
{
  const char *source = "{% for label in task.input.labels %}\n<p>{{ label }}</p>\n{% endfor %}\n"
                       "{% capture c %}\n\n\n{% endcapture %}{{ c }}<crowd-form>\n"
                       "<crowd-image-classifier name=\"a\"\n  header=\"h\" categories=\"oops\">\n"
                       "{% if true %}\n  <short-instructions>s</short-instructions>{% endif %}\n"
                       "</crowd-image-classifier></crowd-form>";
  const char *const labels[] = { "one\ntwo", "three", NULL };
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, NULL);
  g_autoptr (LwWorkerPage) page = lw_worker_page_render (template, "s3://a/b", labels, NULL, diagnostics);
  const LwDiagnostic *first = g_ptr_array_index (diagnostics, 0);
  guint line, column;

  g_assert_true (lw_worker_page_find_source (page, LW_WORKER_PART_ELEMENT, &line, &column));
  g_assert_cmpuint (line, ==, 8);
  g_assert_cmpuint (column, ==, 1);
  g_assert_true (lw_worker_page_find_source (page, LW_WORKER_PART_SHORT, &line, &column));
  g_assert_cmpuint (line, ==, 11);
  g_assert_cmpuint (column, ==, 3);
  g_assert_false (lw_worker_page_find_source (page, LW_WORKER_PART_FULL, &line, &column));

  /* Where the tag ends is where the parser says that its categories are none. */
  g_assert_cmpstr (first->code, ==, "no-categories");
  g_assert_cmpuint (first->line, ==, 9);
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
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *path = g_strconcat ("/template/worker-template/check-line-", lines[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_line);
    }
  g_test_add_func ("/template/worker-template/check-lengths", test_lengths);
  g_test_add_func ("/template/worker-template/check-custom", test_custom);
  g_test_add_func ("/template/worker-template/source-map", test_source_map);
  return g_test_run ();
}
