/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON as people write it in attributes of crowd elements: strings in single quotes, names without quotes, a comma too
 * many. Not for anything that is stored: that is JSON proper, see lw-json.h. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *lw_relaxed_json_parse (const char  *text,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
