/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the expressions inside the braces. Working them out is in lw-liquid-expression.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-parser.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <string.h>

/* A template that is no template at all says so this often. */
#define MAX_ERRORS 100

/**
 * lw_liquid_parser_error:
 * @self: the parser
 * @place: where it is
 * @format: a translated sentence
 *
 * Says what is wrong, once for each pair of braces.
 */
void
lw_liquid_parser_error (LwLiquidParser *self,
                        const char     *place,
                        const char     *format,
                        ...)
{
  g_autofree char *text = NULL;
  guint line, column;
  va_list args;

  if (self->failed || self->n_errors++ >= MAX_ERRORS)
    return;
  self->failed = TRUE;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  lw_liquid_place_find (self->source, place, &line, &column);
  lw_diagnostics_add (self->diagnostics, LW_SEVERITY_ERROR, line, column, "liquid-syntax", "%s", text);
}

/**
 * lw_liquid_parser_unexpected:
 * @self: the parser
 *
 * Says that the next word does not belong where it is.
 */
void
lw_liquid_parser_unexpected (LwLiquidParser *self)
{
  const LwLiquidToken *token = &self->token;

  if (token->kind == LW_LIQUID_TOKEN_END)
    lw_liquid_parser_error (self, token->start, _("Something is missing here before the braces close"));
  else if (token->kind == LW_LIQUID_TOKEN_UNKNOWN && (*token->start == '"' || *token->start == '\''))
    lw_liquid_parser_error (self, token->start, _("This text in quotes is not closed; add the second quote"));
  else
    lw_liquid_parser_error (self, token->start, _("“%.*s” is not expected here"), (int) token->length,
                            token->start);
}

/**
 * lw_liquid_parser_start:
 * @self: the parser
 * @start: where the expression starts
 * @end: where it ends
 */
void
lw_liquid_parser_start (LwLiquidParser *self,
                        const char     *start,
                        const char     *end)
{
  self->markup_end = end;
  self->token = lw_liquid_token_read (start, end);
}

/**
 * lw_liquid_parser_next:
 * @self: the parser
 *
 * Goes on to the next word.
 */
void
lw_liquid_parser_next (LwLiquidParser *self)
{
  self->token = lw_liquid_token_read (lw_liquid_token_end (&self->token), self->markup_end);
}

/**
 * lw_liquid_parser_accept:
 * @self: the parser
 * @text: a word or character
 *
 * Returns: whether it comes next; then it has been read
 */
gboolean
lw_liquid_parser_accept (LwLiquidParser *self,
                         const char     *text)
{
  if (!lw_liquid_token_is (&self->token, text))
    return FALSE;
  lw_liquid_parser_next (self);
  return TRUE;
}

/**
 * lw_liquid_parser_take_name:
 * @self: the parser
 *
 * Returns: (transfer none) (nullable): the name that comes next; %NULL, and an error said, when there is none
 */
const char *
lw_liquid_parser_take_name (LwLiquidParser *self)
{
  const char *name;

  if (self->token.kind != LW_LIQUID_TOKEN_NAME)
    {
      lw_liquid_parser_unexpected (self);
      return NULL;
    }
  name = lw_liquid_heap_take (self->heap, g_strndup (self->token.start, self->token.length));
  lw_liquid_parser_next (self);
  return name;
}

/**
 * lw_liquid_parser_take_own:
 * @self: a parser
 *
 * Returns: (nullable): the name that the template gives to something of its own, as lw_liquid_parser_take_name()
 */
const char *
lw_liquid_parser_take_own (LwLiquidParser *self)
{
  const char *name = lw_liquid_parser_take_name (self);

  if (name != NULL)
    g_hash_table_add (self->own_names, g_strdup (name));
  return name;
}

/**
 * lw_liquid_parser_finish:
 * @self: the parser
 *
 * Says so when something is left before the braces close.
 */
void
lw_liquid_parser_finish (LwLiquidParser *self)
{
  if (self->token.kind != LW_LIQUID_TOKEN_END)
    lw_liquid_parser_unexpected (self);
}

static LwLiquidExpression *
new_expression (LwLiquidParser         *self,
                LwLiquidExpressionKind  kind)
{
  LwLiquidExpression *expression = lw_liquid_heap_alloc (self->heap, sizeof *expression);

  expression->kind = kind;
  return expression;
}

static LwLiquidExpression *
new_string (LwLiquidParser *self)
{
  LwLiquidExpression *expression = new_expression (self, LW_LIQUID_LITERAL);

  expression->literal = lw_liquid_string (lw_liquid_heap_take (self->heap, g_strndup (self->token.start,
                                                                                       self->token.length)));
  lw_liquid_parser_next (self);
  return expression;
}

static LwLiquidExpression *
parse_number (LwLiquidParser *self)
{
  LwLiquidExpression *expression = new_expression (self, LW_LIQUID_LITERAL);
  g_autofree char *text = g_strndup (self->token.start, self->token.length);

  lw_liquid_parse_number (text, &expression->literal);
  lw_liquid_parser_next (self);
  return expression;
}

/* The words that are values, not variables; only when no path goes on from them. */
static gboolean
find_word (const LwLiquidToken *token,
           LwLiquidValue       *value)
{
  const struct
  {
    const char    *word;
    LwLiquidValue  value;
  } words[] = {
    { "nil", lw_liquid_nil () },
    { "null", lw_liquid_nil () },
    { "true", lw_liquid_boolean (TRUE) },
    { "false", lw_liquid_boolean (FALSE) },
    { "empty", { .kind = LW_LIQUID_EMPTY } },
    { "blank", { .kind = LW_LIQUID_BLANK } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (lw_liquid_token_is (token, words[i].word))
      {
        *value = words[i].value;
        return TRUE;
      }
  return FALSE;
}

static LwLiquidExpression *
parse_bracket (LwLiquidParser *self)
{
  LwLiquidExpression *step = lw_liquid_parse_expression (self);

  if (!lw_liquid_parser_accept (self, "]"))
    lw_liquid_parser_unexpected (self);
  return step;
}

static void
note_path (LwLiquidParser           *self,
           const LwLiquidExpression *path,
           const char               *place)
{
  GString *text = g_string_new (path->name);
  const LwLiquidExpression *step = path->steps;

  for (; step != NULL && step->literal.kind == LW_LIQUID_STRING; step = step->next)
    g_string_append_printf (text, ".%s", step->literal.as.string);
  if (g_hash_table_contains (self->variables, text->str))
    g_string_free (text, TRUE);
  else
    g_hash_table_insert (self->variables, g_string_free (text, FALSE), (gpointer) place);
}

G_GNUC_PRINTF (4, 5) static void
warn (LwLiquidParser *self,
      const char     *place,
      const char     *code,
      const char     *format,
      ...)
{
  g_autofree char *text = NULL;
  guint line, column;
  va_list args;

  if (self->n_errors++ >= MAX_ERRORS)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  lw_liquid_place_find (self->source, place, &line, &column);
  lw_diagnostics_add (self->diagnostics, LW_SEVERITY_WARNING, line, column, code, "%s", text);
}

static void
check_name (LwLiquidParser *self)
{
  g_autofree char *name = g_strndup (self->token.start, self->token.length);

  if (self->token.kind == LW_LIQUID_TOKEN_NAME && strchr (name, '{') != NULL)
    warn (self, self->token.start, "placeholder",
          _("“%s” looks like a placeholder that was never filled in"), name);
}

static LwLiquidExpression *
parse_path (LwLiquidParser *self)
{
  LwLiquidExpression *path = new_expression (self, LW_LIQUID_PATH);
  LwLiquidExpression **last = &path->steps;
  const char *place = self->token.start;

  check_name (self);
  if (self->token.kind == LW_LIQUID_TOKEN_NAME)
    path->name = lw_liquid_parser_take_name (self);
  while (TRUE)
    {
      if (lw_liquid_parser_accept (self, "["))
        *last = parse_bracket (self);
      else if (!lw_liquid_parser_accept (self, "."))
        break;
      else if (self->token.kind != LW_LIQUID_TOKEN_NAME)
        {
          lw_liquid_parser_unexpected (self);
          break;
        }
      else
        {
          check_name (self);
          *last = new_string (self);
          (*last)->dotted = TRUE;
        }
      last = &(*last)->next;
    }
  if (path->name != NULL)
    note_path (self, path, place);
  return path;
}

static LwLiquidExpression *
parse_span (LwLiquidParser *self)
{
  LwLiquidExpression *first = lw_liquid_parse_expression (self);
  LwLiquidExpression *span = new_expression (self, LW_LIQUID_SPAN);

  span->steps = first;
  if (self->token.kind == LW_LIQUID_TOKEN_RANGE)
    lw_liquid_parser_next (self);
  else
    lw_liquid_parser_unexpected (self);
  first->next = lw_liquid_parse_expression (self);
  if (!lw_liquid_parser_accept (self, ")"))
    lw_liquid_parser_unexpected (self);
  return span;
}

static LwLiquidExpression *
parse_value (LwLiquidParser *self)
{
  LwLiquidValue word;

  if (self->token.kind == LW_LIQUID_TOKEN_STRING)
    return new_string (self);
  if (self->token.kind == LW_LIQUID_TOKEN_NUMBER)
    return parse_number (self);
  if (self->token.kind == LW_LIQUID_TOKEN_NAME && find_word (&self->token, &word))
    {
      LwLiquidExpression *expression = new_expression (self, LW_LIQUID_LITERAL);

      expression->literal = word;
      lw_liquid_parser_next (self);
      return expression;
    }
  if (self->token.kind == LW_LIQUID_TOKEN_NAME || lw_liquid_token_is (&self->token, "["))
    return parse_path (self);
  if (lw_liquid_parser_accept (self, "("))
    return parse_span (self);

  lw_liquid_parser_unexpected (self);
  return new_expression (self, LW_LIQUID_LITERAL);
}

/**
 * lw_liquid_parse_expression:
 * @self: the parser
 *
 * Returns: (transfer none): the value that comes next; nil, and an error said, when there is none
 */
LwLiquidExpression *
lw_liquid_parse_expression (LwLiquidParser *self)
{
  LwLiquidExpression *expression;

  if (self->depth >= 2 * LW_LIQUID_MAX_NESTING)
    {
      lw_liquid_parser_error (self, self->token.start, _("The brackets are nested too deeply"));
      return new_expression (self, LW_LIQUID_LITERAL);
    }
  self->depth++;
  expression = parse_value (self);
  self->depth--;
  return expression;
}

static LwLiquidExpression *
parse_argument (LwLiquidParser *self)
{
  LwLiquidToken name = self->token;
  LwLiquidExpression *argument = lw_liquid_parse_expression (self);

  if (argument->kind != LW_LIQUID_PATH || argument->steps != NULL || !lw_liquid_parser_accept (self, ":"))
    return argument;
  argument = lw_liquid_parse_expression (self);
  argument->keyword = lw_liquid_heap_take (self->heap, g_strndup (name.start, name.length));
  return argument;
}

static guint
parse_arguments (LwLiquidParser     *self,
                 LwLiquidFilterCall *call)
{
  LwLiquidExpression **last = &call->arguments;
  guint length = 0;

  do
    {
      if (lw_liquid_token_is (&self->token, "|") || self->token.kind == LW_LIQUID_TOKEN_END)
        {
          lw_liquid_parser_unexpected (self);
          break;
        }
      *last = parse_argument (self);
      length += (*last)->keyword == NULL;
      last = &(*last)->next;
    }
  while (lw_liquid_parser_accept (self, ","));
  return length;
}

static LwLiquidFilterCall *
parse_filter (LwLiquidParser *self)
{
  LwLiquidFilterCall *call = lw_liquid_heap_alloc (self->heap, sizeof *call);
  const char *place = self->token.start;
  const char *name = lw_liquid_parser_take_name (self);
  guint length = 0;

  if (lw_liquid_parser_accept (self, ":"))
    length = parse_arguments (self, call);
  if (name == NULL)
    return call;

  call->filter = lw_liquid_filter_find (name);
  g_hash_table_add (self->filters, g_strdup (name));
  if (call->filter == NULL)
    warn (self, place, "unknown-filter", _("There is no filter “%s”; the value stays as it is"), name);
  else if (length < call->filter->min_arguments)
    lw_liquid_parser_error (self, place, _("The filter “%s” needs more arguments"), name);
  else if (length > call->filter->max_arguments)
    lw_liquid_parser_error (self, place, _("The filter “%s” was given too many arguments"), name);
  return call;
}

/**
 * lw_liquid_parse_pipe:
 * @self: the parser
 *
 * Returns: the value with filters that comes next
 */
LwLiquidPipe
lw_liquid_parse_pipe (LwLiquidParser *self)
{
  LwLiquidPipe pipe = { lw_liquid_parse_expression (self), NULL };
  LwLiquidFilterCall **last = &pipe.filters;

  while (lw_liquid_parser_accept (self, "|"))
    {
      *last = parse_filter (self);
      last = &(*last)->next;
    }
  return pipe;
}

static LwLiquidOperator
parse_operator (LwLiquidParser *self)
{
  static const char *const operators[] = { NULL, "==", "!=", "<", "<=", ">", ">=", "contains" };

  if (lw_liquid_parser_accept (self, "<>"))
    return LW_LIQUID_NOT_EQUAL;
  for (guint i = 1; i < G_N_ELEMENTS (operators); i++)
    if (lw_liquid_parser_accept (self, operators[i]))
      return (LwLiquidOperator) i;
  return LW_LIQUID_TRUTH;
}

/**
 * lw_liquid_parse_condition:
 * @self: the parser
 *
 * Returns: (transfer none): the condition that comes next
 */
LwLiquidCondition *
lw_liquid_parse_condition (LwLiquidParser *self)
{
  LwLiquidCondition *first = NULL;
  LwLiquidCondition **last = &first;

  while (TRUE)
    {
      LwLiquidCondition *condition = lw_liquid_heap_alloc (self->heap, sizeof *condition);

      *last = condition;
      condition->left = lw_liquid_parse_expression (self);
      condition->operator = parse_operator (self);
      if (condition->operator != LW_LIQUID_TRUTH)
        condition->right = lw_liquid_parse_expression (self);
      if (lw_liquid_parser_accept (self, "and"))
        condition->relation = 'a';
      else if (lw_liquid_parser_accept (self, "or"))
        condition->relation = 'o';
      else
        return first;
      last = &condition->next;
    }
}
