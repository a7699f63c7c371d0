/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of a labeling job as a list, the newest event first (element-type LwEventItem). Rows are read from the log
 * while something shows them; all that is kept of the others is, under a filter, their number. Follows the job. */

#pragma once

#include "lw-event-item.h"
#include "lw-job-control.h"

G_BEGIN_DECLS

/* For lw_event_model_set_kinds(): one bit for each #LwJobEventKind. */
#define LW_EVENT_KIND(kind) ((guint64) 1 << (kind))
#define LW_EVENT_KINDS_ALL ((guint64) 0)

#define LW_TYPE_EVENT_MODEL (lw_event_model_get_type ())
G_DECLARE_FINAL_TYPE (LwEventModel, lw_event_model, LW, EVENT_MODEL, GObject)

LwEventModel *lw_event_model_new       (LwJobControl  *control,
                                        LwLabelingJob *job) G_GNUC_WARN_UNUSED_RESULT;

void          lw_event_model_set_kinds (LwEventModel  *self,
                                        guint64        kinds);

G_END_DECLS
