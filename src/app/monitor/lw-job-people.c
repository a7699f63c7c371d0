/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who works in a labeling job: how much, how fast, how well on known answers; and what can be done about a worker. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-people.h"

#include "lw-worker-row.h"

#include "lw-alert.h"
#include "lw-error-presenter.h"
#include "lw-format.h"

#include "lw-job-control.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LwJobPeople
{
  AdwPreferencesGroup  parent_instance;

  GtkListBox          *list;

  LwJobBackend        *backend;
  LwLabelingJob       *job;
  GSignalGroup        *workers_signals;
};

G_DEFINE_FINAL_TYPE (LwJobPeople, lw_job_people, ADW_TYPE_PREFERENCES_GROUP)

/* A change of one worker on its way, with what is said when it is done. */
typedef struct
{
  LwJobPeople     *people;
  LwJobChangeKind  kind;
  char            *worker;
} ChangeCall;

static void
change_call_free (ChangeCall *call)
{
  g_object_unref (call->people);
  g_free (call->worker);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChangeCall, change_call_free)

static void
say_paused (ChangeCall *call)
{
  g_autofree char *text = g_strdup_printf (_("“%s” gets no more images"), call->worker);

  lw_present_undo (GTK_WIDGET (call->people), text, _("_Undo"), "people.resume", g_variant_new_string (call->worker));
}

static void
say_dropped (ChangeCall *call,
             gint64      n)
{
  g_autofree char *number = lw_format_number ((guint64) n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s answer of “%s” was dropped; its image is asked about again",
                                                     "%s answers of “%s” were dropped; their images are asked about "
                                                     "again", (gulong) n), number, call->worker);

  lw_present_message (GTK_WIDGET (call->people), text);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ChangeCall) call = user_data;
  g_autoptr (GError) error = NULL;
  gint64 n = lw_job_control_change_finish (LW_JOB_CONTROL (source), result, &error);

  if (n < 0)
    {
      g_autofree char *what = g_strdup_printf (_("Nothing was changed for “%s”"), call->worker);

      lw_present_error (GTK_WIDGET (call->people), what, error);
    }
  else if (call->kind == LW_JOB_CHANGE_PAUSE_WORKER)
    say_paused (call);
  else if (call->kind == LW_JOB_CHANGE_DROP_ANSWERS)
    say_dropped (call, n);
}

static void
change (LwJobPeople     *self,
        LwJobChangeKind  kind,
        const char      *worker,
        gboolean         ask_again)
{
  LwJobChange job_change = { kind, worker, ask_again ? 1 : 0, NULL };
  ChangeCall *call;

  if (self->job == NULL || !LW_IS_JOB_CONTROL (self->backend))
    return;
  call = g_new0 (ChangeCall, 1);
  call->people = g_object_ref (self);
  call->kind = kind;
  call->worker = g_strdup (worker);
  lw_job_control_change_async (LW_JOB_CONTROL (self->backend), self->job, &job_change, NULL, changed_cb, call);
}

static void
pause_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  change (LW_JOB_PEOPLE (widget),
          strcmp (name, "people.pause") == 0 ? LW_JOB_CHANGE_PAUSE_WORKER : LW_JOB_CHANGE_RESUME_WORKER,
          g_variant_get_string (parameter, NULL), FALSE);
}

/* Dropping answers */

typedef struct
{
  LwJobPeople *people;
  char        *worker;
  gboolean     ask_again;
} DropQuestion;

static void
drop_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree DropQuestion *question = user_data;
  g_autoptr (LwJobPeople) self = question->people;
  g_autofree char *worker = question->worker;

  if (lw_alert_ask_finish (result, NULL))
    change (self, LW_JOB_CHANGE_DROP_ANSWERS, worker, question->ask_again);
}

static char *
dup_drop_body (LwJobPeople *self,
               const char  *worker,
               gboolean     ask_again)
{
  LwWorkerActivity *activity = lw_labeling_job_ensure_worker (self->job, worker);
  guint64 n = lw_worker_activity_get_n_answers (activity);
  g_autofree char *number = lw_format_number (n);
  g_autofree char *what = g_strdup_printf (ngettext ("%s answer does not count any more. Its image is asked about "
                                                     "again, and its label is made anew.",
                                                     "%s answers do not count any more. Their images are asked about "
                                                     "again, and their labels are made anew.", (gulong) n), number);
  const char *who = ask_again ? _("The same worker may be asked again.")
                              : _("The same worker is not asked about them again; others are.");

  /* Translators: what happens, who is asked then */
  return g_strdup_printf (_("%s %s This cannot be undone, but the log keeps what was said."), what, who);
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwJobPeople *self = LW_JOB_PEOPLE (widget);
  DropQuestion *question;
  const char *worker;
  gboolean ask_again;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (self->job == NULL)
    return;
  g_variant_get (parameter, "(&sb)", &worker, &ask_again);
  heading = g_strdup_printf (_("Drop all answers of “%s”?"), worker);
  body = dup_drop_body (self, worker, ask_again);
  question = g_new0 (DropQuestion, 1);
  question->people = g_object_ref (self);
  question->worker = g_strdup (worker);
  question->ask_again = ask_again;
  lw_alert_ask_async (widget, heading, body, _("_Keep answers"), _("_Drop answers"), LW_ALERT_DESTRUCTIVE, NULL,
                      drop_asked_cb, question);
}

static GtkWidget *
create_worker_row (gpointer item,
                   gpointer user_data)
{
  return lw_worker_row_new (LW_WORKER_ACTIVITY (item), LW_IS_JOB_CONTROL (LW_JOB_PEOPLE (user_data)->backend));
}

static void
workers_items_changed_cb (LwJobPeople *self)
{
  GListModel *workers = lw_labeling_job_get_workers (self->job);

  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (workers) > 0);
}

static void
lw_job_people_dispose (GObject *object)
{
  LwJobPeople *self = LW_JOB_PEOPLE (object);

  g_clear_object (&self->workers_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_JOB_PEOPLE);

  G_OBJECT_CLASS (lw_job_people_parent_class)->dispose (object);
}

static void
lw_job_people_class_init (LwJobPeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_job_people_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/monitor/lw-job-people.ui");
  gtk_widget_class_bind_template_child (widget_class, LwJobPeople, list);
  gtk_widget_class_install_action (widget_class, "people.pause", "s", pause_action);
  gtk_widget_class_install_action (widget_class, "people.resume", "s", pause_action);
  gtk_widget_class_install_action (widget_class, "people.drop", "(sb)", drop_action);
}

static void
lw_job_people_init (LwJobPeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->workers_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->workers_signals, "items-changed", G_CALLBACK (workers_items_changed_cb), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * lw_job_people_set_job:
 * @self: the list
 * @backend: the place that runs the job
 * @job: a labeling job of this place
 *
 * Lists the job's workers and follows them.
 */
void
lw_job_people_set_job (LwJobPeople   *self,
                       LwJobBackend  *backend,
                       LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_JOB_PEOPLE (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  g_set_object (&self->backend, backend);
  g_set_object (&self->job, job);
  g_signal_group_set_target (self->workers_signals, lw_labeling_job_get_workers (job));
  gtk_list_box_bind_model (self->list, lw_labeling_job_get_workers (job), create_worker_row, self, NULL);
  workers_items_changed_cb (self);
}
