/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Diagnostics as a SARIF log: OASIS, Static Analysis Results Interchange Format 2.1.0. Columns are counted in bytes. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-sarif.h"

#include "lw-diagnostic.h"

#include <string.h>

static void
build_string (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
begin_object (JsonBuilder *builder,
              const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
build_text (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  begin_object (builder, name);
  build_string (builder, "text", valid);
  json_builder_end_object (builder);
}

/* An address: of the whole path, or relative to where the command ran. */
static char *
dup_uri (const char *path)
{
  if (g_path_is_absolute (path))
    return g_filename_to_uri (path, NULL, NULL);
  return g_uri_escape_bytes ((const guint8 *) path, strlen (path), "/");
}

static void
build_location (JsonBuilder        *builder,
                const char         *path,
                const LwDiagnostic *problem)
{
  g_autofree char *uri = dup_uri (path);

  json_builder_set_member_name (builder, "locations");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  begin_object (builder, "physicalLocation");
  begin_object (builder, "artifactLocation");
  build_string (builder, "uri", uri);
  json_builder_end_object (builder);
  if (problem->line > 0)
    {
      begin_object (builder, "region");
      json_builder_set_member_name (builder, "startLine");
      json_builder_add_int_value (builder, (gint64) problem->line);
      json_builder_set_member_name (builder, "startColumn");
      json_builder_add_int_value (builder, MAX (problem->column, 1));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
build_result (JsonBuilder        *builder,
              const char         *path,
              const LwDiagnostic *problem,
              GPtrArray          *rules)
{
  guint rule;

  g_ptr_array_find_with_equal_func (rules, problem->code, g_str_equal, &rule);
  json_builder_begin_object (builder);
  build_string (builder, "ruleId", problem->code);
  json_builder_set_member_name (builder, "ruleIndex");
  json_builder_add_int_value (builder, rule);
  /* The words are the same: error, warning, note. */
  build_string (builder, "level", lw_severity_to_string (problem->severity));
  build_text (builder, "message", problem->text);
  build_location (builder, path, problem);
  json_builder_end_object (builder);
}

static GPtrArray *
collect_rules (GPtrArray *files)
{
  GPtrArray *rules = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      GPtrArray *problems = g_ptr_array_index (files, i);

      for (guint k = 0; k < problems->len; k++)
        {
          const LwDiagnostic *problem = g_ptr_array_index (problems, k);

          if (!g_ptr_array_find_with_equal_func (rules, problem->code, g_str_equal, NULL))
            g_ptr_array_add (rules, (gpointer) problem->code);
        }
    }
  return rules;
}

static void
build_tool (JsonBuilder *builder,
            GPtrArray   *rules)
{
  begin_object (builder, "tool");
  begin_object (builder, "driver");
  build_string (builder, "name", "Labelwright");
  build_string (builder, "version", LW_VERSION);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rules->len; i++)
    {
      json_builder_begin_object (builder);
      build_string (builder, "id", g_ptr_array_index (rules, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/**
 * lw_cli_print_sarif:
 * @files: (element-type GPtrArray): for each file its diagnostics
 * @paths: (array): for each file its path
 *
 * Writes the log to standard output.
 */
void
lw_cli_print_sarif (GPtrArray  *files,
                    char      **paths)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) rules = collect_rules (files);

  json_builder_begin_object (builder);
  build_string (builder, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  build_string (builder, "version", "2.1.0");
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  build_tool (builder, rules);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      GPtrArray *problems = g_ptr_array_index (files, i);

      for (guint k = 0; k < problems->len; k++)
        build_result (builder, paths[i], g_ptr_array_index (problems, k), rules);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}
