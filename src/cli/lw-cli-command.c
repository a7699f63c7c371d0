/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands as data: what each is called, takes and does, and the help that follows from that. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-command.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order in which help lists them. */
static const LwCliCommand *const commands[] = {
  &lw_cli_dataset_scan,
  &lw_cli_job_create,
  &lw_cli_job_list,
  &lw_cli_job_show,
  &lw_cli_job_label,
  &lw_cli_job_wait,
  &lw_cli_job_stop,
  &lw_cli_job_events,
  &lw_cli_job_object,
  &lw_cli_job_change,
  &lw_cli_job_pause,
  &lw_cli_job_resume,
  &lw_cli_job_drop_answers,
  &lw_cli_job_gold,
  &lw_cli_job_consolidate,
  &lw_cli_serve,
  &lw_cli_portal_invite,
  &lw_cli_portal_list,
  &lw_cli_portal_revoke,
  &lw_cli_manifest_stats,
  &lw_cli_manifest_check,
  &lw_cli_manifest_query,
  &lw_cli_manifest_diff,
  &lw_cli_manifest_export,
  &lw_cli_template_render,
  &lw_cli_template_check,
  &lw_cli_manifest_import,
  &lw_cli_aws_sign,
  &lw_cli_aws_whoami,
  &lw_cli_aws_check,
  &lw_cli_s3_ls,
  &lw_cli_s3_cp,
  &lw_cli_s3_sync,
  &lw_cli_consolidate,
  &lw_cli_agreement,
  &lw_cli_simulate,
};

/* As many letters may be wrong, missing or too many in a word for it still to be meant. */
#define MAX_DISTANCE 2

/**
 * lw_cli_command_find:
 * @noun: first word
 * @verb: second word, "" for a command of one word
 *
 * Returns: (nullable): the command
 */
const LwCliCommand *
lw_cli_command_find (const char *noun,
                     const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i]->noun, noun) == 0 && strcmp (commands[i]->verb, verb) == 0)
        return commands[i];
    }
  return NULL;
}

gboolean
lw_cli_command_is_noun (const char *noun)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i]->noun, noun) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Levenshtein's distance in bytes, of words of at most 31. */
static guint
get_distance (const char *a,
              const char *b)
{
  guint row[32];
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);

  if (n_a >= G_N_ELEMENTS (row) || n_b >= G_N_ELEMENTS (row))
    return G_MAXUINT;

  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint above = row[j];
          guint changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);

          row[j] = MIN (MIN (row[j - 1], above) + 1, changed);
          diagonal = above;
        }
    }
  return row[n_b];
}

/**
 * lw_cli_command_suggest:
 * @noun: the first word as it was typed
 * @verb: (nullable): the second word as it was typed, when the first one is right
 *
 * Returns: (nullable): the word that was probably meant
 */
const char *
lw_cli_command_suggest (const char *noun,
                        const char *verb)
{
  const char *best = NULL;
  guint best_distance = MAX_DISTANCE + 1;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *candidate = verb != NULL ? commands[i]->verb : commands[i]->noun;
      guint distance = get_distance (verb != NULL ? verb : noun, candidate);

      if (*candidate == '\0')
        continue;
      if (verb != NULL && strcmp (commands[i]->noun, noun) != 0)
        continue;
      if (distance < best_distance)
        {
          best = candidate;
          best_distance = distance;
        }
    }
  return best;
}

static void
print_examples (const char *examples)
{
  g_auto (GStrv) lines = g_strsplit (examples, "\n", -1);

  lw_cli_print ("%s\n", _("Examples:"));
  for (guint i = 0; lines[i] != NULL; i++)
    lw_cli_print ("  %s %s\n", LW_CLI_NAME, lines[i]);
  lw_cli_print ("\n");
}

/**
 * lw_cli_command_print_help:
 * @self: a command
 * @context: its options
 *
 * Writes the command's help to standard output, examples first.
 */
void
lw_cli_command_print_help (const LwCliCommand *self,
                           GOptionContext     *context)
{
  g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);
  const char *options = strchr (help, '\n');

  lw_cli_print ("%s\n\n", _(self->summary));
  print_examples (self->examples);
  lw_cli_print ("%s\n  %s %s%s%s [%s]%s%s\n", _("Usage:"), LW_CLI_NAME, self->noun, *self->verb != '\0' ? " " : "",
                self->verb, _("OPTION…"), *self->arguments != '\0' ? " " : "", self->arguments);
  options = options != NULL ? strstr (options, "\n\n") : NULL;
  if (options != NULL)
    lw_cli_print ("%s", options + 1);
  if (self->notes != NULL)
    lw_cli_print ("%s\n", _(self->notes));
}

static void
print_exit_codes (void)
{
  lw_cli_print ("%s\n", _("Exit codes:\n"
                          "  0 done · 1 the check found problems · 2 usage · 3 input/output or network\n"
                          "  4 credentials · 5 refused by the service · 6 the job failed · 124 timed out\n"
                          "  130 interrupted"));
}

/**
 * lw_cli_print_help:
 * @noun: (nullable): a noun, to list its commands only
 *
 * Writes the list of commands to standard output.
 */
void
lw_cli_print_help (const char *noun)
{
  if (noun == NULL)
    {
      lw_cli_print ("%s\n\n", _("Image classification labeling jobs without a display, as Ground Truth runs them."));
      print_examples ("dataset scan photos/\n"
                      "job create pets --dataset photos/ --labels cat,dog,other\n"
                      "job label pets answers.csv\n"
                      "manifest stats output.manifest --json");
    }
  lw_cli_print ("%s\n", _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *name = g_strconcat (commands[i]->noun, " ", commands[i]->verb, NULL);

      if (noun == NULL || strcmp (commands[i]->noun, noun) == 0)
        lw_cli_print ("  %-17s  %s\n", name, _(commands[i]->summary));
    }
  lw_cli_print ("\n%s\n", _("“labelwright-cli help NOUN VERB” explains a command and its options."));
  if (noun == NULL)
    print_exit_codes ();
}
