/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A name and a value in the service's words, with a button that copies the value. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-detail-row.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>

struct _LwDetailRow
{
  AdwActionRow  parent_instance;

  GtkWidget    *copy_button;
};

G_DEFINE_FINAL_TYPE (LwDetailRow, lw_detail_row, ADW_TYPE_ACTION_ROW)

static void
copy_button_clicked_cb (LwDetailRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (ADW_ACTION_ROW (self)));
  lw_present_message (GTK_WIDGET (self), _("Copied"));
}

static void
lw_detail_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_DETAIL_ROW);

  G_OBJECT_CLASS (lw_detail_row_parent_class)->dispose (object);
}

static void
lw_detail_row_class_init (LwDetailRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_detail_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/kit/lw-detail-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwDetailRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_button_clicked_cb);
}

static void
lw_detail_row_init (LwDetailRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_detail_row_new:
 * @title: the name
 * @value: the value; plain text
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
lw_detail_row_new (const char *title,
                   const char *value)
{
  LwDetailRow *self;
  g_autofree char *label = NULL;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (LW_TYPE_DETAIL_ROW, "title", title, "subtitle", value, NULL);
  /* Translators: %s is the name of a value, such as "Output location" */
  label = g_strdup_printf (_("Copy %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
