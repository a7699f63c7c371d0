/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the session share: lw-results-session.c (life and state), -load.c (from a file to an index),
 * -query.c (from an index to rows and counts), -compare.c (from rows to what another attribute says of them),
 * -corrections.c (what a person corrected). */

#pragma once

#include "lw-results-session.h"

G_BEGIN_DECLS

struct _LwResultsSession
{
  GObject           parent_instance;

  LwObjectStore    *store;
  char             *uri;
  LwResultsState    state;
  GError           *error;
  double            progress;

  LwManifestIndex  *base;
  LwManifestIndex  *index;
  LwManifestModel  *model;
  LwManifestQuery  *query;
  LwManifestCounts *counts;
  char             *compared;
  LwResultsComparison *comparison;

  LwManifestCorrections *corrections;
  GError           *corrections_error;
  GCancellable     *corrections_cancellable;

  GFileMonitor     *monitor;
  guint             quiet_id;
  gint64            partial_at;
  GCancellable     *load_cancellable;
  GCancellable     *query_cancellable;
};

/* lw-results-session.c */
void lw_results_session_set_state     (LwResultsSession  *self,
                                       LwResultsState     state);
void lw_results_session_set_progress  (LwResultsSession  *self,
                                       double             progress);
void lw_results_session_fail          (LwResultsSession  *self,
                                       GError            *error);
void lw_results_session_show_index    (LwResultsSession  *self,
                                       LwManifestIndex   *index);
void lw_results_session_notify_corrections (LwResultsSession *self);
void lw_results_session_take_counts   (LwResultsSession  *self,
                                       LwManifestCounts  *counts);
void lw_results_session_take_comparison (LwResultsSession    *self,
                                         LwResultsComparison *comparison);
void lw_results_session_show_model    (LwResultsSession  *self,
                                       LwManifestModel   *model);
void lw_results_session_restart       (GCancellable     **cancellable);

/* lw-results-session-load.c */
void lw_results_session_start_load    (LwResultsSession  *self);
void lw_results_session_start_monitor (LwResultsSession  *self);
void lw_results_session_stop_monitor  (LwResultsSession  *self);

/* lw-results-session-corrections.c */
void lw_results_session_take_index    (LwResultsSession  *self,
                                       LwManifestIndex   *index);
void lw_results_session_forget_corrections (LwResultsSession *self);

/* lw-results-session-query.c */
void lw_results_session_start_query   (LwResultsSession  *self);

/* lw-results-session-compare.c */
void lw_results_session_start_compare (LwResultsSession  *self);

G_END_DECLS
