/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How commands that check a file say what is wrong with it: as compilers do, or as JSON. To find it is for the layers
 * below. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-problems.h"

#include "lw-diagnostic.h"

/**
 * lw_cli_print_problems:
 * @problems: (element-type LwDiagnostic): what is wrong
 * @path: the file as the user named it
 *
 * Prints a line each: "file:line:column: severity: code: text".
 */
void
lw_cli_print_problems (GPtrArray  *problems,
                       const char *path)
{
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (problems, i), path);
      g_autofree char *printable = lw_cli_dup_printable (line);

      lw_cli_print ("%s\n", printable);
    }
}

/**
 * lw_cli_report_problems:
 * @cli: a run
 * @problems: (element-type LwDiagnostic): what is wrong
 * @path: the file as the user named it
 *
 * Says the same on standard error, for commands whose result is something else.
 */
void
lw_cli_report_problems (LwCli      *cli,
                        GPtrArray  *problems,
                        const char *path)
{
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (problems, i), path);
      g_autofree char *printable = lw_cli_dup_printable (line);

      lw_cli_message (cli, "%s", printable);
    }
}

static void
build_problem (JsonBuilder        *builder,
               const LwDiagnostic *problem,
               const char         *file)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, file);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, (gint64) problem->line);
  json_builder_set_member_name (builder, "column");
  json_builder_add_int_value (builder, problem->column);
  json_builder_set_member_name (builder, "severity");
  json_builder_add_string_value (builder, lw_severity_to_string (problem->severity));
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, problem->code);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, problem->text);
  json_builder_end_object (builder);
}

/**
 * lw_cli_build_problems:
 * @builder: in an array
 * @problems: (element-type LwDiagnostic): what is wrong
 * @path: the file as the user named it
 *
 * Adds an object each.
 */
void
lw_cli_build_problems (JsonBuilder *builder,
                       GPtrArray   *problems,
                       const char  *path)
{
  g_autofree char *file = g_utf8_make_valid (path, -1);

  for (guint i = 0; i < problems->len; i++)
    build_problem (builder, g_ptr_array_index (problems, i), file);
}

/**
 * lw_cli_is_good:
 * @problems: (element-type LwDiagnostic): what a check found
 *
 * Returns: whether there is neither an error nor a warning; a note is no problem
 */
gboolean
lw_cli_is_good (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const LwDiagnostic *problem = g_ptr_array_index (problems, i);

      if (problem->severity != LW_SEVERITY_NOTE)
        return FALSE;
    }
  return TRUE;
}
