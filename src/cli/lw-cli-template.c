/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "template render" and "template check": a worker task template as Ground Truth would render it, and what is wrong
 * with it. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-problems.h"
#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-liquid.h"
#include "lw-s3-uri.h"
#include "lw-worker-template.h"

/* Far above the 128,000 characters that AWS takes. */
#define MAX_TEMPLATE_BYTES (16 * 1024 * 1024)
#define MAX_INPUT_BYTES (64 * 1024 * 1024)

static struct
{
  char     *input;
  gboolean  plain;
  char     *grant_prefix;
} render_options;

static const GOptionEntry render_entries[] = {
  { "input", 0, 0, G_OPTION_ARG_FILENAME, &render_options.input,
    N_("The variables, as {\"task\":{\"input\":{…}}}"), N_("JSON") },
  { "plain", 0, 0, G_OPTION_ARG_NONE, &render_options.plain, N_("Do not escape outputs for HTML"), NULL },
  { "grant-prefix", 0, 0, G_OPTION_ARG_STRING, &render_options.grant_prefix,
    N_("Where workers would read images: grant_read_access makes URLbucket/key of s3://bucket/key"), N_("URL") },
  G_OPTION_ENTRY_NULL
};

static struct
{
  char *task_type;
} check_options;

static const GOptionEntry check_entries[] = {
  { "task-type", 0, 0, G_OPTION_ARG_STRING, &check_options.task_type,
    N_("single or multi (default: what the template has an element for, or elements of its own)"), N_("TYPE") },
  G_OPTION_ENTRY_NULL
};

static gboolean
read_template (const char  *path,
               char       **text,
               gsize       *length,
               GError     **error)
{
  if (!g_file_get_contents (path, text, length, error))
    return FALSE;
  if (*length <= MAX_TEMPLATE_BYTES)
    return TRUE;
  g_clear_pointer (text, g_free);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
               _("“%s” is larger than 16 MiB, so it is no worker task template"), path);
  return FALSE;
}

static char *
grant_cb (const char *uri,
          gpointer    user_data)
{
  g_autoptr (LwS3Uri) parsed = lw_s3_uri_parse (uri, NULL);

  return parsed != NULL ? g_strconcat (user_data, uri + strlen ("s3://"), NULL) : NULL;
}

static JsonNode *
read_variables (GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  if (render_options.input == NULL)
    {
      root = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (root, json_object_new ());
      return g_steal_pointer (&root);
    }
  root = lw_json_parse_file (render_options.input, MAX_INPUT_BYTES, error);
  if (root != NULL && lw_json_node_object (root) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("%s: the variables have to be a JSON object such as {\"task\":{\"input\":{}}}"),
                   render_options.input);
      return NULL;
    }
  return g_steal_pointer (&root);
}

static LwCliExit
run_render (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  const LwLiquidOptions options = {
    .plain = render_options.plain,
    .grant_read_access = render_options.grant_prefix != NULL ? grant_cb : NULL,
    .user_data = render_options.grant_prefix,
  };
  g_autoptr (GPtrArray) problems = lw_diagnostics_new ();
  g_autoptr (LwLiquidTemplate) template = NULL;
  g_autoptr (JsonNode) variables = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!read_template (arguments[0], &source, &length, &error) || (variables = read_variables (&error)) == NULL)
    return lw_cli_fail (cli, error);
  template = lw_liquid_template_parse (source, (gssize) length, problems);
  if (template != NULL)
    text = lw_liquid_template_render (template, lw_json_node_object (variables), &options, problems);
  lw_cli_report_problems (cli, problems, arguments[0]);
  if (template == NULL || lw_diagnostics_has_errors (problems))
    return LW_CLI_PROBLEMS;
  lw_cli_print ("%s", text);
  return LW_CLI_DONE;
}

/* -1 for a task type that is none. */
static int
read_task_type (void)
{
  if (check_options.task_type == NULL)
    return LW_WORKER_ELEMENT_NONE;
  if (strcmp (check_options.task_type, "single") == 0)
    return LW_WORKER_ELEMENT_SINGLE;
  return strcmp (check_options.task_type, "multi") == 0 ? LW_WORKER_ELEMENT_MULTI : -1;
}

static LwCliExit
run_check (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) problems = lw_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  gsize length;
  int element;

  if (!read_template (arguments[0], &source, &length, &error))
    return lw_cli_fail (cli, error);
  element = read_task_type ();
  if (element < 0)
    {
      lw_cli_error (cli, _("“%s” is no task type; write single or multi"), check_options.task_type);
      return LW_CLI_USAGE;
    }
  lw_worker_template_check (source, element, problems);
  if (!cli->json)
    {
      lw_cli_print_problems (problems, arguments[0]);
      return lw_cli_is_good (problems) ? LW_CLI_DONE : LW_CLI_PROBLEMS;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  lw_cli_build_problems (builder, problems, arguments[0]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
  return lw_cli_is_good (problems) ? LW_CLI_DONE : LW_CLI_PROBLEMS;
}

const LwCliCommand lw_cli_template_render = {
  .noun = "template",
  .verb = "render",
  .arguments = "FILE",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Render a worker task template as Ground Truth would."),
  .examples = "template render template.liquid --input task.json\n"
              "template render template.liquid --input task.json --grant-prefix https://images.example.com/",
  .notes = N_("The rendered page goes to standard output. A template that cannot be rendered is reported as "
              "“file:line:column: error: code: text”, and the exit code is 1."),
  .entries = render_entries,
  .run = run_render,
};

const LwCliCommand lw_cli_template_check = {
  .noun = "template",
  .verb = "check",
  .arguments = "FILE",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Find what is wrong with a worker task template."),
  .examples = "template check template.liquid\n"
              "template check template.liquid --task-type multi --json",
  .notes = N_("Prints “file:line:column: severity: code: text”, and exits with 1 when there is an error or a warning."),
  .entries = check_entries,
  .run = run_check,
};
