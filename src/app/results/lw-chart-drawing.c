/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart as a picture file. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-chart-drawing.h"

#include "lw-format.h"

#include "lw-file.h"

#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#define MARGIN 24
#define TITLE_HEIGHT 40
#define LINE_HEIGHT 22
#define NAME_WIDTH 220
#define COUNT_WIDTH 90
#define BAR_WIDTH 420
#define COLUMN_WIDTH 34
#define PLOT_HEIGHT 240
#define CELL 44

/* A picture of a list without end helps nobody; the table has all rows. */
#define MAX_ROWS 100
#define MAX_CELLS 40

/* Blue and orange: also those who see few colours tell them apart. */
static const double colors[2][3] = { { 0.21, 0.52, 0.89 }, { 0.90, 0.38, 0.0 } };

typedef struct
{
  cairo_t     *cairo;
  LwChartData *data;
  double       width;
  double       height;
  guint        n_rows;
  guint        n_series;
} Drawing;

static void
set_color (Drawing *self,
           guint    series)
{
  const double *color = colors[series % G_N_ELEMENTS (colors)];

  cairo_set_source_rgb (self->cairo, color[0], color[1], color[2]);
}

/* Within @width, which ends at @x for @align 1, begins there for 0. */
static void
draw_text (Drawing    *self,
           double      x,
           double      y,
           double      width,
           double      align,
           gboolean    bold,
           const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (self->cairo);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (bold ? "Sans Bold 12" : "Sans 9");
  int text_width;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  cairo_move_to (self->cairo, x - align * text_width, y);
  cairo_set_source_rgb (self->cairo, 0.15, 0.15, 0.15);
  pango_cairo_show_layout (self->cairo, layout);
}

static void
draw_number (Drawing *self,
             double   x,
             double   y,
             double   align,
             guint64  number)
{
  g_autofree char *text = lw_format_number (number);

  draw_text (self, x, y, COUNT_WIDTH, align, FALSE, text);
}

static double
get_part (Drawing *self,
          guint    row,
          guint    series)
{
  return lw_chart_data_get_count (self->data, row, series) / (double) lw_chart_data_get_largest (self->data);
}

static void
draw_legend (Drawing *self)
{
  double x = MARGIN;

  for (guint i = 0; i < self->n_series; i++)
    {
      set_color (self, i);
      cairo_rectangle (self->cairo, x, self->height - MARGIN - 12, 12, 12);
      cairo_fill (self->cairo);
      draw_text (self, x + 18, self->height - MARGIN - 14, NAME_WIDTH, 0, FALSE,
                 lw_chart_data_get_series (self->data, i));
      x += NAME_WIDTH + 30;
    }
}

static void
draw_bars (Drawing *self)
{
  double bar_height = (LINE_HEIGHT - 6) / (double) self->n_series;

  for (guint row = 0; row < self->n_rows; row++)
    {
      double y = MARGIN + TITLE_HEIGHT + row * LINE_HEIGHT * (double) self->n_series;

      draw_text (self, MARGIN + NAME_WIDTH, y, NAME_WIDTH, 1, FALSE, lw_chart_data_get_row (self->data, row));
      for (guint i = 0; i < self->n_series; i++, y += LINE_HEIGHT)
        {
          set_color (self, i);
          cairo_rectangle (self->cairo, MARGIN + NAME_WIDTH + 12, y, BAR_WIDTH * get_part (self, row, i),
                           self->n_series == 1 ? bar_height : LINE_HEIGHT - 6);
          cairo_fill (self->cairo);
          draw_number (self, MARGIN + NAME_WIDTH + BAR_WIDTH + 20, y, 0, lw_chart_data_get_count (self->data, row, i));
        }
    }
}

static void
draw_histogram (Drawing *self)
{
  double bottom = MARGIN + TITLE_HEIGHT + PLOT_HEIGHT;
  double bar_width = (COLUMN_WIDTH - 4) / (double) self->n_series;

  for (guint row = 0; row < self->n_rows; row++)
    {
      double x = MARGIN + row * (double) COLUMN_WIDTH;

      for (guint i = 0; i < self->n_series; i++)
        {
          double height = get_part (self, row, i) * (PLOT_HEIGHT - 20);

          set_color (self, i);
          cairo_rectangle (self->cairo, x + i * bar_width, bottom - height, bar_width - 1, height);
          cairo_fill (self->cairo);
        }
      if (row % 4 == 0)
        draw_text (self, x, bottom + 4, COLUMN_WIDTH * 4, 0, FALSE, lw_chart_data_get_row (self->data, row));
    }
  cairo_set_source_rgb (self->cairo, 0.5, 0.5, 0.5);
  cairo_rectangle (self->cairo, MARGIN, bottom, self->n_rows * (double) COLUMN_WIDTH, 1);
  cairo_fill (self->cairo);
}

static void
draw_matrix (Drawing *self)
{
  double left = MARGIN + NAME_WIDTH + 12;
  double top = MARGIN + TITLE_HEIGHT + NAME_WIDTH / 2.0;

  for (guint i = 0; i < self->n_series; i++)
    {
      cairo_save (self->cairo);
      cairo_translate (self->cairo, left + i * CELL + 12, top - 6);
      cairo_rotate (self->cairo, -G_PI / 4);
      draw_text (self, 0, 0, NAME_WIDTH / 2.0 * 1.3, 0, FALSE, lw_chart_data_get_series (self->data, i));
      cairo_restore (self->cairo);
    }
  for (guint row = 0; row < self->n_rows; row++)
    {
      double y = top + row * (double) CELL;

      draw_text (self, MARGIN + NAME_WIDTH, y + CELL / 2.0 - 8, NAME_WIDTH, 1, FALSE,
                 lw_chart_data_get_row (self->data, row));
      for (guint i = 0; i < self->n_series; i++)
        {
          double part = get_part (self, row, i);

          cairo_set_source_rgba (self->cairo, colors[0][0], colors[0][1], colors[0][2], 0.04 + 0.76 * part);
          cairo_rectangle (self->cairo, left + i * CELL, y, CELL - 1, CELL - 1);
          cairo_fill (self->cairo);
          if (part > 0)
            draw_number (self, left + i * CELL + CELL / 2.0, y + CELL / 2.0 - 8, 0.5,
                         lw_chart_data_get_count (self->data, row, i));
        }
    }
}

static void
measure (Drawing *self)
{
  LwChartKind kind = lw_chart_data_get_kind (self->data);
  guint limit = kind == LW_CHART_MATRIX ? MAX_CELLS : MAX_ROWS;

  self->n_rows = MIN (lw_chart_data_get_n_rows (self->data), limit);
  self->n_series = MIN (lw_chart_data_get_n_series (self->data), limit);
  self->width = MARGIN * 2 + NAME_WIDTH + BAR_WIDTH + COUNT_WIDTH + 20;
  self->height = MARGIN * 2 + TITLE_HEIGHT + LINE_HEIGHT + self->n_rows * LINE_HEIGHT * (double) self->n_series;
  if (kind == LW_CHART_HISTOGRAM)
    {
      self->width = MAX (MARGIN * 2 + self->n_rows * (double) COLUMN_WIDTH, MARGIN * 2 + 2.0 * (NAME_WIDTH + 30));
      self->height = MARGIN * 2 + TITLE_HEIGHT + PLOT_HEIGHT + 2 * LINE_HEIGHT;
    }
  else if (kind == LW_CHART_MATRIX)
    {
      self->width = MARGIN * 2 + NAME_WIDTH + 12 + self->n_series * (double) CELL + NAME_WIDTH / 2.0;
      self->height = MARGIN * 2 + TITLE_HEIGHT + NAME_WIDTH / 2.0 + self->n_rows * (double) CELL;
    }
}

static void
draw (Drawing *self)
{
  cairo_set_source_rgb (self->cairo, 1, 1, 1);
  cairo_paint (self->cairo);
  draw_text (self, MARGIN, MARGIN - 8, self->width - 2 * MARGIN, 0, TRUE, lw_chart_data_get_title (self->data));
  switch (lw_chart_data_get_kind (self->data))
    {
    case LW_CHART_HISTOGRAM:
      draw_histogram (self);
      draw_legend (self);
      break;
    case LW_CHART_MATRIX:
      draw_matrix (self);
      break;
    case LW_CHART_BARS:
    default:
      draw_bars (self);
      draw_legend (self);
      break;
    }
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
finish (cairo_surface_t  *surface,
        GByteArray       *bytes,
        gboolean          png,
        const char       *path,
        GError          **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (png)
    status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The chart cannot be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }
  return lw_file_write (path, bytes->data, bytes->len, error);
}

static void
draw_on (Drawing         *self,
         cairo_surface_t *surface,
         double           scale)
{
  self->cairo = cairo_create (surface);
  cairo_scale (self->cairo, scale, scale);
  draw (self);
  g_clear_pointer (&self->cairo, cairo_destroy);
}

/**
 * lw_chart_drawing_write_svg:
 * @data: a chart
 * @path: where; an existing file is replaced
 * @error: why it could not be written
 *
 * Returns: whether it was written
 */
gboolean
lw_chart_drawing_write_svg (LwChartData  *data,
                            const char   *path,
                            GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Drawing self = { .data = data };
  cairo_surface_t *surface;

  g_return_val_if_fail (data != NULL && path != NULL, FALSE);

  measure (&self);
  surface = cairo_svg_surface_create_for_stream (write_cb, bytes, self.width, self.height);
  draw_on (&self, surface, 1);
  return finish (surface, bytes, FALSE, path, error);
}

/**
 * lw_chart_drawing_write_png:
 * @data: a chart
 * @path: where; an existing file is replaced
 * @error: why it could not be written
 *
 * Returns: whether it was written
 */
gboolean
lw_chart_drawing_write_png (LwChartData  *data,
                            const char   *path,
                            GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Drawing self = { .data = data };
  cairo_surface_t *surface;

  g_return_val_if_fail (data != NULL && path != NULL, FALSE);

  measure (&self);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) self.width * 2, (int) self.height * 2);
  draw_on (&self, surface, 2);
  return finish (surface, bytes, TRUE, path, error);
}
