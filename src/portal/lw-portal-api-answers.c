/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The call that sends answers: as many as wait in the browser. It is answered when those that could be recorded are on
 * the disk; a browser that did not hear so sends them again, with the same ids. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ANSWERS 100
#define MAX_CONTENT (128 * 1024)
#define MAX_ID 64
#define MIN_ID 8
#define MAX_COMMENT 4000

/**
 * Batch:
 * @results: (element-type Result): one for each answer
 * @n_waiting: how many the engine has not answered, and one for who fills it
 * @broken: (nullable): what kept the engine from recording; the browser has to send all again
 */
typedef struct
{
  LwPortal        *portal;
  LwPortalRequest *request;
  GPtrArray       *results;
  guint            n_waiting;
  GError          *broken;
} Batch;

/**
 * Result:
 * @code: (nullable): why it was refused
 */
typedef struct
{
  Batch         *batch;
  LwLabelingJob *job;
  guint64        line;
  char          *id;
  const char    *code;
  char          *message;
  guint64        n_answered;
  guint64        n_remaining;
} Result;

static void
free_result (gpointer data)
{
  Result *result = data;

  g_clear_object (&result->job);
  g_free (result->id);
  g_free (result->message);
  g_free (result);
}

static void
free_batch (Batch *batch)
{
  g_ptr_array_unref (batch->results);
  lw_portal_request_free (batch->request);
  g_clear_error (&batch->broken);
  g_object_unref (batch->portal);
  g_free (batch);
}

static void
add_result (JsonBuilder  *builder,
            const Result *result)
{
  json_builder_begin_object (builder);
  lw_portal_record_add_string (builder, "id", result->id);
  lw_portal_record_add_string (builder, "state", result->code == NULL ? "saved" : "refused");
  lw_portal_record_add_string (builder, "code", result->code);
  lw_portal_record_add_string (builder, "message", result->message);
  if (result->code == NULL)
    {
      lw_portal_record_add_int (builder, "done", result->n_answered);
      lw_portal_record_add_int (builder, "remaining", result->n_remaining);
    }
  json_builder_end_object (builder);
}

static void
end_one (Batch *batch)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (--batch->n_waiting > 0)
    return;
  if (batch->broken != NULL)
    lw_portal_api_refuse (batch->request, batch->broken);
  else
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "results");
      json_builder_begin_array (builder);
      for (guint i = 0; i < batch->results->len; i++)
        add_result (builder, g_ptr_array_index (batch->results, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      lw_portal_request_reply_json (batch->request, builder);
    }
  free_batch (batch);
}

static void
refuse (Result     *result,
        const char *code,
        const char *message)
{
  result->code = code;
  result->message = g_strdup (message);
}

static void
submit_cb (GObject      *source,
           GAsyncResult *async_result,
           gpointer      data)
{
  Result *result = data;
  Batch *batch = result->batch;
  LwPortal *self = batch->portal;
  const char *worker = lw_portal_request_get_session (batch->request)->worker;
  LwPortalSeat *seat = lw_portal_seats_find (self->seats, result->job, worker);
  g_autoptr (GError) error = NULL;

  if (lw_engine_backend_submit_once_finish (LW_ENGINE_BACKEND (source), async_result, &result->n_answered,
                                            &result->n_remaining, &error))
    {
      if (seat != NULL)
        {
          lw_portal_seat_use (seat, g_get_real_time ());
          lw_portal_seat_forget_task (seat, result->line);
        }
    }
  else if (lw_portal_get_error_code (error) != NULL)
    {
      refuse (result, lw_portal_get_error_code (error), error->message);
      lw_portal_note (self, batch->request, "an answer that is %s", result->code);
    }
  else if (batch->broken == NULL)
    batch->broken = g_steal_pointer (&error);
  end_one (batch);
}

/* A comment belongs to the element that was answered, as with the region worker-comment. */
static void
add_comment (JsonObject    *content,
             LwLabelingJob *job,
             const char    *comment)
{
  const char *element = lw_task_type_get_element (lw_labeling_job_get_task_type (job));
  JsonObject *answer = element != NULL ? lw_json_get_object (content, element) : NULL;
  g_autofree char *text = NULL;

  if (answer == NULL || comment == NULL || *comment == '\0' || json_object_has_member (answer, "workerComment"))
    return;
  text = g_utf8_substring (comment, 0, MIN (g_utf8_strlen (comment, -1), MAX_COMMENT));
  json_object_set_string_member (answer, "workerComment", text);
}

static char *
dup_content (JsonObject    *answer,
             LwLabelingJob *job)
{
  JsonObject *content = lw_json_get_object (answer, "content");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  add_comment (content, job, lw_json_get_string (answer, "comment"));
  json_node_set_object (node, content);
  return lw_json_to_string (node, FALSE);
}

static gboolean
is_id (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length < MIN_ID || length > MAX_ID)
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;
  return TRUE;
}

/* Finds whose task the answer is for; refuses what is not this worker's. */
static gboolean
read_task (Batch      *batch,
           Result     *result,
           JsonObject *answer)
{
  const char *worker = lw_portal_request_get_session (batch->request)->worker;
  const char *job = lw_json_get_string (answer, "job");
  const char *task = lw_json_get_string (answer, "task");
  LwPortalTaskId id;

  result->job = job != NULL ? lw_portal_find_job (batch->portal, job) : NULL;
  if (result->job == NULL)
    {
      refuse (result, "no-job", _("There is no such labeling job."));
      return FALSE;
    }
  if (task == NULL || !lw_portal_read_task_id (batch->portal, worker, job, task, &id))
    {
      lw_portal_note (batch->portal, batch->request, "an answer for a task of somebody else");
      refuse (result, "forged", _("This is not a task of yours."));
      return FALSE;
    }
  result->line = id.line;
  return TRUE;
}

static void
submit (Batch      *batch,
        JsonObject *answer)
{
  LwPortal *self = batch->portal;
  const char *id = lw_json_get_string (answer, "id");
  const char *worker = lw_portal_request_get_session (batch->request)->worker;
  Result *result = g_new0 (Result, 1);
  g_autofree char *content = NULL;

  result->batch = batch;
  result->id = g_strdup (id != NULL ? id : "");
  g_ptr_array_add (batch->results, result);
  if (!is_id (id) || lw_json_get_object (answer, "content") == NULL)
    {
      refuse (result, "bad-answer", _("The answer has no id or no content."));
      return;
    }
  if (!read_task (batch, result, answer))
    return;
  content = dup_content (answer, result->job);
  if (strlen (content) > MAX_CONTENT)
    {
      lw_portal_note (self, batch->request, "an answer of %" G_GSIZE_FORMAT " bytes", strlen (content));
      refuse (result, "too-large", _("The answer is longer than the server takes."));
      return;
    }
  batch->n_waiting++;
  lw_engine_backend_submit_once_async (self->backend, result->job, worker, result->line, id, content,
                                       lw_json_get_double (answer, "seconds", 0), NULL, submit_cb, result);
}

/**
 * lw_portal_api_answers:
 * @self: a portal
 * @request: (transfer full): from a session; has answers
 */
void
lw_portal_api_answers (LwPortal        *self,
                       LwPortalRequest *request)
{
  JsonArray *answers = lw_json_get_array (lw_portal_request_get_body (request), "answers");
  Batch *batch;

  if (answers == NULL || json_array_get_length (answers) > MAX_ANSWERS)
    {
      lw_portal_request_refuse (request, answers == NULL ? 400 : 413, answers == NULL ? "bad-request" : "too-large",
                                _("The server takes a list of at most 100 answers at once."));
      lw_portal_request_free (request);
      return;
    }
  batch = g_new0 (Batch, 1);
  batch->portal = g_object_ref (self);
  batch->request = request;
  batch->results = g_ptr_array_new_with_free_func (free_result);
  batch->n_waiting = 1;
  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonObject *answer = lw_json_node_object (json_array_get_element (answers, i));

      if (answer != NULL)
        submit (batch, answer);
    }
  end_one (batch);
}
