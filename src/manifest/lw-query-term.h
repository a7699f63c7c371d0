/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One term of the text form of a query: what “confidence:<0.6” means, and how it is written. Only for manifest/. */

#pragma once

#include "lw-query-node.h"
#include "lw-query-words.h"

G_BEGIN_DECLS

/* In the order of the enumerations. */
extern const char *const lw_manifest_state_names[];
extern const char *const lw_manifest_annotator_names[];

/* Names of terms, as completion offers them. */
extern const char *const lw_query_term_names[];

LwQueryNode *lw_query_term_read          (const LwQueryWord        *word,
                                          GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
int          lw_query_find_name          (const char *const        *names,
                                          const char               *name);
const char  *lw_query_skip_job_prefix    (const char               *name);

void         lw_query_term_append_range  (GString                  *text,
                                          const char               *attribute,
                                          const LwConfidenceRange  *range);
void         lw_query_term_append_bits   (GString                  *text,
                                          const char               *name,
                                          const char               *attribute,
                                          const char *const        *names,
                                          guint                     bits);
void         lw_query_term_append_time   (GString                  *text,
                                          const char               *attribute,
                                          gint64                    first,
                                          gint64                    last);
void         lw_query_term_append_number (GString                  *text,
                                          const char               *name,
                                          const char               *attribute,
                                          gint64                    first,
                                          gint64                    last);

G_END_DECLS
