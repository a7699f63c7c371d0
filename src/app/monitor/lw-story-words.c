/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The story of a data object in words. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-story-words.h"

#include "lw-format.h"
#include "lw-method-words.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
dup_names (const char *labels)
{
  g_auto (GStrv) names = labels != NULL ? g_strsplit (labels, "|", -1) : NULL;

  if (names == NULL || names[0] == NULL)
    return g_strdup (_("none of the labels"));
  return g_strjoinv (", ", names);
}

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return date != NULL ? g_date_time_format (date, "%x %X") : g_strdup ("");
}

/**
 * lw_story_words_dup_outcome:
 * @story: a story
 *
 * Returns: (transfer full): what the object is now: "Labeled: cat · 95 % sure"
 */
char *
lw_story_words_dup_outcome (const LwObjectStory *story)
{
  static const struct
  {
    const char *state;
    const char *text;
  } states[] = {
    { "pending", N_("Waiting: nobody was shown it yet") },
    { "open", N_("Being labeled") },
    { "answered", N_("Answered, to be consolidated") },
    { "failed", N_("Failed") },
    { "passed", N_("Labeled before this job, left as it is") },
  };

  if (g_strcmp0 (story->state, "labeled") == 0)
    {
      g_autofree char *names = dup_names (story->labels);
      g_autofree char *confidence = lw_format_percent (story->confidence);

      if (story->confidence <= 0)
        return g_strdup_printf (_("Labeled: %s"), names);
      /* Translators: a label and how sure it is, such as "Labeled: cat · 95 % sure" */
      return g_strdup_printf (_("Labeled: %s · %s sure"), names, confidence);
    }
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (story->state, states[i].state) == 0)
      return g_strdup (_(states[i].text));
  return g_strdup (story->state != NULL ? story->state : "");
}

static const char *
get_method_title (const char *word)
{
  LwConsolidationMethod method;

  return word != NULL && lw_consolidation_method_from_string (word, &method) ? lw_method_words_get_title (method)
                                                                             : word;
}

/**
 * lw_story_words_dup_how:
 * @story: a story
 *
 * Returns: (transfer full): how it came to its label, in a sentence or two
 */
char *
lw_story_words_dup_how (const LwObjectStory *story)
{
  g_autofree char *time = NULL;
  g_autofree char *posterior = NULL;
  const char *method = get_method_title (story->method);

  if (story->consolidated > 0 && method != NULL)
    {
      time = dup_time (story->consolidated);
      if (story->batch_size > 1)
        return g_strdup_printf (ngettext ("Consolidated by %s on %s, together with %u other image.",
                                          "Consolidated by %s on %s, together with %u other images.",
                                          story->batch_size - 1), method, time, story->batch_size - 1);
      return g_strdup_printf (_("Consolidated by %s on %s, by itself."), method, time);
    }
  if (story->posterior < 0)
    return g_strdup (_("It has no answer that counts yet."));
  posterior = lw_format_percent (story->posterior);
  return g_strdup_printf (_("After the answers so far the leading label is right with a probability of %s."),
                          posterior);
}

/**
 * lw_story_words_dup_turn:
 * @turn: a worker's turn
 *
 * Returns: (transfer full): who did what: "ada said cat"
 */
char *
lw_story_words_dup_turn (const LwStoryTurn *turn)
{
  g_autofree char *names = dup_names (turn->labels);

  switch (turn->outcome)
    {
    case LW_STORY_SHOWN:
      return g_strdup_printf (_("%s has it now"), turn->worker);
    case LW_STORY_ANSWERED:
      if (turn->refused != NULL)
        return g_strdup_printf (_("%s gave an answer that does not count"), turn->worker);
      return g_strdup_printf (_("%s said %s"), turn->worker, names);
    case LW_STORY_DECLINED:
      return g_strdup_printf (_("%s declined"), turn->worker);
    case LW_STORY_RELEASED:
      return g_strdup_printf (_("%s gave it back"), turn->worker);
    case LW_STORY_EXPIRED:
      return g_strdup_printf (_("%s ran out of time"), turn->worker);
    case LW_STORY_DROPPED:
      return g_strdup_printf (_("%s said %s; the answer was dropped"), turn->worker, names);
    default:
      g_return_val_if_reached (g_strdup (turn->worker));
    }
}

/**
 * lw_story_words_dup_turn_details:
 * @turn: a worker's turn
 *
 * Returns: (transfer full): when and how long, and why an answer does not count
 */
char *
lw_story_words_dup_turn_details (const LwStoryTurn *turn)
{
  g_autofree char *time = dup_time (turn->shown);
  g_autofree char *seconds = lw_format_duration (turn->seconds);

  if (turn->refused != NULL)
    /* Translators: when it was shown, how long it took, why it does not count */
    return g_strdup_printf (_("%s · took %s · %s"), time, seconds, turn->refused);
  if (turn->outcome == LW_STORY_ANSWERED || turn->outcome == LW_STORY_DROPPED)
    return g_strdup_printf (_("%s · took %s"), time, seconds);
  return g_steal_pointer (&time);
}
