/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Documents and single rows in JSON, on json-glib: bounded parsing of what others wrote, and reads that treat absent,
 * null and wrongly typed members alike. Not for manifests of a million lines (see manifest/). */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LW_JSON_MAX_DEPTH 100

JsonNode   *lw_json_parse       (const char   *text,
                                 gssize        length,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *lw_json_parse_file  (const char   *path,
                                 gsize         max_size,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *lw_json_parse_file_folded (const char *path,
                                 gsize         max_size,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_json_to_string   (JsonNode     *node,
                                 gboolean      pretty) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *lw_json_copy        (JsonNode     *node) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_json_quote       (const char   *text) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *lw_json_node_object (JsonNode     *node);
JsonObject *lw_json_get_object  (JsonObject   *object,
                                 const char   *member);
JsonArray  *lw_json_get_array   (JsonObject   *object,
                                 const char   *member);
const char *lw_json_get_string  (JsonObject   *object,
                                 const char   *member);
gint64      lw_json_get_int     (JsonObject   *object,
                                 const char   *member,
                                 gint64        fallback);
double      lw_json_get_double  (JsonObject   *object,
                                 const char   *member,
                                 double        fallback);

G_END_DECLS
