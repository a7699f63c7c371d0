/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of a labeling job's durable log: what happened, when, to which data object, through whom. Immutable. Not
 * how an object came to its label as a whole (see lw-object-story.h). */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LwJobEventKind:
 * @LW_JOB_EVENT_CREATED: the job was made
 * @LW_JOB_EVENT_STARTED: its input is read; workers may begin
 * @LW_JOB_EVENT_ASSIGNED: an object was shown to a worker
 * @LW_JOB_EVENT_ANSWERED: a worker answered
 * @LW_JOB_EVENT_AMENDED: a worker changed an answer
 * @LW_JOB_EVENT_DECLINED: a worker did not want an object
 * @LW_JOB_EVENT_RELEASED: a worker gave an object back
 * @LW_JOB_EVENT_EXPIRED: the time for a task ran out
 * @LW_JOB_EVENT_REFUSED: an answer does not count: the text says why
 * @LW_JOB_EVENT_CONSOLIDATED: an object has its label
 * @LW_JOB_EVENT_FAILED: an object, or without one the job, has failed
 * @LW_JOB_EVENT_DROPPED: a worker's answers were dropped
 * @LW_JOB_EVENT_REOPENED: an object is asked about again
 * @LW_JOB_EVENT_PAUSED: a worker gets no more tasks
 * @LW_JOB_EVENT_RESUMED: a worker gets tasks again
 * @LW_JOB_EVENT_CHANGED: a setting of the job was changed
 * @LW_JOB_EVENT_INPUT_CHANGED: the input is not any more what was read
 * @LW_JOB_EVENT_PROBLEM: something keeps the job from going on
 * @LW_JOB_EVENT_RECOVERED: it goes on
 * @LW_JOB_EVENT_MANIFEST: another result was chosen
 * @LW_JOB_EVENT_STOPPING: the job was told to stop, or a stopping condition is met
 * @LW_JOB_EVENT_STOPPED: it has stopped
 * @LW_JOB_EVENT_COMPLETED: all objects are done
 *
 * The numbers are stored: new ones go to the end.
 */
typedef enum
{
  LW_JOB_EVENT_CREATED,
  LW_JOB_EVENT_STARTED,
  LW_JOB_EVENT_ASSIGNED,
  LW_JOB_EVENT_ANSWERED,
  LW_JOB_EVENT_AMENDED,
  LW_JOB_EVENT_DECLINED,
  LW_JOB_EVENT_RELEASED,
  LW_JOB_EVENT_EXPIRED,
  LW_JOB_EVENT_REFUSED,
  LW_JOB_EVENT_CONSOLIDATED,
  LW_JOB_EVENT_FAILED,
  LW_JOB_EVENT_DROPPED,
  LW_JOB_EVENT_REOPENED,
  LW_JOB_EVENT_PAUSED,
  LW_JOB_EVENT_RESUMED,
  LW_JOB_EVENT_CHANGED,
  LW_JOB_EVENT_INPUT_CHANGED,
  LW_JOB_EVENT_PROBLEM,
  LW_JOB_EVENT_RECOVERED,
  LW_JOB_EVENT_MANIFEST,
  LW_JOB_EVENT_STOPPING,
  LW_JOB_EVENT_STOPPED,
  LW_JOB_EVENT_COMPLETED,
  LW_N_JOB_EVENT_KINDS,
} LwJobEventKind;

#define LW_TYPE_JOB_EVENT (lw_job_event_get_type ())
G_DECLARE_FINAL_TYPE (LwJobEvent, lw_job_event, LW, JOB_EVENT, GObject)

LwJobEvent     *lw_job_event_new            (guint64         id,
                                             gint64          time,
                                             LwJobEventKind  kind,
                                             gint64          data_object_id,
                                             const char     *worker,
                                             const char     *text) G_GNUC_WARN_UNUSED_RESULT;

guint64         lw_job_event_get_id         (LwJobEvent     *self);
gint64          lw_job_event_get_time       (LwJobEvent     *self);
LwJobEventKind  lw_job_event_get_kind       (LwJobEvent     *self);
gint64          lw_job_event_get_object     (LwJobEvent     *self);
const char     *lw_job_event_get_worker     (LwJobEvent     *self);
const char     *lw_job_event_get_text       (LwJobEvent     *self);
char           *lw_job_event_dup_sentence   (LwJobEvent     *self) G_GNUC_WARN_UNUSED_RESULT;

const char     *lw_job_event_kind_to_string (LwJobEventKind  kind);

G_END_DECLS
