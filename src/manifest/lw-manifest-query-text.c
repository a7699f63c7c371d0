/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text form of a query: terms separated by blanks, each `name:value` or text that source-ref must contain. A row
 * must match all of them.
 *
 *   class:dog,"wild boar"     a label of any of these       class:dog class:cat    labels of both
 *   -class:cat                no such label                 confidence:<0.6        also <=, >, >=, 0.2..0.6, none
 *   state:failed              labeled, failed, unlabeled,   by:human               human, machine, unknown
 *                             malformed
 *   time:2024-05              also >=2024-05-01T10:00,      job:pets,dogs          labeled in one of these jobs
 *                             2024-05-01..2024-05-07
 *   has:species               labeled under this attribute  differs:species,review labeled under both, not the same
 *   labels:>1                 how many labels               line:100..200          lines of the file
 *   beach, "two words"        the source-ref contains it    -draft                 it does not
 *   a or b, not a, (…), -(…)  combinations; “and” binds     class@review:dog       the label attribute of one term
 *                             closer than “or”
 *   attribute:species         the attribute of all others   sort:-confidence       file, source-ref, class, confidence,
 *                                                                                  time, state, by, job
 *
 * Classes and confidences of the same parentheses are about the same label: class:dog confidence:<0.6 wants a dog with
 * a confidence below 0.6, whatever else there is. The names are not translated: the form is the same everywhere, the
 * command line included. This file reads the form; lw-manifest-query-format.c writes it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-query-private.h"
#include "lw-query-term.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 50

/* In the order of the enumeration. */
const char *const lw_manifest_sort_names[] = {
  "file", "source-ref", "class", "confidence", "time", "state", "by", "job", NULL,
};

typedef struct
{
  LwManifestQuery *query;
  const char      *text;
  gsize            position;
  gsize            error_at;
  GError          *error;
} Parser;

/* What is being read between two parentheses, or between them and an “or”. */
typedef struct
{
  GPtrArray *alternatives;
  GPtrArray *nodes;
  gboolean   is_negative;
  gboolean   is_open;
} Group;

static LwQueryNode *read_group (Parser *self,
                                guint   depth);

static gboolean
fail (Parser     *self,
      gsize       position,
      const char *message)
{
  self->error_at = position;
  g_set_error_literal (&self->error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY, message);
  return FALSE;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lw_query_node_unref);
}

static gboolean
is_label (const LwQueryNode *node)
{
  return node->kind == LW_QUERY_LABEL && !node->is_group;
}

/* The classes and the confidences of one group and one attribute are about the same label. */
static void
join_labels (GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      LwQueryNode *node = g_ptr_array_index (nodes, i);
      gboolean has_class = FALSE;

      if (!is_label (node) || node->names[0] != NULL)
        continue;
      for (guint k = 0; k < nodes->len; k++)
        {
          LwQueryNode *other = g_ptr_array_index (nodes, k);

          if (k == i || !is_label (other) || g_strcmp0 (node->attribute, other->attribute) != 0 ||
              (other->names[0] == NULL && (has_class || k > i)))
            continue;
          has_class = TRUE;
          lw_confidence_range_narrow (&other->range, &node->range);
        }
      if (has_class)
        g_ptr_array_remove_index (nodes, i--);
    }
}

/* Takes the nodes. */
static LwQueryNode *
make_and (GPtrArray *nodes)
{
  LwQueryNode *node;

  join_labels (nodes);
  if (nodes->len == 1)
    {
      node = lw_query_node_ref (g_ptr_array_index (nodes, 0));
      g_ptr_array_unref (nodes);
      return node;
    }
  node = lw_query_node_new (LW_QUERY_AND);
  g_ptr_array_unref (node->children);
  node->children = nodes;
  return node;
}

/**
 * lw_manifest_sort_parse:
 * @text: such as "confidence" or "-time"
 * @sort: (out): what to order by
 * @descending: (out): whether the greatest comes first
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY
 *
 * Returns: whether it is an order
 */
gboolean
lw_manifest_sort_parse (const char      *text,
                        LwManifestSort  *sort,
                        gboolean        *descending,
                        GError         **error)
{
  int position;
  g_autofree char *known = NULL;

  g_return_val_if_fail (text != NULL && sort != NULL && descending != NULL, FALSE);

  *descending = *text == '-';
  position = lw_query_find_name (lw_manifest_sort_names, text + *descending);
  if (position >= 0)
    {
      *sort = (LwManifestSort) position;
      return TRUE;
    }
  known = g_strjoinv (", ", (char **) lw_manifest_sort_names);
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“%s” is no order; there are %s, each also with a minus before it"), text, known);
  return FALSE;
}

/* attribute: and sort: are about the whole. Sets @is_setting when the word is one of them. */
static gboolean
read_setting (Parser            *self,
              const LwQueryWord *word,
              guint              depth,
              gboolean          *is_setting)
{
  const char *value = g_ptr_array_index (word->values, 0);
  gboolean is_sort = g_strcmp0 (word->name, "sort") == 0;

  *is_setting = is_sort || g_strcmp0 (word->name, "attribute") == 0;
  if (!*is_setting)
    return TRUE;
  if (depth > 0 || word->is_negative || word->attribute != NULL)
    return fail (self, word->start, _("“attribute:” and “sort:” are about the whole query: they stand outside of "
                                      "parentheses and without a minus"));
  if (word->values->len > 1 || (!is_sort && self->query->attribute != NULL))
    return fail (self, word->start, _("“attribute:” and “sort:” take one name"));
  if (!is_sort)
    {
      self->query->attribute = g_strdup (value);
      return TRUE;
    }
  self->error_at = word->start;
  return lw_manifest_sort_parse (value, &self->query->sort, &self->query->descending, &self->error);
}

/* Takes the node. */
static void
add_operand (Group       *group,
             LwQueryNode *node)
{
  g_ptr_array_add (group->nodes, group->is_negative ? lw_query_node_new_not (node) : node);
  group->is_negative = FALSE;
  group->is_open = FALSE;
}

static gboolean
read_term (Parser            *self,
           const LwQueryWord *word,
           guint              depth,
           Group             *group)
{
  LwQueryNode *node;
  gboolean is_setting;

  if (!read_setting (self, word, depth, &is_setting))
    return FALSE;
  if (is_setting && group->is_open)
    return fail (self, word->start, _("“attribute:” and “sort:” cannot be combined with “and” or “not”"));
  if (is_setting)
    return TRUE;
  self->error_at = word->start;
  node = lw_query_term_read (word, &self->error);
  if (node == NULL)
    return FALSE;
  add_operand (group, word->is_negative ? lw_query_node_new_not (node) : node);
  return TRUE;
}

static gboolean
read_parentheses (Parser            *self,
                  const LwQueryWord *word,
                  guint              depth,
                  Group             *group)
{
  LwQueryNode *node;

  if (depth >= MAX_DEPTH)
    return fail (self, word->start, _("Too many parentheses are inside of each other"));
  node = read_group (self, depth + 1);
  if (node == NULL)
    {
      if (self->error == NULL)
        fail (self, word->start, _("There is nothing between these parentheses"));
      return FALSE;
    }
  node->is_group = TRUE;
  add_operand (group, node);
  return TRUE;
}

static gboolean
end_alternative (Parser *self,
                 gsize   position,
                 Group  *group)
{
  if (group->nodes->len == 0)
    return fail (self, position, _("“or” stands between two conditions. To look for the word “or”, put it in "
                                   "quotation marks"));
  g_ptr_array_add (group->alternatives, make_and (group->nodes));
  group->nodes = new_list ();
  return TRUE;
}

static gboolean
read_operator (Parser            *self,
               const LwQueryWord *word,
               Group             *group)
{
  gboolean is_and = word->token == LW_QUERY_TOKEN_AND;

  if (word->token == LW_QUERY_TOKEN_MINUS)
    group->is_negative = !group->is_negative;
  else if (group->is_open || (is_and && group->nodes->len == 0))
    return fail (self, word->start, _("“and” and “or” stand between two conditions. To look for such a word, put it in "
                                      "quotation marks"));
  else if (!is_and)
    return end_alternative (self, word->start, group);
  group->is_open = TRUE;
  return TRUE;
}

/* At the end of the text or at a closing parenthesis. */
static gboolean
end_group (Parser            *self,
           const LwQueryWord *word,
           gsize              opened_at,
           guint              depth,
           Group             *group)
{
  if (depth > 0 && word->token == LW_QUERY_TOKEN_END)
    return fail (self, opened_at, _("A parenthesis opens here and is not closed"));
  if (depth == 0 && word->token == LW_QUERY_TOKEN_CLOSE)
    return fail (self, word->start, _("A parenthesis closes here and none was opened"));
  if (group->is_open)
    return fail (self, word->start, _("After “and” and “not” stands a condition. To look for such a word, put it in "
                                      "quotation marks"));
  return group->alternatives->len == 0 || end_alternative (self, word->start, group);
}

/* Reads up to the end of the group; the nodes of a group without “or” stay in group->nodes. */
static gboolean
read_operands (Parser *self,
               guint   depth,
               Group  *group)
{
  gsize opened_at = self->position > 0 ? self->position - 1 : 0;

  while (TRUE)
    {
      g_auto (LwQueryWord) word = { 0 };
      gboolean good;

      lw_query_word_read (&word, self->text, self->position);
      self->position = word.end;
      if (word.error != NULL)
        return fail (self, word.error_at, _(word.error));
      if (word.token == LW_QUERY_TOKEN_END || word.token == LW_QUERY_TOKEN_CLOSE)
        return end_group (self, &word, opened_at, depth, group);
      if (word.token == LW_QUERY_TOKEN_TERM)
        good = read_term (self, &word, depth, group);
      else if (word.token == LW_QUERY_TOKEN_OPEN)
        good = read_parentheses (self, &word, depth, group);
      else
        good = read_operator (self, &word, group);
      if (!good)
        return FALSE;
    }
}

/* Returns NULL for a group of nothing, too. At depth 0, conditions that all must hold go to the query one by one. */
static LwQueryNode *
read_group (Parser *self,
            guint   depth)
{
  Group group = { new_list (), new_list (), FALSE, FALSE };
  g_autoptr (GPtrArray) alternatives = group.alternatives;
  LwQueryNode *node = NULL;

  if (!read_operands (self, depth, &group))
    {
      g_ptr_array_unref (group.nodes);
      return NULL;
    }
  if (alternatives->len > 0)
    {
      g_ptr_array_unref (group.nodes);
      node = lw_query_node_new (LW_QUERY_OR);
      g_ptr_array_extend_and_steal (node->children, g_steal_pointer (&alternatives));
      return node;
    }
  if (depth > 0 && group.nodes->len > 0)
    return make_and (group.nodes);
  if (depth == 0)
    {
      join_labels (group.nodes);
      lw_manifest_query_add_list (self->query, group.nodes);
    }
  g_ptr_array_unref (group.nodes);
  return node;
}

/**
 * lw_manifest_query_parse_at:
 * @text: a query as text; empty for all rows
 * @error_at: (out) (optional): where the trouble is, in bytes
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY. The message starts with the column, in characters from 1
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with @error set
 */
LwManifestQuery *
lw_manifest_query_parse_at (const char  *text,
                            gsize       *error_at,
                            GError     **error)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_new ();
  g_autoptr (LwQueryNode) node = NULL;
  Parser parser = { .query = query, .text = text };

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY, _("The text is not UTF-8"));
      return NULL;
    }
  node = read_group (&parser, 0);
  if (parser.error == NULL)
    {
      if (node != NULL)
        lw_manifest_query_add (query, node);
      return g_steal_pointer (&query);
    }
  if (error_at != NULL)
    *error_at = parser.error_at;
  g_propagate_prefixed_error (error, parser.error, _("Column %ld: "),
                              g_utf8_pointer_to_offset (text, text + parser.error_at) + 1);
  return NULL;
}

/**
 * lw_manifest_query_parse:
 * @text: a query as text; empty for all rows
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY
 *
 * Returns: (transfer full) (nullable): the query, or %NULL with @error set
 */
LwManifestQuery *
lw_manifest_query_parse (const char  *text,
                         GError     **error)
{
  return lw_manifest_query_parse_at (text, NULL, error);
}

/**
 * lw_manifest_query_narrow:
 * @self: a query
 * @text: more conditions as text
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY
 *
 * Returns: (transfer full) (nullable): the query for rows that match @self and @text, in the order of @self; or %NULL
 *   with @error set
 */
LwManifestQuery *
lw_manifest_query_narrow (LwManifestQuery  *self,
                          const char       *text,
                          GError          **error)
{
  g_autofree char *before = NULL;
  g_autofree char *both = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  before = lw_manifest_query_format (self);
  both = g_strdup_printf ("%s (%s)", before, text);
  return lw_manifest_query_parse (both, error);
}
