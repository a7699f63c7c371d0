/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Label here": the page that a person at this computer labels on. It lives for one sitting. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-window-private.h"

#include "lw-label-page.h"

#include "lw-error-presenter.h"
#include "lw-settings.h"

#include <glib/gi18n.h>

static void
label_page_finished_cb (LwWindow    *self,
                        LwLabelPage *page)
{
  LwLabelingJob *job = lw_task_queue_get_job (lw_label_page_get_queue (page));
  g_autofree char *name = g_strdup (lw_labeling_job_get_name (job));

  lw_window_go (self, "job", name);
  lw_window_remove_page (self, "label");
}

static void
open_tasks_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwTaskQueue) queue = lw_job_backend_open_tasks_finish (LW_JOB_BACKEND (object), result, &error);
  GtkWidget *page;

  if (queue == NULL)
    {
      lw_present_error (GTK_WIDGET (self->stack), _("The job cannot be labeled here"), error);
      return;
    }
  if (self->pages == NULL || g_hash_table_contains (self->pages, "label"))
    return;

  page = lw_label_page_new (queue, lw_window_get_loader (self));
  g_signal_connect_object (page, "finished", G_CALLBACK (label_page_finished_cb), self, G_CONNECT_SWAPPED);
  lw_window_add_page (self, "label", page);
  lw_window_go (self, "label", NULL);
}

static void
label_here_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  LwJobBackend *backend = lw_window_get_backend (self);
  LwLabelingJob *job = lw_job_backend_find_job (backend, g_variant_get_string (parameter, NULL));
  g_autofree char *worker = lw_settings_dup_worker_name ();

  if (job != NULL)
    lw_job_backend_open_tasks_async (backend, job, worker, self->cancellable, open_tasks_cb, g_object_ref (self));
}

void
lw_window_install_label (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.label-here", "s", label_here_action);
}

/* Whether nothing is being labeled any more. The page asks first when answers could not be saved; those that are on
 * their way are on the disk before the program ends. */
gboolean
lw_window_leave_label (LwWindow *self)
{
  if (g_hash_table_contains (self->pages, "label"))
    lw_label_page_leave (LW_LABEL_PAGE (lw_window_get_page (self, "label")));
  return !g_hash_table_contains (self->pages, "label");
}
