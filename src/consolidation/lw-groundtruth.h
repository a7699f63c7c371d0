/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The method of Ground Truth. Private to this folder. */

#pragma once

#include "lw-votes.h"

G_BEGIN_DECLS

void   lw_groundtruth_posterior  (const LwVotes *votes,
                                  double        *posterior);
double lw_groundtruth_confidence (double         probability,
                                  gboolean       one_worker);

G_END_DECLS
