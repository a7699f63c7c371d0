/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in words and signs, the same in the sidebar and on the job page. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-words.h"

#include <glib/gi18n.h>
#include <math.h>

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
 * lw_job_words_dup_percentage:
 * @job: a labeling job
 *
 * How much of the data set is done. Rounded down, so that 100 % means all of it.
 *
 * Returns: (transfer full): such as "78 %"
 */
char *
lw_job_words_dup_percentage (LwLabelingJob *job)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (job), NULL);

  /* Translators: a percentage, such as "78 %" */
  return g_strdup_printf (_("%d %%"), (int) floor (lw_labeling_job_get_progress (job) * 100 + 1e-9));
}
