/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in words and signs, the same in the sidebar and on the job page. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-words.h"

#include "lw-format.h"

#include <glib/gi18n.h>

/**
 * lw_job_words_get_icon_name:
 * @status: the state of a labeling job
 *
 * The sign of a status; always shown with its title.
 *
 * Returns: (transfer none): a symbolic icon's name
 */
const char *
lw_job_words_get_icon_name (LwLabelingJobStatus status)
{
  switch (status)
    {
    case LW_LABELING_JOB_STATUS_INITIALIZING:
    case LW_LABELING_JOB_STATUS_STOPPING:
      return "content-loading-symbolic";
    case LW_LABELING_JOB_STATUS_IN_PROGRESS:
      return "media-record-symbolic";
    case LW_LABELING_JOB_STATUS_COMPLETED:
      return "emblem-ok-symbolic";
    case LW_LABELING_JOB_STATUS_FAILED:
      return "dialog-error-symbolic";
    case LW_LABELING_JOB_STATUS_STOPPED:
      return "media-playback-stop-symbolic";
    default:
      g_return_val_if_reached ("content-loading-symbolic");
    }
}

/**
 * lw_job_words_get_css_class:
 * @status: the state of a labeling job
 *
 * Returns: (transfer none): the style class of the status's sign
 */
const char *
lw_job_words_get_css_class (LwLabelingJobStatus status)
{
  switch (status)
    {
    case LW_LABELING_JOB_STATUS_IN_PROGRESS:
      return "accent";
    case LW_LABELING_JOB_STATUS_COMPLETED:
      return "success";
    case LW_LABELING_JOB_STATUS_FAILED:
      return "error";
    case LW_LABELING_JOB_STATUS_INITIALIZING:
    case LW_LABELING_JOB_STATUS_STOPPING:
    case LW_LABELING_JOB_STATUS_STOPPED:
      return "dim-label";
    default:
      g_return_val_if_reached ("dim-label");
    }
}

/**
 * lw_job_words_dup_progress:
 * @job: a labeling job
 *
 * Returns: (transfer full): such as "312 of 400 images labeled"
 */
char *
lw_job_words_dup_progress (LwLabelingJob *job)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);
  guint64 total = lw_label_counters_get_total (counters);
  g_autofree char *labeled = lw_format_number (counters->total_labeled);
  g_autofree char *all = lw_format_number (total);

  if (total == 0)
    return g_strdup (_("The data set is being read"));
  /* Translators: how many of how many images; the plural follows the second number */
  return g_strdup_printf (ngettext ("%s of %s image labeled", "%s of %s images labeled", (gulong) total), labeled, all);
}

/**
 * lw_job_words_dup_time_left:
 * @job: a labeling job
 *
 * Returns: (transfer full) (nullable): such as "about 14 min left"; %NULL when it is not known
 */
char *
lw_job_words_dup_time_left (LwLabelingJob *job)
{
  gint64 seconds = lw_labeling_job_get_seconds_left (job);
  g_autofree char *duration = NULL;

  if (seconds < 0 || lw_labeling_job_get_status (job) != LW_LABELING_JOB_STATUS_IN_PROGRESS)
    return NULL;
  duration = lw_format_duration (MAX (seconds, 60));
  /* Translators: %s is a duration, such as "14 min" */
  return g_strdup_printf (_("about %s left"), duration);
}

/**
 * lw_job_words_dup_summary:
 * @job: a labeling job
 *
 * Returns: (transfer full): how the work goes: people per image, images a minute
 */
char *
lw_job_words_dup_summary (LwLabelingJob *job)
{
  const LwLabelingJobRequest *request = lw_labeling_job_get_request (job);
  gint64 n = lw_labeling_job_request_get_int (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 1);
  double speed = lw_labeling_job_get_objects_per_minute (job);
  g_autofree char *people = g_strdup_printf (ngettext ("%d person labels each image",
                                                       "%d people label each image", (gulong) n), (int) n);

  if (speed <= 0)
    return g_steal_pointer (&people);
  /* Translators: the first is such as "3 people label each image" */
  return g_strdup_printf (_("%s · %.1f images a minute"), people, speed);
}

/**
 * lw_job_words_dup_activity:
 * @worker: what one worker did
 * @now: the time, in microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): such as "96 answers · 4.2 s per image · 5 min ago"
 */
char *
lw_job_words_dup_activity (LwWorkerActivity *worker,
                           gint64            now)
{
  guint64 n = lw_worker_activity_get_n_answers (worker);
  guint64 n_right, n_gold;
  g_autofree char *number = lw_format_number (n);
  g_autofree char *answers = g_strdup_printf (ngettext ("%s answer", "%s answers", (gulong) n), number);
  g_autofree char *seconds = lw_format_duration (lw_worker_activity_get_mean_seconds (worker));
  g_autofree char *ago = lw_format_time_ago (lw_worker_activity_get_last_answer (worker), now);

  n_gold = lw_worker_activity_get_gold (worker, &n_right);
  if (n == 0)
    return g_steal_pointer (&answers);
  if (n_gold > 0)
    {
      g_autofree char *share = lw_format_percent ((double) n_right / (double) n_gold);
      g_autofree char *known = lw_format_number (n_gold);

      /* Translators: number of answers, mean duration, when the last one was given, share right of known answers */
      return g_strdup_printf (_("%s · %s per image · %s · %s of %s known answers right"), answers, seconds, ago, share,
                              known);
    }
  /* Translators: number of answers, mean duration, when the last one was given */
  return g_strdup_printf (_("%s · %s per image · %s"), answers, seconds, ago);
}
