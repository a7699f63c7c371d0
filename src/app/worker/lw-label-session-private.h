/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of LwLabelSession share. Nobody else includes this. */

#pragma once

#include "lw-label-outbox.h"
#include "lw-label-session.h"

G_BEGIN_DECLS

struct _LwLabelSession
{
  GObject        parent_instance;

  LwTaskQueue   *queue;
  LwLabelOutbox *outbox;
  GPtrArray     *entries;
  guint          position;
  guint64        n_answered_before;
  gboolean       started;
  gboolean       taking;
  gboolean       exhausted;
  gboolean       ended;
  gboolean       closing;
  gboolean       closed;
  GError        *error;
};

LwLabelEntry *lw_label_session_get_entry   (LwLabelSession *self,
                                            guint           position);
int           lw_label_session_find_before (LwLabelSession *self);

G_END_DECLS
