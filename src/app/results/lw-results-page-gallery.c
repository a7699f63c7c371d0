/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The gallery of the results page: how it is found, in which order, how large, and what its keys do. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-page-private.h"
#include "lw-results-words.h"
#include "lw-selected-rows.h"

#include "lw-format.h"
#include "lw-settings.h"

#include <glib/gi18n.h>

#define NARROW_TILE_SIZE 132

static const struct
{
  const char     *name;
  LwManifestSort  sort;
  gboolean        descending;
} sorts[] =
{
  { "file", LW_MANIFEST_SORT_FILE_ORDER, FALSE },
  { "name", LW_MANIFEST_SORT_SOURCE_REF, FALSE },
  { "class", LW_MANIFEST_SORT_CLASS, FALSE },
  { "confidence", LW_MANIFEST_SORT_CONFIDENCE, FALSE },
  { "confidence-descending", LW_MANIFEST_SORT_CONFIDENCE, TRUE },
  { "latest", LW_MANIFEST_SORT_CREATION_TIME, TRUE },
};

/* Tiles */

static void
gallery_image_failed_cb (LwResultsPage *self,
                         const char    *uri,
                         GError        *error)
{
  lw_results_page_image_failed (self, uri, error);
}

/* Two columns fit into the narrowest window. */
static int
get_tile_size (LwResultsPage *self)
{
  int size = (int) gtk_adjustment_get_value (self->size_adjustment);

  return lw_split_view_get_collapsed (self->split_view) ? MIN (size, NARROW_TILE_SIZE) : size;
}

void
lw_results_page_update_tile_size (LwResultsPage *self)
{
  lw_gallery_set_tile_size (self->gallery, get_tile_size (self));
}

static void
size_adjustment_value_changed_cb (LwResultsPage *self)
{
  if (self->gallery != NULL)
    lw_results_page_update_tile_size (self);
}

static void
gallery_activate_cb (LwResultsPage *self,
                     guint          position)
{
  lw_results_page_show_position (self, position);
}

/* The key of a label category shows its images only; the same key again shows all. */
static gboolean
gallery_category_key_cb (LwResultsPage *self,
                         int            index)
{
  LwManifestIndex *manifest = lw_results_session_get_index (self->session);
  LwManifestQuery *old = lw_results_session_get_query (self->session);
  const char *const *chosen = lw_manifest_query_get_classes (old);
  int attribute = lw_results_session_get_attribute (self->session);
  const char *names[2] = { NULL, NULL };
  g_autoptr (LwManifestQuery) query = NULL;

  if (index >= 0 && lw_results_page_correct_with_key (self, (guint) index))
    return TRUE;
  if (attribute < 0 || index < 0 || index >= (int) lw_manifest_index_get_n_classes (manifest, attribute))
    return FALSE;

  names[0] = lw_manifest_index_get_class_name (manifest, attribute, index);
  if (chosen != NULL && g_strv_equal (chosen, names))
    names[0] = NULL;
  query = lw_manifest_query_with_classes (old, names);
  lw_results_session_set_query (self->session, query);
  return TRUE;
}

/* Selection */

/* Rows of another query, from the first on; or those of a manifest that was corrected or read again: what was selected
 * still is, where it is shown. */
void
lw_results_page_show_rows (LwResultsPage   *self,
                           LwManifestModel *model)
{
  LwRowSelection *selection = lw_gallery_get_selection (self->gallery);
  g_autoptr (GtkBitset) positions = gtk_bitset_copy (lw_row_selection_get_selected (selection));
  GListModel *shown = lw_row_selection_get_model (selection);
  g_autoptr (GListModel) before = shown != NULL ? g_object_ref (shown) : NULL;
  g_autoptr (GtkBitset) now = NULL;

  lw_gallery_set_model (self->gallery, G_LIST_MODEL (model));
  if (before == G_LIST_MODEL (model))
    lw_gallery_rewind (self->gallery);
  if (before == G_LIST_MODEL (model) || gtk_bitset_is_empty (positions))
    return;
  now = lw_selected_rows_follow (LW_MANIFEST_MODEL (before), positions, model);
  /* What a correction did stays on the screen. */
  g_signal_handlers_block_by_func (selection, lw_results_page_hint_correction, self);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (selection), now, now);
  g_signal_handlers_unblock_by_func (selection, lw_results_page_hint_correction, self);
}

/* What an action on several images is about: those that are selected or, when none is, all that the query chose. */
GBytes *
lw_results_page_ref_chosen_rows (LwResultsPage *self)
{
  LwManifestModel *model = lw_results_session_get_model (self->session);
  LwRowSelection *selection = lw_gallery_get_selection (self->gallery);
  guint n_selected = lw_row_selection_get_n_selected (selection);
  g_autoptr (GArray) rows = NULL;
  gsize n_rows;
  GtkBitsetIter iter;
  guint position;

  if (n_selected == 0 || n_selected == g_list_model_get_n_items (G_LIST_MODEL (model)))
    return lw_manifest_model_ref_rows (model);

  rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_selected);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, lw_row_selection_get_selected (selection), &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      guint32 row = lw_manifest_model_get_row (model, position);

      g_array_append_val (rows, row);
    }
  n_rows = rows->len;
  return g_bytes_new_take (g_array_free (g_steal_pointer (&rows), FALSE), n_rows * sizeof (guint32));
}

static void
selection_notify_n_selected_cb (LwResultsPage *self)
{
  lw_results_page_update_count (self);
}

/* Words */

static char *
dup_selected_words (LwResultsPage *self)
{
  guint n = lw_row_selection_get_n_selected (lw_gallery_get_selection (self->gallery));
  g_autofree char *number = lw_format_number (n);

  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%s selected", "%s selected", n), number);
}

void
lw_results_page_update_count (LwResultsPage *self)
{
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (lw_results_session_get_model (self->session)));
  g_autofree char *corrections = lw_results_page_dup_corrections_text (self);
  g_autofree char *selected = dup_selected_words (self);
  g_autofree char *count = NULL;
  g_autoptr (GString) words = NULL;

  /* While one image is shown the title is its own. */
  if (lw_results_page_get_detail (self))
    return;
  if (index == NULL)
    {
      adw_window_title_set_subtitle (self->title, "");
      gtk_stack_set_visible_child_name (self->gallery_stack, "loading");
      return;
    }

  count = lw_results_words_dup_count (n_shown, lw_manifest_index_get_n_rows (index),
                                      lw_manifest_index_is_partial (index));
  words = g_string_new (count);
  if (*selected != '\0')
    g_string_append_printf (words, " · %s", selected);
  if (*corrections != '\0')
    g_string_append_printf (words, " · %s", corrections);
  adw_window_title_set_subtitle (self->title, words->str);
  if (self->show_matrix)
    gtk_stack_set_visible_child_name (self->gallery_stack, "matrix");
  else if (lw_manifest_index_get_n_rows (index) == 0)
    gtk_stack_set_visible_child_name (self->gallery_stack, "empty");
  else
    gtk_stack_set_visible_child_name (self->gallery_stack, n_shown > 0 ? "grid" : "nothing");
}

/* Search */

void
lw_results_page_update_search (LwResultsPage *self)
{
  g_autofree char *text = lw_manifest_query_format (lw_results_session_get_query (self->session));
  g_autoptr (LwManifestQuery) typed = lw_manifest_query_parse (gtk_editable_get_text (self->search_entry), NULL);

  /* What the person typed stays as it is when it says the same. */
  if (typed != NULL && lw_manifest_query_equal (typed, lw_results_session_get_query (self->session)))
    return;

  self->updating_search = TRUE;
  gtk_editable_set_text (self->search_entry, text);
  gtk_editable_set_position (self->search_entry, -1);
  self->updating_search = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->query_error), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->search_entry), "error");
}

static void
search_entry_search_changed_cb (LwResultsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestQuery) query = NULL;

  if (self->updating_search || self->session == NULL)
    return;

  query = lw_manifest_query_parse (gtk_editable_get_text (self->search_entry), &error);
  gtk_widget_set_visible (GTK_WIDGET (self->query_error), query == NULL);
  if (query == NULL)
    {
      gtk_label_set_label (self->query_error, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->search_entry), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->search_entry), "error");
  lw_results_session_set_query (self->session, query);
}

static void
search_entry_stop_search_cb (LwResultsPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->gallery));
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  LwManifestQuery *old = lw_results_session_get_query (self->session);
  g_autoptr (LwManifestQuery) fresh = lw_manifest_query_new ();
  g_autoptr (LwManifestQuery) about = lw_manifest_query_with_attribute (fresh, lw_manifest_query_get_attribute (old));
  gboolean descending;
  LwManifestSort sort = lw_manifest_query_get_sort (old, &descending);
  g_autoptr (LwManifestQuery) query = lw_manifest_query_with_sort (about, sort, descending);

  lw_results_session_set_query (self->session, query);
}

/* Sort */

const char *
lw_results_page_get_sort (LwResultsPage *self)
{
  gboolean descending = FALSE;
  LwManifestSort sort;

  if (self->session == NULL)
    return sorts[0].name;

  sort = lw_manifest_query_get_sort (lw_results_session_get_query (self->session), &descending);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (sorts[i].sort == sort && sorts[i].descending == descending)
      return sorts[i].name;
  return "";
}

void
lw_results_page_set_sort (LwResultsPage *self,
                          const char    *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i].name, sort) == 0)
      {
        LwManifestQuery *old = lw_results_session_get_query (self->session);
        g_autoptr (LwManifestQuery) query = lw_manifest_query_with_sort (old, sorts[i].sort, sorts[i].descending);

        lw_results_session_set_query (self->session, query);
      }
}

void
lw_results_page_install_gallery (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, gallery_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, gallery_category_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, gallery_image_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_entry_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_entry_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, size_adjustment_value_changed_cb);
  gtk_widget_class_install_action (widget_class, "results.show-all", NULL, show_all_action);
}

void
lw_results_page_init_gallery (LwResultsPage *self)
{
  g_autoptr (GSettings) settings = lw_settings_dup ();

  if (settings != NULL)
    g_settings_bind (settings, "tile-size", self->size_adjustment, "value", G_SETTINGS_BIND_DEFAULT);
  self->suggestions = lw_query_suggestions_new (GTK_WIDGET (self->search_entry));
  gtk_widget_set_parent (self->suggestions, GTK_WIDGET (self->search_entry));
  g_signal_connect_object (lw_gallery_get_selection (self->gallery), "notify::n-selected",
                           G_CALLBACK (selection_notify_n_selected_cb), self, G_CONNECT_SWAPPED);
}
