/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker's look at one data object: what the worker sees and until when. Immutable; any thread may read it. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_TASK (lw_task_get_type ())

typedef struct _LwTask LwTask;

GType       lw_task_get_type             (void) G_GNUC_CONST;

LwTask     *lw_task_new                  (const char *id,
                                          guint64     data_object_id,
                                          const char *source_ref,
                                          gint64      accepted_time,
                                          gint64      expires_time) G_GNUC_WARN_UNUSED_RESULT;
LwTask     *lw_task_ref                  (LwTask     *self) G_GNUC_WARN_UNUSED_RESULT;
void        lw_task_unref                (LwTask     *self);

const char *lw_task_get_id               (LwTask     *self);
guint64     lw_task_get_data_object_id   (LwTask     *self);
const char *lw_task_get_source_ref       (LwTask     *self);
gint64      lw_task_get_accepted_time    (LwTask     *self);
gint64      lw_task_get_expires_time     (LwTask     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTask, lw_task_unref)

G_END_DECLS
