/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of a text that was written for white paper, so that they can be read in the present style. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-readable-color.h"

#include <adwaita.h>

#define READABLE_LUMINANCE 0.45f

static float
get_luminance (const GdkRGBA *rgba)
{
  return 0.2126f * rgba->red + 0.7152f * rgba->green + 0.0722f * rgba->blue;
}

/**
 * lw_readable_color_dup:
 * @widget: where it is written
 * @color: a colour that was chosen for white paper, as gdk_rgba_parse() takes it
 *
 * A dark colour is not to be read on a dark theme: there it is mixed with white.
 *
 * Returns: (transfer full) (nullable): the colour to write with, %NULL when @color is none
 */
char *
lw_readable_color_dup (GtkWidget  *widget,
                       const char *color)
{
  AdwStyleManager *style_manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  GdkRGBA rgba;

  if (!gdk_rgba_parse (&rgba, color))
    return NULL;
  while (adw_style_manager_get_dark (style_manager) && get_luminance (&rgba) < READABLE_LUMINANCE)
    {
      rgba.red += (1 - rgba.red) * 0.1f;
      rgba.green += (1 - rgba.green) * 0.1f;
      rgba.blue += (1 - rgba.blue) * 0.1f;
    }
  return gdk_rgba_to_string (&rgba);
}
