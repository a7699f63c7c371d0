/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of one rendering: variables, loops, output, limits, and what went wrong where. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-context.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <string.h>

/* A loop that goes wrong a million times says so this often. */
#define MAX_DIAGNOSTICS 100

/* So many bytes looked at count as one step. */
#define BYTES_PER_STEP 256

/**
 * lw_liquid_place_find:
 * @source: a text
 * @place: a place in it
 * @line: (out): its line, from 1
 * @column: (out): its column in bytes, from 1
 */
void
lw_liquid_place_find (const char *source,
                      const char *place,
                      guint      *line,
                      guint      *column)
{
  const char *start = source;

  *line = 1;
  for (const char *p = source; p < place; p++)
    if (*p == '\n')
      {
        (*line)++;
        start = p + 1;
      }
  *column = place - start + 1;
}

static void
report (LwLiquidContext *self,
        LwSeverity       severity,
        const char      *code,
        const char      *text)
{
  guint line, column;

  if (self->diagnostics == NULL || self->diagnostics->len >= MAX_DIAGNOSTICS)
    return;
  lw_liquid_place_find (self->source, self->place, &line, &column);
  lw_diagnostics_add (self->diagnostics, severity, line, column, code, "%s", text);
}

/**
 * lw_liquid_context_warn:
 * @self: the rendering
 * @code: (transfer none): a static word
 * @format: a translated sentence
 *
 * Says that something at the current place gave nothing. The rendering goes on.
 */
void
lw_liquid_context_warn (LwLiquidContext *self,
                        const char      *code,
                        const char      *format,
                        ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  report (self, LW_SEVERITY_WARNING, code, text);
}

/**
 * lw_liquid_context_stop:
 * @self: the rendering
 * @code: (transfer none): a static word
 * @text: a translated sentence
 *
 * Ends the rendering with an error, once.
 */
void
lw_liquid_context_stop (LwLiquidContext *self,
                        const char      *code,
                        const char      *text)
{
  if (self->flow == LW_LIQUID_FLOW_STOP)
    return;
  self->flow = LW_LIQUID_FLOW_STOP;
  report (self, LW_SEVERITY_ERROR, code, text);
}

/**
 * lw_liquid_context_step:
 * @self: the rendering
 * @bytes: how much text the step looks at
 *
 * Counts one step against the limits, and stops the rendering when one is passed.
 *
 * Returns: whether the rendering goes on
 */
gboolean
lw_liquid_context_step (LwLiquidContext *self,
                        gsize            bytes)
{
  gsize cost = 1 + bytes / BYTES_PER_STEP;

  if (self->flow == LW_LIQUID_FLOW_STOP)
    return FALSE;

  if (cost > self->steps)
    lw_liquid_context_stop (self, "too-many-steps",
                            _("The template takes too many steps; a loop may go over too many items"));
  else if (self->heap.full)
    lw_liquid_context_stop (self, "too-much-memory",
                            _("The template takes too much memory; a text may grow in a loop"));
  else if (self->output->len > self->max_output)
    lw_liquid_context_stop (self, "too-much-output",
                            _("The template writes too much; a loop may go on too long"));
  else
    self->steps -= cost;
  return self->flow != LW_LIQUID_FLOW_STOP;
}

/**
 * lw_liquid_context_lookup:
 * @self: the rendering
 * @name: a variable
 *
 * Returns: its value: of the loops from the inside out, then assigned, then the caller's, then counters; or nil
 */
LwLiquidValue
lw_liquid_context_lookup (LwLiquidContext *self,
                          const char      *name)
{
  const LwLiquidValue *assigned;
  const gint64 *counter;

  for (const LwLiquidLoop *loop = self->loop; loop != NULL; loop = loop->parent)
    if (strcmp (loop->variable, name) == 0)
      return loop->item;
  if (self->loop != NULL && strcmp (name, "forloop") == 0)
    return (LwLiquidValue) { .kind = LW_LIQUID_LOOP, .as.loop = self->loop };

  assigned = g_hash_table_lookup (self->assigned, name);
  if (assigned != NULL)
    return *assigned;
  if (self->variables != NULL && json_object_has_member (self->variables, name))
    return lw_liquid_from_json (json_object_get_member (self->variables, name));
  counter = g_hash_table_lookup (self->counters, name);
  if (counter != NULL)
    return lw_liquid_integer (*counter);
  if (strcmp (name, "self") == 0)
    return (LwLiquidValue) { .kind = LW_LIQUID_SELF };
  return lw_liquid_nil ();
}

/**
 * lw_liquid_context_assign:
 * @self: the rendering
 * @name: a variable; as long-lived as the template
 * @value: its new value
 */
void
lw_liquid_context_assign (LwLiquidContext *self,
                          const char      *name,
                          LwLiquidValue    value)
{
  LwLiquidValue *copy = g_hash_table_lookup (self->assigned, name);

  if (copy == NULL)
    {
      copy = g_new (LwLiquidValue, 1);
      g_hash_table_insert (self->assigned, (char *) name, copy);
    }
  *copy = value;
}

/**
 * lw_liquid_context_count:
 * @self: the rendering
 * @name: a counter; as long-lived as the template
 * @by: 1 or -1
 *
 * Returns: what the tag increment or decrement shows
 */
gint64
lw_liquid_context_count (LwLiquidContext *self,
                         const char      *name,
                         int              by)
{
  gint64 *counter = g_hash_table_lookup (self->counters, name);

  if (counter == NULL)
    {
      counter = g_new0 (gint64, 1);
      g_hash_table_insert (self->counters, (char *) name, counter);
    }
  *counter += by;
  return by > 0 ? *counter - by : *counter;
}
