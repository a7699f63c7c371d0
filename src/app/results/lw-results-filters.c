/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The side of the gallery: states, confidence and classes with their counts, each a filter.
 *
 * The session's query is the truth. A click makes a new query from it; "notify::query" brings the checks in line.
 * What the code sets itself is marked by updating, so that it is not taken for a click.
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-filters.h"
#include "lw-class-facet.h"
#include "lw-facet-row.h"
#include "lw-histogram.h"
#include "lw-results-words.h"

#include <glib/gi18n.h>

struct _LwResultsFilters
{
  AdwBin            parent_instance;

  GtkWidget        *attribute_box;
  GtkDropDown      *attribute_drop_down;
  GtkBox           *state_box;
  GtkWidget        *confidence_title;
  GtkWidget        *no_confidence;
  GtkWidget        *confidence_box;
  LwHistogram      *histogram;
  GtkSpinButton    *low_spin;
  GtkSpinButton    *high_spin;
  GtkListView      *class_view;

  LwResultsSession *session;
  LwClassFacet     *states[LW_N_DATA_OBJECT_STATES];
  GtkWidget        *state_rows[LW_N_DATA_OBJECT_STATES];
  GListStore       *classes;
  guint             updating;
};

G_DEFINE_FINAL_TYPE (LwResultsFilters, lw_results_filters, ADW_TYPE_BIN)

static LwClassFacet *
get_class (LwResultsFilters *self,
           guint             position)
{
  /* The list keeps it alive. */
  g_autoptr (LwClassFacet) facet = g_list_model_get_item (G_LIST_MODEL (self->classes), position);

  return facet;
}

/* From clicks to the query */

static guint
get_chosen_states (LwResultsFilters *self)
{
  guint states = 0;

  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    if (lw_class_facet_get_active (self->states[i]))
      states |= 1u << i;
  return states != 0 ? states : LW_MANIFEST_ALL_STATES;
}

static void
state_notify_active_cb (LwResultsFilters *self)
{
  g_autoptr (LwManifestQuery) query = NULL;

  if (self->updating > 0)
    return;

  query = lw_manifest_query_with_states (lw_results_session_get_query (self->session), get_chosen_states (self));
  lw_results_session_set_query (self->session, query);
}

static void
class_notify_active_cb (LwResultsFilters *self)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (LwManifestQuery) query = NULL;
  guint n_items;

  if (self->updating > 0)
    return;

  names = g_ptr_array_new ();
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->classes));
  for (guint i = 0; i < n_items; i++)
    if (lw_class_facet_get_active (get_class (self, i)))
      g_ptr_array_add (names, (gpointer) lw_class_facet_get_name (get_class (self, i)));
  g_ptr_array_add (names, NULL);

  query = lw_manifest_query_with_classes (lw_results_session_get_query (self->session),
                                          (const char *const *) names->pdata);
  lw_results_session_set_query (self->session, query);
}

static void
set_range (LwResultsFilters *self,
           double            low,
           double            high)
{
  LwManifestQuery *old = lw_results_session_get_query (self->session);
  g_autoptr (LwManifestQuery) query = NULL;

  if (low <= 0 && high >= 1)
    query = lw_manifest_query_without_confidence (old);
  else
    query = lw_manifest_query_with_confidence (old, low, high);
  lw_results_session_set_query (self->session, query);
}

static void
histogram_range_chosen_cb (LwResultsFilters *self,
                           double            low,
                           double            high)
{
  set_range (self, low, high);
}

static void
spin_value_changed_cb (LwResultsFilters *self)
{
  double low = gtk_spin_button_get_value (self->low_spin);
  double high = gtk_spin_button_get_value (self->high_spin);

  if (self->updating == 0 && low <= high)
    set_range (self, low, high);
}

static void
attribute_drop_down_notify_selected_cb (LwResultsFilters *self)
{
  LwManifestIndex *index;
  guint selected = gtk_drop_down_get_selected (self->attribute_drop_down);
  g_autoptr (LwManifestQuery) fresh = NULL;
  g_autoptr (LwManifestQuery) query = NULL;

  if (self->updating > 0 || selected == GTK_INVALID_LIST_POSITION)
    return;

  /* The classes of one attribute mean nothing for another. */
  index = lw_results_session_get_index (self->session);
  fresh = lw_manifest_query_with_classes (lw_results_session_get_query (self->session), NULL);
  query = lw_manifest_query_with_attribute (fresh, lw_manifest_index_get_attribute_name (index, selected));
  lw_results_session_set_query (self->session, query);
}

/* From the session to the widgets */

static void
rebuild_attributes (LwResultsFilters *self,
                    LwManifestIndex  *index)
{
  guint n = index != NULL ? lw_manifest_index_get_n_attributes (index) : 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, lw_manifest_index_get_attribute_name (index, i));
  gtk_drop_down_set_model (self->attribute_drop_down, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->attribute_box, n > 1);
}

static void
rebuild_classes (LwResultsFilters *self)
{
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);
  guint n = attribute >= 0 ? lw_manifest_index_get_n_classes (index, attribute) : 0;
  gboolean same = n == g_list_model_get_n_items (G_LIST_MODEL (self->classes));

  for (guint i = 0; same && i < n; i++)
    same = strcmp (lw_class_facet_get_name (get_class (self, i)),
                   lw_manifest_index_get_class_name (index, attribute, i)) == 0;
  if (same)
    return;

  g_list_store_remove_all (self->classes);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LwClassFacet) facet = lw_class_facet_new (lw_manifest_index_get_class_name (index, attribute, i));

      g_signal_connect_object (facet, "notify::active", G_CALLBACK (class_notify_active_cb), self, G_CONNECT_SWAPPED);
      g_list_store_append (self->classes, facet);
    }
}

static void
update_active (LwResultsFilters *self)
{
  LwManifestQuery *query = lw_results_session_get_query (self->session);
  const char *const *chosen = lw_manifest_query_get_classes (query);
  guint states = lw_manifest_query_get_states (query);
  guint n_classes = g_list_model_get_n_items (G_LIST_MODEL (self->classes));
  double low = 0;
  double high = 1;

  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    lw_class_facet_set_active (self->states[i],
                               states != LW_MANIFEST_ALL_STATES && (states & (1u << i)) != 0);
  for (guint i = 0; i < n_classes; i++)
    {
      LwClassFacet *facet = get_class (self, i);

      lw_class_facet_set_active (facet, chosen != NULL && g_strv_contains (chosen, lw_class_facet_get_name (facet)));
    }
  if (!lw_manifest_query_get_confidence (query, &low, &high))
    {
      low = 0;
      high = 1;
    }
  lw_histogram_set_range (self->histogram, low, high);
  gtk_spin_button_set_value (self->low_spin, low);
  gtk_spin_button_set_value (self->high_spin, high);
}

static void
session_notify_query_cb (LwResultsFilters *self)
{
  int attribute = lw_results_session_get_attribute (self->session);

  self->updating++;
  rebuild_classes (self);
  if (attribute >= 0)
    gtk_drop_down_set_selected (self->attribute_drop_down, attribute);
  update_active (self);
  self->updating--;
}

static void
session_notify_index_cb (LwResultsFilters *self)
{
  self->updating++;
  rebuild_attributes (self, lw_results_session_get_index (self->session));
  self->updating--;
  session_notify_query_cb (self);
}

/* All labels at the bottom and nothing above: the service's way to write "one worker". */
static void
update_confidence (LwResultsFilters *self,
                   LwManifestCounts *counts)
{
  double low;
  double high;
  gboolean ranged = lw_manifest_query_get_confidence (lw_results_session_get_query (self->session), &low, &high);
  gboolean shown = ranged;

  for (guint i = 1; i < LW_CONFIDENCE_BINS; i++)
    shown |= counts->bins[i] > 0;

  lw_histogram_set_counts (self->histogram, counts->bins, LW_CONFIDENCE_BINS);
  gtk_widget_set_visible (self->confidence_title, shown || counts->bins[0] > 0);
  gtk_widget_set_visible (self->confidence_box, shown);
  gtk_widget_set_visible (self->no_confidence, !shown && counts->bins[0] > 0);
}

static void
session_notify_counts_cb (LwResultsFilters *self)
{
  LwManifestCounts *counts = lw_results_session_get_counts (self->session);
  guint64 largest_state = 1;
  guint64 largest_class = 1;
  guint n_classes;

  if (counts == NULL)
    return;

  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    largest_state = MAX (largest_state, counts->states[i]);
  for (guint i = 0; i < counts->n_classes; i++)
    largest_class = MAX (largest_class, counts->classes[i]);

  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    {
      lw_class_facet_set_count (self->states[i], counts->states[i], counts->states[i] / (double) largest_state);
      gtk_widget_set_visible (self->state_rows[i],
                              i != LW_DATA_OBJECT_STATE_MALFORMED || counts->states[i] > 0 ||
                              lw_class_facet_get_active (self->states[i]));
    }
  n_classes = MIN (counts->n_classes, g_list_model_get_n_items (G_LIST_MODEL (self->classes)));
  for (guint i = 0; i < n_classes; i++)
    lw_class_facet_set_count (get_class (self, i), counts->classes[i], counts->classes[i] / (double) largest_class);

  update_confidence (self, counts);
}

/* Rows of the list */

static void
factory_setup_cb (GtkListItemFactory *factory,
                  GtkListItem        *list_item)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, lw_facet_row_new ());
}

static void
factory_bind_cb (GtkListItemFactory *factory,
                 GtkListItem        *list_item)
{
  lw_facet_row_set_facet (LW_FACET_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
factory_unbind_cb (GtkListItemFactory *factory,
                   GtkListItem        *list_item)
{
  lw_facet_row_set_facet (LW_FACET_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
init_class_view (LwResultsFilters *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->classes)));

  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (factory_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (factory_unbind_cb), NULL);
  gtk_list_view_set_factory (self->class_view, factory);
  gtk_list_view_set_model (self->class_view, GTK_SELECTION_MODEL (selection));
}

static void
init_states (LwResultsFilters *self)
{
  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    {
      self->states[i] = lw_class_facet_new (lw_results_words_get_state (i));
      self->state_rows[i] = lw_facet_row_new ();
      lw_facet_row_set_facet (LW_FACET_ROW (self->state_rows[i]), self->states[i]);
      gtk_box_append (self->state_box, self->state_rows[i]);
      g_signal_connect_object (self->states[i], "notify::active", G_CALLBACK (state_notify_active_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
lw_results_filters_dispose (GObject *object)
{
  LwResultsFilters *self = LW_RESULTS_FILTERS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->classes);
  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    g_clear_object (&self->states[i]);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_RESULTS_FILTERS);

  G_OBJECT_CLASS (lw_results_filters_parent_class)->dispose (object);
}

static void
lw_results_filters_class_init (LwResultsFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_results_filters_dispose;

  g_type_ensure (LW_TYPE_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-results-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, attribute_box);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, attribute_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, state_box);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, confidence_title);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, no_confidence);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, confidence_box);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, histogram);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, low_spin);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, high_spin);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, class_view);
  gtk_widget_class_bind_template_callback (widget_class, attribute_drop_down_notify_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, histogram_range_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, spin_value_changed_cb);
}

static void
lw_results_filters_init (LwResultsFilters *self)
{
  self->updating++;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating--;

  self->classes = g_list_store_new (LW_TYPE_CLASS_FACET);
  init_states (self);
  init_class_view (self);
}

/**
 * lw_results_filters_set_session:
 * @self: the filters
 * @session: what they filter; set once
 *
 * Filters a session.
 */
void
lw_results_filters_set_session (LwResultsFilters *self,
                                LwResultsSession *session)
{
  g_return_if_fail (LW_IS_RESULTS_FILTERS (self));
  g_return_if_fail (LW_IS_RESULTS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::index", G_CALLBACK (session_notify_index_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::query", G_CALLBACK (session_notify_query_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::counts", G_CALLBACK (session_notify_counts_cb), self, G_CONNECT_SWAPPED);
  session_notify_index_cb (self);
  session_notify_counts_cb (self);
}
