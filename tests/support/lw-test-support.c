/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What several test programs need: folders that go away, files of the source tree, waiting for a condition.
 * Not a place for what one test alone uses. */

#define G_LOG_DOMAIN "lw-test-support"

#include "config.h"

#include "lw-test-support.h"

#include <glib/gstdio.h>

#define WAIT_SECONDS 60

/**
 * lw_test_dup_temp_dir:
 *
 * Makes an empty folder. Remove it with lw_test_remove_tree().
 *
 * Returns: (transfer full): its path
 */
char *
lw_test_dup_temp_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("lw-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

/**
 * lw_test_remove_tree:
 * @path: a folder or file
 *
 * Removes @path with all that is in it. Links are removed, not followed.
 */
void
lw_test_remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          lw_test_remove_tree (child);
        }
    }
  g_remove (path);
}

/**
 * lw_test_dup_cases_dir:
 * @name: a folder or file in the collection of cases
 *
 * Finds a part of the collection of cases that the environment variable LW_CASES names. Without it the running test is
 * marked as skipped, and the caller returns.
 *
 * Returns: (transfer full) (nullable): the path, or %NULL when the collection is not there
 */
char *
lw_test_dup_cases_dir (const char *name)
{
  const char *root = g_getenv ("LW_CASES");
  g_autofree char *path = root != NULL ? g_build_filename (root, name, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("LW_CASES does not name the collection of cases");
      return NULL;
    }
  return g_steal_pointer (&path);
}

/**
 * lw_test_dup_source:
 * @name: a path in the source tree, such as "data/sample"
 *
 * Returns: (transfer full): its absolute path
 */
char *
lw_test_dup_source (const char *name)
{
  const char *root = g_getenv ("LW_SOURCE_DIR");

  g_assert_nonnull (root);
  return g_build_filename (root, name, NULL);
}

static gboolean
wait_timeout_cb (gpointer user_data)
{
  g_error ("The condition did not come true within %d seconds", WAIT_SECONDS);
  return G_SOURCE_REMOVE;
}

/**
 * lw_test_wait_until:
 * @condition: (scope call): what to wait for; asked again after each turn of the main loop
 * @user_data: passed to @condition
 *
 * Runs the thread's default main context until @condition is true. Aborts the test when that takes a minute.
 */
void
lw_test_wait_until (LwTestCondition condition,
                    gpointer        user_data)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (WAIT_SECONDS);

  g_source_set_callback (timeout, wait_timeout_cb, NULL, NULL);
  g_source_attach (timeout, context);
  while (!condition (user_data))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
}
