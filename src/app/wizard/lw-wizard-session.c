/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of one wizard share: the place, the draft, the data set and the problems between them. It keeps
 * the data set and the problems up with the draft. No widgets. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-session.h"

#include "lw-format.h"

#include <glib/gi18n.h>

/* A guess for the foot line: what one worker needs for one image, looking and choosing. */
#define SECONDS_PER_TASK 10

struct _LwWizardSession
{
  GObject          parent_instance;

  LwJobBackend    *backend;
  LwImageLoader   *loader;
  LwWizardDraft   *draft;
  LwWizardDataset *dataset;
  GPtrArray       *problems;
  GPtrArray       *teams;
  GCancellable    *cancellable;
  char            *derived_name;
  guint            update;
  int              n_uploaded;
  int              n_to_upload;
  gboolean         visited[LW_N_WIZARD_STEPS];
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwWizardSession, lw_wizard_session, G_TYPE_OBJECT)

static gboolean
update_cb (gpointer user_data)
{
  LwWizardSession *self = user_data;

  self->update = 0;
  lw_wizard_session_update (self);
  return G_SOURCE_REMOVE;
}

/* After the events that are waiting, before the next frame is drawn. */
static void
queue_update (LwWizardSession *self)
{
  if (self->update == 0)
    self->update = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, update_cb, self, NULL);
}

/* A team of another place does not exist here: then the first one of this place is taken. */
static void
choose_team (LwWizardSession *self)
{
  const char *arn = lw_wizard_draft_get_text (self->draft, LW_DRAFT_WORKTEAM_ARN);

  if (self->teams == NULL || self->teams->len == 0)
    return;
  for (guint i = 0; i < self->teams->len; i++)
    if (g_str_equal (((LwWorkteam *) g_ptr_array_index (self->teams, i))->arn, arn))
      return;
  lw_wizard_draft_set_text (self->draft, LW_DRAFT_WORKTEAM_ARN,
                            ((LwWorkteam *) g_ptr_array_index (self->teams, 0))->arn);
}

static void
teams_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  LwWizardSession *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams = lw_job_backend_list_workteams_finish (LW_JOB_BACKEND (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (teams == NULL)
    {
      g_warning ("The work teams were not listed: %s", error->message);
      return;
    }
  self->teams = g_steal_pointer (&teams);
  choose_team (self);
  queue_update (self);
}

static void
draft_notify_cb (LwWizardSession *self,
                 GParamSpec      *pspec)
{
  if (g_str_equal (pspec->name, "folder") || g_str_equal (pspec->name, "manifest"))
    lw_wizard_dataset_read (self->dataset,
                            lw_wizard_draft_get_text (self->draft, LW_DRAFT_FOLDER),
                            lw_wizard_draft_get_text (self->draft, LW_DRAFT_MANIFEST));
  else if (g_str_equal (pspec->name, "workteam-arn"))
    choose_team (self);
  queue_update (self);
}

/* The job is called like its data set until the person calls it something else. */
static void
derive_name (LwWizardSession *self)
{
  const char *name = lw_wizard_draft_get_text (self->draft, LW_DRAFT_JOB_NAME);
  g_autofree char *title = lw_wizard_dataset_dup_title (self->dataset);

  if (*name != '\0' && g_strcmp0 (name, self->derived_name) != 0)
    return;
  g_free (self->derived_name);
  self->derived_name = lw_wizard_suggest_job_name (title, self->backend);
  lw_wizard_draft_set_text (self->draft, LW_DRAFT_JOB_NAME, self->derived_name);
}

static void
dataset_changed_cb (LwWizardSession *self)
{
  guint n_objects = lw_wizard_dataset_get_n_objects (self->dataset);

  if (lw_wizard_dataset_get_state (self->dataset) == LW_DATASET_STATE_READY)
    lw_wizard_draft_set_number (self->draft, LW_DRAFT_N_OBJECTS, MIN (n_objects, G_MAXINT));
  if (lw_wizard_dataset_get_state (self->dataset) == LW_DATASET_STATE_READING)
    derive_name (self);
  queue_update (self);
}

static void
lw_wizard_session_dispose (GObject *object)
{
  LwWizardSession *self = LW_WIZARD_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  if (self->dataset != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->dataset, self);
      lw_wizard_dataset_cancel (self->dataset);
    }
  g_clear_object (&self->dataset);
  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->derived_name, g_free);
  G_OBJECT_CLASS (lw_wizard_session_parent_class)->dispose (object);
}

static void
lw_wizard_session_class_init (LwWizardSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_wizard_session_dispose;

  /**
   * LwWizardSession::changed:
   *
   * The draft, the data set or the place is another one, and the problems are found anew. At most once a frame.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_wizard_session_init (LwWizardSession *self)
{
  self->draft = lw_wizard_draft_new ();
  g_signal_connect_object (self->draft, "notify", G_CALLBACK (draft_notify_cb), self, G_CONNECT_SWAPPED);
}

/* @backend and @loader may be NULL in tests. */
LwWizardSession *
lw_wizard_session_new (LwJobBackend  *backend,
                       LwImageLoader *loader)
{
  LwWizardSession *self = g_object_new (LW_TYPE_WIZARD_SESSION, NULL);

  g_set_object (&self->backend, backend);
  g_set_object (&self->loader, loader);
  self->dataset = lw_wizard_dataset_new (backend != NULL ? lw_job_backend_get_store (backend) : NULL);
  g_signal_connect_object (self->dataset, "changed", G_CALLBACK (dataset_changed_cb), self, G_CONNECT_SWAPPED);
  self->cancellable = g_cancellable_new ();
  if (backend != NULL)
    {
      g_signal_connect_object (lw_job_backend_get_jobs (backend), "items-changed", G_CALLBACK (queue_update), self,
                               G_CONNECT_SWAPPED);
      lw_job_backend_list_workteams_async (backend, self->cancellable, teams_listed_cb, self);
    }
  self->problems = lw_wizard_problems_find (self->draft, self->dataset, backend);
  return self;
}

LwJobBackend *
lw_wizard_session_get_backend (LwWizardSession *self)
{
  return self->backend;
}

LwImageLoader *
lw_wizard_session_get_loader (LwWizardSession *self)
{
  return self->loader;
}

LwWizardDraft *
lw_wizard_session_get_draft (LwWizardSession *self)
{
  return self->draft;
}

LwWizardDataset *
lw_wizard_session_get_dataset (LwWizardSession *self)
{
  return self->dataset;
}

/* (element-type LwWorkteam) (nullable): the teams of the place, NULL until they are known. */
GPtrArray *
lw_wizard_session_get_teams (LwWizardSession *self)
{
  return self->teams;
}

/* (element-type LwWizardProblem): as of the last "changed". */
GPtrArray *
lw_wizard_session_get_problems (LwWizardSession *self)
{
  return self->problems;
}

gboolean
lw_wizard_session_has_errors (LwWizardSession *self)
{
  for (guint i = 0; i < self->problems->len; i++)
    if (((LwWizardProblem *) g_ptr_array_index (self->problems, i))->severity == LW_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

/* The worst problem of a step, or of one of its fields. NULL when there is none as bad as @at_least. */
LwWizardProblem *
lw_wizard_session_find_problem (LwWizardSession *self,
                                LwWizardStep     step,
                                const char      *field,
                                LwSeverity       at_least)
{
  LwWizardProblem *worst = NULL;

  for (guint i = 0; i < self->problems->len; i++)
    {
      LwWizardProblem *problem = g_ptr_array_index (self->problems, i);

      if (problem->step == step && problem->severity >= at_least &&
          (field == NULL || g_str_equal (problem->field, field)) &&
          (worst == NULL || problem->severity > worst->severity))
        worst = problem;
    }
  return worst;
}

static void
use_built_in_template (LwWizardSession *self)
{
  g_autoptr (LwWorkerTemplateParts) parts = lw_wizard_draft_dup_parts (self->draft);
  g_autofree char *source = lw_worker_template_new (lw_wizard_draft_get_multi (self->draft), parts->header,
                                                    parts->short_html, parts->full_header, parts->full_html);

  lw_wizard_draft_set_text (self->draft, LW_DRAFT_TEMPLATE, source);
}

/* Does what the problem's button says. */
void
lw_wizard_session_apply_fix (LwWizardSession *self,
                             LwWizardProblem *problem)
{
  const char *const none[] = { _("none of these"), NULL };

  switch (problem->fix)
    {
    case LW_WIZARD_FIX_NAME:
      {
        g_autofree char *name =
          lw_wizard_suggest_job_name (lw_wizard_draft_get_text (self->draft, LW_DRAFT_JOB_NAME), self->backend);

        lw_wizard_draft_set_text (self->draft, LW_DRAFT_JOB_NAME, name);
        break;
      }
    case LW_WIZARD_FIX_ADD_NONE:
      lw_wizard_categories_add (lw_wizard_draft_get_categories (self->draft), none);
      break;
    case LW_WIZARD_FIX_BUILT_IN_TEMPLATE:
      use_built_in_template (self);
      break;
    case LW_WIZARD_FIX_READ_AGAIN:
      lw_wizard_dataset_read_again (self->dataset);
      break;
    case LW_WIZARD_FIX_NO_LIMIT:
      lw_wizard_draft_set_number (self->draft, LW_DRAFT_MAX_OBJECTS, 0);
      break;
    case LW_WIZARD_FIX_NONE:
      break;
    }
}

/* Finds the problems now instead of before the next frame. */
void
lw_wizard_session_update (LwWizardSession *self)
{
  g_return_if_fail (LW_IS_WIZARD_SESSION (self));

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = lw_wizard_problems_find (self->draft, self->dataset, self->backend);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether the person has been on the page and left it: only then does an empty field count as forgotten. */
gboolean
lw_wizard_session_get_visited (LwWizardSession *self,
                               LwWizardStep     step)
{
  g_return_val_if_fail (LW_IS_WIZARD_SESSION (self) && step < LW_N_WIZARD_STEPS, FALSE);

  return self->visited[step];
}

void
lw_wizard_session_set_visited (LwWizardSession *self,
                               LwWizardStep     step,
                               gboolean         visited)
{
  g_return_if_fail (LW_IS_WIZARD_SESSION (self) && step < LW_N_WIZARD_STEPS);

  if (self->visited[step] == visited)
    return;
  self->visited[step] = visited;
  queue_update (self);
}

/* How far the images are on their way to the place. From any thread; 0 of 0 without an upload. */
void
lw_wizard_session_set_upload (LwWizardSession *self,
                              guint            n_done,
                              guint            n_images)
{
  g_atomic_int_set (&self->n_to_upload, (int) n_images);
  g_atomic_int_set (&self->n_uploaded, (int) n_done);
}

/* @n_done (out); returns how many there are in all. */
guint
lw_wizard_session_get_upload (LwWizardSession *self,
                              guint           *n_done)
{
  *n_done = (guint) g_atomic_int_get (&self->n_uploaded);
  return (guint) g_atomic_int_get (&self->n_to_upload);
}

/* How many data objects the job labels: what has no label yet, up to the stopping conditions. */
guint
lw_wizard_session_get_n_to_label (LwWizardSession *self)
{
  guint n_objects = lw_wizard_dataset_get_n_objects (self->dataset);
  guint n_labeled = lw_wizard_dataset_get_n_labeled (
    self->dataset, lw_wizard_draft_get_text (self->draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME));
  int max_objects = lw_wizard_draft_get_number (self->draft, LW_DRAFT_MAX_OBJECTS);
  int max_percent = lw_wizard_draft_get_number (self->draft, LW_DRAFT_MAX_PERCENT);
  guint n = n_objects - MIN (n_labeled, n_objects);

  if (max_objects > 0)
    n = MIN (n, (guint) max_objects);
  if (max_percent > 0)
    n = MIN (n, (guint) (((guint64) n_objects * max_percent + 99) / 100));
  return n;
}

/* What all workers together need, roughly. */
double
lw_wizard_session_get_seconds (LwWizardSession *self)
{
  return (double) lw_wizard_session_get_n_to_label (self) *
         lw_wizard_draft_get_number (self->draft, LW_DRAFT_N_WORKERS) * SECONDS_PER_TASK;
}

static char *
describe_labels (LwWizardSession *self)
{
  guint n = lw_wizard_categories_get_n (lw_wizard_draft_get_categories (self->draft));
  g_autofree char *number = lw_format_number (n);

  return g_strdup_printf (ngettext ("%s category", "%s categories", n), number);
}

static char *
describe_workers (LwWizardSession *self)
{
  int n = lw_wizard_draft_get_number (self->draft, LW_DRAFT_N_WORKERS);

  return g_strdup_printf (ngettext ("%d worker an image", "%d workers an image", n), n);
}

static char *
describe_stopping (LwWizardSession *self)
{
  guint n = lw_wizard_session_get_n_to_label (self);
  g_autofree char *images = lw_format_images (n);

  if (lw_wizard_draft_get_number (self->draft, LW_DRAFT_MAX_OBJECTS) == 0 &&
      lw_wizard_draft_get_number (self->draft, LW_DRAFT_MAX_PERCENT) == 0)
    return g_strdup (_("When all are labeled"));
  return g_strdup_printf (_("After %s"), images);
}

/* The step's answer in about three words, for the list of steps. */
char *
lw_wizard_session_dup_answer (LwWizardSession *self,
                              LwWizardStep     step)
{
  switch (step)
    {
    case LW_WIZARD_STEP_TASK_TYPE:
      return g_strdup (lw_wizard_draft_get_multi (self->draft) ? _("Multi-label") : _("Single label"));
    case LW_WIZARD_STEP_DATASET:
      return lw_format_images (lw_wizard_dataset_get_n_objects (self->dataset));
    case LW_WIZARD_STEP_LABELS:
      return describe_labels (self);
    case LW_WIZARD_STEP_INSTRUCTIONS:
      return lw_wizard_draft_dup_header (self->draft);
    case LW_WIZARD_STEP_WORKERS:
      return describe_workers (self);
    case LW_WIZARD_STEP_STOPPING:
      return describe_stopping (self);
    case LW_WIZARD_STEP_REVIEW:
      return g_strdup (lw_wizard_session_has_errors (self) ? "" : _("Ready to start"));
    case LW_N_WIZARD_STEPS:
      break;
    }
  return NULL;
}

/* What the job will take: "400 tasks · 1 h 10 min of work". "" as long as there is no data set. */
char *
lw_wizard_session_dup_outlook (LwWizardSession *self)
{
  guint64 n_tasks = (guint64) lw_wizard_session_get_n_to_label (self) *
                    lw_wizard_draft_get_number (self->draft, LW_DRAFT_N_WORKERS);
  g_autofree char *number = lw_format_number (n_tasks);
  g_autofree char *tasks = g_strdup_printf (ngettext ("%s task", "%s tasks", n_tasks), number);
  g_autofree char *duration = lw_format_duration (lw_wizard_session_get_seconds (self));

  if (n_tasks == 0)
    return g_strdup ("");
  /* Translators: tasks, then how long they take, such as "400 tasks · about 1 h 10 min of work" */
  return g_strdup_printf (_("%s · about %s of work"), tasks, duration);
}
