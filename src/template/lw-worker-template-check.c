/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The check of a worker task template before a labeling job is made from it: what would make the job fail. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-worker-template.h"

#include "lw-liquid-context.h"
#include "lw-liquid.h"
#include "lw-source.h"
#include "lw-worker-page.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>

/* What the API takes. */
#define MAX_CHARACTERS 128000

/* The script that the elements come from. */
#define SCRIPT "https://assets.crowd.aws/crowd-html-elements.js"

typedef struct
{
  const char *source;
  GPtrArray  *diagnostics;
} Check;

static void
say (const Check *self,
     LwSeverity   severity,
     const char  *place,
     const char  *code,
     const char  *text)
{
  guint line, column;

  lw_liquid_place_find (self->source, place, &line, &column);
  lw_diagnostics_add (self->diagnostics, severity, line, column, code, "%s", text);
}

static void
check_frame (const Check *self)
{
  LwSourceTag tag;
  LwSourceSpan src;

  if (g_utf8_strlen (self->source, -1) > MAX_CHARACTERS)
    say (self, LW_SEVERITY_WARNING, self->source, "too-long",
         _("The template has more than 128,000 characters, which AWS does not take; make images links"));
  if (!lw_source_find_tag (self->source, "crowd-form", FALSE, &tag))
    say (self, LW_SEVERITY_ERROR, self->source, "no-crowd-form",
         _("There is no <crowd-form> around the page, so answers cannot be sent; add it"));
  if (!lw_source_find_tag (self->source, "script", FALSE, &tag))
    say (self, LW_SEVERITY_WARNING, self->source, "no-script",
         _("The script of the crowd elements is missing; add <script src=\"" SCRIPT "\"></script>"));
  else if (lw_source_find_attribute (&tag, "src", &src) && src.start == src.end)
    say (self, LW_SEVERITY_WARNING, tag.whole.start, "no-script",
         _("The address of the script is empty; it should be " SCRIPT));
}

static void
check_attributes (const Check       *self,
                  const LwSourceTag *tag,
                  const char        *element)
{
  static const char *const required[] = { "name", "src", "header", "categories" };
  LwSourceSpan value;

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!lw_source_find_attribute (tag, required[i], &value))
      {
        g_autofree char *text = NULL;

        text = g_strdup_printf (_("The attribute “%s” of <%s> is missing; add it"), required[i], element);
        say (self, LW_SEVERITY_ERROR, tag->whole.start, "no-attribute", text);
      }

  if (lw_source_find_attribute (tag, "name", &value))
    {
      g_autofree char *name = lw_source_decode (&value);
      g_autofree char *text = NULL;

      text = g_strdup_printf (_("The element is named “%s”; the built-in consolidation reads only answers "
                                "named “%s”"), name, element);

      if (g_strcmp0 (name, element) != 0)
        say (self, LW_SEVERITY_ERROR, value.start, "renamed-element", text);
    }
}

static void
check_element (const Check *self,
               gboolean     multi_label)
{
  const char *single = lw_worker_element_to_string (LW_WORKER_ELEMENT_SINGLE);
  const char *multi = lw_worker_element_to_string (LW_WORKER_ELEMENT_MULTI);
  const char *wanted = multi_label ? multi : single;
  const char *other = multi_label ? single : multi;
  g_autofree char *text = NULL;
  LwSourceTag tag;

  if (lw_source_find_tag (self->source, wanted, FALSE, &tag))
    {
      check_attributes (self, &tag, wanted);
      return;
    }
  if (lw_source_find_tag (self->source, other, FALSE, &tag))
    {
      text = g_strdup_printf (_("The page has <%s>, which is the element of the other task type; use <%s>"),
                              other, wanted);
      say (self, LW_SEVERITY_ERROR, tag.whole.start, "wrong-element", text);
      return;
    }
  text = g_strdup_printf (_("The page has no element <%s>, so there is nothing to answer; start again from the "
                            "built-in template"), wanted);
  say (self, LW_SEVERITY_ERROR, self->source, "no-element", text);
}

static void
check_variables (const Check      *self,
                 LwLiquidTemplate *template)
{
  if (!lw_liquid_template_uses_variable (template, "task.input.taskObject"))
    say (self, LW_SEVERITY_ERROR, self->source, "no-task-object",
         _("The template never shows the image; write src=\"{{ task.input.taskObject | grant_read_access }}\""));
  else if (!lw_liquid_template_uses_filter (template, "grant_read_access"))
    say (self, LW_SEVERITY_WARNING, self->source, "no-grant-read-access",
         _("Workers may not read the image; write src=\"{{ task.input.taskObject | grant_read_access }}\""));
  if (!lw_liquid_template_uses_variable (template, "task.input.labels"))
    say (self, LW_SEVERITY_WARNING, self->source, "no-labels",
         _("The template does not show the job's labels; write "
           "categories=\"{{ task.input.labels | to_json | escape }}\""));
}

/**
 * lw_worker_template_check:
 * @source: a worker task template
 * @multi_label: the task type of the labeling job
 * @diagnostics: (element-type LwDiagnostic): where to say what is wrong, with line and column
 *
 * Returns: whether a labeling job can be made from @source: there may be warnings, but no errors
 */
gboolean
lw_worker_template_check (const char *source,
                          gboolean    multi_label,
                          GPtrArray  *diagnostics)
{
  g_autoptr (LwLiquidTemplate) template = NULL;
  const Check self = { source, diagnostics };

  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (diagnostics != NULL, FALSE);

  template = lw_liquid_template_parse (source, -1, diagnostics);
  if (template != NULL)
    {
      check_frame (&self);
      check_element (&self, multi_label);
      check_variables (&self, template);
    }
  return !lw_diagnostics_has_errors (diagnostics);
}
