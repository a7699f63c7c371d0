/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The drafts that the wizard can go on with, for whoever offers them. What is in a draft: lw-wizard-draft-json.c. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard.h"

#include "lw-draft-store.h"

#include "lw-json.h"

#include <glib/gi18n.h>

static char *
describe (JsonNode *node)
{
  JsonObject *object = lw_json_node_object (node);
  const char *name = object != NULL ? lw_json_get_string (object, "job-name") : NULL;

  return g_strdup (name != NULL && *name != '\0' ? name : _("Draft without a name"));
}

static int
compare_by_time (gconstpointer a,
                 gconstpointer b)
{
  const LwWizardDraftInfo *x = *(const LwWizardDraftInfo *const *) a;
  const LwWizardDraftInfo *y = *(const LwWizardDraftInfo *const *) b;

  return x->modified > y->modified ? -1 : x->modified < y->modified ? 1 : 0;
}

/* (transfer full) (element-type LwWizardDraftInfo): the drafts that are kept, the latest first. Those that cannot
 * be read are left out, and left where they are. */
GPtrArray *
lw_wizard_list_drafts (void)
{
  g_auto (GStrv) ids = lw_draft_store_list ();
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_wizard_draft_info_free);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 modified;
      g_autoptr (JsonNode) node = lw_draft_store_load (ids[i], &modified, NULL);
      LwWizardDraftInfo *info;

      if (node == NULL)
        continue;
      info = g_new0 (LwWizardDraftInfo, 1);
      info->id = g_strdup (ids[i]);
      info->title = describe (node);
      info->modified = modified;
      g_ptr_array_add (drafts, info);
    }
  g_ptr_array_sort (drafts, compare_by_time);
  return drafts;
}

static void
list_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, lw_wizard_list_drafts (), (GDestroyNotify) g_ptr_array_unref);
}

/* lw_wizard_list_drafts() in a thread: a home folder may be on a slow disk. */
void
lw_wizard_list_drafts_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lw_wizard_list_drafts_async);
  g_task_set_name (task, "list drafts");
  g_task_run_in_thread (task, list_thread);
}

/* (transfer full) (element-type LwWizardDraftInfo) (nullable): NULL when it was cancelled. */
GPtrArray *
lw_wizard_list_drafts_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lw_wizard_delete_draft (const char *id)
{
  lw_draft_store_delete (id);
}

void
lw_wizard_draft_info_free (LwWizardDraftInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}
