/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the stopping conditions, each said as what it means for this data set. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-stopping-page.h"

#include "lw-field-message.h"

#include "lw-format.h"

#include <glib/gi18n.h>

/* What a condition begins with when it is switched on. */
#define DEFAULT_OBJECTS 100
#define DEFAULT_PERCENT 50

struct _LwStoppingPage
{
  AdwBin           parent_instance;

  GtkLabel        *meaning_label;
  AdwActionRow    *objects_row;
  GtkSwitch       *objects_switch;
  GtkSpinButton   *objects_spin;
  AdwActionRow    *percent_row;
  GtkSwitch       *percent_switch;
  GtkSpinButton   *percent_spin;

  LwWizardSession *session;
  gboolean         updating;
};

G_DEFINE_FINAL_TYPE (LwStoppingPage, lw_stopping_page, ADW_TYPE_BIN)

static LwWizardDraft *
get_draft (LwStoppingPage *self)
{
  return lw_wizard_session_get_draft (self->session);
}

static void
show_number (GtkSwitch     *on_switch,
             GtkSpinButton *spin,
             int            value)
{
  gtk_switch_set_active (on_switch, value > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (spin), value > 0);
  if (value > 0)
    gtk_spin_button_set_value (spin, value);
}

static void
draft_notify_cb (LwStoppingPage *self)
{
  self->updating = TRUE;
  show_number (self->objects_switch, self->objects_spin,
               lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_MAX_OBJECTS));
  show_number (self->percent_switch, self->percent_spin,
               lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_MAX_PERCENT));
  self->updating = FALSE;
}

static void
objects_changed_cb (LwStoppingPage *self)
{
  if (!self->updating && self->session != NULL)
    lw_wizard_draft_set_number (get_draft (self), LW_DRAFT_MAX_OBJECTS,
                                gtk_switch_get_active (self->objects_switch)
                                  ? gtk_spin_button_get_value_as_int (self->objects_spin) : 0);
}

static void
percent_changed_cb (LwStoppingPage *self)
{
  if (!self->updating && self->session != NULL)
    lw_wizard_draft_set_number (get_draft (self), LW_DRAFT_MAX_PERCENT,
                                gtk_switch_get_active (self->percent_switch)
                                  ? gtk_spin_button_get_value_as_int (self->percent_spin) : 0);
}

static void
session_changed_cb (LwStoppingPage *self)
{
  guint n_objects = lw_wizard_dataset_get_n_objects (lw_wizard_session_get_dataset (self->session));
  guint n_to_label = lw_wizard_session_get_n_to_label (self->session);
  int percent = lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_MAX_PERCENT);
  int objects = lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_MAX_OBJECTS);
  g_autofree char *all = lw_format_images (n_objects);
  g_autofree char *some = lw_format_number (n_to_label);
  g_autofree char *meaning = NULL;
  g_autofree char *percent_meaning = NULL;

  if (n_objects == 0)
    meaning = g_strdup (_("Choose a data set to see what this means for it."));
  else if (objects == 0 && percent == 0)
    meaning = g_strdup_printf (_("The job ends when all of %s are labeled."), all);
  else
    meaning = g_strdup_printf (_("Stops after %s of %s."), some, all);
  gtk_label_set_label (self->meaning_label, meaning);

  if (percent > 0 && n_objects > 0)
    {
      guint64 n = ((guint64) n_objects * percent + 99) / 100;
      g_autofree char *number = lw_format_number (n);

      percent_meaning = g_strdup_printf (_("%d %% of %s are %s"), percent, all, number);
    }
  adw_action_row_set_subtitle (self->percent_row,
                               percent_meaning != NULL ? percent_meaning : _("Share of the data set"));
}

static void
lw_stopping_page_dispose (GObject *object)
{
  LwStoppingPage *self = LW_STOPPING_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_STOPPING_PAGE);
  G_OBJECT_CLASS (lw_stopping_page_parent_class)->dispose (object);
}

static void
lw_stopping_page_class_init (LwStoppingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_stopping_page_dispose;

  g_type_ensure (LW_TYPE_FIELD_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-stopping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, objects_row);
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, objects_switch);
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, objects_spin);
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, percent_row);
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, percent_switch);
  gtk_widget_class_bind_template_child (widget_class, LwStoppingPage, percent_spin);
  gtk_widget_class_bind_template_callback (widget_class, objects_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, percent_changed_cb);
}

static void
lw_stopping_page_init (LwStoppingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_range (GtkSpinButton  *spin,
           LwRequestField  field,
           int             value)
{
  gint64 min, max;

  lw_request_field_get_range (field, &min, &max);
  gtk_spin_button_set_range (spin, min, max);
  gtk_spin_button_set_value (spin, value);
}

void
lw_stopping_page_set_session (LwStoppingPage  *self,
                              LwWizardSession *session)
{
  g_return_if_fail (LW_IS_STOPPING_PAGE (self) && self->session == NULL);

  set_range (self->objects_spin, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, DEFAULT_OBJECTS);
  set_range (self->percent_spin, LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, DEFAULT_PERCENT);
  self->session = g_object_ref (session);
  g_signal_connect_object (get_draft (self), "notify::max-objects", G_CALLBACK (draft_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_draft (self), "notify::max-percent", G_CALLBACK (draft_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  lw_field_messages_attach (GTK_WIDGET (self), session, LW_WIZARD_STEP_STOPPING);
  draft_notify_cb (self);
  session_changed_cb (self);
}
