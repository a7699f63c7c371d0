/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a long list are selected. GtkMultiSelection keeps every selected item alive to find it again after a
 * change: a million objects. Here a position is what is selected; a query that replaces the rows selects none.
 *
 * The items are not the rows but places for rows, one a position. A view makes new widgets for new items, a hundred and
 * more at each query; these stay, and "rows-changed" says that other rows are in them. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-row-selection.h"

/* About what a view keeps widgets for, and how many of them it makes in one turn of the main loop. */
#define MAX_STEPS 256
#define STEP 32

/* limit: how many rows of the model are told of. After a model took the place of nothing it grows step by step, so that
 * the first rows are on the screen before the view has made all of its widgets. n_told: how many items there are for
 * who was told. places: the items that something holds, by position; weak. */
struct _LwRowSelection
{
  GObject     parent_instance;

  GListModel *model;
  guint       limit;
  guint       n_told;
  GHashTable *places;
  GtkBitset  *selected;
  gulong      items_changed_id;
  guint       grow_id;
};

typedef struct
{
  LwRowSelection *selection;
  guint           position;
  GObject        *object;
} Place;

enum
{
  PROP_0,
  PROP_N_SELECTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  ROWS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void lw_row_selection_list_model_init (GListModelInterface *iface);
static void lw_row_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwRowSelection, lw_row_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lw_row_selection_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                      lw_row_selection_selection_model_init))

static guint
count_rows (LwRowSelection *self)
{
  return self->model != NULL ? MIN (g_list_model_get_n_items (self->model), self->limit) : 0;
}

static void
notify_n_selected (LwRowSelection *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* Tells of everything between the first and the last position that differ. */
static void
take_selected (LwRowSelection *self,
               GtkBitset      *selected)
{
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint first;

  gtk_bitset_difference (changes, selected);
  gtk_bitset_unref (self->selected);
  self->selected = selected;
  if (gtk_bitset_is_empty (changes))
    return;

  first = gtk_bitset_get_minimum (changes);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first,
                                         gtk_bitset_get_maximum (changes) - first + 1);
  notify_n_selected (self);
}

/* Tells of as many items as there are rows now, at the end: those before stay what they are. */
static void
tell (LwRowSelection *self)
{
  guint n_before = self->n_told;

  self->n_told = count_rows (self);
  if (self->n_told != n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), MIN (n_before, self->n_told),
                                n_before - MIN (n_before, self->n_told), self->n_told - MIN (n_before, self->n_told));
}

static void
set_limit (LwRowSelection *self,
           guint           limit)
{
  self->limit = limit;
  tell (self);
}

static gboolean
grow_cb (gpointer user_data)
{
  LwRowSelection *self = user_data;

  if (self->limit + STEP < MAX_STEPS)
    {
      set_limit (self, self->limit + STEP);
      return G_SOURCE_CONTINUE;
    }
  self->grow_id = 0;
  set_limit (self, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

static void
grow_later (LwRowSelection *self)
{
  if (self->grow_id == 0)
    self->grow_id = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, grow_cb, self, NULL);
}

/* All rows at once from now on. */
static void
stop_growing (LwRowSelection *self)
{
  g_clear_handle_id (&self->grow_id, g_source_remove);
  set_limit (self, G_MAXUINT);
}

static void
model_items_changed_cb (LwRowSelection *self,
                        guint           position,
                        guint           removed,
                        guint           added)
{
  guint n_selected = lw_row_selection_get_n_selected (self);
  guint n_before = self->n_told;

  gtk_bitset_splice (self->selected, position, removed, added);
  stop_growing (self);
  if (position < n_before)
    g_signal_emit (self, signals[ROWS_CHANGED], 0);
  if (n_selected == 0)
    return;
  if (self->n_told > position)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, self->n_told - position);
  if (lw_row_selection_get_n_selected (self) != n_selected)
    notify_n_selected (self);
}

/* GListModel */

static GType
lw_row_selection_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
lw_row_selection_get_n_items (GListModel *list)
{
  return LW_ROW_SELECTION (list)->n_told;
}

static void
place_gone_cb (gpointer  data,
               GObject  *object)
{
  Place *place = data;

  g_hash_table_remove (place->selection->places, GUINT_TO_POINTER (place->position));
}

static gpointer
lw_row_selection_get_item (GListModel *list,
                           guint       position)
{
  LwRowSelection *self = LW_ROW_SELECTION (list);
  Place *place;

  if (position >= self->n_told)
    return NULL;
  place = g_hash_table_lookup (self->places, GUINT_TO_POINTER (position));
  if (place != NULL)
    return g_object_ref (place->object);
  place = g_new (Place, 1);
  *place = (Place) { self, position, g_object_new (G_TYPE_OBJECT, NULL) };
  g_object_weak_ref (place->object, place_gone_cb, place);
  g_hash_table_insert (self->places, GUINT_TO_POINTER (position), place);
  return place->object;
}

static void
lw_row_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_row_selection_get_item_type;
  iface->get_n_items = lw_row_selection_get_n_items;
  iface->get_item = lw_row_selection_get_item;
}

/* GtkSelectionModel */

static gboolean
lw_row_selection_is_selected (GtkSelectionModel *model,
                              guint              position)
{
  return gtk_bitset_contains (LW_ROW_SELECTION (model)->selected, position);
}

static GtkBitset *
lw_row_selection_get_selection_in_range (GtkSelectionModel *model,
                                         guint              position,
                                         guint              n_items)
{
  return gtk_bitset_ref (LW_ROW_SELECTION (model)->selected);
}

/* For all of mask: the bits of selected. */
static gboolean
lw_row_selection_set_selection (GtkSelectionModel *model,
                                GtkBitset         *selected,
                                GtkBitset         *mask)
{
  LwRowSelection *self = LW_ROW_SELECTION (model);
  g_autoptr (GtkBitset) chosen = gtk_bitset_copy (selected);
  GtkBitset *wanted = gtk_bitset_copy (self->selected);

  gtk_bitset_intersect (chosen, mask);
  gtk_bitset_subtract (wanted, mask);
  gtk_bitset_union (wanted, chosen);
  if (!gtk_bitset_is_empty (wanted) && gtk_bitset_get_maximum (wanted) >= count_rows (self))
    gtk_bitset_remove_range (wanted, count_rows (self), G_MAXUINT - count_rows (self));
  take_selected (self, wanted);
  return TRUE;
}

static gboolean
lw_row_selection_select_all (GtkSelectionModel *model)
{
  LwRowSelection *self = LW_ROW_SELECTION (model);

  stop_growing (self);
  take_selected (self, gtk_bitset_new_range (0, count_rows (self)));
  return TRUE;
}

static void
lw_row_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->select_all = lw_row_selection_select_all;
  iface->is_selected = lw_row_selection_is_selected;
  iface->get_selection_in_range = lw_row_selection_get_selection_in_range;
  iface->set_selection = lw_row_selection_set_selection;
}

static void
lw_row_selection_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, lw_row_selection_get_n_selected (LW_ROW_SELECTION (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_row_selection_dispose (GObject *object)
{
  LwRowSelection *self = LW_ROW_SELECTION (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  if (self->model != NULL)
    g_clear_signal_handler (&self->items_changed_id, self->model);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (lw_row_selection_parent_class)->dispose (object);
}

static void
lw_row_selection_finalize (GObject *object)
{
  LwRowSelection *self = LW_ROW_SELECTION (object);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_object_weak_unref (((Place *) value)->object, place_gone_cb, value);
  g_hash_table_unref (self->places);
  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (lw_row_selection_parent_class)->finalize (object);
}

static void
lw_row_selection_class_init (LwRowSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_row_selection_get_property;
  object_class->dispose = lw_row_selection_dispose;
  object_class->finalize = lw_row_selection_finalize;

  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LwRowSelection::rows-changed:
   * @self: the selection
   *
   * Other rows are in the places that there were before.
   */
  signals[ROWS_CHANGED] = g_signal_new ("rows-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
lw_row_selection_init (LwRowSelection *self)
{
  self->limit = G_MAXUINT;
  self->selected = gtk_bitset_new_empty ();
  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * lw_row_selection_new:
 *
 * Returns: (transfer full): a selection of nothing
 */
LwRowSelection *
lw_row_selection_new (void)
{
  return g_object_new (LW_TYPE_ROW_SELECTION, NULL);
}

/**
 * lw_row_selection_get_model:
 * @self: a selection
 *
 * Returns: (transfer none) (nullable): the rows
 */
GListModel *
lw_row_selection_get_model (LwRowSelection *self)
{
  g_return_val_if_fail (LW_IS_ROW_SELECTION (self), NULL);

  return self->model;
}

/**
 * lw_row_selection_set_model:
 * @self: a selection
 * @model: (nullable): the rows
 *
 * Replaces the rows; none is selected then.
 */
void
lw_row_selection_set_model (LwRowSelection *self,
                            GListModel     *model)
{
  guint n_before;
  gboolean growing;

  g_return_if_fail (LW_IS_ROW_SELECTION (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  n_before = self->n_told;
  growing = n_before == 0 || self->grow_id != 0;
  if (self->model != NULL)
    g_clear_signal_handler (&self->items_changed_id, self->model);
  g_set_object (&self->model, model);
  if (model != NULL)
    self->items_changed_id = g_signal_connect_swapped (model, "items-changed", G_CALLBACK (model_items_changed_cb),
                                                       self);
  take_selected (self, gtk_bitset_new_empty ());
  set_limit (self, growing ? MAX (n_before, STEP) : G_MAXUINT);
  if (growing)
    grow_later (self);
  if (n_before > 0)
    g_signal_emit (self, signals[ROWS_CHANGED], 0);
}

/**
 * lw_row_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many rows are selected
 */
guint
lw_row_selection_get_n_selected (LwRowSelection *self)
{
  g_return_val_if_fail (LW_IS_ROW_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->selected);
}

/**
 * lw_row_selection_get_selected:
 * @self: a selection
 *
 * Returns: (transfer none): the positions that are selected; copy it to keep it
 */
const GtkBitset *
lw_row_selection_get_selected (LwRowSelection *self)
{
  g_return_val_if_fail (LW_IS_ROW_SELECTION (self), NULL);

  return self->selected;
}
