/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All answers of a job as a table, read beside the engine that owns the state. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-answers.h"

#include "lw-answer-content.h"
#include "lw-engine-view.h"

#include "lw-job-options.h"

#include "lw-json.h"

#include <glib/gi18n.h>

typedef struct
{
  LwEngineJob  *job;
  LwJobAnswers *table;
  GHashTable   *workers;
  GCancellable *cancellable;
} Work;

/* Indexes into the table's workers, from 1 so that none is NULL. */
static guint
ensure_worker (Work                 *work,
               const LwGradedAnswer *answer)
{
  gpointer index = g_hash_table_lookup (work->workers, &answer->worker);

  if (index == NULL)
    {
      g_ptr_array_add (work->table->workers, g_strdup (answer->name != NULL ? answer->name : answer->worker_id));
      index = GUINT_TO_POINTER (work->table->workers->len);
      g_hash_table_insert (work->workers, g_memdup2 (&answer->worker, sizeof answer->worker), index);
    }
  return GPOINTER_TO_UINT (index) - 1;
}

static void
add_known (Work                 *work,
           const LwGradedAnswer *answer)
{
  LwJobAnswers *table = work->table;
  LwKnownAnswer known = { answer->line, table->classes->len, 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonArray *indexes;

  if (answer->gold == NULL ||
      (table->known->len > 0 &&
       g_array_index (table->known, LwKnownAnswer, table->known->len - 1).line == answer->line))
    return;
  node = lw_json_parse (answer->gold, -1, NULL);
  indexes = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; indexes != NULL && i < json_array_get_length (indexes); i++)
    {
      guint class_index = (guint) json_array_get_int_element (indexes, i);

      if (class_index >= table->labels->len)
        continue;
      g_array_append_val (table->classes, class_index);
      known.n_labels++;
    }
  if (indexes != NULL)
    g_array_append_val (table->known, known);
}

static gboolean
take_answer (const LwGradedAnswer  *answer,
             gpointer               data,
             GError               **error)
{
  Work *work = data;
  LwJobAnswers *table = work->table;
  g_autofree char *reason = NULL;
  g_autoptr (GArray) classes = lw_answer_content_parse (answer->content, work->job->task_type, work->job->categories,
                                                        &reason);
  LwJobAnswer row = { .line = answer->line, .batch = answer->batch, .submitted = answer->submitted,
                      .seconds = answer->seconds };

  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;
  if (classes == NULL)
    {
      table->n_refused++;
      return TRUE;
    }
  add_known (work, answer);
  row.worker = ensure_worker (work, answer);
  row.first = table->classes->len;
  row.n_labels = classes->len;
  g_array_append_vals (table->classes, classes->data, classes->len);
  g_array_append_val (table->answers, row);
  return TRUE;
}

static LwJobAnswers *
new_table (LwEngineJob *job)
{
  LwJobAnswers *table = lw_job_answers_new (job->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  const char *const *names = lw_label_categories_get_names (job->categories);
  g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_parse (job->record->request, -1, NULL);
  g_auto (LwJobOptions) options = { 0 };

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (table->labels, g_strdup (names[i]));
  if (request != NULL)
    lw_job_options_read (&options, request);
  table->method = g_strdup (options.method);
  return table;
}

/**
 * lw_engine_load_answers:
 * @store: the state
 * @job: a job
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): all answers of the job, at one moment of the state
 */
LwJobAnswers *
lw_engine_load_answers (LwEngineStore  *store,
                        gint64          job,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_autoptr (LwEngineJob) loaded = lw_engine_view_load_job (store, job, error);
  g_autoptr (LwJobAnswers) table = NULL;
  g_autoptr (GHashTable) workers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Work work = { loaded, NULL, workers, cancellable };

  if (loaded == NULL)
    return NULL;
  if (loaded->categories == NULL)
    return lw_job_answers_new (FALSE);
  work.table = table = new_table (loaded);
  if (!lw_engine_store_foreach_answer (store, job, FALSE, take_answer, &work, error))
    return NULL;
  return g_steal_pointer (&table);
}
