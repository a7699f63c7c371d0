/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job events": the log of a labeling job. Reads beside whoever runs the job. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "lw-cli-command.h"
#include "lw-cli-place.h"
#include "lw-engine-view.h"
#include "lw-json.h"

#define EVENTS_AT_ONCE 5000
#define POLL_MILLISECONDS 200

static struct
{
  gboolean follow;
  gint64   after;
} options;

static const GOptionEntry entries[] = {
  { "follow", 'f', 0, G_OPTION_ARG_NONE, &options.follow, N_("Wait for more until the labeling job is over"), NULL },
  { "after", 0, 0, G_OPTION_ARG_INT64, &options.after, N_("Only events after number N"), N_("N") },
  G_OPTION_ENTRY_NULL
};

static void
build_event (JsonBuilder *builder,
             LwJobEvent  *event)
{
  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "id", lw_job_event_get_id (event));
  lw_cli_build_time (builder, "time", lw_job_event_get_time (event));
  lw_cli_build_string (builder, "event", lw_job_event_kind_to_string (lw_job_event_get_kind (event)));
  if (lw_job_event_get_object (event) >= 0)
    lw_cli_build_number (builder, "object", (guint64) lw_job_event_get_object (event));
  lw_cli_build_string (builder, "worker", lw_job_event_get_worker (event));
  lw_cli_build_string (builder, "text", lw_job_event_get_text (event));
  json_builder_end_object (builder);
}

static void
print_line (LwCli      *cli,
            LwJobEvent *event)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (lw_job_event_get_time (event) / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *worker = lw_cli_dup_printable (lw_job_event_get_worker (event) != NULL
                                                    ? lw_job_event_get_worker (event) : "-");
  g_autofree char *text = lw_cli_dup_printable (lw_job_event_get_text (event) != NULL
                                                  ? lw_job_event_get_text (event) : "");
  g_autofree char *object = lw_job_event_get_object (event) >= 0
    ? g_strdup_printf ("%" PRId64, lw_job_event_get_object (event)) : g_strdup ("-");

  lw_cli_print ("%6" PRIu64 "  %s  %-13s %8s  %s%s%s\n", lw_job_event_get_id (event), time,
                lw_job_event_kind_to_string (lw_job_event_get_kind (event)), object, worker, *text != '\0' ? "  " : "",
                text);
}

/* A document a line, as there is no end to wait for. */
static void
print_json_line (LwJobEvent *event)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  build_event (builder, event);
  root = json_builder_get_root (builder);
  text = lw_json_to_string (root, FALSE);
  lw_cli_print ("%s\n", text);
}

/* Prints the events after @last, and moves it. */
static gboolean
print_events (LwCli          *cli,
              LwEngineStore  *store,
              gint64          job,
              JsonBuilder    *builder,
              guint64        *last,
              GError        **error)
{
  guint n;

  do
    {
      g_autoptr (GPtrArray) events = lw_engine_store_load_events (store, job, -1, *last, EVENTS_AT_ONCE, error);

      if (events == NULL)
        return FALSE;
      n = events->len;
      for (guint i = 0; i < n; i++)
        {
          LwJobEvent *event = g_ptr_array_index (events, i);

          *last = lw_job_event_get_id (event);
          if (builder != NULL)
            build_event (builder, event);
          else if (cli->json)
            print_json_line (event);
          else
            print_line (cli, event);
        }
    }
  while (n == EVENTS_AT_ONCE && !g_cancellable_set_error_if_cancelled (cli->cancellable, error));
  fflush (stdout);
  return n < EVENTS_AT_ONCE;
}

static gboolean
is_over (LwEngineStore  *store,
         gint64          job,
         gboolean       *over,
         GError        **error)
{
  g_autoptr (GPtrArray) records = lw_engine_store_load_jobs (store, job, error);

  if (records == NULL)
    return FALSE;
  *over = records->len == 0 ||
          lw_labeling_job_status_is_final (((const LwJobRecord *) g_ptr_array_index (records, 0))->status);
  return TRUE;
}

static gboolean
follow (LwCli          *cli,
        LwEngineStore  *store,
        gint64          job,
        guint64        *last,
        GError        **error)
{
  gboolean over = FALSE;

  while (!over)
    {
      lw_cli_pause (cli, POLL_MILLISECONDS);
      /* Whether it is over is asked first, so that its last event is not missed. */
      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error) || !is_over (store, job, &over, error) ||
          !print_events (cli, store, job, NULL, last, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
print_document (LwCli          *cli,
                LwEngineStore  *store,
                gint64          job,
                const char     *name,
                guint64        *last,
                GError        **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "version", 1);
  lw_cli_build_string (builder, "LabelingJobName", name);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  if (!print_events (cli, store, job, builder, last, error))
    return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
  return TRUE;
}

static LwCliExit
run_events (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autoptr (LwEngineStore) store = lw_engine_view_open (workspace, &error);
  gint64 job = store != NULL ? lw_engine_view_find_job (store, arguments[0], &error) : 0;
  guint64 last = (guint64) MAX (options.after, 0);
  gboolean ok;

  if (job == 0)
    return lw_cli_fail (cli, error);
  if (cli->json && !options.follow)
    ok = print_document (cli, store, job, arguments[0], &last, &error);
  else
    ok = print_events (cli, store, job, NULL, &last, &error) &&
         (!options.follow || follow (cli, store, job, &last, &error));
  return ok ? LW_CLI_DONE : lw_cli_fail (cli, error);
}

const LwCliCommand lw_cli_job_events = {
  .noun = "job",
  .verb = "events",
  .arguments = "JOB",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Print the log of a labeling job: created, assigned, answered, consolidated, stopped …"),
  .examples = "job events pets\n"
              "job events pets --follow\n"
              "job events pets --follow --json | jq .event",
  .notes = N_("Works while another process runs the job. --json prints one document with the member “events”;\n"
              "together\n"
              "with --follow, a JSON document a line. Events are numbered from 1 without gaps."),
  .entries = entries,
  .run = run_events,
};
