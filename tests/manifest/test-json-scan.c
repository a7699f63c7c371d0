/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON scanner: what it takes, what it refuses and where, and what the pieces mean. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-json-scan.h"

#include "lw-test-support.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *text;
  int         column;
} Row;

/* column: 0 for good text, else the byte, from 1, at which the trouble is seen. */
static const Row rows[] = {
  { "empty-object", "{}", 0 },
  { "spaces", " \t\r\n{ \"a\" : [ 1 , 2 ] } ", 0 },
  { "numbers", "[0,-0,1,-1,0.5,1e5,1E+5,1.25e-7,123456789012345678901234567890,1e400]", 0 },
  { "words", "[true,false,null]", 0 },
  { "escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", 0 },
  { "surrogates", "\"\\ud83e\\udd8c\"", 0 },
  { "raw-utf8", "\"日本 \xf0\x9f\xa6\x8c\"", 0 },
  { "nul-escape", "\"a\\u0000b\"", 0 },
  { "delete", "\"\x7f\"", 0 },
  { "long-plain", "\"0123456789abcdef0123456789abcdef\\n0123456789abcdef\"", 0 },
  { "nothing", "", 1 },
  { "spaces-only", "  ", 3 },
  { "open-object", "{\"a\":1", 7 },
  { "no-value", "{\"a\":}", 6 },
  { "no-colon", "{\"a\" 1}", 6 },
  { "no-name", "{1:2}", 2 },
  { "trailing-comma", "{\"a\":1,}", 8 },
  { "array-trailing-comma", "[1,]", 4 },
  { "leading-comma", "[,1]", 2 },
  { "no-comma", "[1 2]", 4 },
  { "wrong-bracket", "[1}", 3 },
  { "two-values", "{} {}", 4 },
  { "leading-zero", "[01]", 3 },
  { "plus", "[+1]", 2 },
  { "point-first", "[.5]", 2 },
  { "point-last", "[1.]", 4 },
  { "no-exponent", "[1e]", 4 },
  { "minus-alone", "[-]", 3 },
  { "hexadecimal", "[0x1]", 3 },
  { "not-a-number", "[NaN]", 2 },
  { "half-word", "[tru]", 2 },
  { "open-string", "\"abc", 5 },
  { "open-string-long", "\"0123456789abcdef", 18 },
  { "single-quotes", "{'a':1}", 2 },
  { "control", "\"a\x02z\"", 3 },
  { "control-far", "\"0123456789\nabcdef\"", 12 },
  { "bad-escape", "\"\\x\"", 3 },
  { "short-hex", "\"\\u12\"", 4 },
  { "bad-hex", "\"\\u12g4\"", 6 },
  { "lone-high", "\"\\ud800\"", 8 },
  { "lone-low", "\"\\udc00 \"", 8 },
  { "high-high", "\"\\ud800\\ud800\"", 14 },
  { "not-utf8", "\"ab\xff\"", 4 },
  { "overlong", "\"\xc0\xaf\"", 2 },
  { "utf8-surrogate", "\"\xed\xa0\x80\"", 2 },
  { "cut-utf8", "\"\xe6\x97\"", 2 },
};

static int
scan_column (const char *text,
             gsize       length)
{
  /* A copy without anything behind it, so that a sanitizer sees a read too far. */
  g_autofree char *copy = g_memdup2 (text, MAX (length, 1));
  LwJsonScan scan;
  LwJsonSlice value;

  copy = g_realloc (copy, MAX (length, 1));
  lw_json_scan_init (&scan, copy, length);
  if (lw_json_scan_value (&scan, &value) && lw_json_scan_at_end (&scan))
    {
      g_assert_null (scan.error);
      return 0;
    }
  g_assert_nonnull (scan.error);
  return (int) (scan.pos - scan.start) + 1;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  g_assert_cmpint (scan_column (row->text, strlen (row->text)), ==, row->column);
}

static void
test_nul (void)
{
  g_assert_cmpint (scan_column ("[1\0]", 4), ==, 3);
  g_assert_cmpint (scan_column ("\"a\0\"", 4), ==, 3);
  g_assert_cmpint (scan_column ("{}\0", 3), ==, 3);
  g_assert_cmpint (scan_column ("\0", 1), ==, 1);
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint depth = 1; depth <= 120; depth++)
    {
      g_string_truncate (text, 0);
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      g_assert_cmpint (scan_column (text->str, text->len) == 0, ==, depth <= 100);
    }
  g_string_truncate (text, 0);
  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "[{\"a\":");
  g_assert_cmpint (scan_column (text->str, text->len), !=, 0);
}

static void
test_text (void)
{
  static const char json[] = "\"a\\u0000\\ud83e\\udd8c\\n\\/\\u00e9z\"";
  static const char wanted[] = "a\0\xf0\x9f\xa6\x8c\n/\xc3\xa9z";
  g_autofree char *text = NULL;
  LwJsonScan scan;
  LwJsonSlice value;
  gsize length;

  lw_json_scan_init (&scan, json, sizeof json - 1);
  g_assert_true (lw_json_scan_value (&scan, &value));
  text = lw_json_slice_dup (&value, &length);
  g_assert_cmpmem (text, length, wanted, sizeof wanted - 1);
  g_assert_true (lw_json_slice_equal (&value, wanted, sizeof wanted - 1));
  g_assert_false (lw_json_slice_equal (&value, "a", 1));
  g_assert_true (lw_json_slice_has_nul (&value));
}

static LwJsonSlice
slice_of (LwJsonType  type,
          const char *text)
{
  return (LwJsonSlice) { type, FALSE, text, strlen (text) };
}

static void
test_numbers (void)
{
  static const char *const decimals[] = {
    "0", "1", "0.5", "0.35", "0.1", "0.933375123456789", "9.3e-1", "1.0", "0.30000000000000004", "12345678901234567890",
    "-0.25", "1E-2", "0.000000001", "123456789012345",
  };
  gint64 integer;
  double number;

  for (gsize i = 0; i < G_N_ELEMENTS (decimals); i++)
    {
      LwJsonSlice slice = slice_of (LW_JSON_NUMBER, decimals[i]);

      g_assert_true (lw_json_slice_to_double (&slice, &number));
      g_assert_true (number == g_ascii_strtod (decimals[i], NULL));
    }
  g_assert_false (lw_json_slice_to_double (&(LwJsonSlice) { LW_JSON_NUMBER, FALSE, "1e400", 5 }, &number));
  g_assert_false (lw_json_slice_to_double (&(LwJsonSlice) { LW_JSON_STRING, FALSE, "1", 1 }, &number));

  g_assert_true (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_STRING, FALSE, "17", 2 }, &integer));
  g_assert_cmpint (integer, ==, 17);
  g_assert_true (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_NUMBER, FALSE, "-3", 2 }, &integer));
  g_assert_cmpint (integer, ==, -3);
  g_assert_false (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_STRING, FALSE, "", 0 }, &integer));
  g_assert_false (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_STRING, FALSE, "1x", 2 }, &integer));
  g_assert_false (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_NUMBER, FALSE, "1.0", 3 }, &integer));
  g_assert_false (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_NUMBER, FALSE, "1234567890123456", 16 }, &integer));
  g_assert_false (lw_json_slice_to_int (&(LwJsonSlice) { LW_JSON_TRUE, FALSE, "true", 4 }, &integer));
}

/* JSONTestSuite: y_ must parse, n_ must be refused, i_ may do either and must not crash. */
static void
test_cases (void)
{
  g_autofree char *folder = lw_test_dup_cases_dir ("json/test_parsing");
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (folder == NULL)
    return;
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;
      gboolean is_good;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      is_good = scan_column (text, length) == 0;
      if (*name == 'i' || is_good == (*name == 'y'))
        continue;
      g_test_message ("%s", name);
      g_test_fail ();
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/json-scan/", rows[i].column == 0 ? "good/" : "bad/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/json-scan/nul", test_nul);
  g_test_add_func ("/json-scan/depth", test_depth);
  g_test_add_func ("/json-scan/text", test_text);
  g_test_add_func ("/json-scan/numbers", test_numbers);
  g_test_add_func ("/json-scan/cases", test_cases);

  return g_test_run ();
}
