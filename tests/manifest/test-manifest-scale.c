/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A million lines of which the true counts are known: they are counted exactly, in bounded memory, the first ones are
 * there at once. LW_TEST_LINES in the environment makes it another number of lines. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-counts.h"
#include "lw-manifest-index.h"

#include "lw-test-manifest.h"
#include "lw-test-support.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#define N_LINES 1000000

/* What the index may take: 10 bytes a row, 16 where rows have several labels, and 16 MB. */
#define BYTES_A_ROW       10
#define BYTES_A_MULTI_ROW 16
#define BYTES_AT_ALL      (16 * 1000 * 1000)

typedef struct
{
  guint n_calls;
  guint n_rows;
} Seen;

static guint
get_n_lines (void)
{
  const char *wanted = g_getenv ("LW_TEST_LINES");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : N_LINES;
}

/* Anonymous memory that is in use, from the kernel. */
static guint64
get_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "RssAnon:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("RssAnon:"), NULL, 10) * 1024 : 0;
}

static void
partial_cb (LwManifestIndex *partial,
            gpointer         data)
{
  Seen *seen = data;
  guint n_rows = lw_manifest_index_get_n_rows (partial);
  g_autofree char *line = lw_manifest_index_dup_line (partial, n_rows - 1, NULL, NULL);

  g_assert_true (lw_manifest_index_is_partial (partial));
  g_assert_cmpuint (n_rows, >, seen->n_rows);
  g_assert_cmpint (line[strlen (line) - 1], ==, '}');
  g_assert_cmpuint (lw_manifest_index_count_state (partial, 0, LW_DATA_OBJECT_STATE_LABELED), >, 0);
  if (seen->n_calls == 0)
    g_assert_cmpuint (n_rows, <, 10000);
  seen->n_rows = n_rows;
  seen->n_calls++;
}

static void
check_counts (LwManifestIndex      *index,
              const LwTestManifest *truth,
              guint                 n_lines)
{
  g_autoptr (LwManifestQuery) all = lw_manifest_query_new ();
  g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (all, index, NULL, NULL);

  g_assert_cmpuint (lw_manifest_index_get_n_lines (index), ==, n_lines);
  g_assert_cmpuint (lw_manifest_index_get_n_malformed (index), ==, 0);
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_FAILED), ==, truth->failed);
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_LABELED), ==,
                    n_lines - truth->failed);
  g_assert_cmpuint (lw_manifest_index_count_annotator (index, 0, LW_ANNOTATOR_MACHINE), ==, truth->machine);
  g_assert_cmpuint (lw_manifest_index_count_annotator (index, 0, LW_ANNOTATOR_HUMAN), ==,
                    n_lines - truth->failed - truth->machine);
  g_assert_cmpuint (counts->without, ==, 0);
  for (guint i = 0; i < LW_CONFIDENCE_BINS; i++)
    g_assert_cmpuint (counts->bins[i], ==, truth->bins[i]);
  for (guint i = 0; i < LW_TEST_MANIFEST_N_CLASSES; i++)
    {
      int position = lw_manifest_index_find_class (index, 0, lw_test_manifest_get_class_name (i));

      g_assert_cmpint (position, >=, 0);
      g_assert_cmpuint (lw_manifest_index_get_class_count (index, 0, (guint) position), ==, truth->classes[i]);
    }
}

static void
test_scale (gconstpointer data)
{
  gboolean is_multi = GPOINTER_TO_INT (data);
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m.manifest", NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  g_autoptr (GError) error = NULL;
  LwTestManifest truth = { .is_multi = is_multi };
  Seen seen = { 0 };
  LwManifestOpening opening = { .no_cache = TRUE };
  guint n_lines = get_n_lines ();
  guint64 before, used;

  lw_test_manifest_write (&truth, path, n_lines);
  malloc_trim (0);
  before = get_memory ();
  index = lw_manifest_index_open (path, &opening, NULL, &error);
  g_assert_no_error (error);
  malloc_trim (0);
  used = get_memory () - MIN (before, get_memory ());
  check_counts (index, &truth, n_lines);
  g_test_message ("%" G_GUINT64_FORMAT " bytes for %u rows", used, n_lines);
#if !defined (__SANITIZE_ADDRESS__)
  g_assert_cmpuint (used, <=, (guint64) n_lines * (is_multi ? BYTES_A_MULTI_ROW : BYTES_A_ROW) + BYTES_AT_ALL);
#endif

  g_clear_pointer (&index, lw_manifest_index_unref);
  opening.partial = partial_cb;
  opening.data = &seen;
  index = lw_manifest_index_open (path, &opening, NULL, &error);
  check_counts (index, &truth, n_lines);
  g_assert_cmpuint (seen.n_calls, >=, 3);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/manifest-scale/single-label", GINT_TO_POINTER (FALSE), test_scale);
  g_test_add_data_func ("/manifest-scale/multi-label", GINT_TO_POINTER (TRUE), test_scale);

  return g_test_run ();
}
