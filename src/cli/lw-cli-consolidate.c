/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "consolidate": labels from the answers of workers. The methods are in consolidation/; workers are printed by
 * lw-cli-consolidate-workers.c. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-consolidate.h"

#include <glib/gi18n.h>

#include "lw-cli-answer-input.h"
#include "lw-cli-command.h"

/* Without --posteriors the JSON document leaves out classes that are less probable. */
#define LEAST_POSTERIOR 1e-6

static struct
{
  LwCliAnswerInput  input;
  char             *method;
  char             *batch;
  char             *gold;
  int               n_threads;
  gboolean          posteriors;
  gboolean          workers;
} options;

static const GOptionEntry entries[] = {
  { "method", 'm', 0, G_OPTION_ARG_STRING, &options.method,
    N_("groundtruth (the default), majority, dawid-skene, one-coin, glad or mace"), N_("METHOD") },
  { "batch", 'b', 0, G_OPTION_ARG_STRING, &options.batch,
    N_("Tasks consolidated together, in order of first appearance; 0 for all (default: 50 for groundtruth, else 0)"),
    N_("N") },
  { "multi", 0, 0, G_OPTION_ARG_NONE, &options.input.multi_label,
    N_("An answer is a set of labels, joined with “|”; none is an empty field"), NULL },
  { "labels", 0, 0, G_OPTION_ARG_FILENAME, &options.input.labels,
    N_("All labels there are: a file, or names separated by commas (default: those in the answers)"), N_("LABELS") },
  { "posteriors", 'p', 0, G_OPTION_ARG_NONE, &options.posteriors, N_("Print the probability of every label"), NULL },
  { "workers", 'w', 0, G_OPTION_ARG_NONE, &options.workers, N_("Print how good the workers are"), NULL },
  { "gold", 0, 0, G_OPTION_ARG_FILENAME, &options.gold,
    N_("Known answers to compare workers with: columns task and label"), N_("FILE") },
  { "threads", 0, 0, G_OPTION_ARG_INT, &options.n_threads, N_("Threads that may work (default: one a processor)"),
    N_("N") },
  G_OPTION_ENTRY_NULL
};

static void
show_progress_cb (double   fraction,
                  gpointer data)
{
  lw_cli_progress (data, _("%u %% consolidated"), (guint) (fraction * 100));
}

static gboolean
read_options (LwCli                  *cli,
              LwConsolidationOptions *consolidation)
{
  guint64 batch = LW_CONSOLIDATION_BATCH;

  if (options.method != NULL && !lw_consolidation_method_from_string (options.method, &consolidation->method))
    {
      lw_cli_error (cli, _("--method is groundtruth, majority, dawid-skene, one-coin, glad or mace, not “%s”"),
                    options.method);
      return FALSE;
    }
  if (options.batch != NULL && !g_ascii_string_to_unsigned (options.batch, 10, 0, G_MAXUINT32 - 1, &batch, NULL))
    {
      lw_cli_error (cli, _("--batch is a number of tasks, 0 for all, not “%s”"), options.batch);
      return FALSE;
    }
  if (options.n_threads < 0 || options.n_threads > 1024)
    {
      lw_cli_error (cli, _("--threads is a number from 1 to 1024, not “%d”"), options.n_threads);
      return FALSE;
    }
  if (options.batch == NULL && consolidation->method != LW_CONSOLIDATION_GROUNDTRUTH)
    batch = 0;
  consolidation->batch_size = (guint) batch;
  consolidation->ignore_batches = options.batch != NULL && batch == 0;
  consolidation->n_threads = (guint) options.n_threads;
  consolidation->progress = show_progress_cb;
  consolidation->progress_data = cli;
  return TRUE;
}

static void
print_posterior (LwCliOutput   *output,
                 LwAnnotations *annotations,
                 const double  *posterior)
{
  gboolean any = FALSE;

  lw_cli_output_text (output, ",\"posterior\":{");
  for (guint k = 0; k < lw_annotations_get_n_classes (annotations); k++)
    {
      if (posterior[k] < LEAST_POSTERIOR && !options.posteriors)
        continue;

      if (any)
        lw_cli_output_text (output, ",");
      lw_cli_output_quote (output, lw_annotations_get_class (annotations, k));
      lw_cli_output_text (output, ":");
      lw_cli_output_number (output, posterior[k]);
      any = TRUE;
    }
  lw_cli_output_text (output, "}");
}

static void
print_json_labels (LwCliOutput               *output,
                   LwAnnotations             *annotations,
                   const LwConsolidatedLabel *labels,
                   guint                      n_labels)
{
  if (!lw_annotations_is_multi_label (annotations))
    {
      lw_cli_output_text (output, ",\"label\":");
      lw_cli_output_quote (output, lw_annotations_get_class (annotations, labels->class_index));
      lw_cli_output_text (output, ",\"confidence\":");
      lw_cli_output_number (output, labels->confidence);
      return;
    }

  lw_cli_output_text (output, ",\"labels\":{");
  for (guint i = 0; i < n_labels; i++)
    {
      if (i > 0)
        lw_cli_output_text (output, ",");
      lw_cli_output_quote (output, lw_annotations_get_class (annotations, labels[i].class_index));
      lw_cli_output_text (output, ":");
      lw_cli_output_number (output, labels[i].confidence);
    }
  lw_cli_output_text (output, "}");
}

static void
print_json (LwCliOutput                  *output,
            const LwConsolidationOptions *consolidation,
            LwAnnotations                *annotations,
            LwConsolidationResult        *result,
            LwWorkerQuality              *quality)
{
  lw_cli_output_text (output, "{\"version\":1,\"method\":");
  lw_cli_output_quote (output, lw_consolidation_method_to_string (consolidation->method));
  lw_cli_output_text (output, ",\"results\":[");
  for (guint task = 0; task < lw_consolidation_result_get_n_tasks (result); task++)
    {
      guint n_labels;
      const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (result, task, &n_labels);

      lw_cli_output_text (output, task > 0 ? ",\n{\"task\":" : "\n{\"task\":");
      lw_cli_output_quote (output, lw_annotations_get_task (annotations, task));
      print_json_labels (output, annotations, labels, n_labels);
      print_posterior (output, annotations, lw_consolidation_result_get_posterior (result, task));
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
  if (quality != NULL)
    lw_cli_print_workers_json (output, annotations, quality);
  lw_cli_output_text (output, "}\n");
}

static void
print_csv_labels (LwCliOutput               *output,
                  LwAnnotations             *annotations,
                  const LwConsolidatedLabel *labels,
                  guint                      n_labels)
{
  g_autoptr (GString) names = NULL;

  if (!lw_annotations_is_multi_label (annotations))
    {
      lw_cli_output_field (output, lw_annotations_get_class (annotations, labels->class_index));
      lw_cli_output_text (output, ",");
      lw_cli_output_number (output, labels->confidence);
      return;
    }

  names = g_string_new (NULL);
  for (guint i = 0; i < n_labels; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", lw_annotations_get_class (annotations,
                                                                                    labels[i].class_index));
  if (n_labels > 0)
    lw_cli_output_field (output, names->str);
  lw_cli_output_text (output, ",");
  for (guint i = 0; i < n_labels; i++)
    {
      if (i > 0)
        lw_cli_output_text (output, "|");
      lw_cli_output_number (output, labels[i].confidence);
    }
}

static void
print_csv (LwCliOutput           *output,
           LwAnnotations         *annotations,
           LwConsolidationResult *result)
{
  guint n_columns = options.posteriors ? lw_annotations_get_n_classes (annotations) : 0;

  lw_cli_output_text (output, "task,label,confidence");
  for (guint k = 0; k < n_columns; k++)
    {
      g_autofree char *name = g_strconcat ("posterior:", lw_annotations_get_class (annotations, k), NULL);

      lw_cli_output_text (output, ",");
      lw_cli_output_field (output, name);
    }
  lw_cli_output_text (output, "\n");
  for (guint task = 0; task < lw_consolidation_result_get_n_tasks (result); task++)
    {
      guint n_labels;
      const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (result, task, &n_labels);
      const double *posterior = lw_consolidation_result_get_posterior (result, task);

      lw_cli_output_field (output, lw_annotations_get_task (annotations, task));
      lw_cli_output_text (output, ",");
      print_csv_labels (output, annotations, labels, n_labels);
      for (guint k = 0; k < n_columns; k++)
        {
          lw_cli_output_text (output, ",");
          lw_cli_output_number (output, posterior[k]);
        }
      lw_cli_output_text (output, "\n");
    }
}

/* One consolidation: what goes in, and what comes out. */
typedef struct
{
  LwConsolidationOptions  options;
  LwAnnotations          *annotations;
  LwAnnotations          *gold;
  LwConsolidationResult  *result;
  LwWorkerQuality        *quality;
  GError                 *error;
} Consolidation;

static void
compute (gpointer first,
         gpointer second)
{
  Consolidation *self = first;
  LwCli *cli = second;

  self->result = lw_consolidate_with_options (self->annotations, &self->options, cli->cancellable, &self->error);
  if (self->result != NULL && options.workers)
    self->quality = lw_worker_quality_new (self->annotations, self->result, self->gold, cli->cancellable, &self->error);
}

static LwCliExit
print (LwCli               *cli,
       const Consolidation *consolidation)
{
  g_autoptr (LwCliOutput) output = NULL;

  if (consolidation->error != NULL)
    return lw_cli_fail (cli, consolidation->error);

  output = lw_cli_output_new ();
  if (cli->json)
    print_json (output, &consolidation->options, consolidation->annotations, consolidation->result,
                consolidation->quality);
  else if (consolidation->quality != NULL)
    lw_cli_print_workers_csv (output, consolidation->annotations, consolidation->quality);
  else
    print_csv (output, consolidation->annotations, consolidation->result);
  return LW_CLI_DONE;
}

static LwCliExit
run_consolidate (LwCli  *cli,
                 int     n_arguments,
                 char  **arguments)
{
  Consolidation self = { .options = { .method = LW_CONSOLIDATION_GROUNDTRUTH } };
  LwCliExit code = LW_CLI_USAGE;

  if (read_options (cli, &self.options))
    self.annotations = lw_cli_read_answer_input (cli, &options.input, arguments[0], &code);
  if (self.annotations != NULL && options.gold != NULL)
    {
      options.workers = TRUE;
      self.gold = lw_cli_read_gold_input (cli, options.input.multi_label, options.gold, &code);
    }
  if (self.annotations != NULL && (self.gold != NULL || options.gold == NULL))
    {
      lw_cli_work (compute, &self, cli);
      code = print (cli, &self);
    }
  g_clear_pointer (&self.annotations, lw_annotations_unref);
  g_clear_pointer (&self.gold, lw_annotations_unref);
  g_clear_pointer (&self.result, lw_consolidation_result_unref);
  g_clear_pointer (&self.quality, lw_worker_quality_unref);
  g_clear_error (&self.error);
  g_free (options.method);
  g_free (options.batch);
  g_free (options.gold);
  g_free (options.input.labels);
  return code;
}

const LwCliCommand lw_cli_consolidate = {
  .noun = "consolidate",
  .verb = "",
  .arguments = "ANSWERS.csv|FOLDER",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Make one label of the answers of several workers."),
  .examples = "consolidate answers.csv\n"
              "consolidate answers.csv --method dawid-skene --json\n"
              "consolidate output/pets --workers --gold gold.csv\n"
              "consolidate tags.csv --multi --method majority --posteriors",
  .notes = N_("The first line of the file names the columns task, worker and label, in any order. A column\n"
              "batch says which tasks are consolidated together, unless there is --batch 0; time and seconds\n"
              "say when an answer was given and how long it took. Instead of a file: “-” for standard input,\n"
              "or the output folder of a labeling job.\n"
              "Prints “task,label,confidence”; with --workers how good the workers are instead, with --json\n"
              "both. Numbers have as few digits as bring the same number back. Rows that are wrong are told\n"
              "as “file:line:column: severity: code: text”, and the exit code is 1."),
  .entries = entries,
  .run = run_consolidate,
};
