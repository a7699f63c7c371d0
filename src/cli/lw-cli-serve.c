/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "serve": runs the labeling jobs of a workspace without a window: leases and objects expire, answers become labels,
 * output trees are written, stopping conditions stop. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "lw-cli-command.h"
#include "lw-cli-place.h"
#include "lw-cli-endpoint.h"
#include "lw-cli-portal.h"

static const GOptionEntry entries[] = {
  LW_CLI_ENDPOINT_ENTRIES,
  LW_CLI_PORTAL_ENTRIES,
  G_OPTION_ENTRY_NULL
};

static gboolean
terminated_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_CONTINUE;
}

static void
announce (LwCli        *cli,
          LwJobBackend *place,
          LwEndpoint   *endpoint,
          LwPortal     *portal,
          const char   *link)
{
  guint n_jobs = g_list_model_get_n_items (lw_job_backend_get_jobs (place));
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autofree char *shown = lw_cli_dup_printable (workspace);
  g_autoptr (JsonBuilder) builder = NULL;

  lw_cli_message (cli, ngettext ("%u labeling job in “%s” runs here (process %d). Ctrl-C ends it.",
                                 "%u labeling jobs in “%s” run here (process %d). Ctrl-C ends it.", n_jobs),
                  n_jobs, shown, (int) getpid ());
  lw_cli_endpoint_tell (cli, endpoint);
  lw_cli_portal_tell (cli, portal, link);
  if (!cli->json)
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "workspace");
  json_builder_add_string_value (builder, shown);
  json_builder_set_member_name (builder, "process");
  json_builder_add_int_value (builder, getpid ());
  json_builder_set_member_name (builder, "jobs");
  json_builder_add_int_value (builder, n_jobs);
  lw_cli_endpoint_build (builder, endpoint);
  lw_cli_portal_build (builder, portal, link);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
  fflush (stdout);
}

static LwCliExit
run_serve (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  g_autoptr (GError) error = NULL;
  LwJobBackend *place = lw_cli_open_place (cli, &error);
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autoptr (LwEndpoint) endpoint = NULL;
  g_autoptr (LwPortal) portal = NULL;
  g_autofree char *link = NULL;
  guint terminated;

  if (place == NULL && g_error_matches (error, LW_JOB_ERROR, LW_JOB_ERROR_BUSY) &&
      lw_cli_endpoint_tell_of (cli, workspace))
    return LW_CLI_DONE;
  if (place == NULL)
    return lw_cli_fail (cli, error);
  if (!lw_cli_endpoint_open (place, &endpoint, &error) || !lw_cli_portal_open (cli, place, &portal, &link, &error))
    {
      lw_cli_close_place (place);
      return lw_cli_fail (cli, error);
    }

  terminated = g_unix_signal_add (SIGTERM, terminated_cb, cli->cancellable);
  announce (cli, place, endpoint, portal, link);
  while (!g_cancellable_is_cancelled (cli->cancellable))
    g_main_context_iteration (NULL, TRUE);
  if (endpoint != NULL)
    lw_endpoint_stop (endpoint);
  g_clear_object (&endpoint);
  /* The seats stay: tasks that are out can be answered after the next start. */
  if (portal != NULL)
    lw_portal_close (portal);
  lw_cli_close_place (place);
  g_source_remove (terminated);
  lw_cli_message (cli, "%s", _("Ended. What is not written yet is written at the next start."));
  /* To be told to end is how this command ends. */
  g_cancellable_reset (cli->cancellable);
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_serve = {
  .noun = "serve",
  .verb = "",
  .arguments = "",
  .summary = N_("Run the labeling jobs of a workspace without a window."),
  .examples = "serve\n"
              "serve --listen 127.0.0.1:8443 --print-config\n"
              "serve --portal 0.0.0.0:8080\n"
              "serve --workspace /srv/labeling --json",
  .notes = N_("One process owns a workspace: while this one runs, the studio and the commands that change\n"
              "something say\n"
              "who has it. “job list”, “job show”, “job events” and “job object” work all the same. Ends with\n"
              "exit code 0\n"
              "on Ctrl-C and on SIGTERM. With --json, one document on standard output says when it is ready."),
  .entries = entries,
  .run = run_serve,
};
