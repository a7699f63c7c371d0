/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Under which addresses others find a listener on this computer. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **lw_portal_address_list_hosts   (void) G_GNUC_WARN_UNUSED_RESULT;
char **lw_portal_address_list_origins (const char  *uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
