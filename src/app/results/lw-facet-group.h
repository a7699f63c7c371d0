/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A chart of bars that are filters: names with their counts, each to be chosen or not. A long list can be searched.
 * Knows nothing of queries. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_FACET_GROUP (lw_facet_group_get_type ())
G_DECLARE_FINAL_TYPE (LwFacetGroup, lw_facet_group, LW, FACET_GROUP, GtkWidget)

void         lw_facet_group_set_title    (LwFacetGroup      *self,
                                          const char        *title);
void         lw_facet_group_set_names    (LwFacetGroup      *self,
                                          const char *const *names);
void         lw_facet_group_set_series   (LwFacetGroup      *self,
                                          const char        *first,
                                          const char        *second);
void         lw_facet_group_set_counts   (LwFacetGroup      *self,
                                          const guint64     *first,
                                          const guint64     *second,
                                          guint              n_counts);

guint        lw_facet_group_get_n_items  (LwFacetGroup      *self);
const char  *lw_facet_group_get_name     (LwFacetGroup      *self,
                                          guint              position);
gboolean     lw_facet_group_get_active   (LwFacetGroup      *self,
                                          guint              position);
void         lw_facet_group_set_active   (LwFacetGroup      *self,
                                          guint              position,
                                          gboolean           active);

G_END_DECLS
