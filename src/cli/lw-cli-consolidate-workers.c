/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good workers are, as "consolidate" prints it. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-consolidate.h"

#include <math.h>

/* A worker's confusion matrix is printed for so many classes at most: it has the square of it. */
#define MAX_CONFUSED_CLASSES 50

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

/* {"truth":{"said":n}}, without what never happened. */
static void
print_confusion (LwCliOutput     *output,
                 LwAnnotations   *annotations,
                 LwWorkerQuality *quality,
                 guint            worker)
{
  g_autofree guint32 *matrix = lw_worker_quality_dup_confusion (quality, worker, FALSE);
  guint n_classes = lw_annotations_get_n_classes (annotations);
  gboolean any_row = FALSE;

  lw_cli_output_text (output, ",\"confusion\":{");
  for (guint t = 0; t < n_classes; t++)
    {
      gboolean any = FALSE;

      for (guint k = 0; k < n_classes; k++)
        {
          guint32 n = matrix[(gsize) t * n_classes + k];

          if (n == 0)
            continue;
          if (!any)
            {
              lw_cli_output_text (output, any_row ? "," : "");
              lw_cli_output_quote (output, lw_annotations_get_class (annotations, t));
            }
          lw_cli_output_text (output, any ? "," : ":{");
          lw_cli_output_quote (output, lw_annotations_get_class (annotations, k));
          lw_cli_output_text (output, ":");
          lw_cli_output_integer (output, n);
          any = any_row = TRUE;
        }
      if (any)
        lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "}");
}

static void
print_windows (LwCliOutput         *output,
               const LwWorkerScore *score)
{
  lw_cli_output_text (output, ",\"windows\":[");
  for (guint i = 0; i < score->n_windows; i++)
    {
      const LwDriftWindow *window = &score->windows[i];

      lw_cli_output_text (output, i > 0 ? ",{\"answers\":" : "{\"answers\":");
      lw_cli_output_integer (output, window->n_answers);
      print_member (output, "accuracy", window->accuracy);
      print_member (output, "seconds", window->seconds);
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
}

/**
 * lw_cli_print_workers_json:
 * @output: where to
 * @annotations: the answers
 * @quality: the scores
 *
 * Prints the member "workers" of a JSON document.
 */
void
lw_cli_print_workers_json (LwCliOutput     *output,
                           LwAnnotations   *annotations,
                           LwWorkerQuality *quality)
{
  lw_cli_output_text (output, ",\"workers\":[");
  for (guint w = 0; w < lw_annotations_get_n_workers (annotations); w++)
    {
      const LwWorkerScore *score = lw_worker_quality_get_score (quality, w);

      lw_cli_output_text (output, w > 0 ? ",\n{\"worker\":" : "\n{\"worker\":");
      lw_cli_output_quote (output, lw_annotations_get_worker (annotations, w));
      lw_cli_output_text (output, ",\"answers\":");
      lw_cli_output_integer (output, score->n_answers);
      lw_cli_output_text (output, ",\"shared\":");
      lw_cli_output_integer (output, score->n_shared);
      print_member (output, "accuracy", score->accuracy);
      lw_cli_output_text (output, ",\"gold\":");
      lw_cli_output_integer (output, score->n_gold);
      print_member (output, "gold_accuracy", score->gold_accuracy);
      print_member (output, "seconds", score->seconds);
      print_member (output, "drift", score->drift);
      print_windows (output, score);
      if (lw_annotations_get_n_classes (annotations) <= MAX_CONFUSED_CLASSES)
        print_confusion (output, annotations, quality, w);
      lw_cli_output_text (output, "}");
    }
  lw_cli_output_text (output, "]");
}

/* An empty field where there is no number. */
static void
print_field (LwCliOutput *output,
             double       value)
{
  lw_cli_output_text (output, ",");
  if (isfinite (value))
    lw_cli_output_number (output, value);
}

/**
 * lw_cli_print_workers_csv:
 * @output: where to
 * @annotations: the answers
 * @quality: the scores
 *
 * Prints a row a worker.
 */
void
lw_cli_print_workers_csv (LwCliOutput     *output,
                          LwAnnotations   *annotations,
                          LwWorkerQuality *quality)
{
  lw_cli_output_text (output, "worker,answers,shared,accuracy,gold,gold_accuracy,seconds,drift\n");
  for (guint w = 0; w < lw_annotations_get_n_workers (annotations); w++)
    {
      const LwWorkerScore *score = lw_worker_quality_get_score (quality, w);

      lw_cli_output_field (output, lw_annotations_get_worker (annotations, w));
      lw_cli_output_text (output, ",");
      lw_cli_output_integer (output, score->n_answers);
      lw_cli_output_text (output, ",");
      lw_cli_output_integer (output, score->n_shared);
      print_field (output, score->accuracy);
      lw_cli_output_text (output, ",");
      lw_cli_output_integer (output, score->n_gold);
      print_field (output, score->gold_accuracy);
      print_field (output, score->seconds);
      print_field (output, score->drift);
      lw_cli_output_text (output, "\n");
    }
}
