/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three panes side by side where there is room: steps, page, preview. With less room the steps go first; then page
 * and preview take turns. Only the layout: the panes know nothing of each other. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-panes.h"

#define STEPS_WIDTH 220
#define NARROW_BELOW 800
#define STEPS_FROM 980
#define PREVIEW_SHARE 0.46

struct _LwWizardPanes
{
  GtkWidget  parent_instance;

  GtkWidget *steps;
  GtkWidget *page;
  GtkWidget *preview;
  gboolean   show_preview;
  gboolean   steps_hidden;
  gboolean   narrow;
  guint      notify;
};

enum
{
  PROP_0,
  PROP_STEPS,
  PROP_PAGE,
  PROP_PREVIEW,
  PROP_SHOW_PREVIEW,
  PROP_STEPS_HIDDEN,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwWizardPanes, lw_wizard_panes, GTK_TYPE_WIDGET)

static void
lw_wizard_panes_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LwWizardPanes *self = LW_WIZARD_PANES (widget);
  GtkWidget *const panes[] = { self->steps, self->page, self->preview };

  /* One pane at a time has to fit, in height at whatever width it gets. */
  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      int min, nat;

      if (panes[i] == NULL || (orientation == GTK_ORIENTATION_HORIZONTAL && panes[i] == self->steps))
        continue;
      gtk_widget_measure (panes[i], orientation, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + nat : MAX (*natural, nat);
    }
  *natural = MAX (*natural, *minimum);
}

static gboolean
notify_cb (gpointer user_data)
{
  LwWizardPanes *self = user_data;

  self->notify = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEPS_HIDDEN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
place (LwWizardPanes *self,
       GtkWidget     *pane,
       int            x,
       int            width,
       int            height,
       gboolean       shown)
{
  int min;

  if (pane == NULL)
    return;
  gtk_widget_set_child_visible (pane, shown);
  if (!shown)
    return;
  gtk_widget_measure (pane, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (pane, &(GtkAllocation) { x, 0, MAX (width, min), height }, -1);
}

static void
lw_wizard_panes_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LwWizardPanes *self = LW_WIZARD_PANES (widget);
  gboolean narrow = width < NARROW_BELOW;
  gboolean steps_hidden = width < STEPS_FROM;
  int steps = steps_hidden ? 0 : STEPS_WIDTH;
  int preview = (int) ((width - steps) * PREVIEW_SHARE);

  if (narrow)
    {
      place (self, self->page, 0, width, height, !self->show_preview);
      place (self, self->preview, 0, width, height, self->show_preview);
    }
  else
    {
      place (self, self->page, steps, width - steps - preview, height, TRUE);
      place (self, self->preview, width - preview, preview, height, TRUE);
    }
  place (self, self->steps, 0, steps, height, !steps_hidden);

  if (narrow == self->narrow && steps_hidden == self->steps_hidden)
    return;
  self->narrow = narrow;
  self->steps_hidden = steps_hidden;
  /* Whoever listens may change what is in the panes, which is not allowed while they are placed. */
  if (self->notify == 0)
    self->notify = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
set_pane (LwWizardPanes  *self,
          GtkWidget     **pane,
          GtkWidget      *widget)
{
  g_clear_pointer (pane, gtk_widget_unparent);
  *pane = widget;
  if (widget != NULL)
    gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

static void
lw_wizard_panes_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwWizardPanes *self = LW_WIZARD_PANES (object);

  switch (prop_id)
    {
    case PROP_STEPS:
      g_value_set_object (value, self->steps);
      break;
    case PROP_PAGE:
      g_value_set_object (value, self->page);
      break;
    case PROP_PREVIEW:
      g_value_set_object (value, self->preview);
      break;
    case PROP_SHOW_PREVIEW:
      g_value_set_boolean (value, self->show_preview);
      break;
    case PROP_STEPS_HIDDEN:
      g_value_set_boolean (value, self->steps_hidden);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_wizard_panes_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LwWizardPanes *self = LW_WIZARD_PANES (object);

  switch (prop_id)
    {
    case PROP_STEPS:
      set_pane (self, &self->steps, g_value_get_object (value));
      break;
    case PROP_PAGE:
      set_pane (self, &self->page, g_value_get_object (value));
      break;
    case PROP_PREVIEW:
      set_pane (self, &self->preview, g_value_get_object (value));
      break;
    case PROP_SHOW_PREVIEW:
      lw_wizard_panes_set_show_preview (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_wizard_panes_dispose (GObject *object)
{
  LwWizardPanes *self = LW_WIZARD_PANES (object);

  g_clear_handle_id (&self->notify, g_source_remove);
  g_clear_pointer (&self->steps, gtk_widget_unparent);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->preview, gtk_widget_unparent);
  G_OBJECT_CLASS (lw_wizard_panes_parent_class)->dispose (object);
}

static void
lw_wizard_panes_class_init (LwWizardPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_wizard_panes_get_property;
  object_class->set_property = lw_wizard_panes_set_property;
  object_class->dispose = lw_wizard_panes_dispose;
  widget_class->measure = lw_wizard_panes_measure;
  widget_class->size_allocate = lw_wizard_panes_size_allocate;

  properties[PROP_STEPS] =
    g_param_spec_object ("steps", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_PAGE] =
    g_param_spec_object ("page", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_PREVIEW] =
    g_param_spec_object ("preview", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  /* Which of page and preview is shown when there is room for one. */
  properties[PROP_SHOW_PREVIEW] =
    g_param_spec_boolean ("show-preview", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_STEPS_HIDDEN] =
    g_param_spec_boolean ("steps-hidden", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_wizard_panes_init (LwWizardPanes *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
lw_wizard_panes_get_show_preview (LwWizardPanes *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_PANES (self), FALSE);

  return self->show_preview;
}

void
lw_wizard_panes_set_show_preview (LwWizardPanes *self,
                                  gboolean       show_preview)
{
  g_return_if_fail (LW_IS_WIZARD_PANES (self));

  if (self->show_preview == show_preview)
    return;
  self->show_preview = show_preview;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PREVIEW]);
}

gboolean
lw_wizard_panes_get_steps_hidden (LwWizardPanes *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_PANES (self), FALSE);

  return self->steps_hidden;
}

gboolean
lw_wizard_panes_get_narrow (LwWizardPanes *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_PANES (self), FALSE);

  return self->narrow;
}
