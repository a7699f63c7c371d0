/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says that the window's place cannot be reached or does not let the person in, with one button to try again. Hidden
 * when all is well. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-place-bar.h"

#include <glib/gi18n.h>

struct _LwPlaceBar
{
  AdwBin      parent_instance;

  GtkSpinner *spinner;
  GtkWidget  *icon;
  GtkLabel   *label;
  GtkButton  *button;
};

G_DEFINE_FINAL_TYPE (LwPlaceBar, lw_place_bar, ADW_TYPE_BIN)

static void
lw_place_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_PLACE_BAR);
  G_OBJECT_CLASS (lw_place_bar_parent_class)->dispose (object);
}

static void
lw_place_bar_class_init (LwPlaceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_place_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/shell/lw-place-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPlaceBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceBar, icon);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceBar, label);
  gtk_widget_class_bind_template_child (widget_class, LwPlaceBar, button);
}

static void
lw_place_bar_init (LwPlaceBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_place_bar_set_place:
 * @self: the bar
 * @place: the place of the window, as it is now
 */
void
lw_place_bar_set_place (LwPlaceBar *self,
                        LwPlace    *place)
{
  LwPlaceState state = lw_place_get_state (place);
  gboolean connecting = state == LW_PLACE_CONNECTING;
  g_autofree char *text = NULL;

  g_return_if_fail (LW_IS_PLACE_BAR (self));

  if (connecting)
    text = g_strdup_printf (_("Connecting to “%s”…"), lw_place_get_title (place));
  else
    text = g_strdup (lw_place_get_message (place) != NULL ? lw_place_get_message (place) : "");
  gtk_label_set_label (self->label, text);
  gtk_spinner_set_spinning (self->spinner, connecting);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), connecting);
  gtk_widget_set_visible (self->icon, !connecting);
  gtk_widget_set_visible (GTK_WIDGET (self->button), !connecting);
  gtk_button_set_label (self->button, state == LW_PLACE_SIGNED_OUT ? _("Sign in") : _("Try again"));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          connecting || state == LW_PLACE_OFFLINE || state == LW_PLACE_SIGNED_OUT);
}
