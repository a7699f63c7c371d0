/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where requests come in, in the server's threads: files and images are answered here; who calls the API has to be a
 * page of this portal, in a session, and not too often; then the main thread goes on. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-portal-pass.h"

#include <glib/gi18n.h>
#include <string.h>

/* A hundred answers, each with what a template may make workers write. */
#define MAX_ANSWERS_BODY (4 * 1024 * 1024)
#define MAX_BODY (64 * 1024)
#define MAX_WIDTH 8192

/* A person is slower; a browser that sends what waited for an hour comes in one request. */
#define SESSION_AT_ONCE 600
#define SESSION_PER_SECOND 100
/* Nobody without a session needs more than the page, to join, and to ask whether that worked. */
#define STRANGER_AT_ONCE 1000
#define STRANGER_PER_SECOND 50

/* The API */

typedef struct
{
  LwPortal        *portal;
  LwPortalRequest *request;
} Turn;

static gboolean
turn_cb (gpointer data)
{
  Turn *turn = data;

  lw_portal_api (turn->portal, g_steal_pointer (&turn->request));
  return G_SOURCE_REMOVE;
}

static void
free_turn (gpointer data)
{
  Turn *turn = data;

  lw_portal_request_free (turn->request);
  g_object_unref (turn->portal);
  g_free (turn);
}

static void
go_on (LwPortal        *self,
       LwPortalRequest *request)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Turn *turn = g_new (Turn, 1);

  turn->portal = g_object_ref (self);
  turn->request = request;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "portal request");
  g_source_set_callback (source, turn_cb, turn, free_turn);
  g_source_attach (source, self->context);
}

static void
find_session (LwPortal        *self,
              LwPortalRequest *request)
{
  g_autofree char *cookie = lw_portal_request_dup_cookie (request, self->cookie);

  if (cookie != NULL)
    lw_portal_request_set_session (request, lw_portal_sessions_find (self->sessions, cookie, g_get_real_time ()));
}

/* A form of another site can send neither the field nor the type, and no site can pretend to be another origin. */
static gboolean
is_from_page (LwPortalRequest *request)
{
  g_autofree char *here = lw_portal_request_dup_origin (request);
  const char *origin = lw_portal_request_get_header (request, "Origin");
  const char *type = lw_portal_request_get_header (request, "Content-Type");
  const char *mark = lw_portal_request_get_header (request, "X-Labelwright");

  return here != NULL && g_strcmp0 (origin, here) == 0 && g_strcmp0 (mark, "1") == 0 && type != NULL &&
         g_ascii_strncasecmp (type, "application/json", strlen ("application/json")) == 0;
}

static gboolean
is_too_often (LwPortal        *self,
              LwPortalRequest *request)
{
  LwPortalSession *session = lw_portal_request_get_session (request);
  g_autofree char *peer = session == NULL ? lw_portal_request_dup_peer (request) : NULL;
  gint64 now = g_get_monotonic_time ();

  if (session != NULL)
    return !lw_portal_limiter_may (self->limiter, "call", session->id, SESSION_AT_ONCE, SESSION_PER_SECOND, TRUE, now);
  return !lw_portal_limiter_may (self->limiter, "call", peer, STRANGER_AT_ONCE, STRANGER_PER_SECOND, TRUE, now);
}

static gboolean
is_open_to_all (const char *path)
{
  return strcmp (path, "/api/join") == 0 || strcmp (path, "/api/me") == 0;
}

/* Returns whether the request may go on; if not, it has its reply. */
static gboolean
check_call (LwPortal        *self,
            LwPortalRequest *request)
{
  const char *path = lw_portal_request_get_path (request);
  const char *method = lw_portal_request_get_method (request);
  gboolean is_post = strcmp (method, "POST") == 0;

  if (!is_post && strcmp (method, "GET") != 0)
    {
      lw_portal_request_refuse (request, 405, "bad-method", _("The server does not understand this request."));
      return FALSE;
    }
  if (is_post && !is_from_page (request))
    {
      lw_portal_note (self, request, "a call that did not come from the page");
      lw_portal_request_refuse (request, 403, "not-from-here", _("This request did not come from the worker page."));
      return FALSE;
    }
  find_session (self, request);
  if (is_too_often (self, request))
    {
      lw_portal_note (self, request, "too many calls");
      lw_portal_request_add_header (request, "Retry-After", "2");
      lw_portal_request_refuse (request, 429, "too-often", _("The server is asked too often. Wait a moment."));
      return FALSE;
    }
  if (lw_portal_request_get_session (request) == NULL && !is_open_to_all (path))
    {
      lw_portal_request_refuse (request, 401, "not-in", _("You are not signed in: use your join link."));
      return FALSE;
    }
  return !is_post || lw_portal_request_read_body (request, strcmp (path, "/api/answers") == 0 ? MAX_ANSWERS_BODY
                                                                                              : MAX_BODY);
}

/* Images */

static guint
read_width (LwPortalRequest *request)
{
  g_autofree char *text = lw_portal_request_dup_argument (request, "w");

  return text != NULL ? (guint) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, MAX_WIDTH) : 0;
}

static void
serve_image (LwPortal        *self,
             LwPortalRequest *request,
             const char      *token)
{
  g_auto (GStrv) fields = lw_portal_pass_open (lw_portal_vault_get_key (self->vault), LW_PORTAL_PASS_IMAGE, token);
  g_autoptr (LwPortalSession) session = fields != NULL ? lw_portal_sessions_get (self->sessions, fields[0]) : NULL;

  if (session == NULL)
    {
      lw_portal_note (self, request, "an image that nobody was given");
      lw_portal_request_refuse (request, 404, "not-found", _("There is no such image."));
      lw_portal_request_free (request);
    }
  else
    lw_portal_images_serve (self->images, request, fields[1], read_width (request));
}

/**
 * lw_portal_gate:
 * @exchange: (transfer full): a request
 * @portal: the portal
 *
 * An #LwHttpHandler: called in the server's threads.
 */
void
lw_portal_gate (LwHttpExchange *exchange,
                gpointer        portal)
{
  LwPortal *self = portal;
  g_autoptr (LwPortalRequest) request = lw_portal_request_new (exchange);
  g_autofree char *path = g_strdup (lw_portal_request_get_path (request));
  gboolean is_get = strcmp (lw_portal_request_get_method (request), "GET") == 0;

  if (g_str_has_prefix (path, "/api/"))
    {
      if (check_call (self, request))
        go_on (self, g_steal_pointer (&request));
    }
  else if (is_get && g_str_has_prefix (path, "/image/"))
    serve_image (self, g_steal_pointer (&request), path + strlen ("/image/"));
  else if (is_get && g_str_has_prefix (path, "/frame/"))
    go_on (self, g_steal_pointer (&request));
  else if (!is_get || !lw_portal_files_serve (self->files, request))
    lw_portal_request_refuse (request, 404, "not-found", _("There is nothing here."));
}
