/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One label category as the worker's screen lists it: name, position, key, whether it is chosen. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_CATEGORY (lw_category_get_type ())
G_DECLARE_FINAL_TYPE (LwCategory, lw_category, LW, CATEGORY, GObject)

LwCategory *lw_category_new           (const char *name,
                                       guint       index) G_GNUC_WARN_UNUSED_RESULT;

guint       lw_category_get_index     (LwCategory *self);
const char *lw_category_get_name      (LwCategory *self);
void        lw_category_set_name      (LwCategory *self,
                                       const char *name);
gboolean    lw_category_get_selected  (LwCategory *self);
void        lw_category_set_selected  (LwCategory *self,
                                       gboolean    selected);
void        lw_category_set_flashing  (LwCategory *self,
                                       gboolean    flashing);

G_END_DECLS
