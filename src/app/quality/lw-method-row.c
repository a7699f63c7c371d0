/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One method of annotation consolidation to compare with the labels that the job has: what it does, how far it is,
 * how many images would change. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-method-row.h"

#include "lw-format.h"
#include "lw-method-words.h"

#include <glib/gi18n.h>

struct _LwMethodRow
{
  AdwActionRow           parent_instance;

  GtkWidget             *own_label;
  GtkLabel              *result_label;
  GtkProgressBar        *progress_bar;
  GtkButton             *run_button;
  GtkButton             *cancel_button;

  LwConsolidationMethod  method;
  LwReconsolidation     *result;
};

enum
{
  RUN,
  CANCEL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwMethodRow, lw_method_row, ADW_TYPE_ACTION_ROW)

static void
run_button_clicked_cb (LwMethodRow *self)
{
  g_signal_emit (self, signals[RUN], 0);
}

static void
cancel_button_clicked_cb (LwMethodRow *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static void
lw_method_row_dispose (GObject *object)
{
  LwMethodRow *self = LW_METHOD_ROW (object);

  g_clear_pointer (&self->result, lw_reconsolidation_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_METHOD_ROW);

  G_OBJECT_CLASS (lw_method_row_parent_class)->dispose (object);
}

static void
lw_method_row_class_init (LwMethodRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_method_row_dispose;

  /**
   * LwMethodRow::run:
   *
   * The person wants to see what the method says.
   */
  signals[RUN] = g_signal_new ("run", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               0);

  /**
   * LwMethodRow::cancel:
   *
   * The person does not want to wait for it.
   */
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/quality/lw-method-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwMethodRow, own_label);
  gtk_widget_class_bind_template_child (widget_class, LwMethodRow, result_label);
  gtk_widget_class_bind_template_child (widget_class, LwMethodRow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LwMethodRow, run_button);
  gtk_widget_class_bind_template_child (widget_class, LwMethodRow, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, run_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_button_clicked_cb);
}

static void
lw_method_row_init (LwMethodRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_method_row_new:
 * @method: a method of annotation consolidation
 *
 * Returns: (transfer floating): a row that was not run yet
 */
GtkWidget *
lw_method_row_new (LwConsolidationMethod method)
{
  LwMethodRow *self = g_object_new (LW_TYPE_METHOD_ROW, NULL);
  g_autofree char *label = g_strdup_printf (_("Compare: %s"), lw_method_words_get_title (method));

  self->method = method;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), lw_method_words_get_title (method));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), lw_method_words_get_description (method));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

LwConsolidationMethod
lw_method_row_get_method (LwMethodRow *self)
{
  g_return_val_if_fail (LW_IS_METHOD_ROW (self), LW_CONSOLIDATION_GROUNDTRUTH);

  return self->method;
}

/**
 * lw_method_row_get_result:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what the method says; %NULL when it was not run
 */
LwReconsolidation *
lw_method_row_get_result (LwMethodRow *self)
{
  g_return_val_if_fail (LW_IS_METHOD_ROW (self), NULL);

  return self->result;
}

/**
 * lw_method_row_set_result:
 * @self: a row
 * @result: (nullable): what the method says
 *
 * Shows how many images would change; the row can be pressed to see which.
 */
void
lw_method_row_set_result (LwMethodRow       *self,
                          LwReconsolidation *result)
{
  g_return_if_fail (LW_IS_METHOD_ROW (self));

  g_clear_pointer (&self->result, lw_reconsolidation_unref);
  self->result = result != NULL ? lw_reconsolidation_ref (result) : NULL;
  if (result != NULL)
    {
      guint n = result->changes->len;
      g_autofree char *number = lw_format_number (n);
      g_autofree char *all = lw_format_number (result->n_objects);
      g_autofree char *text = n == 0 ? g_strdup (_("no difference"))
                                     : g_strdup_printf (_("%s of %s differ"), number, all);

      gtk_label_set_label (self->result_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), result != NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), result != NULL);
}

/**
 * lw_method_row_set_own:
 * @self: a row
 * @own: whether the job itself consolidates so
 *
 * Says so.
 */
void
lw_method_row_set_own (LwMethodRow *self,
                       gboolean     own)
{
  g_return_if_fail (LW_IS_METHOD_ROW (self));

  gtk_widget_set_visible (self->own_label, own);
}

/**
 * lw_method_row_set_progress:
 * @self: a row
 * @fraction: how much is done, 0 to 1; less than 0 when it does not run
 *
 * Shows how far it is, with a way to cancel it.
 */
void
lw_method_row_set_progress (LwMethodRow *self,
                            double       fraction)
{
  g_return_if_fail (LW_IS_METHOD_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), fraction >= 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), fraction >= 0);
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), fraction < 0);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (fraction, 0, 1));
}
