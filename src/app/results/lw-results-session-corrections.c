/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person corrected in the manifest that is looked at: read when the manifest is, laid over it from then on. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-session-private.h"

static void
corrections_notify_index_cb (LwResultsSession *self)
{
  LwManifestIndex *index = lw_manifest_corrections_get_index (self->corrections);

  if (index != self->index)
    lw_results_session_show_index (self, lw_manifest_index_ref (index));
  lw_results_session_notify_corrections (self);
}

static void
clear_corrections (LwResultsSession *self)
{
  if (self->corrections != NULL)
    g_signal_handlers_disconnect_by_data (self->corrections, self);
  g_clear_object (&self->corrections);
  g_clear_error (&self->corrections_error);
}

void
lw_results_session_forget_corrections (LwResultsSession *self)
{
  g_cancellable_cancel (self->corrections_cancellable);
  clear_corrections (self);
}

typedef struct
{
  LwResultsSession *session;
  LwManifestIndex  *base;
} OpenCall;

static void
open_call_free (OpenCall *call)
{
  g_object_unref (call->session);
  lw_manifest_index_unref (call->base);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenCall, open_call_free)

/* Without its corrections, because they cannot be read, the manifest is shown as it is in the file. */
static void
corrections_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (OpenCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestCorrections) corrections = lw_manifest_corrections_open_finish (result, &error);
  LwResultsSession *self = call->session;
  LwManifestIndex *index = call->base;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear_corrections (self);
  if (corrections != NULL)
    {
      index = lw_manifest_corrections_get_index (corrections);
      self->corrections = g_steal_pointer (&corrections);
      g_signal_connect_object (self->corrections, "notify::index", G_CALLBACK (corrections_notify_index_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->corrections_error = g_steal_pointer (&error);
  if (index != self->index)
    lw_results_session_show_index (self, lw_manifest_index_ref (index));
  lw_results_session_notify_corrections (self);
}

/* A manifest that was read: it is shown at once, unless it was shown corrected before: then its corrections are looked
 * for first, so that no label jumps back and forth. */
void
lw_results_session_take_index (LwResultsSession *self,
                               LwManifestIndex  *index)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "labelwright", "corrections", NULL);
  OpenCall *call = g_new0 (OpenCall, 1);

  call->session = g_object_ref (self);
  call->base = index;
  lw_results_session_restart (&self->corrections_cancellable);
  if (self->corrections == NULL || lw_manifest_corrections_get_n_applied (self->corrections) == 0)
    {
      clear_corrections (self);
      lw_results_session_show_index (self, lw_manifest_index_ref (index));
    }
  lw_manifest_corrections_open_async (index, folder, self->corrections_cancellable, corrections_cb, call);
}

/**
 * lw_results_session_get_corrections:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what was corrected in the manifest; %NULL while that is not known
 */
LwManifestCorrections *
lw_results_session_get_corrections (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->corrections;
}

/**
 * lw_results_session_get_corrections_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why earlier corrections cannot be read
 */
const GError *
lw_results_session_get_corrections_error (LwResultsSession *self)
{
  g_return_val_if_fail (LW_IS_RESULTS_SESSION (self), NULL);

  return self->corrections_error;
}
