/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scans of folders made here: what is taken, what is left out and why, odd names, links, order, progress
 * and cancel. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-dataset-scan.h"

#include "lw-test-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A JPEG of 300 × 200 that is all segments; with EXIF orientation 6; without an end; of 65500 × 65500. PNG
 * of 32 × 16. */
#define FRAME      "\xff\xc0\x00\x0b\x08\x00\xc8\x01\x2c\x01\x01\x11\x00"
#define HUGE_FRAME "\xff\xc0\x00\x0b\x08\xff\xdc\xff\xdc\x01\x01\x11\x00"
#define EXIF \
  "\xff\xe1\x00\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\x01\0" "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0" "\0\0\0\0"
#define SCAN       "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" "data"
#define END        "\xff\xd9"
#define PNG        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10\x08\0\0\0\0" "crc4" "\0\0\0\0IEND\xae\x42\x60\x82"

typedef struct
{
  char *folder;
  guint number;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = lw_test_dup_temp_dir ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lw_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* Writes a file; with @unique, some bytes behind its end that no other file has. */
static void
add_bytes (Fixture    *fixture,
           const char *key,
           const char *bytes,
           gsize       length,
           gboolean    unique)
{
  g_autofree char *path = g_build_filename (fixture->folder, key, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GString) content = g_string_new_len (bytes, (gssize) length);

  if (unique)
    g_string_append_printf (content, "%u", fixture->number++);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, content->str, (gssize) content->len, NULL));
}

#define ADD(fixture, key, text) add_bytes (fixture, key, text, sizeof (text) - 1, TRUE)
#define ADD_EXACT(fixture, key, text) add_bytes (fixture, key, text, sizeof (text) - 1, FALSE)

static LwDatasetScan *
scan (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  LwDatasetScan *result = lw_dataset_scan_run (fixture->folder, LW_DATASET_SCAN_DEFAULT, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
assert_keys (LwDatasetScan *result,
             ...) G_GNUC_NULL_TERMINATED;

static void
assert_keys (LwDatasetScan *result,
             ...)
{
  const char *key;
  va_list args;
  guint i = 0;

  va_start (args, result);
  while ((key = va_arg (args, const char *)) != NULL)
    {
      g_assert_cmpuint (i, <, lw_dataset_scan_get_n_items (result));
      g_assert_cmpstr (lw_dataset_scan_get_item (result, i++)->key, ==, key);
    }
  va_end (args);
  g_assert_cmpuint (lw_dataset_scan_get_n_items (result), ==, i);
}

static void
assert_problem (LwDatasetScan        *result,
                LwDatasetProblemKind  kind,
                const char           *name,
                gboolean              excluded)
{
  for (guint i = 0; i < lw_dataset_scan_get_n_problems (result); i++)
    {
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (result, i);

      if (problem->kind != kind || strcmp (problem->name, name) != 0)
        continue;
      g_assert_cmpint (problem->excluded, ==, excluded);
      g_assert_cmpint (strlen (problem->text), >, 20);
      return;
    }
  g_test_message ("no problem %d with %s", kind, name);
  g_test_fail ();
}

static void
test_items (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (LwDatasetScan) result = NULL;
  g_auto (GStrv) classes = NULL;
  g_autofree char *path = NULL;

  ADD (fixture, "cat/b.jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "cat/a.JPEG", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "Dog/deep/er/c.PNG", PNG);
  ADD (fixture, "empty/readme.txt", "text");
  ADD (fixture, "ä b (1).jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "cat.jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, ".hidden.jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, ".git/x.jpg", "\xff\xd8" FRAME SCAN END);

  result = scan (fixture);
  assert_keys (result, "Dog/deep/er/c.PNG", "cat.jpg", "cat/a.JPEG", "cat/b.jpg", "ä b (1).jpg", NULL);
  g_assert_cmpuint (lw_dataset_scan_get_n_problems (result), ==, 0);
  g_assert_cmpuint (lw_dataset_scan_count_format (result, LW_IMAGE_FORMAT_JPEG), ==, 4);
  g_assert_cmpuint (lw_dataset_scan_count_format (result, LW_IMAGE_FORMAT_PNG), ==, 1);
  g_assert_cmpuint (lw_dataset_scan_count_other_files (result), ==, 1);
  g_assert_cmpuint (lw_dataset_scan_get_item (result, 1)->width, ==, 300);
  g_assert_cmpuint (lw_dataset_scan_get_item (result, 1)->height, ==, 200);
  path = lw_dataset_scan_dup_item_path (result, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  classes = lw_dataset_scan_dup_folder_classes (result);
  g_assert_cmpuint (g_strv_length (classes), ==, 2);
  g_assert_cmpstr (classes[0], ==, "Dog");
  g_assert_cmpstr (classes[1], ==, "cat");
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (LwDatasetScan) result = NULL;
  g_autofree char *large = g_build_filename (fixture->folder, "large.jpg", NULL);

  ADD_EXACT (fixture, "zero.jpg", "");
  ADD (fixture, "html.png", "<html></html>");
  ADD (fixture, "magic.jpg", "\xff\xd8\xff\xe0");
  ADD (fixture, "cut.jpg", "\xff\xd8" FRAME SCAN);
  ADD (fixture, "turned.jpg", "\xff\xd8" EXIF FRAME SCAN END);
  ADD (fixture, "huge.jpg", "\xff\xd8" HUGE_FRAME SCAN END);
  ADD (fixture, "png-inside.jpg", PNG);
  ADD (fixture, "webp-inside.png", "RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\xef\0\0");
  ADD (fixture, "x.heic", "x");
  ADD (fixture, "y.HEIC", "x");
  ADD (fixture, "z.tiff", "x");
  ADD (fixture, "large.jpg", "\xff\xd8" FRAME SCAN END);
  g_assert_cmpint (truncate (large, 41 * 1000 * 1000), ==, 0);

  result = scan (fixture);
  assert_keys (result, "cut.jpg", "png-inside.jpg", "turned.jpg", NULL);
  assert_problem (result, LW_DATASET_PROBLEM_EMPTY, "zero.jpg", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_NOT_AN_IMAGE, "html.png", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_TRUNCATED, "magic.jpg", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_INCOMPLETE, "cut.jpg", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_ORIENTATION, "turned.jpg", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_TOO_MANY_PIXELS, "huge.jpg", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_OTHER_FORMAT_INSIDE, "png-inside.jpg", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT, "webp-inside.png", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT, ".heic", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT, ".tiff", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_FILE_TOO_LARGE, "large.jpg", TRUE);
  g_assert_cmpuint (lw_dataset_scan_count_problem (result, LW_DATASET_PROBLEM_UNSUPPORTED_FORMAT), ==, 4);
  g_assert_cmpuint (lw_dataset_scan_count_problem (result, LW_DATASET_PROBLEM_TRUNCATED), ==, 1);
  g_assert_cmpuint (lw_dataset_scan_get_n_problems (result), ==, 11);

  /* A kind is shown as one group, so it must not be both. */
  for (guint i = 1; i < lw_dataset_scan_get_n_problems (result); i++)
    {
      const LwDatasetProblem *before = lw_dataset_scan_get_problem (result, i - 1);
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (result, i);

      g_assert_cmpint (before->kind, <=, problem->kind);
      if (before->kind == problem->kind)
        g_assert_cmpint (before->excluded, ==, problem->excluded);
    }
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (LwDatasetScan) result = NULL;
  g_autoptr (LwDatasetScan) without = NULL;
  g_autofree char *large = g_malloc0 (200000);
  const char *const names[] = { "large-1.jpg", "large-2.jpg", "large-3.jpg" };

  ADD_EXACT (fixture, "a.jpg", "\xff\xd8" FRAME SCAN END "11");
  ADD_EXACT (fixture, "b.jpg", "\xff\xd8" FRAME SCAN END "22");
  ADD_EXACT (fixture, "c/a.jpg", "\xff\xd8" FRAME SCAN END "11");
  ADD_EXACT (fixture, "d.jpg", "\xff\xd8" FRAME SCAN END "11");
  memcpy (large, "\xff\xd8" FRAME SCAN END, sizeof ("\xff\xd8" FRAME SCAN END) - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      large[199999] = i == 1 ? 1 : 0;
      add_bytes (fixture, names[i], large, 200000, FALSE);
    }

  result = scan (fixture);
  g_assert_cmpuint (lw_dataset_scan_get_n_items (result), ==, 7);
  g_assert_cmpuint (lw_dataset_scan_count_problem (result, LW_DATASET_PROBLEM_DUPLICATE), ==, 3);
  assert_problem (result, LW_DATASET_PROBLEM_DUPLICATE, "c/a.jpg", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_DUPLICATE, "d.jpg", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_DUPLICATE, "large-3.jpg", FALSE);
  without = lw_dataset_scan_run (fixture->folder, LW_DATASET_SCAN_NO_DUPLICATES, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (lw_dataset_scan_get_n_problems (without), ==, 0);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (LwDatasetScan) result = NULL;
  static const char *const good[] = {
    "a \"quoted\".jpg", "back\\slash.jpg", "emoji \xf0\x9f\xa6\x8c.jpg", "per%20cent.jpg", "plus+.jpg",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    ADD (fixture, good[i], "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "new\nline.jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "not-utf8-\xff.jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "folder-\xff/x.jpg", "\xff\xd8" FRAME SCAN END);

  result = scan (fixture);
  assert_keys (result, good[0], good[1], good[2], good[3], good[4], NULL);
  g_assert_cmpuint (lw_dataset_scan_count_problem (result, LW_DATASET_PROBLEM_BAD_NAME), ==, 3);
  assert_problem (result, LW_DATASET_PROBLEM_BAD_NAME, "new line.jpg", TRUE);
  for (guint i = 0; i < lw_dataset_scan_get_n_problems (result); i++)
    g_assert_true (g_utf8_validate (lw_dataset_scan_get_problem (result, i)->name, -1, NULL));
}

static void
add_link (Fixture    *fixture,
          const char *to,
          const char *key)
{
  g_autofree char *path = g_build_filename (fixture->folder, key, NULL);

  g_assert_cmpint (symlink (to, path), ==, 0);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *other = lw_test_dup_temp_dir ();
  g_autofree char *outside = g_build_filename (other, "outside.jpg", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "pipe.jpg", NULL);
  g_autoptr (LwDatasetScan) result = NULL;

  ADD (fixture, "a/1.jpg", "\xff\xd8" FRAME SCAN END);
  g_assert_true (g_file_set_contents (outside, "\xff\xd8" FRAME SCAN END,
                                      sizeof ("\xff\xd8" FRAME SCAN END) - 1, NULL));
  add_link (fixture, "..", "a/up");
  add_link (fixture, ".", "self");
  add_link (fixture, "a", "b");
  add_link (fixture, other, "c");
  add_link (fixture, "absent.jpg", "broken.jpg");
  add_link (fixture, outside, "direct.jpg");
  g_assert_cmpint (mkfifo (fifo, 0644), ==, 0);

  result = scan (fixture);
  assert_keys (result, "a/1.jpg", "c/outside.jpg", "direct.jpg", NULL);
  assert_problem (result, LW_DATASET_PROBLEM_SYMLINK_LOOP, "a/up", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_SYMLINK_LOOP, "self", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_SYMLINK_LOOP, "b", FALSE);
  assert_problem (result, LW_DATASET_PROBLEM_UNREADABLE, "broken.jpg", TRUE);
  g_assert_cmpuint (lw_dataset_scan_count_other_files (result), ==, 1);
  lw_test_remove_tree (other);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "a.jpg", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "closed", NULL);
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", NULL);
  g_autoptr (LwDatasetScan) result = NULL;
  uid_t user = geteuid ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lw_dataset_scan_run (absent, LW_DATASET_SCAN_DEFAULT, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  ADD (fixture, "a.jpg", "\xff\xd8" FRAME SCAN END);
  ADD (fixture, "closed/b.jpg", "\xff\xd8" FRAME SCAN END);
  g_assert_null (lw_dataset_scan_run (file, LW_DATASET_SCAN_DEFAULT, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);

  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (file, 0), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0), ==, 0);
  /* To root nothing is unreadable, so it is nobody for a moment. */
  if (user == 0 && seteuid (65534) != 0)
    {
      g_test_skip ("cannot be another user");
      return;
    }
  result = scan (fixture);
  g_assert_cmpint (seteuid (user), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  g_assert_cmpuint (lw_dataset_scan_get_n_items (result), ==, 0);
  assert_problem (result, LW_DATASET_PROBLEM_UNREADABLE, "a.jpg", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_UNREADABLE_FOLDER, "closed", TRUE);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (LwDatasetScan) result = scan (fixture);
  g_auto (GStrv) classes = lw_dataset_scan_dup_folder_classes (result);

  g_assert_cmpuint (lw_dataset_scan_get_n_items (result), ==, 0);
  g_assert_cmpuint (lw_dataset_scan_get_n_problems (result), ==, 0);
  g_assert_cmpuint (g_strv_length (classes), ==, 0);
}

typedef struct
{
  GCancellable *cancellable;
  guint         n_calls;
  guint         n_images;
  guint         n_checked;
} Progress;

static void
progress_cb (guint       n_images,
             guint       n_checked,
             const char *folder,
             gpointer    data)
{
  Progress *progress = data;

  progress->n_calls++;
  progress->n_images = n_images;
  progress->n_checked = n_checked;
  if (progress->cancellable != NULL)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwDatasetScan) result = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  ADD (fixture, "a/a.jpg", "\xff\xd8" FRAME SCAN END);
  ADD_EXACT (fixture, "b.jpg", "");
  result = lw_dataset_scan_run (fixture->folder, LW_DATASET_SCAN_DEFAULT, progress_cb, &progress, NULL, NULL);
  g_assert_nonnull (result);
  g_assert_cmpuint (progress.n_calls, >=, 1);
  g_assert_cmpuint (progress.n_images, ==, 1);
  g_assert_cmpuint (progress.n_checked, ==, 2);

  progress.cancellable = cancellable;
  g_assert_null (lw_dataset_scan_run (fixture->folder, LW_DATASET_SCAN_DEFAULT, progress_cb, &progress,
                                      cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LwDatasetScan) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  ADD (fixture, "a.jpg", "\xff\xd8" FRAME SCAN END);
  lw_dataset_scan_run_async (fixture->folder, LW_DATASET_SCAN_DEFAULT, progress_cb, &progress, NULL, done_cb, &done);
  lw_test_wait_until (is_set, &done);
  result = lw_dataset_scan_run_finish (done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lw_dataset_scan_get_n_items (result), ==, 1);

  g_cancellable_cancel (cancellable);
  lw_dataset_scan_run_async (fixture->folder, LW_DATASET_SCAN_DEFAULT, NULL, NULL, cancellable, done_cb, &cancelled);
  lw_test_wait_until (is_set, &cancelled);
  g_assert_null (lw_dataset_scan_run_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cases (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *folder = lw_test_dup_cases_dir ("images");
  g_autoptr (LwDatasetScan) result = NULL;

  if (folder == NULL)
    return;
  result = lw_dataset_scan_run (folder, LW_DATASET_SCAN_DEFAULT, NULL, NULL, NULL, NULL);
  assert_problem (result, LW_DATASET_PROBLEM_EMPTY, "made/zero-bytes.jpg", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_TOO_MANY_PIXELS, "made/bomb-header-65500.jpg", TRUE);
  assert_problem (result, LW_DATASET_PROBLEM_INCOMPLETE, "made/truncated-90.jpg", FALSE);
  g_assert_cmpuint (lw_dataset_scan_count_problem (result, LW_DATASET_PROBLEM_ORIENTATION), ==, 8);
}

#define ADD_TEST(name, function) g_test_add ("/dataset-scan/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("items", test_items);
  ADD_TEST ("problems", test_problems);
  ADD_TEST ("duplicates", test_duplicates);
  ADD_TEST ("names", test_names);
  ADD_TEST ("links", test_links);
  ADD_TEST ("unreadable", test_unreadable);
  ADD_TEST ("empty", test_empty);
  ADD_TEST ("progress", test_progress);
  ADD_TEST ("async", test_async);
  ADD_TEST ("cases", test_cases);

  return g_test_run ();
}
