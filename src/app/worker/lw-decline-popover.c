/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a person does not want to label an image: a few reasons to press, one to write, or none. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-decline-popover.h"

struct _LwDeclinePopover
{
  GtkPopover   parent_instance;

  GtkEditable *entry;
};

static guint declined_signal;

G_DEFINE_FINAL_TYPE (LwDeclinePopover, lw_decline_popover, GTK_TYPE_POPOVER)

static void
decline (LwDeclinePopover *self,
         const char       *reason)
{
  g_autofree char *kept = g_strstrip (g_strdup (reason));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, declined_signal, 0, kept);
}

static void
reason_clicked_cb (GtkButton        *button,
                   LwDeclinePopover *self)
{
  decline (self, gtk_label_get_label (GTK_LABEL (gtk_button_get_child (button))));
}

static void
entry_activate_cb (GtkEntry         *entry,
                   LwDeclinePopover *self)
{
  decline (self, gtk_editable_get_text (self->entry));
}

static void
lw_decline_popover_map (GtkWidget *widget)
{
  LwDeclinePopover *self = LW_DECLINE_POPOVER (widget);

  gtk_editable_set_text (self->entry, "");
  GTK_WIDGET_CLASS (lw_decline_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
lw_decline_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_DECLINE_POPOVER);

  G_OBJECT_CLASS (lw_decline_popover_parent_class)->dispose (object);
}

static void
lw_decline_popover_class_init (LwDeclinePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_decline_popover_dispose;
  widget_class->map = lw_decline_popover_map;

  /**
   * LwDeclinePopover::declined:
   * @self: the popover
   * @reason: why, may be empty
   *
   * The person does not want the task.
   */
  declined_signal =
    g_signal_new ("declined", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/worker/lw-decline-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, LwDeclinePopover, entry);
  gtk_widget_class_bind_template_callback (widget_class, reason_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
}

static void
lw_decline_popover_init (LwDeclinePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
