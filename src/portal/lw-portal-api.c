/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The API of the worker page: which call is which. What goes over the wire is in data/portal/README.md. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-portal-pass.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * lw_portal_api_refuse:
 * @request: a request without a reply
 * @error: what the engine said
 *
 * Tells the page why not.
 */
void
lw_portal_api_refuse (LwPortalRequest *request,
                      const GError    *error)
{
  if (g_error_matches (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED))
    lw_portal_request_refuse (request, 409, "job-ended", error->message);
  else if (error->domain == LW_TASK_ERROR)
    lw_portal_request_refuse (request, 409, lw_portal_get_error_code (error), error->message);
  else if (error->domain == LW_JOB_ERROR)
    lw_portal_request_refuse (request, 400, lw_portal_get_error_code (error), error->message);
  else
    lw_portal_request_refuse (request, 503, "unavailable", error->message);
}

/**
 * lw_portal_get_error_code:
 * @error: what the engine said
 *
 * Returns: (nullable): a word for the page; %NULL when trying again may help
 */
const char *
lw_portal_get_error_code (const GError *error)
{
  if (error->domain == LW_JOB_ERROR)
    return error->code == LW_JOB_ERROR_IN_USE ? "replayed" : "bad-answer";
  if (error->domain != LW_TASK_ERROR)
    return NULL;
  switch ((LwTaskError) error->code)
    {
    case LW_TASK_ERROR_EXPIRED:
      return "expired";
    case LW_TASK_ERROR_CONSOLIDATED:
      return "consolidated";
    case LW_TASK_ERROR_JOB_ENDED:
    default:
      return "job-ended";
    }
}

/* Tokens of tasks */

/**
 * lw_portal_new_task_id:
 * @self: a portal
 * @worker: whose task it is
 * @job: name of the job
 * @line: number of the data object
 * @expires: until when an answer is taken; 0 when that is not known
 *
 * Returns: (transfer full): what the page calls the task
 */
char *
lw_portal_new_task_id (LwPortal   *self,
                       const char *worker,
                       const char *job,
                       guint64     line,
                       gint64      expires)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, line);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, expires);

  return lw_portal_pass_new (lw_portal_vault_get_key (self->vault), LW_PORTAL_PASS_TASK, worker, job, number, time,
                             NULL);
}

/**
 * lw_portal_read_task_id:
 * @self: a portal
 * @worker: who sent it
 * @job: name of the job that it was sent for
 * @token: what was sent
 * @id: (out): what it says
 *
 * Returns: whether the task was this worker's
 */
gboolean
lw_portal_read_task_id (LwPortal       *self,
                        const char     *worker,
                        const char     *job,
                        const char     *token,
                        LwPortalTaskId *id)
{
  g_auto (GStrv) fields = lw_portal_pass_open (lw_portal_vault_get_key (self->vault), LW_PORTAL_PASS_TASK, token);

  if (fields == NULL || strcmp (fields[0], worker) != 0 || g_ascii_strcasecmp (fields[1], job) != 0)
    return FALSE;
  id->line = g_ascii_strtoull (fields[2], NULL, 10);
  id->expires = g_ascii_strtoll (fields[3], NULL, 10);
  return TRUE;
}

/**
 * lw_portal_add_addresses:
 * @self: a portal
 * @builder: where an object has been begun
 * @session: who looks at it
 * @job: name of the job
 * @uri: address of the data object
 * @width: pixels of the screen
 *
 * Adds the addresses of the task document and of the image.
 */
void
lw_portal_add_addresses (LwPortal        *self,
                         JsonBuilder     *builder,
                         LwPortalSession *session,
                         const char      *job,
                         const char      *uri,
                         guint            width)
{
  GBytes *key = lw_portal_vault_get_key (self->vault);
  g_autofree char *pixels = g_strdup_printf ("%u", width);
  g_autofree char *token = lw_portal_pass_new (key, LW_PORTAL_PASS_FRAME, session->id, job, pixels, uri, NULL);
  g_autofree char *frame = g_strconcat ("/frame/", token, NULL);
  g_autofree char *image = lw_portal_document_dup_image (key, session->id, uri, width);

  lw_portal_record_add_string (builder, "frame", frame);
  lw_portal_record_add_string (builder, "image", image);
}

/* Calls */

/* /api/jobs/NAME/VERB and /api/jobs/NAME/tasks/ID/VERB */
static gboolean
call_job (LwPortal        *self,
          LwPortalRequest *request,
          gboolean         is_post,
          const char      *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 6);
  guint n = g_strv_length (parts);

  if (n == 2 && is_post && strcmp (parts[1], "take") == 0)
    lw_portal_api_take (self, request, parts[0]);
  else if (n == 2 && is_post && strcmp (parts[1], "leave") == 0)
    lw_portal_api_leave (self, request, parts[0]);
  else if (n == 2 && !is_post && strcmp (parts[1], "recent") == 0)
    lw_portal_api_recent (self, request, parts[0]);
  else if (n == 4 && is_post && strcmp (parts[1], "tasks") == 0 && strcmp (parts[3], "decline") == 0)
    lw_portal_api_give_back (self, request, parts[0], parts[2], TRUE);
  else if (n == 4 && is_post && strcmp (parts[1], "tasks") == 0 && strcmp (parts[3], "release") == 0)
    lw_portal_api_give_back (self, request, parts[0], parts[2], FALSE);
  else
    return FALSE;
  return TRUE;
}

static const struct
{
  const char *path;
  gboolean    is_post;
  void      (*call) (LwPortal        *self,
                     LwPortalRequest *request);
} calls[] = {
  { "/api/join", TRUE, lw_portal_api_join },
  { "/api/me", FALSE, lw_portal_api_me },
  { "/api/sign-out", TRUE, lw_portal_api_sign_out },
  { "/api/jobs", FALSE, lw_portal_api_jobs },
  { "/api/answers", TRUE, lw_portal_api_answers },
};

static gboolean
call_one (LwPortal        *self,
          LwPortalRequest *request,
          gboolean         is_post,
          const char      *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (is_post == calls[i].is_post && strcmp (path, calls[i].path) == 0)
      {
        calls[i].call (self, request);
        return TRUE;
      }
  return FALSE;
}

/**
 * lw_portal_api:
 * @self: a portal
 * @request: (transfer full): a call that came through the gate
 *
 * Answers it, at once or later.
 */
void
lw_portal_api (LwPortal        *self,
               LwPortalRequest *request)
{
  g_autofree char *path = g_strdup (lw_portal_request_get_path (request));
  gboolean is_post = strcmp (lw_portal_request_get_method (request), "POST") == 0;

  if (g_str_has_prefix (path, "/frame/"))
    lw_portal_api_frame (self, request, path + strlen ("/frame/"));
  else if (!call_one (self, request, is_post, path) &&
           !(g_str_has_prefix (path, "/api/jobs/") &&
             call_job (self, request, is_post, path + strlen ("/api/jobs/"))))
    {
      lw_portal_request_refuse (request, 404, "not-found", _("There is nothing here."));
      lw_portal_request_free (request);
    }
}
