/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The column of the compare page: how many images are the same, changed or only on one side, each with its images, and
 * which labels became which, as a matrix whose cells have theirs. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-compare-page-private.h"
#include "lw-diff-model.h"
#include "lw-matrix-view.h"

#include "lw-format.h"

#include <glib/gi18n.h>

static const LwManifestDiffKind kinds[] =
{
  LW_MANIFEST_DIFF_CHANGED,
  LW_MANIFEST_DIFF_SAME,
  LW_MANIFEST_DIFF_ONLY_LEFT,
  LW_MANIFEST_DIFF_ONLY_RIGHT,
};

static const char *
get_kind_title (LwManifestDiffKind kind)
{
  switch (kind)
    {
    case LW_MANIFEST_DIFF_SAME:
      return _("Same label");
    case LW_MANIFEST_DIFF_CHANGED:
      return _("Another label");
    case LW_MANIFEST_DIFF_ONLY_LEFT:
      return _("Only in the first manifest");
    case LW_MANIFEST_DIFF_ONLY_RIGHT:
    default:
      return _("Only in the second manifest");
    }
}

static GtkWidget *
new_row (const char *title,
         guint64     count)
{
  g_autofree char *number = lw_format_number (count);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup", FALSE,
                                 "title", title,
                                 "activatable", TRUE,
                                 NULL);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

/* Attributes to choose from */

static void
fill_attributes (GtkDropDown     *drop_down,
                 LwManifestIndex *index,
                 int              chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < lw_manifest_index_get_n_attributes (index); i++)
    gtk_string_list_append (names, lw_manifest_index_get_attribute_name (index, i));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  if (chosen >= 0)
    gtk_drop_down_set_selected (drop_down, (guint) chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (drop_down), lw_manifest_index_get_n_attributes (index) > 1);
}

static void
attribute_notify_selected_cb (LwComparePage *self)
{
  if (!self->filling && self->diff != NULL)
    lw_compare_page_load (self);
}

/* The matrix */

typedef struct
{
  LwComparePage *page;
  char          *title;
} CellCall;

static void
cell_call_free (CellCall *call)
{
  g_object_unref (call->page);
  g_free (call->title);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CellCall, cell_call_free)

static void
cell_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CellCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwDiffModel) model = lw_diff_model_new_finish (result, &error);

  if (model != NULL && call->page->backend != NULL)
    lw_compare_page_show_model (call->page, G_LIST_MODEL (model), call->title);
}

static void
confusion_view_cell_activated_cb (LwComparePage *self,
                                  guint          left,
                                  guint          right)
{
  LwConfusionMatrix *matrix = lw_confusion_view_get_matrix (self->confusion_view);
  g_autofree char *left_name = lw_matrix_view_dup_entry_name (matrix, left);
  g_autofree char *right_name = lw_matrix_view_dup_entry_name (matrix, right);
  CellCall *call = g_new0 (CellCall, 1);

  call->page = g_object_ref (self);
  /* Translators: a label in the first manifest, a label in the second one */
  call->title = g_strdup_printf (_("%s → %s"), left_name, right_name);
  gtk_list_box_unselect_all (self->kinds);
  g_cancellable_cancel (self->cell_cancellable);
  g_clear_object (&self->cell_cancellable);
  self->cell_cancellable = g_cancellable_new ();
  lw_diff_model_new_async (self->diff, left, right, self->cell_cancellable, cell_cb, call);
}

static void
show_matrix (LwComparePage *self)
{
  g_cancellable_cancel (self->cell_cancellable);
  lw_compare_page_show_content (self, "matrix", _("Which labels became which"));
}

static void
fill_matrix (LwComparePage *self)
{
  lw_confusion_view_set_matrix (self->confusion_view, lw_manifest_diff_get_matrix (self->diff), _("First manifest"),
                                _("Second manifest"));
}

/* Kinds */

static void
show_kind (LwComparePage      *self,
           LwManifestDiffKind  kind)
{
  g_autoptr (LwDiffModel) model = lw_diff_model_new (self->diff, kind);

  g_cancellable_cancel (self->cell_cancellable);
  lw_compare_page_show_model (self, G_LIST_MODEL (model), get_kind_title (kind));
}

static void
kinds_row_activated_cb (LwComparePage *self,
                        GtkListBoxRow *row)
{
  int position = gtk_list_box_row_get_index (row);

  if (position < (int) G_N_ELEMENTS (kinds))
    show_kind (self, kinds[position]);
  else
    show_matrix (self);
}

static void
fill_kinds (LwComparePage *self)
{
  LwConfusionMatrix *matrix = lw_manifest_diff_get_matrix (self->diff);
  guint n_flips;
  g_autofree LwConfusionCell *flips = lw_confusion_matrix_dup_flips (matrix, &n_flips);

  clear_list (self->kinds);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_list_box_append (self->kinds, new_row (get_kind_title (kinds[i]),
                                               lw_manifest_diff_get_n_pairs (self->diff, kinds[i])));
  gtk_list_box_append (self->kinds, new_row (_("Which labels became which"), n_flips));
  gtk_list_box_select_row (self->kinds, gtk_list_box_get_row_at_index (self->kinds, 0));
}

/* After the manifests were compared. */
void
lw_compare_page_fill (LwComparePage *self)
{
  self->filling = TRUE;
  fill_attributes (self->left_attribute, lw_manifest_diff_get_left (self->diff),
                   lw_manifest_diff_get_left_attribute (self->diff));
  fill_attributes (self->right_attribute, lw_manifest_diff_get_right (self->diff),
                   lw_manifest_diff_get_right_attribute (self->diff));
  self->filling = FALSE;
  fill_kinds (self);
  fill_matrix (self);
  show_kind (self, kinds[0]);
}

void
lw_compare_page_install_overview (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, attribute_notify_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, confusion_view_cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kinds_row_activated_cb);
}
