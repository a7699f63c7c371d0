/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of a labeling job's durable log. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-event.h"

#include <glib/gi18n.h>
#include <inttypes.h>

struct _LwJobEvent
{
  GObject         parent_instance;

  guint64         id;
  gint64          time;
  LwJobEventKind  kind;
  gint64          data_object_id;
  char           *worker;
  char           *text;
};

/* What scripts read, and what people read. */
static const struct
{
  const char *word;
  const char *title;
} kinds[LW_N_JOB_EVENT_KINDS] = {
  [LW_JOB_EVENT_CREATED] = { "created", N_("Labeling job created") },
  [LW_JOB_EVENT_STARTED] = { "started", N_("Input read, ready for workers") },
  [LW_JOB_EVENT_ASSIGNED] = { "assigned", N_("Shown to a worker") },
  [LW_JOB_EVENT_ANSWERED] = { "answered", N_("Answered") },
  [LW_JOB_EVENT_AMENDED] = { "amended", N_("Answer changed") },
  [LW_JOB_EVENT_DECLINED] = { "declined", N_("Declined") },
  [LW_JOB_EVENT_RELEASED] = { "released", N_("Given back") },
  [LW_JOB_EVENT_EXPIRED] = { "expired", N_("Time for the task ran out") },
  [LW_JOB_EVENT_REFUSED] = { "refused", N_("Answer does not count") },
  [LW_JOB_EVENT_CONSOLIDATED] = { "consolidated", N_("Consolidated") },
  [LW_JOB_EVENT_FAILED] = { "failed", N_("Failed") },
  [LW_JOB_EVENT_DROPPED] = { "dropped", N_("Answers dropped") },
  [LW_JOB_EVENT_REOPENED] = { "reopened", N_("Asked about again") },
  [LW_JOB_EVENT_PAUSED] = { "paused", N_("Worker paused") },
  [LW_JOB_EVENT_RESUMED] = { "resumed", N_("Worker goes on") },
  [LW_JOB_EVENT_CHANGED] = { "changed", N_("Setting changed") },
  [LW_JOB_EVENT_INPUT_CHANGED] = { "input-changed", N_("Input changed after it was read") },
  [LW_JOB_EVENT_PROBLEM] = { "problem", N_("Problem") },
  [LW_JOB_EVENT_RECOVERED] = { "recovered", N_("Problem gone") },
  [LW_JOB_EVENT_MANIFEST] = { "manifest", N_("Another result chosen") },
  [LW_JOB_EVENT_STOPPING] = { "stopping", N_("Stopping") },
  [LW_JOB_EVENT_STOPPED] = { "stopped", N_("Stopped") },
  [LW_JOB_EVENT_COMPLETED] = { "completed", N_("Completed") },
};

G_DEFINE_FINAL_TYPE (LwJobEvent, lw_job_event, G_TYPE_OBJECT)

static void
lw_job_event_finalize (GObject *object)
{
  LwJobEvent *self = LW_JOB_EVENT (object);

  g_free (self->worker);
  g_free (self->text);
  G_OBJECT_CLASS (lw_job_event_parent_class)->finalize (object);
}

static void
lw_job_event_class_init (LwJobEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_job_event_finalize;
}

static void
lw_job_event_init (LwJobEvent *self)
{
}

/**
 * lw_job_event_new:
 * @id: its number in the job's log, from 1 and without gaps
 * @time: microseconds since 1970-01-01 UTC
 * @kind: what happened
 * @data_object_id: the input manifest's line, -1 for the job as a whole
 * @worker: (nullable): the worker's name
 * @text: (nullable): more, as it is stored: an answer, a reason, a label
 *
 * Returns: (transfer full): the event
 */
LwJobEvent *
lw_job_event_new (guint64         id,
                  gint64          time,
                  LwJobEventKind  kind,
                  gint64          data_object_id,
                  const char     *worker,
                  const char     *text)
{
  LwJobEvent *self = g_object_new (LW_TYPE_JOB_EVENT, NULL);

  self->id = id;
  self->time = time;
  self->kind = kind < LW_N_JOB_EVENT_KINDS ? kind : LW_JOB_EVENT_CHANGED;
  self->data_object_id = data_object_id;
  self->worker = g_strdup (worker);
  self->text = g_strdup (text);
  return self;
}

/**
 * lw_job_event_get_id:
 * @self: an event
 *
 * Returns: its number in the job's log, from 1
 */
guint64
lw_job_event_get_id (LwJobEvent *self)
{
  g_return_val_if_fail (LW_IS_JOB_EVENT (self), 0);

  return self->id;
}

/**
 * lw_job_event_get_time:
 * @self: an event
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
lw_job_event_get_time (LwJobEvent *self)
{
  g_return_val_if_fail (LW_IS_JOB_EVENT (self), 0);

  return self->time;
}

/**
 * lw_job_event_get_kind:
 * @self: an event
 *
 * Returns: what happened
 */
LwJobEventKind
lw_job_event_get_kind (LwJobEvent *self)
{
  g_return_val_if_fail (LW_IS_JOB_EVENT (self), LW_JOB_EVENT_CREATED);

  return self->kind;
}

/**
 * lw_job_event_get_object:
 * @self: an event
 *
 * Returns: the data object: the input manifest's line, from 0; -1 for none
 */
gint64
lw_job_event_get_object (LwJobEvent *self)
{
  g_return_val_if_fail (LW_IS_JOB_EVENT (self), -1);

  return self->data_object_id;
}

/**
 * lw_job_event_get_worker:
 * @self: an event
 *
 * Returns: (nullable): the worker's name
 */
const char *
lw_job_event_get_worker (LwJobEvent *self)
{
  g_return_val_if_fail (LW_IS_JOB_EVENT (self), NULL);

  return self->worker;
}

/**
 * lw_job_event_get_text:
 * @self: an event
 *
 * Returns: (nullable): more: an answer, a reason, a label
 */
const char *
lw_job_event_get_text (LwJobEvent *self)
{
  g_return_val_if_fail (LW_IS_JOB_EVENT (self), NULL);

  return self->text;
}

/**
 * lw_job_event_dup_sentence:
 * @self: an event
 *
 * Returns: (transfer full): what happened, for people: "Answered · Ann · image 12 · cat"
 */
char *
lw_job_event_dup_sentence (LwJobEvent *self)
{
  GString *text;

  g_return_val_if_fail (LW_IS_JOB_EVENT (self), NULL);

  text = g_string_new (_(kinds[self->kind].title));
  if (self->worker != NULL)
    g_string_append_printf (text, " · %s", self->worker);
  if (self->data_object_id >= 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _("object %" PRId64), self->data_object_id);
    }
  if (self->text != NULL)
    g_string_append_printf (text, " · %s", self->text);
  return g_string_free (text, FALSE);
}

/**
 * lw_job_event_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its word for scripts
 */
const char *
lw_job_event_kind_to_string (LwJobEventKind kind)
{
  g_return_val_if_fail (kind < LW_N_JOB_EVENT_KINDS, "");

  return kinds[kind].word;
}
