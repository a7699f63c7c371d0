/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's first page: one label for each image, or several. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-task-type-page.h"

#include "lw-field-message.h"

struct _LwTaskTypePage
{
  AdwBin           parent_instance;

  GtkToggleButton *single_button;
  GtkToggleButton *multi_button;

  LwWizardSession *session;
};

G_DEFINE_FINAL_TYPE (LwTaskTypePage, lw_task_type_page, ADW_TYPE_BIN)

static void
task_type_notify_cb (LwTaskTypePage *self)
{
  LwTaskType task_type = lw_wizard_draft_get_task_type (lw_wizard_session_get_draft (self->session));

  gtk_toggle_button_set_active (self->single_button, task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION);
  gtk_toggle_button_set_active (self->multi_button, task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
}

static void
button_toggled_cb (LwTaskTypePage  *self,
                   GtkToggleButton *button)
{
  if (self->session == NULL || !gtk_toggle_button_get_active (button))
    return;
  lw_wizard_draft_set_number (lw_wizard_session_get_draft (self->session), LW_DRAFT_TASK_TYPE,
                              button == self->multi_button ? LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL
                                                           : LW_TASK_TYPE_IMAGE_CLASSIFICATION);
}

static void
lw_task_type_page_dispose (GObject *object)
{
  LwTaskTypePage *self = LW_TASK_TYPE_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_TASK_TYPE_PAGE);
  G_OBJECT_CLASS (lw_task_type_page_parent_class)->dispose (object);
}

static void
lw_task_type_page_class_init (LwTaskTypePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_task_type_page_dispose;

  g_type_ensure (LW_TYPE_FIELD_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-task-type-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwTaskTypePage, single_button);
  gtk_widget_class_bind_template_child (widget_class, LwTaskTypePage, multi_button);
  gtk_widget_class_bind_template_callback (widget_class, button_toggled_cb);
}

static void
lw_task_type_page_init (LwTaskTypePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lw_task_type_page_set_session (LwTaskTypePage  *self,
                               LwWizardSession *session)
{
  g_return_if_fail (LW_IS_TASK_TYPE_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (lw_wizard_session_get_draft (session), "notify::task-type",
                           G_CALLBACK (task_type_notify_cb), self, G_CONNECT_SWAPPED);
  task_type_notify_cb (self);
  lw_field_messages_attach (GTK_WIDGET (self), session, LW_WIZARD_STEP_TASK_TYPE);
}
