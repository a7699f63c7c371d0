/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Indexes that are kept between openings: the same as one that was just made, and never believed when the manifest is
 * another or a byte of them is damaged. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-cache.h"

#include "lw-diagnostic.h"
#include "lw-test-manifest.h"
#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Enough to be worth keeping. */
#define N_LINES 20000

typedef struct
{
  char *folder;
  char *path;
  char *kept;
} Fixture;

/* As if it had been written a while ago: what was written just now is not kept. */
static void
make_old (const char *path,
          time_t      seconds)
{
  struct timespec times[2] = { { seconds, 0 }, { seconds, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static char *
find_kept (void)
{
  g_autofree char *folder = lw_manifest_cache_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  LwTestManifest manifest = { .n_images = 0 };
  FILE *file;

  self->folder = lw_test_dup_temp_dir ();
  self->path = g_build_filename (self->folder, "m.manifest", NULL);
  lw_test_manifest_write (&manifest, self->path, N_LINES);
  file = fopen (self->path, "a");
  fputs ("{\"source-ref\":\"torn\n\n{\"source-ref\":\"s3://b/1\",\"sets\":[1,2],\"sets-metadata\":{"
         "\"class-map\":{\"1\":\"a\",\"2\":\"b\"},"
         "\"confidence-map\":{\"1\":0.12345678901234567,\"2\":0.5},\"job-name\":\"x\"}}\n", file);
  fclose (file);
  make_old (self->path, 1000);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *folder = lw_manifest_cache_dup_folder ();

  lw_test_remove_tree (folder);
  lw_test_remove_tree (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->kept);
}

/* Whether an index that was kept is believed for the file as it is now. */
static LwManifestIndex *
load (const char *path)
{
  g_autoptr (LwManifestIndex) opened = lw_manifest_index_alloc ();

  g_assert_true (lw_manifest_index_open_file (opened, path, NULL));
  return lw_manifest_cache_load (opened);
}

static LwManifestIndex *
open_index (const char *path)
{
  g_autoptr (GError) error = NULL;
  LwManifestIndex *index = lw_manifest_index_open (path, NULL, NULL, &error);

  g_assert_no_error (error);
  return index;
}

static void
compare (LwManifestIndex *a,
         LwManifestIndex *b)
{
  g_assert_cmpuint (lw_manifest_index_get_n_rows (a), ==, lw_manifest_index_get_n_rows (b));
  g_assert_cmpuint (lw_manifest_index_get_n_lines (a), ==, lw_manifest_index_get_n_lines (b));
  g_assert_cmpuint (lw_manifest_index_get_n_malformed (a), ==, lw_manifest_index_get_n_malformed (b));
  g_assert_cmpuint (lw_manifest_index_get_n_diagnostics (a), ==, lw_manifest_index_get_n_diagnostics (b));
  for (guint i = 0; i < lw_manifest_index_get_diagnostics (a)->len; i++)
    {
      g_autofree char *text = lw_diagnostic_format (lw_manifest_index_get_diagnostics (a)->pdata[i], "m");
      g_autofree char *other = lw_diagnostic_format (lw_manifest_index_get_diagnostics (b)->pdata[i], "m");

      g_assert_cmpstr (text, ==, other);
    }
  g_assert_cmpuint (lw_manifest_index_get_n_attributes (a), ==, lw_manifest_index_get_n_attributes (b));
  for (guint i = 0; i < lw_manifest_index_get_n_attributes (a); i++)
    for (guint row = 0; row < lw_manifest_index_get_n_rows (a); row++)
      {
        g_autofree char *label = lw_manifest_index_dup_label_text (a, i, row);
        g_autofree char *other = lw_manifest_index_dup_label_text (b, i, row);

        g_assert_cmpstr (label, ==, other);
        g_assert_cmpuint (lw_manifest_index_get_offset (a, row), ==, lw_manifest_index_get_offset (b, row));
        g_assert_cmpint (lw_manifest_index_get_state (a, i, row), ==, lw_manifest_index_get_state (b, i, row));
        g_assert_true (lw_manifest_index_get_confidence (a, i, row) == lw_manifest_index_get_confidence (b, i, row));
        g_assert_cmpint (lw_manifest_index_get_creation_time (a, i, row), ==,
                         lw_manifest_index_get_creation_time (b, i, row));
      }
}

static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwManifestIndex) first = open_index (self->path);
  g_autoptr (LwManifestIndex) kept = load (self->path);
  g_autofree char *line = NULL;

  g_assert_nonnull (kept);
  compare (first, kept);
  line = lw_manifest_index_dup_line (kept, 7, NULL, NULL);
  g_assert_nonnull (strstr (line, "/7.jpg"));
}

/* What does not have the size, the time or the content of then is another file. */
static void
test_stale (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwManifestIndex) index = open_index (self->path);
  g_autoptr (LwManifestIndex) kept = NULL;
  FILE *file;

  make_old (self->path, 2000);
  g_assert_null (load (self->path));
  make_old (self->path, 1000);
  kept = load (self->path);
  g_assert_nonnull (kept);

  file = fopen (self->path, "r+");
  fputs ("[", file);
  fclose (file);
  make_old (self->path, 1000);
  g_assert_null (load (self->path));

  file = fopen (self->path, "a");
  fputs ("\n", file);
  fclose (file);
  make_old (self->path, 1000);
  g_assert_null (load (self->path));
}

/* Every region, by one bit each, and every length. */
static void
test_damaged (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LwManifestIndex) index = open_index (self->path);
  g_autofree char *content = NULL;
  gsize length, step;

  self->kept = find_kept ();
  g_assert_nonnull (self->kept);
  g_assert_true (g_file_get_contents (self->kept, &content, &length, NULL));
  step = length / 100;
  for (gsize i = 0; i < length; i += i < 600 || i + 600 > length ? 7 : step)
    {
      g_autoptr (LwManifestIndex) kept = NULL;

      content[i] ^= (char) (1 << i % 8);
      g_assert_true (g_file_set_contents (self->kept, content, (gssize) length, NULL));
      g_assert_null (load (self->path));
      content[i] ^= (char) (1 << i % 8);
      g_assert_true (g_file_set_contents (self->kept, content, (gssize) i, NULL));
      g_assert_null (load (self->path));
    }
  g_assert_true (g_file_set_contents (self->kept, content, (gssize) length, NULL));
  g_assert_true (truncate (self->kept, (off_t) length + 8) == 0);
  g_assert_null (load (self->path));
}

/* A manifest is opened as if nothing was kept. */
static void
test_opens_damaged (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LwManifestIndex) index = open_index (self->path);
  g_autoptr (LwManifestIndex) again = NULL;

  self->kept = find_kept ();
  g_assert_true (truncate (self->kept, 1000) == 0);
  again = open_index (self->path);
  compare (index, again);
}

static void
test_off (Fixture       *self,
          gconstpointer  data)
{
  LwManifestOpening opening = { .no_cache = TRUE };
  g_autoptr (LwManifestIndex) index = lw_manifest_index_open (self->path, &opening, NULL, NULL);
  g_autoptr (LwManifestIndex) other = NULL;

  g_assert_nonnull (index);
  g_assert_null (find_kept ());
  g_setenv ("LABELWRIGHT_NO_CACHE", "1", TRUE);
  other = open_index (self->path);
  g_unsetenv ("LABELWRIGHT_NO_CACHE");
  g_assert_null (find_kept ());
}

/* A file of this moment may be written to again within the same moment. */
static void
test_fresh (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwManifestIndex) index = NULL;

  make_old (self->path, g_get_real_time () / G_USEC_PER_SEC + 100);
  index = open_index (self->path);
  g_assert_null (find_kept ());
}

static void
test_trim (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.index", self->folder, i);

      g_assert_true (g_file_set_contents (path, "0123456789", 10, NULL));
      make_old (path, 1000 + i);
    }
  lw_manifest_cache_trim (self->folder, 25);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.index", self->folder, i);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, i >= 3);
    }
  g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) \
  g_test_add ("/manifest-cache/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("again", test_again);
  ADD ("stale", test_stale);
  ADD ("damaged", test_damaged);
  ADD ("opens-damaged", test_opens_damaged);
  ADD ("off", test_off);
  ADD ("fresh", test_fresh);
  ADD ("trim", test_trim);

  return g_test_run ();
}
