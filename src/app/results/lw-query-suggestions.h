/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list below the entry of a query with what can come next: Down and Up choose, Tab or Enter take, Escape closes. */

#pragma once

#include "lw-manifest-index.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_QUERY_SUGGESTIONS (lw_query_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (LwQuerySuggestions, lw_query_suggestions, LW, QUERY_SUGGESTIONS, GtkPopover)

GtkWidget *lw_query_suggestions_new       (GtkWidget          *entry) G_GNUC_WARN_UNUSED_RESULT;
void       lw_query_suggestions_set_index (LwQuerySuggestions *self,
                                           LwManifestIndex    *index);

G_END_DECLS
