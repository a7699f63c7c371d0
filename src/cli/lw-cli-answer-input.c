/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What "consolidate" and "agreement" read, and what they say when it is wrong. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-answer-input.h"

#include <glib/gi18n.h>

#include "lw-answer-csv.h"
#include "lw-answer-tree.h"
#include "lw-cli-index.h"
#include "lw-diagnostic.h"
#include "lw-label-categories.h"

/* More diagnostics than this are counted only. */
#define MAX_TOLD 50

static char **
read_labels (const char  *labels,
             GError     **error)
{
  g_autofree char *text = NULL;

  if (!g_file_test (labels, G_FILE_TEST_EXISTS))
    return lw_label_categories_names_from_text (labels);
  return g_file_get_contents (labels, &text, NULL, error) ? lw_label_categories_names_from_text (text) : NULL;
}

/* Errors make the whole file useless: a result without some of the answers would be a wrong one. */
static LwAnnotations *
check (LwCli         *cli,
       LwAnnotations *annotations,
       GPtrArray     *diagnostics,
       const char    *path,
       GError        *error,
       LwCliExit     *code)
{
  g_autoptr (LwAnnotations) checked = annotations;

  for (guint i = 0; i < diagnostics->len && i < MAX_TOLD; i++)
    {
      g_autofree char *line = lw_diagnostic_format (g_ptr_array_index (diagnostics, i), path);
      g_autofree char *printable = lw_cli_dup_printable (line);

      lw_cli_message (cli, "%s", printable);
    }
  if (error != NULL)
    {
      *code = lw_cli_fail (cli, error);
      return NULL;
    }
  if (!lw_diagnostics_has_errors (diagnostics))
    return g_steal_pointer (&checked);

  lw_cli_error (cli, ngettext ("%u thing is wrong; nothing was computed.",
                               "%u things are wrong; nothing was computed.", diagnostics->len), diagnostics->len);
  *code = LW_CLI_PROBLEMS;
  return NULL;
}

/**
 * lw_cli_read_answer_input:
 * @cli: the run
 * @input: the options
 * @path: a CSV file, "-" for standard input, or a folder
 * @code: (out): the exit code when there is no result
 *
 * Reads answers, and says what is wrong with them.
 *
 * Returns: (transfer full) (nullable): the answers
 */
LwAnnotations *
lw_cli_read_answer_input (LwCli                  *cli,
                          const LwCliAnswerInput *input,
                          const char             *path,
                          LwCliExit              *code)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) labels = NULL;
  LwAnnotations *annotations = NULL;

  if (input->labels != NULL)
    labels = read_labels (input->labels, &error);
  if (error == NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    annotations = lw_answer_tree_read (path, input->multi_label, (const char *const *) labels, diagnostics,
                                       cli->cancellable, &error);
  else if (error == NULL)
    {
      g_autoptr (GBytes) csv = lw_cli_read_input (cli, path, &error);

      if (csv != NULL)
        annotations = lw_answer_csv_read (csv, input->multi_label, (const char *const *) labels, diagnostics);
    }
  return check (cli, annotations, diagnostics, path, error, code);
}

/**
 * lw_cli_read_gold_input:
 * @cli: the run
 * @multi_label: whether an answer is a set of labels
 * @path: a CSV file, or "-" for standard input
 * @code: (out): the exit code when there is no result
 *
 * Returns: (transfer full) (nullable): known answers
 */
LwAnnotations *
lw_cli_read_gold_input (LwCli      *cli,
                        gboolean    multi_label,
                        const char *path,
                        LwCliExit  *code)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = lw_cli_read_input (cli, path, &error);
  LwAnnotations *gold = csv != NULL ? lw_answer_csv_read_gold (csv, multi_label, diagnostics) : NULL;

  return check (cli, gold, diagnostics, path, error, code);
}
