/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a thread may ask of the system's scheduler. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lw_thread_be_background (void);

G_END_DECLS
