/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the base layer: addresses, times, JSON, atomic files, diagnostics. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-clock.h"
#include "lw-diagnostic.h"
#include "lw-file.h"
#include "lw-json.h"
#include "lw-s3-uri.h"
#include "lw-test-support.h"
#include "lw-time.h"

#include <glib/gstdio.h>
#include <string.h>

static const struct
{
  const char *text;
  const char *bucket;
  const char *key;
} uri_rows[] =
{
  { "s3://pets/cats/1.jpg", "pets", "cats/1.jpg" },
  { "s3://pets", "pets", "" },
  { "s3://pets/", "pets", "" },
  { "s3://b/IMG_7411 (1).jpg", "b", "IMG_7411 (1).jpg" },
  { "s3://b/a%20b", "b", "a%20b" },
  { "s3://b//x", "b", "/x" },
  { "https://b/x", NULL, NULL },
  { "s3:///x", NULL, NULL },
  { "s3:/b/x", NULL, NULL },
  { "S3://b/x", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_uri (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (uri_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LwS3Uri) uri = lw_s3_uri_parse (uri_rows[i].text, &error);

      if (uri_rows[i].bucket == NULL)
        {
          g_assert_null (uri);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (uri->bucket, ==, uri_rows[i].bucket);
      g_assert_cmpstr (uri->key, ==, uri_rows[i].key);
    }
}

static void
test_bucket_names (void)
{
  static const char *const folders[] = { "Pets", "Fotos für Oma", "a", "", "--", "日本", "x.y/z",
                                         "a very long name that goes on and on and on and on until it is too long" };
  static const char *const bad[] = { "ab", "Pets", "-pets", "pets-", "a..b", "a/b", "a b" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *name = lw_s3_bucket_name_suggest (folders[i]);

      if (!lw_s3_bucket_name_is_valid (name))
        g_error ("“%s” gives “%s”", folders[i], name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (lw_s3_bucket_name_is_valid (bad[i]));
  g_assert_true (lw_s3_bucket_name_is_valid ("my.bucket-1"));
}

static void
test_time (void)
{
  gint64 time;
  g_autofree char *creation = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *stamp = NULL;
  g_autofree char *compact = NULL;

  g_assert_true (lw_time_parse ("2019-04-18T16:40:59.217995", &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1555605659217995));
  creation = lw_time_format_creation_date (time);
  answer = lw_time_format_answer (time);
  stamp = lw_time_format_file_stamp (time);
  compact = lw_time_format_compact (time);
  g_assert_cmpstr (creation, ==, "2019-04-18T16:40:59.217995");
  g_assert_cmpstr (answer, ==, "2019-04-18T16:40:59.217Z");
  g_assert_cmpstr (stamp, ==, "2019-04-18_16:40:59");
  g_assert_cmpstr (compact, ==, "20190418T164059");

  g_assert_true (lw_time_parse ("2019-04-18T16:40:59Z", &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1555605659000000));
  g_assert_true (lw_time_parse ("2019-04-18T18:40:59+0200", &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1555605659000000));
  g_assert_false (lw_time_parse ("yesterday", &time));
}

/* What strangers nested too deep is its text; the rest of the document is read. */
static void
test_json_folded (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "deep.json", NULL);
  g_autofree char *open = g_strnfill (300, '[');
  g_autofree char *close = g_strnfill (300, ']');
  g_autofree char *text = g_strdup_printf ("{\"a\":%s\"]\\\"\"%s,\"b\":\"c\"}", open, close);
  g_autoptr (JsonNode) none = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *inner;
  guint depth = 1;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  none = lw_json_parse_file (path, 10000, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (none);
  g_clear_error (&error);
  node = lw_json_parse_file_folded (path, 10000, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lw_json_get_string (lw_json_node_object (node), "b"), ==, "c");
  inner = json_object_get_member (lw_json_node_object (node), "a");
  for (; JSON_NODE_HOLDS_ARRAY (inner); depth++)
    inner = json_array_get_element (json_node_get_array (inner), 0);
  g_assert_cmpuint (depth, ==, LW_JSON_MAX_DEPTH);
  g_assert_true (g_str_has_prefix (json_node_get_string (inner), "[["));
  g_assert_true (g_str_has_suffix (json_node_get_string (inner), "]]"));
  g_assert_cmpuint (strlen (json_node_get_string (inner)), ==, 2 * (300 - (LW_JSON_MAX_DEPTH - 1)) + 5);
  lw_test_remove_tree (folder);
}

static void
test_json_bounds (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (JsonNode) node = lw_json_parse (deep, -1, &error);

  g_assert_null (node);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  node = lw_json_parse ("{\"a\": tru", -1, &error);
  g_assert_null (node);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  node = lw_json_parse ("\"\xff\"", -1, &error);
  g_assert_null (node);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);

  node = lw_json_parse ("", 0, &error);
  g_assert_null (node);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_json_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node =
    lw_json_parse ("\xef\xbb\xbf{\"s\":\"x\",\"n\":3,\"d\":0.5,\"z\":null,\"o\":{\"k\":[1]}}", -1, &error);
  JsonObject *object = lw_json_node_object (node);
  g_autoptr (JsonNode) copy = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (lw_json_get_string (object, "s"), ==, "x");
  g_assert_null (lw_json_get_string (object, "n"));
  g_assert_null (lw_json_get_string (object, "z"));
  g_assert_null (lw_json_get_string (NULL, "s"));
  g_assert_cmpint (lw_json_get_int (object, "n", -1), ==, 3);
  g_assert_cmpint (lw_json_get_int (object, "s", -1), ==, -1);
  g_assert_cmpfloat (lw_json_get_double (object, "d", 0), ==, 0.5);
  g_assert_nonnull (lw_json_get_array (lw_json_get_object (object, "o"), "k"));

  copy = lw_json_copy (node);
  json_object_set_int_member (lw_json_get_object (lw_json_node_object (copy), "o"), "new", 1);
  g_assert_false (json_object_has_member (lw_json_get_object (object, "o"), "new"));
  text = lw_json_to_string (copy, FALSE);
  g_assert_cmpstr (text, ==, "{\"s\":\"x\",\"n\":3,\"d\":0.5,\"z\":null,\"o\":{\"k\":[1],\"new\":1}}");
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_file_atomic (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("lw-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autofree char *text = NULL;
  g_autofree char *big = g_strnfill (600000, 'b');
  LwFileWriter *writer;

  g_assert_true (lw_file_write (path, "one", 3, &error));
  g_assert_no_error (error);

  writer = lw_file_writer_open (path, &error);
  g_assert_true (lw_file_writer_write (writer, big, 600000, &error));
  lw_file_writer_free (writer);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "one");
  g_assert_cmpuint (count_entries (folder), ==, 1);

  writer = lw_file_writer_open (path, &error);
  g_assert_true (lw_file_writer_write (writer, "a", 1, &error));
  g_assert_true (lw_file_writer_write (writer, big, 600000, &error));
  g_assert_true (lw_file_writer_write (writer, "z", 1, &error));
  g_assert_true (lw_file_writer_commit (writer, &error));
  g_assert_no_error (error);
  lw_file_writer_free (writer);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpuint (strlen (text), ==, 600002);
  g_assert_cmpint (text[0], ==, 'a');
  g_assert_cmpint (text[600001], ==, 'z');
  g_assert_cmpuint (count_entries (folder), ==, 1);

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_file_in_the_way (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("lw-file-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);

  g_assert_true (lw_file_write (file, "", 0, NULL));
  g_assert_false (lw_file_write (below, "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, below));
  g_unlink (file);
  g_rmdir (folder);
}

static void
test_clock (void)
{
  g_autoptr (LwClock) clock = lw_clock_new_manual (1000);
  g_autoptr (LwClock) system = lw_clock_new_system ();

  lw_clock_advance (clock, 5);
  g_assert_cmpint (lw_clock_now (clock), ==, 1005);
  g_assert_cmpint (lw_clock_now (system), >, G_GINT64_CONSTANT (1700000000000000));
}

static void
test_diagnostic (void)
{
  g_autoptr (GPtrArray) rows = lw_diagnostics_new ();
  g_autofree char *text = NULL;

  lw_diagnostics_add (NULL, LW_SEVERITY_ERROR, 1, 1, "nowhere", "lost");
  lw_diagnostics_add (rows, LW_SEVERITY_NOTE, 0, 0, "n", "a %s", "note");
  g_assert_false (lw_diagnostics_has_errors (rows));
  lw_diagnostics_add (rows, LW_SEVERITY_ERROR, 812, 44, "not-json", "broken");
  g_assert_true (lw_diagnostics_has_errors (rows));
  text = lw_diagnostic_format (g_ptr_array_index (rows, 1), "train.manifest");
  g_assert_cmpstr (text, ==, "train.manifest:812:44: error: not-json: broken");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/s3-uri", test_uri);
  g_test_add_func ("/base/bucket-names", test_bucket_names);
  g_test_add_func ("/base/time", test_time);
  g_test_add_func ("/base/json/bounds", test_json_bounds);
  g_test_add_func ("/base/json/folded", test_json_folded);
  g_test_add_func ("/base/json/reads", test_json_reads);
  g_test_add_func ("/base/file/atomic", test_file_atomic);
  g_test_add_func ("/base/file/in-the-way", test_file_in_the_way);
  g_test_add_func ("/base/clock", test_clock);
  g_test_add_func ("/base/diagnostic", test_diagnostic);
  return g_test_run ();
}
