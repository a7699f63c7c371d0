/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another label attribute says of the rows that the query chose, found in a thread after each query. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-session-private.h"

typedef struct
{
  LwManifestIndex *index;
  GBytes          *rows;
  int              attribute;
  int              other;
} CompareCall;

static void
compare_call_free (CompareCall *call)
{
  lw_manifest_index_unref (call->index);
  g_clear_pointer (&call->rows, g_bytes_unref);
  g_free (call);
}

static void
compare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  CompareCall *call = task_data;
  GError *error = NULL;
  LwResultsComparison *comparison =
    lw_results_comparison_new (call->index, call->attribute, call->other, call->rows, cancellable, &error);

  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) lw_results_comparison_free);
  else
    g_task_return_error (task, error);
}

static void
compare_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LwResultsComparison *comparison = g_task_propagate_pointer (G_TASK (result), &error);

  if (comparison != NULL)
    lw_results_session_take_comparison (LW_RESULTS_SESSION (object), comparison);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The label attributes cannot be compared: %s", error->message);
}

/* The position of the other attribute; -1 when there is nothing to compare with. */
static int
get_other (LwResultsSession *self)
{
  int other;

  if (self->compared == NULL || self->index == NULL)
    return -1;
  other = lw_manifest_index_find_attribute (self->index, self->compared);
  return other == lw_results_session_get_attribute (self) ? -1 : other;
}

void
lw_results_session_start_compare (LwResultsSession *self)
{
  int attribute = lw_results_session_get_attribute (self);
  int other = get_other (self);
  g_autoptr (GTask) task = NULL;
  CompareCall *call;

  if (attribute < 0 || other < 0)
    {
      if (self->comparison != NULL)
        lw_results_session_take_comparison (self, NULL);
      return;
    }

  call = g_new0 (CompareCall, 1);
  call->index = lw_manifest_index_ref (self->index);
  call->rows = lw_manifest_model_ref_rows (self->model);
  call->attribute = attribute;
  call->other = other;
  task = g_task_new (self, self->query_cancellable, compare_cb, NULL);
  g_task_set_source_tag (task, lw_results_session_start_compare);
  g_task_set_name (task, "lw-results-compare");
  g_task_set_task_data (task, call, (GDestroyNotify) compare_call_free);
  g_task_run_in_thread (task, compare_thread);
}
