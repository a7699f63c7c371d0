/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many workers an image should have: what each number is expected to bring, by simulation, for workers who are as
 * often right as the person believes. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-planner-group.h"

#include "lw-bar-chart.h"

#include "lw-worker-plan.h"

#include <glib/gi18n.h>

/* What is being moved or typed is looked at when it rests for this long, in milliseconds. */
#define REST 250

/* The same plan for the same numbers, each time it is looked at. */
#define SEED 1

struct _LwPlannerGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkAdjustment       *accuracy;
  GtkAdjustment       *n_workers;
  GtkLabel            *accuracy_label;
  GtkLabel            *sentence_label;
  GtkLabel            *answers_label;
  LwBarChart          *chart;

  LwWizardSession     *session;
  GCancellable        *cancellable;
  LwWorkerPlan        *plan;
  guint                rest_id;
};

G_DEFINE_FINAL_TYPE (LwPlannerGroup, lw_planner_group, ADW_TYPE_PREFERENCES_GROUP)

static LwWizardDraft *
get_draft (LwPlannerGroup *self)
{
  return lw_wizard_session_get_draft (self->session);
}

static const LwWorkerPlanStep *
find_step (LwPlannerGroup *self,
           guint           n)
{
  for (guint i = 0; i < self->plan->n_steps; i++)
    if (self->plan->steps[i].workers_per_object == n)
      return &self->plan->steps[i];
  return NULL;
}

static void
show_sentences (LwPlannerGroup *self,
                guint           n)
{
  const LwWorkerPlanStep *step = find_step (self, n);
  g_autofree char *sentence = NULL;
  g_autofree char *answers = NULL;

  if (step == NULL)
    {
      gtk_label_set_label (self->sentence_label, _("There are fewer workers than an image should have."));
      gtk_label_set_label (self->answers_label, "");
      return;
    }
  sentence = g_strdup_printf (ngettext ("With %u worker for an image, about %.1f %% of the labels are right",
                                        "With %u workers for an image, about %.1f %% of the labels are right", n), n,
                              step->accuracy * 100);
  answers = g_strdup_printf (_("%.1f answers an image on average"), step->answers_per_object);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_label_set_label (self->answers_label, answers);
}

static void
show_plan (LwPlannerGroup *self)
{
  guint n = (guint) lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_N_WORKERS);

  if (self->plan == NULL)
    return;
  lw_bar_chart_clear (self->chart);
  for (guint i = 0; i < self->plan->n_steps; i++)
    {
      const LwWorkerPlanStep *step = &self->plan->steps[i];
      g_autofree char *number = g_strdup_printf ("%.1f", step->accuracy * 100);
      g_autofree char *name = g_strdup_printf ("%u", step->workers_per_object);
      LwBar bar = { step->accuracy, number, name, step->workers_per_object == n };

      lw_bar_chart_add_bar (self->chart, &bar);
    }
  show_sentences (self, n);
}

/* Planning */

static void
plan_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  LwWorkerPlan *plan = g_new0 (LwWorkerPlan, 1);
  GError *error = NULL;

  if (lw_worker_plan_run (task_data, plan, cancellable, &error))
    {
      g_task_return_pointer (task, plan, g_free);
      return;
    }
  g_free (plan);
  g_task_return_error (task, error);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  LwPlannerGroup *self = LW_PLANNER_GROUP (source);
  g_autofree LwWorkerPlan *plan = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: another plan is on its way, or nobody looks any more. */
  if (plan == NULL || self->session == NULL)
    return;
  g_free (self->plan);
  self->plan = g_steal_pointer (&plan);
  show_plan (self);
}

static LwWorkerPlanRequest *
new_request (LwPlannerGroup *self)
{
  LwWorkerPlanRequest *request = g_new0 (LwWorkerPlanRequest, 1);
  guint n_classes = lw_wizard_categories_get_n (lw_wizard_draft_get_categories (get_draft (self)));

  lw_consolidation_method_from_string (lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_METHOD),
                                       &request->method);
  /* A label of a multi-label job is a question of its own: it applies or not. */
  request->n_classes = lw_wizard_draft_get_multi (get_draft (self)) ? 2 : MAX (n_classes, 2);
  request->n_workers = (guint) gtk_adjustment_get_value (self->n_workers);
  request->accuracy = gtk_adjustment_get_value (self->accuracy) / 100;
  request->stop_confidence = lw_wizard_draft_get_number (get_draft (self), LW_DRAFT_STOP_CONFIDENCE) / 100.0;
  request->seed = SEED;
  return request;
}

static gboolean
rest_cb (gpointer user_data)
{
  LwPlannerGroup *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->rest_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, planned_cb, NULL);
  g_task_set_source_tag (task, rest_cb);
  g_task_set_name (task, "plan workers");
  g_task_set_task_data (task, new_request (self), g_free);
  g_task_run_in_thread (task, plan_thread);
  return G_SOURCE_REMOVE;
}

/* Simulation costs: only for who looks. */
static void
plan (LwPlannerGroup *self)
{
  g_autofree char *text = g_strdup_printf (_("%.0f %%"), gtk_adjustment_get_value (self->accuracy));

  gtk_label_set_label (self->accuracy_label, text);
  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, rest_cb, self);
}

static void
lw_planner_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lw_planner_group_parent_class)->map (widget);
  plan (LW_PLANNER_GROUP (widget));
}

static void
lw_planner_group_dispose (GObject *object)
{
  LwPlannerGroup *self = LW_PLANNER_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plan, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_PLANNER_GROUP);

  G_OBJECT_CLASS (lw_planner_group_parent_class)->dispose (object);
}

static void
lw_planner_group_class_init (LwPlannerGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_planner_group_dispose;
  widget_class->map = lw_planner_group_map;

  g_type_ensure (LW_TYPE_BAR_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-planner-group.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPlannerGroup, accuracy);
  gtk_widget_class_bind_template_child (widget_class, LwPlannerGroup, n_workers);
  gtk_widget_class_bind_template_child (widget_class, LwPlannerGroup, accuracy_label);
  gtk_widget_class_bind_template_child (widget_class, LwPlannerGroup, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, LwPlannerGroup, answers_label);
  gtk_widget_class_bind_template_child (widget_class, LwPlannerGroup, chart);
  gtk_widget_class_bind_template_callback (widget_class, plan);
}

static void
lw_planner_group_init (LwPlannerGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lw_planner_group_set_session (LwPlannerGroup  *self,
                              LwWizardSession *session)
{
  static const char *const followed[] = { "method", "task-type", "stop-confidence", "categories" };

  g_return_if_fail (LW_IS_PLANNER_GROUP (self) && self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", followed[i], NULL);

      g_signal_connect_object (get_draft (self), signal, G_CALLBACK (plan), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (get_draft (self), "notify::n-workers", G_CALLBACK (show_plan), self, G_CONNECT_SWAPPED);
  plan (self);
}
