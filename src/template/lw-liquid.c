/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Liquid as Ground Truth uses it for worker task templates: parse once, render with the variables of a task. Not an
 * HTML parser: see lw-html.h for what becomes of the rendered text. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid.h"

#include "lw-liquid-parser.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SOURCE (8 * 1024 * 1024)
#define MAX_HEAP (64 * 1024 * 1024)
#define DEFAULT_STEPS 1000000
#define DEFAULT_OUTPUT (16 * 1024 * 1024)

/* Immutable once parsed: any number of threads may render it at once. */
struct _LwLiquidTemplate
{
  gatomicrefcount     ref_count;
  char               *source;
  LwLiquidHeap        heap;
  const LwLiquidNode *nodes;
  GHashTable         *variables;
  GHashTable         *own_names;
  GHashTable         *filters;
};

/**
 * lw_liquid_template_parse:
 * @text: a worker task template
 * @length: its length in bytes, or -1 when it ends in a NUL
 * @diagnostics: (nullable) (element-type LwDiagnostic): where to say what is wrong, with line and column
 *
 * What cannot be read is left out, so a template with errors can still be shown while it is being typed.
 *
 * Returns: (transfer full) (nullable): the template, %NULL only when @text is too large
 */
LwLiquidTemplate *
lw_liquid_template_parse (const char *text,
                          gssize      length,
                          GPtrArray  *diagnostics)
{
  LwLiquidTemplate *self;
  LwLiquidParser parser = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  if (length > MAX_SOURCE)
    {
      lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 1, 1, "too-large",
                          _("The template has more than %d bytes"), MAX_SOURCE);
      return NULL;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 1, 1, "not-utf8",
                        _("The template is not UTF-8 text; save it as UTF-8"));

  self = g_new0 (LwLiquidTemplate, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->source = g_utf8_make_valid (text, length);
  self->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->own_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lw_liquid_heap_init (&self->heap, G_MAXSIZE);

  parser.heap = &self->heap;
  parser.diagnostics = diagnostics;
  parser.variables = self->variables;
  parser.own_names = self->own_names;
  parser.filters = self->filters;
  parser.source = parser.cursor = self->source;
  parser.end = self->source + strlen (self->source);
  self->nodes = lw_liquid_parse_template (&parser);
  return self;
}

LwLiquidTemplate *
lw_liquid_template_ref (LwLiquidTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_liquid_template_unref (LwLiquidTemplate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  lw_liquid_heap_clear (&self->heap);
  g_hash_table_unref (self->variables);
  g_hash_table_unref (self->own_names);
  g_hash_table_unref (self->filters);
  g_free (self->source);
  g_free (self);
}

/**
 * lw_liquid_template_render:
 * @self: a template
 * @variables: (nullable): the variables, as in `{"task":{"input":{…}}}`; nested no deeper than lw_json_parse() allows
 * @options: (nullable): how to render
 * @diagnostics: (nullable) (element-type LwDiagnostic): where to say what went wrong; an error means that the text
 *   ends early
 *
 * Returns: (transfer full): the rendered text
 */
char *
lw_liquid_template_render (LwLiquidTemplate      *self,
                           JsonObject            *variables,
                           const LwLiquidOptions *options,
                           GPtrArray             *diagnostics)
{
  static const LwLiquidOptions defaults;
  LwLiquidContext context = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  context.options = options != NULL ? options : &defaults;
  context.steps = context.options->max_steps > 0 ? context.options->max_steps : DEFAULT_STEPS;
  context.max_output = context.options->max_output > 0 ? context.options->max_output : DEFAULT_OUTPUT;
  context.variables = variables;
  context.diagnostics = diagnostics;
  context.source = context.place = self->source;
  context.map = context.options->map;
  context.output = g_string_sized_new (1024);
  context.assigned = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  context.counters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  context.continued = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lw_liquid_heap_init (&context.heap, MAX_HEAP);

  lw_liquid_render_nodes (&context, self->nodes);
  lw_liquid_context_step (&context, 0);

  lw_liquid_heap_clear (&context.heap);
  g_hash_table_unref (context.assigned);
  g_hash_table_unref (context.counters);
  g_hash_table_unref (context.continued);
  return g_string_free (context.output, FALSE);
}

/**
 * lw_liquid_template_get_source:
 * @self: a template
 *
 * Returns: (transfer none): its text
 */
const char *
lw_liquid_template_get_source (LwLiquidTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/* Whether one of two dotted paths leads to the other. */
static gboolean
is_on_path (const char *a,
            const char *b)
{
  gsize length = MIN (strlen (a), strlen (b));

  return strncmp (a, b, length) == 0 && strchr (".", a[length]) != NULL && strchr (".", b[length]) != NULL;
}

static gboolean
is_known (LwLiquidTemplate  *self,
          const char        *path,
          const char *const *known)
{
  g_autofree char *root = g_strndup (path, strcspn (path, "."));

  if (g_hash_table_contains (self->own_names, root) || strcmp (root, "forloop") == 0)
    return TRUE;
  while (*known != NULL && !is_on_path (path, *known))
    known++;
  return *known != NULL;
}

/**
 * lw_liquid_template_check_variables:
 * @self: a template
 * @known: (array zero-terminated=1): the dotted paths that have a value when it is rendered
 * @severity: how bad it is to read another
 * @diagnostics: (element-type LwDiagnostic): where to say which others it reads, with line and column
 */
void
lw_liquid_template_check_variables (LwLiquidTemplate  *self,
                                    const char *const *known,
                                    LwSeverity         severity,
                                    GPtrArray         *diagnostics)
{
  g_autofree char *names = NULL;
  GHashTableIter iter;
  const char *path, *place;

  g_return_if_fail (self != NULL && known != NULL && diagnostics != NULL);

  names = g_strjoinv (", ", (char **) known);
  g_hash_table_iter_init (&iter, self->variables);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &place))
    {
      guint line, column;

      if (is_known (self, path, known))
        continue;
      lw_liquid_place_find (self->source, place, &line, &column);
      lw_diagnostics_add (diagnostics, severity, line, column, "unknown-variable",
                          _("“%s” is empty when a task is shown; a task has %s"), path, names);
    }
}

/**
 * lw_liquid_template_uses_variable:
 * @self: a template
 * @path: a dotted path, such as "task.input.labels"
 *
 * Returns: whether the template reads @path, a part of it, or something that holds it
 */
gboolean
lw_liquid_template_uses_variable (LwLiquidTemplate *self,
                                  const char       *path)
{
  GHashTableIter iter;
  const char *used;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->variables);
  while (g_hash_table_iter_next (&iter, (gpointer *) &used, NULL))
    if (is_on_path (used, path))
      return TRUE;
  return FALSE;
}

/**
 * lw_liquid_template_uses_filter:
 * @self: a template
 * @name: a filter's name
 *
 * Returns: whether the template uses it
 */
gboolean
lw_liquid_template_uses_filter (LwLiquidTemplate *self,
                                const char       *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return g_hash_table_contains (self->filters, name);
}
