/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of one Liquid expression, as in {{ here }} and {% if here %}. Not the lexer of the whole template: that
 * only looks for the braces, see lw-liquid-parser.c. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_LIQUID_TOKEN_END,
  LW_LIQUID_TOKEN_NAME,
  LW_LIQUID_TOKEN_NUMBER,
  LW_LIQUID_TOKEN_STRING,
  LW_LIQUID_TOKEN_COMPARISON,
  LW_LIQUID_TOKEN_RANGE,
  LW_LIQUID_TOKEN_CHARACTER,
  LW_LIQUID_TOKEN_UNKNOWN,
} LwLiquidTokenKind;

typedef struct _LwLiquidToken LwLiquidToken;

/**
 * LwLiquidToken:
 * @kind: what it is
 * @start: its first character; of a string the one after the quote
 * @length: its length in bytes, of a string without the quotes
 */
struct _LwLiquidToken
{
  LwLiquidTokenKind  kind;
  const char        *start;
  gsize              length;
};

LwLiquidToken lw_liquid_token_read (const char          *text,
                                    const char          *end);
const char   *lw_liquid_token_end  (const LwLiquidToken *self);
gboolean      lw_liquid_token_is   (const LwLiquidToken *self,
                                    const char          *text);

G_END_DECLS
