/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys of the worker's screen: they choose label categories and do what its buttons do, wherever in a widget the
 * focus is. */

#pragma once

#include "lw-worker-view.h"

G_BEGIN_DECLS

typedef struct _LwWorkerKeys LwWorkerKeys;

LwWorkerKeys *lw_worker_keys_new  (LwWorkerView *view,
                                   GtkWidget    *target) G_GNUC_WARN_UNUSED_RESULT;
void          lw_worker_keys_free (LwWorkerKeys *self);

gboolean      lw_worker_keys_focus_wants_key (GtkWidget *widget,
                                              guint      keyval);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkerKeys, lw_worker_keys_free)

G_END_DECLS
