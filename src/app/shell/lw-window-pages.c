/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's pages, made when first shown, and the way back. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-page-buttons.h"
#include "lw-problem-page.h"
#include "lw-welcome-page.h"
#include "lw-window-private.h"

#include "lw-compare-page.h"
#include "lw-job-page.h"
#include "lw-log-page.h"
#include "lw-quality-page.h"
#include "lw-results-page.h"

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

static void
results_notify_detail_cb (LwWindow *self)
{
  lw_window_update_layout (self);
}

static GtkWidget *
make_page (LwWindow   *self,
           const char *name)
{
  LwJobBackend *backend = lw_window_get_backend (self);
  LwImageLoader *loader = lw_window_get_loader (self);
  GtkWidget *page;

  if (strcmp (name, "welcome") == 0)
    return g_object_new (LW_TYPE_WELCOME_PAGE, NULL);
  if (strcmp (name, "problem") == 0)
    return g_object_new (LW_TYPE_PROBLEM_PAGE, NULL);
  if (strcmp (name, "job") == 0)
    return lw_job_page_new (backend, loader);
  if (strcmp (name, "log") == 0)
    return lw_log_page_new (backend, loader);
  if (strcmp (name, "compare") == 0)
    return lw_compare_page_new (backend, loader);
  if (strcmp (name, "quality") == 0)
    return lw_quality_page_new (backend, loader);

  g_return_val_if_fail (strcmp (name, "results") == 0, NULL);
  page = lw_results_page_new (backend, loader);
  g_signal_connect_object (page, "notify::detail", G_CALLBACK (results_notify_detail_cb), self, G_CONNECT_SWAPPED);
  return page;
}

/* A page that shows one of many is told which. */
static void
fill_page (LwWindow *self)
{
  const char *argument = self->place->argument;
  LwLabelingJob *job;

  if (!lw_window_shows (self, "job") && !lw_window_shows (self, "log") && !lw_window_shows (self, "quality"))
    return;
  job = lw_job_backend_find_job (lw_window_get_backend (self), argument);
  if (job == NULL)
    return;
  if (lw_window_shows (self, "job"))
    lw_job_page_set_job (LW_JOB_PAGE (lw_window_get_page (self, "job")), job);
  else if (lw_window_shows (self, "log"))
    lw_log_page_set_job (LW_LOG_PAGE (lw_window_get_page (self, "log")), job);
  else
    lw_quality_page_set_job (LW_QUALITY_PAGE (lw_window_get_page (self, "quality")), job);
}

static void
show_place (LwWindow *self)
{
  GtkWidget *page = lw_window_get_page (self, self->place->page);

  fill_page (self);
  gtk_stack_set_visible_child (self->stack, page);
  lw_sidebar_select_job (self->sidebar, lw_window_shows (self, "job") ? self->place->argument : NULL);
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

/* Pages are about the jobs of one place; those of another are made anew. */
void
lw_window_pages_reset (LwWindow *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    gtk_stack_remove (self->stack, ((LwWindowPage *) value)->widget);
  lw_window_pages_clear (self);
  lw_window_pages_init (self);
}

/* They stand before the page's own. */
static GtkWidget *
add_buttons (GtkWidget *header_bar)
{
  GtkWidget *buttons = lw_page_buttons_new ();
  GtkWidget *box;
  GtkWidget *first;

  adw_header_bar_pack_start (ADW_HEADER_BAR (header_bar), buttons);
  box = gtk_widget_get_parent (buttons);
  first = gtk_widget_get_first_child (box);
  if (GTK_IS_BOX (box) && first != buttons)
    gtk_box_reorder_child_after (GTK_BOX (box), buttons, GTK_IS_WINDOW_CONTROLS (first) ? first : NULL);
  return buttons;
}

/* A page brings its own header bar; the window's buttons are put into it. A page without one has its own way out. */
GtkWidget *
lw_window_add_page (LwWindow   *self,
                    const char *name,
                    GtkWidget  *widget)
{
  LwWindowPage *page = g_new0 (LwWindowPage, 1);

  page->widget = widget;
  page->header_bar = find_header_bar (widget);
  if (page->header_bar != NULL)
    page->buttons = add_buttons (page->header_bar);
  gtk_stack_add_named (self->stack, widget, name);
  g_hash_table_insert (self->pages, g_strdup (name), page);
  return widget;
}

/* For pages that are about one thing and are over with it. Every way back to it goes with it. */
void
lw_window_remove_page (LwWindow   *self,
                       const char *name)
{
  LwWindowPage *page = g_hash_table_lookup (self->pages, name);

  if (page == NULL)
    return;

  for (guint i = self->history->len; i > 0; i--)
    {
      LwWindowPlace *place = g_ptr_array_index (self->history, i - 1);

      if (strcmp (place->page, name) == 0)
        g_ptr_array_remove_index (self->history, i - 1);
    }
  gtk_stack_remove (self->stack, page->widget);
  g_hash_table_remove (self->pages, name);
}

/* The page, made when it is wanted for the first time. */
GtkWidget *
lw_window_get_page (LwWindow   *self,
                    const char *name)
{
  LwWindowPage *page = g_hash_table_lookup (self->pages, name);

  return page != NULL ? page->widget : lw_window_add_page (self, name, make_page (self, name));
}

gboolean
lw_window_shows (LwWindow   *self,
                 const char *page)
{
  return self->place != NULL && strcmp (self->place->page, page) == 0;
}

/* Shows a page; where the window was before is the way back. A job or the welcome page is where ways begin. */
void
lw_window_go (LwWindow   *self,
              const char *page,
              const char *argument)
{
  gboolean same = self->place != NULL && strcmp (self->place->page, page) == 0 &&
                  g_strcmp0 (self->place->argument, argument) == 0;

  if (!same)
    {
      if (strcmp (page, "job") == 0 || strcmp (page, "welcome") == 0 || strcmp (page, "problem") == 0)
        {
          g_ptr_array_set_size (self->history, 0);
          g_clear_pointer (&self->place, place_free);
        }
      else if (self->place != NULL)
        g_ptr_array_add (self->history, g_steal_pointer (&self->place));
      self->place = place_new (page, argument);
    }
  lw_split_view_set_show_content (self->split_view, TRUE);
  show_place (self);
  if (strcmp (page, "wizard") != 0)
    lw_window_leave_wizard (self);
}

static gboolean
shows_detail (LwWindow *self)
{
  return lw_window_shows (self, "results") &&
         lw_results_page_get_detail (LW_RESULTS_PAGE (lw_window_get_page (self, "results")));
}

void
lw_window_go_back (LwWindow *self)
{
  if (lw_window_shows (self, "label"))
    {
      lw_window_leave_label (self);
      return;
    }
  if (shows_detail (self))
    {
      lw_results_page_close_detail (LW_RESULTS_PAGE (lw_window_get_page (self, "results")));
      return;
    }
  if (self->history->len > 0)
    {
      g_clear_pointer (&self->place, place_free);
      self->place = g_ptr_array_steal_index (self->history, self->history->len - 1);
      show_place (self);
      lw_window_leave_wizard (self);
      return;
    }

  /* The first page of a narrow window: back to the list. */
  lw_split_view_set_show_content (self->split_view, FALSE);
  lw_sidebar_select_job (self->sidebar, NULL);
  lw_window_update_layout (self);
}

gboolean
lw_window_can_go_back (LwWindow *self)
{
  return shows_detail (self) || self->history->len > 0 || lw_split_view_get_collapsed (self->split_view);
}

/* Pages that want the whole window. */
gboolean
lw_window_page_is_solo (LwWindow *self)
{
  return lw_window_shows (self, "wizard") || lw_window_shows (self, "label");
}
