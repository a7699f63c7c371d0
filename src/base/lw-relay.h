/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* News of a thread for the main context of the one who waits for it: however often there are news, one call a turn.
 * What the news are is its user's, under its user's lock. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwRelay LwRelay;

/**
 * LwRelayFunc:
 * @data: the data of the relay
 *
 * Called in the waiting context when there are news.
 */
typedef void (*LwRelayFunc) (gpointer data);

LwRelay *lw_relay_new   (LwRelayFunc  func,
                         gpointer     data) G_GNUC_WARN_UNUSED_RESULT;
void     lw_relay_unref (LwRelay     *self);

void     lw_relay_queue (LwRelay     *self);
void     lw_relay_end   (LwRelay     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRelay, lw_relay_unref)

G_END_DECLS
