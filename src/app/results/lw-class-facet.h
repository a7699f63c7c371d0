/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that results can be filtered by, a class or a state: its name, how many rows have it, whether it is
 * chosen. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_CLASS_FACET (lw_class_facet_get_type ())
G_DECLARE_FINAL_TYPE (LwClassFacet, lw_class_facet, LW, CLASS_FACET, GObject)

LwClassFacet *lw_class_facet_new          (const char   *name,
                                           char          key) G_GNUC_WARN_UNUSED_RESULT;

const char   *lw_class_facet_get_name     (LwClassFacet *self);
char          lw_class_facet_get_key      (LwClassFacet *self);
guint64       lw_class_facet_get_count    (LwClassFacet *self);
double        lw_class_facet_get_fraction (LwClassFacet *self);
void          lw_class_facet_set_count    (LwClassFacet *self,
                                           guint64       count,
                                           double        fraction);
gboolean      lw_class_facet_get_has_second (LwClassFacet *self);
guint64       lw_class_facet_get_second   (LwClassFacet *self);
void          lw_class_facet_set_second   (LwClassFacet *self,
                                           gboolean      has_second,
                                           guint64       second,
                                           double        fraction);
gboolean      lw_class_facet_get_active   (LwClassFacet *self);
void          lw_class_facet_set_active   (LwClassFacet *self,
                                           gboolean      active);

G_END_DECLS
