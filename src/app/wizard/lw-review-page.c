/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's last page: every answer with the way back to it, what is wrong with a fix, the request as JSON or a
 * script, and the button that starts the job. Starting is the wizard's own affair. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-review-page.h"

#include "lw-problem-row.h"
#include "lw-wizard-request.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"
#include "lw-format.h"

#include "lw-file.h"
#include "lw-job-script.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LwReviewPage
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *problems_group;
  GtkListBox          *problems_list;
  GtkListBox          *answers_list;
  GtkLabel            *outlook_label;
  GtkLabel            *error_label;
  GtkButton           *start_button;
  GtkWidget           *busy_box;
  GtkProgressBar      *busy_bar;
  GtkDropDown         *script_drop_down;
  GtkTextView         *script_view;

  AdwActionRow        *answer_rows[LW_WIZARD_STEP_REVIEW];
  LwWizardSession     *session;
  GPtrArray           *problems;
  guint                pulse;
  gboolean             busy;
};

G_DEFINE_FINAL_TYPE (LwReviewPage, lw_review_page, ADW_TYPE_BIN)

static char *
describe_dataset (LwReviewPage *self)
{
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (self->session);
  LwWizardDraft *draft = lw_wizard_session_get_draft (self->session);
  g_autofree char *title = lw_wizard_dataset_dup_title (dataset);
  g_autofree char *images = lw_format_images (lw_wizard_dataset_get_n_objects (dataset));

  return g_strdup_printf (_("%s · %s · job name %s"), title, images,
                          lw_wizard_draft_get_text (draft, LW_DRAFT_JOB_NAME));
}

static char *
describe_labels (LwReviewPage *self)
{
  g_auto (GStrv) names = lw_wizard_categories_dup_names (
    lw_wizard_draft_get_categories (lw_wizard_session_get_draft (self->session)));

  return g_strjoinv (", ", names);
}

static char *
describe_workers (LwReviewPage *self)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (self->session);
  g_autofree char *workers = lw_wizard_session_dup_answer (self->session, LW_WIZARD_STEP_WORKERS);
  g_autofree char *limit = lw_format_duration (lw_wizard_draft_get_number (draft, LW_DRAFT_TIME_LIMIT));

  return g_strdup_printf (_("%s · %s for a task · %s"), workers, limit,
                          lw_wizard_draft_get_text (draft, LW_DRAFT_TITLE));
}

static char *
describe (LwReviewPage *self,
          LwWizardStep  step)
{
  switch (step)
    {
    case LW_WIZARD_STEP_DATASET:
      return describe_dataset (self);
    case LW_WIZARD_STEP_LABELS:
      return describe_labels (self);
    case LW_WIZARD_STEP_WORKERS:
      return describe_workers (self);
    case LW_WIZARD_STEP_TASK_TYPE:
      return g_strdup (lw_task_type_get_title (
        lw_wizard_draft_get_task_type (lw_wizard_session_get_draft (self->session))));
    case LW_WIZARD_STEP_INSTRUCTIONS:
    case LW_WIZARD_STEP_STOPPING:
    case LW_WIZARD_STEP_REVIEW:
    case LW_N_WIZARD_STEPS:
      break;
    }
  return lw_wizard_session_dup_answer (self->session, step);
}

static void
go_to (LwReviewPage *self,
       LwWizardStep  step,
       const char   *field)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "wizard.go", "(us)", (guint) step, field);
}

static void
answer_activated_cb (LwReviewPage  *self,
                     GtkListBoxRow *row)
{
  go_to (self, (LwWizardStep) gtk_list_box_row_get_index (row), "");
}

static void
problem_activated_cb (LwReviewPage  *self,
                      GtkListBoxRow *row)
{
  LwWizardProblem *problem = g_ptr_array_index (self->problems, gtk_list_box_row_get_index (row));

  go_to (self, problem->step, problem->field);
}

static void
problem_fix_cb (LwReviewPage  *self,
                GtkListBoxRow *row)
{
  lw_wizard_session_apply_fix (self->session,
                               g_ptr_array_index (self->problems, gtk_list_box_row_get_index (row)));
}

static void
add_problem (LwReviewPage          *self,
             const LwWizardProblem *problem)
{
  GtkWidget *row = lw_problem_row_new (problem);

  g_signal_connect_object (row, "fix", G_CALLBACK (problem_fix_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->problems_list, row);
}

static gboolean
same_problems (GPtrArray *a,
               GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      LwWizardProblem *x = g_ptr_array_index (a, i);
      LwWizardProblem *y = g_ptr_array_index (b, i);

      if (x->step != y->step || x->fix != y->fix || !g_str_equal (x->text, y->text))
        return FALSE;
    }
  return TRUE;
}

static void
show_problems (LwReviewPage *self)
{
  GPtrArray *problems = lw_wizard_session_get_problems (self->session);
  GtkWidget *child;

  if (same_problems (self->problems, problems))
    {
      g_clear_pointer (&self->problems, g_ptr_array_unref);
      self->problems = g_ptr_array_ref (problems);
      return;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->problems_list))) != NULL)
    gtk_list_box_remove (self->problems_list, child);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->problems = g_ptr_array_ref (problems);
  for (guint i = 0; i < problems->len; i++)
    add_problem (self, g_ptr_array_index (problems, i));
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), problems->len > 0);
}

/* The request in the form that is chosen. */
static char *
dup_script (LwReviewPage *self)
{
  g_autoptr (LwLabelingJobRequest) request = NULL;

  if (lw_wizard_session_get_backend (self->session) == NULL)
    return g_strdup ("");
  request = lw_wizard_request_build_filled (self->session);
  return lw_job_script_make (gtk_drop_down_get_selected (self->script_drop_down), request,
                             lw_job_backend_get_region (lw_wizard_session_get_backend (self->session)));
}

static void
script_changed_cb (LwReviewPage *self)
{
  g_autofree char *script = NULL;

  if (self->session == NULL)
    return;
  script = dup_script (self);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->script_view), script, -1);
}

static void
update (LwReviewPage *self)
{
  g_autofree char *outlook = lw_wizard_session_dup_outlook (self->session);
  gboolean blocked = lw_wizard_session_has_errors (self->session);

  for (int i = 0; i < LW_WIZARD_STEP_REVIEW; i++)
    {
      g_autofree char *text = describe (self, i);

      adw_action_row_set_subtitle (self->answer_rows[i], text != NULL ? text : "");
    }
  show_problems (self);
  gtk_label_set_label (self->outlook_label,
                       blocked ? _("Mend what is marked above, then the job can start.") : outlook);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), !blocked && !self->busy);
  script_changed_cb (self);
}

/* The whole page costs more than a keystroke should, so it is made only while somebody sees it. */
static void
session_changed_cb (LwReviewPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
lw_review_page_map (GtkWidget *widget)
{
  LwReviewPage *self = LW_REVIEW_PAGE (widget);

  if (self->session != NULL)
    update (self);
  GTK_WIDGET_CLASS (lw_review_page_parent_class)->map (widget);
}

static void
copy_script_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_autofree char *script = dup_script (LW_REVIEW_PAGE (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), script);
  lw_present_message (widget, _("Request copied"));
}

static void
save_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LwReviewPage) self = user_data;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *script = NULL;

  if (file == NULL || self->session == NULL)
    return;
  script = dup_script (self);
  if (lw_file_write (g_file_peek_path (file), script, strlen (script), &error))
    lw_present_message (GTK_WIDGET (self), _("Request saved"));
  else
    lw_present_error (GTK_WIDGET (self), _("The request could not be saved"), error);
}

static void
save_script_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LwReviewPage *self = LW_REVIEW_PAGE (widget);
  g_autoptr (LwLabelingJobRequest) request = lw_wizard_request_build_filled (self->session);
  g_autofree char *file_name = lw_job_script_dup_file_name (gtk_drop_down_get_selected (self->script_drop_down),
                                                            request);
  g_autofree char *path = g_build_filename (g_get_home_dir (), file_name, NULL);
  g_autoptr (GFile) initial = g_file_new_for_path (path);

  lw_file_dialog_async (widget, LW_FILE_DIALOG_SAVE, _("Save request"), _("_Save"), initial, NULL, NULL,
                        save_chosen_cb, g_object_ref (self));
}

static gboolean
pulse_cb (gpointer user_data)
{
  LwReviewPage *self = user_data;
  guint n_done;
  guint n_images = lw_wizard_session_get_upload (self->session, &n_done);

  gtk_progress_bar_set_show_text (self->busy_bar, n_images > 0);
  if (n_images > 0)
    {
      g_autofree char *text = g_strdup_printf (_("%u of %u images uploaded"), n_done, n_images);

      gtk_progress_bar_set_text (self->busy_bar, text);
      gtk_progress_bar_set_fraction (self->busy_bar, (double) n_done / n_images);
    }
  else
    gtk_progress_bar_pulse (self->busy_bar);
  return G_SOURCE_CONTINUE;
}

static void
lw_review_page_dispose (GObject *object)
{
  LwReviewPage *self = LW_REVIEW_PAGE (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_REVIEW_PAGE);
  G_OBJECT_CLASS (lw_review_page_parent_class)->dispose (object);
}

static void
lw_review_page_class_init (LwReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_review_page_dispose;
  widget_class->map = lw_review_page_map;

  gtk_widget_class_install_action (widget_class, "review.copy-script", NULL, copy_script_action);
  gtk_widget_class_install_action (widget_class, "review.save-script", NULL, save_script_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, problems_group);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, problems_list);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, answers_list);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, outlook_label);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, start_button);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, busy_bar);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, script_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LwReviewPage, script_view);
  gtk_widget_class_bind_template_callback (widget_class, script_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_activated_cb);
}

static void
lw_review_page_init (LwReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < LW_WIZARD_STEP_REVIEW; i++)
    {
      self->answer_rows[i] = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                           lw_wizard_step_get_title (i), "activatable", TRUE, "subtitle-lines", 3,
                                           NULL);
      adw_action_row_add_suffix (self->answer_rows[i], gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_append (self->answers_list, GTK_WIDGET (self->answer_rows[i]));
    }
}

void
lw_review_page_set_session (LwReviewPage    *self,
                            LwWizardSession *session)
{
  g_return_if_fail (LW_IS_REVIEW_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
}

/* While the job is being created. */
void
lw_review_page_set_busy (LwReviewPage *self,
                         gboolean      busy)
{
  g_return_if_fail (LW_IS_REVIEW_PAGE (self));

  self->busy = busy;
  gtk_widget_set_visible (self->busy_box, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), !busy && !lw_wizard_session_has_errors (self->session));
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (busy)
    self->pulse = g_timeout_add (100, pulse_cb, self);
}

/* @message (nullable): why the job was not created. */
void
lw_review_page_set_error (LwReviewPage *self,
                          const char   *message)
{
  g_return_if_fail (LW_IS_REVIEW_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
}
