/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label categories of a task: a list to choose one or several from, by pointer, key, or typing a part of the
 * name. Knows nothing of templates or tasks.
 *
 *   GtkListView ← GtkNoSelection ← GtkFilterListModel ← GListStore of LwCategory
 *
 * The exclusion category ("none of the above") is the last item of the store. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-category-list.h"

#include "lw-category-row.h"
#include "lw-str.h"

#include <string.h>

/* How long a choice shows after the next image stands there; in milliseconds. */
#define FLASH_TIME 110

struct _LwCategoryList
{
  GtkWidget           parent_instance;

  GtkEditable        *filter_entry;
  GtkListView        *list_view;
  GtkWidget          *no_match;

  GListStore         *categories;
  GtkFilterListModel *shown;
  GtkFilter          *filter;
  char               *needle;
  gboolean            multiple;
  gboolean            has_exclusion;
  LwCategory         *flashing;
  guint               flash_id;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_FILTER_STOPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwCategoryList, lw_category_list, GTK_TYPE_WIDGET)

static LwCategory *
get_category (LwCategoryList *self,
              guint           index)
{
  g_autoptr (LwCategory) category = g_list_model_get_item (G_LIST_MODEL (self->categories), index);

  /* The store keeps it. */
  return category;
}

static gboolean
match_category (gpointer item,
                gpointer user_data)
{
  LwCategoryList *self = user_data;
  g_autofree char *name = NULL;

  if (self->needle == NULL || *self->needle == '\0')
    return TRUE;
  name = g_utf8_casefold (lw_category_get_name (item), -1);
  return strstr (name, self->needle) != NULL;
}

static void
update_no_match (LwCategoryList *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  gtk_widget_set_visible (self->no_match, n_shown == 0 && lw_category_list_get_n (self) > 0);
}

static void
filter_entry_changed_cb (GtkEditable    *entry,
                         LwCategoryList *self)
{
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (entry), -1);

  if (!lw_set_str (&self->needle, needle))
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_no_match (self);
}

static void
filter_entry_activate_cb (GtkEditable    *entry,
                          LwCategoryList *self)
{
  g_autoptr (LwCategory) first = g_list_model_get_item (G_LIST_MODEL (self->shown), 0);

  if (first == NULL)
    return;
  lw_category_list_stop_filter (self);
  lw_category_list_choose (self, lw_category_get_index (first));
}

static void
filter_entry_stop_search_cb (GtkSearchEntry *entry,
                             LwCategoryList *self)
{
  lw_category_list_stop_filter (self);
}

static void
factory_setup_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *list_item,
                  LwCategoryList           *self)
{
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, lw_category_row_new ());
}

static void
factory_bind_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *list_item,
                 LwCategoryList           *self)
{
  LwCategoryRow *row = LW_CATEGORY_ROW (gtk_list_item_get_child (list_item));

  lw_category_row_set_multiple (row, self->multiple);
  lw_category_row_set_category (row, gtk_list_item_get_item (list_item));
}

static void
factory_unbind_cb (GtkSignalListItemFactory *factory,
                   GtkListItem              *list_item,
                   LwCategoryList           *self)
{
  lw_category_row_set_category (LW_CATEGORY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  lw_category_list_choose (LW_CATEGORY_LIST (widget), g_variant_get_uint32 (parameter));
}

static void
stop_flash (LwCategoryList *self)
{
  g_clear_handle_id (&self->flash_id, g_source_remove);
  if (self->flashing != NULL)
    lw_category_set_flashing (self->flashing, FALSE);
  g_clear_object (&self->flashing);
}

static gboolean
flash_timeout_cb (gpointer user_data)
{
  LwCategoryList *self = user_data;

  self->flash_id = 0;
  stop_flash (self);
  return G_SOURCE_REMOVE;
}

static void
lw_category_list_dispose (GObject *object)
{
  LwCategoryList *self = LW_CATEGORY_LIST (object);

  stop_flash (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_CATEGORY_LIST);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->categories);

  G_OBJECT_CLASS (lw_category_list_parent_class)->dispose (object);
}

static void
lw_category_list_finalize (GObject *object)
{
  LwCategoryList *self = LW_CATEGORY_LIST (object);

  g_free (self->needle);

  G_OBJECT_CLASS (lw_category_list_parent_class)->finalize (object);
}

static void
lw_category_list_class_init (LwCategoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_category_list_dispose;
  object_class->finalize = lw_category_list_finalize;

  /**
   * LwCategoryList::chosen:
   * @self: the list
   * @index: the position of the category
   *
   * The person chose or unchose a category; the selection has changed already.
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * LwCategoryList::selection-changed:
   * @self: the list
   *
   * Other categories are chosen than before.
   */
  signals[SIGNAL_SELECTION_CHANGED] =
    g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * LwCategoryList::filter-stopped:
   * @self: the list
   *
   * The entry for names has gone; the focus wants another place.
   */
  signals[SIGNAL_FILTER_STOPPED] =
    g_signal_new ("filter-stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/worker/lw-category-list.ui");
  /* Bound only so that it goes with the template. */
  gtk_widget_class_bind_template_child_full (widget_class, "content", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, LwCategoryList, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, LwCategoryList, list_view);
  gtk_widget_class_bind_template_child (widget_class, LwCategoryList, no_match);
  gtk_widget_class_bind_template_callback (widget_class, filter_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_entry_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, factory_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, factory_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, factory_unbind_cb);
  gtk_widget_class_install_action (widget_class, "categories.choose", "u", choose_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "category-list");
}

static void
lw_category_list_init (LwCategoryList *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->categories = g_list_store_new (LW_TYPE_CATEGORY);
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_category, self, NULL));
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->categories)), g_object_ref (self->filter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

/**
 * lw_category_list_new:
 *
 * Returns: (transfer full): an empty list
 */
GtkWidget *
lw_category_list_new (void)
{
  return g_object_new (LW_TYPE_CATEGORY_LIST, NULL);
}

/* Items that stay are only renamed: this runs at each keystroke in the wizard. */
static void
update_items (LwCategoryList    *self,
              const char *const *names,
              guint              n)
{
  guint n_before = lw_category_list_get_n (self);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MIN (n, n_before); i++)
    lw_category_set_name (get_category (self, i), names[i]);
  for (guint i = n_before; i < n; i++)
    g_ptr_array_add (added, lw_category_new (names[i], i));
  if (n < n_before)
    g_list_store_splice (self->categories, n, n_before - n, NULL, 0);
  else if (added->len > 0)
    g_list_store_splice (self->categories, n_before, 0, added->pdata, added->len);
}

/**
 * lw_category_list_set_categories:
 * @self: the list
 * @names: (array zero-terminated=1): the categories in their order
 * @exclusion: (nullable): one more choice, which excludes all others
 * @multiple: whether several may be chosen
 *
 * Lists these. What was chosen stays chosen at its position.
 */
void
lw_category_list_set_categories (LwCategoryList    *self,
                                 const char *const *names,
                                 const char        *exclusion,
                                 gboolean           multiple)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_return_if_fail (LW_IS_CATEGORY_LIST (self));
  g_return_if_fail (names != NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) names[i]);
  if (exclusion != NULL)
    g_ptr_array_add (all, (gpointer) exclusion);
  if (self->multiple != multiple)
    {
      /* The marks change: all rows are bound anew. */
      self->multiple = multiple;
      g_list_store_remove_all (self->categories);
    }
  self->has_exclusion = exclusion != NULL;
  update_items (self, (const char *const *) all->pdata, all->len);
  if (self->needle != NULL && *self->needle != '\0')
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_no_match (self);
}

/**
 * lw_category_list_get_n:
 * @self: the list
 *
 * Returns: how many choices there are
 */
guint
lw_category_list_get_n (LwCategoryList *self)
{
  g_return_val_if_fail (LW_IS_CATEGORY_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->categories));
}

/**
 * lw_category_list_dup_selected:
 * @self: the list
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of the chosen categories, in their order
 */
char **
lw_category_list_dup_selected (LwCategoryList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (LW_IS_CATEGORY_LIST (self), NULL);

  for (guint i = 0; i < lw_category_list_get_n (self); i++)
    {
      LwCategory *category = get_category (self, i);

      if (lw_category_get_selected (category))
        g_strv_builder_add (builder, lw_category_get_name (category));
    }
  return g_strv_builder_end (builder);
}

/**
 * lw_category_list_set_selected:
 * @self: the list
 * @names: (nullable) (array zero-terminated=1): what is to be chosen; unknown names are passed over
 */
void
lw_category_list_set_selected (LwCategoryList    *self,
                               const char *const *names)
{
  gboolean changed = FALSE;

  g_return_if_fail (LW_IS_CATEGORY_LIST (self));

  for (guint i = 0; i < lw_category_list_get_n (self); i++)
    {
      LwCategory *category = get_category (self, i);
      gboolean selected = names != NULL && g_strv_contains (names, lw_category_get_name (category));

      changed |= selected != lw_category_get_selected (category);
      lw_category_set_selected (category, selected);
    }
  if (changed)
    g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static gboolean
is_exclusion (LwCategoryList *self,
              guint           index)
{
  return self->has_exclusion && index + 1 == lw_category_list_get_n (self);
}

/**
 * lw_category_list_choose:
 * @self: the list
 * @index: the position of a category; one that is not there is passed over
 *
 * Does what pressing the category does: chooses it alone, or among several turns it over.
 */
void
lw_category_list_choose (LwCategoryList *self,
                         guint           index)
{
  gboolean alone;

  g_return_if_fail (LW_IS_CATEGORY_LIST (self));

  if (index >= lw_category_list_get_n (self))
    return;
  stop_flash (self);
  alone = !self->multiple || is_exclusion (self, index);
  for (guint i = 0; i < lw_category_list_get_n (self); i++)
    {
      LwCategory *category = get_category (self, i);

      if (i == index)
        lw_category_set_selected (category, !self->multiple || !lw_category_get_selected (category));
      else if (alone || is_exclusion (self, i))
        lw_category_set_selected (category, FALSE);
    }
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, index);
}

/**
 * lw_category_list_flash:
 * @self: the list
 * @name: the name of a category; one that is not there is passed over
 *
 * Shows for a moment that this one was chosen, while the next task stands there already.
 */
void
lw_category_list_flash (LwCategoryList *self,
                        const char     *name)
{
  g_return_if_fail (LW_IS_CATEGORY_LIST (self));

  stop_flash (self);
  for (guint i = 0; i < lw_category_list_get_n (self); i++)
    {
      LwCategory *category = get_category (self, i);

      if (g_strcmp0 (lw_category_get_name (category), name) == 0)
        g_set_object (&self->flashing, category);
    }
  if (self->flashing == NULL)
    return;
  lw_category_set_flashing (self->flashing, TRUE);
  self->flash_id = g_timeout_add (FLASH_TIME, flash_timeout_cb, self);
}

/**
 * lw_category_list_start_filter:
 * @self: the list
 *
 * Lets the person type a part of a name; Enter chooses the first that is left.
 */
void
lw_category_list_start_filter (LwCategoryList *self)
{
  g_return_if_fail (LW_IS_CATEGORY_LIST (self));

  gtk_widget_set_visible (GTK_WIDGET (self->filter_entry), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
}

/**
 * lw_category_list_stop_filter:
 * @self: the list
 *
 * Shows all categories again and leaves the entry.
 *
 * Returns: whether there was something to stop
 */
gboolean
lw_category_list_stop_filter (LwCategoryList *self)
{
  g_return_val_if_fail (LW_IS_CATEGORY_LIST (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->filter_entry)))
    return FALSE;
  gtk_editable_set_text (self->filter_entry, "");
  gtk_widget_set_visible (GTK_WIDGET (self->filter_entry), FALSE);
  g_signal_emit (self, signals[SIGNAL_FILTER_STOPPED], 0);
  return TRUE;
}
