/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the workers: how many for each image, who, how long, and what they read before they start. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-workers-page.h"

#include "lw-duration-row.h"
#include "lw-field-message.h"
#include "lw-keywords-row.h"
#include "lw-method-group.h"
#include "lw-planner-group.h"

#include <glib/gi18n.h>

struct _LwWorkersPage
{
  AdwBin           parent_instance;

  AdwActionRow    *n_workers_row;
  GtkSpinButton   *n_workers_spin;
  AdwComboRow     *team_row;
  GtkStringList   *team_names;
  AdwEntryRow     *role_row;
  LwDurationRow   *time_limit_row;
  LwDurationRow   *availability_row;
  AdwEntryRow     *title_row;
  AdwEntryRow     *description_row;
  LwKeywordsRow   *keywords_row;
  LwMethodGroup   *method_group;
  LwPlannerGroup  *planner_group;

  LwWizardSession *session;
  gboolean         updating;
};

G_DEFINE_FINAL_TYPE (LwWorkersPage, lw_workers_page, ADW_TYPE_BIN)

static void
n_workers_notify_cb (LwWorkersPage *self)
{
  int n = lw_wizard_draft_get_number (lw_wizard_session_get_draft (self->session), LW_DRAFT_N_WORKERS);
  g_autofree char *text = g_strdup_printf (ngettext ("%d person labels each image", "%d people label each image", n),
                                           n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->n_workers_row), text);
  adw_action_row_set_subtitle (self->n_workers_row,
                               n == 1 ? _("One opinion: there is no confidence to compare")
                                      : _("Their answers are consolidated into one label with a confidence"));
}

static void
team_selected_cb (LwWorkersPage *self)
{
  GPtrArray *teams = self->session != NULL ? lw_wizard_session_get_teams (self->session) : NULL;
  guint selected = adw_combo_row_get_selected (self->team_row);

  if (self->updating || teams == NULL || selected >= teams->len)
    return;
  lw_wizard_draft_set_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_WORKTEAM_ARN,
                            ((LwWorkteam *) g_ptr_array_index (teams, selected))->arn);
}

static void
session_changed_cb (LwWorkersPage *self)
{
  GPtrArray *teams = lw_wizard_session_get_teams (self->session);
  const char *arn = lw_wizard_draft_get_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_WORKTEAM_ARN);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->team_names));

  gtk_widget_set_visible (GTK_WIDGET (self->team_row), teams != NULL && teams->len > 0);
  self->updating = TRUE;
  for (guint i = 0; teams != NULL && i < teams->len; i++)
    {
      const LwWorkteam *team = g_ptr_array_index (teams, i);

      if (i >= n_shown)
        gtk_string_list_append (self->team_names, team->name);
      if (g_str_equal (team->arn, arn))
        adw_combo_row_set_selected (self->team_row, i);
    }
  self->updating = FALSE;
}

static void
lw_workers_page_dispose (GObject *object)
{
  LwWorkersPage *self = LW_WORKERS_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WORKERS_PAGE);
  G_OBJECT_CLASS (lw_workers_page_parent_class)->dispose (object);
}

static void
lw_workers_page_class_init (LwWorkersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_workers_page_dispose;

  g_type_ensure (LW_TYPE_FIELD_MESSAGE);
  g_type_ensure (LW_TYPE_DURATION_ROW);
  g_type_ensure (LW_TYPE_KEYWORDS_ROW);
  g_type_ensure (LW_TYPE_METHOD_GROUP);
  g_type_ensure (LW_TYPE_PLANNER_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-workers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, n_workers_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, n_workers_spin);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, team_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, team_names);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, role_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, time_limit_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, availability_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, description_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, keywords_row);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, method_group);
  gtk_widget_class_bind_template_child (widget_class, LwWorkersPage, planner_group);
  gtk_widget_class_bind_template_callback (widget_class, team_selected_cb);
}

static void
lw_workers_page_init (LwWorkersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A place that has a role for every job does not ask for one. */
static void
show_role (LwWorkersPage *self)
{
  LwJobBackend *backend = lw_wizard_session_get_backend (self->session);
  g_autofree char *role = backend != NULL ? lw_job_backend_dup_default_role_arn (backend) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->role_row), backend != NULL && role == NULL);
}

void
lw_workers_page_set_session (LwWorkersPage   *self,
                             LwWizardSession *session)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (session);
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  gint64 min, max;

  g_return_if_fail (LW_IS_WORKERS_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  lw_request_field_get_range (LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, &min, &max);
  gtk_spin_button_set_range (self->n_workers_spin, min, max);
  g_object_bind_property (draft, "n-workers", self->n_workers_spin, "value", flags);
  g_object_bind_property (draft, "time-limit", self->time_limit_row, "seconds", flags);
  g_object_bind_property (draft, "availability", self->availability_row, "seconds", flags);
  g_object_bind_property (draft, "role-arn", self->role_row, "text", flags);
  g_object_bind_property (draft, "title", self->title_row, "text", flags);
  g_object_bind_property (draft, "description", self->description_row, "text", flags);
  g_object_bind_property (draft, "keywords", self->keywords_row, "keywords", flags);
  g_signal_connect_object (draft, "notify::n-workers", G_CALLBACK (n_workers_notify_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  lw_method_group_set_session (self->method_group, session);
  lw_planner_group_set_session (self->planner_group, session);
  lw_field_messages_attach (GTK_WIDGET (self), session, LW_WIZARD_STEP_WORKERS);
  show_role (self);
  n_workers_notify_cb (self);
  session_changed_cb (self);
}
