/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Short text, eight bytes at a time and without a branch that could be guessed wrong. All of these read up to eight
 * bytes behind what they are about, which must be there. Only for manifest/. */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* A text of three characters, as lw_text_load_head() gives it. */
#define LW_TEXT_WORD(a, b, c) ((guint64) (a) | (guint64) (b) << 8 | (guint64) (c) << 16)

/* The first byte of a text is the lowest one of a word on any machine. */
static inline guint64
lw_text_load_word (const char *data)
{
  guint64 word;

  memcpy (&word, data, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* Up to eight bytes of a text that has @length more; what is behind them is zero. */
static inline guint64
lw_text_load_head (const char *data,
                   gsize       length)
{
  guint64 word = lw_text_load_word (data);

  return length >= 8 ? word : word & ((G_GUINT64_CONSTANT (1) << 8 * length) - 1);
}

/* How many of the next eight bytes are digits, up to the first that is none. */
static inline guint
lw_text_count_digits (const char *data)
{
  guint64 numbers = lw_text_load_word (data) ^ 0x3030303030303030u;
  guint64 others = (numbers | (numbers + 0x7676767676767676u)) & 0x8080808080808080u;

  return others == 0 ? 8 : (guint) __builtin_ctzll (others) / 8;
}

/* A whole number of 1 to 8 digits. Returns whether it is one. */
static inline gboolean
lw_text_to_small_int (const char *data,
                      gsize       length,
                      gint64     *value)
{
  guint64 digits;

  if (length - 1 >= 8 || lw_text_count_digits (data) < length)
    return FALSE;
  digits = (lw_text_load_word (data) ^ 0x3030303030303030u) << (64 - 8 * length);
  digits = digits * 10 + (digits >> 8);
  *value = (gint64) ((((digits & 0x000000ff000000ffu) * 0x000f424000000064u) +
                      ((digits >> 16 & 0x000000ff000000ffu) * 0x0000271000000001u)) >> 32);
  return TRUE;
}

G_END_DECLS
