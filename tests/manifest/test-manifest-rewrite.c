/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a manifest that another process truncates and writes anew all the time: it neither crashes nor shows lines of
 * two versions. The other process is this program with another argument. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-manifest-index.h"

#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define N_LINES   20000
#define N_CLASSES 4

/* So often it is to work, and so often to be refused; in so many microseconds at most. */
#define N_WANTED  10
#define MAX_TIME  (20 * G_USEC_PER_SEC)

/* How the next version comes. One that is written over the one before is of two versions itself until it is written. */
enum
{
  TRUNCATED,
  REPLACED,
  N_WAYS,
};

static GString *
make_version (guint version)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u/%06u.jpg\",\"k\":%u,\"k-metadata\":{\"class-name\":"
                            "\"class %u\",\"confidence\":0.%02u,\"type\":\"groundtruth/image-classification\","
                            "\"job-name\":\"j\",\"human-annotated\":\"yes\","
                            "\"creation-date\":\"2026-05-04T10:11:12.123456\"}}\n",
                            version, i, version, version, 10 + i % 90);
  return text;
}

static void
write_version (const char    *path,
               const GString *text,
               guint          way)
{
  int fd;

  if (way == REPLACED)
    {
      g_file_set_contents (path, text->str, (gssize) text->len, NULL);
      return;
    }
  fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_TRUNC, 0644);
  for (gsize done = 0; fd >= 0 && done < text->len;)
    {
      gssize n = write (fd, text->str + done, MIN (text->len - done, 100000));

      if (n <= 0)
        break;
      done += (gsize) n;
    }
  close (fd);
}

G_NORETURN static void
rewrite_forever (const char *path)
{
  GString *versions[N_CLASSES];

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (guint i = 0; i < N_CLASSES; i++)
    versions[i] = make_version (i);
  for (guint i = 0; ; i++)
    write_version (path, versions[i % N_CLASSES], i / N_CLASSES % N_WAYS);
}

/* Rows of a version, of which the file may have had only the first ones. */
static void
check_version (LwManifestIndex *index)
{
  guint n_classes;

  if (lw_manifest_index_get_n_attributes (index) == 0)
    return;
  n_classes = lw_manifest_index_get_n_classes (index, 0);
  g_assert_cmpuint (n_classes, <=, 1);
  g_assert_cmpuint (lw_manifest_index_get_n_malformed (index), <=, 1);
  if (n_classes == 1)
    g_assert_cmpuint (lw_manifest_index_get_class_count (index, 0, 0), ==,
                      lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_LABELED));
}

static void
check_lines (LwManifestIndex *index)
{
  guint n_rows = lw_manifest_index_get_n_rows (index);

  for (guint i = 0; i < 20 && n_rows > 0; i++)
    {
      guint row = (guint) ((guint64) n_rows * i / 20);
      g_autoptr (GError) error = NULL;
      g_autofree char *line = lw_manifest_index_dup_line (index, row, NULL, &error);
      g_autofree char *name = NULL;

      if (line == NULL)
        {
          g_assert_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED);
          continue;
        }
      if (lw_manifest_index_get_state (index, 0, row) != LW_DATA_OBJECT_STATE_LABELED)
        continue;
      name = g_strdup_printf ("/%06u.jpg\",\"k\":%" G_GINT64_FORMAT ",", row,
                              lw_manifest_index_get_class_index (index, 0, 0));
      g_assert_nonnull (strstr (line, name));
    }
}

static void
partial_cb (LwManifestIndex *partial,
            gpointer         data)
{
  check_version (partial);
}

static void
test_rewrite (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m.manifest", NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *arguments[] = { program, (char *) "--rewrite", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) first = make_version (0);
  guint n_good = 0, n_changed = 0;
  gint64 end = g_get_monotonic_time () + MAX_TIME;
  GPid child;

  write_version (path, first, REPLACED);
  g_assert_true (g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &error));
  g_assert_no_error (error);
  for (guint i = 0; (n_good < N_WANTED || n_changed < N_WANTED) && g_get_monotonic_time () < end; i++)
    {
      LwManifestOpening opening = { .no_cache = i % 2 == 0, .partial = partial_cb };
      g_autoptr (GError) problem = NULL;
      g_autoptr (LwManifestIndex) index = lw_manifest_index_open (path, &opening, NULL, &problem);

      if (index == NULL)
        {
          g_assert_error (problem, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED);
          n_changed++;
          continue;
        }
      n_good++;
      check_version (index);
      if (lw_manifest_index_get_n_attributes (index) > 0)
        check_lines (index);
    }
  kill (child, SIGKILL);
  g_spawn_close_pid (child);
  g_assert_cmpuint (n_good, >, 0);
  g_assert_cmpuint (n_changed, >, 0);
  g_test_message ("%u opened, %u changed meanwhile", n_good, n_changed);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--rewrite") == 0)
    rewrite_forever (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-rewrite/by-another-process", test_rewrite);

  return g_test_run ();
}
