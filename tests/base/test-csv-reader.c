/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Comma-separated text: good and bad rows. */

#include "config.h"

#include <string.h>

#include "lw-csv-reader.h"

/* Fields are shown between brackets, rows after the line on which they begin; an error as "!" and its line. */
typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} Row;

static const Row rows[] = {
  { "empty", "", "" },
  { "blank-lines", "\n\r\n\n", "" },
  { "plain", "a,b\nc,d\n", "1[a][b]2[c][d]" },
  { "no-last-break", "a,b\nc,d", "1[a][b]2[c][d]" },
  { "crlf", "a,b\r\nc,d\r\n", "1[a][b]2[c][d]" },
  { "byte-order-mark", "\xef\xbb\xbf" "a\nb", "1[a]2[b]" },
  { "empty-fields", ",\n,,x", "1[][]2[][][x]" },
  { "last-field-empty", "a,", "1[a][]" },
  { "quotes", "\"a,b\",\"say \"\"hi\"\"\"\n", "1[a,b][say \"hi\"]" },
  { "quoted-empty", "\"\",x", "1[][x]" },
  { "break-in-quotes", "\"a\nb\",c\nd,e", "1[a\nb][c]3[d][e]" },
  { "quote-inside", "a\"b,c", "1[a\"b][c]" },
  { "lone-return", "a\rb,c\n", "1[a\rb][c]" },
  { "return-at-end", "a\r", "1[a]" },
  { "blank-between", "a\n\n\nb", "1[a]4[b]" },
  { "unicode", "Käse,🐕\n", "1[Käse][🐕]" },
  { "open-quote", "a\n\"b,c\n", "1[a]!2" },
  { "open-quote-at-end", "\"", "!1" },
  { "text-after-quote", "\"a\"b,c", "!1" },
  { "blank-after-quote", "\"a\" ,c", "!1" },
  { "not-utf-8", "a\nb\nc\xff\n", "1[a]2[b]!3" },
  { "not-utf-8-quoted", "\"\xc3\"", "!1" },
  { "error-ends", "\"a\"b\nc\n", "!1" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (row->text, strlen (row->text));
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (bytes);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  while (lw_csv_reader_next (reader, fields, &error))
    {
      g_string_append_printf (text, "%" G_GUINT64_FORMAT, lw_csv_reader_get_line (reader));
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (text, "[%s]", (const char *) g_ptr_array_index (fields, i));
    }
  if (error != NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_string_append_printf (text, "!%" G_GUINT64_FORMAT, lw_csv_reader_get_line (reader));
      g_assert_false (lw_csv_reader_next (reader, fields, NULL));
    }
  g_assert_cmpstr (text->str, ==, row->expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv-reader/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
