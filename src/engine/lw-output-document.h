/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The documents of the output tree, in the shapes that Ground Truth writes. Not their
 * places, and not when they are written. */

#pragma once

#include "lw-consolidation.h"
#include "lw-engine-store.h"
#include "lw-label-categories.h"

G_BEGIN_DECLS

char *lw_output_single_metadata (const char                 *job_name,
                                 const char                 *class_name,
                                 double                      confidence,
                                 gint64                      time) G_GNUC_WARN_UNUSED_RESULT;
char *lw_output_multi_metadata  (const char                 *job_name,
                                 LwLabelCategories          *categories,
                                 const LwConsolidatedLabel  *labels,
                                 guint                       n_labels,
                                 gint64                      time) G_GNUC_WARN_UNUSED_RESULT;
char *lw_output_multi_label     (const LwConsolidatedLabel  *labels,
                                 guint                       n_labels) G_GNUC_WARN_UNUSED_RESULT;
char *lw_output_failed_metadata (const char                 *reason) G_GNUC_WARN_UNUSED_RESULT;

char *lw_output_worker_response (GPtrArray                  *answers) G_GNUC_WARN_UNUSED_RESULT;
void  lw_output_add_request     (GString                    *document,
                                 guint64                     line,
                                 const char                 *source_ref,
                                 GPtrArray                  *answers);
void  lw_output_add_response    (GString                    *document,
                                 guint64                     line,
                                 const char                 *attribute,
                                 const char                 *label,
                                 const char                 *metadata);
char *lw_output_line            (const LwResultRecord       *record,
                                 const char                 *attribute,
                                 gsize                      *length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
