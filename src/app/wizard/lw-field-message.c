/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The line under a field that says what is wrong with it and how to put it right. Shows itself when the session has a
 * problem with the field; finds no problems of its own. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-field-message.h"

#include "lw-str.h"

struct _LwFieldMessage
{
  AdwPreferencesRow  parent_instance;

  GtkImage          *icon;
  GtkLabel          *label;
  GtkButton         *fix_button;

  char              *field;
  GtkWidget         *target;
  LwWizardSession   *session;
  LwWizardStep       step;
};

enum
{
  PROP_0,
  PROP_FIELD,
  PROP_TARGET,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwFieldMessage, lw_field_message, ADW_TYPE_PREFERENCES_ROW)

/* The widget that takes the text of a row, so that assistive technology speaks of what has the focus. */
static GtkWidget *
get_input (GtkWidget *target)
{
  if (GTK_IS_EDITABLE (target))
    {
      GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (target));

      if (delegate != NULL)
        return GTK_WIDGET (delegate);
    }
  return target;
}

static void
mark_target (LwFieldMessage *self,
             gboolean        wrong)
{
  GtkAccessibleInvalidState state = wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE;

  if (self->target == NULL)
    return;
  if (wrong)
    gtk_widget_add_css_class (self->target, "error");
  else
    gtk_widget_remove_css_class (self->target, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (get_input (self->target)), GTK_ACCESSIBLE_STATE_INVALID, state, -1);
}

static LwWizardProblem *
find_shown_problem (LwFieldMessage *self)
{
  LwWizardProblem *problem = lw_wizard_session_find_problem (self->session, self->step, self->field, LW_SEVERITY_NOTE);

  if (problem != NULL && problem->missing && !lw_wizard_session_get_visited (self->session, self->step))
    return NULL;
  return problem;
}

static void
update (LwFieldMessage *self)
{
  LwWizardProblem *problem = find_shown_problem (self);
  const char *fix = problem != NULL ? lw_wizard_fix_get_label (problem->fix) : NULL;
  gboolean wrong = problem != NULL && problem->severity == LW_SEVERITY_ERROR;

  mark_target (self, wrong);
  gtk_widget_set_visible (GTK_WIDGET (self), problem != NULL);
  if (problem == NULL)
    return;
  gtk_label_set_label (self->label, problem->text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), problem->text);
  gtk_image_set_from_icon_name (self->icon, problem->severity == LW_SEVERITY_NOTE ? "dialog-information-symbolic"
                                                                                  : "dialog-warning-symbolic");
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->fix_button), fix != NULL);
  if (fix != NULL)
    gtk_button_set_label (self->fix_button, fix);
}

static void
fix_button_clicked_cb (LwFieldMessage *self)
{
  LwWizardProblem *problem = find_shown_problem (self);

  if (problem != NULL)
    lw_wizard_session_apply_fix (self->session, problem);
}

static void
lw_field_message_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LwFieldMessage *self = LW_FIELD_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      g_value_set_string (value, self->field);
      break;
    case PROP_TARGET:
      g_value_set_object (value, self->target);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_field_message_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LwFieldMessage *self = LW_FIELD_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      if (lw_set_str (&self->field, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TARGET:
      g_set_weak_pointer (&self->target, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_field_message_dispose (GObject *object)
{
  LwFieldMessage *self = LW_FIELD_MESSAGE (object);

  g_clear_weak_pointer (&self->target);
  g_clear_object (&self->session);
  g_clear_pointer (&self->field, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_FIELD_MESSAGE);
  G_OBJECT_CLASS (lw_field_message_parent_class)->dispose (object);
}

static void
lw_field_message_class_init (LwFieldMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_field_message_get_property;
  object_class->set_property = lw_field_message_set_property;
  object_class->dispose = lw_field_message_dispose;

  /* The draft's property that it speaks about. */
  properties[PROP_FIELD] =
    g_param_spec_string ("field", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /* The widget that is marked as wrong, and gets the focus when the person wants to mend it. */
  properties[PROP_TARGET] =
    g_param_spec_object ("target", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-field-message.ui");
  gtk_widget_class_bind_template_child (widget_class, LwFieldMessage, icon);
  gtk_widget_class_bind_template_child (widget_class, LwFieldMessage, label);
  gtk_widget_class_bind_template_child (widget_class, LwFieldMessage, fix_button);
  gtk_widget_class_bind_template_callback (widget_class, fix_button_clicked_cb);
}

static void
lw_field_message_init (LwFieldMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lw_field_message_set_session (LwFieldMessage  *self,
                              LwWizardSession *session,
                              LwWizardStep     step)
{
  g_return_if_fail (LW_IS_FIELD_MESSAGE (self) && LW_IS_WIZARD_SESSION (session));

  g_set_object (&self->session, session);
  self->step = step;
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* What it says now, "" when it is not shown. */
const char *
lw_field_message_get_text (LwFieldMessage *self)
{
  g_return_val_if_fail (LW_IS_FIELD_MESSAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->label) : "";
}

/* A typed field is called by its row's title, which libadwaita 1.2 does not tell the text widget inside. */
static void
name_input (GtkWidget *row)
{
  GtkWidget *input = get_input (row);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  if (input != row && title != NULL && *title != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* Gives the session to each message below @page, and names to the fields. */
void
lw_field_messages_attach (GtkWidget       *page,
                          LwWizardSession *session,
                          LwWizardStep     step)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (LW_IS_FIELD_MESSAGE (child))
        lw_field_message_set_session (LW_FIELD_MESSAGE (child), session, step);
      else
        {
          if (ADW_IS_ENTRY_ROW (child))
            name_input (child);
          lw_field_messages_attach (child, session, step);
        }
    }
}

/* Puts the focus to the widget of @field, if there is one below @page. */
gboolean
lw_field_messages_focus (GtkWidget  *page,
                         const char *field)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (LW_IS_FIELD_MESSAGE (child))
        {
          LwFieldMessage *message = LW_FIELD_MESSAGE (child);

          if (g_strcmp0 (message->field, field) == 0 && message->target != NULL)
            return gtk_widget_grab_focus (message->target);
        }
      else if (lw_field_messages_focus (child, field))
        return TRUE;
    }
  return FALSE;
}
