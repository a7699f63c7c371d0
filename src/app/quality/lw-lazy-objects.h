/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of data objects (element-type LwNamedObject) that are made only while something shows them: a number of rows
 * and a function that makes one. */

#pragma once

#include "lw-named-object.h"

G_BEGIN_DECLS

/* Returns: (transfer full): the object at @position */
typedef LwNamedObject *(*LwMakeObject) (guint    position,
                                        gpointer data);

#define LW_TYPE_LAZY_OBJECTS (lw_lazy_objects_get_type ())
G_DECLARE_FINAL_TYPE (LwLazyObjects, lw_lazy_objects, LW, LAZY_OBJECTS, GObject)

LwLazyObjects *lw_lazy_objects_new (guint           n_items,
                                    LwMakeObject    make,
                                    gpointer        data,
                                    GDestroyNotify  data_free) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
