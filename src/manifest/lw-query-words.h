/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the text form of a query: read and written by the same table, so that what is written can be read. Only
 * for manifest/. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwQueryToken:
 * @LW_QUERY_TOKEN_END: the text is over
 * @LW_QUERY_TOKEN_OPEN: a parenthesis that opens
 * @LW_QUERY_TOKEN_CLOSE: a parenthesis that closes
 * @LW_QUERY_TOKEN_MINUS: a minus before a parenthesis, or "not"
 * @LW_QUERY_TOKEN_AND: "and"
 * @LW_QUERY_TOKEN_OR: "or"
 * @LW_QUERY_TOKEN_TERM: everything else
 */
typedef enum
{
  LW_QUERY_TOKEN_END,
  LW_QUERY_TOKEN_OPEN,
  LW_QUERY_TOKEN_CLOSE,
  LW_QUERY_TOKEN_MINUS,
  LW_QUERY_TOKEN_AND,
  LW_QUERY_TOKEN_OR,
  LW_QUERY_TOKEN_TERM,
} LwQueryToken;

typedef struct _LwQueryWord LwQueryWord;

/**
 * LwQueryWord:
 * @token: what it is
 * @start: where it starts in the text, in bytes
 * @end: where it ends
 * @is_negative: a term with a minus
 * @name: (nullable): the name before the colon; %NULL for text
 * @attribute: (nullable): the label attribute between @ and the colon
 * @values: (element-type utf8): what stands behind the colon, or the text
 * @value_start: where the last value starts
 * @is_quoted: the last value is in quotes
 * @error: (nullable): what is wrong with it, a msgid
 * @error_at: where
 */
struct _LwQueryWord
{
  LwQueryToken  token;
  gsize         start;
  gsize         end;
  gboolean      is_negative;
  char         *name;
  char         *attribute;
  GPtrArray    *values;
  gsize         value_start;
  gboolean      is_quoted;
  const char   *error;
  gsize         error_at;
};

void  lw_query_word_read          (LwQueryWord *self,
                                   const char  *text,
                                   gsize        position);
void  lw_query_word_clear         (LwQueryWord *self);

void  lw_query_words_append_name  (GString     *text,
                                   const char  *name,
                                   const char  *attribute);
void  lw_query_words_append_value (GString     *text,
                                   const char  *value);
void  lw_query_words_append_text  (GString     *text,
                                   const char  *value);
void  lw_query_words_append_names (GString            *text,
                                   const char         *name,
                                   const char         *attribute,
                                   const char *const  *values);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwQueryWord, lw_query_word_clear)

G_END_DECLS
