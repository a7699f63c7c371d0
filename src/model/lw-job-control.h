/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a place can do with its labeling jobs beyond the service's own calls: change a running job, tell its events and
 * the story of an object, consolidate its answers by another method. A place that cannot do this does not implement
 * it. Main thread only, as LwJobBackend. */

#pragma once

#include "lw-job-answers.h"
#include "lw-job-event.h"
#include "lw-labeling-job.h"
#include "lw-object-story.h"
#include "lw-reconsolidation.h"

G_BEGIN_DECLS

#define LW_TYPE_JOB_CONTROL (lw_job_control_get_type ())
G_DECLARE_INTERFACE (LwJobControl, lw_job_control, LW, JOB_CONTROL, GObject)

/**
 * LwJobChangeKind:
 * @LW_JOB_CHANGE_WORKERS_PER_OBJECT: ask @number workers about each object that has no label yet. The answer is the
 *   number of open objects that were done with that, or are asked about again
 * @LW_JOB_CHANGE_STOP_CONFIDENCE: ask no further worker about an object when its label is right with probability
 *   @number; 0 for never. The answer is the number of objects that were done with that
 * @LW_JOB_CHANGE_PAUSE_WORKER: give @worker no more tasks; those that the worker has go to others
 * @LW_JOB_CHANGE_RESUME_WORKER: give @worker tasks again
 * @LW_JOB_CHANGE_DROP_ANSWERS: forget all answers of @worker and ask again; with @number 1 the same worker may be asked
 *   too. The answer is the number of answers that were dropped
 * @LW_JOB_CHANGE_GOLD: answers that are known to be right: @text is a JSON object, the line as member, an array of
 *   label categories as value; an empty array forgets the object's. The answer is the number of gold objects
 * @LW_JOB_CHANGE_MANIFEST: @text is the address of the result that counts; %NULL for the output manifest
 */
typedef enum
{
  LW_JOB_CHANGE_WORKERS_PER_OBJECT,
  LW_JOB_CHANGE_STOP_CONFIDENCE,
  LW_JOB_CHANGE_PAUSE_WORKER,
  LW_JOB_CHANGE_RESUME_WORKER,
  LW_JOB_CHANGE_DROP_ANSWERS,
  LW_JOB_CHANGE_GOLD,
  LW_JOB_CHANGE_MANIFEST,
} LwJobChangeKind;

/**
 * LwJobChange:
 * @worker: (nullable): a worker's name
 * @text: (nullable): see the kind
 */
typedef struct
{
  LwJobChangeKind  kind;
  const char      *worker;
  double           number;
  const char      *text;
} LwJobChange;

/* Called on the main thread: how much of the work is done, 0 to 1. */
typedef void (*LwControlProgress) (double   done,
                                   gpointer data);

/**
 * LwJobControlInterface:
 * @change_async: changes a job; when it finishes, it is on disk. finish returns a number (see the kinds), -1 on error
 * @load_events_async: the events after the one numbered @after, oldest first, @n_max at most. The job's "last-event"
 *   notifies when there are more
 * @load_story_async: the story of one object: a line's number from 0, a source-ref, or the file name in one
 * @load_answers_async: all answers that count, at one moment
 * @reconsolidate_async: consolidates all stored answers by @method (a word of src/consolidation), compares with the
 *   labels that the job has; changes nothing
 * @keep_async: writes such a result as a new manifest beside the output manifest, never over a file, and makes it the
 *   one that counts. @uri (nullable) says where else. finish returns its address
 */
struct _LwJobControlInterface
{
  GTypeInterface      parent_iface;

  void               (*change_async)          (LwJobControl         *self,
                                               LwLabelingJob        *job,
                                               const LwJobChange    *change,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
  gint64             (*change_finish)         (LwJobControl         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
  void               (*load_events_async)     (LwJobControl         *self,
                                               LwLabelingJob        *job,
                                               guint64               after,
                                               guint                 n_max,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
  GPtrArray         *(*load_events_finish)    (LwJobControl         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
  void               (*load_story_async)      (LwJobControl         *self,
                                               LwLabelingJob        *job,
                                               const char           *object,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
  LwObjectStory     *(*load_story_finish)     (LwJobControl         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
  void               (*load_answers_async)    (LwJobControl         *self,
                                               LwLabelingJob        *job,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
  LwJobAnswers      *(*load_answers_finish)   (LwJobControl         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
  void               (*reconsolidate_async)   (LwJobControl         *self,
                                               LwLabelingJob        *job,
                                               const char           *method,
                                               LwControlProgress     progress,
                                               gpointer              progress_data,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
  LwReconsolidation *(*reconsolidate_finish)  (LwJobControl         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
  void               (*keep_async)            (LwJobControl         *self,
                                               LwLabelingJob        *job,
                                               LwReconsolidation    *result,
                                               const char           *uri,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
  char              *(*keep_finish)           (LwJobControl         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
};

void               lw_job_control_change_async         (LwJobControl         *self,
                                                        LwLabelingJob        *job,
                                                        const LwJobChange    *change,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gint64             lw_job_control_change_finish        (LwJobControl         *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void               lw_job_control_load_events_async    (LwJobControl         *self,
                                                        LwLabelingJob        *job,
                                                        guint64               after,
                                                        guint                 n_max,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
GPtrArray         *lw_job_control_load_events_finish   (LwJobControl         *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_job_control_load_story_async     (LwJobControl         *self,
                                                        LwLabelingJob        *job,
                                                        const char           *object,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
LwObjectStory     *lw_job_control_load_story_finish    (LwJobControl         *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_job_control_load_answers_async   (LwJobControl         *self,
                                                        LwLabelingJob        *job,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
LwJobAnswers      *lw_job_control_load_answers_finish  (LwJobControl         *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_job_control_reconsolidate_async  (LwJobControl         *self,
                                                        LwLabelingJob        *job,
                                                        const char           *method,
                                                        LwControlProgress     progress,
                                                        gpointer              progress_data,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
LwReconsolidation *lw_job_control_reconsolidate_finish (LwJobControl         *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_job_control_keep_async           (LwJobControl         *self,
                                                        LwLabelingJob        *job,
                                                        LwReconsolidation    *result,
                                                        const char           *uri,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
char              *lw_job_control_keep_finish          (LwJobControl         *self,
                                                        GAsyncResult         *result,
                                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
