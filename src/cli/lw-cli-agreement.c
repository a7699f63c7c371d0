/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "agreement": how far workers agree. The measures are in consolidation/. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-command.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "lw-agreement.h"
#include "lw-cli-answer-input.h"
#include "lw-cli-output.h"

/* As many pairs of workers and objects are listed: those that share most, those most disagreed about. */
#define MAX_LISTED 10000
#define MAX_OBJECTS 1000

static struct
{
  LwCliAnswerInput input;
  int              n_threads;
} options;

static const GOptionEntry entries[] = {
  { "multi", 0, 0, G_OPTION_ARG_NONE, &options.input.multi_label,
    N_("An answer is a set of labels, joined with “|”; none is an empty field"), NULL },
  { "labels", 0, 0, G_OPTION_ARG_FILENAME, &options.input.labels,
    N_("All labels there are: a file, or names separated by commas (default: those in the answers)"), N_("LABELS") },
  { "threads", 0, 0, G_OPTION_ARG_INT, &options.n_threads, N_("Threads that may work (default: one a processor)"),
    N_("N") },
  G_OPTION_ENTRY_NULL
};

static void
print_member (LwCliOutput *output,
              const char  *name,
              double       value)
{
  lw_cli_output_text (output, ",");
  lw_cli_output_quote (output, name);
  lw_cli_output_text (output, ":");
  lw_cli_output_number (output, value);
}

static void
print_count (LwCliOutput *output,
             const char  *name,
             guint64      value)
{
  lw_cli_output_text (output, ",");
  lw_cli_output_quote (output, name);
  lw_cli_output_text (output, ":");
  lw_cli_output_integer (output, value);
}

static void
print_classes (LwCliOutput   *output,
               LwAnnotations *annotations,
               LwAgreement   *agreement)
{
  lw_cli_output_text (output, ",\"per_class\":[");
  for (guint k = 0; k < lw_annotations_get_n_classes (annotations); k++)
    {
      const LwAgreementMeasures *measures = lw_agreement_get_class (agreement, k);

      lw_cli_output_text (output, k > 0 ? ",\n{\"label\":" : "\n{\"label\":");
      lw_cli_output_quote (output, lw_annotations_get_class (annotations, k));
      print_member (output, "percent_agreement", measures->percent);
      print_member (output, "fleiss_kappa", measures->fleiss);
      print_member (output, "krippendorff_alpha", measures->krippendorff);
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
}

static int
compare_shared (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const LwWorkerPair *pairs = user_data;
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  if (pairs[left].n_objects != pairs[right].n_objects)
    return pairs[left].n_objects > pairs[right].n_objects ? -1 : 1;
  return left < right ? -1 : 1;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/* Returns the numbers of the pairs to list, by name. */
static guint32 *
choose_pairs (const LwWorkerPair *pairs,
              guint               n_pairs)
{
  guint32 *chosen = g_new (guint32, (gsize) n_pairs + 1);

  for (guint i = 0; i < n_pairs; i++)
    chosen[i] = i;
  if (n_pairs > MAX_LISTED)
    {
      g_qsort_with_data (chosen, (int) n_pairs, sizeof (guint32), compare_shared, (gpointer) pairs);
      qsort (chosen, MAX_LISTED, sizeof (guint32), compare_numbers);
    }
  return chosen;
}

static void
print_pairs (LwCliOutput   *output,
             LwAnnotations *annotations,
             LwAgreement   *agreement)
{
  guint n_pairs;
  const LwWorkerPair *pairs = lw_agreement_get_pairs (agreement, &n_pairs);
  g_autofree guint32 *chosen = choose_pairs (pairs, n_pairs);

  print_count (output, "n_pairs", n_pairs);
  lw_cli_output_text (output, ",\"pairs\":[");
  for (guint i = 0; i < MIN (n_pairs, MAX_LISTED); i++)
    {
      const LwWorkerPair *pair = &pairs[chosen[i]];

      lw_cli_output_text (output, i > 0 ? ",\n{\"workers\":[" : "\n{\"workers\":[");
      lw_cli_output_quote (output, lw_annotations_get_worker (annotations, pair->workers[0]));
      lw_cli_output_text (output, ",");
      lw_cli_output_quote (output, lw_annotations_get_worker (annotations, pair->workers[1]));
      lw_cli_output_text (output, "]");
      print_count (output, "objects", pair->n_objects);
      print_member (output, "percent_agreement", pair->percent);
      print_member (output, "cohen_kappa", pair->cohen);
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
}

static void
print_confusions (LwCliOutput   *output,
                  LwAnnotations *annotations,
                  LwAgreement   *agreement)
{
  guint n;
  const LwClassConfusion *confusions = lw_agreement_get_confusions (agreement, &n);

  lw_cli_output_text (output, ",\"confusions\":[");
  for (guint i = 0; i < MIN (n, MAX_LISTED); i++)
    {
      lw_cli_output_text (output, i > 0 ? ",\n{\"labels\":[" : "\n{\"labels\":[");
      lw_cli_output_quote (output, lw_annotations_get_class (annotations, confusions[i].classes[0]));
      lw_cli_output_text (output, ",");
      lw_cli_output_quote (output, lw_annotations_get_class (annotations, confusions[i].classes[1]));
      lw_cli_output_text (output, "]");
      print_member (output, "weight", confusions[i].weight);
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
}

static void
print_objects (LwCliOutput   *output,
               LwAnnotations *annotations,
               LwAgreement   *agreement)
{
  guint n;
  g_autofree guint32 *ranking = lw_agreement_dup_ranking (agreement, &n);

  print_count (output, "n_disagreements", n);
  lw_cli_output_text (output, ",\"disagreements\":[");
  for (guint i = 0; i < MIN (n, MAX_OBJECTS); i++)
    {
      lw_cli_output_text (output, i > 0 ? ",\n{\"task\":" : "\n{\"task\":");
      lw_cli_output_quote (output, lw_annotations_get_task (annotations, ranking[i]));
      print_member (output, "disagreement", lw_agreement_get_disagreement (agreement, ranking[i]));
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
}

static void
print_json (LwAnnotations *annotations,
            LwAgreement   *agreement)
{
  g_autoptr (LwCliOutput) output = lw_cli_output_new ();
  const LwAgreementMeasures *overall = lw_agreement_get_overall (agreement);

  lw_cli_output_text (output, "{\"version\":1");
  print_count (output, "answers", lw_annotations_get_n_answers (annotations));
  print_count (output, "tasks", lw_annotations_get_n_tasks (annotations));
  print_count (output, "shared_tasks", overall->n_objects);
  print_count (output, "workers", lw_annotations_get_n_workers (annotations));
  print_count (output, "labels", lw_annotations_get_n_classes (annotations));
  print_member (output, "percent_agreement", overall->percent);
  print_member (output, "cohen_kappa", overall->cohen);
  print_member (output, "fleiss_kappa", overall->fleiss);
  print_member (output, "krippendorff_alpha", overall->krippendorff);
  print_classes (output, annotations, agreement);
  print_pairs (output, annotations, agreement);
  print_confusions (output, annotations, agreement);
  print_objects (output, annotations, agreement);
  lw_cli_output_text (output, "}\n");
}

static void
print_line (const char *name,
            double      value)
{
  if (isnan (value))
    lw_cli_print ("     -  %s: %s\n", name, _("not defined"));
  else
    lw_cli_print ("%.4f  %s\n", value, name);
}

static void
print_text (LwAnnotations *annotations,
            LwAgreement   *agreement)
{
  const LwAgreementMeasures *overall = lw_agreement_get_overall (agreement);

  lw_cli_print (_("%u answers by %u workers for %u tasks; %u tasks have two answers or more\n"),
                lw_annotations_get_n_answers (annotations), lw_annotations_get_n_workers (annotations),
                lw_annotations_get_n_tasks (annotations), overall->n_objects);
  print_line (_("percent agreement"), overall->percent);
  print_line (_("Cohen’s kappa"), overall->cohen);
  print_line (_("Fleiss’ kappa"), overall->fleiss);
  print_line (_("Krippendorff’s alpha"), overall->krippendorff);
  lw_cli_print ("\n%9s %9s %9s  %s\n", _("agreement"), _("kappa"), _("alpha"), _("label"));
  for (guint k = 0; k < lw_annotations_get_n_classes (annotations); k++)
    {
      const LwAgreementMeasures *measures = lw_agreement_get_class (agreement, k);
      g_autofree char *name = lw_cli_dup_printable (lw_annotations_get_class (annotations, k));

      lw_cli_print ("%9.4f %9.4f %9.4f  %s\n", measures->percent, measures->fleiss, measures->krippendorff, name);
    }
}

/* One measurement: what goes in, and what comes out. */
typedef struct
{
  LwAnnotations *annotations;
  LwAgreement   *agreement;
  GError        *error;
} Measurement;

static void
compute (gpointer first,
         gpointer second)
{
  Measurement *self = first;
  LwCli *cli = second;

  self->agreement = lw_agreement_new (self->annotations, (guint) MAX (options.n_threads, 0), cli->cancellable,
                                      &self->error);
}

static LwCliExit
run_agreement (LwCli  *cli,
               int     n_arguments,
               char  **arguments)
{
  LwCliExit code = LW_CLI_DONE;
  g_autoptr (LwAnnotations) annotations = lw_cli_read_answer_input (cli, &options.input, arguments[0], &code);
  Measurement self = { annotations, NULL, NULL };

  g_clear_pointer (&options.input.labels, g_free);
  if (annotations == NULL)
    return code;

  lw_cli_work (compute, &self, cli);
  if (self.agreement == NULL)
    code = lw_cli_fail (cli, self.error);
  else if (cli->json)
    print_json (annotations, self.agreement);
  else
    print_text (annotations, self.agreement);
  g_clear_pointer (&self.agreement, lw_agreement_unref);
  g_clear_error (&self.error);
  return code;
}

const LwCliCommand lw_cli_agreement = {
  .noun = "agreement",
  .verb = "",
  .arguments = "ANSWERS.csv|FOLDER",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Measure how far workers agree."),
  .examples = "agreement answers.csv\n"
              "agreement answers.csv --json\n"
              "agreement output/pets",
  .notes = N_("Percent agreement, Cohen’s kappa (the mean over pairs of workers, weighted by what they\n"
              "share), Fleiss’ kappa and Krippendorff’s alpha for nominal data, overall and for each label;\n"
              "with --json also pairs of workers, labels that are confused, and the tasks about which workers\n"
              "disagree most. The file is as for consolidate."),
  .entries = entries,
  .run = run_agreement,
};
