/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Workers in the browser": opens and closes the portal, invites, shows who works now. What its lists say is in
 * lw-portal-window-lists.c. */

#define G_LOG_DOMAIN "lw-app-portal"

#include "config.h"

#include "lw-portal-window-private.h"

#include "lw-portal-address.h"
#include "lw-portal-certificate.h"
#include "lw-qr-texture.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>
#include <string.h>

/* The same one each time, so that what a worker has bookmarked stays right; any other when it is taken. */
#define PORT 8470
#define LINK_SECONDS (7 * 24 * 60 * 60)
#define REACH_NETWORK 1
/* Speed and "a minute ago" are as old as this. */
#define REFRESH_SECONDS 2

G_DEFINE_FINAL_TYPE (LwPortalWindow, lw_portal_window, ADW_TYPE_WINDOW)

/* The link that was made last */

/* Only its hash is kept with the others; as long as the studio runs, it can be shown again. */
static G_DEFINE_QUARK (lw-portal-last-link, last_link)

static const char *
get_path (LwPortalWindow *self)
{
  return g_object_get_qdata (G_OBJECT (self->portal), last_link_quark ());
}

static void
forget_link (LwPortalWindow *self)
{
  g_object_set_qdata (G_OBJECT (self->portal), last_link_quark (), NULL);
  g_clear_pointer (&self->link, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->code), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->link_row), FALSE);
}

static void
show_link (LwPortalWindow *self)
{
  g_autofree char *uri = lw_portal_dup_uri (self->portal);
  g_auto (GStrv) origins = uri != NULL ? lw_portal_address_list_origins (uri) : NULL;
  g_autoptr (GdkTexture) code = NULL;

  if (origins == NULL || get_path (self) == NULL)
    return;
  g_free (self->link);
  self->link = g_strconcat (origins[0], get_path (self), NULL);
  code = lw_qr_texture_new (self->link);
  gtk_picture_set_paintable (self->code, GDK_PAINTABLE (code));
  gtk_widget_set_visible (GTK_WIDGET (self->code), code != NULL);
  adw_action_row_set_subtitle (self->link_row, self->link);
  gtk_widget_set_visible (GTK_WIDGET (self->link_row), TRUE);
}

static void
make_link (LwPortalWindow *self,
           const char     *worker,
           guint           max_uses)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lw_portal_invite (self->portal, worker, max_uses, LINK_SECONDS, &error);

  if (path == NULL)
    {
      lw_present_error (GTK_WIDGET (self->content), _("The join link was not made"), error);
      return;
    }
  forget_link (self);
  g_object_set_qdata_full (G_OBJECT (self->portal), last_link_quark (), g_steal_pointer (&path), g_free);
  show_link (self);
}

static void
new_link_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwPortalWindow *self = LW_PORTAL_WINDOW (widget);
  g_autofree char *worker = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  make_link (self, *worker != '\0' ? worker : NULL, gtk_switch_get_active (self->once_switch) ? 1 : 0);
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LwPortalWindow *self = LW_PORTAL_WINDOW (widget);

  if (self->link == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->link);
  lw_present_message (GTK_WIDGET (self->content), _("The join link is copied"));
}

static void
revoke_link_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LwPortalWindow *self = LW_PORTAL_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (!lw_portal_revoke (self->portal, id, &error))
    lw_present_error (GTK_WIDGET (self->content), _("The join link was not revoked"), error);
  else if (get_path (self) != NULL && strstr (get_path (self), id) != NULL)
    forget_link (self);
}

static void
end_session_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  lw_portal_end_session (LW_PORTAL_WINDOW (widget)->portal, g_variant_get_string (parameter, NULL));
}

/* Opening and closing */

static void
show_state (LwPortalWindow *self)
{
  gboolean open = lw_portal_is_open (self->portal);
  g_autofree char *uri = lw_portal_dup_uri (self->portal);
  g_auto (GStrv) origins = uri != NULL ? lw_portal_address_list_origins (uri) : NULL;
  g_autofree char *addresses = origins != NULL ? g_strjoinv (" · ", origins) : NULL;
  g_autofree char *fingerprint = lw_portal_dup_fingerprint (self->portal);

  gtk_switch_set_state (self->open_switch, open);
  gtk_switch_set_active (self->open_switch, open);
  adw_action_row_set_subtitle (self->open_row, open ? addresses : _("Closed: nobody reaches it"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->reach_row), !open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tls_row), !open);
  gtk_widget_set_visible (GTK_WIDGET (self->invite_group), open);
  gtk_widget_set_visible (GTK_WIDGET (self->fingerprint_row), fingerprint != NULL);
  if (fingerprint != NULL)
    adw_action_row_set_subtitle (self->fingerprint_row, fingerprint);
}

static gboolean
listen_at (LwPortalWindow     *self,
           guint               port,
           LwHttpCertificate  *certificate,
           GError            **error)
{
  gboolean network = adw_combo_row_get_selected (self->reach_row) == REACH_NETWORK;
  g_autofree char *address = g_strdup_printf ("%s:%u", network ? "0.0.0.0" : "127.0.0.1", port);

  return lw_portal_listen (self->portal, address, certificate, error);
}

static gboolean
open_portal (LwPortalWindow  *self,
             GError         **error)
{
  g_autoptr (LwHttpCertificate) certificate = NULL;

  if (gtk_switch_get_active (self->tls_switch))
    {
      certificate = lw_portal_certificate_ensure (lw_portal_get_vault (self->portal), error);
      if (certificate == NULL)
        return FALSE;
    }
  return listen_at (self, PORT, certificate, NULL) || listen_at (self, 0, certificate, error);
}

static gboolean
open_switch_state_set_cb (GtkSwitch      *open_switch,
                          gboolean        state,
                          LwPortalWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (state == lw_portal_is_open (self->portal))
    return GDK_EVENT_PROPAGATE;
  if (!state)
    lw_portal_close (self->portal);
  else if (!open_portal (self, &error))
    {
      lw_present_error (GTK_WIDGET (self->content), _("Workers cannot be let in"), error);
      show_state (self);
    }
  else if (get_path (self) == NULL)
    make_link (self, NULL, 0);
  else
    show_link (self);
  return GDK_EVENT_STOP;
}

static void
portal_changed_cb (LwPortal       *portal,
                   LwPortalWindow *self)
{
  show_state (self);
  lw_portal_window_show_sessions (self);
  lw_portal_window_show_links (self);
}

/* Only what is seen is kept up to date. */

static gboolean
refresh_cb (gpointer data)
{
  lw_portal_window_show_sessions (data);
  return G_SOURCE_CONTINUE;
}

static void
lw_portal_window_map (GtkWidget *widget)
{
  LwPortalWindow *self = LW_PORTAL_WINDOW (widget);

  GTK_WIDGET_CLASS (lw_portal_window_parent_class)->map (widget);
  portal_changed_cb (self->portal, self);
  self->refresh = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}

static void
lw_portal_window_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&LW_PORTAL_WINDOW (widget)->refresh, g_source_remove);

  GTK_WIDGET_CLASS (lw_portal_window_parent_class)->unmap (widget);
}

static void
lw_portal_window_dispose (GObject *object)
{
  LwPortalWindow *self = LW_PORTAL_WINDOW (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_PORTAL_WINDOW);
  g_clear_object (&self->portal);
  g_clear_object (&self->all_jobs);
  g_clear_pointer (&self->link, g_free);

  G_OBJECT_CLASS (lw_portal_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "portal.new-link", NULL, new_link_action);
  gtk_widget_class_install_action (widget_class, "portal.copy-link", NULL, copy_link_action);
  gtk_widget_class_install_action (widget_class, "portal.revoke-link", "s", revoke_link_action);
  gtk_widget_class_install_action (widget_class, "portal.end-session", "s", end_session_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_portal_window_class_init (LwPortalWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_portal_window_dispose;
  widget_class->map = lw_portal_window_map;
  widget_class->unmap = lw_portal_window_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/portal/lw-portal-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, content);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, open_row);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, open_switch);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, reach_row);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, tls_row);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, tls_switch);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, fingerprint_row);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, invite_group);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, code);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, link_row);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, once_switch);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, sessions);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, jobs);
  gtk_widget_class_bind_template_child (widget_class, LwPortalWindow, links);
  gtk_widget_class_bind_template_callback (widget_class, open_switch_state_set_cb);
  install_actions (widget_class);
}

static void
lw_portal_window_init (LwPortalWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static LwPortalWindow *
find_window (LwPortal *portal)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (LW_IS_PORTAL_WINDOW (window) && LW_PORTAL_WINDOW (window)->portal == portal)
        return LW_PORTAL_WINDOW (window);
    }
  return NULL;
}

/**
 * lw_portal_window_present:
 * @portal: the portal of this computer
 * @jobs: (element-type LwLabelingJob): its labeling jobs
 * @parent: the window that it belongs to
 *
 * Shows the portal's window: the one that is open, or a new one.
 */
void
lw_portal_window_present (LwPortal   *portal,
                          GListModel *jobs,
                          GtkWindow  *parent)
{
  LwPortalWindow *self;

  g_return_if_fail (LW_IS_PORTAL (portal));
  g_return_if_fail (G_IS_LIST_MODEL (jobs));

  self = find_window (portal);
  if (self == NULL)
    {
      self = g_object_new (LW_TYPE_PORTAL_WINDOW, "transient-for", parent, NULL);
      self->portal = g_object_ref (portal);
      self->all_jobs = g_object_ref (jobs);
      lw_portal_window_bind_jobs (self);
      show_link (self);
      g_signal_connect_object (portal, "changed", G_CALLBACK (portal_changed_cb), self, 0);
    }
  gtk_window_present (GTK_WINDOW (self));
}
