/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Task documents: who has the address may see it, as long as the session for which it was made has not ended. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-portal-pass.h"

#include <glib/gi18n.h>
#include <string.h>

/* @fields: what the token says: session, job, width, address of the object. */
typedef struct
{
  LwPortal        *portal;
  LwPortalRequest *request;
  char           **fields;
  LwPortalSeat    *seat;
} Frame;

static void
free_frame (gpointer data)
{
  Frame *frame = data;

  lw_portal_request_free (frame->request);
  g_strfreev (frame->fields);
  g_clear_object (&frame->seat);
  g_object_unref (frame->portal);
  g_free (frame);
}

static void
reply_document (LwPortalRequest *request,
                char            *text)
{
  g_autofree char *origin = lw_portal_request_dup_origin (request);
  g_autofree char *policy = lw_portal_document_dup_policy (origin != NULL ? origin : "'none'");
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

  lw_portal_request_add_header (request, "Content-Security-Policy", policy);
  /* No policy of content reaches what WebRTC sends; this does. */
  lw_portal_request_add_header (request, "Connection-Allowlist", "(response-origin)");
  lw_portal_request_add_header (request, "Cache-Control", "private, max-age=600");
  lw_portal_request_reply (request, 200, "text/html; charset=utf-8", content);
}

/* A template may take its time: not on the main thread. */
static void
render_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Frame *frame = data;
  LwPortal *self = frame->portal;
  const LwPortalDocument document = {
    .template = lw_portal_seat_get_template (frame->seat),
    .task_object = frame->fields[3],
    .labels = lw_task_queue_get_labels (lw_portal_seat_get_queue (frame->seat)),
    .key = lw_portal_vault_get_key (self->vault),
    .session = frame->fields[0],
    .width = (guint) g_ascii_strtoull (frame->fields[2], NULL, 10),
    .version = lw_portal_files_get_version (self->files),
  };

  reply_document (frame->request, lw_portal_document_render (&document));
  g_task_return_boolean (task, TRUE);
}

static void
frame_seat_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GTask) task = data;
  Frame *frame = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  frame->seat = lw_portal_seats_open_finish (LW_PORTAL_SEATS (source), result, &error);
  if (frame->seat != NULL)
    g_task_run_in_thread (task, render_thread);
  else
    {
      lw_portal_api_refuse (frame->request, error);
      g_task_return_boolean (task, FALSE);
    }
}

/**
 * lw_portal_api_frame:
 * @self: a portal
 * @request: (transfer full): from anybody
 * @token: what stands in the address
 */
void
lw_portal_api_frame (LwPortal        *self,
                     LwPortalRequest *request,
                     const char      *token)
{
  g_auto (GStrv) fields = lw_portal_pass_open (lw_portal_vault_get_key (self->vault), LW_PORTAL_PASS_FRAME, token);
  g_autoptr (LwPortalSession) session = fields != NULL ? lw_portal_sessions_get (self->sessions, fields[0]) : NULL;
  g_autoptr (LwLabelingJob) job = session != NULL ? lw_portal_find_job (self, fields[1]) : NULL;
  GTask *task;
  Frame *frame;

  if (job == NULL)
    {
      lw_portal_note (self, request, "a task document that nobody was given");
      lw_portal_request_refuse (request, 404, "not-found", _("There is no such task."));
      lw_portal_request_free (request);
      return;
    }
  frame = g_new0 (Frame, 1);
  frame->portal = g_object_ref (self);
  frame->request = request;
  frame->fields = g_steal_pointer (&fields);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, lw_portal_api_frame);
  g_task_set_name (task, "show a task");
  g_task_set_task_data (task, frame, free_frame);
  lw_portal_seats_open_async (self->seats, job, session->worker, frame_seat_cb, task);
}
