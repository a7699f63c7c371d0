/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* New labeling jobs: the wizard in the window, the drafts in the sidebar. A wizard lives while it is shown; what
 * was typed is a draft from then on. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-draft-item.h"
#include "lw-window-private.h"

#include "lw-wizard.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>

static void
wizard_created_cb (LwWindow      *self,
                   LwLabelingJob *job)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-job", "s", lw_labeling_job_get_name (job));
}

static void
wizard_closed_cb (LwWindow *self)
{
  lw_window_go_back (self);
}

/* A wizard that is shown already is left first, so that its draft is kept. */
static LwWizard *
show_wizard (LwWindow *self)
{
  GtkWidget *wizard;

  lw_window_leave_wizard (self);
  wizard = lw_wizard_new (lw_window_get_backend (self), lw_window_get_loader (self));
  g_signal_connect_object (wizard, "created", G_CALLBACK (wizard_created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wizard, "closed", G_CALLBACK (wizard_closed_cb), self, G_CONNECT_SWAPPED);
  lw_window_add_page (self, "wizard", wizard);
  lw_window_go (self, "wizard", NULL);
  return LW_WIZARD (wizard);
}

static void
new_job_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  show_wizard (LW_WINDOW (widget));
}

static void
new_job_from_folder_action (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  lw_wizard_start_from_folder (show_wizard (LW_WINDOW (widget)), g_variant_get_string (parameter, NULL));
}

static void
new_job_from_manifest_action (GtkWidget  *widget,
                              const char *name,
                              GVariant   *parameter)
{
  lw_wizard_start_from_manifest (show_wizard (LW_WINDOW (widget)), g_variant_get_string (parameter, NULL));
}

static void
new_job_from_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  LwLabelingJob *job = lw_job_backend_find_job (lw_window_get_backend (self), g_variant_get_string (parameter, NULL));

  if (job != NULL)
    lw_wizard_start_from_job (show_wizard (self), job);
}

static void
resume_draft_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (lw_wizard_restore_draft (show_wizard (self), g_variant_get_string (parameter, NULL), &error))
    return;
  lw_window_go_back (self);
  lw_present_error (GTK_WIDGET (self->stack), _("The draft cannot be read"), error);
}

void
lw_window_install_wizard (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-job", NULL, new_job_action);
  gtk_widget_class_install_action (widget_class, "win.new-job-from-folder", "s", new_job_from_folder_action);
  gtk_widget_class_install_action (widget_class, "win.new-job-from-manifest", "s", new_job_from_manifest_action);
  gtk_widget_class_install_action (widget_class, "win.new-job-from", "s", new_job_from_action);
  gtk_widget_class_install_action (widget_class, "win.resume-draft", "s", resume_draft_action);
}

/* The page goes when the window shows another one. What was typed is on the disk before. */
void
lw_window_leave_wizard (LwWindow *self)
{
  if (!g_hash_table_contains (self->pages, "wizard"))
    return;

  if (!lw_wizard_flush (LW_WIZARD (lw_window_get_page (self, "wizard"))))
    lw_present_message (GTK_WIDGET (self->stack), _("The draft of the new labeling job could not be saved."));
  lw_window_remove_page (self, "wizard");
  lw_window_update_drafts (self);
}

/* Drafts */

static void
show_drafts (LwWindow  *self,
             GPtrArray *infos)
{
  g_autoptr (GListStore) drafts = g_list_store_new (LW_TYPE_DRAFT_ITEM);

  for (guint i = 0; i < infos->len; i++)
    {
      LwWizardDraftInfo *info = g_ptr_array_index (infos, i);
      g_autoptr (LwDraftItem) item = lw_draft_item_new (info->id, info->title, info->modified);

      g_list_store_append (drafts, item);
    }
  lw_sidebar_set_drafts (self->sidebar, G_LIST_MODEL (drafts));
}

static void
drafts_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GPtrArray) infos = lw_wizard_list_drafts_finish (result, NULL);

  /* Another list is on its way when there is a later request: the last one counts. */
  self->n_listings--;
  if (infos != NULL && self->n_listings == 0 && self->pages != NULL)
    show_drafts (self, infos);
}

static void
offer_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GPtrArray) infos = lw_wizard_list_drafts_finish (result, NULL);
  g_autofree char *message = NULL;
  LwWizardDraftInfo *draft;

  self->n_listings--;
  if (infos == NULL || self->pages == NULL)
    return;
  if (self->n_listings == 0)
    show_drafts (self, infos);
  /* Who has begun something meanwhile is not asked. */
  if (infos->len == 0 || lw_window_page_is_solo (self))
    return;

  draft = g_ptr_array_index (infos, 0);
  message = g_strdup_printf (_("The new labeling job “%s” is not finished"), draft->title);
  lw_present_undo (GTK_WIDGET (self->stack), message, _("_Continue"), "win.resume-draft",
                   g_variant_new_string (draft->id));
}

void
lw_window_update_drafts (LwWindow *self)
{
  self->n_listings++;
  lw_wizard_list_drafts_async (self->cancellable, drafts_listed_cb, g_object_ref (self));
}

/* After a crash, or when the person quit in the middle. */
void
lw_window_offer_draft (LwWindow *self)
{
  self->n_listings++;
  lw_wizard_list_drafts_async (self->cancellable, offer_listed_cb, g_object_ref (self));
}
