/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the export layer that can be wrong in ways that no file shows. What formats look like is tested by
 * tests/cli/test-cli-export.py with readers of its own. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-crc32c.h"
#include "lw-export-csv.h"
#include "lw-export-line.h"
#include "lw-export-name.h"
#include "lw-export.h"

#include "lw-json.h"
#include "lw-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

/* RFC 3720, B.4, and the check value of the catalogues. */
static void
test_crc32c (void)
{
  guint8 bytes[32] = { 0 };

  g_assert_cmphex (lw_crc32c ("123456789", 9), ==, 0xe3069283);
  g_assert_cmphex (lw_crc32c (bytes, sizeof bytes), ==, 0x8a9136aa);
  memset (bytes, 0xff, sizeof bytes);
  g_assert_cmphex (lw_crc32c (bytes, sizeof bytes), ==, 0x62a8ab43);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) i;
  g_assert_cmphex (lw_crc32c (bytes, sizeof bytes), ==, 0x46dd794e);
  g_assert_cmphex (lw_crc32c ("", 0), ==, 0);
}

static void
test_csv_fields (void)
{
  static const char *const rows[][2] = {
    { "plain", "plain" }, { "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" }, { "=1+1", "'=1+1" }, { "+1", "'+1" },
    { "-1", "'-1" }, { "@x", "'@x" }, { "'=x", "''=x" }, { "'x", "'x" }, { "\t=", "'\t=" }, { "\rx", "\"'\rx\"" },
    { " x", "\" x\"" }, { "", "" }, { "=a,b", "\"'=a,b\"" }, { "seventeen bytes,x", "\"seventeen bytes,x\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *field = NULL;
      g_autofree char *plain = NULL;
      gboolean quoted;

      lw_export_csv_append (text, ',', rows[i][0], strlen (rows[i][0]));
      g_string_append_c (text, '\0');
      g_assert_cmpstr (text->str, ==, rows[i][1]);

      quoted = text->str[0] == '"';
      field = quoted ? g_strndup (text->str + 1, strlen (text->str) - 2) : g_strdup (text->str);
      plain = lw_export_csv_dup_plain (field);
      if (strchr (rows[i][0], '"') == NULL)
        g_assert_cmpstr (plain, ==, rows[i][0]);
    }
}

static void
test_csv_lists (void)
{
  static const char *const names[] = { "cat", "a|b", "back\\slash", "\\|", "|" };
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) none = lw_export_csv_split_parts ("");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    lw_export_csv_append_part (list, names[i]);
  parts = lw_export_csv_split_parts (list->str);
  g_assert_cmpuint (g_strv_length (parts), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (parts[i], ==, names[i]);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_names (void)
{
  static const char *const rows[][2] = {
    { "cat", "cat" }, { "wild boar", "wild boar" }, { "..", "_" }, { ".", "_" }, { "../../etc", "_._.._etc" },
    { ".hidden", "_hidden" }, { "a/b\\c", "a_b_c" }, { "a\nb", "a_b" }, { "", "class" }, { "  ", "class" },
    { "e\xcc\x81", "\xc3\xa9" }, { "\xff", "\xef\xbf\xbd" }, { "x.", "x" }, { "\xe2\x80\xae" "x", "_x" },
  };
  g_autofree char *wide = g_strnfill (1000, 'x');
  g_autofree char *long_name = g_strconcat (wide, ".jpeg", NULL);
  g_autofree char *shortened = lw_export_name_make_safe (long_name, "x");
  g_autofree char *image = lw_export_name_of_image ("s3://bucket/a/b/..", 7);
  g_autofree char *none = lw_export_name_of_image ("s3://bucket/a/", 7);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = lw_export_name_make_safe (rows[i][0], "class");

      if (strcmp (rows[i][0], "..") == 0 || strcmp (rows[i][0], "../../etc") == 0)
        g_assert_true (name[0] == '_' && strchr (name, '/') == NULL);
      else
        g_assert_cmpstr (name, ==, rows[i][1]);
    }
  g_assert_cmpuint (strlen (shortened), <=, 200);
  g_assert_true (g_str_has_suffix (shortened, "x.jpeg"));
  g_assert_true (image[0] == '_');
  g_assert_cmpstr (none, ==, "image-7");
}

static char *
dup_text (const LwJsonSlice *value)
{
  GString *text = g_string_new (NULL);

  lw_export_line_append_text (value, text);
  return g_string_free (text, FALSE);
}

/* Against json-glib, and on every beginning of the line, which must at least be survived. */
static void
test_lines (void)
{
  static const char *const lines[] = {
    "{\"source-ref\":\"s3://b/1.jpg\",\"pet\":0,\"pet-metadata\":{\"confidence\":0.5,\"job-name\":\"j\","
    "\"creation-date\":\"2020\",\"type\":\"x\"}}",
    " { \"pet-metadata\" : { \"job-name\" : \"a\\\"b\\\\\" , \"x\" : [ { \"job-name\" : \"no\" } ] } ,"
    " \"source-ref\" : \"\\u00e9\\ud83d\\ude00\\/\" }",
    "{\"a\":{\"source-ref\":\"no\",\"pet-metadata\":{\"job-name\":\"no\"}},\"source-ref\":\"yes\","
    "\"other-metadata\":{\"job-name\":\"no\"},\"pet-metadata\":{\"failure-reason\":\"why, \\\"so\\\"\"}}",
    "{\"p\\u0065t-metadata\":{\"job-name\":\"escaped name\"},\"source-r\\u0065f\":\"s\"}",
    "{\"source-ref\":7,\"pet-metadata\":[1,2,{\"job-name\":\"no\"}]}",
    "{}", "{\"x\":\"\\\\\",\"source-ref\":\"\\\\\\\"\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (JsonNode) node = lw_json_parse (lines[i], -1, NULL);
      JsonObject *object = lw_json_node_object (node);
      JsonObject *metadata = lw_json_get_object (object, "pet-metadata");
      const char *reference = lw_json_get_string (object, "source-ref");
      const char *job = metadata != NULL ? lw_json_get_string (metadata, "job-name") : NULL;
      const char *why = metadata != NULL ? lw_json_get_string (metadata, "failure-reason") : NULL;
      LwExportLine line;
      g_autofree char *reference_text = NULL;
      g_autofree char *job_text = NULL;
      g_autofree char *why_text = NULL;

      lw_export_line_read (&line, lines[i], strlen (lines[i]), "pet", 3);
      reference_text = dup_text (&line.source_ref);
      job_text = dup_text (&line.job_name);
      why_text = dup_text (&line.failure_reason);
      g_assert_cmpstr (reference_text, ==, reference != NULL ? reference : "");
      g_assert_cmpstr (job_text, ==, job != NULL ? job : "");
      g_assert_cmpstr (why_text, ==, why != NULL ? why : "");

      for (gsize length = 0; length < strlen (lines[i]); length++)
        {
          g_autofree char *copy = g_memdup2 (lines[i], length + (length == 0));

          lw_export_line_read (&line, copy, length, "pet", 3);
        }
    }
}

static LwManifestIndex *
make_index (guint n)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "{\"source-ref\":\"s3://b/%u.jpg\",\"pet\":%u,\"pet-metadata\":{\"class-name\":\"c%u\","
                            "\"confidence\":0.%u,\"type\":\"groundtruth/image-classification\"}}\n", i, i % 7 / 3,
                            i % 7 / 3, i % 10);
  bytes = g_string_free_to_bytes (text);
  return lw_manifest_index_new_from_bytes (bytes);
}

static void
test_plan_agrees_with_run (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (LwManifestIndex) index = make_index (50000);
  g_autoptr (LwExportOptions) options = lw_export_options_new (LW_EXPORT_FORMAT_CSV);
  g_autoptr (LwExportReport) plan = NULL;
  g_autoptr (LwExportReport) run = NULL;
  g_autofree char *text = NULL;
  guint64 n_lines = 0;

  options->min_confidence = 0.6;
  plan = lw_export_plan (index, NULL, 50000, options, NULL, NULL);
  run = lw_export_run (index, NULL, 50000, options, NULL, path, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (plan->n_written, ==, 20000);
  g_assert_cmpuint (run->n_written, ==, 20000);
  g_assert_cmpuint (run->n_left_out[LW_EXPORT_REASON_LOW_CONFIDENCE], ==, 30000);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *at = text; (at = strchr (at, '\n')) != NULL; at++)
    n_lines++;
  g_assert_cmpuint (n_lines, ==, 20001);
  lw_test_remove_tree (folder);
}

static void
test_split (void)
{
  g_autoptr (LwManifestIndex) index = make_index (10000);
  g_autoptr (LwExportOptions) options = lw_export_options_new (LW_EXPORT_FORMAT_CSV);
  g_autoptr (LwExportReport) plan = NULL;

  g_assert_true (lw_export_options_parse_split (options, "80/15/5", NULL));
  plan = lw_export_plan (index, NULL, 10000, options, NULL, NULL);
  g_assert_cmpuint (plan->n_split[0] + plan->n_split[1] + plan->n_split[2], ==, 10000);
  g_assert_cmpuint (plan->n_split[0], >=, 7998);
  g_assert_cmpuint (plan->n_split[0], <=, 8002);
  g_assert_false (lw_export_options_parse_split (options, "80/15", NULL));
  g_assert_false (lw_export_options_parse_split (options, "80/15/4/1", NULL));
  g_assert_false (lw_export_options_parse_split (options, "-80/170/10", NULL));
  g_assert_false (lw_export_options_parse_split (options, "", NULL));
}

static void
cancel_cb (guint64  done,
           guint64  total,
           gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel (gconstpointer data)
{
  LwExportFormat format = GPOINTER_TO_UINT (data);
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (LwManifestIndex) index = make_index (300000);
  g_autoptr (LwExportOptions) options = lw_export_options_new (format);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_true (lw_export_options_parse_split (options, "50/50", NULL));
  report = lw_export_run (index, NULL, 300000, options, NULL, path, cancel_cb, cancellable, cancellable, &error);
  g_assert_null (report);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/export/crc32c", test_crc32c);
  g_test_add_func ("/export/csv/fields", test_csv_fields);
  g_test_add_func ("/export/csv/lists", test_csv_lists);
  g_test_add_func ("/export/names", test_names);
  g_test_add_func ("/export/lines", test_lines);
  g_test_add_func ("/export/plan-agrees-with-run", test_plan_agrees_with_run);
  g_test_add_func ("/export/split", test_split);
  g_test_add_data_func ("/export/cancel/csv", GUINT_TO_POINTER (LW_EXPORT_FORMAT_CSV), test_cancel);
  g_test_add_data_func ("/export/cancel/coco", GUINT_TO_POINTER (LW_EXPORT_FORMAT_COCO), test_cancel);
  return g_test_run ();
}
