/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One problem in the review: what is wrong, where, and the button that mends it when one can. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-problem-row.h"

struct _LwProblemRow
{
  GtkListBoxRow  parent_instance;

  GtkImage      *icon;
  GtkLabel      *text_label;
  GtkLabel      *place_label;
  GtkButton     *fix_button;
};

enum
{
  FIX,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwProblemRow, lw_problem_row, GTK_TYPE_LIST_BOX_ROW)

static void
fix_clicked_cb (LwProblemRow *self)
{
  g_signal_emit (self, signals[FIX], 0);
}

static void
lw_problem_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_PROBLEM_ROW);
  G_OBJECT_CLASS (lw_problem_row_parent_class)->dispose (object);
}

static void
lw_problem_row_class_init (LwProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_problem_row_dispose;

  /**
   * LwProblemRow::fix:
   *
   * The person pressed the button that mends it.
   */
  signals[FIX] = g_signal_new ("fix", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               0);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwProblemRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LwProblemRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, LwProblemRow, place_label);
  gtk_widget_class_bind_template_child (widget_class, LwProblemRow, fix_button);
  gtk_widget_class_bind_template_callback (widget_class, fix_clicked_cb);
}

static void
lw_problem_row_init (LwProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lw_problem_row_new (const LwWizardProblem *problem)
{
  LwProblemRow *self = g_object_new (LW_TYPE_PROBLEM_ROW, NULL);
  const char *step = lw_wizard_step_get_title (problem->step);
  const char *field = lw_wizard_problem_get_field_title (problem);
  const char *fix = lw_wizard_fix_get_label (problem->fix);
  g_autofree char *place = field != NULL ? g_strdup_printf ("%s · %s", step, field) : g_strdup (step);

  gtk_label_set_label (self->text_label, problem->text);
  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_visible (GTK_WIDGET (self->fix_button), fix != NULL);
  if (fix != NULL)
    gtk_button_set_label (self->fix_button, fix);
  gtk_image_set_from_icon_name (self->icon, problem->severity == LW_SEVERITY_NOTE ? "dialog-information-symbolic"
                                                                                  : "dialog-warning-symbolic");
  if (problem->severity == LW_SEVERITY_ERROR)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, problem->text, -1);
  return GTK_WIDGET (self);
}
