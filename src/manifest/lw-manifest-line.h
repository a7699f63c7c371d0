/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One manifest line as bytes: ask it for a key, or replace keys and leave every other byte as it is. No
 * JSON tree is made, so numbers, escapes and key order survive. Not for showing a line (parse that with
 * base/lw-json.h). */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

/**
 * LwManifestMember:
 * @key: the member's name, as text
 * @json: its value as JSON text; %NULL removes the member
 */
typedef struct
{
  const char *key;
  const char *json;
} LwManifestMember;

gboolean  lw_manifest_line_validate       (const char              *line,
                                           gsize                    length,
                                           GError                 **error);
gboolean  lw_manifest_line_has_key        (const char              *line,
                                           gsize                    length,
                                           const char              *key);
char     *lw_manifest_line_dup_source_ref (const char              *line,
                                           gsize                    length,
                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_manifest_line_dup_member     (const char              *line,
                                           gsize                    length,
                                           const char              *key) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_manifest_line_dup_pretty     (const char              *line,
                                           gsize                    length,
                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_manifest_line_replace        (const char              *line,
                                           gsize                    length,
                                           const LwManifestMember  *members,
                                           gsize                    n_members,
                                           GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
