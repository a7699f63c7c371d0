/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place where labeling jobs run: this computer's engine, a server or AWS. The studio never asks which one it has;
 * what a place cannot do is a capability with a reason to show. Main thread only. */

#pragma once

#include "lw-labeling-job.h"
#include "lw-object-store.h"
#include "lw-task-queue.h"

G_BEGIN_DECLS

#define LW_TYPE_JOB_BACKEND (lw_job_backend_get_type ())
G_DECLARE_INTERFACE (LwJobBackend, lw_job_backend, LW, JOB_BACKEND, GObject)

/**
 * LwJobCapability:
 * @LW_JOB_CAPABILITY_LABEL_HERE: open_tasks works: the person at this computer may label
 * @LW_JOB_CAPABILITY_LOCAL_FOLDERS: a folder may be used as a bucket without copying it
 * @LW_JOB_CAPABILITY_PUBLIC_WORKFORCE: tasks may be priced
 */
typedef enum
{
  LW_JOB_CAPABILITY_LABEL_HERE,
  LW_JOB_CAPABILITY_LOCAL_FOLDERS,
  LW_JOB_CAPABILITY_PUBLIC_WORKFORCE,
} LwJobCapability;

/**
 * LwWorkteam:
 * @arn: the team's address
 * @name: what people call it
 * @description: one sentence, may be empty
 */
typedef struct
{
  char *arn;
  char *name;
  char *description;
} LwWorkteam;

/**
 * LwJobBackendInterface:
 * @get_title: the place's name for the sidebar
 * @get_jobs: (transfer none) (element-type LwLabelingJob): the jobs, newest first; the list and its jobs change by
 *   signal
 * @get_store: (transfer none): where the jobs' files are
 * @get_capability: whether the place can do it; if not, @reason (nullable, static, translated) says why
 * @get_region: (transfer none): the region for addresses that are derived
 * @dup_default_output_path: (transfer full): an s3 address under which a new job's output goes
 * @dup_default_role_arn: (transfer full) (nullable): the execution role, %NULL when the user has to choose
 * @create_async: starts a job; the request was checked; fails with %LW_JOB_ERROR_IN_USE when the name is taken
 * @stop_async: StopLabelingJob: finishes when the place took it; the status changes follow by signal
 * @list_workteams_async: finish returns (element-type LwWorkteam)
 * @open_tasks_async: a queue for a worker of this name in this job
 * @load_answers_async: the worker-response document of one data object (a JSON object with "answers"), newest iteration
 *   first; %NULL without error when there is none
 */
struct _LwJobBackendInterface
{
  GTypeInterface  parent_iface;

  const char     *(*get_title)               (LwJobBackend                *self);
  GListModel     *(*get_jobs)                (LwJobBackend                *self);
  LwObjectStore  *(*get_store)               (LwJobBackend                *self);
  gboolean        (*get_capability)          (LwJobBackend                *self,
                                              LwJobCapability              capability,
                                              const char                 **reason);
  const char     *(*get_region)              (LwJobBackend                *self);
  char           *(*dup_default_output_path) (LwJobBackend                *self);
  char           *(*dup_default_role_arn)    (LwJobBackend                *self);

  void            (*create_async)            (LwJobBackend                *self,
                                              const LwLabelingJobRequest  *request,
                                              GCancellable                *cancellable,
                                              GAsyncReadyCallback          callback,
                                              gpointer                     user_data);
  LwLabelingJob  *(*create_finish)           (LwJobBackend                *self,
                                              GAsyncResult                *result,
                                              GError                     **error);
  void            (*stop_async)              (LwJobBackend                *self,
                                              LwLabelingJob               *job,
                                              GCancellable                *cancellable,
                                              GAsyncReadyCallback          callback,
                                              gpointer                     user_data);
  gboolean        (*stop_finish)             (LwJobBackend                *self,
                                              GAsyncResult                *result,
                                              GError                     **error);
  void            (*list_workteams_async)    (LwJobBackend                *self,
                                              GCancellable                *cancellable,
                                              GAsyncReadyCallback          callback,
                                              gpointer                     user_data);
  GPtrArray      *(*list_workteams_finish)   (LwJobBackend                *self,
                                              GAsyncResult                *result,
                                              GError                     **error);
  void            (*open_tasks_async)        (LwJobBackend                *self,
                                              LwLabelingJob               *job,
                                              const char                  *worker,
                                              GCancellable                *cancellable,
                                              GAsyncReadyCallback          callback,
                                              gpointer                     user_data);
  LwTaskQueue    *(*open_tasks_finish)       (LwJobBackend                *self,
                                              GAsyncResult                *result,
                                              GError                     **error);
  void            (*load_answers_async)      (LwJobBackend                *self,
                                              const char                  *output_manifest_uri,
                                              guint64                      data_object_id,
                                              GCancellable                *cancellable,
                                              GAsyncReadyCallback          callback,
                                              gpointer                     user_data);
  JsonNode       *(*load_answers_finish)     (LwJobBackend                *self,
                                              GAsyncResult                *result,
                                              GError                     **error);
};

#define LW_JOB_ERROR (lw_job_error_quark ())

/**
 * LwJobError:
 * @LW_JOB_ERROR_IN_USE: a job of this name exists (ResourceInUse)
 * @LW_JOB_ERROR_NOT_FOUND: there is no such job (ResourceNotFound)
 * @LW_JOB_ERROR_INVALID: the place refuses the request (ValidationException)
 * @LW_JOB_ERROR_UNSUPPORTED: the place cannot do this
 * @LW_JOB_ERROR_BUSY: another process owns the workspace
 */
typedef enum
{
  LW_JOB_ERROR_IN_USE,
  LW_JOB_ERROR_NOT_FOUND,
  LW_JOB_ERROR_INVALID,
  LW_JOB_ERROR_UNSUPPORTED,
  LW_JOB_ERROR_BUSY,
} LwJobError;

GQuark          lw_job_error_quark                     (void);

LwWorkteam     *lw_workteam_new                        (const char                  *arn,
                                                        const char                  *name,
                                                        const char                  *description) G_GNUC_WARN_UNUSED_RESULT;
void            lw_workteam_free                       (LwWorkteam                  *self);

const char     *lw_job_backend_get_title               (LwJobBackend                *self);
GListModel     *lw_job_backend_get_jobs                (LwJobBackend                *self);
LwLabelingJob  *lw_job_backend_find_job                (LwJobBackend                *self,
                                                        const char                  *name);
LwObjectStore  *lw_job_backend_get_store               (LwJobBackend                *self);
gboolean        lw_job_backend_get_capability          (LwJobBackend                *self,
                                                        LwJobCapability              capability,
                                                        const char                 **reason);
const char     *lw_job_backend_get_region              (LwJobBackend                *self);
char           *lw_job_backend_dup_default_output_path (LwJobBackend                *self) G_GNUC_WARN_UNUSED_RESULT;
char           *lw_job_backend_dup_default_role_arn    (LwJobBackend                *self) G_GNUC_WARN_UNUSED_RESULT;

void            lw_job_backend_create_async            (LwJobBackend                *self,
                                                        const LwLabelingJobRequest  *request,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
LwLabelingJob  *lw_job_backend_create_finish           (LwJobBackend                *self,
                                                        GAsyncResult                *result,
                                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_job_backend_stop_async              (LwJobBackend                *self,
                                                        LwLabelingJob               *job,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
gboolean        lw_job_backend_stop_finish             (LwJobBackend                *self,
                                                        GAsyncResult                *result,
                                                        GError                     **error);
void            lw_job_backend_list_workteams_async    (LwJobBackend                *self,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
GPtrArray      *lw_job_backend_list_workteams_finish   (LwJobBackend                *self,
                                                        GAsyncResult                *result,
                                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_job_backend_open_tasks_async        (LwJobBackend                *self,
                                                        LwLabelingJob               *job,
                                                        const char                  *worker,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
LwTaskQueue    *lw_job_backend_open_tasks_finish       (LwJobBackend                *self,
                                                        GAsyncResult                *result,
                                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_job_backend_load_answers_async      (LwJobBackend                *self,
                                                        const char                  *output_manifest_uri,
                                                        guint64                      data_object_id,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
JsonNode       *lw_job_backend_load_answers_finish     (LwJobBackend                *self,
                                                        GAsyncResult                *result,
                                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkteam, lw_workteam_free)

G_END_DECLS
