/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened to one data object of a labeling job: shown to whom, when, how long, what they said, how it was
 * consolidated. A value, made by a backend; nobody changes it after that. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwStoryOutcome:
 * @LW_STORY_SHOWN: the worker has it now
 * @LW_STORY_ANSWERED: the worker answered
 * @LW_STORY_DECLINED: the worker did not want it
 * @LW_STORY_RELEASED: the worker gave it back
 * @LW_STORY_EXPIRED: the time ran out
 * @LW_STORY_DROPPED: the worker answered, and the answer was dropped later
 */
typedef enum
{
  LW_STORY_SHOWN,
  LW_STORY_ANSWERED,
  LW_STORY_DECLINED,
  LW_STORY_RELEASED,
  LW_STORY_EXPIRED,
  LW_STORY_DROPPED,
} LwStoryOutcome;

/**
 * LwStoryTurn:
 * @worker: the worker's name
 * @shown: when the worker got it, microseconds since 1970-01-01 UTC
 * @ended: when that ended, 0 when it has not
 * @seconds: how long the worker looked at it, as the worker's page measured it
 * @content: (nullable): the answer as it came, any JSON; or why the worker declined
 * @labels: (nullable): the answer's label categories, joined with "|"
 * @refused: (nullable): why the answer does not count
 */
typedef struct
{
  char           *worker;
  LwStoryOutcome  outcome;
  gint64          shown;
  gint64          ended;
  double          seconds;
  char           *content;
  char           *labels;
  char           *refused;
} LwStoryTurn;

/**
 * LwObjectStory:
 * @line: the data object: the input manifest's line, from 0
 * @source_ref: (nullable): its image
 * @state: pending, open, answered, labeled, failed or passed
 * @iteration: 0 when it was not opened
 * @turns: (element-type LwStoryTurn): in the order in which they began
 * @gold: (nullable): the label categories that are known to be right, joined with "|"
 * @method: (nullable): how it was consolidated
 * @consolidated: when, 0 when it is not
 * @batch: (nullable): the stamp of the files of its consolidation batch
 * @batch_size: how many objects were consolidated together
 * @labels: (nullable): its label categories, joined with "|"
 * @confidence: as written; -1 when it has none
 * @posterior: probability of the leading label after the answers so far; -1 when there is none
 * @label: (nullable): the label as it stands in the output manifest, JSON
 * @metadata: (nullable): the metadata as it stands there, JSON
 */
typedef struct
{
  guint64    line;
  char      *source_ref;
  char      *state;
  guint      iteration;
  GPtrArray *turns;
  char      *gold;
  char      *method;
  gint64     consolidated;
  char      *batch;
  guint      batch_size;
  char      *labels;
  double     confidence;
  double     posterior;
  char      *label;
  char      *metadata;
} LwObjectStory;

LwObjectStory *lw_object_story_new         (guint64         line) G_GNUC_WARN_UNUSED_RESULT;
void           lw_object_story_free        (LwObjectStory  *self);
LwStoryTurn   *lw_object_story_add_turn    (LwObjectStory  *self,
                                            const char     *worker);

const char    *lw_story_outcome_to_string  (LwStoryOutcome  outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwObjectStory, lw_object_story_free)

G_END_DECLS
