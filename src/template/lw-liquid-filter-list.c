/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters about lists, and those that look at a value as a whole. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 100

typedef gboolean (*ItemFunc) (LwLiquidContext         *context,
                              const LwLiquidValue     *item,
                              const LwLiquidArguments *arguments);

static void
flatten (LwLiquidContext     *context,
         GArray              *items,
         const LwLiquidValue *value,
         guint                depth)
{
  if (!lw_liquid_is_list (value) || depth > MAX_DEPTH)
    {
      g_array_append_vals (items, value, 1);
      return;
    }
  for (guint i = 0; i < lw_liquid_get_length (value) && lw_liquid_context_step (context, 0); i++)
    {
      LwLiquidValue item = lw_liquid_get_item (value, i);

      flatten (context, items, &item, depth + 1);
    }
}

/* What the filters for lists go through: nested lists become one, anything else a list of one. */
static GArray *
get_items (LwLiquidContext     *context,
           const LwLiquidValue *input)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (LwLiquidValue));

  if (input->kind != LW_LIQUID_NIL)
    flatten (context, items, input, 0);
  return items;
}

static LwLiquidValue *
get_item (GArray *items,
          guint   index)
{
  return &g_array_index (items, LwLiquidValue, index);
}

static LwLiquidValue
take_items (LwLiquidContext *context,
            GArray          *items)
{
  LwLiquidArray *array = lw_liquid_new_array (&context->heap, items->len);

  if (array->length > 0)
    memcpy (array->items, items->data, array->length * sizeof (LwLiquidValue));
  return lw_liquid_array (array);
}

/* The property of @item that the first argument names; @item itself when it names none. */
static LwLiquidValue
get_property (LwLiquidContext         *context,
              const LwLiquidValue     *item,
              const LwLiquidArguments *arguments)
{
  const LwLiquidValue *name = &arguments->values[0];

  if (name->kind == LW_LIQUID_NIL)
    return *item;
  if (item->kind != LW_LIQUID_OBJECT)
    return lw_liquid_nil ();
  return lw_liquid_get_member (&context->heap, item, lw_liquid_to_text (&context->heap, name));
}

static LwLiquidValue
filter_size (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  LwLiquidValue size = lw_liquid_get_member (&context->heap, input, "size");

  return size.kind == LW_LIQUID_INTEGER ? size : lw_liquid_integer (0);
}

static LwLiquidValue
filter_first (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  return lw_liquid_get_first (&context->heap, input);
}

static LwLiquidValue
filter_last (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  return lw_liquid_get_last (&context->heap, input);
}

static LwLiquidValue
filter_default (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  gboolean is_false = input->kind == LW_LIQUID_BOOLEAN && !input->as.boolean;
  gboolean missing = is_false ? !arguments->allow_false
                              : input->kind == LW_LIQUID_NIL || lw_liquid_is_empty (input);

  return missing ? arguments->values[0] : *input;
}

static LwLiquidValue
filter_join (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);
  const char *glue = arguments->length > 0 ? lw_liquid_get_text (context, &arguments->values[0]) : " ";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        lw_liquid_heap_append (&context->heap, text, glue, -1);
      lw_liquid_heap_append (&context->heap, text, lw_liquid_get_text (context, get_item (items, i)), -1);
    }
  return lw_liquid_take (context, g_string_free (text, FALSE));
}

static void
add_part (LwLiquidContext *context,
          GArray          *parts,
          const char      *start,
          gsize            length)
{
  LwLiquidValue part = lw_liquid_take (context, g_strndup (start, length));

  g_array_append_val (parts, part);
}

static void
split_words (LwLiquidContext *context,
             GArray          *parts,
             const char      *text)
{
  while (*(text += strspn (text, " \t\n\v\f\r")) != '\0' && lw_liquid_context_step (context, 0))
    {
      gsize length = strcspn (text, " \t\n\v\f\r");

      add_part (context, parts, text, length);
      text += length;
    }
}

static LwLiquidValue
filter_split (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (LwLiquidValue));
  const char *text = lw_liquid_get_text (context, input);
  const char *by = lw_liquid_get_text (context, &arguments->values[0]);
  gsize length = strlen (by);

  if (strcmp (by, " ") == 0)
    split_words (context, parts, text);
  else
    while (*text != '\0' && lw_liquid_context_step (context, 0))
      {
        const char *hit = length > 0 ? strstr (text, by) : g_utf8_next_char (text);
        const char *end = hit != NULL ? hit : text + strlen (text);

        add_part (context, parts, text, end - text);
        text = hit != NULL ? hit + length : end;
      }
  while (parts->len > 0 && lw_liquid_is_empty (get_item (parts, parts->len - 1)))
    g_array_set_size (parts, parts->len - 1);
  return take_items (context, parts);
}

static LwLiquidValue
filter_slice (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  gboolean is_list = lw_liquid_is_list (input);
  const char *text = is_list ? "" : lw_liquid_get_text (context, input);
  gint64 size = is_list ? lw_liquid_get_length (input) : g_utf8_strlen (text, -1);
  gint64 offset = 0, length = 1;
  LwLiquidArray *array;

  if (!lw_liquid_get_integer_argument (context, &arguments->values[0], &offset) ||
      (arguments->length > 1 && !lw_liquid_get_integer_argument (context, &arguments->values[1], &length)))
    return lw_liquid_nil ();
  if (offset < 0)
    offset += size;
  if (offset < 0 || offset > size || length <= 0)
    return is_list ? lw_liquid_array (lw_liquid_new_array (&context->heap, 0)) : lw_liquid_string ("");
  length = MIN (length, size - offset);
  if (!is_list)
    {
      const char *start = g_utf8_offset_to_pointer (text, offset);

      return lw_liquid_take (context, g_strndup (start, g_utf8_offset_to_pointer (start, length) - start));
    }

  array = lw_liquid_new_array (&context->heap, length);
  for (guint i = 0; i < array->length; i++)
    array->items[i] = lw_liquid_get_item (input, offset + i);
  return lw_liquid_array (array);
}

static LwLiquidValue
filter_reverse (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);

  for (guint i = 0; i < items->len / 2; i++)
    {
      LwLiquidValue other = *get_item (items, i);

      *get_item (items, i) = *get_item (items, items->len - 1 - i);
      *get_item (items, items->len - 1 - i) = other;
    }
  return take_items (context, items);
}

static LwLiquidValue
filter_concat (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);

  if (!lw_liquid_is_list (&arguments->values[0]))
    lw_liquid_context_warn (context, "bad-value", _("The filter “%s” needs a list"), "concat");
  else
    flatten (context, items, &arguments->values[0], MAX_DEPTH);
  return take_items (context, items);
}

static LwLiquidValue
filter_map (LwLiquidContext         *context,
            const LwLiquidValue     *input,
            const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);

  for (guint i = 0; i < items->len; i++)
    *get_item (items, i) = get_property (context, get_item (items, i), arguments);
  return take_items (context, items);
}

static LwLiquidValue
filter_sum (LwLiquidContext         *context,
            const LwLiquidValue     *input,
            const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);
  const LwLiquidFilter *plus = lw_liquid_filter_find ("plus");
  LwLiquidValue sum = lw_liquid_integer (0);

  for (guint i = 0; i < items->len; i++)
    {
      LwLiquidValue value = get_property (context, get_item (items, i), arguments);

      sum = plus->func (context, &sum, &(LwLiquidArguments) { 1, { value }, FALSE });
    }
  return sum;
}

static gboolean
item_matches (LwLiquidContext         *context,
              const LwLiquidValue     *item,
              const LwLiquidArguments *arguments)
{
  LwLiquidValue value = get_property (context, item, arguments);

  if (!lw_liquid_context_step (context, lw_liquid_get_size (&value)))
    return FALSE;
  if (arguments->values[1].kind == LW_LIQUID_NIL)
    return lw_liquid_is_truthy (&value);
  return lw_liquid_equal (&value, &arguments->values[1]);
}

static gboolean
item_does_not_match (LwLiquidContext         *context,
                     const LwLiquidValue     *item,
                     const LwLiquidArguments *arguments)
{
  return !item_matches (context, item, arguments);
}

static gboolean
item_is_there (LwLiquidContext         *context,
               const LwLiquidValue     *item,
               const LwLiquidArguments *arguments)
{
  return get_property (context, item, arguments).kind != LW_LIQUID_NIL;
}

static LwLiquidValue
keep_items (LwLiquidContext         *context,
            const LwLiquidValue     *input,
            const LwLiquidArguments *arguments,
            ItemFunc                 func)
{
  g_autoptr (GArray) items = get_items (context, input);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LwLiquidValue));

  for (guint i = 0; i < items->len; i++)
    if (func (context, get_item (items, i), arguments))
      g_array_append_vals (kept, get_item (items, i), 1);
  return take_items (context, kept);
}

static LwLiquidValue
filter_where (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  return keep_items (context, input, arguments, item_matches);
}

static LwLiquidValue
filter_reject (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  return keep_items (context, input, arguments, item_does_not_match);
}

static LwLiquidValue
filter_compact (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  return keep_items (context, input, arguments, item_is_there);
}

/* The place of the first item that matches, -1 when there is none. */
static int
find_index (LwLiquidContext         *context,
            GArray                  *items,
            const LwLiquidArguments *arguments)
{
  for (guint i = 0; i < items->len; i++)
    if (item_matches (context, get_item (items, i), arguments))
      return i;
  return -1;
}

static LwLiquidValue
filter_find (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);
  int index = find_index (context, items, arguments);

  return index >= 0 ? *get_item (items, index) : lw_liquid_nil ();
}

static LwLiquidValue
filter_find_index (LwLiquidContext         *context,
                   const LwLiquidValue     *input,
                   const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);
  int index = find_index (context, items, arguments);

  return index >= 0 ? lw_liquid_integer (index) : lw_liquid_nil ();
}

static LwLiquidValue
filter_has (LwLiquidContext         *context,
            const LwLiquidValue     *input,
            const LwLiquidArguments *arguments)
{
  g_autoptr (GArray) items = get_items (context, input);

  return lw_liquid_boolean (find_index (context, items, arguments) >= 0);
}

static LwLiquidValue
filter_uniq (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) items = get_items (context, input);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (LwLiquidValue));

  for (guint i = 0; i < items->len; i++)
    {
      LwLiquidValue value = get_property (context, get_item (items, i), arguments);

      if (g_hash_table_add (seen, (char *) lw_liquid_to_json (&context->heap, &value)))
        g_array_append_vals (kept, get_item (items, i), 1);
    }
  return take_items (context, kept);
}

typedef struct
{
  LwLiquidContext         *context;
  const LwLiquidArguments *arguments;
  gboolean                 natural;
} SortData;

/* Nil comes last; what has no order stays where it is. */
static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  SortData *data = user_data;
  LwLiquidValue left = get_property (data->context, a, data->arguments);
  LwLiquidValue right = get_property (data->context, b, data->arguments);
  int order = 0;

  if (!lw_liquid_context_step (data->context, lw_liquid_get_size (&left)))
    return 0;
  if (left.kind == LW_LIQUID_NIL || right.kind == LW_LIQUID_NIL)
    return (left.kind == LW_LIQUID_NIL) - (right.kind == LW_LIQUID_NIL);
  if (data->natural)
    return g_ascii_strcasecmp (lw_liquid_get_text (data->context, &left),
                               lw_liquid_get_text (data->context, &right));
  lw_liquid_compare (&left, &right, &order);
  return order;
}

static LwLiquidValue
sort_items (LwLiquidContext         *context,
            const LwLiquidValue     *input,
            const LwLiquidArguments *arguments,
            gboolean                 natural)
{
  g_autoptr (GArray) items = get_items (context, input);
  SortData data = { context, arguments, natural };

  g_array_sort_with_data (items, compare_items, &data);
  return take_items (context, items);
}

static LwLiquidValue
filter_sort (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  return sort_items (context, input, arguments, FALSE);
}

static LwLiquidValue
filter_sort_natural (LwLiquidContext         *context,
                     const LwLiquidValue     *input,
                     const LwLiquidArguments *arguments)
{
  return sort_items (context, input, arguments, TRUE);
}

const LwLiquidFilter lw_liquid_list_filters[] = {
  { "compact", filter_compact, 0, 1 },
  { "concat", filter_concat, 1, 1 },
  { "default", filter_default, 0, 1 },
  { "find", filter_find, 1, 2 },
  { "find_index", filter_find_index, 1, 2 },
  { "first", filter_first, 0, 0 },
  { "has", filter_has, 1, 2 },
  { "join", filter_join, 0, 1 },
  { "last", filter_last, 0, 0 },
  { "map", filter_map, 1, 1 },
  { "reject", filter_reject, 1, 2 },
  { "reverse", filter_reverse, 0, 0 },
  { "size", filter_size, 0, 0 },
  { "slice", filter_slice, 1, 2 },
  { "sort", filter_sort, 0, 1 },
  { "sort_natural", filter_sort_natural, 0, 1 },
  { "split", filter_split, 1, 1 },
  { "sum", filter_sum, 0, 1 },
  { "uniq", filter_uniq, 0, 1 },
  { "where", filter_where, 1, 2 },
  { .name = NULL }
};
