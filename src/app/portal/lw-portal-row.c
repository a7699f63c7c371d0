/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of the portal's window with one thing to do about it. */

#define G_LOG_DOMAIN "lw-app-portal"

#include "config.h"

#include "lw-portal-row.h"

struct _LwPortalRow
{
  AdwActionRow  parent_instance;

  AdwAvatar    *avatar;
  GtkButton    *button;

  char         *id;
};

G_DEFINE_FINAL_TYPE (LwPortalRow, lw_portal_row, ADW_TYPE_ACTION_ROW)

static void
lw_portal_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_PORTAL_ROW);

  G_OBJECT_CLASS (lw_portal_row_parent_class)->dispose (object);
}

static void
lw_portal_row_finalize (GObject *object)
{
  g_free (LW_PORTAL_ROW (object)->id);

  G_OBJECT_CLASS (lw_portal_row_parent_class)->finalize (object);
}

static void
lw_portal_row_class_init (LwPortalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_portal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_portal_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/portal/lw-portal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPortalRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, LwPortalRow, button);
}

static void
lw_portal_row_init (LwPortalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_portal_row_new:
 * @id: of the session or the link
 * @person: whether it stands for somebody
 *
 * Returns: (transfer floating): a row
 */
LwPortalRow *
lw_portal_row_new (const char *id,
                   gboolean    person)
{
  LwPortalRow *self = g_object_new (LW_TYPE_PORTAL_ROW, NULL);

  self->id = g_strdup (id);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), person);
  return self;
}

const char *
lw_portal_row_get_id (LwPortalRow *self)
{
  g_return_val_if_fail (LW_IS_PORTAL_ROW (self), NULL);

  return self->id;
}

/**
 * lw_portal_row_set_text:
 * @self: a row
 * @title: what stands above
 * @subtitle: what stands below
 */
void
lw_portal_row_set_text (LwPortalRow *self,
                        const char  *title,
                        const char  *subtitle)
{
  g_return_if_fail (LW_IS_PORTAL_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_avatar_set_text (self->avatar, title);
}

/**
 * lw_portal_row_set_button:
 * @self: a row
 * @label: (nullable): what can be done; %NULL for nothing
 * @action: the action that does it, with the row's id as its target
 */
void
lw_portal_row_set_button (LwPortalRow *self,
                          const char  *label,
                          const char  *action)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (LW_IS_PORTAL_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label == NULL)
    return;
  spoken = g_strdup_printf ("%s: %s", label, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  gtk_button_set_label (self->button, label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button), g_variant_new_string (self->id));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
