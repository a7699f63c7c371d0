/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All seats of a portal: opened when they are needed, closed when nobody uses them. Main thread only. */

#pragma once

#include "lw-portal-seat.h"

G_BEGIN_DECLS

#define LW_TYPE_PORTAL_SEATS (lw_portal_seats_get_type ())
G_DECLARE_FINAL_TYPE (LwPortalSeats, lw_portal_seats, LW, PORTAL_SEATS, GObject)

LwPortalSeats *lw_portal_seats_new         (LwEngineBackend      *backend) G_GNUC_WARN_UNUSED_RESULT;

void           lw_portal_seats_open_async  (LwPortalSeats        *self,
                                            LwLabelingJob        *job,
                                            const char           *worker,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
LwPortalSeat  *lw_portal_seats_open_finish (LwPortalSeats        *self,
                                            GAsyncResult         *result,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LwPortalSeat  *lw_portal_seats_find        (LwPortalSeats        *self,
                                            LwLabelingJob        *job,
                                            const char           *worker);
void           lw_portal_seats_leave       (LwPortalSeats        *self,
                                            LwLabelingJob        *job,
                                            const char           *worker);
void           lw_portal_seats_close_idle  (LwPortalSeats        *self,
                                            gint64                now);

G_END_DECLS
