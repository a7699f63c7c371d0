/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Manifest lines as bytes: what is asked of them and what replacing members leaves as it was; reading and
 * writing lines. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-line.h"
#include "lw-manifest-reader.h"
#include "lw-manifest-writer.h"

#include "lw-test-support.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *line;
  const char *wanted;
} Row;

/* The members "k" and "k-metadata" become 7 and {"a":1}; wanted is NULL when the line is refused. */
static const Row rows[] = {
  { "append", "{\"source-ref\":\"s3://b/1.jpg\"}", "{\"source-ref\":\"s3://b/1.jpg\",\"k\":7,"
                                                   "\"k-metadata\":{\"a\":1}}" },
  { "empty", "{}", "{\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "empty-space", "{ }", "{\"k\":7,\"k-metadata\":{\"a\":1} }" },
  { "space-kept", "{ \"a\" : 1 , \"b\" :2 }", "{ \"a\" : 1 , \"b\" :2,\"k\":7,\"k-metadata\":{\"a\":1} }" },
  { "first", "{\"k\":1,\"b\":2}", "{\"b\":2,\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "first-space", "{\"k\":1 , \"b\":2}", "{\"b\":2,\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "middle", "{\"a\":1, \"k\":[1,{\"x\":2}], \"b\":2}", "{\"a\":1, \"b\":2,\"k\":7,"
                                                         "\"k-metadata\":{\"a\":1}}" },
  { "last", "{\"a\":1, \"k\":1}", "{\"a\":1,\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "only", "{\"k\":1}", "{\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "both", "{\"k\":1,\"k-metadata\":{},\"b\":2}", "{\"b\":2,\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "twice", "{\"k\":1,\"a\":2,\"k\":3}", "{\"a\":2,\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "escaped-name", "{\"\\u006b\":1,\"a\":2}", "{\"a\":2,\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "inner-untouched", "{\"a\":{\"k\":1}}", "{\"a\":{\"k\":1},\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "bytes-kept", "{\"n\":123456789012345678901234567890,\"f\":1e400,\"g\":-0.0,\"h\":1.0,"
                  "\"s\":\"\\u00e9\\/\"}",
    "{\"n\":123456789012345678901234567890,\"f\":1e400,\"g\":-0.0,\"h\":1.0,\"s\":\"\\u00e9\\/\","
    "\"k\":7,\"k-metadata\":{\"a\":1}}" },
  { "not-json", "{\"a\":}", NULL },
  { "array", "[1]", NULL },
  { "open", "{\"a\":1", NULL },
  { "two", "{} {}", NULL },
};

static void
test_replace (gconstpointer data)
{
  static const LwManifestMember members[] = { { "k", "7" }, { "k-metadata", "{\"a\":1}" } };
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = lw_manifest_line_replace (row->line, strlen (row->line), members, 2, &error);

  g_assert_cmpstr (line, ==, row->wanted);
  if (row->wanted == NULL)
    g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE);
  else
    g_assert_true (lw_manifest_line_validate (line, strlen (line), NULL));
}

static void
test_remove (void)
{
  static const LwManifestMember members[] = { { "a", NULL }, { "x", "\"y\"" } };
  g_autofree char *line = lw_manifest_line_replace ("{\"a\":1}", 7, members, 1, NULL);
  g_autofree char *other = lw_manifest_line_replace ("{\"a\":1}", 7, members, 2, NULL);

  g_assert_cmpstr (line, ==, "{}");
  g_assert_cmpstr (other, ==, "{\"x\":\"y\"}");
}

static void
test_ask (void)
{
  static const char line[] = "{\"source-ref\":\"s3://b/a b (1).jpg\",\"k\":null,\"t\":\"\\u00e9\","
                             "\"in\":{\"deep\":[1, 2]}}";
  gsize length = sizeof line - 1;
  g_autofree char *source_ref = lw_manifest_line_dup_source_ref (line, length, NULL);
  g_autofree char *text = lw_manifest_line_dup_member (line, length, "t");
  g_autofree char *object = lw_manifest_line_dup_member (line, length, "in");

  g_assert_cmpstr (source_ref, ==, "s3://b/a b (1).jpg");
  g_assert_cmpstr (text, ==, "\"\\u00e9\"");
  g_assert_cmpstr (object, ==, "{\"deep\":[1, 2]}");
  g_assert_null (lw_manifest_line_dup_member (line, length, "deep"));
  g_assert_true (lw_manifest_line_has_key (line, length, "k"));
  g_assert_false (lw_manifest_line_has_key (line, length, "deep"));
  g_assert_false (lw_manifest_line_has_key (line, length - 1, "k"));
}

static void
test_no_source_ref (void)
{
  static const char *const lines[] = {
    "{}", "{\"source\":\"x\"}", "{\"source-ref\":1}", "{\"source-ref\":\"\"}", "{\"source-ref\":\"s3://b/a\\u0000b\"}",
    "{\"source-ref\":", "[]", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lw_manifest_line_dup_source_ref (lines[i], strlen (lines[i]), &error));
      g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_LINE);
    }
}

static void
test_pretty (void)
{
  static const char line[] = "{\"a\":[1,{ }, [] ],\"b\":\"x{,:}\\\"\",\"n\":1e400}";
  g_autofree char *pretty = lw_manifest_line_dup_pretty (line, sizeof line - 1, NULL);

  g_assert_cmpstr (pretty, ==,
                   "{\n  \"a\": [\n    1,\n    {},\n    []\n  ],\n  \"b\": \"x{,:}\\\"\",\n  \"n\": 1e400\n}");
  g_assert_null (lw_manifest_line_dup_pretty ("{", 1, NULL));
}

static void
test_reader (void)
{
  static const char text[] = "\xef\xbb\xbf{1}\r\n\r\n   \n  {2} \n{3}";
  static const struct { const char *line; guint64 number, offset; } wanted[] = {
    { "{1}", 1, 3 }, { "{2}", 4, 16 }, { "{3}", 5, 21 },
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (LwManifestReader) reader = lw_manifest_reader_new_for_bytes (bytes);
  const char *line;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_true (lw_manifest_reader_next (reader, &line, &length, NULL, NULL));
      g_assert_cmpmem (line, length, wanted[i].line, 3);
      g_assert_cmpuint (lw_manifest_reader_get_line_number (reader), ==, wanted[i].number);
      g_assert_cmpuint (lw_manifest_reader_get_offset (reader), ==, wanted[i].offset);
    }
  g_assert_true (lw_manifest_reader_next (reader, &line, &length, NULL, NULL));
  g_assert_null (line);
  g_assert_cmpuint (lw_manifest_reader_get_line_number (reader), ==, 5);
  g_assert_cmpuint (lw_manifest_reader_get_position (reader), ==, sizeof text - 1);
}

/* Lines that are longer than what is read at a time, and many of them. */
static void
test_reader_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwManifestReader) reader = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const char *line;
  gsize length;

  for (guint i = 0; i < 5; i++)
    {
      for (guint k = 0; k < 700000 * (i + 1); k++)
        g_string_append_c (text, (char) ('a' + i));
      g_string_append_c (text, '\n');
    }
  bytes = g_bytes_new (text->str, text->len);
  reader = lw_manifest_reader_new_for_bytes (bytes);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (lw_manifest_reader_next (reader, &line, &length, NULL, NULL));
      g_assert_cmpuint (length, ==, 700000 * (i + 1));
      g_assert_true (line[0] == (char) ('a' + i) && line[length - 1] == (char) ('a' + i));
    }
  g_assert_true (lw_manifest_reader_next (reader, &line, &length, NULL, NULL));
  g_assert_null (line);

  g_clear_pointer (&reader, lw_manifest_reader_free);
  reader = lw_manifest_reader_new_for_bytes (bytes);
  g_cancellable_cancel (cancellable);
  g_assert_false (lw_manifest_reader_next (reader, &line, &length, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_writer (void)
{
  static const char *const names[] = {
    "s3://b/a.jpg", "s3://b/ü \"quoted\" \\ \t.jpg", "s3://b/日本.png", "s3://b/a\nb.png",
  };
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "input.manifest", NULL);
  g_autoptr (LwManifestWriter) writer = lw_manifest_writer_open (path, NULL);
  g_autoptr (LwManifestReader) reader = NULL;
  const char *line;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (lw_manifest_writer_add_source_ref (writer, names[i], NULL));
  g_assert_cmpuint (lw_manifest_writer_get_n_lines (writer), ==, G_N_ELEMENTS (names));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (lw_manifest_writer_commit (writer, NULL));

  reader = lw_manifest_reader_new_for_file (path, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = NULL;

      g_assert_true (lw_manifest_reader_next (reader, &line, &length, NULL, NULL));
      name = lw_manifest_line_dup_source_ref (line, length, NULL);
      g_assert_cmpstr (name, ==, names[i]);
    }
  g_assert_true (lw_manifest_reader_next (reader, &line, &length, NULL, NULL));
  g_assert_null (line);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/manifest-line/replace/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_replace);
    }
  g_test_add_func ("/manifest-line/remove", test_remove);
  g_test_add_func ("/manifest-line/ask", test_ask);
  g_test_add_func ("/manifest-line/no-source-ref", test_no_source_ref);
  g_test_add_func ("/manifest-line/pretty", test_pretty);
  g_test_add_func ("/manifest-reader/lines", test_reader);
  g_test_add_func ("/manifest-reader/long", test_reader_long);
  g_test_add_func ("/manifest-writer/source-refs", test_writer);

  return g_test_run ();
}
