/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places, drafts and labeling jobs.
 *
 * GtkSingleSelection ─ GtkFilterListModel ─ GtkFlattenListModel ┬ drafts (LwDraftItem)
 *                                                               └ the place's jobs (LwLabelingJob)
 */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-sidebar.h"

#include "lw-draft-item.h"
#include "lw-sidebar-row.h"

#include "lw-str.h"

#include <glib/gi18n.h>

struct _LwSidebar
{
  AdwBin              parent_instance;

  GtkWidget          *header_bar;
  GtkEditable        *search_entry;
  GtkMenuButton      *place_button;
  GtkLabel           *place_title;
  GtkStack           *stack;
  GtkListView        *list_view;
  GtkLabel           *empty_text;

  GListStore         *parts;
  GListModel         *drafts;
  GListModel         *jobs;
  GListModel         *places;
  GtkFilter          *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  char               *selected;
  gboolean            selecting;
};

G_DEFINE_FINAL_TYPE (LwSidebar, lw_sidebar, ADW_TYPE_BIN)

static const char *
get_item_name (gpointer item)
{
  if (LW_IS_DRAFT_ITEM (item))
    return lw_draft_item_get_title (item);
  return LW_IS_LABELING_JOB (item) ? lw_labeling_job_get_name (item) : "";
}

static gboolean
matches_search (gpointer item,
                gpointer user_data)
{
  LwSidebar *self = LW_SIDEBAR (user_data);
  const char *text = gtk_editable_get_text (self->search_entry);
  g_autofree char *needle = g_utf8_casefold (text, -1);
  g_autofree char *haystack = g_utf8_casefold (get_item_name (item), -1);

  return strstr (haystack, needle) != NULL;
}

static void
update_stack (LwSidebar *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;
  gboolean searching = *gtk_editable_get_text (self->search_entry) != '\0';

  gtk_label_set_label (self->empty_text, searching ? _("No job has this in its name.") : _("No labeling jobs yet"));
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static void
open_item (LwSidebar *self,
           gpointer   item)
{
  if (LW_IS_LABELING_JOB (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-job", "s", lw_labeling_job_get_name (item));
  else if (LW_IS_DRAFT_ITEM (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.resume-draft", "s", lw_draft_item_get_id (item));
}

static void
update_selection (LwSidebar *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; self->selected != NULL && i < n_items && position == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (LW_IS_LABELING_JOB (item) && strcmp (get_item_name (item), self->selected) == 0)
        position = i;
    }

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
update_parts (LwSidebar *self)
{
  self->selecting = TRUE;
  g_list_store_remove_all (self->parts);
  if (self->drafts != NULL)
    g_list_store_append (self->parts, self->drafts);
  if (self->jobs != NULL)
    g_list_store_append (self->parts, self->jobs);
  self->selecting = FALSE;
  update_selection (self);
}

static void
selection_notify_selected_item_cb (LwSidebar          *self,
                                   GParamSpec         *pspec,
                                   GtkSingleSelection *selection)
{
  if (!self->selecting)
    open_item (self, gtk_single_selection_get_selected_item (selection));
}

static void
list_view_activate_cb (LwSidebar *self,
                       guint      position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  open_item (self, item);
}

static void
filtered_items_changed_cb (LwSidebar *self)
{
  update_stack (self);
}

static void
search_entry_search_changed_cb (LwSidebar *self)
{
  self->selecting = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->selecting = FALSE;
  update_selection (self);
  update_stack (self);
}

static void
search_entry_stop_search_cb (LwSidebar *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
factory_setup_cb (GtkListItemFactory *factory,
                  GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, lw_sidebar_row_new ());
}

static void
factory_bind_cb (GtkListItemFactory *factory,
                 GtkListItem        *list_item)
{
  lw_sidebar_row_set_item (LW_SIDEBAR_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
factory_unbind_cb (GtkListItemFactory *factory,
                   GtkListItem        *list_item)
{
  lw_sidebar_row_set_item (LW_SIDEBAR_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
lw_sidebar_dispose (GObject *object)
{
  LwSidebar *self = LW_SIDEBAR (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->parts);
  g_clear_object (&self->drafts);
  g_clear_object (&self->jobs);
  g_clear_object (&self->places);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_SIDEBAR);

  G_OBJECT_CLASS (lw_sidebar_parent_class)->dispose (object);
}

static void
lw_sidebar_finalize (GObject *object)
{
  g_free (LW_SIDEBAR (object)->selected);

  G_OBJECT_CLASS (lw_sidebar_parent_class)->finalize (object);
}

static void
lw_sidebar_class_init (LwSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_sidebar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/shell/lw-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, header_bar);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, place_button);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, place_title);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, list_view);
  gtk_widget_class_bind_template_child (widget_class, LwSidebar, empty_text);
  gtk_widget_class_bind_template_callback (widget_class, search_entry_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_entry_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_view_activate_cb);
}

static void
lw_sidebar_init (LwSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_search, self, NULL));
  self->parts = g_list_store_new (G_TYPE_LIST_MODEL);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (
                                                G_LIST_MODEL (g_object_ref (self->parts)))),
                                              g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->filtered));
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (filtered_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selection_notify_selected_item_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (factory_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (factory_unbind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  update_stack (self);
}

static GMenuModel *
make_place_menu (LwSidebar *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) places = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (self->places); i++)
    {
      g_autoptr (LwPlace) place = g_list_model_get_item (self->places, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (lw_place_get_title (place), NULL);

      g_menu_item_set_action_and_target (item, "win.place", "s", lw_place_get_id (place));
      g_menu_append_item (places, item);
    }
  g_menu_append (changes, _("_Add a place…"), "win.add-place");
  g_menu_append (changes, _("_Remove this place…"), "win.forget-place");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
places_changed_cb (LwSidebar *self)
{
  g_autoptr (GMenuModel) menu = make_place_menu (self);

  gtk_menu_button_set_menu_model (self->place_button, menu);
}

/**
 * lw_sidebar_set_places:
 * @self: a sidebar
 * @places: (element-type LwPlace): those that may be chosen
 */
void
lw_sidebar_set_places (LwSidebar  *self,
                       GListModel *places)
{
  g_return_if_fail (LW_IS_SIDEBAR (self) && self->places == NULL);

  self->places = g_object_ref (places);
  g_signal_connect_object (places, "items-changed", G_CALLBACK (places_changed_cb), self, G_CONNECT_SWAPPED);
  places_changed_cb (self);
}

/**
 * lw_sidebar_set_place:
 * @self: a sidebar
 * @place: the place whose jobs are listed
 *
 * Lists the jobs of a place, none while it is not open.
 */
void
lw_sidebar_set_place (LwSidebar *self,
                      LwPlace   *place)
{
  LwJobBackend *backend;
  GListModel *jobs;

  g_return_if_fail (LW_IS_SIDEBAR (self));
  g_return_if_fail (LW_IS_PLACE (place));

  backend = lw_place_get_backend (place);
  jobs = backend != NULL ? lw_job_backend_get_jobs (backend) : NULL;
  gtk_label_set_label (self->place_title, lw_place_get_title (place));
  if (g_set_object (&self->jobs, jobs))
    update_parts (self);
}

/**
 * lw_sidebar_set_drafts:
 * @self: a sidebar
 * @drafts: (nullable): the unfinished new jobs (LwDraftItem)
 *
 * Lists drafts above the jobs.
 */
void
lw_sidebar_set_drafts (LwSidebar  *self,
                       GListModel *drafts)
{
  g_return_if_fail (LW_IS_SIDEBAR (self));

  g_set_object (&self->drafts, drafts);
  update_parts (self);
}

/**
 * lw_sidebar_select_job:
 * @self: a sidebar
 * @name: (nullable): a job's name
 *
 * Marks the job that the window shows, without opening it; none when there is no such row.
 */
void
lw_sidebar_select_job (LwSidebar  *self,
                       const char *name)
{
  g_return_if_fail (LW_IS_SIDEBAR (self));

  lw_set_str (&self->selected, name);
  update_selection (self);
}

/**
 * lw_sidebar_focus_search:
 * @self: a sidebar
 *
 * Puts the keyboard into the search entry.
 */
void
lw_sidebar_focus_search (LwSidebar *self)
{
  g_return_if_fail (LW_IS_SIDEBAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * lw_sidebar_get_header_bar:
 * @self: a sidebar
 *
 * Returns: (transfer none): the sidebar's header bar, whose title buttons depend on the window's layout
 */
GtkWidget *
lw_sidebar_get_header_bar (LwSidebar *self)
{
  g_return_val_if_fail (LW_IS_SIDEBAR (self), NULL);

  return self->header_bar;
}
