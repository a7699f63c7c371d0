/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the log of a labeling job: its number at once, what happened as soon as it is read. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-event-item.h"

struct _LwEventItem
{
  GObject     parent_instance;

  guint64     id;
  LwJobEvent *event;
};

enum
{
  PROP_0,
  PROP_TIME_TEXT,
  PROP_SENTENCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwEventItem, lw_event_item, G_TYPE_OBJECT)

static char *
dup_time_text (LwEventItem *self)
{
  g_autoptr (GDateTime) time = NULL;

  if (self->event == NULL)
    return NULL;
  time = g_date_time_new_from_unix_local (lw_job_event_get_time (self->event) / G_USEC_PER_SEC);
  return time != NULL ? g_date_time_format (time, "%x %X") : NULL;
}

static void
lw_event_item_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LwEventItem *self = LW_EVENT_ITEM (object);

  switch (property_id)
    {
    case PROP_TIME_TEXT:
      g_value_take_string (value, dup_time_text (self));
      break;
    case PROP_SENTENCE:
      g_value_take_string (value, self->event != NULL ? lw_job_event_dup_sentence (self->event) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_event_item_finalize (GObject *object)
{
  g_clear_object (&LW_EVENT_ITEM (object)->event);

  G_OBJECT_CLASS (lw_event_item_parent_class)->finalize (object);
}

static void
lw_event_item_class_init (LwEventItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_event_item_get_property;
  object_class->finalize = lw_event_item_finalize;

  properties[PROP_TIME_TEXT] = g_param_spec_string ("time-text", NULL, NULL, NULL, flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_event_item_init (LwEventItem *self)
{
}

/**
 * lw_event_item_new:
 * @id: the event's number in the log
 *
 * Returns: (transfer full): a row without its event
 */
LwEventItem *
lw_event_item_new (guint64 id)
{
  LwEventItem *self = g_object_new (LW_TYPE_EVENT_ITEM, NULL);

  self->id = id;
  return self;
}

/**
 * lw_event_item_get_id:
 * @self: a row
 *
 * Returns: the event's number in the log
 */
guint64
lw_event_item_get_id (LwEventItem *self)
{
  g_return_val_if_fail (LW_IS_EVENT_ITEM (self), 0);

  return self->id;
}

/**
 * lw_event_item_get_event:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what happened; %NULL until it is read
 */
LwJobEvent *
lw_event_item_get_event (LwEventItem *self)
{
  g_return_val_if_fail (LW_IS_EVENT_ITEM (self), NULL);

  return self->event;
}

/**
 * lw_event_item_set_event:
 * @self: a row
 * @event: what happened
 *
 * Shows the event.
 */
void
lw_event_item_set_event (LwEventItem *self,
                         LwJobEvent  *event)
{
  g_return_if_fail (LW_IS_EVENT_ITEM (self));
  g_return_if_fail (LW_IS_JOB_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}
