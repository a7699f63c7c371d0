/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a place can do with its labeling jobs beyond the service's own calls. The calls are documented at
 * LwJobControlInterface in the header. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-control.h"

G_DEFINE_INTERFACE (LwJobControl, lw_job_control, G_TYPE_OBJECT)

static void
lw_job_control_default_init (LwJobControlInterface *iface)
{
}

void
lw_job_control_change_async (LwJobControl        *self,
                             LwLabelingJob       *job,
                             const LwJobChange   *change,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_CONTROL (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));
  g_return_if_fail (change != NULL);

  LW_JOB_CONTROL_GET_IFACE (self)->change_async (self, job, change,
                                                 cancellable, callback, user_data);
}

gint64
lw_job_control_change_finish (LwJobControl  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_CONTROL (self), -1);

  return LW_JOB_CONTROL_GET_IFACE (self)->change_finish (self, result, error);
}

void
lw_job_control_load_events_async (LwJobControl        *self,
                                  LwLabelingJob       *job,
                                  guint64              after,
                                  guint                n_max,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_CONTROL (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  LW_JOB_CONTROL_GET_IFACE (self)->load_events_async (self, job, after, n_max,
                                                      cancellable, callback, user_data);
}

GPtrArray *
lw_job_control_load_events_finish (LwJobControl  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_CONTROL (self), NULL);

  return LW_JOB_CONTROL_GET_IFACE (self)->load_events_finish (self, result, error);
}

void
lw_job_control_load_story_async (LwJobControl        *self,
                                 LwLabelingJob       *job,
                                 const char          *object,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_CONTROL (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));
  g_return_if_fail (object != NULL);

  LW_JOB_CONTROL_GET_IFACE (self)->load_story_async (self, job, object,
                                                     cancellable, callback, user_data);
}

LwObjectStory *
lw_job_control_load_story_finish (LwJobControl  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_CONTROL (self), NULL);

  return LW_JOB_CONTROL_GET_IFACE (self)->load_story_finish (self, result, error);
}

void
lw_job_control_load_answers_async (LwJobControl        *self,
                                   LwLabelingJob       *job,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_CONTROL (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  LW_JOB_CONTROL_GET_IFACE (self)->load_answers_async (self, job, cancellable, callback, user_data);
}

LwJobAnswers *
lw_job_control_load_answers_finish (LwJobControl  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_CONTROL (self), NULL);

  return LW_JOB_CONTROL_GET_IFACE (self)->load_answers_finish (self, result, error);
}

void
lw_job_control_reconsolidate_async (LwJobControl        *self,
                                    LwLabelingJob       *job,
                                    const char          *method,
                                    LwControlProgress    progress,
                                    gpointer             progress_data,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_CONTROL (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));
  g_return_if_fail (method != NULL);

  LW_JOB_CONTROL_GET_IFACE (self)->reconsolidate_async (self, job, method, progress, progress_data,
                                                        cancellable, callback, user_data);
}

LwReconsolidation *
lw_job_control_reconsolidate_finish (LwJobControl  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_CONTROL (self), NULL);

  return LW_JOB_CONTROL_GET_IFACE (self)->reconsolidate_finish (self, result, error);
}

void
lw_job_control_keep_async (LwJobControl        *self,
                           LwLabelingJob       *job,
                           LwReconsolidation   *result,
                           const char          *uri,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_CONTROL (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));
  g_return_if_fail (result != NULL);

  LW_JOB_CONTROL_GET_IFACE (self)->keep_async (self, job, result, uri,
                                               cancellable, callback, user_data);
}

char *
lw_job_control_keep_finish (LwJobControl  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_CONTROL (self), NULL);

  return LW_JOB_CONTROL_GET_IFACE (self)->keep_finish (self, result, error);
}
