/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's words for the state of a labeling job. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-labeling-job-status.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *word;
  const char *title;
} words[] =
{
  [LW_LABELING_JOB_STATUS_INITIALIZING] = { "Initializing", N_("Initializing") },
  [LW_LABELING_JOB_STATUS_IN_PROGRESS] = { "InProgress", N_("In progress") },
  [LW_LABELING_JOB_STATUS_COMPLETED] = { "Completed", N_("Completed") },
  [LW_LABELING_JOB_STATUS_FAILED] = { "Failed", N_("Failed") },
  [LW_LABELING_JOB_STATUS_STOPPING] = { "Stopping", N_("Stopping") },
  [LW_LABELING_JOB_STATUS_STOPPED] = { "Stopped", N_("Stopped") },
};

/**
 * lw_labeling_job_status_to_string:
 * @self: a status
 *
 * Returns: the service's word, such as "InProgress"
 */
const char *
lw_labeling_job_status_to_string (LwLabelingJobStatus self)
{
  g_return_val_if_fail (self < G_N_ELEMENTS (words), NULL);

  return words[self].word;
}

/**
 * lw_labeling_job_status_from_string:
 * @text: a word of the service
 * @status: (out): the status
 *
 * Returns: whether @text is a status
 */
gboolean
lw_labeling_job_status_from_string (const char          *text,
                                    LwLabelingJobStatus *status)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (status != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, text) == 0)
      {
        *status = (LwLabelingJobStatus) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_labeling_job_status_get_title:
 * @self: a status
 *
 * Returns: the status in the user's language
 */
const char *
lw_labeling_job_status_get_title (LwLabelingJobStatus self)
{
  g_return_val_if_fail (self < G_N_ELEMENTS (words), NULL);

  return _(words[self].title);
}

/**
 * lw_labeling_job_status_is_final:
 * @self: a status
 *
 * Returns: whether a job in this status never changes again
 */
gboolean
lw_labeling_job_status_is_final (LwLabelingJobStatus self)
{
  return self == LW_LABELING_JOB_STATUS_COMPLETED ||
         self == LW_LABELING_JOB_STATUS_FAILED ||
         self == LW_LABELING_JOB_STATUS_STOPPED;
}
