/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-image-viewport.h"

#include <glib.h>
#include <math.h>

typedef struct
{
  const char *name;
  double      image_width;
  double      image_height;
  double      view_width;
  double      view_height;
  double      zoom;
  double      x;
  double      y;
} Fit;

static const Fit fits[] = {
  { "landscape", 4000, 3000, 1000, 800, 0.25, 0, 25 },
  { "portrait", 3000, 4000, 1000, 800, 0.2, 200, 0 },
  { "exact", 800, 600, 800, 600, 1, 0, 0 },
  { "small is made larger", 100, 50, 400, 400, 4, 0, 100 },
  { "but not beyond eight times", 10, 10, 400, 400, 8, 160, 160 },
  { "a line", 10000, 1, 500, 500, 0.05, 0, 249.975 },
  { "no image", 0, 0, 500, 500, 1, 250, 250 },
  { "no view", 100, 100, 0, 0, 1, -100, -100 },
};

static LwImageViewport
new_viewport (double image_width,
              double image_height,
              double view_width,
              double view_height)
{
  LwImageViewport viewport = { .zoom = 1, .fitted = TRUE };

  lw_image_viewport_set_view (&viewport, view_width, view_height);
  lw_image_viewport_set_image (&viewport, image_width, image_height);
  return viewport;
}

static void
test_fit (gconstpointer data)
{
  const Fit *fit = data;
  LwImageViewport viewport = new_viewport (fit->image_width, fit->image_height, fit->view_width, fit->view_height);

  g_assert_cmpfloat_with_epsilon (viewport.zoom, fit->zoom, 1e-9);
  if (fit->view_width > 0)
    {
      g_assert_cmpfloat_with_epsilon (viewport.x, fit->x, 1e-6);
      g_assert_cmpfloat_with_epsilon (viewport.y, fit->y, 1e-6);
    }
  g_assert_true (viewport.fitted);
}

/* The image point under a point of the view. */
static double
image_x (const LwImageViewport *viewport,
         double                 view_x)
{
  return (view_x - viewport->x) / viewport->zoom;
}

static void
test_zoom_keeps_the_point (void)
{
  LwImageViewport viewport = new_viewport (4000, 3000, 1000, 800);
  double before;

  lw_image_viewport_zoom_at (&viewport, 1, 500, 400);
  g_assert_false (viewport.fitted);
  before = image_x (&viewport, 321);
  lw_image_viewport_zoom_at (&viewport, 3, 321, 456);
  g_assert_cmpfloat_with_epsilon (image_x (&viewport, 321), before, 1e-9);
  lw_image_viewport_zoom_at (&viewport, 1.5, 321, 456);
  g_assert_cmpfloat_with_epsilon (image_x (&viewport, 321), before, 1e-9);
}

static void
test_zoom_has_bounds (void)
{
  LwImageViewport viewport = new_viewport (4000, 3000, 1000, 800);

  lw_image_viewport_zoom_at (&viewport, 1e9, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, lw_image_viewport_get_max_zoom (&viewport));
  lw_image_viewport_zoom_at (&viewport, 0, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, 0.25);
  g_assert_true (viewport.fitted);

  viewport = new_viewport (100, 100, 400, 400);
  lw_image_viewport_zoom_at (&viewport, 0, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, 1);
  g_assert_false (viewport.fitted);
}

static void
test_move_stays_inside (void)
{
  LwImageViewport viewport = new_viewport (1000, 1000, 500, 500);

  lw_image_viewport_move (&viewport, 100, 100);
  g_assert_cmpfloat (viewport.x, ==, 0);
  lw_image_viewport_zoom_at (&viewport, 1, 250, 250);
  lw_image_viewport_move (&viewport, 1e6, -1e6);
  g_assert_cmpfloat (viewport.x, ==, 0);
  g_assert_cmpfloat (viewport.y, ==, -500);
}

static void
test_view_changes (void)
{
  LwImageViewport viewport = new_viewport (4000, 3000, 1000, 800);

  lw_image_viewport_set_view (&viewport, 2000, 1500);
  g_assert_true (viewport.fitted);
  g_assert_cmpfloat (viewport.zoom, ==, 0.5);

  /* Zoomed in, the point in the middle stays there. */
  lw_image_viewport_zoom_at (&viewport, 2, 700, 300);
  {
    double middle = image_x (&viewport, 1000);

    lw_image_viewport_set_view (&viewport, 1400, 900);
    g_assert_cmpfloat_with_epsilon (image_x (&viewport, 700), middle, 1e-9);
    g_assert_cmpfloat (viewport.zoom, ==, 2);
  }
  lw_image_viewport_fit (&viewport);
  g_assert_true (viewport.fitted);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      g_autofree char *path = g_strdup_printf ("/image-viewport/fit/%s", fits[i].name);

      g_test_add_data_func (path, &fits[i], test_fit);
    }
  g_test_add_func ("/image-viewport/zoom/keeps-the-point", test_zoom_keeps_the_point);
  g_test_add_func ("/image-viewport/zoom/has-bounds", test_zoom_has_bounds);
  g_test_add_func ("/image-viewport/move", test_move_stays_inside);
  g_test_add_func ("/image-viewport/view", test_view_changes);
  return g_test_run ();
}
