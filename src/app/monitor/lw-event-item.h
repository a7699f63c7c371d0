/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the log of a labeling job: its number at once, what happened as soon as it is read. */

#pragma once

#include "lw-job-event.h"

G_BEGIN_DECLS

#define LW_TYPE_EVENT_ITEM (lw_event_item_get_type ())
G_DECLARE_FINAL_TYPE (LwEventItem, lw_event_item, LW, EVENT_ITEM, GObject)

LwEventItem *lw_event_item_new       (guint64      id) G_GNUC_WARN_UNUSED_RESULT;

guint64      lw_event_item_get_id    (LwEventItem *self);
LwJobEvent  *lw_event_item_get_event (LwEventItem *self);
void         lw_event_item_set_event (LwEventItem *self,
                                      LwJobEvent  *event);

G_END_DECLS
