/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard: from a folder of images or an input manifest to a labeling job, page by page, with what the workers
 * will see beside it. Creates the job in the place that it is given; does not run or show jobs. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard.h"

#include "lw-draft-store.h"
#include "lw-field-message.h"
#include "lw-instructions-page.h"
#include "lw-review-page.h"
#include "lw-step-list.h"
#include "lw-unsaved-bar.h"
#include "lw-wizard-pages.h"
#include "lw-wizard-panes.h"
#include "lw-wizard-preview.h"
#include "lw-wizard-request.h"

#include "lw-alert.h"
#include "lw-error-presenter.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Invariant: a page is made when it is first shown; pages[i] is NULL until then. */
struct _LwWizard
{
  GtkWidget        parent_instance;

  GtkWidget       *content;
  LwWizardPanes   *panes;
  LwStepList      *step_list;
  LwStepList      *menu_step_list;
  GtkMenuButton   *step_button;
  GtkStack        *title_stack;
  GtkButton       *next_button;
  GtkStack        *stack;
  LwWizardPreview *preview;
  GtkLabel        *outlook_label;
  GtkLabel        *saved_label;
  LwUnsavedBar    *unsaved_bar;

  LwWizardSession *session;
  LwDraftSaver    *saver;
  GtkWidget       *pages[LW_N_WIZARD_STEPS];
  LwWizardStep     step;
  gboolean         is_dropped;
  GCancellable    *cancellable;
  GCancellable    *creating;
};

enum
{
  CREATED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwWizard, lw_wizard, GTK_TYPE_WIDGET)

static GtkWidget *
ensure_page (LwWizard     *self,
             LwWizardStep  step)
{
  if (self->pages[step] == NULL)
    {
      self->pages[step] = lw_wizard_pages_make (step, self->session);
      gtk_stack_add_named (self->stack, self->pages[step], lw_wizard_step_get_name (step));
    }
  return self->pages[step];
}

static void
update_buttons (LwWizard *self)
{
  gboolean last = self->step == LW_WIZARD_STEP_REVIEW;
  gboolean narrow = lw_wizard_panes_get_narrow (self->panes);
  /* Translators: which step of how many, such as "2 of 7" */
  g_autofree char *number = g_strdup_printf (_("%d of %d"), (int) self->step + 1, LW_N_WIZARD_STEPS);
  g_autofree char *place = g_strdup_printf ("%s · %s", number, lw_wizard_step_get_title (self->step));
  g_autofree char *next = last ? g_strdup (_("Next"))
                               : g_strdup_printf (_("Next: %s"), lw_wizard_step_get_title (self->step + 1));

  gtk_menu_button_set_label (self->step_button, narrow ? number : place);
  gtk_button_set_label (self->next_button, next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Next"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !last && !narrow);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.back", self->step > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.next", !last);
  gtk_stack_set_visible_child_name (self->title_stack,
                                    lw_wizard_panes_get_steps_hidden (self->panes) ? "step" : "title");
}

static void
show_step (LwWizard     *self,
           LwWizardStep  step)
{
  if (step != self->step)
    lw_wizard_session_set_visited (self->session, self->step, TRUE);
  /* The last page says what is missing anywhere, so each page marks it from then on. */
  if (step == LW_WIZARD_STEP_REVIEW)
    for (int i = 0; i < LW_N_WIZARD_STEPS; i++)
      lw_wizard_session_set_visited (self->session, i, TRUE);
  self->step = step;
  lw_wizard_draft_set_number (lw_wizard_session_get_draft (self->session), LW_DRAFT_STEP, (int) step);
  gtk_stack_set_visible_child (self->stack, ensure_page (self, step));
  lw_step_list_set_current (self->step_list, step);
  lw_step_list_set_current (self->menu_step_list, step);
  /* While the instructions are written, the worker's screen shows them. */
  lw_worker_view_set_instructions_first (lw_wizard_preview_get_view (self->preview),
                                         step == LW_WIZARD_STEP_INSTRUCTIONS);
  gtk_menu_button_popdown (self->step_button);
  lw_wizard_panes_set_show_preview (self->panes, FALSE);
  update_buttons (self);
}

static void
step_chosen_cb (LwWizard *self,
                guint     step)
{
  show_step (self, step);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwWizard *self = LW_WIZARD (widget);

  if (self->step + 1 < LW_N_WIZARD_STEPS)
    show_step (self, self->step + 1);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwWizard *self = LW_WIZARD (widget);

  if (self->step > 0)
    show_step (self, self->step - 1);
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  LwWizard *self = LW_WIZARD (widget);
  const char *field;
  guint step;

  g_variant_get (parameter, "(u&s)", &step, &field);
  if (step >= LW_N_WIZARD_STEPS)
    return;
  show_step (self, step);
  if (*field != '\0')
    lw_field_messages_focus (self->pages[step], field);
}

/* Where in the template something is. */
static void
go_to_line_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LwWizard *self = LW_WIZARD (widget);
  guint line, column;

  g_variant_get (parameter, "(uu)", &line, &column);
  if (line == 0)
    return;
  show_step (self, LW_WIZARD_STEP_INSTRUCTIONS);
  lw_instructions_page_show_place (LW_INSTRUCTIONS_PAGE (self->pages[LW_WIZARD_STEP_INSTRUCTIONS]), line, column);
}

static const char *
get_saved_text (LwDraftSaverState state)
{
  switch (state)
    {
    case LW_DRAFT_SAVER_SAVED:
      return _("saved just now");
    case LW_DRAFT_SAVER_PENDING:
      return _("saving…");
    case LW_DRAFT_SAVER_FAILED:
      return _("not saved");
    case LW_DRAFT_SAVER_IDLE:
      break;
    }
  return "";
}

/* A saver says a last word when it goes. */
static void
saver_changed_cb (LwWizard *self)
{
  if (self->saver != NULL)
    gtk_label_set_label (self->saved_label, get_saved_text (lw_draft_saver_get_state (self->saver)));
}

static void
session_changed_cb (LwWizard *self)
{
  g_autofree char *outlook = lw_wizard_session_dup_outlook (self->session);

  gtk_label_set_label (self->outlook_label, outlook);
}

/* A new saver for a new draft; what the old one had to save is on disk then. */
static void
start_saver (LwWizard *self)
{
  g_clear_object (&self->saver);
  self->saver = lw_draft_saver_new (lw_wizard_session_get_draft (self->session));
  g_signal_connect_object (self->saver, "changed", G_CALLBACK (saver_changed_cb), self, G_CONNECT_SWAPPED);
  lw_unsaved_bar_set_saver (self->unsaved_bar, self->saver);
  saver_changed_cb (self);
}

/* A data set that was dropped on the window and holds nothing to label: that is said before anything is asked. */
static void
dataset_changed_cb (LwWizard        *self,
                    LwWizardDataset *dataset)
{
  LwDatasetState state = lw_wizard_dataset_get_state (dataset);
  gboolean unusable = state == LW_DATASET_STATE_FAILED ||
                      (state == LW_DATASET_STATE_READY && lw_wizard_dataset_get_n_objects (dataset) == 0);

  if (state == LW_DATASET_STATE_NONE || state == LW_DATASET_STATE_READING)
    return;
  if (self->is_dropped && unusable && self->step == LW_WIZARD_STEP_TASK_TYPE)
    {
      lw_wizard_session_set_visited (self->session, LW_WIZARD_STEP_DATASET, TRUE);
      show_step (self, LW_WIZARD_STEP_DATASET);
    }
  self->is_dropped = FALSE;
}

static void
begin_new (LwWizard *self)
{
  if (self->saver != NULL)
    lw_draft_saver_flush (self->saver);
  g_clear_object (&self->saver);
  lw_wizard_draft_reset (lw_wizard_session_get_draft (self->session));
  for (int i = 0; i < LW_N_WIZARD_STEPS; i++)
    lw_wizard_session_set_visited (self->session, i, FALSE);
  self->step = LW_WIZARD_STEP_TASK_TYPE;
  self->is_dropped = FALSE;
  show_step (self, LW_WIZARD_STEP_TASK_TYPE);
  start_saver (self);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LwWizard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwLabelingJob) job = lw_wizard_request_create_finish (result, &error);
  LwReviewPage *page;

  if (self->session == NULL)
    return;
  g_clear_object (&self->creating);
  page = LW_REVIEW_PAGE (ensure_page (self, LW_WIZARD_STEP_REVIEW));
  lw_review_page_set_busy (page, FALSE);
  if (job != NULL)
    {
      lw_draft_saver_discard (self->saver);
      g_signal_emit (self, signals[CREATED], 0, job);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = g_strdup_printf (_("The labeling job was not created: %s"), error->message);

      lw_review_page_set_error (page, text);
    }
}

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LwWizard *self = LW_WIZARD (widget);
  LwReviewPage *page = LW_REVIEW_PAGE (ensure_page (self, LW_WIZARD_STEP_REVIEW));

  lw_wizard_session_update (self->session);
  if (self->creating != NULL || lw_wizard_session_has_errors (self->session))
    return;
  self->creating = g_cancellable_new ();
  lw_review_page_set_error (page, NULL);
  lw_review_page_set_busy (page, TRUE);
  lw_wizard_request_create_async (self->session, self->creating, created_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_cancellable_cancel (LW_WIZARD (widget)->creating);
}

static void
discard_asked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LwWizard) self = user_data;

  if (!lw_alert_ask_finish (result, NULL) || self->session == NULL)
    return;
  lw_draft_saver_discard (self->saver);
  begin_new (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  lw_alert_ask_async (widget, _("Discard this draft?"), _("What you entered here is lost. No image is touched."),
                      _("Keep"), _("Discard draft"), LW_ALERT_DESTRUCTIVE, LW_WIZARD (widget)->cancellable,
                      discard_asked_cb, g_object_ref (widget));
}

static void
lw_wizard_dispose (GObject *object)
{
  LwWizard *self = LW_WIZARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->creating);
  g_clear_object (&self->saver);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WIZARD);
  G_OBJECT_CLASS (lw_wizard_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "wizard.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "wizard.go", "(us)", go_action);
  gtk_widget_class_install_action (widget_class, "wizard.go-to-line", "(uu)", go_to_line_action);
  gtk_widget_class_install_action (widget_class, "wizard.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "wizard.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "wizard.discard", NULL, discard_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "wizard.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "wizard.back", NULL);
}

static void
lw_wizard_class_init (LwWizardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_wizard_dispose;

  /**
   * LwWizard::created:
   * @job: the labeling job that was created; the draft is gone
   */
  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, LW_TYPE_LABELING_JOB);

  /**
   * LwWizard::closed:
   *
   * The person threw the draft away.
   */
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (LW_TYPE_WIZARD_PANES);
  g_type_ensure (LW_TYPE_WIZARD_PREVIEW);
  g_type_ensure (LW_TYPE_STEP_LIST);
  g_type_ensure (LW_TYPE_UNSAVED_BAR);
  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWizard, content);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, panes);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, step_list);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, menu_step_list);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, step_button);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, title_stack);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, next_button);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, stack);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, preview);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, outlook_label);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, saved_label);
  gtk_widget_class_bind_template_child (widget_class, LwWizard, unsaved_bar);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
}

static void
lw_wizard_init (LwWizard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
lw_wizard_new (LwJobBackend  *backend,
               LwImageLoader *loader)
{
  LwWizard *self = g_object_new (LW_TYPE_WIZARD, NULL);

  self->session = lw_wizard_session_new (backend, loader);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lw_wizard_session_get_dataset (self->session), "changed", G_CALLBACK (dataset_changed_cb),
                           self, G_CONNECT_SWAPPED);
  lw_step_list_set_session (self->step_list, self->session);
  lw_step_list_set_session (self->menu_step_list, self->session);
  lw_wizard_preview_set_session (self->preview, self->session);
  start_saver (self);
  show_step (self, LW_WIZARD_STEP_TASK_TYPE);
  session_changed_cb (self);
  return GTK_WIDGET (self);
}

/* A new draft for the images of a folder. A draft that was open is kept. */
void
lw_wizard_start_from_folder (LwWizard   *self,
                             const char *path)
{
  g_return_if_fail (LW_IS_WIZARD (self) && path != NULL);

  begin_new (self);
  self->is_dropped = TRUE;
  lw_wizard_draft_set_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_FOLDER, path);
}

/* A new draft for an input manifest, a path or an s3 address. A draft that was open is kept. */
void
lw_wizard_start_from_manifest (LwWizard   *self,
                               const char *path_or_uri)
{
  g_return_if_fail (LW_IS_WIZARD (self) && path_or_uri != NULL);

  begin_new (self);
  self->is_dropped = TRUE;
  lw_wizard_draft_set_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_MANIFEST, path_or_uri);
}

static void
job_loaded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (LwWizard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lw_wizard_request_load_finish (result, &error) && self->session != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_present_error (GTK_WIDGET (self), _("Not everything of the job could be read"), error);
}

/* "New job from this one". A draft that was open is kept. */
void
lw_wizard_start_from_job (LwWizard      *self,
                          LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_WIZARD (self) && LW_IS_LABELING_JOB (job));

  begin_new (self);
  lw_wizard_request_load_async (self->session, job, self->cancellable, job_loaded_cb, g_object_ref (self));
}

/* Goes on with a draft of lw_wizard_list_drafts(), on the page where it was left. */
gboolean
lw_wizard_restore_draft (LwWizard    *self,
                         const char  *id,
                         GError     **error)
{
  LwWizardDraft *draft;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (LW_IS_WIZARD (self) && id != NULL, FALSE);

  node = lw_draft_store_load (id, NULL, error);
  if (node == NULL)
    return FALSE;
  begin_new (self);
  draft = lw_wizard_session_get_draft (self->session);
  if (!lw_wizard_draft_load (draft, node, error))
    return FALSE;
  show_step (self, (LwWizardStep) CLAMP (lw_wizard_draft_get_number (draft, LW_DRAFT_STEP), 0,
                                         LW_N_WIZARD_STEPS - 1));
  return TRUE;
}

/* Brings the draft to the disk now. Returns whether it is there. */
gboolean
lw_wizard_flush (LwWizard *self)
{
  g_return_val_if_fail (LW_IS_WIZARD (self), FALSE);

  return self->saver == NULL || lw_draft_saver_flush (self->saver);
}
