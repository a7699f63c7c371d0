/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lookup of filters by name, and what they share. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-filter.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * lw_liquid_filter_find:
 * @name: a filter's name
 *
 * Returns: (nullable): the filter, %NULL when there is none of that name
 */
const LwLiquidFilter *
lw_liquid_filter_find (const char *name)
{
  const LwLiquidFilter *const tables[] = {
    lw_liquid_html_filters, lw_liquid_text_filters, lw_liquid_number_filters, lw_liquid_list_filters,
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const LwLiquidFilter *filter = tables[i]; filter->name != NULL; filter++)
      if (strcmp (filter->name, name) == 0)
        return filter;
  return NULL;
}

/**
 * lw_liquid_get_integer_argument:
 * @context: the rendering
 * @value: an argument
 * @integer: (inout): its number; left alone when it is none
 *
 * Returns: whether @value is a number; otherwise a warning has been given
 */
gboolean
lw_liquid_get_integer_argument (LwLiquidContext     *context,
                                const LwLiquidValue *value,
                                gint64              *integer)
{
  if (lw_liquid_to_integer (value, integer))
    return TRUE;
  lw_liquid_context_warn (context, "bad-value", _("“%s” is not a whole number, as a filter needs it here"),
                          lw_liquid_get_text (context, value));
  return FALSE;
}

/**
 * lw_liquid_get_text:
 * @context: the rendering
 * @value: a value
 *
 * Returns: (transfer none): @value as text
 */
const char *
lw_liquid_get_text (LwLiquidContext     *context,
                    const LwLiquidValue *value)
{
  return lw_liquid_to_text (&context->heap, value);
}

/**
 * lw_liquid_take:
 * @context: the rendering
 * @text: (transfer full): a string
 *
 * Returns: @text as a value
 */
LwLiquidValue
lw_liquid_take (LwLiquidContext *context,
                char            *text)
{
  return lw_liquid_string (lw_liquid_heap_take (&context->heap, text));
}
