/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far workers agree, before anything is said of who is right. Not for labels (lw-consolidation.h) and
 * not for how good a worker is (lw-worker-quality.h). */

#pragma once

#include <gio/gio.h>

#include "lw-annotations.h"

G_BEGIN_DECLS

/**
 * LwAgreementMeasures:
 * @n_objects: how many data objects have two answers or more; only they count
 * @percent: percent agreement, as a share: the mean over the objects of the share of pairs of answers that
 *   agree
 * @cohen: Cohen's kappa, the mean over the pairs of workers that have one; %NAN for a single class
 * @fleiss: Fleiss' kappa
 * @krippendorff: Krippendorff's alpha for nominal data
 *
 * Each is %NAN where it is not defined: nobody shares an object, or, for the last three, nobody could have
 * disagreed.
 */
typedef struct
{
  guint  n_objects;
  double percent;
  double cohen;
  double fleiss;
  double krippendorff;
} LwAgreementMeasures;

/**
 * LwWorkerPair:
 * @workers: two workers, in the order of their names
 * @n_objects: how many pairs of answers for the same object they gave
 * @percent: the share of these that agree
 * @cohen: Cohen's kappa; %NAN when both always say the same class
 */
typedef struct
{
  guint  workers[2];
  guint  n_objects;
  double percent;
  double cohen;
} LwWorkerPair;

/**
 * LwClassConfusion:
 * @classes: two classes, the smaller index first
 * @weight: how often one was said where the other was: pairs of answers for one object, each pair divided
 *   by the number of the object's other answers, so that an object counts as much as it has answers
 */
typedef struct
{
  guint  classes[2];
  double weight;
} LwClassConfusion;

typedef struct _LwAgreement LwAgreement;

LwAgreement               *lw_agreement_new              (LwAnnotations  *annotations,
                                                          guint           n_threads,
                                                          GCancellable   *cancellable,
                                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LwAgreement               *lw_agreement_ref              (LwAgreement    *self) G_GNUC_WARN_UNUSED_RESULT;
void                       lw_agreement_unref            (LwAgreement    *self);

const LwAgreementMeasures *lw_agreement_get_overall      (LwAgreement    *self);
const LwAgreementMeasures *lw_agreement_get_class        (LwAgreement    *self,
                                                          guint           class_index);
const LwWorkerPair        *lw_agreement_get_pairs        (LwAgreement    *self,
                                                          guint          *n_pairs);
const LwClassConfusion    *lw_agreement_get_confusions   (LwAgreement    *self,
                                                          guint          *n_confusions);
double                     lw_agreement_get_disagreement (LwAgreement    *self,
                                                          guint           task);
guint32                   *lw_agreement_dup_ranking      (LwAgreement    *self,
                                                          guint          *n_tasks) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAgreement, lw_agreement_unref)

G_END_DECLS
