/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The check of a worker task template before a labeling job is made from it: what would make the job fail. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-worker-template.h"

#include "lw-liquid-context.h"
#include "lw-liquid.h"
#include "lw-worker-page.h"
#include "lw-worker-template-private.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

/* What the API takes. */
#define MAX_CHARACTERS 128000

/* The script that the elements come from. */
#define SCRIPT "https://assets.crowd.aws/crowd-html-elements.js"

/* What the pre-annotation step of both task types gives a task. */
static const char *const known_variables[] = { "task.input.taskObject", "task.input.labels", NULL };

/**
 * lw_template_check_say:
 * @self: a check
 * @severity: how bad it is
 * @place: where it is in the source
 * @code: (transfer none): a static word
 * @format: a translated sentence in printf() form, which ends in what to do
 */
void
lw_template_check_say (const LwTemplateCheck *self,
                       LwSeverity             severity,
                       const char            *place,
                       const char            *code,
                       const char            *format,
                       ...)
{
  g_autofree char *text = NULL;
  guint line, column;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  lw_liquid_place_find (self->source, place, &line, &column);
  lw_diagnostics_add (self->diagnostics, severity, line, column, code, "%s", text);
}

/* Finds the script of the crowd elements, or else the first one without an address. */
static gboolean
find_script (const char  *source,
             const char **empty)
{
  const char *text = source;
  LwSourceTag tag;
  LwSourceSpan src;

  *empty = NULL;
  while (lw_source_find_tag (text, "script", FALSE, &tag))
    {
      g_autofree char *address = lw_source_find_attribute (&tag, "src", &src) ? lw_source_span_dup (&src) : NULL;

      if (address != NULL && strstr (address, "crowd-html-elements") != NULL)
        return TRUE;
      if (address != NULL && *address == '\0' && *empty == NULL)
        *empty = tag.whole.start;
      text = lw_source_skip_tag (&tag);
    }
  return FALSE;
}

static void
check_frame (const LwTemplateCheck *self)
{
  LwSourceTag tag;
  const char *empty;

  if (g_utf8_strlen (self->source, -1) > MAX_CHARACTERS)
    lw_template_check_say (self, LW_SEVERITY_WARNING, self->source, "too-long",
                           _("The template has more than 128,000 characters, which AWS does not take; make images "
                             "links"));
  if (!lw_source_find_tag (self->source, "crowd-form", FALSE, &tag))
    lw_template_check_say (self, LW_SEVERITY_ERROR, self->source, "no-crowd-form",
                           _("There is no <crowd-form> around the page, so answers cannot be sent; add it"));
  if (find_script (self->source, &empty))
    return;
  if (empty != NULL)
    lw_template_check_say (self, LW_SEVERITY_WARNING, empty, "no-script",
                           _("The address of the script is empty; it should be %s"), SCRIPT);
  else
    lw_template_check_say (self, LW_SEVERITY_WARNING, self->source, "no-script",
                           _("The script of the crowd elements is missing; add <script src=\"%s\"></script>"), SCRIPT);
}

static void
check_attributes (const LwTemplateCheck *self,
                  const LwSourceTag     *tag,
                  const char            *element)
{
  static const char *const required[] = { "name", "src", "header", "categories" };
  g_autofree char *name = NULL;
  LwSourceSpan value;

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!lw_source_find_attribute (tag, required[i], &value))
      lw_template_check_say (self, LW_SEVERITY_ERROR, tag->whole.start, "no-attribute",
                             _("The attribute “%s” of <%s> is missing; add it"), required[i], element);

  if (!lw_source_find_attribute (tag, "name", &value))
    return;
  name = lw_source_decode (&value);
  if (g_strcmp0 (name, element) != 0)
    lw_template_check_say (self, LW_SEVERITY_ERROR, value.start, "renamed-element",
                           _("The element is named “%s”; the built-in consolidation reads only answers named “%s”, so "
                             "name it that"), name, element);
}

/* Finds the element of a task type, or of any. */
static LwWorkerElement
find_element (const LwTemplateCheck *self,
              LwWorkerElement        first,
              LwWorkerElement        last,
              LwSourceTag           *tag)
{
  for (LwWorkerElement element = first; element <= last; element++)
    if (lw_source_find_tag (self->source, lw_worker_element_to_string (element), FALSE, tag))
      return element;
  return LW_WORKER_ELEMENT_NONE;
}

/* Returns whether the page is one of the built-in task types, or should be. */
static gboolean
check_element (const LwTemplateCheck *self,
               LwWorkerElement        wanted,
               gboolean               has_inputs)
{
  LwWorkerElement first = wanted != LW_WORKER_ELEMENT_NONE ? wanted : LW_WORKER_ELEMENT_SINGLE;
  LwWorkerElement last = wanted != LW_WORKER_ELEMENT_NONE ? wanted : LW_WORKER_ELEMENT_MULTI;
  const char *name = lw_worker_element_to_string (first);
  LwSourceTag tag;
  LwWorkerElement found = find_element (self, first, last, &tag);

  if (found != LW_WORKER_ELEMENT_NONE)
    check_attributes (self, &tag, lw_worker_element_to_string (found));
  else if ((found = find_element (self, LW_WORKER_ELEMENT_SINGLE, LW_WORKER_ELEMENT_MULTI, &tag)) !=
           LW_WORKER_ELEMENT_NONE)
    lw_template_check_say (self, LW_SEVERITY_ERROR, tag.whole.start, "wrong-element",
                           _("The page has <%s>, which is the element of the other task type; use <%s>"),
                           lw_worker_element_to_string (found), name);
  else if (wanted == LW_WORKER_ELEMENT_NONE && has_inputs)
    {
      lw_template_check_say (self, LW_SEVERITY_NOTE, self->source, "custom-template",
                             _("The page has elements of its own in place of <%s>: answers are kept as workers give "
                               "them, and the built-in consolidation does not read them"), name);
      return FALSE;
    }
  else
    lw_template_check_say (self, LW_SEVERITY_ERROR, self->source, "no-element",
                           _("The page has no element <%s>, so there is nothing to answer; start again from the "
                             "built-in template"), name);
  return TRUE;
}

static void
check_variables (const LwTemplateCheck *self,
                 LwLiquidTemplate      *template)
{
  if (!lw_liquid_template_uses_variable (template, "task.input.taskObject"))
    lw_template_check_say (self, LW_SEVERITY_ERROR, self->source, "no-task-object",
                           _("The template never shows the image; write "
                             "src=\"{{ task.input.taskObject | grant_read_access }}\""));
  else if (!lw_liquid_template_uses_filter (template, "grant_read_access"))
    lw_template_check_say (self, LW_SEVERITY_WARNING, self->source, "no-grant-read-access",
                           _("Workers may not read the image; write "
                             "src=\"{{ task.input.taskObject | grant_read_access }}\""));
  if (!lw_liquid_template_uses_variable (template, "task.input.labels"))
    lw_template_check_say (self, LW_SEVERITY_WARNING, self->source, "no-labels",
                           _("The template does not show the job's labels; write "
                             "categories=\"{{ task.input.labels | to_json | escape }}\""));
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const LwDiagnostic *first = *(LwDiagnostic *const *) a;
  const LwDiagnostic *second = *(LwDiagnostic *const *) b;

  if (first->line != second->line)
    return first->line < second->line ? -1 : 1;
  return first->column != second->column ? (first->column < second->column ? -1 : 1)
                                         : g_strcmp0 (first->text, second->text);
}

/**
 * lw_worker_template_check:
 * @source: a worker task template
 * @element: the element of the labeling job's task type; %LW_WORKER_ELEMENT_NONE takes either, and templates with
 *   elements of their own
 * @diagnostics: (element-type LwDiagnostic): where to say what is wrong, with line and column
 *
 * Returns: whether a labeling job can be made from @source: there may be warnings, but no errors
 */
gboolean
lw_worker_template_check (const char      *source,
                          LwWorkerElement  element,
                          GPtrArray       *diagnostics)
{
  g_autoptr (LwLiquidTemplate) template = NULL;
  const LwTemplateCheck self = { source, diagnostics };
  gboolean is_built_in;

  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (diagnostics != NULL, FALSE);

  template = lw_liquid_template_parse (source, -1, diagnostics);
  if (template != NULL)
    {
      check_frame (&self);
      is_built_in = check_element (&self, element, lw_template_check_elements (&self));
      if (is_built_in)
        {
          check_variables (&self, template);
          lw_template_check_lengths (&self);
        }
      lw_liquid_template_check_variables (template, known_variables,
                                          is_built_in ? LW_SEVERITY_WARNING : LW_SEVERITY_NOTE, diagnostics);
      lw_template_check_style (&self);
      g_ptr_array_sort (diagnostics, compare_places);
    }
  return !lw_diagnostics_has_errors (diagnostics);
}
