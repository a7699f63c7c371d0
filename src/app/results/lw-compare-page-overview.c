/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The column of the compare page: how many images are the same, changed or only on one side, and which labels became
 * which. Every row shows its images. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-compare-page-private.h"
#include "lw-diff-model.h"

#include "lw-error-presenter.h"
#include "lw-format.h"

#include <glib/gi18n.h>

/* The list of flips has no more rows than this; the file that can be saved has all. */
#define MAX_FLIPS 500

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

static char *
dup_entry (LwConfusionMatrix *matrix,
           guint              entry)
{
  switch (lw_confusion_matrix_get_kind (matrix, entry))
    {
    case LW_CONFUSION_NO_CLASS:
      return g_strdup (_("no label chosen"));
    case LW_CONFUSION_UNLABELED:
      return g_strdup (_("unlabeled"));
    case LW_CONFUSION_FAILED:
      return g_strdup (_("failed"));
    case LW_CONFUSION_MALFORMED:
      return g_strdup (_("not readable"));
    case LW_CONFUSION_CLASS:
    default:
      return g_strdup (lw_confusion_matrix_get_name (matrix, entry));
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

/* Flips */

static void
cell_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwDiffModel) model = lw_diff_model_new_finish (result, &error);
  GtkWidget *page;

  if (model == NULL)
    return;
  page = gtk_widget_get_ancestor (row, LW_TYPE_COMPARE_PAGE);
  if (page != NULL)
    lw_compare_page_show_model (LW_COMPARE_PAGE (page), G_LIST_MODEL (model),
                                adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
flips_row_activated_cb (LwComparePage *self,
                        GtkListBoxRow *row)
{
  guint left = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "left"));
  guint right = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "right"));

  gtk_list_box_unselect_all (self->kinds);
  g_cancellable_cancel (self->cell_cancellable);
  g_clear_object (&self->cell_cancellable);
  self->cell_cancellable = g_cancellable_new ();
  lw_diff_model_new_async (self->diff, left, right, self->cell_cancellable, cell_cb, g_object_ref (row));
}

static void
fill_flips (LwComparePage *self)
{
  LwConfusionMatrix *matrix = lw_manifest_diff_get_matrix (self->diff);
  guint n_flips;
  g_autofree LwConfusionCell *flips = lw_confusion_matrix_dup_flips (matrix, &n_flips);

  clear_list (self->flips);
  for (guint i = 0; i < MIN (n_flips, MAX_FLIPS); i++)
    {
      g_autofree char *left = dup_entry (matrix, flips[i].left);
      g_autofree char *right = dup_entry (matrix, flips[i].right);
      /* Translators: a label in the first manifest, a label in the second one */
      g_autofree char *title = g_strdup_printf (_("%s → %s"), left, right);
      GtkWidget *row = new_row (title, flips[i].count);

      g_object_set_data (G_OBJECT (row), "left", GUINT_TO_POINTER (flips[i].left));
      g_object_set_data (G_OBJECT (row), "right", GUINT_TO_POINTER (flips[i].right));
      gtk_list_box_append (self->flips, row);
    }
  gtk_widget_set_visible (self->flips_title, n_flips > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->flips), n_flips > 0);
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
  gtk_list_box_unselect_all (self->flips);
  show_kind (self, kinds[gtk_list_box_row_get_index (row)]);
}

static void
fill_kinds (LwComparePage *self)
{
  clear_list (self->kinds);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_list_box_append (self->kinds, new_row (get_kind_title (kinds[i]),
                                               lw_manifest_diff_get_n_pairs (self->diff, kinds[i])));
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
  fill_flips (self);
  show_kind (self, kinds[0]);
}

void
lw_compare_page_install_overview (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, attribute_notify_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, flips_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kinds_row_activated_cb);
}
