/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The method of Dawid and Skene. Private to this folder. */

#pragma once

#include <gio/gio.h>

#include "lw-votes.h"

G_BEGIN_DECLS

void lw_dawid_skene_posterior (const LwVotes *votes,
                               GCancellable  *cancellable,
                               double        *posterior);

G_END_DECLS
