/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ranges of the text form of a query: <0.6, 0.2..0.6, >=2024-05-01, 10..20. Only for manifest/. */

#pragma once

#include "lw-query-node.h"

G_BEGIN_DECLS

gboolean lw_query_range_read_confidence (const char        *text,
                                         LwConfidenceRange *range);
gboolean lw_query_range_read_time       (const char        *text,
                                         gint64            *first,
                                         gint64            *last);
gboolean lw_query_range_read_number     (const char        *text,
                                         gint64            *first,
                                         gint64            *last);

G_END_DECLS
