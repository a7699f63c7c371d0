/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a labeling job is made from: an input manifest, or all images under a prefix; and what else one of its lines
 * says. Not reading it into the store (see lw-engine-job-intake.c). */

#pragma once

#include "lw-label-categories.h"
#include "lw-object-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean  lw_engine_input_is_prefix      (const char         *uri);
char     *lw_engine_input_dup_etag       (LwObjectStore      *objects,
                                          const char         *uri,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *lw_engine_input_list_images    (LwObjectStore      *objects,
                                          const char         *uri,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

double    lw_engine_input_get_confidence (const char         *line,
                                          gsize               length);
char     *lw_engine_input_dup_gold       (const char         *line,
                                          gsize               length,
                                          const char         *attribute,
                                          LwLabelCategories  *categories) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_engine_input_dup_classes    (JsonNode           *labels,
                                          LwLabelCategories  *categories) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
