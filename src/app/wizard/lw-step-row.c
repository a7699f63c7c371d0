/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One step in the list of steps: a sign, its name, and its answer or what it lacks. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-step-row.h"

#include <glib/gi18n.h>

struct _LwStepRow
{
  GtkListBoxRow  parent_instance;

  GtkImage      *icon;
  GtkLabel      *title;
  GtkLabel      *subtitle;

  LwWizardStep   step;
};

G_DEFINE_FINAL_TYPE (LwStepRow, lw_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
lw_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_STEP_ROW);
  G_OBJECT_CLASS (lw_step_row_parent_class)->dispose (object);
}

static void
lw_step_row_class_init (LwStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_step_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LwStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, LwStepRow, subtitle);
}

static void
lw_step_row_init (LwStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LwStepRow *
lw_step_row_new (LwWizardStep step)
{
  LwStepRow *self = g_object_new (LW_TYPE_STEP_ROW, NULL);

  self->step = step;
  gtk_label_set_label (self->title, lw_wizard_step_get_title (step));
  return self;
}

void
lw_step_row_set_current (LwStepRow *self,
                         gboolean   current)
{
  g_return_if_fail (LW_IS_STEP_ROW (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "lw-current-step");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "lw-current-step");
}

static void
set_sign (LwStepRow  *self,
          const char *icon_name,
          const char *css_class)
{
  static const char *const classes[] = { "success", "warning", "error", "dim-label" };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i], css_class))
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), classes[i]);
}

/* Takes the words for the row from the session's problems and answers. */
void
lw_step_row_update (LwStepRow       *self,
                    LwWizardSession *session)
{
  LwWizardProblem *problem = lw_wizard_session_find_problem (session, self->step, NULL, LW_SEVERITY_ERROR);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (LW_IS_STEP_ROW (self));

  if (problem != NULL)
    {
      text = g_strdup (problem->text);
      if (problem->missing)
        set_sign (self, "radio-symbolic", "dim-label");
      else
        set_sign (self, "dialog-warning-symbolic", "error");
    }
  else if (self->step == LW_WIZARD_STEP_REVIEW)
    {
      text = lw_wizard_session_dup_answer (session, self->step);
      set_sign (self, "radio-symbolic", "dim-label");
    }
  else
    {
      text = lw_wizard_session_dup_answer (session, self->step);
      set_sign (self, "emblem-ok-symbolic", "success");
    }
  gtk_label_set_label (self->subtitle, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), text != NULL && *text != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);

  spoken = g_strdup_printf ("%s. %s", lw_wizard_step_get_title (self->step), text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lw_wizard_step_get_title (self->step),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}
