/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of the portal's window with one thing to do about it: somebody who is in, or a join link. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PORTAL_ROW (lw_portal_row_get_type ())
G_DECLARE_FINAL_TYPE (LwPortalRow, lw_portal_row, LW, PORTAL_ROW, AdwActionRow)

LwPortalRow *lw_portal_row_new        (const char   *id,
                                       gboolean      person) G_GNUC_WARN_UNUSED_RESULT;

const char  *lw_portal_row_get_id     (LwPortalRow  *self);
void         lw_portal_row_set_text   (LwPortalRow  *self,
                                       const char   *title,
                                       const char   *subtitle);
void         lw_portal_row_set_button (LwPortalRow  *self,
                                       const char   *label,
                                       const char   *action);

G_END_DECLS
