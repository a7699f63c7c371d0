/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as comma-separated text: what is read, written again with quotes, reads the same. */

#include "config.h"

#include "lw-fuzz.h"

#include <string.h>

#include "lw-csv-reader.h"

const char *const lw_fuzz_seeds[] = {
  "object,worker,label\n0,ann,cat\r\n\"a, \"\"b\"\"\",bob,\"dog\ncat\"\n",
  "\xef\xbb\xbf" "a;b,,\n\n\"\"\n",
  "\"a\"b\n",
  NULL
};

static char *
read_and_write (const void *data,
                gsize       size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (bytes);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  while (lw_csv_reader_next (reader, fields, NULL))
    for (guint i = 0; i < fields->len; i++)
      {
        g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (fields, i), "\"", -1);
        g_autofree char *quoted = g_strjoinv ("\"\"", parts);

        g_string_append_printf (text, "\"%s\"%c", quoted, i + 1 < fields->len ? ',' : '\n');
      }
  return g_string_free (text, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *once = read_and_write (data, size);
  g_autofree char *twice = read_and_write (once, strlen (once));

  g_assert_cmpstr (once, ==, twice);
  return 0;
}
