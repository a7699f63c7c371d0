/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can come next in the text of a query that is being typed: names of terms, and the values that a manifest has for
 * them. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

char **lw_query_completion_find (const char       *text,
                                 gsize             cursor,
                                 LwManifestIndex  *index,
                                 gsize            *start) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
