/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Results of millions of rows on standard output, without a document in memory.
 *
 * Numbers have as few digits as bring the same number back when they are read: 0.95, not
 * 0.94999999999999996. What is not a number is null. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-output.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PIECE (256 * 1024)

struct _LwCliOutput
{
  GString *text;
};

LwCliOutput *
lw_cli_output_new (void)
{
  LwCliOutput *self = g_new (LwCliOutput, 1);

  self->text = g_string_sized_new (PIECE + 1024);
  return self;
}

static void
flush (LwCliOutput *self)
{
  fwrite (self->text->str, 1, self->text->len, stdout);
  g_string_truncate (self->text, 0);
}

/**
 * lw_cli_output_free:
 * @self: (nullable): output
 *
 * Writes what is left. Whether everything could be written shows at the end of the program.
 */
void
lw_cli_output_free (LwCliOutput *self)
{
  if (self == NULL)
    return;

  flush (self);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * lw_cli_output_text:
 * @self: output
 * @text: text, written as it is
 */
void
lw_cli_output_text (LwCliOutput *self,
                    const char  *text)
{
  g_string_append (self->text, text);
  if (self->text->len >= PIECE)
    flush (self);
}

/**
 * lw_cli_output_integer:
 * @self: output
 * @number: a number
 */
void
lw_cli_output_integer (LwCliOutput *self,
                       guint64      number)
{
  char digits[24];
  char *at = digits + sizeof digits - 1;

  *at = '\0';
  do
    *--at = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  lw_cli_output_text (self, at);
}

/* Numbers of two digits after the point, such as confidences, need no search. */
static gboolean
add_hundredths (LwCliOutput *self,
                double       number)
{
  int hundredths = number >= 0 && number <= 1 ? (int) (number * 100 + 0.5) : -1;

  if (hundredths < 0 || hundredths / 100.0 < number || hundredths / 100.0 > number)
    return FALSE;

  g_string_append_c (self->text, (char) ('0' + hundredths / 100));
  if (hundredths % 100 > 0)
    {
      g_string_append_c (self->text, '.');
      g_string_append_c (self->text, (char) ('0' + hundredths / 10 % 10));
    }
  if (hundredths % 10 > 0)
    g_string_append_c (self->text, (char) ('0' + hundredths % 10));
  return TRUE;
}

/**
 * lw_cli_output_number:
 * @self: output
 * @number: a number
 */
void
lw_cli_output_number (LwCliOutput *self,
                      double       number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    {
      lw_cli_output_text (self, "null");
      return;
    }
  if (add_hundredths (self, number))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      double back = g_ascii_strtod (g_ascii_formatd (text, sizeof text, formats[i], number), NULL);

      if (memcmp (&back, &number, sizeof number) == 0)
        break;
    }
  lw_cli_output_text (self, text);
}

/**
 * lw_cli_output_quote:
 * @self: output
 * @text: UTF-8, written as a JSON string
 */
void
lw_cli_output_quote (LwCliOutput *self,
                     const char  *text)
{
  g_string_append_c (self->text, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        {
          g_string_append_c (self->text, '\\');
          g_string_append_c (self->text, *c);
        }
      else if ((guchar) *c < 0x20 || *c == 0x7f)
        g_string_append_printf (self->text, "\\u%04x", (guint) *c);
      else
        g_string_append_c (self->text, *c);
    }
  lw_cli_output_text (self, "\"");
}

/**
 * lw_cli_output_field:
 * @self: output
 * @text: UTF-8, written as a field of CSV (RFC 4180): in quotes if it must be
 */
void
lw_cli_output_field (LwCliOutput *self,
                     const char  *text)
{
  if (*text != '\0' && strpbrk (text, ",\"\r\n") == NULL)
    {
      lw_cli_output_text (self, text);
      return;
    }

  g_string_append_c (self->text, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *c);
    }
  lw_cli_output_text (self, "\"");
}
