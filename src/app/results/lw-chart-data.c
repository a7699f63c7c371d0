/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of a chart. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-chart-data.h"

/* Rows are added before anybody else has it; immutable from then on. counts is (element-type guint64), row by row. */
struct _LwChartData
{
  gatomicrefcount  refs;
  LwChartKind      kind;
  char            *title;
  char            *row_title;
  char           **series;
  guint            n_series;
  GPtrArray       *rows;
  GArray          *counts;
};

/**
 * lw_chart_data_new:
 * @kind: how it is drawn
 * @title: what it is about
 * @row_title: what its rows are, such as "Class"
 * @series: (array zero-terminated=1): the name of each series
 *
 * Returns: (transfer full): a chart without rows
 */
LwChartData *
lw_chart_data_new (LwChartKind        kind,
                   const char        *title,
                   const char        *row_title,
                   const char *const *series)
{
  LwChartData *self = g_new0 (LwChartData, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->title = g_strdup (title);
  self->row_title = g_strdup (row_title);
  self->series = g_strdupv ((char **) series);
  self->n_series = g_strv_length (self->series);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

/**
 * lw_chart_data_ref:
 * @self: a chart
 *
 * Returns: (transfer full): @self
 */
LwChartData *
lw_chart_data_ref (LwChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_chart_data_unref:
 * @self: (transfer full): a chart
 */
void
lw_chart_data_unref (LwChartData *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->title);
  g_free (self->row_title);
  g_strfreev (self->series);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->counts);
  g_free (self);
}

/**
 * lw_chart_data_add_row:
 * @self: a chart that nobody else has yet
 * @name: what the row stands for
 * @counts: (array): one for each series
 *
 * Adds a row.
 */
void
lw_chart_data_add_row (LwChartData   *self,
                       const char    *name,
                       const guint64 *counts)
{
  g_return_if_fail (self != NULL && name != NULL && counts != NULL);

  g_ptr_array_add (self->rows, g_strdup (name));
  g_array_append_vals (self->counts, counts, self->n_series);
}

/**
 * lw_chart_data_get_kind:
 * @self: a chart
 *
 * Returns: how it is drawn
 */
LwChartKind
lw_chart_data_get_kind (LwChartData *self)
{
  g_return_val_if_fail (self != NULL, LW_CHART_BARS);

  return self->kind;
}

/**
 * lw_chart_data_get_title:
 * @self: a chart
 *
 * Returns: (transfer none): what it is about
 */
const char *
lw_chart_data_get_title (LwChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * lw_chart_data_get_row_title:
 * @self: a chart
 *
 * Returns: (transfer none): what its rows are
 */
const char *
lw_chart_data_get_row_title (LwChartData *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->row_title;
}

/**
 * lw_chart_data_get_n_series:
 * @self: a chart
 *
 * Returns: how many counts a row has
 */
guint
lw_chart_data_get_n_series (LwChartData *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_series;
}

/**
 * lw_chart_data_get_series:
 * @self: a chart
 * @series: which
 *
 * Returns: (transfer none): its name
 */
const char *
lw_chart_data_get_series (LwChartData *self,
                          guint        series)
{
  g_return_val_if_fail (self != NULL && series < self->n_series, NULL);

  return self->series[series];
}

/**
 * lw_chart_data_get_n_rows:
 * @self: a chart
 *
 * Returns: how many rows it has
 */
guint
lw_chart_data_get_n_rows (LwChartData *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * lw_chart_data_get_row:
 * @self: a chart
 * @row: which
 *
 * Returns: (transfer none): what the row stands for
 */
const char *
lw_chart_data_get_row (LwChartData *self,
                       guint        row)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, row);
}

/**
 * lw_chart_data_get_count:
 * @self: a chart
 * @row: which row
 * @series: which series
 *
 * Returns: the count
 */
guint64
lw_chart_data_get_count (LwChartData *self,
                         guint        row,
                         guint        series)
{
  g_return_val_if_fail (self != NULL && row < self->rows->len && series < self->n_series, 0);

  return g_array_index (self->counts, guint64, row * self->n_series + series);
}

/**
 * lw_chart_data_get_largest:
 * @self: a chart
 *
 * Returns: the largest count; at least 1, so that it can be divided by
 */
guint64
lw_chart_data_get_largest (LwChartData *self)
{
  guint64 largest = 1;

  g_return_val_if_fail (self != NULL, 1);

  for (guint i = 0; i < self->counts->len; i++)
    largest = MAX (largest, g_array_index (self->counts, guint64, i));
  return largest;
}

/* RFC 4180; a field that a spreadsheet could take for a formula gets a quote that makes it text. */
static void
append_field (GString    *text,
              const char *field)
{
  const char *formula = strchr ("=+-@\t\r", *field) != NULL && *field != '\0' ? "'" : "";
  g_auto (GStrv) parts = g_strsplit (field, "\"", -1);
  g_autofree char *escaped = g_strjoinv ("\"\"", parts);

  g_string_append_printf (text, "\"%s%s\"", formula, escaped);
}

/**
 * lw_chart_data_dup_csv:
 * @self: a chart
 *
 * Returns: (transfer full): a line of names and a line for each row, with commas
 */
char *
lw_chart_data_dup_csv (LwChartData *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  append_field (text, self->row_title);
  for (guint i = 0; i < self->n_series; i++)
    {
      g_string_append_c (text, ',');
      append_field (text, self->series[i]);
    }
  g_string_append (text, "\r\n");
  for (guint row = 0; row < self->rows->len; row++)
    {
      append_field (text, lw_chart_data_get_row (self, row));
      for (guint i = 0; i < self->n_series; i++)
        g_string_append_printf (text, ",%" G_GUINT64_FORMAT, lw_chart_data_get_count (self, row, i));
      g_string_append (text, "\r\n");
    }
  return g_string_free (text, FALSE);
}
