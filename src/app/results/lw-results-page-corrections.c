/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Correcting labels on the results page: which images get which label, classes as a whole, undo and redo. What a
 * correction does is LwManifestCorrections'. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-classes-dialog.h"
#include "lw-correction-history.h"
#include "lw-results-page-private.h"
#include "lw-selected-rows.h"

#include "lw-error-presenter.h"
#include "lw-format.h"
#include "lw-settings.h"

#include <glib/gi18n.h>

static const LwCorrectionKind kinds[] =
{
  [LW_CORRECTION_MODE_SET] = LW_CORRECTION_SET,
  [LW_CORRECTION_MODE_ADD] = LW_CORRECTION_ADD,
  [LW_CORRECTION_MODE_REMOVE] = LW_CORRECTION_REMOVE,
};

/* The label attribute that corrections are about; NULL when there is none that can be corrected. */
static const char *
get_attribute (LwResultsPage *self)
{
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);

  if (index == NULL || attribute < 0 ||
      lw_manifest_index_get_attribute_kind (index, attribute) == LW_LABEL_KIND_OTHER)
    return NULL;
  return lw_manifest_index_get_attribute_name (index, attribute);
}

/* What there is to correct, or a message why there is nothing. */
static LwManifestCorrections *
require_corrections (LwResultsPage *self)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);

  if (corrections == NULL)
    lw_present_message (GTK_WIDGET (self), _("The manifest is still being read. Try again in a moment."));
  else if (get_attribute (self) == NULL)
    {
      lw_present_message (GTK_WIDGET (self),
                          _("The manifest has no label of an image classification, so there is nothing to correct."));
      return NULL;
    }
  return corrections;
}

/* Doing */

static void
say (LwResultsPage *self,
     const char    *text,
     gboolean       undo)
{
  if (self->correcting)
    lw_correction_bar_set_status (self->correction_bar, text);
  else if (undo)
    lw_present_undo (GTK_WIDGET (self), text, _("_Undo"), "results.undo", NULL);
  else
    lw_present_message (GTK_WIDGET (self), text);
}

static void
apply_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LwManifestCorrections *corrections = LW_MANIFEST_CORRECTIONS (object);
  GPtrArray *history = lw_manifest_corrections_get_history (corrections);
  guint n_applied = lw_manifest_corrections_get_n_applied (corrections);
  g_autofree char *title = NULL;

  if (!lw_manifest_corrections_change_finish (corrections, result, &error))
    lw_present_error (GTK_WIDGET (self), _("The labels were not changed"), error);
  else if (self->session != NULL && n_applied > 0)
    {
      title = lw_correction_dup_title (g_ptr_array_index (history, n_applied - 1));
      say (self, title, TRUE);
    }
}

static void
apply (LwResultsPage *self,
       LwCorrection  *correction)
{
  LwManifestCorrections *corrections = require_corrections (self);
  g_autofree char *author = lw_settings_dup_worker_name ();
  g_autoptr (LwCorrection) made = correction;
  g_autoptr (LwCorrection) is_signed = lw_correction_sign (made, author, g_get_real_time ());

  if (corrections != NULL)
    lw_manifest_corrections_apply_async (corrections, is_signed, apply_cb, g_object_ref (self));
}

typedef struct
{
  LwResultsPage    *page;
  LwCorrectionKind  kind;
  char             *attribute;
  char             *label;
} LabelCall;

static void
label_call_free (LabelCall *call)
{
  g_object_unref (call->page);
  g_free (call->attribute);
  g_free (call->label);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabelCall, label_call_free)

static void
rows_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LabelCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwRowSet) rows = lw_selected_rows_finish (result, &error);
  const char *labels[] = { call->label, NULL };

  if (rows == NULL)
    lw_present_error (GTK_WIDGET (call->page), _("The labels were not changed"), error);
  else if (call->page->session != NULL)
    apply (call->page, lw_correction_new_labels (call->kind, call->attribute, rows, labels));
}

/* The image that is open, or else those that are selected. */
static void
label_as (LwResultsPage    *self,
          LwCorrectionKind  kind,
          const char       *label)
{
  LwRowSelection *selection = lw_gallery_get_selection (self->gallery);
  LwManifestRow *row = lw_result_detail_get_row (self->detail);
  const char *labels[] = { label, NULL };
  LabelCall *call;

  if (require_corrections (self) == NULL)
    return;
  if (row != NULL)
    {
      g_autoptr (LwRowSet) rows = lw_row_set_new_range (lw_manifest_row_get_row (row), 1);

      apply (self, lw_correction_new_labels (kind, get_attribute (self), rows, labels));
      return;
    }
  if (lw_row_selection_get_n_selected (selection) == 0)
    {
      say (self, _("Select the images first: with the space bar, or with Ctrl and a click."), FALSE);
      return;
    }
  call = g_new0 (LabelCall, 1);
  call->page = g_object_ref (self);
  call->kind = kind;
  call->attribute = g_strdup (get_attribute (self));
  call->label = g_strdup (label);
  lw_selected_rows_async (lw_results_session_get_model (self->session), lw_row_selection_get_selected (selection),
                          self->cancellable, rows_cb, call);
}

gboolean
lw_results_page_correct_with_key (LwResultsPage *self,
                                  guint          index)
{
  const char * const *classes = lw_correction_bar_get_classes (self->correction_bar);

  if (!self->correcting || index >= g_strv_length ((char **) classes))
    return FALSE;
  label_as (self, kinds[lw_correction_bar_get_mode (self->correction_bar)], classes[index]);
  return TRUE;
}

/* Actions */

static void
label_as_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);

  label_as (self, kinds[lw_correction_bar_get_mode (self->correction_bar)], g_variant_get_string (parameter, NULL));
}

static void
unlabel_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  label_as (LW_RESULTS_PAGE (widget), LW_CORRECTION_SET, NULL);
}

static void
rename_class_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  const char *class_name, *to;

  g_variant_get (parameter, "(&s&s)", &class_name, &to);
  if (require_corrections (self) != NULL)
    apply (self, lw_correction_new_rename (get_attribute (self), class_name, to));
}

static void
merge_classes_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  g_autofree const char **classes = NULL;
  const char *into;

  g_variant_get (parameter, "(^a&s&s)", &classes, &into);
  if (require_corrections (self) != NULL)
    apply (self, lw_correction_new_merge (get_attribute (self), classes, into));
}

static void
drop_classes_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  g_autofree const char **classes = g_variant_get_strv (parameter, NULL);

  if (require_corrections (self) != NULL)
    apply (self, lw_correction_new_drop (get_attribute (self), classes));
}

static void
move_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!lw_manifest_corrections_change_finish (LW_MANIFEST_CORRECTIONS (object), result, &error))
    lw_present_error (GTK_WIDGET (self), _("The corrections are as they were"), error);
  else if (self->session != NULL && self->correcting)
    {
      text = lw_results_page_dup_corrections_text (self);
      lw_correction_bar_set_status (self->correction_bar, text);
    }
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);

  if (corrections == NULL)
    return;
  if (g_str_equal (name, "results.undo"))
    lw_manifest_corrections_undo_async (corrections, move_cb, g_object_ref (self));
  else if (g_str_equal (name, "results.redo"))
    lw_manifest_corrections_redo_async (corrections, move_cb, g_object_ref (self));
  else
    lw_manifest_corrections_go_async (corrections, g_variant_get_uint32 (parameter), move_cb, g_object_ref (self));
}

static void
edit_classes_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  LwManifestCorrections *corrections = require_corrections (self);

  if (corrections != NULL)
    lw_classes_dialog_present (widget, corrections, get_attribute (self));
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (LW_RESULTS_PAGE (widget)->session);

  if (corrections != NULL)
    lw_correction_history_present (widget, corrections);
}

/* Words and states */

/* How many corrections hold; empty when none does. */
char *
lw_results_page_dup_corrections_text (LwResultsPage *self)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);
  guint n = corrections != NULL ? lw_manifest_corrections_get_n_applied (corrections) : 0;
  g_autofree char *number = lw_format_number (n);

  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%s correction", "%s corrections", n), number);
}

static char *
dup_hint (LwResultsPage *self)
{
  guint n = lw_row_selection_get_n_selected (lw_gallery_get_selection (self->gallery));
  g_autofree char *images = NULL;

  if (lw_result_detail_get_row (self->detail) != NULL)
    return g_strdup (_("Press the key of the right label."));
  if (n == 0)
    return g_strdup (_("Select images, then press the key of their right label."));
  images = lw_format_images (n);
  /* Translators: "3 images" */
  return g_strdup_printf (_("%s selected. Press the key of the right label."), images);
}

/* After another attribute, other classes, another history. */
void
lw_results_page_update_corrections (LwResultsPage *self)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  const char *attribute = get_attribute (self);
  guint n_applied = corrections != NULL ? lw_manifest_corrections_get_n_applied (corrections) : 0;
  guint n_all = corrections != NULL ? lw_manifest_corrections_get_history (corrections)->len : 0;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "results.undo", n_applied > 0);
  gtk_widget_action_set_enabled (widget, "results.redo", n_applied < n_all);
  gtk_widget_action_set_enabled (widget, "results.correction-history", n_all > 0);
  lw_results_page_update_save (self);
  gtk_widget_action_set_enabled (widget, "results.edit-classes", attribute != NULL);
  gtk_widget_action_set_enabled (widget, "results.label-as", attribute != NULL);
  gtk_widget_action_set_enabled (widget, "results.unlabel", attribute != NULL);
  if (corrections != NULL && attribute != NULL)
    {
      g_auto (GStrv) classes = lw_manifest_corrections_dup_classes (corrections, attribute);
      int position = lw_manifest_index_find_attribute (index, attribute);

      lw_correction_bar_set_classes (self->correction_bar, (const char * const *) classes);
      lw_correction_bar_set_several (self->correction_bar,
                                     lw_manifest_index_get_attribute_kind (index, position) == LW_LABEL_KIND_MULTI);
    }
  lw_results_page_update_count (self);
}

/* Told once a manifest: what was kept from before, or why it is not there. */
void
lw_results_page_corrections_changed (LwResultsPage *self)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);
  const GError *error = lw_results_session_get_corrections_error (self->session);
  const char *uri = lw_results_session_get_uri (self->session);

  lw_results_page_update_corrections (self);
  if ((corrections == NULL && error == NULL) || g_strcmp0 (uri, self->corrections_uri) == 0)
    return;

  g_free (self->corrections_uri);
  self->corrections_uri = g_strdup (uri);
  if (error != NULL)
    lw_present_error (GTK_WIDGET (self), _("Earlier corrections are not shown"), error);
  else if (lw_manifest_corrections_get_n_applied (corrections) > 0)
    lw_present_undo (GTK_WIDGET (self), _("Shown with your corrections. The manifest itself is as it was."),
                     _("_History"), "results.correction-history", NULL);
  else if (lw_manifest_corrections_get_n_aside (corrections) > 0)
    lw_present_message (GTK_WIDGET (self),
                        _("Another program changed the manifest since you corrected it. Your corrections are kept for "
                          "its earlier content and are not shown."));
}

void
lw_results_page_set_correcting (LwResultsPage *self,
                                gboolean       correcting)
{
  g_autofree char *hint = NULL;

  self->correcting = correcting;
  gtk_widget_set_visible (GTK_WIDGET (self->correction_bar), correcting);
  gtk_revealer_set_reveal_child (self->correction_revealer, correcting);
  if (!correcting)
    return;

  hint = dup_hint (self);
  lw_correction_bar_set_status (self->correction_bar, hint);
}

/* After another selection. One that ended with a correction leaves what the correction did on the screen. */
void
lw_results_page_hint_correction (LwResultsPage *self)
{
  g_autofree char *hint = NULL;

  if (!self->correcting || lw_row_selection_get_n_selected (lw_gallery_get_selection (self->gallery)) == 0)
    return;
  hint = dup_hint (self);
  lw_correction_bar_set_status (self->correction_bar, hint);
}

void
lw_results_page_install_corrections (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.label-as", "s", label_as_action);
  gtk_widget_class_install_action (widget_class, "results.unlabel", NULL, unlabel_action);
  gtk_widget_class_install_action (widget_class, "results.rename-class", "(ss)", rename_class_action);
  gtk_widget_class_install_action (widget_class, "results.merge-classes", "(ass)", merge_classes_action);
  gtk_widget_class_install_action (widget_class, "results.drop-classes", "as", drop_classes_action);
  gtk_widget_class_install_action (widget_class, "results.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "results.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "results.go-correction", "u", undo_action);
  gtk_widget_class_install_action (widget_class, "results.edit-classes", NULL, edit_classes_action);
  gtk_widget_class_install_action (widget_class, "results.correction-history", NULL, history_action);
}
