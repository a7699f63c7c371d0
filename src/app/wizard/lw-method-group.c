/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How answers become labels, where the service leaves it to whoever runs the job: the method of annotation
 * consolidation, the order of the images, when it is enough, known answers. A group of the page of the workers. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-method-group.h"

#include "lw-method-words.h"

#include "lw-job-options.h"

#include <glib/gi18n.h>

/* What "stop early" begins with when it is switched on, in percent. */
#define DEFAULT_CONFIDENCE 95

struct _LwMethodGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwComboRow         *method_row;
  GtkStringList       *methods;
  AdwActionRow        *multi_row;
  AdwComboRow         *order_row;
  AdwActionRow        *seed_row;
  GtkSpinButton       *seed_spin;
  AdwActionRow        *stop_row;
  GtkSwitch           *stop_switch;
  GtkSpinButton       *stop_spin;
  AdwComboRow         *gold_row;
  GtkStringList       *gold_names;

  LwWizardSession     *session;
  gboolean             updating;
};

G_DEFINE_FINAL_TYPE (LwMethodGroup, lw_method_group, ADW_TYPE_PREFERENCES_GROUP)

static LwWizardDraft *
get_draft (LwMethodGroup *self)
{
  return lw_wizard_session_get_draft (self->session);
}

static LwConsolidationMethod
get_method (LwMethodGroup *self)
{
  LwConsolidationMethod method = LW_CONSOLIDATION_GROUNDTRUTH;

  lw_consolidation_method_from_string (lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_METHOD), &method);
  return method;
}

static void
show_stop (LwMethodGroup *self)
{
  int percent = lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_STOP_CONFIDENCE);
  int n_workers = lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_N_WORKERS);

  gtk_switch_set_active (self->stop_switch, percent > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_spin), percent > 0);
  if (percent > 0)
    gtk_spin_button_set_value (self->stop_spin, percent);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_row), n_workers > 1 || percent > 0);
  adw_action_row_set_subtitle (self->stop_row,
                               n_workers > 1
                                 ? _("Ask one more worker only while the label is less sure than this, in percent")
                                 : _("With one worker for an image there is nobody to save"));
}

static void
draft_notify_cb (LwMethodGroup *self)
{
  LwConsolidationMethod method = get_method (self);
  int order = lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_ORDER);

  self->updating = TRUE;
  adw_combo_row_set_selected (self->method_row, method);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->method_row), lw_method_words_get_description (method));
  gtk_widget_set_visible (GTK_WIDGET (self->multi_row), lw_wizard_draft_get_multi (get_draft (self)));
  adw_combo_row_set_selected (self->order_row, (guint) order);
  gtk_widget_set_visible (GTK_WIDGET (self->seed_row), order == LW_JOB_ORDER_RANDOM);
  show_stop (self);
  self->updating = FALSE;
}

/* Ground Truth's method is what a job has that says nothing. */
static void
method_selected_cb (LwMethodGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->method_row);

  if (self->updating || self->session == NULL || selected >= LW_N_CONSOLIDATION_METHODS)
    return;
  lw_wizard_draft_set_text (get_draft (self), LW_DRAFT_METHOD,
                            selected != LW_CONSOLIDATION_GROUNDTRUTH ? lw_consolidation_method_to_string (selected)
                                                                     : "");
}

static void
order_selected_cb (LwMethodGroup *self)
{
  if (!self->updating && self->session != NULL)
    lw_wizard_draft_set_number (get_draft (self), LW_DRAFT_ORDER, (int) adw_combo_row_get_selected (self->order_row));
}

static void
stop_changed_cb (LwMethodGroup *self)
{
  if (!self->updating && self->session != NULL)
    lw_wizard_draft_set_number (get_draft (self), LW_DRAFT_STOP_CONFIDENCE,
                                gtk_switch_get_active (self->stop_switch)
                                  ? gtk_spin_button_get_value_as_int (self->stop_spin) : 0);
}

static void
gold_selected_cb (LwMethodGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->gold_row);

  if (self->updating || self->session == NULL)
    return;
  lw_wizard_draft_set_text (get_draft (self), LW_DRAFT_GOLD_ATTRIBUTE,
                            selected > 0 ? gtk_string_list_get_string (self->gold_names, selected) : "");
}

/* The keys of the input manifest that may hold known answers. */
static void
dataset_changed_cb (LwMethodGroup *self)
{
  LwManifestIndex *index = lw_wizard_dataset_get_index (lw_wizard_session_get_dataset (self->session));
  const char *gold = lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_GOLD_ATTRIBUTE);
  guint n = index != NULL ? lw_manifest_index_get_n_attributes (index) : 0;
  guint selected = 0;

  self->updating = TRUE;
  gtk_string_list_splice (self->gold_names, 1, g_list_model_get_n_items (G_LIST_MODEL (self->gold_names)) - 1, NULL);
  for (guint i = 0; i < n; i++)
    {
      const char *name = lw_manifest_index_get_attribute_name (index, i);

      gtk_string_list_append (self->gold_names, name);
      if (g_str_equal (name, gold))
        selected = i + 1;
    }
  if (*gold != '\0' && selected == 0)
    {
      gtk_string_list_append (self->gold_names, gold);
      selected = n + 1;
    }
  adw_combo_row_set_selected (self->gold_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->gold_row), n > 0 || *gold != '\0');
  self->updating = FALSE;
}

static void
lw_method_group_dispose (GObject *object)
{
  LwMethodGroup *self = LW_METHOD_GROUP (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_METHOD_GROUP);

  G_OBJECT_CLASS (lw_method_group_parent_class)->dispose (object);
}

static void
lw_method_group_class_init (LwMethodGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_method_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-method-group.ui");
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, method_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, methods);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, multi_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, order_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, seed_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, seed_spin);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, stop_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, stop_switch);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, stop_spin);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, gold_row);
  gtk_widget_class_bind_template_child (widget_class, LwMethodGroup, gold_names);
  gtk_widget_class_bind_template_callback (widget_class, method_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gold_selected_cb);
}

static void
lw_method_group_init (LwMethodGroup *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < LW_N_CONSOLIDATION_METHODS; i++)
    gtk_string_list_append (self->methods, lw_method_words_get_title (i));
  gtk_spin_button_set_value (self->stop_spin, DEFAULT_CONFIDENCE);
  self->updating = FALSE;
}

void
lw_method_group_set_session (LwMethodGroup   *self,
                             LwWizardSession *session)
{
  static const char *const followed[] = { "method", "task-type", "order", "stop-confidence", "n-workers" };

  g_return_if_fail (LW_IS_METHOD_GROUP (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_object_bind_property (get_draft (self), "seed", self->seed_spin, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", followed[i], NULL);

      g_signal_connect_object (get_draft (self), signal, G_CALLBACK (draft_notify_cb), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (get_draft (self), "notify::gold-attribute", G_CALLBACK (dataset_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lw_wizard_session_get_dataset (session), "changed", G_CALLBACK (dataset_changed_cb), self,
                           G_CONNECT_SWAPPED);
  draft_notify_cb (self);
  dataset_changed_cb (self);
}
