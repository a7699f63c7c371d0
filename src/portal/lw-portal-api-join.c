/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls about who is in: join by a link, who am I, sign out. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-private.h"

#include "lw-portal-pass.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_NAME 64
#define COOKIE_SECONDS (30 * 24 * 60 * 60)
#define NAME_SECONDS (365 * 24 * 60 * 60)
/* Of tokens that were wrong, from one address. */
#define WRONG_AT_ONCE 20
#define WRONG_PER_SECOND 0.2

typedef struct
{
  LwPortal        *portal;
  LwPortalRequest *request;
  char            *token;
  char            *worker;
  char            *agent;
  char            *cookie;
} Join;

static void
free_join (gpointer data)
{
  Join *join = data;

  lw_portal_request_free (join->request);
  g_free (join->token);
  g_free (join->worker);
  g_free (join->agent);
  g_free (join->cookie);
  g_object_unref (join->portal);
  g_free (join);
}

/* Names */

/* A name is shown to others: one line of what can be seen. */
static char *
dup_clean_name (const char *text)
{
  GString *name = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0' && n < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isprint (c) || (g_unichar_isspace (c) && (name->len == 0 || name->str[name->len - 1] == ' ')))
        continue;
      g_string_append_unichar (name, g_unichar_isspace (c) ? ' ' : c);
      n++;
    }
  g_strchomp (name->str);
  return g_string_free (name, FALSE);
}

static gboolean
is_in_jobs (LwPortal   *self,
            const char *name)
{
  GListModel *jobs = lw_job_backend_get_jobs (LW_JOB_BACKEND (self->backend));

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);
      GListModel *workers = lw_labeling_job_get_workers (job);

      for (guint j = 0; j < g_list_model_get_n_items (workers); j++)
        {
          g_autoptr (LwWorkerActivity) worker = g_list_model_get_item (workers, j);

          if (g_ascii_strcasecmp (lw_worker_activity_get_name (worker), name) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether somebody has the name: then nobody else may have that one's tasks and answers. */
static gboolean
is_taken (LwPortal   *self,
          const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_hash_table_contains (self->names, folded) || lw_portal_sessions_has_worker (self->sessions, name) ||
         is_in_jobs (self, name);
}

/* This browser was this worker before. */
static gboolean
had_name (LwPortal        *self,
          LwPortalRequest *request,
          const char      *name)
{
  g_autofree char *cookie = g_strconcat (self->cookie, "-name", NULL);
  g_autofree char *token = lw_portal_request_dup_cookie (request, cookie);
  g_auto (GStrv) fields =
    token != NULL ? lw_portal_pass_open (lw_portal_vault_get_key (self->vault), LW_PORTAL_PASS_NAME, token) : NULL;

  return fields != NULL && strcmp (fields[0], name) == 0;
}

/* The name that the worker gets: another one when somebody else has it. */
static char *
choose_name (LwPortal           *self,
             LwPortalRequest    *request,
             const LwPortalLink *link)
{
  g_autofree char *wanted = NULL;
  char *name;

  if (link->worker != NULL)
    return g_strdup (link->worker);
  wanted = dup_clean_name (lw_json_get_string (lw_portal_request_get_body (request), "name"));
  if (*wanted == '\0')
    return NULL;
  name = g_strdup (wanted);
  for (guint i = 2; is_taken (self, name) && !had_name (self, request, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s (%u)", wanted, i);
    }
  return name;
}

/* Joining */

static void
add_worker (JsonBuilder *builder,
            const char  *name)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  hash[16] = '\0';
  json_builder_set_member_name (builder, "worker");
  json_builder_begin_object (builder);
  lw_portal_record_add_string (builder, "id", hash);
  lw_portal_record_add_string (builder, "name", name);
  json_builder_end_object (builder);
}

static void
add_cookie (LwPortalRequest *request,
            const char      *name,
            const char      *value,
            const char      *path,
            int              seconds)
{
  g_autofree char *cookie = g_strdup_printf ("%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Strict%s", name, value,
                                             path, seconds, lw_portal_request_is_secure (request) ? "; Secure" : "");

  lw_portal_request_add_header (request, "Set-Cookie", cookie);
}

static void
add_name_cookie (LwPortal        *self,
                 LwPortalRequest *request,
                 const char      *worker)
{
  g_autofree char *name = g_strconcat (self->cookie, "-name", NULL);
  g_autofree char *token = lw_portal_pass_new (lw_portal_vault_get_key (self->vault), LW_PORTAL_PASS_NAME, worker,
                                               NULL);

  add_cookie (request, name, token, "/api/join", NAME_SECONDS);
}

static void
refuse_token (LwPortal        *self,
              LwPortalRequest *request)
{
  g_autofree char *peer = lw_portal_request_dup_peer (request);

  lw_portal_limiter_may (self->limiter, "join", peer, WRONG_AT_ONCE, WRONG_PER_SECOND, TRUE, g_get_monotonic_time ());
  lw_portal_note (self, request, "a join link that is not valid");
  lw_portal_request_refuse (request, 403, "bad-link", _("This join link is not valid any more: ask for another one."));
}

static void
redeem_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Join *join = data;
  g_autoptr (GError) error = NULL;
  LwPortalSession *session = lw_portal_vault_redeem (join->portal->vault, join->token, join->worker, join->agent,
                                                     g_get_real_time (), &join->cookie, &error);

  if (session == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, session, (GDestroyNotify) lw_portal_session_unref);
}

static void
welcome (Join            *join,
         LwPortalSession *session)
{
  LwPortal *self = join->portal;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  lw_portal_sessions_add (self->sessions, session);
  json_builder_begin_object (builder);
  add_worker (builder, session->worker);
  json_builder_end_object (builder);
  add_cookie (join->request, self->cookie, join->cookie, "/", COOKIE_SECONDS);
  add_name_cookie (self, join->request, session->worker);
  lw_portal_request_reply_json (join->request, builder);
  lw_portal_emit_changed (self);
}

static void
redeem_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Join *join = g_task_get_task_data (G_TASK (result));
  g_autofree char *folded = g_utf8_casefold (join->worker, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalSession) session = g_task_propagate_pointer (G_TASK (result), &error);

  if (session != NULL)
    welcome (join, session);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    refuse_token (join->portal, join->request);
  else
    lw_portal_api_refuse (join->request, error);
  g_hash_table_remove (join->portal->names, folded);
}

static void
redeem (LwPortal        *self,
        LwPortalRequest *request,
        const char      *token,
        char            *worker)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, redeem_cb, NULL);
  Join *join = g_new0 (Join, 1);

  join->portal = g_object_ref (self);
  join->request = request;
  join->token = g_strdup (token);
  join->worker = worker;
  join->agent = g_utf8_make_valid (lw_portal_request_get_header (request, "User-Agent") != NULL
                                     ? lw_portal_request_get_header (request, "User-Agent") : "", -1);
  /* Until the session is there, the name is this one's. */
  g_hash_table_add (self->names, g_utf8_casefold (worker, -1));
  g_task_set_source_tag (task, redeem);
  g_task_set_name (task, "join");
  g_task_set_task_data (task, join, free_join);
  g_task_run_in_thread (task, redeem_thread);
}

/**
 * lw_portal_api_join:
 * @self: a portal
 * @request: (transfer full): has the token of a link, and a name
 */
void
lw_portal_api_join (LwPortal        *self,
                    LwPortalRequest *request)
{
  g_autoptr (LwPortalRequest) owned = request;
  const char *token = lw_json_get_string (lw_portal_request_get_body (request), "token");
  g_autoptr (LwPortalLink) link = token != NULL ? lw_portal_vault_find_link (self->vault, token) : NULL;
  g_autofree char *peer = lw_portal_request_dup_peer (request);
  g_autofree char *name = NULL;

  if (!lw_portal_limiter_may (self->limiter, "join", peer, WRONG_AT_ONCE, WRONG_PER_SECOND, FALSE,
                              g_get_monotonic_time ()))
    {
      lw_portal_note (self, request, "too many join links that are not valid");
      lw_portal_request_refuse (request, 429, "too-often", _("Too many wrong links came from here. Wait a minute."));
      return;
    }
  if (link == NULL || lw_portal_link_get_state (link, g_get_real_time ()) != LW_PORTAL_LINK_OPEN)
    {
      refuse_token (self, request);
      return;
    }
  name = choose_name (self, request, link);
  if (name == NULL)
    lw_portal_request_refuse (request, 400, "no-name", _("Give a name by which the others know you."));
  else
    redeem (self, g_steal_pointer (&owned), token, g_steal_pointer (&name));
}

static void
add_catalog (LwPortal        *self,
             LwPortalRequest *request,
             JsonBuilder     *builder)
{
  const char *accepted = lw_portal_request_get_header (request, "Accept-Language");
  const char *language;
  JsonNode *catalog = lw_portal_catalogs_choose (self->catalogs, accepted, &language);

  lw_portal_record_add_string (builder, "locale", language);
  if (catalog == NULL)
    return;
  json_builder_set_member_name (builder, "catalog");
  json_builder_add_value (builder, json_node_copy (catalog));
}

/**
 * lw_portal_api_me:
 * @self: a portal
 * @request: (transfer full): from anybody
 */
void
lw_portal_api_me (LwPortal        *self,
                  LwPortalRequest *request)
{
  g_autoptr (LwPortalRequest) owned = request;
  LwPortalSession *session = lw_portal_request_get_session (request);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (session != NULL)
    add_worker (builder, session->worker);
  else
    {
      json_builder_set_member_name (builder, "worker");
      json_builder_add_null_value (builder);
    }
  json_builder_set_member_name (builder, "server");
  json_builder_begin_object (builder);
  lw_portal_record_add_string (builder, "name", "Labelwright");
  lw_portal_record_add_string (builder, "version", LW_VERSION);
  lw_portal_record_add_string (builder, "files", lw_portal_files_get_version (self->files));
  json_builder_end_object (builder);
  add_catalog (self, request, builder);
  json_builder_end_object (builder);
  lw_portal_request_reply_json (request, builder);
}

/**
 * lw_portal_api_sign_out:
 * @self: a portal
 * @request: (transfer full): from a session, which ends
 */
void
lw_portal_api_sign_out (LwPortal        *self,
                        LwPortalRequest *request)
{
  g_autoptr (LwPortalRequest) owned = request;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  lw_portal_end_session (self, lw_portal_request_get_session (request)->id);
  add_cookie (request, self->cookie, "", "/", 0);
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  lw_portal_request_reply_json (request, builder);
}
