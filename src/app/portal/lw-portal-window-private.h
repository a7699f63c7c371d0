/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-portal-window*.c share. */

#pragma once

#include "lw-portal-window.h"

G_BEGIN_DECLS

/* @link: (nullable): the join link that was made last. */
struct _LwPortalWindow
{
  AdwWindow            parent_instance;

  GtkWidget           *content;
  AdwActionRow        *open_row;
  GtkSwitch           *open_switch;
  AdwComboRow         *reach_row;
  AdwActionRow        *tls_row;
  GtkSwitch           *tls_switch;
  AdwActionRow        *fingerprint_row;
  AdwPreferencesGroup *invite_group;
  GtkPicture          *code;
  AdwActionRow        *link_row;
  AdwEntryRow         *name_row;
  GtkSwitch           *once_switch;
  GtkListBox          *sessions;
  GtkListBox          *jobs;
  GtkListBox          *links;

  LwPortal            *portal;
  GListModel          *all_jobs;
  char                *link;
  guint                refresh;
};

void lw_portal_window_show_sessions (LwPortalWindow *self);
void lw_portal_window_show_links    (LwPortalWindow *self);
void lw_portal_window_bind_jobs     (LwPortalWindow *self);

G_END_DECLS
