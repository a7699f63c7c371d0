/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places, drafts and labeling jobs. Choosing one activates an action of the window; nothing is opened here. */

#pragma once

#include "lw-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_SIDEBAR (lw_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LwSidebar, lw_sidebar, LW, SIDEBAR, AdwBin)

void       lw_sidebar_set_places     (LwSidebar     *self,
                                      GListModel    *places);
void       lw_sidebar_set_place      (LwSidebar     *self,
                                      LwPlace       *place);
void       lw_sidebar_set_drafts     (LwSidebar     *self,
                                      GListModel    *drafts);
void       lw_sidebar_select_job     (LwSidebar     *self,
                                      const char    *name);
void       lw_sidebar_focus_search   (LwSidebar     *self);
GtkWidget *lw_sidebar_get_header_bar (LwSidebar     *self);

G_END_DECLS
