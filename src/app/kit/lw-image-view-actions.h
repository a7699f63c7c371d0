/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions of an image view and their keys, for its class. Only lw-image-view.c uses this. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lw_image_view_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
