/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the data set: choose or drop a folder or an input manifest, see what it holds, name the job,
 * say where the output goes. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-dataset-page.h"

#include "lw-dataset-result.h"
#include "lw-field-message.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"
#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwDatasetPage
{
  AdwBin           parent_instance;

  AdwEntryRow     *source_row;
  GtkRevealer     *progress_revealer;
  GtkLabel        *progress_label;
  GtkProgressBar  *progress_bar;
  LwDatasetResult *result;
  AdwComboRow     *attributes_row;
  GtkStringList   *attributes;
  GtkListBoxRow   *chained_row;
  AdwEntryRow     *job_name_row;
  AdwEntryRow     *attribute_row;
  GtkWidget       *output_group;
  AdwEntryRow     *output_row;
  GtkWidget       *place_group;
  AdwEntryRow     *output_path_row;

  LwWizardSession *session;
  GCancellable    *cancellable;
  gboolean         updating;
};

G_DEFINE_FINAL_TYPE (LwDatasetPage, lw_dataset_page, ADW_TYPE_BIN)

static LwWizardDraft *
get_draft (LwDatasetPage *self)
{
  return lw_wizard_session_get_draft (self->session);
}

static void
show_source (LwDatasetPage *self)
{
  const char *folder = lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_FOLDER);
  const char *source = *folder != '\0' ? folder : lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_MANIFEST);
  g_autofree char *shown = g_filename_display_name (source);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->source_row)), shown))
    gtk_editable_set_text (GTK_EDITABLE (self->source_row), shown);
}

static void
progress_cb (LwDatasetPage *self)
{
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (self->session);
  guint n_found;
  double progress = lw_wizard_dataset_get_progress (dataset, &n_found);

  gtk_progress_bar_set_fraction (self->progress_bar, progress);
  if (n_found > 0)
    {
      g_autofree char *images = lw_format_images (n_found);
      g_autofree char *text = g_strdup_printf (_("%s found so far"), images);

      gtk_label_set_label (self->progress_label, text);
    }
  else
    gtk_label_set_label (self->progress_label, _("Reading…"));
}

/* A manifest that was labeled before can be labeled on: its attributes are offered as the name of this job's. */
static void
show_attributes (LwDatasetPage *self)
{
  LwManifestIndex *index = lw_wizard_dataset_get_index (lw_wizard_session_get_dataset (self->session));
  guint n = index != NULL ? lw_manifest_index_get_n_attributes (index) : 0;

  self->updating = TRUE;
  gtk_string_list_splice (self->attributes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->attributes)), NULL);
  gtk_string_list_append (self->attributes, _("New label attribute: all images are labeled"));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (self->attributes, lw_manifest_index_get_attribute_name (index, i));
  gtk_widget_set_visible (GTK_WIDGET (self->attributes_row), n > 0);
  self->updating = FALSE;
}

static void
session_changed_cb (LwDatasetPage *self)
{
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (self->session);
  LwManifestIndex *index = lw_wizard_dataset_get_index (dataset);
  const char *name = lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_LABEL_ATTRIBUTE_NAME);
  guint n_labeled = lw_wizard_dataset_get_n_labeled (dataset, name);
  int attribute = index != NULL ? lw_manifest_index_find_attribute (index, name) : -1;

  gtk_widget_set_visible (GTK_WIDGET (self->chained_row), n_labeled > 0);
  if (n_labeled > 0)
    {
      g_autofree char *labeled = lw_format_number (n_labeled);
      g_autofree char *all = lw_format_images (lw_wizard_dataset_get_n_objects (dataset));
      g_autofree char *text = g_strdup_printf (_("%s of %s are labeled already and stay as they are"), labeled, all);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->chained_row), text);
    }
  self->updating = TRUE;
  adw_combo_row_set_selected (self->attributes_row, (guint) (attribute + 1));
  self->updating = FALSE;
}

static void
dataset_changed_cb (LwDatasetPage *self)
{
  LwDatasetState state = lw_wizard_dataset_get_state (lw_wizard_session_get_dataset (self->session));

  gtk_revealer_set_reveal_child (self->progress_revealer, state == LW_DATASET_STATE_READING);
  progress_cb (self);
  show_attributes (self);
}

static void
attributes_row_selected_cb (LwDatasetPage *self)
{
  guint selected = adw_combo_row_get_selected (self->attributes_row);
  GtkStringObject *item = adw_combo_row_get_selected_item (self->attributes_row);

  if (self->updating || self->session == NULL || item == NULL)
    return;
  lw_wizard_draft_set_text (get_draft (self), LW_DRAFT_LABEL_ATTRIBUTE_NAME,
                            selected > 0 ? gtk_string_object_get_string (item)
                                         : lw_wizard_draft_get_text (get_draft (self), LW_DRAFT_JOB_NAME));
}

static void
source_row_apply_cb (LwDatasetPage *self)
{
  lw_dataset_page_choose (self, gtk_editable_get_text (GTK_EDITABLE (self->source_row)));
}

static void
cancel_button_clicked_cb (LwDatasetPage *self)
{
  lw_wizard_dataset_cancel (lw_wizard_session_get_dataset (self->session));
}

static void
source_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LwDatasetPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  if (error != NULL)
    lw_present_error (GTK_WIDGET (self), _("The file dialog did not open"), error);
  else if (path != NULL)
    lw_dataset_page_choose (self, path);
}

static void
folder_button_clicked_cb (LwDatasetPage *self)
{
  lw_file_dialog_async (GTK_WIDGET (self), LW_FILE_DIALOG_FOLDER, _("Folder of images"), _("Use folder"), NULL, NULL,
                        self->cancellable, source_chosen_cb, g_object_ref (self));
}

static void
manifest_button_clicked_cb (LwDatasetPage *self)
{
  const char *const patterns[] = { "*.manifest", "*.jsonl", "*.json", NULL };

  lw_file_dialog_async (GTK_WIDGET (self), LW_FILE_DIALOG_OPEN, _("Input manifest"), _("Use manifest"), NULL, patterns,
                        self->cancellable, source_chosen_cb, g_object_ref (self));
}

static void
output_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LwDatasetPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->session != NULL)
    lw_wizard_draft_set_text (get_draft (self), LW_DRAFT_OUTPUT_FOLDER, path);
}

static void
output_button_clicked_cb (LwDatasetPage *self)
{
  lw_file_dialog_async (GTK_WIDGET (self), LW_FILE_DIALOG_FOLDER, _("Folder for the output"), _("Use folder"), NULL,
                        NULL, self->cancellable, output_chosen_cb, g_object_ref (self));
}

static gboolean
drop_cb (LwDatasetPage *self,
         const GValue  *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;
  lw_dataset_page_choose (self, path);
  return TRUE;
}

static void
lw_dataset_page_dispose (GObject *object)
{
  LwDatasetPage *self = LW_DATASET_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_DATASET_PAGE);
  G_OBJECT_CLASS (lw_dataset_page_parent_class)->dispose (object);
}

static void
lw_dataset_page_class_init (LwDatasetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_dataset_page_dispose;

  g_type_ensure (LW_TYPE_FIELD_MESSAGE);
  g_type_ensure (LW_TYPE_DATASET_RESULT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-dataset-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, source_row);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, result);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, attributes_row);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, attributes);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, chained_row);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, job_name_row);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, attribute_row);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, output_group);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, output_row);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, place_group);
  gtk_widget_class_bind_template_child (widget_class, LwDatasetPage, output_path_row);
  gtk_widget_class_bind_template_callback (widget_class, source_row_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, attributes_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, manifest_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_button_clicked_cb);
}

static void
lw_dataset_page_init (LwDatasetPage *self)
{
  GtkDropTarget *drop;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
bind_text (LwDatasetPage *self,
           const char    *property,
           AdwEntryRow   *row)
{
  g_object_bind_property (get_draft (self), property, row, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/* A place that cannot use folders of this computer has addresses instead. */
static void
show_output (LwDatasetPage *self)
{
  LwJobBackend *backend = lw_wizard_session_get_backend (self->session);
  g_autofree char *output = NULL;
  g_autofree char *text = NULL;

  if (backend == NULL || lw_job_backend_get_capability (backend, LW_JOB_CAPABILITY_LOCAL_FOLDERS, NULL))
    return;
  output = lw_job_backend_dup_default_output_path (backend);
  if (g_str_equal (output, "s3://"))
    text = g_strdup (_("The images of a folder are uploaded there. The output manifest and every worker’s answers are "
                       "written there."));
  else
    text = g_strdup_printf (_("The images of a folder are uploaded there. The output manifest and every worker’s "
                              "answers are written there. Leave it empty for %s."), output);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->place_group), text);
  gtk_widget_set_visible (self->place_group, TRUE);
  gtk_widget_set_visible (self->output_group, FALSE);
}

void
lw_dataset_page_set_session (LwDatasetPage   *self,
                             LwWizardSession *session)
{
  LwWizardDataset *dataset = lw_wizard_session_get_dataset (session);

  g_return_if_fail (LW_IS_DATASET_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  bind_text (self, "job-name", self->job_name_row);
  bind_text (self, "label-attribute-name", self->attribute_row);
  bind_text (self, "output-folder", self->output_row);
  bind_text (self, "output-path", self->output_path_row);
  show_output (self);
  g_signal_connect_object (get_draft (self), "notify::folder", G_CALLBACK (show_source), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_draft (self), "notify::manifest", G_CALLBACK (show_source), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dataset, "changed", G_CALLBACK (dataset_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dataset, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  lw_dataset_result_set_session (self->result, session);
  lw_field_messages_attach (GTK_WIDGET (self), session, LW_WIZARD_STEP_DATASET);
  show_source (self);
  dataset_changed_cb (self);
  session_changed_cb (self);
}

/* Blanks around what was typed are a slip, unless a file or folder is called just so. */
static char *
dup_meant (const char *path_or_uri)
{
  g_autofree char *stripped = g_strstrip (g_strdup (path_or_uri));

  if (g_str_has_prefix (stripped, "s3://") || !g_file_test (path_or_uri, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&stripped);
  return g_strdup (path_or_uri);
}

/* Takes a folder, a manifest's path, or an s3 address of a manifest; "" for none. What is at the path decides. */
void
lw_dataset_page_choose (LwDatasetPage *self,
                        const char    *path_or_uri)
{
  LwWizardDraft *draft = get_draft (self);
  g_autofree char *path = dup_meant (path_or_uri);
  gboolean is_file = g_str_has_prefix (path, "s3://") || g_file_test (path, G_FILE_TEST_IS_REGULAR);

  g_object_freeze_notify (G_OBJECT (draft));
  lw_wizard_draft_set_text (draft, LW_DRAFT_FOLDER, is_file ? "" : path);
  lw_wizard_draft_set_text (draft, LW_DRAFT_MANIFEST, is_file ? path : "");
  g_object_thaw_notify (G_OBJECT (draft));
}
