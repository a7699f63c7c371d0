/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's buttons at the start of a page's header bar: back, and show the sidebar. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-page-buttons.h"

struct _LwPageButtons
{
  GtkWidget  parent_instance;

  GtkWidget *back_button;
  GtkWidget *sidebar_button;

  gboolean   show_back;
  gboolean   show_toggle;
};

enum
{
  PROP_0,
  PROP_SHOW_BACK,
  PROP_SHOW_TOGGLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwPageButtons, lw_page_buttons, GTK_TYPE_WIDGET)

static void
set_flag (LwPageButtons *self,
          gboolean      *flag,
          gboolean       value,
          GParamSpec    *pspec)
{
  if (*flag == value)
    return;

  *flag = value;
  gtk_widget_set_visible (GTK_WIDGET (self), self->show_back || self->show_toggle);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
lw_page_buttons_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwPageButtons *self = LW_PAGE_BUTTONS (object);

  switch (property_id)
    {
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, self->show_back);
      break;
    case PROP_SHOW_TOGGLE:
      g_value_set_boolean (value, self->show_toggle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_page_buttons_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LwPageButtons *self = LW_PAGE_BUTTONS (object);

  switch (property_id)
    {
    case PROP_SHOW_BACK:
      set_flag (self, &self->show_back, g_value_get_boolean (value), pspec);
      break;
    case PROP_SHOW_TOGGLE:
      set_flag (self, &self->show_toggle, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_page_buttons_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_PAGE_BUTTONS);

  G_OBJECT_CLASS (lw_page_buttons_parent_class)->dispose (object);
}

static void
lw_page_buttons_class_init (LwPageButtonsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_page_buttons_get_property;
  object_class->set_property = lw_page_buttons_set_property;
  object_class->dispose = lw_page_buttons_dispose;

  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_TOGGLE] = g_param_spec_boolean ("show-toggle", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/shell/lw-page-buttons.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPageButtons, back_button);
  gtk_widget_class_bind_template_child (widget_class, LwPageButtons, sidebar_button);
}

static void
lw_page_buttons_init (LwPageButtons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * lw_page_buttons_new:
 *
 * Returns: (transfer floating): the buttons, hidden until one of them is to be shown
 */
GtkWidget *
lw_page_buttons_new (void)
{
  return g_object_new (LW_TYPE_PAGE_BUTTONS, NULL);
}
