/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row with a length of time: a number and its unit. Seconds inside, what people say outside. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-duration-row.h"

static const int unit_seconds[] = { 1, 60, 60 * 60, 24 * 60 * 60 };

struct _LwDurationRow
{
  AdwActionRow   parent_instance;

  GtkSpinButton *spin;
  GtkDropDown   *unit;

  int            seconds;
  gboolean       updating;
};

enum
{
  PROP_0,
  PROP_SECONDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwDurationRow, lw_duration_row, ADW_TYPE_ACTION_ROW)

static void
show (LwDurationRow *self,
      guint          unit)
{
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->unit, unit);
  gtk_spin_button_set_value (self->spin, (double) self->seconds / unit_seconds[unit]);
  self->updating = FALSE;
}

static void
set_seconds (LwDurationRow *self,
             int            seconds)
{
  if (self->seconds == seconds)
    return;
  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS]);
}

static void
value_changed_cb (LwDurationRow *self)
{
  guint unit = gtk_drop_down_get_selected (self->unit);

  if (!self->updating && unit < G_N_ELEMENTS (unit_seconds))
    set_seconds (self, gtk_spin_button_get_value_as_int (self->spin) * unit_seconds[unit]);
}

static void
unit_selected_cb (LwDurationRow *self)
{
  if (self->spin != NULL)
    value_changed_cb (self);
}

static void
lw_duration_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SECONDS:
      g_value_set_int (value, lw_duration_row_get_seconds (LW_DURATION_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_duration_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SECONDS:
      lw_duration_row_set_seconds (LW_DURATION_ROW (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_duration_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_DURATION_ROW);
  G_OBJECT_CLASS (lw_duration_row_parent_class)->dispose (object);
}

/* The number is called like the row. */
static void
title_notify_cb (LwDurationRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
lw_duration_row_class_init (LwDurationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_duration_row_get_property;
  object_class->set_property = lw_duration_row_set_property;
  object_class->dispose = lw_duration_row_dispose;

  properties[PROP_SECONDS] =
    g_param_spec_int ("seconds", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-duration-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwDurationRow, spin);
  gtk_widget_class_bind_template_child (widget_class, LwDurationRow, unit);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
}

static void
lw_duration_row_init (LwDurationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (title_notify_cb), NULL);
}

int
lw_duration_row_get_seconds (LwDurationRow *self)
{
  g_return_val_if_fail (LW_IS_DURATION_ROW (self), 0);

  return self->seconds;
}

/* Shown in the largest unit that leaves no rest, unless the unit that is shown does not either. */
void
lw_duration_row_set_seconds (LwDurationRow *self,
                             int            seconds)
{
  guint unit;

  g_return_if_fail (LW_IS_DURATION_ROW (self));

  if (self->seconds == seconds)
    return;
  for (unit = G_N_ELEMENTS (unit_seconds) - 1; unit > 0; unit--)
    if (seconds != 0 && seconds % unit_seconds[unit] == 0)
      break;
  set_seconds (self, seconds);
  show (self, unit);
}
