/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart of bars that are filters.
 *
 * GtkListView ─ GtkNoSelection ─ GtkFilterListModel ─ GListStore (LwClassFacet)
 */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-facet-group.h"
#include "lw-chart-frame.h"
#include "lw-class-facet.h"
#include "lw-facet-row.h"

#include "lw-category-keys.h"
#include "lw-str.h"

#include <glib/gi18n.h>

/* A shorter list is seen at once. */
#define SEARCH_FROM 16

struct _LwFacetGroup
{
  GtkWidget     parent_instance;

  LwChartFrame *frame;
  GtkWidget    *search_entry;
  GtkListView  *view;

  char         *title;
  char         *first;
  char         *second;
  char         *search;
  GListStore   *facets;
  GtkFilter    *filter;
  gboolean      has_keys;
  gboolean      hide_empty;
  guint         updating;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_HAS_KEYS,
  PROP_HIDE_EMPTY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwFacetGroup, lw_facet_group, GTK_TYPE_WIDGET)

static LwClassFacet *
get_facet (LwFacetGroup *self,
           guint         position)
{
  /* The list keeps it alive. */
  g_autoptr (LwClassFacet) facet = g_list_model_get_item (G_LIST_MODEL (self->facets), position);

  return facet;
}

static void
facet_notify_active_cb (LwFacetGroup *self)
{
  if (self->updating == 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  LwFacetGroup *self = user_data;
  LwClassFacet *facet = item;
  g_autofree char *folded = NULL;

  if (self->hide_empty && lw_class_facet_get_count (facet) == 0 && !lw_class_facet_get_active (facet))
    return FALSE;
  if (self->search == NULL)
    return TRUE;
  folded = g_utf8_casefold (lw_class_facet_get_name (facet), -1);
  return strstr (folded, self->search) != NULL;
}

static void
search_entry_search_changed_cb (LwFacetGroup *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_free (self->search);
  self->search = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Rows */

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
init_view (LwFacetGroup *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkFilterListModel) filtered = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  self->facets = g_list_store_new (LW_TYPE_CLASS_FACET);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->facets)), g_object_ref (self->filter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (filtered)));
  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (factory_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (factory_unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}

/* Object */

static void
lw_facet_group_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LwFacetGroup *self = LW_FACET_GROUP (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HAS_KEYS:
      g_value_set_boolean (value, self->has_keys);
      break;
    case PROP_HIDE_EMPTY:
      g_value_set_boolean (value, self->hide_empty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_facet_group_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LwFacetGroup *self = LW_FACET_GROUP (object);

  switch (property_id)
    {
    case PROP_TITLE:
      lw_facet_group_set_title (self, g_value_get_string (value));
      break;
    case PROP_HAS_KEYS:
      self->has_keys = g_value_get_boolean (value);
      break;
    case PROP_HIDE_EMPTY:
      self->hide_empty = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_facet_group_dispose (GObject *object)
{
  LwFacetGroup *self = LW_FACET_GROUP (object);

  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->facets);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_FACET_GROUP);

  G_OBJECT_CLASS (lw_facet_group_parent_class)->dispose (object);
}

static void
lw_facet_group_finalize (GObject *object)
{
  LwFacetGroup *self = LW_FACET_GROUP (object);

  g_free (self->title);
  g_free (self->first);
  g_free (self->second);
  g_free (self->search);

  G_OBJECT_CLASS (lw_facet_group_parent_class)->finalize (object);
}

static void
lw_facet_group_class_init (LwFacetGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_facet_group_get_property;
  object_class->set_property = lw_facet_group_set_property;
  object_class->dispose = lw_facet_group_dispose;
  object_class->finalize = lw_facet_group_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * LwFacetGroup:has-keys:
   *
   * Whether the keys of label categories stand beside the names. Set when it is made.
   */
  properties[PROP_HAS_KEYS] = g_param_spec_boolean ("has-keys", NULL, NULL, FALSE, flags);
  /**
   * LwFacetGroup:hide-empty:
   *
   * Whether names that nothing has are left out. Set when it is made.
   */
  properties[PROP_HIDE_EMPTY] = g_param_spec_boolean ("hide-empty", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LwFacetGroup::changed:
   * @self: the group
   *
   * A person chose other names.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (LW_TYPE_CHART_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/results/lw-facet-group.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, LwFacetGroup, frame);
  gtk_widget_class_bind_template_child (widget_class, LwFacetGroup, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LwFacetGroup, view);
  gtk_widget_class_bind_template_callback (widget_class, search_entry_search_changed_cb);
}

static void
lw_facet_group_init (LwFacetGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->first = g_strdup (_("Images"));
  init_view (self);
}

/**
 * lw_facet_group_set_title:
 * @self: a group
 * @title: what stands above it
 *
 * Sets the title.
 */
void
lw_facet_group_set_title (LwFacetGroup *self,
                          const char   *title)
{
  g_return_if_fail (LW_IS_FACET_GROUP (self));

  if (!lw_set_str (&self->title, title))
    return;
  lw_chart_frame_set_title (self->frame, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static gboolean
has_names (LwFacetGroup      *self,
           const char *const *names,
           guint              n_names)
{
  if (n_names != lw_facet_group_get_n_items (self))
    return FALSE;
  for (guint i = 0; i < n_names; i++)
    if (strcmp (lw_facet_group_get_name (self, i), names[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * lw_facet_group_set_names:
 * @self: a group
 * @names: (array zero-terminated=1): what can be chosen
 *
 * Replaces the names; those that are there already stay as they are.
 */
void
lw_facet_group_set_names (LwFacetGroup      *self,
                          const char *const *names)
{
  guint n_names;
  g_autoptr (GPtrArray) facets = NULL;

  g_return_if_fail (LW_IS_FACET_GROUP (self));
  g_return_if_fail (names != NULL);

  n_names = g_strv_length ((char **) names);
  if (has_names (self, names, n_names))
    return;

  facets = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_names; i++)
    {
      LwClassFacet *facet = lw_class_facet_new (names[i], self->has_keys ? lw_category_key_for_index (i) : 0);

      g_signal_connect_object (facet, "notify::active", G_CALLBACK (facet_notify_active_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (facets, facet);
    }
  g_list_store_splice (self->facets, 0, lw_facet_group_get_n_items (self), facets->pdata, facets->len);
  gtk_widget_set_visible (self->search_entry, n_names >= SEARCH_FROM);
}

/**
 * lw_facet_group_set_series:
 * @self: a group
 * @first: what the first bar of a name is about
 * @second: (nullable): what the second bar is about
 *
 * Names the bars.
 */
void
lw_facet_group_set_series (LwFacetGroup *self,
                           const char   *first,
                           const char   *second)
{
  g_return_if_fail (LW_IS_FACET_GROUP (self));

  lw_set_str (&self->first, first);
  lw_set_str (&self->second, second);
}

static void
update_data (LwFacetGroup *self)
{
  const char *series[] = { self->first, self->second, NULL };
  g_autoptr (LwChartData) data = lw_chart_data_new (LW_CHART_BARS, self->title, self->title, series);

  for (guint i = 0; i < lw_facet_group_get_n_items (self); i++)
    {
      LwClassFacet *facet = get_facet (self, i);
      guint64 counts[2] = { lw_class_facet_get_count (facet), lw_class_facet_get_second (facet) };

      lw_chart_data_add_row (data, lw_class_facet_get_name (facet), counts);
    }
  lw_chart_frame_set_data (self->frame, data);
}

/**
 * lw_facet_group_set_counts:
 * @self: a group
 * @first: (array length=n_counts): how many have each name
 * @second: (array length=n_counts) (nullable): likewise, for the second bar; %NULL for none
 * @n_counts: how many counts there are
 *
 * Sets the bars; the longest one goes from end to end.
 */
void
lw_facet_group_set_counts (LwFacetGroup  *self,
                           const guint64 *first,
                           const guint64 *second,
                           guint          n_counts)
{
  double largest = 1;

  g_return_if_fail (LW_IS_FACET_GROUP (self));
  g_return_if_fail (first != NULL);

  n_counts = MIN (n_counts, lw_facet_group_get_n_items (self));
  for (guint i = 0; i < n_counts; i++)
    largest = MAX (largest, MAX (first[i], second != NULL ? second[i] : 0));
  for (guint i = 0; i < n_counts; i++)
    {
      LwClassFacet *facet = get_facet (self, i);

      lw_class_facet_set_second (facet, second != NULL, second != NULL ? second[i] : 0,
                                 second != NULL ? second[i] / largest : 0);
      lw_class_facet_set_count (facet, first[i], first[i] / largest);
    }
  if (self->hide_empty)
    {
      GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->view));

      gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
      gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (shown) > 0);
    }
  update_data (self);
}

/**
 * lw_facet_group_get_n_items:
 * @self: a group
 *
 * Returns: how many names it has, the hidden ones included
 */
guint
lw_facet_group_get_n_items (LwFacetGroup *self)
{
  g_return_val_if_fail (LW_IS_FACET_GROUP (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->facets));
}

/**
 * lw_facet_group_get_name:
 * @self: a group
 * @position: which name
 *
 * Returns: (transfer none): the name
 */
const char *
lw_facet_group_get_name (LwFacetGroup *self,
                         guint         position)
{
  g_return_val_if_fail (LW_IS_FACET_GROUP (self), NULL);

  return lw_class_facet_get_name (get_facet (self, position));
}

/**
 * lw_facet_group_get_active:
 * @self: a group
 * @position: which name
 *
 * Returns: whether it is chosen
 */
gboolean
lw_facet_group_get_active (LwFacetGroup *self,
                           guint         position)
{
  g_return_val_if_fail (LW_IS_FACET_GROUP (self), FALSE);

  return lw_class_facet_get_active (get_facet (self, position));
}

/**
 * lw_facet_group_set_active:
 * @self: a group
 * @position: which name
 * @active: whether it is chosen
 *
 * Chooses it or not, without "changed".
 */
void
lw_facet_group_set_active (LwFacetGroup *self,
                           guint         position,
                           gboolean      active)
{
  g_return_if_fail (LW_IS_FACET_GROUP (self));

  self->updating++;
  lw_class_facet_set_active (get_facet (self, position), active);
  self->updating--;
}
