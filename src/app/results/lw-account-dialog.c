/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which images have no label, by cause, in a window. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-account-dialog.h"

#include "lw-compare-load.h"
#include "lw-results-words.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"
#include "lw-format.h"

#include "lw-manifest-account.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _LwAccountDialog
{
  AdwWindow          parent_instance;

  GtkStack          *stack;
  AdwStatusPage     *failed_page;
  AdwStatusPage     *complete_page;
  GtkListBox        *list;
  GtkWidget         *input_button;
  GtkLabel          *effect;
  GtkWidget         *job_button;

  GtkWidget         *page;
  LwObjectStore     *store;
  LwManifestIndex   *output;
  int                attribute;
  char              *input_uri;
  LwManifestAccount *account;
  GHashTable        *left_out;
  GCancellable      *cancellable;
};

G_DEFINE_FINAL_TYPE (LwAccountDialog, lw_account_dialog, ADW_TYPE_WINDOW)

/* What was chosen */

static guint64
count_chosen (LwAccountDialog *self)
{
  guint64 n = 0;

  for (guint i = 0; i < lw_manifest_account_get_n_groups (self->account); i++)
    if (!g_hash_table_contains (self->left_out, GUINT_TO_POINTER (i)))
      n += lw_manifest_account_get_group (self->account, i)->rows->len;
  return n;
}

static void
update_effect (LwAccountDialog *self)
{
  guint64 n = count_chosen (self);
  g_autofree char *images = lw_format_images (n);
  /* Translators: "12 images" */
  g_autofree char *text =
    g_strdup_printf (_("A new labeling job with %s. Give it the same label attribute name to go on with this one."),
                     images);

  gtk_label_set_label (self->effect, n > 0 ? text : _("Choose what is to be labeled."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.make-job", n > 0);
}

static void
check_toggled_cb (LwAccountDialog *self,
                  GtkCheckButton  *check)
{
  gpointer group = g_object_get_data (G_OBJECT (check), "group");

  if (gtk_check_button_get_active (check))
    g_hash_table_remove (self->left_out, group);
  else
    g_hash_table_add (self->left_out, group);
  update_effect (self);
}

/* Rows */

static const char *
get_title (const LwAccountGroup *group)
{
  switch (group->cause)
    {
    case LW_ACCOUNT_FAILED:
      return group->reason != NULL && *group->reason != '\0' ? group->reason : _("Failed, without a reason");
    case LW_ACCOUNT_UNLABELED:
      return _("Not labeled");
    case LW_ACCOUNT_MISSING:
    default:
      return _("In the input manifest, but not in the output");
    }
}

static GtkWidget *
new_show_button (const LwAccountGroup *group)
{
  gboolean failed = group->cause == LW_ACCOUNT_FAILED;
  LwDataObjectState state = failed ? LW_DATA_OBJECT_STATE_FAILED : LW_DATA_OBJECT_STATE_UNLABELED;
  g_autofree char *query = g_strdup_printf ("state:%s", lw_results_words_get_state_word (state));
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  const char *label = failed ? _("Show failed images") : _("Show images that are not labeled");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "account.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", query);
  return button;
}

static GtkWidget *
new_row (LwAccountDialog *self,
         guint            index)
{
  const LwAccountGroup *group = lw_manifest_account_get_group (self->account, index);
  g_autofree char *images = lw_format_images (group->rows->len);
  g_autofree char *examples = lw_manifest_account_dup_examples (self->account, index);
  /* Translators: "12 images", some file names */
  g_autofree char *subtitle = g_strdup_printf (_("%s: %s"), images, examples);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", get_title (group),
                                 "subtitle", subtitle,
                                 "title-lines", 6,
                                 "activatable-widget", check,
                                 NULL);

  g_object_set_data (G_OBJECT (check), "group", GUINT_TO_POINTER (index));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, get_title (group), -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  if (group->cause != LW_ACCOUNT_MISSING)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_show_button (group));
  return row;
}

static void
fill (LwAccountDialog *self)
{
  guint n_groups = lw_manifest_account_get_n_groups (self->account);
  GtkWidget *row;

  g_hash_table_remove_all (self->left_out);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n_groups; i++)
    gtk_list_box_append (self->list, new_row (self, i));
  gtk_widget_set_visible (self->input_button, self->input_uri == NULL);
  gtk_stack_set_visible_child_name (self->stack, n_groups > 0 ? "list" : "complete");
  update_effect (self);
}

/* Counting */

typedef struct
{
  LwObjectStore   *store;
  LwManifestIndex *output;
  int              attribute;
  char            *input_uri;
} CountCall;

static void
count_call_free (gpointer data)
{
  CountCall *call = data;

  g_object_unref (call->store);
  lw_manifest_index_unref (call->output);
  g_free (call->input_uri);
  g_free (call);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  CountCall *call = task_data;
  g_autoptr (LwManifestIndex) input = NULL;
  LwManifestAccount *account = NULL;
  GError *error = NULL;

  if (call->input_uri != NULL)
    input = lw_compare_read_manifest (call->store, call->input_uri, cancellable, &error);
  if (error == NULL)
    account = lw_manifest_account_new (call->output, call->attribute, input, cancellable, &error);
  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify) lw_manifest_account_unref);
  else
    g_task_return_error (task, error);
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LwManifestAccount *account = g_task_propagate_pointer (G_TASK (result), &error);
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (object);

  if (account == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      lw_present_error_page (self->failed_page, _("The images cannot be counted"), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->account, lw_manifest_account_unref);
  self->account = account;
  fill (self);
}

static void
start_count (LwAccountDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, count_cb, NULL);
  CountCall *call = g_new0 (CountCall, 1);

  call->store = g_object_ref (self->store);
  call->output = lw_manifest_index_ref (self->output);
  call->attribute = self->attribute;
  call->input_uri = g_strdup (self->input_uri);
  g_task_set_source_tag (task, start_count);
  g_task_set_name (task, "[labelwright] account");
  g_task_set_task_data (task, call, count_call_free);
  gtk_stack_set_visible_child_name (self->stack, "counting");
  g_task_run_in_thread (task, count_thread);
}

/* The new job */

typedef struct
{
  LwManifestAccount *account;
  GArray            *groups;
  char              *path;
} SaveCall;

static void
save_call_free (gpointer data)
{
  SaveCall *call = data;

  lw_manifest_account_unref (call->account);
  g_array_unref (call->groups);
  g_free (call->path);
  g_free (call);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  SaveCall *call = task_data;
  GError *error = NULL;

  if (lw_manifest_account_save (call->account, (const guint *) (const void *) call->groups->data, call->groups->len,
                                call->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  SaveCall *call = g_task_get_task_data (G_TASK (result));
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (object);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_label (self->effect, error->message);
      return;
    }
  gtk_widget_activate_action (self->page, "win.new-job-from-manifest", "s", call->path);
  gtk_window_close (GTK_WINDOW (self));
}

/* Beside the output manifest, or where this person's data is when that is no place to write to. */
static char *
dup_job_path (LwAccountDialog *self)
{
  const char *output = lw_manifest_index_get_path (self->output);
  g_autofree char *folder = g_path_get_dirname (output);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = g_date_time_format (now, "to-label-%Y%m%dT%H%M%S.manifest");

  if (*output != '\0' && g_access (folder, W_OK) == 0)
    return g_build_filename (folder, name, NULL);
  return g_build_filename (g_get_user_data_dir (), "labelwright", "manifests", name, NULL);
}

static void
make_job_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (widget);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, save_cb, NULL);
  SaveCall *call = g_new0 (SaveCall, 1);

  call->account = lw_manifest_account_ref (self->account);
  call->groups = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < lw_manifest_account_get_n_groups (self->account); i++)
    if (!g_hash_table_contains (self->left_out, GUINT_TO_POINTER (i)))
      g_array_append_val (call->groups, i);
  call->path = dup_job_path (self);
  g_task_set_source_tag (task, make_job_action);
  g_task_set_name (task, "[labelwright] manifest of a new job");
  g_task_set_task_data (task, call, save_call_free);
  g_task_run_in_thread (task, save_thread);
}

static void
input_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwAccountDialog) self = user_data;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL || self->store == NULL)
    return;
  self->input_uri = g_file_get_path (file);
  start_count (self);
}

static void
choose_input_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (widget);
  static const char * const patterns[] = { "*.manifest", "*.jsonl", "*.json", NULL };

  lw_file_dialog_async (widget, LW_FILE_DIALOG_OPEN, _("Input manifest"), _("_Use manifest"), NULL, patterns,
                        self->cancellable, input_cb, g_object_ref (self));
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (widget);

  gtk_widget_activate_action_variant (self->page, "results.show-query", parameter);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lw_account_dialog_dispose (GObject *object)
{
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_ACCOUNT_DIALOG);

  G_OBJECT_CLASS (lw_account_dialog_parent_class)->dispose (object);
}

static void
lw_account_dialog_finalize (GObject *object)
{
  LwAccountDialog *self = LW_ACCOUNT_DIALOG (object);

  g_clear_pointer (&self->account, lw_manifest_account_unref);
  g_clear_pointer (&self->output, lw_manifest_index_unref);
  g_hash_table_unref (self->left_out);
  g_clear_object (&self->cancellable);
  g_free (self->input_uri);

  G_OBJECT_CLASS (lw_account_dialog_parent_class)->finalize (object);
}

static void
lw_account_dialog_class_init (LwAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_account_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_account_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, complete_page);
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, input_button);
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, effect);
  gtk_widget_class_bind_template_child (widget_class, LwAccountDialog, job_button);
  gtk_widget_class_install_action (widget_class, "account.make-job", NULL, make_job_action);
  gtk_widget_class_install_action (widget_class, "account.choose-input", NULL, choose_input_action);
  gtk_widget_class_install_action (widget_class, "account.show", "s", show_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_account_dialog_init (LwAccountDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->left_out = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_account_dialog_present:
 * @page: the page whose actions are used
 * @store: where s3 addresses are
 * @output: an output manifest
 * @attribute: the position of a label attribute; -1 when it has none
 * @input_uri: (nullable): the input manifest of its labeling job, when that is known
 *
 * Opens a window with the images that have no label.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
lw_account_dialog_present (GtkWidget       *page,
                           LwObjectStore   *store,
                           LwManifestIndex *output,
                           int              attribute,
                           const char      *input_uri)
{
  LwAccountDialog *self;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (LW_IS_OBJECT_STORE (store), NULL);
  g_return_val_if_fail (output != NULL, NULL);

  self = g_object_new (LW_TYPE_ACCOUNT_DIALOG, "transient-for", gtk_widget_get_root (page), NULL);
  self->page = g_object_ref (page);
  self->store = g_object_ref (store);
  self->output = lw_manifest_index_ref (output);
  self->attribute = attribute;
  self->input_uri = g_strdup (input_uri);
  start_count (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
