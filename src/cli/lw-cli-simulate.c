/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "simulate": answers of workers who do not exist, with the truth. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-command.h"

#include <glib/gi18n.h>

#include "lw-cli-output.h"
#include "lw-simulation.h"

static struct
{
  int     n_objects;
  int     n_classes;
  int     n_workers;
  int     per_object;
  double  accuracy;
  gint64  seed;
} options = { 1000, 5, 20, 3, 0.8, 1 };

static const GOptionEntry entries[] = {
  { "objects", 0, 0, G_OPTION_ARG_INT, &options.n_objects, N_("Data objects (default: 1000)"), N_("N") },
  { "classes", 0, 0, G_OPTION_ARG_INT, &options.n_classes, N_("Label categories (default: 5)"), N_("K") },
  { "workers", 0, 0, G_OPTION_ARG_INT, &options.n_workers, N_("Workers (default: 20)"), N_("W") },
  { "per-object", 0, 0, G_OPTION_ARG_INT, &options.per_object, N_("Workers per data object (default: 3)"), N_("M") },
  { "accuracy", 0, 0, G_OPTION_ARG_DOUBLE, &options.accuracy,
    N_("How often a worker is right, 0 to 1 (default: 0.8)"), N_("A") },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_("The same seed gives the same answers (default: 1)"), N_("S") },
  G_OPTION_ENTRY_NULL
};

static void
print_answer (guint    object,
              guint    worker,
              guint    label,
              guint    truth,
              gpointer data)
{
  LwCliOutput *output = data;

  lw_cli_output_text (output, "t");
  lw_cli_output_integer (output, object);
  lw_cli_output_text (output, ",w");
  lw_cli_output_integer (output, worker);
  lw_cli_output_text (output, ",c");
  lw_cli_output_integer (output, label);
  lw_cli_output_text (output, ",c");
  lw_cli_output_integer (output, truth);
  lw_cli_output_text (output, "\n");
}

static gboolean
check_options (LwCli *cli)
{
  if (options.n_objects < 0)
    lw_cli_error (cli, _("--objects is a number from 0, not “%d”"), options.n_objects);
  else if (options.n_classes < 1)
    lw_cli_error (cli, _("--classes is a number from 1, not “%d”"), options.n_classes);
  else if (options.n_workers < 1)
    lw_cli_error (cli, _("--workers is a number from 1, not “%d”"), options.n_workers);
  else if (options.per_object < 1 || options.per_object > options.n_workers)
    lw_cli_error (cli, _("--per-object is a number from 1 to the number of workers, %d, not “%d”"), options.n_workers,
                  options.per_object);
  else if (!(options.accuracy >= 0 && options.accuracy <= 1))
    lw_cli_error (cli, _("--accuracy is a number from 0 to 1, not “%g”"), options.accuracy);
  else
    return TRUE;
  return FALSE;
}

static LwCliExit
run_simulate (LwCli  *cli,
              int     n_arguments,
              char  **arguments)
{
  LwSimulation simulation;
  g_autoptr (LwCliOutput) output = NULL;

  if (!check_options (cli))
    return LW_CLI_USAGE;

  simulation = (LwSimulation) {
    .n_objects = (guint) options.n_objects,
    .n_classes = (guint) options.n_classes,
    .n_workers = (guint) options.n_workers,
    .per_object = (guint) options.per_object,
    .accuracy = options.accuracy,
    .seed = (guint64) options.seed,
  };
  output = lw_cli_output_new ();
  lw_cli_output_text (output, "task,worker,label,truth\n");
  lw_simulation_run (&simulation, print_answer, output);
  return LW_CLI_DONE;
}

const LwCliCommand lw_cli_simulate = {
  .noun = "simulate",
  .verb = "",
  .arguments = "",
  .n_required = 0,
  .n_allowed = 0,
  .summary = N_("Make up answers of workers, with the truth, to plan with."),
  .examples = "simulate --objects 1000 --classes 5 --workers 30 --per-object 3 --accuracy 0.8 --seed 7",
  .notes = N_("Prints CSV with the columns task, worker, label and truth. Each class is the truth equally\n"
              "often; a worker who is not right says each other class equally often."),
  .entries = entries,
  .run = run_simulate,
};
