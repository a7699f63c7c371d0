/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours of a text that was written for white paper, so that they can be read in the present style. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *lw_readable_color_dup (GtkWidget  *widget,
                             const char *color) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
