/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's RenderUiTemplate: a worker task template with the input of one task. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-sagemaker.h"

#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-liquid.h"

static JsonArray *
list_errors (GPtrArray *diagnostics)
{
  JsonArray *errors = json_array_new ();

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autofree char *message = NULL;
      JsonObject *error;

      if (diagnostic->severity != LW_SEVERITY_ERROR)
        continue;
      message = g_strdup_printf ("line %" G_GUINT64_FORMAT ", column %u: %s", (guint64) diagnostic->line,
                                 (guint) diagnostic->column, diagnostic->text);
      error = json_object_new ();
      json_object_set_string_member (error, "Code", "TemplateError");
      json_object_set_string_member (error, "Message", message);
      json_array_add_object_element (errors, error);
    }
  return errors;
}

/* {"task":{"input":…}}, as templates name it. */
static JsonObject *
make_variables (JsonNode *input)
{
  JsonObject *variables = json_object_new ();
  JsonObject *task = json_object_new ();

  json_object_set_member (task, "input", lw_json_copy (input));
  json_object_set_object_member (variables, "task", task);
  return variables;
}

LW_ENDPOINT_OPERATION (lw_endpoint_render_ui_template)
{
  const char *content = lw_json_get_string (lw_json_get_object (request, "UiTemplate"), "Content");
  const char *text = lw_json_get_string (lw_json_get_object (request, "Task"), "Input");
  g_autoptr (JsonNode) input = lw_json_parse (text, -1, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_diagnostic_free);
  g_autoptr (LwLiquidTemplate) template = NULL;
  g_autoptr (JsonObject) variables = NULL;
  g_autofree char *rendered = NULL;
  LwLiquidOptions options = { 0 };

  if (content == NULL && lw_json_get_string (request, "HumanTaskUiArn") != NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND, "The human task UI does not exist");
  if (content == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION,
                             "You must provide either a UiTemplate or a HumanTaskUiArn");
  if (input == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION, "Task input is not a valid JSON document");
  template = lw_liquid_template_parse (content, -1, diagnostics);
  variables = make_variables (input);
  if (template != NULL)
    rendered = lw_liquid_template_render (template, variables, &options, diagnostics);
  json_object_set_string_member (answer, "RenderedContent", rendered != NULL ? rendered : "");
  json_object_set_array_member (answer, "Errors", list_errors (diagnostics));
  return TRUE;
}
