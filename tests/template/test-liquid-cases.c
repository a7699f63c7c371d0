/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Liquid against published cases that nobody here wrote, found through LW_CASES. Skips without them; the project's own
 * table is in test-liquid.c. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-liquid.h"

#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-test-support.h"

#include <string.h>

#define MAX_FILE (16 * 1024 * 1024)

/* Reads a JSON file of the cases, or skips the test. */
static JsonNode *
load (const char *name)
{
  g_autofree char *path = lw_test_dup_cases_dir (name);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (path == NULL)
    return NULL;
  node = lw_json_parse_file (path, MAX_FILE, &error);
  g_assert_no_error (error);
  return node;
}

static char *
render (JsonObject      *row,
        LwLiquidOptions *options)
{
  g_autoptr (LwLiquidTemplate) template = NULL;

  template = lw_liquid_template_parse (json_object_get_string_member (row, "template"), -1, NULL);
  g_assert_nonnull (template);
  return lw_liquid_template_render (template, lw_json_get_object (row, "variables"), options, NULL);
}

/* Cases on which independent implementations agree must nearly all pass; the rest is printed. */
static void
test_cases (void)
{
  g_autoptr (JsonNode) root = load ("liquid/cases.json");
  LwLiquidOptions options = { .plain = TRUE };
  guint n_passed = 0, n_consensus = 0, n_consensus_passed = 0;
  JsonArray *rows;

  if (root == NULL)
    return;
  rows = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *text = render (row, &options);
      gboolean passed = strcmp (text, json_object_get_string_member (row, "expected")) == 0;
      gboolean consensus = json_object_get_boolean_member (row, "consensus");

      n_passed += passed;
      n_consensus += consensus;
      n_consensus_passed += consensus && passed;
      if (!passed)
        {
          g_autofree char *variables = lw_json_to_string (json_object_get_member (row, "variables"), FALSE);

          g_test_message ("%s%s: %s with %s gives “%s”, not “%s”", json_object_get_string_member (row, "id"),
                          consensus ? "" : " (no consensus)", json_object_get_string_member (row, "template"),
                          variables, text, json_object_get_string_member (row, "expected"));
        }
    }
  g_test_message ("%u of %u cases pass; of those with consensus %u of %u", n_passed, json_array_get_length (rows),
                  n_consensus_passed, n_consensus);
  g_assert_cmpuint (n_consensus_passed * 100, >=, n_consensus * 98);
  g_assert_cmpuint (n_passed * 100, >=, json_array_get_length (rows) * 95);
}

/* Malformed templates say so, and are survived. */
static void
test_malformed (void)
{
  g_autoptr (JsonNode) root = load ("liquid/malformed_templates.json");
  guint n_said = 0;
  JsonArray *rows;

  if (root == NULL)
    return;
  rows = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonObject *errors = json_object_get_object_member (row, "errors");
      const char *text = json_object_get_string_member (row, "template");
      g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
      g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (text, -1, diagnostics);
      g_autofree char *result = lw_liquid_template_render (template, NULL, NULL, NULL);

      g_assert_nonnull (result);
      if (!lw_diagnostics_has_errors (diagnostics))
        g_test_message ("not refused: %s", text);
      else if (json_object_has_member (errors, "line"))
        g_assert_cmpuint (((LwDiagnostic *) diagnostics->pdata[0])->line, ==,
                          json_object_get_int_member (errors, "line"));
      n_said += lw_diagnostics_has_errors (diagnostics);
    }
  g_test_message ("%u of %u malformed templates are refused", n_said, json_array_get_length (rows));
  g_assert_cmpuint (n_said * 100, >=, json_array_get_length (rows) * 95);
}

static char *
grant (const char *uri,
       gpointer    user_data)
{
  return g_strconcat ("https://s3.amazonaws.com/", uri + strlen ("s3://"), "?token", NULL);
}

static void
test_aws_filters (void)
{
  g_autoptr (JsonNode) root = load ("liquid/aws_filter_examples.json");
  LwLiquidOptions options = { .grant_read_access = grant };
  JsonArray *rows;

  if (root == NULL)
    return;
  rows = json_object_get_array_member (json_node_get_object (root), "cases");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *text = render (row, &options);

      if (json_object_has_member (row, "expected"))
        g_assert_cmpstr (text, ==, json_object_get_string_member (row, "expected"));
      else if (json_object_has_member (row, "expected_json"))
        g_assert_cmpstr (text, ==, "to_json: {&quot;point_number&quot;:8,&quot;coords&quot;:[59,76]}");
      else
        g_assert_cmpstr (text, ==, "grant_read_access: https://s3.amazonaws.com/mybucket/myphoto.png?token");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/liquid-cases/published", test_cases);
  g_test_add_func ("/template/liquid-cases/malformed", test_malformed);
  g_test_add_func ("/template/liquid-cases/aws-filters", test_aws_filters);
  return g_test_run ();
}
