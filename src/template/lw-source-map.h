/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where in a template each part of the rendered text comes from. Not for places of tags in a template: see
 * lw-source.h. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwSourceMap LwSourceMap;

LwSourceMap *lw_source_map_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void         lw_source_map_free    (LwSourceMap *self);

void         lw_source_map_append  (LwSourceMap *self,
                                    gsize        rendered,
                                    gsize        source,
                                    gboolean     verbatim);
gsize        lw_source_map_find    (LwSourceMap *self,
                                    gsize        rendered);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSourceMap, lw_source_map_free)

G_END_DECLS
