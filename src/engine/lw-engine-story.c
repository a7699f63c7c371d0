/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The story of one data object, told from the log, the answers and the batch in which it was consolidated. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-view.h"

#include "lw-consolidation.h"
#include "lw-manifest-line.h"

#include "lw-job-backend.h"
#include "lw-json.h"
#include "lw-time.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const state_words[] = {
  [LW_OBJECT_STATE_PENDING] = "pending",
  [LW_OBJECT_STATE_OPEN] = "open",
  [LW_OBJECT_STATE_ANSWERED] = "answered",
  [LW_OBJECT_STATE_LABELED] = "labeled",
  [LW_OBJECT_STATE_FAILED] = "failed",
  [LW_OBJECT_STATE_PASSED] = "passed",
};

/* Which object is meant */

typedef struct
{
  const char *text;
  gint64      line;
} Search;

static gboolean
compare_source (const LwResultRecord  *record,
                gpointer               data,
                GError               **error)
{
  Search *search = data;
  g_autofree char *source_ref = lw_manifest_line_dup_source_ref (record->source, record->source_length, NULL);
  const char *name = source_ref != NULL ? strrchr (source_ref, '/') : NULL;

  if (search->line < 0 &&
      (g_strcmp0 (source_ref, search->text) == 0 || (name != NULL && strcmp (name + 1, search->text) == 0)))
    search->line = (gint64) record->line;
  return TRUE;
}

static gboolean
find_line (LwEngineStore  *store,
           LwEngineJob    *job,
           const char     *object,
           guint64        *line,
           GError        **error)
{
  Search search = { object, -1 };

  if (g_ascii_string_to_unsigned (object, 10, 0, G_MAXUINT32, line, NULL) && *line < job->record->n_objects)
    return TRUE;
  if (!lw_engine_store_foreach_result (store, job->id, compare_source, &search, error))
    return FALSE;
  if (search.line < 0)
    {
      g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND,
                   _("The labeling job “%s” has no data object “%s”: give a line’s number from 0, a source-ref or a "
                     "file name"), job->record->name, object);
      return FALSE;
    }
  *line = (guint64) search.line;
  return TRUE;
}

/* Who had it */

/* The worker's last turn, or a new one when that has ended already. */
static LwStoryTurn *
find_turn (LwObjectStory *story,
           const char    *worker,
           gboolean       ended)
{
  for (guint i = story->turns->len; i-- > 0;)
    {
      LwStoryTurn *turn = g_ptr_array_index (story->turns, i);

      if (g_strcmp0 (turn->worker, worker) == 0 && (ended || turn->ended == 0))
        return turn;
    }
  return lw_object_story_add_turn (story, worker);
}

static void
end_turn (LwObjectStory  *story,
          LwJobEvent     *event,
          LwStoryOutcome  outcome)
{
  LwStoryTurn *turn = find_turn (story, lw_job_event_get_worker (event), FALSE);

  turn->outcome = outcome;
  turn->ended = lw_job_event_get_time (event);
  if (outcome == LW_STORY_ANSWERED)
    turn->labels = g_strdup (lw_job_event_get_text (event));
  else if (outcome == LW_STORY_DECLINED)
    turn->content = g_strdup (lw_job_event_get_text (event));
}

static void
tell_event (LwObjectStory *story,
            LwJobEvent    *event)
{
  const char *worker = lw_job_event_get_worker (event);

  switch ((guint) lw_job_event_get_kind (event))
    {
    case LW_JOB_EVENT_ASSIGNED:
      lw_object_story_add_turn (story, worker)->shown = lw_job_event_get_time (event);
      break;
    case LW_JOB_EVENT_ANSWERED:
      end_turn (story, event, LW_STORY_ANSWERED);
      break;
    case LW_JOB_EVENT_AMENDED:
      find_turn (story, worker, TRUE)->ended = lw_job_event_get_time (event);
      break;
    case LW_JOB_EVENT_DECLINED:
      end_turn (story, event, LW_STORY_DECLINED);
      break;
    case LW_JOB_EVENT_RELEASED:
      end_turn (story, event, LW_STORY_RELEASED);
      break;
    case LW_JOB_EVENT_EXPIRED:
      end_turn (story, event, LW_STORY_EXPIRED);
      break;
    case LW_JOB_EVENT_DROPPED:
      find_turn (story, worker, TRUE)->outcome = LW_STORY_DROPPED;
      break;
    case LW_JOB_EVENT_CONSOLIDATED:
      story->consolidated = lw_job_event_get_time (event);
      break;
    case LW_JOB_EVENT_REOPENED:
      story->consolidated = 0;
      break;
    default:
      break;
    }
}

static gboolean
tell_events (LwObjectStory  *story,
             LwEngineStore  *store,
             LwEngineJob    *job,
             GError        **error)
{
  g_autoptr (GPtrArray) events = lw_engine_store_load_events (store, job->id, (gint64) story->line, 0, G_MAXINT, error);

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    tell_event (story, g_ptr_array_index (events, i));
  return TRUE;
}

static gboolean
tell_answers (LwObjectStory  *story,
              LwEngineStore  *store,
              LwEngineJob    *job,
              GError        **error)
{
  g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, job->id, story->line, error);

  if (answers == NULL)
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    {
      const LwAnswerRecord *answer = g_ptr_array_index (answers, i);
      LwStoryTurn *turn = find_turn (story, answer->worker_name, TRUE);

      /* Jobs of former versions have no log. */
      turn->outcome = LW_STORY_ANSWERED;
      turn->shown = answer->accepted;
      turn->ended = answer->submitted;
      turn->seconds = answer->seconds;
      g_free (turn->content);
      turn->content = g_strdup (answer->content);
      g_free (turn->labels);
      turn->labels = lw_engine_job_dup_labels (job, lw_engine_job_read_classes (job, answer->content, &turn->refused));
    }
  return TRUE;
}

/* What became of it */

static gboolean
take_result (const LwResultRecord  *record,
             gpointer               data,
             GError               **error)
{
  LwObjectStory *story = data;

  story->label = g_strdup (record->label);
  story->metadata = g_strdup (record->metadata);
  story->source_ref = lw_manifest_line_dup_source_ref (record->source, record->source_length, NULL);
  return TRUE;
}

static void
append_map (JsonObject  *map,
            const char  *member,
            JsonNode    *node,
            gpointer     text)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append_printf (text, "%s%s", ((GString *) text)->len > 0 ? "|" : "", json_node_get_string (node));
}

static void
read_metadata (LwObjectStory *story)
{
  g_autoptr (JsonNode) node = story->metadata != NULL ? lw_json_parse (story->metadata, -1, NULL) : NULL;
  JsonObject *metadata = lw_json_node_object (node);
  JsonObject *map = metadata != NULL ? lw_json_get_object (metadata, "class-map") : NULL;

  if (metadata == NULL || story->label == NULL)
    return;
  story->confidence = lw_json_get_double (metadata, "confidence", -1);
  story->labels = g_strdup (lw_json_get_string (metadata, "class-name"));
  if (map != NULL)
    {
      GString *text = g_string_new (NULL);

      json_object_foreach_member (map, append_map, text);
      story->labels = g_string_free (text, FALSE);
    }
}

static gboolean
tell_result (LwObjectStory  *story,
             LwEngineStore  *store,
             LwEngineJob    *job,
             GError        **error)
{
  LwObjectRecord record;
  gint64 stamp = 0;

  if (!lw_engine_store_load_object (store, job->id, story->line, &record, error) ||
      !lw_engine_store_load_result (store, job->id, story->line, take_result, story, error))
    return FALSE;
  story->state = g_strdup (state_words[MIN (record.state, LW_OBJECT_STATE_PASSED)]);
  story->iteration = record.iteration;
  read_metadata (story);
  if (record.batch == 0 || record.state != LW_OBJECT_STATE_LABELED)
    return TRUE;
  if (!lw_engine_store_load_batch (store, record.batch, &stamp, &story->batch_size, error))
    return FALSE;
  story->batch = lw_time_format_file_stamp (stamp);
  story->method = g_strdup (job->options.method);
  if (story->method == NULL)
    story->method = g_strdup (lw_consolidation_method_to_string (LW_CONSOLIDATION_GROUNDTRUTH));
  if (story->consolidated == 0)
    story->consolidated = stamp;
  return TRUE;
}

static gboolean
tell_knowledge (LwObjectStory  *story,
                LwEngineStore  *store,
                LwEngineJob    *job,
                GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *gold = lw_engine_store_dup_gold (store, job->id, story->line, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (gold != NULL)
    story->gold = lw_engine_job_dup_labels (job, lw_engine_job_parse_gold (job, gold));
  story->posterior = lw_engine_job_measure (job, store, story->line, error);
  return story->posterior >= -1;
}

/**
 * lw_engine_view_load_story:
 * @store: the state
 * @job: a job
 * @object: a line's number from 0, a source-ref, or the file name in one
 * @error: return location: %LW_JOB_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): what happened to the object
 */
LwObjectStory *
lw_engine_view_load_story (LwEngineStore  *store,
                           gint64          job,
                           const char     *object,
                           GError        **error)
{
  g_autoptr (LwEngineJob) loaded = lw_engine_view_load_job (store, job, error);
  g_autoptr (LwObjectStory) story = NULL;
  guint64 line;

  if (loaded == NULL || !find_line (store, loaded, object, &line, error))
    return NULL;
  story = lw_object_story_new (line);
  if (!tell_events (story, store, loaded, error) || !tell_answers (story, store, loaded, error) ||
      !tell_result (story, store, loaded, error) || !tell_knowledge (story, store, loaded, error))
    return NULL;
  return g_steal_pointer (&story);
}
