/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several cores that read a manifest in parts make the same index as one that reads it from start to end. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-index-private.h"

#include "lw-diagnostic.h"
#include "lw-manifest-identity.h"
#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static LwManifestIndex *
build (const char             *path,
       const LwManifestTuning *tuning,
       LwManifestIndex        *earlier)
{
  LwManifestIndex *index = lw_manifest_index_alloc ();
  LwManifestOpening opening = { .earlier = earlier };
  g_autoptr (GError) error = NULL;

  index->path = g_strdup (path);
  index->fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (fstat (index->fd, &index->status), ==, 0);
  index->n_bytes = index->status.st_size;
  index->sample = lw_manifest_identity_sample (index, index->n_bytes);
  g_assert_true (lw_manifest_build (index, tuning, &opening, NULL, &error));
  g_assert_no_error (error);
  return index;
}

/* One core and the parser alone: what all else is compared with. */
static LwManifestIndex *
build_plainly (const char *path)
{
  LwManifestTuning tuning = { .n_workers = 1, .no_shapes = TRUE };

  return build (path, &tuning, NULL);
}

static void
compare_attribute (LwManifestIndex *a,
                   LwManifestIndex *b,
                   guint            i)
{
  g_assert_cmpstr (lw_manifest_index_get_attribute_name (a, i), ==, lw_manifest_index_get_attribute_name (b, i));
  g_assert_cmpstr (lw_manifest_index_get_attribute_type (a, i), ==, lw_manifest_index_get_attribute_type (b, i));
  g_assert_cmpint (lw_manifest_index_get_attribute_kind (a, i), ==, lw_manifest_index_get_attribute_kind (b, i));
  for (guint k = 0; k < LW_N_DATA_OBJECT_STATES; k++)
    g_assert_cmpuint (lw_manifest_index_count_state (a, i, k), ==, lw_manifest_index_count_state (b, i, k));
  for (guint k = 0; k < 3; k++)
    g_assert_cmpuint (lw_manifest_index_count_annotator (a, i, k), ==, lw_manifest_index_count_annotator (b, i, k));

  g_assert_cmpuint (lw_manifest_index_get_n_classes (a, i), ==, lw_manifest_index_get_n_classes (b, i));
  for (guint k = 0; k < lw_manifest_index_get_n_classes (a, i); k++)
    {
      g_assert_cmpstr (lw_manifest_index_get_class_name (a, i, k), ==, lw_manifest_index_get_class_name (b, i, k));
      g_assert_cmpint (lw_manifest_index_get_class_index (a, i, k), ==, lw_manifest_index_get_class_index (b, i, k));
      g_assert_cmpuint (lw_manifest_index_get_class_count (a, i, k), ==, lw_manifest_index_get_class_count (b, i, k));
    }
}

static void
compare_row (LwManifestIndex *a,
             LwManifestIndex *b,
             guint            i,
             guint            row)
{
  g_autofree char *label = lw_manifest_index_dup_label_text (a, i, row);
  g_autofree char *other = lw_manifest_index_dup_label_text (b, i, row);

  g_assert_cmpstr (label, ==, other);
  g_assert_cmpint (lw_manifest_index_get_state (a, i, row), ==, lw_manifest_index_get_state (b, i, row));
  g_assert_cmpint (lw_manifest_index_get_annotator (a, i, row), ==, lw_manifest_index_get_annotator (b, i, row));
  g_assert_true (lw_manifest_index_get_confidence (a, i, row) == lw_manifest_index_get_confidence (b, i, row));
  g_assert_cmpint (lw_manifest_index_get_creation_time (a, i, row), ==,
                   lw_manifest_index_get_creation_time (b, i, row));
}

static void
compare (LwManifestIndex *a,
         LwManifestIndex *b)
{
  g_assert_cmpuint (lw_manifest_index_get_n_rows (a), ==, lw_manifest_index_get_n_rows (b));
  g_assert_cmpuint (lw_manifest_index_get_n_lines (a), ==, lw_manifest_index_get_n_lines (b));
  g_assert_cmpuint (lw_manifest_index_get_n_bytes (a), ==, lw_manifest_index_get_n_bytes (b));
  g_assert_cmpuint (lw_manifest_index_get_n_malformed (a), ==, lw_manifest_index_get_n_malformed (b));
  g_assert_cmpuint (lw_manifest_index_get_n_diagnostics (a), ==, lw_manifest_index_get_n_diagnostics (b));
  g_assert_cmpuint (lw_manifest_index_get_n_attributes (a), ==, lw_manifest_index_get_n_attributes (b));
  for (guint i = 0; i < lw_manifest_index_get_diagnostics (a)->len; i++)
    {
      g_autofree char *text = lw_diagnostic_format (lw_manifest_index_get_diagnostics (a)->pdata[i], "m");
      g_autofree char *other = lw_diagnostic_format (lw_manifest_index_get_diagnostics (b)->pdata[i], "m");

      g_assert_cmpstr (text, ==, other);
    }
  for (guint row = 0; row < lw_manifest_index_get_n_rows (a); row++)
    {
      g_assert_cmpuint (lw_manifest_index_get_offset (a, row), ==, lw_manifest_index_get_offset (b, row));
      g_assert_cmpuint (lw_manifest_index_get_line_number (a, row), ==, lw_manifest_index_get_line_number (b, row));
      g_assert_cmpint (lw_manifest_index_is_malformed (a, row), ==, lw_manifest_index_is_malformed (b, row));
    }
  for (guint i = 0; i < lw_manifest_index_get_n_attributes (a); i++)
    {
      compare_attribute (a, b, i);
      for (guint row = 0; row < lw_manifest_index_get_n_rows (a); row++)
        compare_row (a, b, i, row);
    }
}

/* Some attributes come late, some are known by a plain key before, one changes what it is. */
static void
append_line (GString *text,
             GRand   *random,
             guint    line,
             guint    odd)
{
  guint index = (guint) g_rand_int_range (random, 0, 6);

  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
      g_string_append (text, line % 2 == 0 ? "\n" : " \r\n");
      return;
    case 1:
      g_string_append (text, "{\"source-ref\":\"broken\n");
      return;
    case 2:
      g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.jpg\"}\r\n", line);
      return;
    case 3:
      g_string_append (text, "{\"k\":1,\"source-ref\":7}\n");
      return;
    case 4:
      g_string_append_printf (text, "{\"source-ref\":\"s\",\"m\":[%u,%u],"
                                    "\"m-metadata\":{\"class-map\":{\"%u\":\"m%u\"},"
                              "\"confidence-map\":{\"%u\":0.%u}}}\n", index, index + 1, index, index, index + 1,
                              line % 10);
      return;
    case 5:
      g_string_append (text, "{\"source-ref\":\"s\",\"k-metadata\":{\"failure-reason\":\"x\","
                             "\"human-annotated\":\"yes\"}}\n");
      return;
    case 6:
      if (odd == 1)
        g_string_append (text, "{\"source-ref\":\"s\",\"late\":3}\n");
      else if (odd == 2)
        g_string_append (text, "{\"source-ref\":\"s\",\"k\":{\"a\":1},\"k-metadata\":{\"job-name\":\"j\"}}\n");
      else
        g_string_append (text, "{\"source-ref\":\"s\",\"plain\":3}\n");
      return;
    case 7:
      if (line > 150)
        g_string_append (text, "{\"source-ref\":\"s\",\"late\":1,"
                               "\"late-metadata\":{\"class-name\":\"l\",\"job-name\":\"j\"}}\n");
      return;
    default:
      g_string_append_printf (text, "{\"source-ref\":\"s\",\"k\":%u,"
                                    "\"k-metadata\":{\"class-name\":\"c%u\",\"confidence\":0.%u,"
                              "\"human-annotated\":\"no\","
                              "\"creation-date\":\"2020-01-01T00:00:%02u\"%s}}\n", index,
                              index % 4 + line / 100, line % 100, line % 60,
                              line > 30 ? ",\"type\":\"groundtruth/image-classification\"" : "");
    }
}

static void
test_random (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (GRand) random = NULL;
  guint32 seed = g_test_rand_int ();
  LwLineMatcher matchers[4];
  guint n_matchers = lw_line_match_get_all (matchers);

  g_test_message ("seed %u", seed);
  random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 5 == 0 ? "\xef\xbb\xbf" : "");
      g_autoptr (LwManifestIndex) whole = NULL;
      guint n = (guint) g_rand_int_range (random, 0, 400);

      for (guint line = 0; line < n; line++)
        append_line (text, random, line, i % 3);
      if (i % 2 == 0 && text->len > 3)
        g_string_truncate (text, text->len - 1);
      g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
      whole = build_plainly (path);
      for (guint k = 0; k < 12; k++)
        {
          LwManifestTuning tuning = {
            .n_workers = 1 + k % 4,
            .chunk_size = (gsize) g_rand_int_range (random, 1, 4000),
            .matcher = matchers[k % n_matchers],
          };
          g_autoptr (LwManifestIndex) parts = build (path, &tuning, NULL);

          compare (whole, parts);
        }
    }
  lw_test_remove_tree (folder);
}

/* A file that grows line by line, or by parts of lines, read on each time. */
static void
test_growing (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (GRand) random = NULL;
  guint32 seed = g_test_rand_int ();

  g_test_message ("seed %u", seed);
  random = g_rand_new_with_seed (seed);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 5 == 0 ? "\xef\xbb\xbf" : "");
      g_autoptr (LwManifestIndex) index = NULL;
      gsize written = 0;

      for (guint line = 0; line < 300; line++)
        append_line (text, random, line, i % 3);
      g_unlink (path);
      while (written < text->len)
        {
          gsize n = MIN (text->len - written, (gsize) g_rand_int_range (random, 1, 3000));
          LwManifestTuning tuning = { .n_workers = 1 + i % 3, .chunk_size = 500 };
          g_autoptr (LwManifestIndex) whole = NULL;
          g_autoptr (LwManifestIndex) grown = NULL;
          int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);

          g_assert_cmpint (write (fd, text->str + written, n), ==, n);
          close (fd);
          written += n;
          whole = build_plainly (path);
          grown = build (path, &tuning, index);
          compare (whole, grown);
          g_clear_pointer (&index, lw_manifest_index_unref);
          index = g_steal_pointer (&grown);
        }
    }
  lw_test_remove_tree (folder);
}

/* A file that is not the earlier one any more is read from its start. */
static void
test_not_grown (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  const char *first = "{\"source-ref\":\"a\",\"k\":1,\"k-metadata\":{\"class-name\":\"x\",\"job-name\":\"j\"}}\n";
  const char *second = "{\"source-ref\":\"b\",\"k\":2,\"k-metadata\":{\"class-name\":\"y\",\"job-name\":\"j\"}}\n{}\n";
  g_autoptr (LwManifestIndex) earlier = NULL;
  g_autoptr (LwManifestIndex) index = NULL;
  int fd;

  g_assert_true (g_file_set_contents (path, first, -1, NULL));
  earlier = build_plainly (path);
  fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  g_assert_cmpint (write (fd, second, strlen (second)), ==, strlen (second));
  close (fd);
  index = build (path, NULL, earlier);
  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, 2);
  g_assert_cmpint (lw_manifest_index_find_class (index, 0, "y"), ==, 0);
  g_assert_cmpint (lw_manifest_index_find_class (index, 0, "x"), ==, -1);
  lw_test_remove_tree (folder);
}

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, *last);
  *last = done;
}

/* A file that is large enough for more than one core, by the public call. */
static void
test_large (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (LwManifestIndex) whole = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint64 last = 0;

  for (guint i = 0; i < 80000; i++)
    g_string_append_printf (text, "{\"source-ref\":\"s3://bucket/a-rather-long-folder-name/IMG_%08u.jpg\",\"k\":%u,"
                            "\"k-metadata\":{\"class-name\":\"c%u\",\"confidence\":0.%02u,"
                            "\"job-name\":\"labeling-job/j\"}}\n",
                            i, i % 7, i % 7, i % 100);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  index = lw_manifest_index_new_from_file (path, progress_cb, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, text->len);
  whole = build_plainly (path);
  compare (whole, index);

  g_cancellable_cancel (cancellable);
  g_assert_null (lw_manifest_index_new_from_file (path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-build/random", test_random);
  g_test_add_func ("/manifest-build/growing", test_growing);
  g_test_add_func ("/manifest-build/not-grown", test_not_grown);
  g_test_add_func ("/manifest-build/large", test_large);

  return g_test_run ();
}
