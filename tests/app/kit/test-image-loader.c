/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-image-decoder.h"
#include "lw-image-loader.h"
#include "lw-test-support.h"

#include <gtk/gtk.h>
#include <string.h>

typedef struct
{
  char          *dir;
  LwImageLoader *loader;
} Fixture;

/* One request: what came of it and the how many-th it was to end. */
typedef struct
{
  GdkTexture *texture;
  GError     *error;
  guint       order;
  gboolean    done;
} Request;

static guint n_done;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = lw_test_dup_temp_dir ();
  fixture->loader = lw_image_loader_new (NULL);
  n_done = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->loader);
  lw_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
}

static char *
make_image (Fixture    *fixture,
            const char *name,
            const char *type,
            int         width,
            int         height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->dir, name, NULL);

  gdk_pixbuf_fill (pixbuf, 0xff800000);
  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);
  return path;
}

static char *
make_file (Fixture    *fixture,
           const char *name,
           const void *data,
           gssize      length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->dir, name, NULL);

  g_file_set_contents (path, data, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Request *request = user_data;

  request->texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &request->error);
  request->order = ++n_done;
  request->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Request *) user_data)->done;
}

static void
request_clear (Request *request)
{
  g_clear_object (&request->texture);
  g_clear_error (&request->error);
  request->done = FALSE;
}

static void
load (Fixture    *fixture,
      const char *uri,
      int         size,
      Request    *request)
{
  lw_image_loader_load_async (fixture->loader, uri, size, LW_IMAGE_PRIORITY_NOW, NULL, load_cb, request);
  lw_test_wait_until (is_done, request);
}

static void
test_size (Fixture       *fixture,
           gconstpointer  type)
{
  g_autofree char *path = make_image (fixture, "a", type, 400, 300);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  Request request = { 0 };
  int width, height;

  load (fixture, path, 100, &request);
  g_assert_no_error (request.error);
  g_assert_cmpint (gdk_texture_get_width (request.texture), ==, 100);
  g_assert_cmpint (gdk_texture_get_height (request.texture), ==, 75);
  lw_image_get_natural_size (GDK_PAINTABLE (request.texture), &width, &height);
  g_assert_cmpint (width, ==, 400);
  g_assert_cmpint (height, ==, 300);
  request_clear (&request);

  /* In full, by another form of the address, and never larger than it is. */
  load (fixture, uri, 0, &request);
  g_assert_cmpint (gdk_texture_get_width (request.texture), ==, 400);
  request_clear (&request);
  load (fixture, path, 1000, &request);
  g_assert_cmpint (gdk_texture_get_width (request.texture), ==, 400);
  request_clear (&request);
}

static void
test_pixels (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = make_image (fixture, "a.png", "png", 3, 2);
  guint32 pixels[6];
  Request request = { 0 };

  load (fixture, path, 0, &request);
  g_assert_no_error (request.error);
  gdk_texture_download (request.texture, (guchar *) pixels, 3 * 4);
  g_assert_cmphex (pixels[5], ==, 0xffff8000);
  request_clear (&request);
}

static void
test_cache (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *a = make_image (fixture, "a.png", "png", 100, 100);
  g_autofree char *b = make_image (fixture, "b.png", "png", 100, 100);
  g_autofree char *c = make_image (fixture, "c.png", "png", 100, 100);
  Request request = { 0 };

  lw_image_loader_set_max_bytes (fixture->loader, 2 * 100 * 100 * 4);
  g_assert_null (lw_image_loader_peek (fixture->loader, a, 0));
  load (fixture, a, 0, &request);
  g_assert_true (lw_image_loader_peek (fixture->loader, a, 0) == request.texture);
  g_assert_null (lw_image_loader_peek (fixture->loader, a, 50));
  request_clear (&request);
  load (fixture, b, 0, &request);
  request_clear (&request);

  /* a was used after b, so b goes. */
  g_assert_nonnull (lw_image_loader_peek (fixture->loader, a, 0));
  load (fixture, c, 0, &request);
  request_clear (&request);
  g_assert_nonnull (lw_image_loader_peek (fixture->loader, a, 0));
  g_assert_null (lw_image_loader_peek (fixture->loader, b, 0));
  g_assert_cmpuint (lw_image_loader_get_bytes (fixture->loader), ==, 2 * 100 * 100 * 4);

  /* What alone is too much is shown but not kept. */
  lw_image_loader_set_max_bytes (fixture->loader, 100);
  g_assert_cmpuint (lw_image_loader_get_bytes (fixture->loader), ==, 0);
  load (fixture, b, 0, &request);
  g_assert_no_error (request.error);
  request_clear (&request);
  g_assert_cmpuint (lw_image_loader_get_bytes (fixture->loader), ==, 0);
}

static gboolean
all_done (gpointer user_data)
{
  return n_done == GPOINTER_TO_UINT (user_data);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  guint n = 24;
  g_autofree Request *requests = g_new0 (Request, n);
  Request urgent = { 0 };
  g_autofree char *last = make_image (fixture, "last.png", "png", 600, 600);
  guint n_later = 0;

  /* The pool is busy with the first ones when the last ones are asked for: those come first then. */
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);
      g_autofree char *path = make_image (fixture, name, "png", 600, 600);

      lw_image_loader_load_async (fixture->loader, path, 0, LW_IMAGE_PRIORITY_AHEAD, NULL, load_cb, &requests[i]);
    }
  lw_image_loader_load_async (fixture->loader, last, 0, LW_IMAGE_PRIORITY_NOW, NULL, load_cb, &urgent);
  lw_test_wait_until (all_done, GUINT_TO_POINTER (n + 1));
  for (guint i = 0; i < n; i++)
    {
      n_later += requests[i].order > urgent.order;
      /* Reading ahead is one after the other, in the order asked for, when one thread does it. */
      g_assert_no_error (requests[i].error);
      request_clear (&requests[i]);
    }
  g_test_message ("%u of %u came after the urgent one", n_later, n);
  g_assert_no_error (urgent.error);
  request_clear (&urgent);
}

static void
test_shared (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = make_image (fixture, "a.png", "png", 500, 500);
  Request requests[5] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    lw_image_loader_load_async (fixture->loader, path, 0, i % 3, NULL, load_cb, &requests[i]);
  lw_test_wait_until (all_done, GUINT_TO_POINTER (G_N_ELEMENTS (requests)));
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_assert_true (requests[i].texture == requests[0].texture || i == 0);
      g_assert_nonnull (requests[i].texture);
    }
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    request_clear (&requests[i]);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = make_image (fixture, "a.png", "png", 500, 500);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Request dropped = { 0 };
  Request kept = { 0 };

  lw_image_loader_load_async (fixture->loader, path, 0, LW_IMAGE_PRIORITY_AHEAD, cancellable, load_cb, &dropped);
  g_cancellable_cancel (cancellable);
  lw_image_loader_load_async (fixture->loader, path, 0, LW_IMAGE_PRIORITY_NOW, NULL, load_cb, &kept);
  lw_test_wait_until (all_done, GUINT_TO_POINTER (2));
  g_assert_error (dropped.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (kept.error);
  request_clear (&dropped);
  request_clear (&kept);
}

typedef struct
{
  const char *name;
  const char *uri;
  GQuark    (*domain) (void);
  int         code;
} Bad;

static const Bad bad[] = {
  { "missing", "/nowhere/at/all.png", g_io_error_quark, G_IO_ERROR_NOT_FOUND },
  { "folder", "/", g_io_error_quark, G_IO_ERROR_NOT_REGULAR_FILE },
  { "device", "/dev/zero", g_io_error_quark, G_IO_ERROR_NOT_REGULAR_FILE },
  { "web", "https://example.com/a.png", g_io_error_quark, G_IO_ERROR_NOT_SUPPORTED },
  { "no store", "s3://bucket/a.png", g_io_error_quark, G_IO_ERROR_NOT_FOUND },
  { "empty", "", g_io_error_quark, G_IO_ERROR_NOT_SUPPORTED },
  { "data without comma", "data:image/png;base64", lw_image_error_quark, LW_IMAGE_ERROR_BROKEN },
  { "data with rubbish", "data:image/png;base64,AAAA", lw_image_error_quark, LW_IMAGE_ERROR_BROKEN },
};

static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  const Bad *row = data;
  Request request = { 0 };

  load (fixture, row->uri, 100, &request);
  g_assert_error (request.error, row->domain (), row->code);
  g_assert_null (request.texture);
  request_clear (&request);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const types[] = { "png", "bmp" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *whole = make_image (fixture, "whole", types[i], 300, 300);
      g_autofree char *content = NULL;
      g_autofree char *part = NULL;
      gsize length;
      Request request = { 0 };

      g_assert_true (g_file_get_contents (whole, &content, &length, NULL));
      part = make_file (fixture, "part", content, length / 2);
      load (fixture, part, 100, &request);
      g_assert_error (request.error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN);
      request_clear (&request);
      lw_image_loader_forget (fixture->loader);
    }
}

/* Headers that promise far more than 100 million pixels: refused before memory is asked for. */
static void
test_huge (Fixture       *fixture,
           gconstpointer  data)
{
  static const guint8 png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
    0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 2, 0, 0, 0, 0x34, 0x91, 0x22, 0x22,
  };
  static const guint8 gif[] = {
    'G', 'I', 'F', '8', '9', 'a', 0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff,
    0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44, 1, 0, 0x3b,
  };
  static const guint8 bmp[] = {
    'B', 'M', 0xff, 0xff, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 0x00, 0x80, 0, 0, 0x00, 0x80, 0, 0, 1, 0, 24, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3,
  };
  static const struct
  {
    const char   *name;
    const guint8 *data;
    gsize         length;
  } files[] = {
    { "a.png", png, sizeof png }, { "a.gif", gif, sizeof gif }, { "a.bmp", bmp, sizeof bmp },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = make_file (fixture, files[i].name, files[i].data, files[i].length);
      Request request = { 0 };

      load (fixture, path, 100, &request);
      g_assert_nonnull (request.error);
      g_assert_true (request.error->domain == LW_IMAGE_ERROR);
      g_assert_null (request.texture);
      request_clear (&request);
    }
}

/* A JPEG with EXIF orientation 6 (turn right): shown as it is stored. */
static void
test_orientation (Fixture       *fixture,
                  gconstpointer  data)
{
  static const guint8 exif[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  };
  g_autofree char *plain = make_image (fixture, "plain.jpg", "jpeg", 40, 20);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree char *bytes = NULL;
  g_autofree char *path = NULL;
  gsize length;
  Request request = { 0 };

  g_assert_true (g_file_get_contents (plain, &bytes, &length, NULL));
  g_byte_array_append (content, (guint8 *) bytes, 2);
  g_byte_array_append (content, exif, sizeof exif);
  g_byte_array_append (content, (guint8 *) bytes + 2, length - 2);
  path = make_file (fixture, "turned.jpg", content->data, content->len);
  load (fixture, path, 0, &request);
  g_assert_no_error (request.error);
  g_assert_cmpint (gdk_texture_get_width (request.texture), ==, 40);
  g_assert_cmpint (gdk_texture_get_height (request.texture), ==, 20);
  request_clear (&request);
}

static void
test_data_uri (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = make_image (fixture, "a.png", "png", 7, 5);
  g_autofree char *content = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *uri = NULL;
  gsize length;
  Request request = { 0 };

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  base64 = g_base64_encode ((guchar *) content, length);
  uri = g_strconcat ("data:image/png;base64,", base64, NULL);
  load (fixture, uri, 0, &request);
  g_assert_no_error (request.error);
  g_assert_cmpint (gdk_texture_get_width (request.texture), ==, 7);
  request_clear (&request);
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  add ("/image-loader/size/png", "png", test_size);
  add ("/image-loader/size/jpeg", "jpeg", test_size);
  add ("/image-loader/size/bmp", "bmp", test_size);
  add ("/image-loader/pixels", NULL, test_pixels);
  add ("/image-loader/cache", NULL, test_cache);
  add ("/image-loader/order", NULL, test_order);
  add ("/image-loader/shared", NULL, test_shared);
  add ("/image-loader/cancel", NULL, test_cancel);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/image-loader/bad/%s", bad[i].name);

      add (path, &bad[i], test_bad);
    }
  add ("/image-loader/truncated", NULL, test_truncated);
  add ("/image-loader/huge", NULL, test_huge);
  add ("/image-loader/orientation", NULL, test_orientation);
  add ("/image-loader/data-uri", NULL, test_data_uri);
  return g_test_run ();
}
