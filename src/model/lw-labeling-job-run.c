/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of a labeling job while it runs: speed, workers, how many are asked, its log, its results. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-labeling-job-private.h"

#include "lw-str.h"

#include <string.h>

/**
 * lw_labeling_job_get_objects_per_minute:
 * @self: a job
 *
 * Returns: data objects labeled a minute at the present speed, 0 when unknown
 */
double
lw_labeling_job_get_objects_per_minute (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->objects_per_minute;
}

/**
 * lw_labeling_job_get_seconds_left:
 * @self: a job
 *
 * Returns: seconds until the last data object at the present speed, -1 when unknown
 */
gint64
lw_labeling_job_get_seconds_left (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), -1);

  return self->seconds_left;
}

/**
 * lw_labeling_job_set_speed:
 * @self: a job
 * @objects_per_minute: data objects labeled a minute, 0 when unknown
 * @seconds_left: seconds until the last data object, -1 when unknown
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_speed (LwLabelingJob *self,
                           double         objects_per_minute,
                           gint64         seconds_left)
{
  double old;

  g_return_if_fail (LW_IS_LABELING_JOB (self));

  old = self->objects_per_minute;
  self->objects_per_minute = objects_per_minute;
  if (old < objects_per_minute || old > objects_per_minute)
    g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_OBJECTS_PER_MINUTE]);
  if (self->seconds_left != seconds_left)
    {
      self->seconds_left = seconds_left;
      g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_SECONDS_LEFT]);
    }
}

/**
 * lw_labeling_job_get_workers:
 * @self: a job
 *
 * Returns: (transfer none): a list of #LwWorkerActivity
 */
GListModel *
lw_labeling_job_get_workers (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return G_LIST_MODEL (self->workers);
}

/**
 * lw_labeling_job_ensure_worker:
 * @self: a job
 * @name: a worker's name
 *
 * Returns: (transfer none): the activity of that worker, added to the list when it is new
 */
LwWorkerActivity *
lw_labeling_job_ensure_worker (LwLabelingJob *self,
                               const char    *name)
{
  g_autoptr (LwWorkerActivity) added = NULL;
  guint n_items;

  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->workers));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (LwWorkerActivity) worker = g_list_model_get_item (G_LIST_MODEL (self->workers), i);

      if (strcmp (lw_worker_activity_get_name (worker), name) == 0)
        return worker;
    }

  added = lw_worker_activity_new (name);
  g_list_store_append (self->workers, added);
  return added;
}

/**
 * lw_labeling_job_get_workers_per_object:
 * @self: a job
 *
 * Returns: how many workers are asked about an object now; what the request said may have been changed since
 */
guint
lw_labeling_job_get_workers_per_object (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->workers_per_object;
}

/**
 * lw_labeling_job_get_stop_confidence:
 * @self: a job
 *
 * Returns: the probability at which no further worker is asked about an object; 0 when all are always asked
 */
double
lw_labeling_job_get_stop_confidence (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->stop_confidence;
}

/**
 * lw_labeling_job_set_plan:
 * @self: a job
 * @workers_per_object: how many workers are asked
 * @stop_confidence: the probability that is enough, 0 for never
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_plan (LwLabelingJob *self,
                          guint          workers_per_object,
                          double         stop_confidence)
{
  gboolean same;

  g_return_if_fail (LW_IS_LABELING_JOB (self));

  same = self->workers_per_object == workers_per_object &&
         !(self->stop_confidence < stop_confidence || self->stop_confidence > stop_confidence);
  self->workers_per_object = workers_per_object;
  self->stop_confidence = stop_confidence;
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_PLAN]);
}

/**
 * lw_labeling_job_get_answers_saved:
 * @self: a job
 *
 * Returns: answers that were not asked for because the label was certain enough
 */
guint64
lw_labeling_job_get_answers_saved (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->answers_saved;
}

/**
 * lw_labeling_job_set_answers_saved:
 * @self: a job
 * @n_answers: how many were not asked for
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_answers_saved (LwLabelingJob *self,
                                   guint64        n_answers)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (self->answers_saved == n_answers)
    return;
  self->answers_saved = n_answers;
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_ANSWERS_SAVED]);
}

/**
 * lw_labeling_job_get_last_event:
 * @self: a job
 *
 * Returns: the number of the last event in its log, 0 for none
 */
guint64
lw_labeling_job_get_last_event (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->last_event;
}

/**
 * lw_labeling_job_set_last_event:
 * @self: a job
 * @id: the number of the last event
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_last_event (LwLabelingJob *self,
                                guint64        id)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (self->last_event == id)
    return;
  self->last_event = id;
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_LAST_EVENT]);
}

/**
 * lw_labeling_job_dup_result_uri:
 * @self: a job
 *
 * Returns: (transfer full) (nullable): the manifest that counts: the output manifest, or what was made of the same
 *   answers by another method and chosen
 */
char *
lw_labeling_job_dup_result_uri (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return self->result_uri != NULL ? g_strdup (self->result_uri) : lw_labeling_job_dup_output_manifest_uri (self);
}

/**
 * lw_labeling_job_set_result_uri:
 * @self: a job
 * @uri: (nullable): the manifest that was chosen; %NULL for the output manifest
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_result_uri (LwLabelingJob *self,
                                const char    *uri)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (lw_set_str (&self->result_uri, uri))
    g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_RESULT_URI]);
}
