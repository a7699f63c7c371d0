/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job object": what happened to one data object of a labeling job. Reads beside whoever runs the job. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-command.h"
#include "lw-cli-place.h"
#include "lw-engine-view.h"
#include "lw-json.h"

static void
build_json_text (JsonBuilder *builder,
                 const char  *member,
                 const char  *text)
{
  g_autoptr (JsonNode) node = text != NULL ? lw_json_parse (text, -1, NULL) : NULL;

  if (node == NULL)
    {
      lw_cli_build_string (builder, member, text);
      return;
    }
  json_builder_set_member_name (builder, member);
  json_builder_add_value (builder, g_steal_pointer (&node));
}

static void
build_double (JsonBuilder *builder,
              const char  *member,
              double       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, value);
}

static void
build_turn (JsonBuilder       *builder,
            const LwStoryTurn *turn)
{
  json_builder_begin_object (builder);
  lw_cli_build_string (builder, "worker", turn->worker);
  lw_cli_build_string (builder, "outcome", lw_story_outcome_to_string (turn->outcome));
  lw_cli_build_time (builder, "shown", turn->shown);
  if (turn->ended > 0)
    lw_cli_build_time (builder, "ended", turn->ended);
  if (turn->outcome == LW_STORY_ANSWERED)
    build_double (builder, "timeSpentInSeconds", turn->seconds);
  lw_cli_build_string (builder, "labels", turn->labels);
  if (turn->outcome == LW_STORY_DECLINED)
    lw_cli_build_string (builder, "reason", turn->content);
  else
    build_json_text (builder, "answerContent", turn->content);
  lw_cli_build_string (builder, "refused", turn->refused);
  json_builder_end_object (builder);
}

static void
build_consolidation (JsonBuilder         *builder,
                     const LwObjectStory *story)
{
  if (story->method == NULL)
    return;
  json_builder_set_member_name (builder, "consolidation");
  json_builder_begin_object (builder);
  lw_cli_build_string (builder, "method", story->method);
  lw_cli_build_time (builder, "time", story->consolidated);
  lw_cli_build_string (builder, "batch", story->batch);
  lw_cli_build_number (builder, "batchSize", story->batch_size);
  json_builder_end_object (builder);
}

static void
print_json (const LwObjectStory *story)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "version", 1);
  lw_cli_build_number (builder, "object", story->line);
  lw_cli_build_string (builder, "source-ref", story->source_ref);
  lw_cli_build_string (builder, "state", story->state);
  lw_cli_build_number (builder, "iteration", story->iteration);
  json_builder_set_member_name (builder, "turns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < story->turns->len; i++)
    build_turn (builder, g_ptr_array_index (story->turns, i));
  json_builder_end_array (builder);
  lw_cli_build_string (builder, "gold", story->gold);
  if (story->posterior >= 0)
    build_double (builder, "posterior", story->posterior);
  build_consolidation (builder, story);
  lw_cli_build_string (builder, "labels", story->labels);
  build_json_text (builder, "label", story->label);
  build_json_text (builder, "metadata", story->metadata);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

static void
print_turn (const LwStoryTurn *turn)
{
  g_autofree char *shown = format_time (turn->shown);
  g_autofree char *worker = lw_cli_dup_printable (turn->worker);
  g_autofree char *said = lw_cli_dup_printable (turn->labels != NULL ? turn->labels
                                                : turn->content != NULL ? turn->content : "");

  lw_cli_print ("  %s  %-16s %-9s %6.1f s  %s\n", shown, worker, lw_story_outcome_to_string (turn->outcome),
                turn->seconds, said);
  if (turn->refused != NULL)
    lw_cli_print ("    %s\n", turn->refused);
}

static void
print_text (const LwObjectStory *story)
{
  g_autofree char *source_ref = lw_cli_dup_printable (story->source_ref != NULL ? story->source_ref : "");

  lw_cli_print (_("Data object:  %" PRIu64 "\n"), story->line);
  lw_cli_print (_("Image:        %s\n"), source_ref);
  lw_cli_print (_("State:        %s\n"), story->state);
  if (story->iteration > 0)
    lw_cli_print (_("Iteration:    %u\n"), story->iteration);
  if (story->gold != NULL)
    lw_cli_print (_("Known answer: %s\n"), story->gold);
  if (story->posterior >= 0)
    lw_cli_print (_("Certainty:    %.3f\n"), story->posterior);
  if (story->turns->len > 0)
    lw_cli_print ("%s\n", _("Shown to:"));
  for (guint i = 0; i < story->turns->len; i++)
    print_turn (g_ptr_array_index (story->turns, i));
  if (story->method != NULL)
    lw_cli_print (ngettext ("Consolidated: by “%s” with %u object, batch %s\n",
                            "Consolidated: by “%s” with %u objects, batch %s\n", story->batch_size),
                  story->method, story->batch_size, story->batch);
  if (story->labels != NULL)
    lw_cli_print (_("Label:        %s\n"), story->labels);
  if (story->metadata != NULL)
    lw_cli_print (_("Metadata:     %s\n"), story->metadata);
}

static LwCliExit
run_object (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autoptr (LwEngineStore) store = lw_engine_view_open (workspace, &error);
  gint64 job = store != NULL ? lw_engine_view_find_job (store, arguments[0], &error) : 0;
  g_autoptr (LwObjectStory) story = job > 0 ? lw_engine_view_load_story (store, job, arguments[1], &error) : NULL;

  if (story == NULL)
    return lw_cli_fail (cli, error);
  if (cli->json)
    print_json (story);
  else
    print_text (story);
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_job_object = {
  .noun = "job",
  .verb = "object",
  .arguments = "JOB OBJECT",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Tell the story of a data object: shown to whom, when, what they said, how it was consolidated."),
  .examples = "job object pets 12\n"
              "job object pets IMG_0012.jpg --json\n"
              "job object pets s3://photos/IMG_0012.jpg",
  .notes = N_("OBJECT is the number of a line of the input manifest from 0, a source-ref, or the file name in\n"
              "one. Works\n"
              "while another process runs the job."),
  .run = run_object,
};
