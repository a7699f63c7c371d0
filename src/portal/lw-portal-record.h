/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small JSON files of the portal, one a thing: read, and written so that they are on the disk. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode    *lw_portal_record_load       (const char   *path,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonBuilder *lw_portal_record_begin      (void) G_GNUC_WARN_UNUSED_RESULT;
void         lw_portal_record_add_string (JsonBuilder  *builder,
                                          const char   *name,
                                          const char   *value);
void         lw_portal_record_add_int    (JsonBuilder  *builder,
                                          const char   *name,
                                          gint64        value);
gboolean     lw_portal_record_save       (JsonBuilder  *builder,
                                          const char   *path,
                                          GError      **error);

G_END_DECLS
