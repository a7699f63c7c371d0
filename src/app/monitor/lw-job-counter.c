/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A number of images with its name: press it to see which they are. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-counter.h"

#include "lw-format.h"
#include "lw-str.h"

#include <glib/gi18n.h>

struct _LwJobCounter
{
  GtkButton  parent_instance;

  GtkLabel  *number;

  char      *title;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwJobCounter, lw_job_counter, GTK_TYPE_BUTTON)

static void
lw_job_counter_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  LwJobCounter *self = LW_JOB_COUNTER (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_job_counter_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LwJobCounter *self = LW_JOB_COUNTER (object);

  switch (property_id)
    {
    case PROP_TITLE:
      lw_job_counter_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_job_counter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_JOB_COUNTER);

  G_OBJECT_CLASS (lw_job_counter_parent_class)->dispose (object);
}

static void
lw_job_counter_finalize (GObject *object)
{
  LwJobCounter *self = LW_JOB_COUNTER (object);

  g_free (self->title);

  G_OBJECT_CLASS (lw_job_counter_parent_class)->finalize (object);
}

static void
lw_job_counter_class_init (LwJobCounterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_job_counter_get_property;
  object_class->set_property = lw_job_counter_set_property;
  object_class->dispose = lw_job_counter_dispose;
  object_class->finalize = lw_job_counter_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-job-counter.ui");
  gtk_widget_class_bind_template_child (widget_class, LwJobCounter, number);
}

static void
lw_job_counter_init (LwJobCounter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_job_counter_get_title:
 * @self: a counter
 *
 * Returns: (transfer none) (nullable): what is counted
 */
const char *
lw_job_counter_get_title (LwJobCounter *self)
{
  g_return_val_if_fail (LW_IS_JOB_COUNTER (self), NULL);

  return self->title;
}

/**
 * lw_job_counter_set_title:
 * @self: a counter
 * @title: (nullable): what is counted
 *
 * Sets the name of the number.
 */
void
lw_job_counter_set_title (LwJobCounter *self,
                          const char   *title)
{
  g_return_if_fail (LW_IS_JOB_COUNTER (self));

  if (lw_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * lw_job_counter_set_count:
 * @self: a counter
 * @count: how many images there are
 *
 * Shows the number.
 */
void
lw_job_counter_set_count (LwJobCounter *self,
                          guint64       count)
{
  g_autofree char *number = lw_format_number (count);
  g_autofree char *label = NULL;

  g_return_if_fail (LW_IS_JOB_COUNTER (self));

  gtk_label_set_label (self->number, number);
  /* Translators: what is counted and how many, such as "Labeled: 312" */
  label = g_strdup_printf (_("%s: %s"), self->title, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
