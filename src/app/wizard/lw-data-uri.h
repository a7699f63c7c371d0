/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small file as a data: address, to stand within a template. Does not read files. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *lw_data_uri_new (const char *name,
                       GBytes     *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
