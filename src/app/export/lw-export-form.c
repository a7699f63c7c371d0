/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be chosen about an export, as rows of a preferences page. */

#define G_LOG_DOMAIN "lw-export-ui"

#include "config.h"

#include "lw-export-form.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"

#include <glib/gi18n.h>

struct _LwExportForm
{
  AdwBin            parent_instance;

  AdwComboRow      *format_row;
  AdwActionRow     *count_row;
  GtkWidget        *count_icon;
  AdwComboRow      *attribute_row;
  AdwComboRow      *unlabeled_row;
  AdwComboRow      *multi_label_row;
  GtkSpinButton    *minimum;
  AdwComboRow      *low_row;
  AdwComboRow      *images_row;
  AdwExpanderRow   *split_row;
  GtkSpinButton    *train;
  GtkSpinButton    *validation;
  GtkSpinButton    *seed;
  GtkWidget        *test_label;
  GtkEditable      *path_row;

  GCancellable     *cancellable;
  gboolean          is_own_path;
  gboolean          is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwExportForm, lw_export_form, ADW_TYPE_BIN)

static LwExportFormat
get_format (LwExportForm *self)
{
  return MIN (adw_combo_row_get_selected (self->format_row), LW_N_EXPORT_FORMATS - 1);
}

/* Whether rows of the form mean anything for the format. */
static void
update_rows (LwExportForm *self)
{
  const LwExportFormatInfo *info = lw_export_format_get_info (get_format (self));
  gboolean lines = info->shape == LW_EXPORT_SHAPE_LINES;
  gboolean answers = get_format (self) == LW_EXPORT_FORMAT_ANSWERS;
  gboolean needs_labels = info->needs_labels && info->shape != LW_EXPORT_SHAPE_TREE;
  gboolean low = gtk_spin_button_get_value (self->minimum) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->images_row), !lines && !answers);
  gtk_widget_set_visible (GTK_WIDGET (self->unlabeled_row), !needs_labels);
  gtk_widget_set_visible (GTK_WIDGET (self->low_row), low);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format_row), _(info->summary));
}

/* Percents */

static guint
get_percent (GtkSpinButton *button)
{
  return (guint) gtk_spin_button_get_value_as_int (button);
}

/* The test set gets what the other two leave. */
static void
update_split (LwExportForm *self)
{
  guint train = get_percent (self->train);
  guint most = 100 - train;
  g_autofree char *text = NULL;

  gtk_spin_button_set_range (self->validation, 0, most);
  /* Translators: percents of the rows that go to the test set */
  text = g_strdup_printf (_("%u %%"), most - MIN (get_percent (self->validation), most));
  gtk_label_set_label (GTK_LABEL (self->test_label), text);
}

/* The destination */

static char *
dup_default_path (LwExportForm *self)
{
  g_autoptr (LwExportOptions) options = lw_export_form_dup_options (self);
  const LwExportFormatInfo *info = lw_export_format_get_info (options->format);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *extension = lw_export_options_is_folder (options) ? "" : info->extension;

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s-export%s", info->id, extension)
                                     : g_strdup_printf ("%s-export-%u%s", info->id, i, extension);
      g_autofree char *path = g_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

/* Until somebody says where, the name follows the format. */
static void
update_path (LwExportForm *self)
{
  g_autofree char *path = NULL;

  if (!self->is_own_path)
    return;
  path = dup_default_path (self);
  self->is_filling = TRUE;
  gtk_editable_set_text (self->path_row, path);
  self->is_filling = FALSE;
}

static void
path_changed_cb (LwExportForm *self)
{
  if (self->is_filling)
    return;
  self->is_own_path = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
file_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwExportForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL && self->path_row != NULL)
    gtk_editable_set_text (self->path_row, g_file_peek_path (file));
}

static void
choose_path_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LwExportForm *self = LW_EXPORT_FORM (widget);
  g_autoptr (GFile) initial = g_file_new_for_path (gtk_editable_get_text (self->path_row));

  lw_file_dialog_async (widget, LW_FILE_DIALOG_SAVE, _("Export to"), _("_Choose"), initial, NULL, self->cancellable,
                        file_cb, g_object_ref (self));
}

/* Choices */

static void
changed_cb (LwExportForm *self)
{
  if (self->is_filling)
    return;
  update_split (self);
  update_rows (self);
  update_path (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A new format comes with what it does by itself. */
static void
format_changed_cb (LwExportForm *self)
{
  g_autoptr (LwExportOptions) options = lw_export_options_new (get_format (self));

  lw_export_options_settle (options);
  self->is_filling = TRUE;
  adw_combo_row_set_selected (self->images_row, options->images - LW_EXPORT_IMAGES_REFERENCE);
  adw_combo_row_set_selected (self->unlabeled_row, options->unlabeled - LW_EXPORT_UNLABELED_KEEP);
  adw_combo_row_set_selected (self->multi_label_row, options->multi_label - LW_EXPORT_MULTI_LABEL_ALL);
  adw_combo_row_set_selected (self->low_row, LW_EXPORT_LOW_CONFIDENCE_DROP);
  self->is_filling = FALSE;
  changed_cb (self);
}

static void
fill_formats (LwExportForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < LW_N_EXPORT_FORMATS; i++)
    gtk_string_list_append (names, _(lw_export_format_get_info (i)->title));
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->format_row, LW_EXPORT_FORMAT_CSV);
  self->is_filling = FALSE;
}

static void
lw_export_form_dispose (GObject *object)
{
  LwExportForm *self = LW_EXPORT_FORM (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_EXPORT_FORM);

  G_OBJECT_CLASS (lw_export_form_parent_class)->dispose (object);
}

static void
lw_export_form_finalize (GObject *object)
{
  g_clear_object (&LW_EXPORT_FORM (object)->cancellable);

  G_OBJECT_CLASS (lw_export_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, format_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, count_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, count_icon);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, attribute_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, unlabeled_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, multi_label_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, minimum);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, low_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, images_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, split_row);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, train);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, validation);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, test_label);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, seed);
  gtk_widget_class_bind_template_child (widget_class, LwExportForm, path_row);
}

static void
lw_export_form_class_init (LwExportFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_export_form_dispose;
  object_class->finalize = lw_export_form_finalize;

  /**
   * LwExportForm::changed:
   *
   * Something else is chosen now.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/export/lw-export-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, path_changed_cb);
  gtk_widget_class_install_action (widget_class, "export.choose-path", NULL, choose_path_action);
}

static void
lw_export_form_init (LwExportForm *self)
{
  self->cancellable = g_cancellable_new ();
  self->is_own_path = TRUE;
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
  fill_formats (self);
  format_changed_cb (self);
}

/**
 * lw_export_form_set_index:
 * @self: a form
 * @index: the manifest
 * @attribute: (nullable): the label attribute to offer first
 *
 * Says which label attributes there are.
 */
void
lw_export_form_set_index (LwExportForm    *self,
                          LwManifestIndex *index,
                          const char      *attribute)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int selected;

  g_return_if_fail (LW_IS_EXPORT_FORM (self));
  g_return_if_fail (index != NULL);

  for (guint i = 0; i < lw_manifest_index_get_n_attributes (index); i++)
    gtk_string_list_append (names, lw_manifest_index_get_attribute_name (index, i));
  selected = attribute != NULL ? lw_manifest_index_find_attribute (index, attribute) : 0;
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->attribute_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->attribute_row, (guint) MAX (selected, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->attribute_row), g_list_model_get_n_items (G_LIST_MODEL (names)) > 1);
  self->is_filling = FALSE;
  changed_cb (self);
}

/**
 * lw_export_form_dup_options:
 * @self: a form
 *
 * Returns: (transfer full): what is chosen
 */
LwExportOptions *
lw_export_form_dup_options (LwExportForm *self)
{
  LwExportOptions *options;
  GtkStringObject *attribute;

  g_return_val_if_fail (LW_IS_EXPORT_FORM (self), NULL);

  options = lw_export_options_new (get_format (self));
  attribute = adw_combo_row_get_selected_item (self->attribute_row);
  if (attribute != NULL)
    options->attribute = g_strdup (gtk_string_object_get_string (attribute));
  if (gtk_widget_get_visible (GTK_WIDGET (self->images_row)))
    options->images = LW_EXPORT_IMAGES_REFERENCE + adw_combo_row_get_selected (self->images_row);
  if (gtk_widget_get_visible (GTK_WIDGET (self->unlabeled_row)))
    options->unlabeled = LW_EXPORT_UNLABELED_KEEP + adw_combo_row_get_selected (self->unlabeled_row);
  options->multi_label = LW_EXPORT_MULTI_LABEL_ALL + adw_combo_row_get_selected (self->multi_label_row);
  options->low_confidence = adw_combo_row_get_selected (self->low_row);
  options->min_confidence = gtk_spin_button_get_value (self->minimum);
  options->seed = (guint32) gtk_spin_button_get_value (self->seed);
  if (adw_expander_row_get_enable_expansion (self->split_row))
    {
      options->split[0] = get_percent (self->train);
      options->split[1] = MIN (get_percent (self->validation), 100 - options->split[0]);
      options->split[2] = 100 - options->split[0] - options->split[1];
    }
  return options;
}

/**
 * lw_export_form_get_path:
 * @self: a form
 *
 * Returns: (transfer none): the destination as it is typed
 */
const char *
lw_export_form_get_path (LwExportForm *self)
{
  g_return_val_if_fail (LW_IS_EXPORT_FORM (self), NULL);

  return gtk_editable_get_text (self->path_row);
}

/**
 * lw_export_form_show_count:
 * @self: a form
 * @title: what will be written
 * @details: what will not, or why nothing can be
 * @is_error: whether it is that
 *
 * Says what the choices come to.
 */
void
lw_export_form_show_count (LwExportForm *self,
                           const char   *title,
                           const char   *details,
                           gboolean      is_error)
{
  g_return_if_fail (LW_IS_EXPORT_FORM (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->count_row), title);
  adw_action_row_set_subtitle (self->count_row, details);
  gtk_widget_set_visible (self->count_icon, is_error);
}
