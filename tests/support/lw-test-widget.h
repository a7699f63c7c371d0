/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of widgets share: a window to put one in, keys, finding a part, images to show. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lw_test_show_widget  (GtkWidget  *widget,
                                 int         width,
                                 int         height);
void       lw_test_press_key    (GtkWidget  *widget,
                                 guint       keyval);
GtkWidget *lw_test_find_widget  (GtkWidget  *widget,
                                 GType       type);
GtkWidget *lw_test_find_label   (GtkWidget  *widget,
                                 const char *text);
char      *lw_test_make_image   (const char *dir,
                                 const char *name,
                                 int         width,
                                 int         height) G_GNUC_WARN_UNUSED_RESULT;
char      *lw_test_make_photo   (const char *dir,
                                 const char *name,
                                 int         width,
                                 int         height,
                                 guint       seed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
