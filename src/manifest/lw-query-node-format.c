/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a tree of conditions as text. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-node.h"

#include "lw-query-term.h"

static void
append_list (const LwQueryNode *self,
             GString           *text,
             const char        *word)
{
  lw_query_words_append_name (text, NULL, NULL);
  g_string_append_c (text, '(');
  for (guint i = 0; i < self->children->len; i++)
    {
      if (i > 0 && word != NULL)
        g_string_append_printf (text, " %s", word);
      lw_query_node_append (g_ptr_array_index (self->children, i), text);
    }
  g_string_append_c (text, ')');
}

/* Classes and confidences that stand beside each other are about the same label, so a confidence stands alone, or with
 * its classes. */
static void
append_label (const LwQueryNode *self,
              GString           *text)
{
  if (!self->range.is_set)
    {
      lw_query_words_append_names (text, "class", self->attribute, (const char *const *) self->names);
      return;
    }
  lw_query_words_append_name (text, NULL, NULL);
  g_string_append_c (text, '(');
  lw_query_words_append_names (text, "class", self->attribute, (const char *const *) self->names);
  lw_query_term_append_range (text, self->attribute, &self->range);
  g_string_append_c (text, ')');
}

static void
append_names (const LwQueryNode *self,
              GString           *text,
              const char        *name)
{
  lw_query_words_append_names (text, name, self->attribute, (const char *const *) self->names);
}

/**
 * lw_query_node_append:
 * @self: a node
 * @text: a query that is being written
 *
 * Appends the node to what is there, as one more thing that must hold.
 */
void
lw_query_node_append (const LwQueryNode *self,
                      GString           *text)
{
  switch (self->kind)
    {
    case LW_QUERY_AND:
      append_list (self, text, NULL);
      break;
    case LW_QUERY_OR:
      append_list (self, text, "or");
      break;
    case LW_QUERY_NOT:
      lw_query_words_append_name (text, NULL, NULL);
      g_string_append_c (text, '-');
      lw_query_node_append (g_ptr_array_index (self->children, 0), text);
      break;
    case LW_QUERY_LABEL:
      append_label (self, text);
      break;
    case LW_QUERY_N_LABELS:
      lw_query_term_append_number (text, "labels", self->attribute, self->first, self->last);
      break;
    case LW_QUERY_STATE:
      lw_query_term_append_bits (text, "state", self->attribute, lw_manifest_state_names, self->bits);
      break;
    case LW_QUERY_ANNOTATOR:
      lw_query_term_append_bits (text, "by", self->attribute, lw_manifest_annotator_names, self->bits);
      break;
    case LW_QUERY_TIME:
      lw_query_term_append_time (text, self->attribute, self->first, self->last);
      break;
    case LW_QUERY_JOB:
      append_names (self, text, "job");
      break;
    case LW_QUERY_HAS:
      append_names (self, text, "has");
      break;
    case LW_QUERY_DIFFERS:
      append_names (self, text, "differs");
      break;
    case LW_QUERY_TEXT:
      lw_query_words_append_text (text, self->names[0]);
      break;
    case LW_QUERY_LINE:
      lw_query_term_append_number (text, "line", NULL, self->first, self->last);
      break;
    default:
      g_assert_not_reached ();
    }
}
