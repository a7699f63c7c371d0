/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The side of the gallery: states, confidence, who labeled, and classes with their counts, each a filter. When two
 * label attributes are compared there is a second bar for the other one.
 *
 * The session's query is the truth. A click makes a new query from it; "notify::query" brings the checks in line.
 * What the code sets itself is marked by updating, so that it is not taken for a click.
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-filters.h"
#include "lw-chart-frame.h"
#include "lw-facet-group.h"
#include "lw-histogram.h"
#include "lw-results-words.h"

#include <glib/gi18n.h>

#define N_ANNOTATORS (LW_ANNOTATOR_MACHINE + 1)

struct _LwResultsFilters
{
  AdwBin            parent_instance;

  GtkWidget        *attribute_box;
  GtkDropDown      *attribute_drop_down;
  GtkDropDown      *compared_drop_down;
  LwFacetGroup     *states;
  LwFacetGroup     *annotators;
  LwFacetGroup     *jobs;
  LwFacetGroup     *classes;
  LwChartFrame     *confidence_frame;
  GtkWidget        *no_confidence;
  GtkWidget        *confidence_box;
  LwHistogram      *histogram;
  GtkSpinButton    *low_spin;
  GtkSpinButton    *high_spin;

  LwResultsSession *session;
  guint             updating;
  guint             update_id;
  gboolean          is_index_old;
};

G_DEFINE_FINAL_TYPE (LwResultsFilters, lw_results_filters, ADW_TYPE_BIN)

/* From clicks to the query */

static guint
get_chosen_bits (LwFacetGroup *group,
                 guint         all)
{
  guint bits = 0;

  for (guint i = 0; i < lw_facet_group_get_n_items (group); i++)
    if (lw_facet_group_get_active (group, i))
      bits |= 1u << i;
  return bits != 0 ? bits : all;
}

static void
states_changed_cb (LwResultsFilters *self)
{
  LwManifestQuery *old = lw_results_session_get_query (self->session);
  g_autoptr (LwManifestQuery) query =
    lw_manifest_query_with_states (old, get_chosen_bits (self->states, LW_MANIFEST_ALL_STATES));

  lw_results_session_set_query (self->session, query);
}

static void
annotators_changed_cb (LwResultsFilters *self)
{
  LwManifestQuery *old = lw_results_session_get_query (self->session);
  g_autoptr (LwManifestQuery) query =
    lw_manifest_query_with_annotators (old, get_chosen_bits (self->annotators, LW_MANIFEST_ALL_ANNOTATORS));

  lw_results_session_set_query (self->session, query);
}

static GPtrArray *
get_chosen_names (LwFacetGroup *group)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < lw_facet_group_get_n_items (group); i++)
    if (lw_facet_group_get_active (group, i))
      g_ptr_array_add (names, (gpointer) lw_facet_group_get_name (group, i));
  g_ptr_array_add (names, NULL);
  return names;
}

static void
classes_changed_cb (LwResultsFilters *self)
{
  g_autoptr (GPtrArray) names = get_chosen_names (self->classes);
  g_autoptr (LwManifestQuery) query =
    lw_manifest_query_with_classes (lw_results_session_get_query (self->session),
                                    (const char *const *) names->pdata);

  lw_results_session_set_query (self->session, query);
}

static void
jobs_changed_cb (LwResultsFilters *self)
{
  g_autoptr (GPtrArray) names = get_chosen_names (self->jobs);
  g_autoptr (LwManifestQuery) query =
    lw_manifest_query_with_jobs (lw_results_session_get_query (self->session), (const char *const *) names->pdata);

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

/* The first choice is to compare with nothing. */
static void
compared_drop_down_notify_selected_cb (LwResultsFilters *self)
{
  LwManifestIndex *index = self->session != NULL ? lw_results_session_get_index (self->session) : NULL;
  guint selected = gtk_drop_down_get_selected (self->compared_drop_down);

  if (self->updating > 0 || selected == GTK_INVALID_LIST_POSITION || index == NULL)
    return;

  lw_results_session_set_compared (self->session,
                                   selected > 0 ? lw_manifest_index_get_attribute_name (index, selected - 1) : NULL);
}

/* From the session to the widgets */

static void
rebuild_attributes (LwResultsFilters *self,
                    LwManifestIndex  *index)
{
  guint n = index != NULL ? lw_manifest_index_get_n_attributes (index) : 0;
  const char *compared = lw_results_session_get_compared (self->session);
  int other = compared != NULL && n > 0 ? lw_manifest_index_find_attribute (index, compared) : -1;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) others = gtk_string_list_new (NULL);

  /* Translators: compare with no other label attribute */
  gtk_string_list_append (others, _("Nothing"));
  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (names, lw_manifest_index_get_attribute_name (index, i));
      gtk_string_list_append (others, lw_manifest_index_get_attribute_name (index, i));
    }
  gtk_drop_down_set_model (self->attribute_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->compared_drop_down, G_LIST_MODEL (others));
  gtk_drop_down_set_selected (self->compared_drop_down, (guint) (other + 1));
  gtk_widget_set_visible (self->attribute_box, n > 1);
}

static void
rebuild_classes (LwResultsFilters *self)
{
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);
  guint n = attribute >= 0 ? lw_manifest_index_get_n_classes (index, attribute) : 0;
  g_autofree const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = lw_manifest_index_get_class_name (index, attribute, i);
  lw_facet_group_set_names (self->classes, names);
  gtk_widget_set_visible (GTK_WIDGET (self->classes), n > 0);
}

static void
set_active_bits (LwFacetGroup *group,
                 guint         bits,
                 guint         all)
{
  for (guint i = 0; i < lw_facet_group_get_n_items (group); i++)
    lw_facet_group_set_active (group, i, bits != all && (bits & (1u << i)) != 0);
}

static void
set_active_names (LwFacetGroup      *group,
                  const char *const *chosen)
{
  for (guint i = 0; i < lw_facet_group_get_n_items (group); i++)
    lw_facet_group_set_active (group, i,
                               chosen != NULL && g_strv_contains (chosen, lw_facet_group_get_name (group, i)));
}

static void
update_active (LwResultsFilters *self)
{
  LwManifestQuery *query = lw_results_session_get_query (self->session);
  double low = 0;
  double high = 1;

  set_active_bits (self->states, lw_manifest_query_get_states (query), LW_MANIFEST_ALL_STATES);
  set_active_bits (self->annotators, lw_manifest_query_get_annotators (query), LW_MANIFEST_ALL_ANNOTATORS);
  set_active_names (self->jobs, lw_manifest_query_get_jobs (query));
  set_active_names (self->classes, lw_manifest_query_get_classes (query));
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
take_query (LwResultsFilters *self)
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
session_notify_compared_cb (LwResultsFilters *self)
{
  self->updating++;
  rebuild_attributes (self, lw_results_session_get_index (self->session));
  self->updating--;
}

static void
take_index (LwResultsFilters *self)
{
  self->is_index_old = FALSE;
  session_notify_compared_cb (self);
  take_query (self);
}

static void
update_confidence_data (LwResultsFilters *self,
                        const guint64    *first,
                        const guint64    *second,
                        const char      **series)
{
  g_autoptr (LwChartData) data = lw_chart_data_new (LW_CHART_HISTOGRAM, _("Confidence"), _("Confidence"), series);

  for (guint i = 0; i < LW_CONFIDENCE_BINS; i++)
    {
      guint64 counts[2] = { first[i], second != NULL ? second[i] : 0 };
      g_autofree char *name =
        g_strdup_printf ("%.2f–%.2f", i / (double) LW_CONFIDENCE_BINS, (i + 1) / (double) LW_CONFIDENCE_BINS);

      lw_chart_data_add_row (data, name, counts);
    }
  lw_chart_frame_set_data (self->confidence_frame, data);
}

/* All labels at the bottom and nothing above: the service's way to write "one worker". */
static void
update_confidence (LwResultsFilters *self,
                   LwManifestCounts *counts,
                   const guint64    *second,
                   const char      **series)
{
  double low;
  double high;
  gboolean shown = lw_manifest_query_get_confidence (lw_results_session_get_query (self->session), &low, &high);

  for (guint i = 1; i < LW_CONFIDENCE_BINS; i++)
    shown |= counts->bins[i] > 0 || (second != NULL && second[i] > 0);

  lw_histogram_set_counts (self->histogram, counts->bins, second, LW_CONFIDENCE_BINS);
  update_confidence_data (self, counts->bins, second, series);
  gtk_widget_set_visible (GTK_WIDGET (self->confidence_frame), shown || counts->bins[0] > 0);
  gtk_widget_set_visible (self->confidence_box, shown);
  gtk_widget_set_visible (self->no_confidence, !shown && counts->bins[0] > 0);
}

/* One job is no choice. Which jobs there are is known when they were counted. */
static void
update_jobs (LwResultsFilters *self,
             LwManifestCounts *counts)
{
  const char *const none[] = { NULL };

  lw_facet_group_set_names (self->jobs, counts->n_jobs > 0 ? (const char *const *) counts->job_names : none);
  set_active_names (self->jobs, lw_manifest_query_get_jobs (lw_results_session_get_query (self->session)));
  if (counts->n_jobs > 0)
    lw_facet_group_set_counts (self->jobs, counts->jobs, NULL, counts->n_jobs);
  gtk_widget_set_visible (GTK_WIDGET (self->jobs), counts->n_jobs > 1);
}

static void
take_counts (LwResultsFilters *self)
{
  LwManifestCounts *counts = lw_results_session_get_counts (self->session);
  LwResultsComparison *other = lw_results_session_get_comparison (self->session);
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  int attribute = lw_results_session_get_attribute (self->session);
  const char *series[3] = { _("Images"), NULL, NULL };

  if (counts == NULL || index == NULL)
    return;

  if (other != NULL && attribute >= 0)
    {
      series[0] = lw_manifest_index_get_attribute_name (index, (guint) attribute);
      series[1] = lw_manifest_index_get_attribute_name (index, (guint) other->attribute);
    }
  lw_facet_group_set_series (self->states, series[0], series[1]);
  lw_facet_group_set_series (self->annotators, series[0], series[1]);
  lw_facet_group_set_series (self->classes, series[0], series[1]);
  lw_facet_group_set_counts (self->states, counts->states, other != NULL ? other->states : NULL,
                             LW_N_DATA_OBJECT_STATES);
  lw_facet_group_set_counts (self->annotators, counts->annotators, other != NULL ? other->annotators : NULL,
                             N_ANNOTATORS);
  lw_facet_group_set_counts (self->classes, counts->classes,
                             other != NULL && other->n_classes == counts->n_classes ? other->classes : NULL,
                             counts->n_classes);
  update_jobs (self, counts);
  update_confidence (self, counts, other != NULL ? other->bins : NULL, series);
}

/* The query comes with an index that is still to be taken. */
static void
session_notify_query_cb (LwResultsFilters *self)
{
  if (!self->is_index_old)
    take_query (self);
}

/* Images are what a person waits for: what there is beside them comes after the frame that shows them. */
static gboolean
update_cb (gpointer user_data)
{
  LwResultsFilters *self = user_data;

  self->update_id = 0;
  if (self->is_index_old)
    take_index (self);
  take_counts (self);
  return G_SOURCE_REMOVE;
}

static void
session_notify_counts_cb (LwResultsFilters *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 15, update_cb, self, NULL);
}

static void
session_notify_index_cb (LwResultsFilters *self)
{
  self->is_index_old = TRUE;
  session_notify_counts_cb (self);
}

static void
lw_results_filters_dispose (GObject *object)
{
  LwResultsFilters *self = LW_RESULTS_FILTERS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_RESULTS_FILTERS);

  G_OBJECT_CLASS (lw_results_filters_parent_class)->dispose (object);
}

static void
lw_results_filters_class_init (LwResultsFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_results_filters_dispose;

  g_type_ensure (LW_TYPE_CHART_FRAME);
  g_type_ensure (LW_TYPE_FACET_GROUP);
  g_type_ensure (LW_TYPE_HISTOGRAM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-results-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, attribute_box);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, attribute_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, compared_drop_down);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, states);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, annotators);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, classes);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, jobs);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, confidence_frame);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, no_confidence);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, confidence_box);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, histogram);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, low_spin);
  gtk_widget_class_bind_template_child (widget_class, LwResultsFilters, high_spin);
  gtk_widget_class_bind_template_callback (widget_class, annotators_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, attribute_drop_down_notify_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, classes_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, compared_drop_down_notify_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, histogram_range_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, jobs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, spin_value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, states_changed_cb);
}

static void
lw_results_filters_init (LwResultsFilters *self)
{
  const char *states[LW_N_DATA_OBJECT_STATES + 1] = { NULL };
  const char *annotators[] = { _("Not known"), _("People"), _("Machine"), NULL };

  self->updating++;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating--;

  for (guint i = 0; i < LW_N_DATA_OBJECT_STATES; i++)
    states[i] = lw_results_words_get_state (i);
  lw_facet_group_set_names (self->states, states);
  lw_facet_group_set_names (self->annotators, annotators);
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
  g_signal_connect_object (session, "notify::compared", G_CALLBACK (session_notify_compared_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::counts", G_CALLBACK (session_notify_counts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::comparison", G_CALLBACK (session_notify_counts_cb), self,
                           G_CONNECT_SWAPPED);
  take_index (self);
  take_counts (self);
}
