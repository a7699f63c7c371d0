/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How this program runs a labeling job beyond what CreateLabelingJob has fields for. The options stand among the tags
 * of the request, as labelwright:NAME, so that a request stays one that AWS takes, and moves with them. */

#pragma once

#include "lw-labeling-job-request.h"

G_BEGIN_DECLS

/**
 * LwJobOrder:
 * @LW_JOB_ORDER_MANIFEST: as the objects stand in the input manifest
 * @LW_JOB_ORDER_RANDOM: shuffled; the same seed gives the same order
 * @LW_JOB_ORDER_UNCERTAIN: the least certain first: before all answers, by the lowest confidence that an earlier job
 *   left in the object's line; then by the probability that its answers so far are right
 */
typedef enum
{
  LW_JOB_ORDER_MANIFEST,
  LW_JOB_ORDER_RANDOM,
  LW_JOB_ORDER_UNCERTAIN,
} LwJobOrder;

/**
 * LwJobOptions:
 * @order: in which order objects are opened
 * @seed: of the random order
 * @stop_confidence: ask no further worker about an object when its label is right with this probability; 0 for never
 * @method: (nullable): method of annotation consolidation; %NULL for Ground Truth's
 * @gold_attribute: (nullable): key of the input lines that holds a known answer: a label category, its number, or an
 *   array of them
 * @portable_names: whether colons in the names of output files become underscores
 */
typedef struct
{
  LwJobOrder  order;
  guint32     seed;
  double      stop_confidence;
  char       *method;
  char       *gold_attribute;
  gboolean    portable_names;
} LwJobOptions;

void        lw_job_options_read        (LwJobOptions               *self,
                                        const LwLabelingJobRequest *request);
void        lw_job_options_write       (const LwJobOptions         *self,
                                        LwLabelingJobRequest       *request);
void        lw_job_options_clear       (LwJobOptions               *self);

const char *lw_job_order_to_string     (LwJobOrder                  order);
gboolean    lw_job_order_from_string   (const char                 *word,
                                        LwJobOrder                 *order);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwJobOptions, lw_job_options_clear)

G_END_DECLS
