/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-image-pane.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <adwaita.h>

typedef struct
{
  char          *dir;
  LwImageLoader *loader;
  GtkWidget     *window;
  LwImagePane   *pane;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = lw_test_dup_temp_dir ();
  fixture->loader = lw_image_loader_new (NULL);
  fixture->pane = LW_IMAGE_PANE (lw_image_pane_new ());
  lw_image_pane_set_loader (fixture->pane, fixture->loader);
  fixture->window = lw_test_show_widget (GTK_WIDGET (fixture->pane), 400, 300);
}

/* A picture may be on its way still, and it keeps the loader. */
static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *) &fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->pane);
  g_object_add_weak_pointer (G_OBJECT (fixture->loader), (gpointer *) &fixture->loader);
  g_object_unref (fixture->loader);
  lw_test_wait_until (is_gone, &fixture->loader);
  lw_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
}

static gboolean
is_settled (gpointer user_data)
{
  return lw_image_pane_get_settled (user_data);
}

static int
get_texture_width (Fixture *fixture)
{
  LwImageView *view = lw_image_pane_get_view (fixture->pane);

  return gdk_paintable_get_intrinsic_width (lw_image_view_get_paintable (view));
}

static gboolean
is_full (gpointer user_data)
{
  return get_texture_width (user_data) == 2000;
}

static void
test_loads (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = lw_test_make_image (fixture->dir, "a.png", 2000, 1000);
  LwImageView *view = lw_image_pane_get_view (fixture->pane);

  g_assert_false (lw_image_pane_get_shown (fixture->pane));
  lw_image_pane_set_uri (fixture->pane, path);
  g_assert_false (lw_image_pane_get_settled (fixture->pane));
  lw_test_wait_until (is_settled, fixture->pane);
  g_assert_true (lw_image_pane_get_shown (fixture->pane));
  g_assert_cmpint (get_texture_width (fixture), ==, lw_image_pane_get_load_size (fixture->pane));
  g_assert_true (lw_image_view_get_fitted (view));
  /* The zoom is that of the image, not of the smaller picture that stands for it. */
  g_assert_cmpfloat (lw_image_view_get_zoom (view), <=, 0.21);

  /* Zoomed in, the picture is loaded in full, at the same place. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->pane), "image.actual-size", NULL);
  g_assert_cmpfloat (lw_image_view_get_zoom (view), ==, 1);
  lw_test_wait_until (is_full, fixture);
  g_assert_cmpfloat (lw_image_view_get_zoom (view), ==, 1);
  g_assert_false (lw_image_view_get_wants_detail (view));
  gtk_widget_activate_action (GTK_WIDGET (fixture->pane), "image.fit", NULL);
  g_assert_true (lw_image_view_get_fitted (view));
}

/* What the loader has is there at once; another image's picture never stays. */
static void
test_switches (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *a = lw_test_make_image (fixture->dir, "a.png", 200, 100);
  g_autofree char *b = lw_test_make_image (fixture->dir, "b.png", 300, 100);

  lw_image_pane_set_uri (fixture->pane, a);
  lw_test_wait_until (is_settled, fixture->pane);
  lw_image_pane_set_uri (fixture->pane, b);
  g_assert_false (lw_image_pane_get_shown (fixture->pane));
  g_assert_null (lw_image_view_get_paintable (lw_image_pane_get_view (fixture->pane)));
  lw_test_wait_until (is_settled, fixture->pane);
  lw_image_pane_set_uri (fixture->pane, a);
  g_assert_true (lw_image_pane_get_shown (fixture->pane));
  g_assert_cmpint (get_texture_width (fixture), ==, 200);
}

static void
test_problem (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "not <here> & gone.png", NULL);
  g_autofree char *good = lw_test_make_image (fixture->dir, "a.png", 200, 100);

  lw_image_pane_set_uri (fixture->pane, path);
  lw_test_wait_until (is_settled, fixture->pane);
  g_assert_false (lw_image_pane_get_shown (fixture->pane));
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_nonnull (lw_test_find_label (fixture->window, "The image “not <here> & gone.png” cannot be shown"));

  lw_image_pane_set_uri (fixture->pane, good);
  lw_test_wait_until (is_settled, fixture->pane);
  g_assert_true (lw_image_pane_get_shown (fixture->pane));
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_null (lw_test_find_label (fixture->window, "The image “not <here> & gone.png” cannot be shown"));
}

/* The widget may go while its picture is on its way. */
static void
test_goes (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = lw_test_make_image (fixture->dir, "a.png", 2000, 2000);

  lw_image_pane_set_uri (fixture->pane, path);
}

static void
test_keys_and_zoom (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = lw_test_make_image (fixture->dir, "a.png", 2000, 1000);
  LwImageView *view = lw_image_pane_get_view (fixture->pane);
  double zoom;

  lw_image_pane_set_uri (fixture->pane, path);
  lw_test_wait_until (is_settled, fixture->pane);
  zoom = lw_image_view_get_zoom (view);
  gtk_widget_activate_action (GTK_WIDGET (view), "image.zoom-out", NULL);
  g_assert_cmpfloat (lw_image_view_get_zoom (view), ==, zoom);
  gtk_widget_activate_action (GTK_WIDGET (view), "image.zoom-in", NULL);
  g_assert_cmpfloat_with_epsilon (lw_image_view_get_zoom (view), zoom * 1.25, 1e-9);
  lw_image_view_zoom_to_pointer (view);
  g_assert_cmpfloat (lw_image_view_get_zoom (view), ==, 1);
  lw_image_view_zoom_to_pointer (view);
  g_assert_cmpfloat (lw_image_view_get_zoom (view), ==, 4);
  lw_image_view_zoom_to_pointer (view);
  g_assert_true (lw_image_view_get_fitted (view));
  gtk_widget_activate_action (GTK_WIDGET (view), "image.move", "(ii)", 1, -1);
  g_assert_true (lw_image_view_get_fitted (view));
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/image-pane/loads", test_loads);
  add ("/image-pane/switches", test_switches);
  add ("/image-pane/problem", test_problem);
  add ("/image-pane/goes", test_goes);
  add ("/image-pane/keys-and-zoom", test_keys_and_zoom);
  return g_test_run ();
}
