/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One output manifest while it is looked at: its index, the query, the rows and counts that follow from both.
 * Follows the file when it changes. No widgets. Main thread only; the work is done in threads. */

#pragma once

#include "lw-results-comparison.h"

#include "lw-manifest-corrections.h"
#include "lw-manifest-counts.h"
#include "lw-manifest-model.h"
#include "lw-object-store.h"

G_BEGIN_DECLS

/**
 * LwResultsState:
 * @LW_RESULTS_STATE_EMPTY: no manifest was opened
 * @LW_RESULTS_STATE_LOADING: the first look at it
 * @LW_RESULTS_STATE_READY: there are rows; also while the manifest is read again
 * @LW_RESULTS_STATE_FAILED: it cannot be read; see lw_results_session_get_error()
 */
typedef enum
{
  LW_RESULTS_STATE_EMPTY,
  LW_RESULTS_STATE_LOADING,
  LW_RESULTS_STATE_READY,
  LW_RESULTS_STATE_FAILED,
} LwResultsState;

#define LW_TYPE_RESULTS_SESSION (lw_results_session_get_type ())
G_DECLARE_FINAL_TYPE (LwResultsSession, lw_results_session, LW, RESULTS_SESSION, GObject)

LwResultsSession *lw_results_session_new        (LwObjectStore    *store) G_GNUC_WARN_UNUSED_RESULT;

void              lw_results_session_open       (LwResultsSession *self,
                                                 const char       *uri_or_path,
                                                 LwManifestQuery  *query);
void              lw_results_session_reload     (LwResultsSession *self);

const char       *lw_results_session_get_uri    (LwResultsSession *self);
LwResultsState    lw_results_session_get_state  (LwResultsSession *self);
const GError     *lw_results_session_get_error  (LwResultsSession *self);
double            lw_results_session_get_progress (LwResultsSession *self);
LwManifestIndex  *lw_results_session_get_index  (LwResultsSession *self);
LwManifestModel  *lw_results_session_get_model  (LwResultsSession *self);
LwManifestCounts *lw_results_session_get_counts (LwResultsSession *self);

LwManifestCorrections *
                  lw_results_session_get_corrections (LwResultsSession *self);
const GError     *lw_results_session_get_corrections_error (LwResultsSession *self);

LwManifestQuery  *lw_results_session_get_query  (LwResultsSession *self);
void              lw_results_session_set_query  (LwResultsSession *self,
                                                 LwManifestQuery  *query);
int               lw_results_session_get_attribute (LwResultsSession *self);

/* Another label attribute beside the query's */
const char       *lw_results_session_get_compared (LwResultsSession *self);
void              lw_results_session_set_compared (LwResultsSession *self,
                                                 const char       *attribute);
LwResultsComparison *
                  lw_results_session_get_comparison (LwResultsSession *self);

G_END_DECLS
