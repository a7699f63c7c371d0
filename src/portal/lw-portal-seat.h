/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's place in a labeling job, for all browsers of this worker: the way through the job and the tasks that are
 * out. Main thread only. */

#pragma once

#include "lw-engine-backend.h"
#include "lw-liquid.h"

G_BEGIN_DECLS

#define LW_TYPE_PORTAL_SEAT (lw_portal_seat_get_type ())
G_DECLARE_FINAL_TYPE (LwPortalSeat, lw_portal_seat, LW, PORTAL_SEAT, GObject)

LwPortalSeat      *lw_portal_seat_new           (LwTaskQueue          *queue,
                                                 LwLiquidTemplate     *template) G_GNUC_WARN_UNUSED_RESULT;

LwTaskQueue       *lw_portal_seat_get_queue     (LwPortalSeat         *self);
LwLiquidTemplate  *lw_portal_seat_get_template  (LwPortalSeat         *self);

void               lw_portal_seat_take_async    (LwPortalSeat         *self,
                                                 guint                 n_tasks,
                                                 gint64                now,
                                                 GArray               *holding,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GPtrArray         *lw_portal_seat_take_finish   (LwPortalSeat         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LwTask            *lw_portal_seat_find_task     (LwPortalSeat         *self,
                                                 guint64               line);
void               lw_portal_seat_forget_task   (LwPortalSeat         *self,
                                                 guint64               line);

gint64             lw_portal_seat_get_last_use  (LwPortalSeat         *self);
gint64             lw_portal_seat_get_lease_end (LwPortalSeat         *self);
void               lw_portal_seat_use           (LwPortalSeat         *self,
                                                 gint64                now);
void               lw_portal_seat_close         (LwPortalSeat         *self);

G_END_DECLS
