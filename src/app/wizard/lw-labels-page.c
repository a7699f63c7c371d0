/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the label categories: typed, pasted, dropped, taken from folder names; renamed in place,
 * moved, removed with undo. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-labels-page.h"

#include "lw-wizard-category-row.h"
#include "lw-field-message.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"
#include "lw-format.h"

#include "lw-label-categories.h"

#include <glib/gi18n.h>

#define MAX_LIST_SIZE (1024 * 1024)

/* Rows made in one turn of the main loop: a pasted list of a thousand names must not hold up the window. */
#define ROWS_A_TURN 40

struct _LwLabelsPage
{
  AdwBin           parent_instance;

  AdwEntryRow     *add_row;
  GtkListBox      *list;

  LwWizardSession *session;
  GCancellable    *cancellable;

  /* The categories, as far as they have rows. */
  GtkSliceListModel *shown;
  guint            grow;
};

G_DEFINE_FINAL_TYPE (LwLabelsPage, lw_labels_page, ADW_TYPE_BIN)

static LwWizardCategories *
get_categories (LwLabelsPage *self)
{
  return lw_wizard_draft_get_categories (lw_wizard_session_get_draft (self->session));
}

/* NULL when it has none yet. */
static LwWizardCategoryRow *
get_row (LwLabelsPage *self,
         guint         position)
{
  return (LwWizardCategoryRow *) gtk_list_box_get_row_at_index (self->list, (int) position);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  LwLabelsPage *self = user_data;

  return lw_wizard_category_row_new (get_categories (self), item);
}

static void session_changed_cb (LwLabelsPage *self);

static gboolean
grow_cb (gpointer user_data)
{
  LwLabelsPage *self = user_data;

  self->grow = 0;
  gtk_slice_list_model_set_size (self->shown, gtk_slice_list_model_get_size (self->shown) + ROWS_A_TURN);
  session_changed_cb (self);
  return G_SOURCE_REMOVE;
}

static void
queue_growth (LwLabelsPage *self)
{
  guint n = lw_wizard_categories_get_n (get_categories (self));

  if (self->grow == 0 && gtk_slice_list_model_get_size (self->shown) < n)
    self->grow = g_idle_add (grow_cb, self);
}

/* Positions, keys and what is wrong, row by row. The rules give the row as a line from 1. */
static void
session_changed_cb (LwLabelsPage *self)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (self->session);
  g_auto (GStrv) names = lw_wizard_categories_dup_names (get_categories (self));
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  guint n = g_strv_length (names);
  guint next = 0;

  lw_label_categories_check ((const char *const *) names, lw_wizard_draft_get_task_type (draft), diagnostics);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  queue_growth (self);
  for (guint i = 0; i < n && get_row (self, i) != NULL; i++)
    {
      const char *message = NULL;

      for (; next < diagnostics->len; next++)
        {
          LwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, next);

          if (diagnostic->line == 0 || diagnostic->line > i + 1)
            break;
          message = message != NULL ? message : diagnostic->text;
        }
      lw_wizard_category_row_set_position (get_row (self, i), i, n);
      lw_wizard_category_row_set_message (get_row (self, i), message);
    }
}

static void
say_how_many (LwLabelsPage *self,
              guint         n_added,
              guint         n_given)
{
  g_autofree char *text = NULL;

  if (n_given == 0)
    text = g_strdup (_("There are no names in it"));
  else if (n_added == 0)
    text = g_strdup (_("These label categories are there already"));
  else
    text = g_strdup_printf (ngettext ("%u label category added", "%u label categories added", n_added), n_added);
  if (n_added > 0)
    lw_present_undo (GTK_WIDGET (self), text, _("Undo"), "labels.undo", NULL);
  else
    lw_present_message (GTK_WIDGET (self), text);
}

static void
add_row_apply_cb (LwLabelsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->add_row));

  if (lw_labels_page_add_text (self, text) > 0 || *text != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

static void
add_list (LwLabelsPage *self,
          const char   *text)
{
  g_auto (GStrv) names = lw_label_categories_names_from_text (text);

  say_how_many (self, lw_labels_page_add_text (self, text), g_strv_length (names));
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (LwLabelsPage) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->session != NULL)
    add_list (self, text != NULL ? text : "");
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), LW_LABELS_PAGE (widget)->cancellable,
                                 clipboard_read_cb, g_object_ref (widget));
}

static void
file_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LwLabelsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    {
      lw_present_error (GTK_WIDGET (self), _("The list was not read"), error);
      return;
    }
  if (g_bytes_get_size (bytes) > MAX_LIST_SIZE)
    {
      lw_present_message (GTK_WIDGET (self), _("The file is too large to be a list of label categories"));
      return;
    }
  text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  add_list (self, text);
}

static void
load_file (LwLabelsPage *self,
           GFile        *file)
{
  g_file_load_bytes_async (file, self->cancellable, file_loaded_cb, g_object_ref (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (LwLabelsPage) self = user_data;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, NULL);

  if (file != NULL && self->session != NULL)
    load_file (self, file);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const char *const patterns[] = { "*.txt", "*.csv", "*.json", NULL };

  lw_file_dialog_async (widget, LW_FILE_DIALOG_OPEN, _("List of label categories"), _("Add"), NULL, patterns,
                        LW_LABELS_PAGE (widget)->cancellable, file_chosen_cb, g_object_ref (widget));
}

static void
from_folders_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwLabelsPage *self = LW_LABELS_PAGE (widget);
  LwDatasetScan *scan = lw_wizard_dataset_get_scan (lw_wizard_session_get_dataset (self->session));
  g_auto (GStrv) names = scan != NULL ? lw_dataset_scan_dup_folder_classes (scan) : NULL;

  if (names != NULL)
    say_how_many (self, lw_wizard_categories_add (get_categories (self), (const char *const *) names),
                  g_strv_length (names));
}

static void
update_from_folders (LwLabelsPage *self)
{
  LwDatasetScan *scan = lw_wizard_dataset_get_scan (lw_wizard_session_get_dataset (self->session));
  g_auto (GStrv) names = scan != NULL ? lw_dataset_scan_dup_folder_classes (scan) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labels.from-folders", names != NULL && names[0] != NULL);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwLabelsPage *self = LW_LABELS_PAGE (widget);
  LwWizardCategories *categories = get_categories (self);
  guint position;
  int step;
  gint64 target;

  g_variant_get (parameter, "(ui)", &position, &step);
  target = (gint64) position + step;
  if (target < 0 || target >= lw_wizard_categories_get_n (categories))
    return;
  lw_wizard_categories_move (categories, position, (guint) target);
  lw_wizard_session_update (self->session);
  if (get_row (self, (guint) target) != NULL)
    gtk_widget_child_focus (GTK_WIDGET (get_row (self, (guint) target)), GTK_DIR_TAB_FORWARD);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwLabelsPage *self = LW_LABELS_PAGE (widget);
  guint position = g_variant_get_uint32 (parameter);
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;

  if (position >= lw_wizard_categories_get_n (get_categories (self)))
    return;
  label = g_strdup (lw_wizard_categories_get_name (get_categories (self), position));
  text = g_strdup_printf (_("“%s” removed"), label);
  lw_wizard_categories_remove (get_categories (self), position);
  lw_present_undo (widget, text, _("Undo"), "labels.undo", NULL);
}

static void
remove_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  lw_wizard_categories_remove_all (get_categories (LW_LABELS_PAGE (widget)));
  lw_present_undo (widget, _("All label categories removed"), _("Undo"), "labels.undo", NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lw_wizard_categories_undo (get_categories (LW_LABELS_PAGE (widget)));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lw_wizard_categories_redo (get_categories (LW_LABELS_PAGE (widget)));
}

static void
history_notify_cb (LwLabelsPage *self)
{
  LwWizardCategories *categories = get_categories (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labels.undo", lw_wizard_categories_get_can_undo (categories));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labels.redo", lw_wizard_categories_get_can_redo (categories));
}

static gboolean
drop_cb (LwLabelsPage *self,
         const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    add_list (self, g_value_get_string (value));
  else if (g_value_get_boxed (value) != NULL)
    load_file (self, ((GSList *) g_value_get_boxed (value))->data);
  return TRUE;
}

static void
lw_labels_page_dispose (GObject *object)
{
  LwLabelsPage *self = LW_LABELS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_handle_id (&self->grow, g_source_remove);
  g_clear_object (&self->shown);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_LABELS_PAGE);
  G_OBJECT_CLASS (lw_labels_page_parent_class)->dispose (object);
}

static void
lw_labels_page_class_init (LwLabelsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_labels_page_dispose;

  g_type_ensure (LW_TYPE_FIELD_MESSAGE);
  gtk_widget_class_install_action (widget_class, "labels.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "labels.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "labels.from-folders", NULL, from_folders_action);
  gtk_widget_class_install_action (widget_class, "labels.move", "(ui)", move_action);
  gtk_widget_class_install_action (widget_class, "labels.remove", "u", remove_action);
  gtk_widget_class_install_action (widget_class, "labels.remove-all", NULL, remove_all_action);
  gtk_widget_class_install_action (widget_class, "labels.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "labels.redo", NULL, redo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "labels.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "labels.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "labels.paste", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-labels-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwLabelsPage, add_row);
  gtk_widget_class_bind_template_child (widget_class, LwLabelsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, add_row_apply_cb);
}

static void
lw_labels_page_init (LwLabelsPage *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *drop;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

  drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  gtk_drop_target_set_gtypes (drop, types, G_N_ELEMENTS (types));
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
lw_labels_page_set_session (LwLabelsPage    *self,
                            LwWizardSession *session)
{
  g_return_if_fail (LW_IS_LABELS_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (get_categories (self))), 0, ROWS_A_TURN);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row_cb, self, NULL);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lw_wizard_session_get_dataset (session), "changed", G_CALLBACK (update_from_folders), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_categories (self), "notify", G_CALLBACK (history_notify_cb), self, G_CONNECT_SWAPPED);
  lw_field_messages_attach (GTK_WIDGET (self), session, LW_WIZARD_STEP_LABELS);
  session_changed_cb (self);
  update_from_folders (self);
  history_notify_cb (self);
}

/* Adds the names in @text: one name, or a list in any of the forms that can be pasted. Returns how many are new. */
guint
lw_labels_page_add_text (LwLabelsPage *self,
                         const char   *text)
{
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (LW_IS_LABELS_PAGE (self) && text != NULL, 0);

  names = lw_label_categories_names_from_text (text);
  return lw_wizard_categories_add (get_categories (self), (const char *const *) names);
}
