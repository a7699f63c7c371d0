/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A join link as a QR code, for a phone's camera: as a picture of squares, or as text for a terminal. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwPortalQr LwPortalQr;

LwPortalQr *lw_portal_qr_new       (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
void        lw_portal_qr_free      (LwPortalQr  *self);

guint       lw_portal_qr_get_width (LwPortalQr  *self);
gboolean    lw_portal_qr_is_dark   (LwPortalQr  *self,
                                    int          x,
                                    int          y);
char       *lw_portal_qr_to_text   (LwPortalQr  *self) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_portal_qr_to_svg    (LwPortalQr  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalQr, lw_portal_qr_free)

G_END_DECLS
