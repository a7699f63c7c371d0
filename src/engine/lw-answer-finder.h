/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The worker-response documents beside an output manifest, of this program's trees and of others'. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *lw_answer_finder_load (const char  *manifest_path,
                                 guint64      data_object_id,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
