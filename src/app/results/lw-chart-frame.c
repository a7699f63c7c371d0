/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A title, a chart, and the table behind it.
 *
 * GtkColumnView ─ GtkNoSelection ─ GtkStringList of the rows' names; a cell finds its count by position
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-chart-frame.h"
#include "lw-chart-drawing.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"
#include "lw-format.h"
#include "lw-str.h"

#include <glib/gi18n.h>

struct _LwChartFrame
{
  GtkWidget      parent_instance;

  GtkWidget     *header;
  GtkLabel      *title_label;
  GtkStack      *stack;
  GtkColumnView *table;

  char          *title;
  GtkWidget     *chart;
  LwChartData   *data;
  gboolean       show_table;
  GCancellable  *cancellable;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_CHART,
  PROP_SHOW_TABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwChartFrame, lw_chart_frame, GTK_TYPE_WIDGET)

/* The table */

static void
cell_setup_cb (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "single-line-mode", TRUE, NULL);

  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, label);
}

static void
name_bind_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  GtkStringObject *name = gtk_list_item_get_item (list_item);

  gtk_label_set_xalign (label, 0);
  gtk_label_set_label (label, gtk_string_object_get_string (name));
}

static void
count_bind_cb (LwChartFrame       *self,
               GtkListItem        *list_item,
               GtkListItemFactory *factory)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  guint row = gtk_list_item_get_position (list_item);
  guint series = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "lw-series"));
  g_autofree char *text = NULL;

  if (self->data == NULL || row >= lw_chart_data_get_n_rows (self->data)
      || series >= lw_chart_data_get_n_series (self->data))
    return;

  text = lw_format_number (lw_chart_data_get_count (self->data, row, series));
  gtk_label_set_xalign (label, 1);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  gtk_label_set_label (label, text);
}

static void
add_column (LwChartFrame       *self,
            const char         *title,
            GtkListItemFactory *factory,
            gboolean            expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, g_object_ref (factory));

  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (self->table, column);
}

static void
rebuild_columns (LwChartFrame *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  g_autoptr (GtkListItemFactory) names = gtk_signal_list_item_factory_new ();

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  if (self->data == NULL)
    return;

  g_signal_connect (names, "setup", G_CALLBACK (cell_setup_cb), NULL);
  g_signal_connect (names, "bind", G_CALLBACK (name_bind_cb), NULL);
  add_column (self, lw_chart_data_get_row_title (self->data), names, TRUE);
  for (guint i = 0; i < lw_chart_data_get_n_series (self->data); i++)
    {
      g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

      g_object_set_data (G_OBJECT (factory), "lw-series", GUINT_TO_POINTER (i));
      g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
      g_signal_connect_object (factory, "bind", G_CALLBACK (count_bind_cb), self, G_CONNECT_SWAPPED);
      add_column (self, lw_chart_data_get_series (self->data, i), factory, FALSE);
    }
}

/* Only while it is shown: nobody waits for a table that is hidden. */
static void
update_table (LwChartFrame *self)
{
  g_autoptr (GtkStringList) names = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  if (!self->show_table)
    {
      gtk_column_view_set_model (self->table, NULL);
      return;
    }

  rebuild_columns (self);
  names = gtk_string_list_new (NULL);
  for (guint i = 0; self->data != NULL && i < lw_chart_data_get_n_rows (self->data); i++)
    gtk_string_list_append (names, lw_chart_data_get_row (self->data, i));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&names)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
}

/* Saving */

typedef struct
{
  LwChartFrame *self;
  LwChartData  *data;
  gboolean      svg;
} SaveCall;

static void
save_call_free (SaveCall *call)
{
  g_object_unref (call->self);
  lw_chart_data_unref (call->data);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveCall, save_call_free)

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SaveCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);
  gboolean saved = FALSE;

  if (file != NULL && call->svg)
    saved = lw_chart_drawing_write_svg (call->data, g_file_peek_path (file), &error);
  else if (file != NULL)
    saved = lw_chart_drawing_write_png (call->data, g_file_peek_path (file), &error);
  if (!saved && error != NULL)
    lw_present_error (GTK_WIDGET (call->self), _("The chart was not saved"), error);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwChartFrame *self = LW_CHART_FRAME (widget);
  SaveCall *call = g_new0 (SaveCall, 1);
  const char *svg_patterns[] = { "*.svg", NULL };
  const char *png_patterns[] = { "*.png", NULL };
  g_autofree char *file_name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) initial = NULL;

  call->self = g_object_ref (self);
  call->data = lw_chart_data_ref (self->data);
  call->svg = strcmp (name, "chart.save-svg") == 0;
  file_name = g_strdup_printf ("%s.%s", lw_chart_data_get_title (self->data), call->svg ? "svg" : "png");
  path = g_build_filename (g_get_home_dir (), g_strdelimit (file_name, "/", '-'), NULL);
  initial = g_file_new_for_path (path);
  lw_file_dialog_async (widget, LW_FILE_DIALOG_SAVE, _("Save chart"), _("_Save"), initial,
                        call->svg ? svg_patterns : png_patterns, self->cancellable, save_cb, call);
}

static void
copy_csv_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwChartFrame *self = LW_CHART_FRAME (widget);
  g_autofree char *text = lw_chart_data_dup_csv (self->data);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* Object */

static void
lw_chart_frame_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LwChartFrame *self = LW_CHART_FRAME (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CHART:
      g_value_set_object (value, self->chart);
      break;
    case PROP_SHOW_TABLE:
      g_value_set_boolean (value, self->show_table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_chart_frame_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LwChartFrame *self = LW_CHART_FRAME (object);

  switch (property_id)
    {
    case PROP_TITLE:
      lw_chart_frame_set_title (self, g_value_get_string (value));
      break;
    case PROP_CHART:
      lw_chart_frame_set_chart (self, g_value_get_object (value));
      break;
    case PROP_SHOW_TABLE:
      lw_chart_frame_set_show_table (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_chart_frame_dispose (GObject *object)
{
  LwChartFrame *self = LW_CHART_FRAME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->data, lw_chart_data_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_CHART_FRAME);

  G_OBJECT_CLASS (lw_chart_frame_parent_class)->dispose (object);
}

static void
lw_chart_frame_finalize (GObject *object)
{
  LwChartFrame *self = LW_CHART_FRAME (object);

  g_free (self->title);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (lw_chart_frame_parent_class)->finalize (object);
}

static void
lw_chart_frame_class_init (LwChartFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_chart_frame_get_property;
  object_class->set_property = lw_chart_frame_set_property;
  object_class->dispose = lw_chart_frame_dispose;
  object_class->finalize = lw_chart_frame_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CHART] = g_param_spec_object ("chart", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SHOW_TABLE] = g_param_spec_boolean ("show-table", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-chart-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, LwChartFrame, header);
  gtk_widget_class_bind_template_child (widget_class, LwChartFrame, title_label);
  gtk_widget_class_bind_template_child (widget_class, LwChartFrame, stack);
  gtk_widget_class_bind_template_child (widget_class, LwChartFrame, table);
  gtk_widget_class_install_property_action (widget_class, "chart.show-table", "show-table");
  gtk_widget_class_install_action (widget_class, "chart.save-svg", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "chart.save-png", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-csv", NULL, copy_csv_action);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lw_chart_frame_init (LwChartFrame *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_chart_frame_set_data (self, NULL);
}

/**
 * lw_chart_frame_set_title:
 * @self: a frame
 * @title: what stands above the chart
 *
 * Sets the title.
 */
void
lw_chart_frame_set_title (LwChartFrame *self,
                          const char   *title)
{
  g_return_if_fail (LW_IS_CHART_FRAME (self));

  if (!lw_set_str (&self->title, title))
    return;
  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * lw_chart_frame_set_chart:
 * @self: a frame
 * @chart: (nullable): the chart
 *
 * Sets what is shown instead of the table.
 */
void
lw_chart_frame_set_chart (LwChartFrame *self,
                          GtkWidget    *chart)
{
  g_return_if_fail (LW_IS_CHART_FRAME (self));
  g_return_if_fail (chart == NULL || GTK_IS_WIDGET (chart));

  if (self->chart == chart)
    return;
  if (self->chart != NULL)
    gtk_stack_remove (self->stack, self->chart);
  self->chart = chart;
  if (chart != NULL)
    gtk_stack_add_named (self->stack, chart, "chart");
  if (chart != NULL && !self->show_table)
    gtk_stack_set_visible_child (self->stack, chart);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHART]);
}

/**
 * lw_chart_frame_set_data:
 * @self: a frame
 * @data: (nullable): the chart's numbers
 *
 * Sets what the table shows and what is saved and copied.
 */
void
lw_chart_frame_set_data (LwChartFrame *self,
                         LwChartData  *data)
{
  g_return_if_fail (LW_IS_CHART_FRAME (self));

  g_clear_pointer (&self->data, lw_chart_data_unref);
  self->data = data != NULL ? lw_chart_data_ref (data) : NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-svg", data != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-png", data != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.copy-csv", data != NULL);
  if (self->show_table)
    update_table (self);
}

/**
 * lw_chart_frame_get_show_table:
 * @self: a frame
 *
 * Returns: whether the table is shown
 */
gboolean
lw_chart_frame_get_show_table (LwChartFrame *self)
{
  g_return_val_if_fail (LW_IS_CHART_FRAME (self), FALSE);

  return self->show_table;
}

/**
 * lw_chart_frame_set_show_table:
 * @self: a frame
 * @show_table: whether the table is shown, and not the chart
 *
 * Shows the numbers as text.
 */
void
lw_chart_frame_set_show_table (LwChartFrame *self,
                               gboolean      show_table)
{
  g_return_if_fail (LW_IS_CHART_FRAME (self));

  if (self->show_table == !!show_table)
    return;
  self->show_table = !!show_table;
  update_table (self);
  gtk_stack_set_visible_child_name (self->stack, show_table ? "table" : "chart");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TABLE]);
}
