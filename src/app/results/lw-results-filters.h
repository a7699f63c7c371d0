/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The side of the gallery: states, confidence and classes with their counts, each a filter. Changes the session's
 * query and follows it. Not the search entry. */

#pragma once

#include "lw-results-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_RESULTS_FILTERS (lw_results_filters_get_type ())
G_DECLARE_FINAL_TYPE (LwResultsFilters, lw_results_filters, LW, RESULTS_FILTERS, AdwBin)

void lw_results_filters_set_session (LwResultsFilters *self,
                                     LwResultsSession *session);

G_END_DECLS
