/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's pages, made when first shown, and the way back. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-page-buttons.h"
#include "lw-welcome-page.h"
#include "lw-window-private.h"

static LwWindowPlace *
place_new (const char *page,
           const char *argument)
{
  LwWindowPlace *place = g_new0 (LwWindowPlace, 1);

  place->page = g_strdup (page);
  place->argument = g_strdup (argument);
  return place;
}

static void
place_free (LwWindowPlace *place)
{
  g_free (place->page);
  g_free (place->argument);
  g_free (place);
}

static GtkWidget *
find_header_bar (GtkWidget *widget)
{
  if (ADW_IS_HEADER_BAR (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_header_bar (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
make_page (LwWindow   *self,
           const char *name)
{
  if (strcmp (name, "welcome") == 0)
    return g_object_new (LW_TYPE_WELCOME_PAGE, NULL);

  g_return_val_if_reached (adw_bin_new ());
}

static void
ensure_page (LwWindow   *self,
             const char *name)
{
  if (!g_hash_table_contains (self->pages, name))
    lw_window_add_page (self, name, make_page (self, name));
}

static void
show_place (LwWindow *self)
{
  ensure_page (self, self->place->page);
  gtk_stack_set_visible_child_name (self->stack, self->place->page);
  lw_sidebar_select_job (self->sidebar, strcmp (self->place->page, "job") == 0 ? self->place->argument : NULL);
  lw_window_update_layout (self);
}

void
lw_window_pages_init (LwWindow *self)
{
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
}

void
lw_window_pages_clear (LwWindow *self)
{
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->place, place_free);
}

/* A page brings its own header bar; the window's buttons are put into it. */
void
lw_window_add_page (LwWindow   *self,
                    const char *name,
                    GtkWidget  *widget)
{
  LwWindowPage *page = g_new0 (LwWindowPage, 1);

  page->widget = widget;
  page->header_bar = find_header_bar (widget);
  page->buttons = lw_page_buttons_new ();
  adw_header_bar_pack_start (ADW_HEADER_BAR (page->header_bar), page->buttons);
  gtk_stack_add_named (self->stack, widget, name);
  g_hash_table_insert (self->pages, g_strdup (name), page);
}

/* Shows a page; where the window was before is the way back. */
void
lw_window_go (LwWindow   *self,
              const char *page,
              const char *argument)
{
  gboolean same = self->place != NULL && strcmp (self->place->page, page) == 0 &&
                  g_strcmp0 (self->place->argument, argument) == 0;

  if (!same)
    {
      if (self->place != NULL)
        g_ptr_array_add (self->history, g_steal_pointer (&self->place));
      self->place = place_new (page, argument);
    }
  lw_split_view_set_show_content (self->split_view, TRUE);
  show_place (self);
}

void
lw_window_go_back (LwWindow *self)
{
  if (lw_split_view_get_collapsed (self->split_view) && !lw_window_page_is_solo (self))
    {
      lw_split_view_set_show_content (self->split_view, FALSE);
      return;
    }
  if (self->history->len == 0)
    return;

  g_clear_pointer (&self->place, place_free);
  self->place = g_ptr_array_steal_index (self->history, self->history->len - 1);
  show_place (self);
}

gboolean
lw_window_can_go_back (LwWindow *self)
{
  return self->history->len > 0 ||
         (lw_split_view_get_collapsed (self->split_view) && lw_split_view_get_show_content (self->split_view));
}

/* Pages that want the whole window. */
gboolean
lw_window_page_is_solo (LwWindow *self)
{
  return self->place != NULL &&
         (strcmp (self->place->page, "wizard") == 0 || strcmp (self->place->page, "label") == 0);
}
