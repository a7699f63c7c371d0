/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened to one data object of a labeling job. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-object-story.h"

static const char *const outcome_words[] = {
  [LW_STORY_SHOWN] = "shown",
  [LW_STORY_ANSWERED] = "answered",
  [LW_STORY_DECLINED] = "declined",
  [LW_STORY_RELEASED] = "released",
  [LW_STORY_EXPIRED] = "expired",
  [LW_STORY_DROPPED] = "dropped",
};

static void
free_turn (gpointer data)
{
  LwStoryTurn *turn = data;

  g_free (turn->worker);
  g_free (turn->content);
  g_free (turn->labels);
  g_free (turn->refused);
  g_free (turn);
}

/**
 * lw_object_story_new:
 * @line: the data object
 *
 * Returns: (transfer full): a story that has yet to be told
 */
LwObjectStory *
lw_object_story_new (guint64 line)
{
  LwObjectStory *self = g_new0 (LwObjectStory, 1);

  self->line = line;
  self->turns = g_ptr_array_new_with_free_func (free_turn);
  self->confidence = -1;
  self->posterior = -1;
  return self;
}

/**
 * lw_object_story_free:
 * @self: (transfer full) (nullable): a story
 */
void
lw_object_story_free (LwObjectStory *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->turns);
  g_free (self->source_ref);
  g_free (self->state);
  g_free (self->gold);
  g_free (self->method);
  g_free (self->batch);
  g_free (self->labels);
  g_free (self->label);
  g_free (self->metadata);
  g_free (self);
}

/**
 * lw_object_story_add_turn:
 * @self: a story
 * @worker: a worker's name
 *
 * Returns: (transfer none): a new turn of that worker, to be filled in
 */
LwStoryTurn *
lw_object_story_add_turn (LwObjectStory *self,
                          const char    *worker)
{
  LwStoryTurn *turn;

  g_return_val_if_fail (self != NULL, NULL);

  turn = g_new0 (LwStoryTurn, 1);
  turn->worker = g_strdup (worker);
  g_ptr_array_add (self->turns, turn);
  return turn;
}

/**
 * lw_story_outcome_to_string:
 * @outcome: how a turn ended
 *
 * Returns: (transfer none): its word for scripts
 */
const char *
lw_story_outcome_to_string (LwStoryOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcome_words), "");

  return outcome_words[outcome];
}
