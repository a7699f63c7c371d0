/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls about jobs and tasks: what there is to do, take, give back, look back. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-json.h"

#include <glib/gi18n.h>

#define MAX_TASKS 50
#define MAX_HOLDING 1000
#define MAX_WIDTH 8192
#define N_RECENT 20
#define MAX_REASON 1000

/* A call that goes on when the engine has answered. */
typedef struct
{
  LwPortal        *portal;
  LwPortalRequest *request;
  LwLabelingJob   *job;
  guint            n_tasks;
  guint            width;
  GArray          *holding;
} Call;

static void
free_call (Call *call)
{
  lw_portal_request_free (call->request);
  g_clear_object (&call->job);
  g_clear_pointer (&call->holding, g_array_unref);
  g_object_unref (call->portal);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

/* Takes the request; NULL when it was refused. */
static Call *
begin (LwPortal        *self,
       LwPortalRequest *request,
       const char      *name)
{
  g_autoptr (Call) call = g_new0 (Call, 1);

  call->portal = g_object_ref (self);
  call->request = request;
  call->job = lw_portal_find_job (self, name);
  if (call->job != NULL)
    return g_steal_pointer (&call);
  lw_portal_request_refuse (request, 404, "no-job", _("There is no such labeling job."));
  return NULL;
}

static const char *
get_worker (Call *call)
{
  return lw_portal_request_get_session (call->request)->worker;
}

static void
reply_empty (LwPortalRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  lw_portal_request_reply_json (request, builder);
}

/* The list of jobs */

static guint64
count_answers (LwLabelingJob *job,
               const char    *worker)
{
  GListModel *workers = lw_labeling_job_get_workers (job);

  for (guint i = 0; i < g_list_model_get_n_items (workers); i++)
    {
      g_autoptr (LwWorkerActivity) activity = g_list_model_get_item (workers, i);

      if (g_strcmp0 (lw_worker_activity_get_name (activity), worker) == 0)
        return lw_worker_activity_get_n_answers (activity);
    }
  return 0;
}

/* What the worker can still get; before the worker has begun, all that has no label. */
static guint64
count_remaining (LwPortal      *self,
                 LwLabelingJob *job,
                 const char    *worker)
{
  LwPortalSeat *seat = lw_portal_seats_find (self->seats, job, worker);

  if (seat != NULL)
    return lw_task_queue_get_n_remaining (lw_portal_seat_get_queue (seat));
  return lw_labeling_job_get_counters (job)->unlabeled;
}

static void
add_keywords (JsonBuilder                *builder,
              const LwLabelingJobRequest *request)
{
  g_auto (GStrv) keywords = lw_labeling_job_request_dup_strings (request, LW_REQUEST_TASK_KEYWORDS);

  json_builder_set_member_name (builder, "keywords");
  json_builder_begin_array (builder);
  for (guint i = 0; keywords != NULL && keywords[i] != NULL; i++)
    json_builder_add_string_value (builder, keywords[i]);
  json_builder_end_array (builder);
}

static void
add_job (LwPortal      *self,
         JsonBuilder   *builder,
         LwLabelingJob *job,
         const char    *worker)
{
  const LwLabelingJobRequest *request = lw_labeling_job_get_request (job);
  gboolean single = lw_labeling_job_get_task_type (job) == LW_TASK_TYPE_IMAGE_CLASSIFICATION;

  json_builder_begin_object (builder);
  lw_portal_record_add_string (builder, "name", lw_labeling_job_get_name (job));
  lw_portal_record_add_string (builder, "title", lw_labeling_job_request_get_string (request, LW_REQUEST_TASK_TITLE));
  lw_portal_record_add_string (builder, "description",
                               lw_labeling_job_request_get_string (request, LW_REQUEST_TASK_DESCRIPTION));
  add_keywords (builder, request);
  lw_portal_record_add_string (builder, "taskType", single ? "single" : "multi");
  json_builder_set_member_name (builder, "reward");
  json_builder_add_null_value (builder);
  lw_portal_record_add_int (builder, "remaining", count_remaining (self, job, worker));
  lw_portal_record_add_int (builder, "done", count_answers (job, worker));
  lw_portal_record_add_int (builder, "timeLimitSeconds",
                            lw_labeling_job_request_get_int (request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, 0));
  json_builder_set_member_name (builder, "grid");
  json_builder_add_boolean_value (builder, single);
  lw_portal_record_add_string (builder, "status",
                               lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
  json_builder_end_object (builder);
}

/**
 * lw_portal_api_jobs:
 * @self: a portal
 * @request: (transfer full): from a session
 */
void
lw_portal_api_jobs (LwPortal        *self,
                    LwPortalRequest *request)
{
  g_autoptr (LwPortalRequest) owned = request;
  const char *worker = lw_portal_request_get_session (request)->worker;
  GListModel *jobs = lw_job_backend_get_jobs (LW_JOB_BACKEND (self->backend));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "jobs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);

      if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_IN_PROGRESS && lw_portal_get_offered (self, job))
        add_job (self, builder, job, worker);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_portal_request_reply_json (request, builder);
}

/* Taking tasks */

static void
add_task (Call        *call,
          JsonBuilder *builder,
          LwTask      *task,
          gint64       now)
{
  LwPortal *self = call->portal;
  const char *job = lw_labeling_job_get_name (call->job);
  guint64 line = lw_task_get_data_object_id (task);
  gint64 expires = lw_task_get_expires_time (task);
  const char *uri = lw_task_get_source_ref (task);
  g_autofree char *id = lw_portal_new_task_id (self, get_worker (call), job, line, expires);

  json_builder_begin_object (builder);
  lw_portal_record_add_string (builder, "id", id);
  lw_portal_add_addresses (self, builder, lw_portal_request_get_session (call->request), job, uri, call->width);
  lw_portal_record_add_int (builder, "objectId", line);
  lw_portal_record_add_int (builder, "secondsLeft", MAX (0, expires - now) / G_USEC_PER_SEC);
  json_builder_end_object (builder);
  if (call->width > 0)
    lw_portal_images_prefetch (self->images, uri, call->width);
}

static void
seat_take_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Call) call = data;
  LwPortalSeat *seat = LW_PORTAL_SEAT (source);
  LwTaskQueue *queue = lw_portal_seat_get_queue (seat);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = lw_portal_seat_take_finish (seat, result, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 now = g_get_real_time ();

  if (tasks == NULL)
    {
      lw_portal_api_refuse (call->request, error);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "tasks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tasks->len; i++)
    add_task (call, builder, g_ptr_array_index (tasks, i), now);
  json_builder_end_array (builder);
  lw_portal_record_add_int (builder, "remaining", lw_task_queue_get_n_remaining (queue));
  lw_portal_record_add_int (builder, "done", lw_task_queue_get_n_answered (queue));
  lw_portal_record_add_string (builder, "status",
                               lw_labeling_job_status_to_string (lw_labeling_job_get_status (call->job)));
  json_builder_end_object (builder);
  lw_portal_request_reply_json (call->request, builder);
}

static void
take_seat_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Call) call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalSeat) seat = lw_portal_seats_open_finish (LW_PORTAL_SEATS (source), result, &error);
  gint64 now = g_get_real_time ();
  GArray *holding;

  if (seat == NULL)
    {
      lw_portal_api_refuse (call->request, error);
      return;
    }
  lw_portal_seat_use (seat, now);
  holding = g_steal_pointer (&call->holding);
  lw_portal_seat_take_async (seat, call->n_tasks, now, holding, seat_take_cb, call);
  g_steal_pointer (&call);
}

/* Returns: (nullable): the numbers of the data objects that the page says it has */
static GArray *
read_holding (Call *call)
{
  JsonArray *array = lw_json_get_array (lw_portal_request_get_body (call->request), "holding");
  GArray *holding;

  if (array == NULL)
    return NULL;
  holding = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < MIN (json_array_get_length (array), MAX_HOLDING); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      LwPortalTaskId id;

      if (json_node_get_value_type (node) == G_TYPE_STRING &&
          lw_portal_read_task_id (call->portal, get_worker (call), lw_labeling_job_get_name (call->job),
                                  json_node_get_string (node), &id))
        g_array_append_val (holding, id.line);
    }
  return holding;
}

/**
 * lw_portal_api_take:
 * @self: a portal
 * @request: (transfer full): from a session
 * @job: name of a job
 */
void
lw_portal_api_take (LwPortal        *self,
                    LwPortalRequest *request,
                    const char      *job)
{
  JsonObject *body = lw_portal_request_get_body (request);
  Call *call = begin (self, request, job);

  if (call == NULL)
    return;
  call->n_tasks = (guint) CLAMP (lw_json_get_int (body, "count", 1), 0, MAX_TASKS);
  call->width = (guint) CLAMP (lw_json_get_int (body, "width", 0), 0, MAX_WIDTH);
  call->holding = read_holding (call);
  lw_portal_sessions_set_job (self->sessions, lw_portal_request_get_session (request),
                              lw_labeling_job_get_name (call->job));
  lw_portal_seats_open_async (self->seats, call->job, get_worker (call), take_seat_cb, call);
}

/**
 * lw_portal_api_leave:
 * @self: a portal
 * @request: (transfer full): from a session
 * @job: name of a job
 */
void
lw_portal_api_leave (LwPortal        *self,
                     LwPortalRequest *request,
                     const char      *job)
{
  g_autoptr (Call) call = begin (self, request, job);

  if (call == NULL)
    return;
  lw_portal_seats_leave (self->seats, call->job, get_worker (call));
  reply_empty (request);
}

/* Giving a task back */

static void
give_back_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (Call) call = data;
  g_autoptr (GError) error = NULL;

  /* Both end alike: see LwTaskQueue. */
  if (lw_task_queue_release_finish (LW_TASK_QUEUE (source), result, &error))
    reply_empty (call->request);
  else
    lw_portal_api_refuse (call->request, error);
}

typedef struct
{
  Call    *call;
  guint64  line;
  gboolean decline;
} GiveBack;

static char *
dup_reason (const char *text)
{
  return text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_REASON)) : NULL;
}

static void
give_back_seat_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autofree GiveBack *back = data;
  g_autoptr (Call) call = back->call;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalSeat) seat = lw_portal_seats_open_finish (LW_PORTAL_SEATS (source), result, &error);
  g_autoptr (LwTask) task = lw_task_new ("", back->line, "", 0, 0);
  g_autofree char *reason = NULL;
  LwTaskQueue *queue;

  if (seat == NULL)
    {
      lw_portal_api_refuse (call->request, error);
      return;
    }
  queue = lw_portal_seat_get_queue (seat);
  lw_portal_seat_use (seat, g_get_real_time ());
  lw_portal_seat_forget_task (seat, back->line);
  reason = dup_reason (lw_json_get_string (lw_portal_request_get_body (call->request), "reason"));
  if (back->decline)
    lw_task_queue_decline_async (queue, task, reason, NULL, give_back_cb, g_steal_pointer (&call));
  else
    lw_task_queue_release_async (queue, task, NULL, give_back_cb, g_steal_pointer (&call));
}

/**
 * lw_portal_api_give_back:
 * @self: a portal
 * @request: (transfer full): from a session
 * @job: name of a job
 * @task: what the page calls the task
 * @decline: whether the worker does not want to see it again
 */
void
lw_portal_api_give_back (LwPortal        *self,
                         LwPortalRequest *request,
                         const char      *job,
                         const char      *task,
                         gboolean         decline)
{
  g_autoptr (Call) call = begin (self, request, job);
  LwPortalTaskId id;
  GiveBack *back;

  if (call == NULL)
    return;
  if (!lw_portal_read_task_id (self, get_worker (call), job, task, &id))
    {
      lw_portal_note (self, request, "a task of somebody else");
      lw_portal_request_refuse (request, 403, "forged", _("This is not a task of yours."));
      return;
    }
  back = g_new (GiveBack, 1);
  *back = (GiveBack) { NULL, id.line, decline };
  back->call = g_steal_pointer (&call);
  lw_portal_seats_open_async (self->seats, back->call->job, get_worker (back->call), give_back_seat_cb, back);
}

/* Looking back */

static void
add_answer (Call               *call,
            JsonBuilder        *builder,
            const LwPastAnswer *answer)
{
  LwPortal *self = call->portal;
  const char *job = lw_labeling_job_get_name (call->job);
  g_autofree char *task = lw_portal_new_task_id (self, get_worker (call), job, answer->data_object_id, 0);
  JsonNode *content = lw_json_parse (answer->content, -1, NULL);

  json_builder_begin_object (builder);
  lw_portal_record_add_string (builder, "task", task);
  json_builder_set_member_name (builder, "content");
  json_builder_add_value (builder, content != NULL ? content : json_node_new (JSON_NODE_NULL));
  lw_portal_add_addresses (self, builder, lw_portal_request_get_session (call->request), job, answer->source_ref,
                           call->width);
  lw_portal_record_add_int (builder, "objectId", answer->data_object_id);
  json_builder_set_member_name (builder, "changeable");
  json_builder_add_boolean_value (builder, answer->changeable);
  json_builder_end_object (builder);
}

static void
last_answers_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Call) call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = lw_engine_backend_load_last_answers_finish (LW_ENGINE_BACKEND (source), result,
                                                                              &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (answers == NULL)
    {
      lw_portal_api_refuse (call->request, error);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answers->len; i++)
    add_answer (call, builder, g_ptr_array_index (answers, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_portal_request_reply_json (call->request, builder);
}

/**
 * lw_portal_api_recent:
 * @self: a portal
 * @request: (transfer full): from a session
 * @job: name of a job
 */
void
lw_portal_api_recent (LwPortal        *self,
                      LwPortalRequest *request,
                      const char      *job)
{
  Call *call = begin (self, request, job);
  g_autofree char *width = NULL;

  if (call == NULL)
    return;
  width = lw_portal_request_dup_argument (request, "width");
  call->width = width != NULL ? (guint) CLAMP (g_ascii_strtoll (width, NULL, 10), 0, MAX_WIDTH) : 0;
  lw_engine_backend_load_last_answers_async (self->backend, call->job, get_worker (call), N_RECENT, NULL,
                                             last_answers_cb, call);
}
