/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio's settings, or nothing where the schema is not installed: then every part has its default. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *lw_settings_dup             (void) G_GNUC_WARN_UNUSED_RESULT;
char      *lw_settings_dup_worker_name (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
