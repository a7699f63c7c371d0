/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast photos become thumbnails of 256 pixels on all cores, as the gallery loads them, against gdk-pixbuf's own
 * scaled decode in as many threads, and against libvips where its thumbnailer is installed. Rounds are taken in turn,
 * and a ratio is one of a round. The memory that is kept stays within its bound. */

#include "config.h"

#include "lw-bench.h"
#include "lw-image-loader.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#define SIZE 256
#define N_PHOTOS 8
#define N_IMAGES 64
#define N_ROUNDS 5
#define MAX_BYTES (4 * 1024 * 1024)

typedef struct
{
  char **paths;
  guint  n_done;
  int    next;
} Work;

static void
load_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Work *work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (object), result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (MAX (gdk_texture_get_width (texture), gdk_texture_get_height (texture)), ==, SIZE);
  work->n_done++;
}

static gboolean
is_done (gpointer data)
{
  return ((Work *) data)->n_done == N_IMAGES;
}

static double
time_loader (char **paths)
{
  g_autoptr (LwImageLoader) loader = lw_image_loader_new (NULL);
  Work work = { .paths = paths };
  double start = lw_bench_now_ms (CLOCK_MONOTONIC);

  lw_image_loader_set_max_bytes (loader, MAX_BYTES);
  for (guint i = 0; i < N_IMAGES; i++)
    lw_image_loader_load_async (loader, paths[i], SIZE, LW_IMAGE_PRIORITY_THUMBNAIL, NULL, load_cb, &work);
  lw_test_wait_until (is_done, &work);
  g_assert_cmpuint (lw_image_loader_get_bytes (loader), <=, MAX_BYTES);
  return lw_bench_now_ms (CLOCK_MONOTONIC) - start;
}

static gpointer
pixbuf_thread (gpointer data)
{
  Work *work = data;
  int i;

  while ((i = g_atomic_int_add (&work->next, 1)) < N_IMAGES)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file_at_scale (work->paths[i], SIZE, SIZE, TRUE, &error);

      g_assert_no_error (error);
    }
  return NULL;
}

static double
time_pixbuf (char **paths)
{
  Work work = { .paths = paths };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  double start = lw_bench_now_ms (CLOCK_MONOTONIC);

  for (guint i = 0; i < g_get_num_processors (); i++)
    g_ptr_array_add (threads, g_thread_new ("pixbuf", pixbuf_thread, &work));
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  return lw_bench_now_ms (CLOCK_MONOTONIC) - start;
}

/* One process for each core: the way to use all of them that its users are told. */
static double
time_vips (char      **paths,
           const char *program,
           const char *dir)
{
  g_autofree char *output = g_strdup_printf ("%s/%%s.thumb.jpg", dir);
  g_autofree char *size = g_strdup_printf ("%d", SIZE);
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_get_num_processors ();
  double start = lw_bench_now_ms (CLOCK_MONOTONIC);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (arguments, (gpointer) program);
      g_ptr_array_add (arguments, "--size");
      g_ptr_array_add (arguments, size);
      g_ptr_array_add (arguments, "-o");
      g_ptr_array_add (arguments, output);
      for (guint k = i; k < N_IMAGES; k += n)
        g_ptr_array_add (arguments, paths[k]);
      g_ptr_array_add (arguments, NULL);
      g_subprocess_launcher_setenv (launcher, "VIPS_CONCURRENCY", "1", TRUE);
      g_ptr_array_add (processes,
                       g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < n; i++)
    g_assert_true (g_subprocess_wait_check (processes->pdata[i], NULL, NULL));
  return lw_bench_now_ms (CLOCK_MONOTONIC) - start;
}

static char **
make_images (const char *dir)
{
  char **paths = g_new0 (char *, N_IMAGES + 1);

  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.jpg", i);

      if (i < N_PHOTOS)
        {
          paths[i] = lw_test_make_photo (dir, name, 2000, 1500, i);
          continue;
        }
      paths[i] = g_build_filename (dir, name, NULL);
      g_assert_cmpint (link (paths[i % N_PHOTOS], paths[i]), ==, 0);
    }
  return paths;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = lw_test_dup_temp_dir ();
  g_auto (GStrv) paths = make_images (dir);
  g_autofree char *vips = g_find_program_in_path ("vipsthumbnail");
  g_autoptr (GArray) to_pixbuf = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) to_vips = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean good;

  setlocale (LC_ALL, "");
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double own = time_loader (paths);
      double ratio = time_pixbuf (paths) / own;

      g_array_append_val (to_pixbuf, ratio);
      g_print ("thumbnails: %.0f a second", N_IMAGES / own * 1000);
      if (vips != NULL)
        {
          ratio = time_vips (paths, vips, dir) / own;
          g_array_append_val (to_vips, ratio);
        }
      g_print ("\n");
    }
  good = lw_bench_check_at_least ("thumbnails speed to gdk-pixbuf's", lw_bench_percentile (to_pixbuf, 50), " times",
                                  0.95);
  if (vips != NULL)
    good &= lw_bench_check_at_least ("thumbnails speed to libvips's", lw_bench_percentile (to_vips, 50), " times", 1.8);
  else
    g_print ("thumbnails speed to libvips's: skipped, vipsthumbnail is not installed (libvips-tools)\n");
  lw_test_remove_tree (dir);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
