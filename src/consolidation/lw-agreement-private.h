/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What agreement is computed from. Private to this folder. */

#pragma once

#include "lw-agreement.h"
#include "lw-annotations-private.h"
#include "lw-crew.h"

G_BEGIN_DECLS

/* Immutable when it is given out; any thread may read it. */
struct _LwAgreement
{
  gatomicrefcount      ref_count;
  LwAnnotations       *annotations;
  guint                n_tasks;
  guint                n_classes;
  LwAgreementMeasures  overall;
  LwAgreementMeasures *classes;
  GArray              *pairs;
  GArray              *confusions;
  float               *disagreement;
};

GArray *lw_agreement_compare_pairs (LwAnnotations *annotations,
                                    LwCrew        *crew,
                                    GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;
double  lw_agreement_average_pairs (GArray        *pairs);

G_END_DECLS
