/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Liquid: a table of templates with what they render to and how many things are wrong with them, and the limits. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-liquid.h"

#include "lw-diagnostic.h"
#include "lw-json.h"

#include <string.h>

static const char variables_json[] =
  "{\"task\":{\"input\":{\"taskObject\":\"s3://pets/a & b.jpg\",\"source-ref\":\"s3://x\","
  "\"labels\":[\"cat\",\"dog's\",\"<b>\"]}},"
  "\"x\":\"<i>\",\"n\":7,\"f\":2.5,\"list\":[3,1,2],\"empty_list\":[],\"word\":\"Hello\",\"nothing\":null,"
  "\"people\":[{\"name\":\"Ann\",\"age\":30},{\"name\":\"bob\"}]}";

typedef struct
{
  const char *name;
  const char *template;
  const char *expected;
  guint       n_diagnostics;
} Row;

static const Row rows[] = {
  { "text", "a {b} }} %} c", "a {b} }} %} c", 0 },
  { "path", "{{ task.input.source-ref }} {{ task['input'].labels[0] }} {{ list[-1] }}", "s3://x cat 2", 0 },
  { "missing", "[{{ no.such.path[3] }}]", "[]", 0 },
  { "auto-escape", "{{ x }}", "&lt;i&gt;", 0 },
  { "auto-escape-literal", "{{ \"a 'b' & c\" }}", "a &#39;b&#39; &amp; c", 0 },
  { "escape-once-only", "{{ x | escape }}", "&lt;i&gt;", 0 },
  { "escape_once", "{{ '<&lt;' | escape_once }}", "&lt;&lt;", 0 },
  { "skip_autoescape", "{{ x | skip_autoescape }}", "<i>", 0 },
  { "escape-then-more", "{{ x | skip_autoescape | append: '<' }}", "&lt;i&gt;&lt;", 0 },
  { "to_json-in-attribute", "{{ task.input.labels | to_json | escape }}",
    "[&quot;cat&quot;,&quot;dog&#39;s&quot;,&quot;\\u003cb&gt;&quot;]", 0 },
  { "to_json-kinds", "{{ people | to_json | skip_autoescape }}",
    "[{\"name\":\"Ann\",\"age\":30},{\"name\":\"bob\"}]", 0 },
  { "grant", "{{ task.input.taskObject | grant_read_access }}", "https://x/pets/a &amp; b.jpg", 0 },
  { "capture-is-not-escaped-again", "{% capture c %}<b>{{ x }}</b>{% endcapture %}{{ c }}", "<b>&lt;i&gt;</b>", 0 },
  { "if", "{% if n > 5 and word contains 'ell' %}y{% else %}n{% endif %}", "y", 0 },
  { "elsif", "{% if n == 1 %}1{% elsif n == 7 %}7{% else %}?{% endif %}", "7", 0 },
  { "unless", "{% unless nothing %}none{% endunless %}", "none", 0 },
  { "and-or", "{% if true or false and false %}y{% endif %}", "y", 0 },
  { "case", "{% case n %}{% when 1, 2 %}a{% when 7 %}b{% else %}c{% endcase %}", "b", 0 },
  { "for", "{% for l in list %}{{ forloop.index }}:{{ l }}{% unless forloop.last %},{% endunless %}{% endfor %}",
    "1:3,2:1,3:2", 0 },
  { "for-else", "{% for l in empty_list %}x{% else %}none{% endfor %}", "none", 0 },
  { "for-part", "{% for i in (1..9) limit: 3 offset: 2 reversed %}{{ i }}{% endfor %}", "543", 0 },
  { "for-continue", "{% for i in (1..4) limit: 2 %}{{ i }}{% endfor %}-{% for i in (1..4) offset: continue %}{{ i }}"
    "{% endfor %}", "12-34", 0 },
  { "break-continue", "{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}"
    "{% endif %}{{ i }}{% endfor %}", "13", 0 },
  { "assign", "{% assign a = word | upcase %}{{ a }}", "HELLO", 0 },
  { "counters", "{% increment c %}{% increment c %}{% decrement d %}", "01-1", 0 },
  { "cycle", "{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", "aba", 0 },
  { "comment", "a{% comment %}{{ x }}{% if %}{% endcomment %}b{% # c %}", "ab", 0 },
  { "raw", "{% raw %}{{ x }}{% if %}{% endraw %}", "{{ x }}{% if %}", 0 },
  { "white-space", "a  {%- if true -%}  b  {%- endif -%}  {{- n -}}  c", "ab7c", 0 },
  { "numbers", "{{ 7 | divided_by: 2 }} {{ -7 | modulo: 3 }} {{ f | times: 2 }} {{ 1.005 | round: 2 }}",
    "3 2 5.0 1.01", 0 },
  { "lists", "{{ list | sort | join: '-' }} {{ people | map: 'name' | join }} {{ list | first }}{{ list | size }}",
    "1-2-3 Ann bob 33", 0 },
  { "where", "{% assign p = people | where: 'age', 30 %}{{ p[0].name }}", "Ann", 0 },
  { "text-filters", "{{ word | replace: 'l', 'L' | truncate: 4, '.' }} {{ 'a,b' | split: ',' | last }}", "HeL. b", 0 },
  { "unicode", "{{ 'äöü' | upcase | slice: 1, 2 }}", "ÖÜ", 0 },
  { "deep-else", "{% if false %}{% for i in list %}{% endfor %}{% else %}ok{% endif %}", "ok", 0 },

  { "unknown-filter", "{{ word | nope }}", "Hello", 1 },
  { "unknown-tag", "a{% nope %}b", "ab", 1 },
  { "not-closed-output", "a{{ x", "a{{ x", 1 },
  { "not-closed-tag", "a{% if x", "a{% if x", 1 },
  { "not-closed-if", "{% if true %}a", "a", 1 },
  { "not-closed-comment", "a{% comment %}b", "a", 1 },
  { "not-closed-raw", "{% raw %}b", "b", 1 },
  { "stray-end", "a{% endif %}b", "ab", 1 },
  { "wrong-end", "{% if true %}a{% endfor %}b{% endif %}", "ab", 1 },
  { "no-value", "{{ | upcase }}", "", 1 },
  { "no-filter", "{{ word | }}", "Hello", 1 },
  { "no-quote", "{{ 'abc }}", "", 1 },
  { "left-over", "{{ word word }}", "Hello", 1 },
  { "no-operator", "{% if n & 1 %}a{% endif %}", "a", 1 },
  { "no-in", "{% for a b %}{% endfor %}", "", 1 },
  { "no-argument", "{{ word | append }}", "Hello", 1 },
  { "too-many-arguments", "{{ word | upcase: 1 }}", "HELLO", 1 },
  { "no-assign-name", "{% assign 1 = 2 %}", "", 1 },
  { "by-zero", "{{ 1 | divided_by: 0 }}", "", 1 },
  { "two-errors", "{{ 'a }}\n{{ | }}", "\n", 2 },
};

static char *
grant (const char *uri,
       gpointer    user_data)
{
  return g_strconcat ("https://x/", uri + strlen ("s3://"), NULL);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (JsonNode) variables = lw_json_parse (variables_json, -1, NULL);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (row->template, -1, diagnostics);
  LwLiquidOptions options = { .grant_read_access = grant };
  g_autofree char *text = lw_liquid_template_render (template, lw_json_node_object (variables), &options, diagnostics);

  g_assert_cmpstr (text, ==, row->expected);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (diagnostics, i), row->name);

      g_test_message ("%s", line);
    }
  g_assert_cmpuint (diagnostics->len, ==, row->n_diagnostics);
}

static void
test_place (void)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse ("a\nbc {{ d | }}\n  {% if %}", -1, diagnostics);
  const LwDiagnostic *row = g_ptr_array_index (diagnostics, 0);

  g_assert_nonnull (template);
  g_assert_cmpuint (row->line, ==, 2);
  g_assert_cmpuint (row->column, ==, 11);
  row = g_ptr_array_index (diagnostics, 1);
  g_assert_cmpuint (row->line, ==, 3);
  g_assert_cmpuint (row->column, ==, 9);
}

/* Templates that would run for ever or fill the memory end with an error that names the limit. */
static void
test_limits (void)
{
  static const char *const bombs[][2] = {
    { "{% for i in (1..1000000000) %}{% for j in (1..1000000000) %}{% endfor %}{% endfor %}", "too-many-steps" },
    { "{% assign s = 'x' %}{% for i in (1..99) %}{% assign s = s | append: s %}{% endfor %}", "too-much-memory" },
    { "{% assign s = 'ab' %}{% for i in (1..99) %}{% assign s = s | replace: 'a', s %}{% endfor %}",
      "too-much-memory" },
    { "{{ (1..1000000000) | join: 'x' }}", "too-many-steps" },
    { "{% assign s = 'xxxxxxxxxxxxxxxx' | append: '                                                       ' %}"
      "{% for i in (1..1000000) %}{{ s }}{{ s }}{{ s }}{{ s }}{{ s }}{{ s }}{% endfor %}", "too-much-output" },
    { "{{ (1..2000000000) | to_json }}", "too-many-steps" },
    { "{% assign r = (1..2000000000) %}{{ r }}{% for i in (1..2) %}{{ r | default: '' }}{% endfor %}",
      "too-many-steps" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
      g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (bombs[i][0], -1, diagnostics);
      g_autofree char *text = lw_liquid_template_render (template, NULL, NULL, diagnostics);

      g_assert_nonnull (text);
      g_assert_cmpuint (diagnostics->len, ==, 1);
      g_assert_cmpstr (((LwDiagnostic *) diagnostics->pdata[0])->code, ==, bombs[i][1]);
    }
}

static void
test_nesting (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwLiquidTemplate) template = NULL;
  g_autofree char *result = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "{% if true %}");
  g_string_append (text, "{{ a");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "[a");
  g_string_append (text, "}}");
  template = lw_liquid_template_parse (text->str, text->len, diagnostics);
  g_assert_true (lw_diagnostics_has_errors (diagnostics));
  g_assert_cmpuint (diagnostics->len, <=, 100);
  result = lw_liquid_template_render (template, NULL, NULL, NULL);
  g_assert_nonnull (result);
}

static void
test_uses (void)
{
  g_autoptr (LwLiquidTemplate) template = NULL;

  template = lw_liquid_template_parse ("{{ task.input.labels | to_json }}{% if a.b[0].c %}{% endif %}", -1, NULL);
  g_assert_true (lw_liquid_template_uses_variable (template, "task.input.labels"));
  g_assert_true (lw_liquid_template_uses_variable (template, "task.input"));
  g_assert_true (lw_liquid_template_uses_variable (template, "a.b.c"));
  g_assert_false (lw_liquid_template_uses_variable (template, "task.input.label"));
  g_assert_false (lw_liquid_template_uses_variable (template, "task.input.taskObject"));
  g_assert_true (lw_liquid_template_uses_filter (template, "to_json"));
  g_assert_false (lw_liquid_template_uses_filter (template, "escape"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/template/liquid/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/template/liquid/place", test_place);
  g_test_add_func ("/template/liquid/limits", test_limits);
  g_test_add_func ("/template/liquid/nesting", test_nesting);
  g_test_add_func ("/template/liquid/uses", test_uses);
  return g_test_run ();
}
