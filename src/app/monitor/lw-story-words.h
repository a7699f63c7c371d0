/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The story of a data object in words. */

#pragma once

#include "lw-object-story.h"

G_BEGIN_DECLS

char *lw_story_words_dup_outcome      (const LwObjectStory *story) G_GNUC_WARN_UNUSED_RESULT;
char *lw_story_words_dup_how          (const LwObjectStory *story) G_GNUC_WARN_UNUSED_RESULT;
char *lw_story_words_dup_turn         (const LwStoryTurn   *turn) G_GNUC_WARN_UNUSED_RESULT;
char *lw_story_words_dup_turn_details (const LwStoryTurn   *turn) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
