/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "About Labelwright". */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lw_about_present (GtkWindow *parent);

G_END_DECLS
