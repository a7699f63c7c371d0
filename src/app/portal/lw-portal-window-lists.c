/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists of the portal's window: who is in, the join links, the jobs. Rows stay as long as what they stand for, so
 * that nothing jumps away under a pointer or a key. */

#define G_LOG_DOMAIN "lw-app-portal"

#include "config.h"

#include "lw-portal-window-private.h"

#include "lw-portal-job-row.h"
#include "lw-portal-row.h"

#include "lw-format.h"

#include <glib/gi18n.h>

/* Who has asked for nothing for so long is not at work. */
#define AT_WORK (2 * 60 * (gint64) G_USEC_PER_SEC)

/* Rows */

static LwPortalRow *
find_row (GtkListBox *list,
          const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (LW_IS_PORTAL_ROW (row) && g_strcmp0 (lw_portal_row_get_id (LW_PORTAL_ROW (row)), id) == 0)
      return LW_PORTAL_ROW (row);
  return NULL;
}

static LwPortalRow *
ensure_row (GtkListBox *list,
            const char *id,
            gboolean    person)
{
  LwPortalRow *row = find_row (list, id);

  if (row != NULL)
    return row;
  row = lw_portal_row_new (id, person);
  gtk_list_box_append (list, GTK_WIDGET (row));
  return row;
}

/* Takes away what is not in @ids. */
static void
keep_rows (GtkListBox *list,
           GHashTable *ids)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL; row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (LW_IS_PORTAL_ROW (row) && !g_hash_table_contains (ids, lw_portal_row_get_id (LW_PORTAL_ROW (row))))
        gtk_list_box_remove (list, row);
    }
}

/* Who is in */

static LwWorkerActivity *
find_activity (GListModel *workers,
               const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (workers); i++)
    {
      g_autoptr (LwWorkerActivity) activity = g_list_model_get_item (workers, i);

      if (g_strcmp0 (lw_worker_activity_get_name (activity), name) == 0)
        return g_steal_pointer (&activity);
    }
  return NULL;
}

static LwWorkerActivity *
find_session_activity (LwPortalWindow        *self,
                       const LwPortalSession *session)
{
  for (guint i = 0; session->job != NULL && i < g_list_model_get_n_items (self->all_jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (self->all_jobs, i);

      if (g_strcmp0 (lw_labeling_job_get_name (job), session->job) == 0)
        return find_activity (lw_labeling_job_get_workers (job), session->worker);
    }
  return NULL;
}

/* "pets-1 · 42 answers · 3.1 s each · at work" */
static char *
dup_session_text (LwPortalWindow        *self,
                  const LwPortalSession *session,
                  gint64                 now)
{
  g_autoptr (LwWorkerActivity) activity = find_session_activity (self, session);
  guint64 n = activity != NULL ? lw_worker_activity_get_n_answers (activity) : 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (session->job != NULL)
    g_ptr_array_add (parts, g_strdup (session->job));
  if (n > 0)
    {
      g_autofree char *number = lw_format_number (n);
      g_autofree char *pace = lw_format_duration (lw_worker_activity_get_mean_seconds (activity));

      g_ptr_array_add (parts, g_strdup_printf (ngettext ("%s answer", "%s answers", n), number));
      /* Translators: 3 seconds for each image. */
      g_ptr_array_add (parts, g_strdup_printf (_("%s each"), pace));
    }
  if (session->seen + AT_WORK > now)
    g_ptr_array_add (parts, g_strdup (session->job != NULL ? _("at work") : _("has joined")));
  else
    g_ptr_array_add (parts, lw_format_time_ago (session->seen, now));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

void
lw_portal_window_show_sessions (LwPortalWindow *self)
{
  g_autoptr (GPtrArray) sessions = lw_portal_list_sessions (self->portal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < sessions->len; i++)
    {
      const LwPortalSession *session = g_ptr_array_index (sessions, i);
      LwPortalRow *row = ensure_row (self->sessions, session->id, TRUE);
      g_autofree char *text = dup_session_text (self, session, now);

      g_hash_table_add (ids, session->id);
      lw_portal_row_set_text (row, session->worker, text);
      lw_portal_row_set_button (row, _("Sign out"), "portal.end-session");
    }
  keep_rows (self->sessions, ids);
}

/* Join links */

static char *
dup_link_text (const LwPortalLink *link,
               gint64              now)
{
  g_autofree char *uses = lw_format_number (link->n_uses);
  g_autofree char *joined = g_strdup_printf (ngettext ("%s has joined", "%s have joined", link->n_uses), uses);
  g_autofree char *left = NULL;

  switch (lw_portal_link_get_state (link, now))
    {
    case LW_PORTAL_LINK_REVOKED:
      return g_strdup_printf (_("Revoked · %s"), joined);
    case LW_PORTAL_LINK_EXPIRED:
      return g_strdup_printf (_("Expired · %s"), joined);
    case LW_PORTAL_LINK_USED:
      return g_strdup_printf (_("Used up · %s"), joined);
    case LW_PORTAL_LINK_OPEN:
    default:
      if (link->expires == 0)
        return g_steal_pointer (&joined);
      left = lw_format_duration ((link->expires - now) / (double) G_USEC_PER_SEC);
      /* Translators: the first is "3 have joined", the second a duration. */
      return g_strdup_printf (_("%s · valid for %s"), joined, left);
    }
}

static const char *
get_link_title (const LwPortalLink *link)
{
  if (link->worker != NULL)
    return link->worker;
  return link->max_uses == 1 ? _("For one use") : _("For everybody");
}

void
lw_portal_window_show_links (LwPortalWindow *self)
{
  g_autoptr (GPtrArray) links = lw_portal_vault_list_links (lw_portal_get_vault (self->portal));
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < links->len; i++)
    {
      const LwPortalLink *link = g_ptr_array_index (links, i);
      LwPortalRow *row = ensure_row (self->links, link->id, FALSE);
      g_autofree char *text = dup_link_text (link, now);
      gboolean open = lw_portal_link_get_state (link, now) == LW_PORTAL_LINK_OPEN;

      g_hash_table_add (ids, link->id);
      lw_portal_row_set_text (row, get_link_title (link), text);
      lw_portal_row_set_button (row, open || link->n_uses > 0 ? _("Revoke") : NULL, "portal.revoke-link");
      if (link->revoked)
        lw_portal_row_set_button (row, NULL, NULL);
    }
  keep_rows (self->links, ids);
}

/* Jobs */

static GtkWidget *
make_job_row (gpointer item,
              gpointer data)
{
  return lw_portal_job_row_new (LW_PORTAL_WINDOW (data)->portal, item);
}

void
lw_portal_window_bind_jobs (LwPortalWindow *self)
{
  gtk_list_box_bind_model (self->jobs, self->all_jobs, make_job_row, self, NULL);
}
