/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a method gives an object another label: who said what, how often these workers say what the method makes of the
 * answers, and how probable the classes are after that. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-reconsolidation-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* More classes are seldom in question. */
#define MAX_CLASSES 3
#define LEAST_PROBABILITY 0.005

static void
append_percent (GString *text,
                double   share)
{
  /* Translators: a share */
  g_string_append_printf (text, _("%d %%"), (int) (share * 100 + 0.5));
}

static void
append_answer (GString       *text,
               LwAnnotations *annotations,
               guint          answer)
{
  guint n;
  const guint32 *classes = lw_annotations_get_answer_classes (annotations, answer, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", lw_annotations_get_class (annotations, classes[i]));
  if (n == 0)
    g_string_append (text, "–");
}

static void
append_vote (GString     *text,
             const LwWhy *self,
             guint        answer)
{
  guint worker = lw_annotations_get_answer_worker (self->annotations, answer);
  const char *id = lw_annotations_get_worker (self->annotations, worker);
  const char *name = g_hash_table_lookup (self->names, id);
  const LwWorkerScore *score = self->quality != NULL ? lw_worker_quality_get_score (self->quality, worker) : NULL;

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name != NULL ? name : id);
  if (score != NULL && !isnan (score->accuracy))
    {
      g_string_append (text, " (");
      append_percent (text, score->accuracy);
      g_string_append_c (text, ')');
    }
  g_string_append (text, ": ");
  append_answer (text, self->annotations, answer);
}

/* The class that is more probable than all others but those in @taken. */
static guint
find_most_probable (const double *posterior,
                    guint         n_classes,
                    const guint  *taken,
                    guint         n_taken)
{
  guint best = n_classes;

  for (guint k = 0; k < n_classes; k++)
    {
      gboolean is_taken = FALSE;

      for (guint i = 0; i < n_taken; i++)
        is_taken |= taken[i] == k;
      if (!is_taken && (best == n_classes || posterior[k] > posterior[best]))
        best = k;
    }
  return best;
}

static void
append_posterior (GString     *text,
                  const LwWhy *self,
                  guint        task)
{
  const double *posterior = lw_consolidation_result_get_posterior (self->result, task);
  guint n_classes = lw_annotations_get_n_classes (self->annotations);
  guint taken[MAX_CLASSES];

  for (guint i = 0; i < MIN (MAX_CLASSES, n_classes); i++)
    {
      guint best = find_most_probable (posterior, n_classes, taken, i);

      if (i > 0 && posterior[best] < LEAST_PROBABILITY)
        return;
      g_string_append_printf (text, "%s%s ", i > 0 ? ", " : " → ",
                              lw_annotations_get_class (self->annotations, best));
      append_percent (text, posterior[best]);
      taken[i] = best;
    }
}

/**
 * lw_engine_dup_why:
 * @self: what was consolidated, and by whom
 * @task: an object
 *
 * Returns: (transfer full): one line, such as "Ann (94 %): cat, Bob (52 %): dog → cat 91 %, dog 9 %"
 */
char *
lw_engine_dup_why (const LwWhy *self,
                   guint        task)
{
  GString *text = g_string_new (NULL);
  guint n;
  guint first = lw_annotations_get_answers (self->annotations, task, &n);

  for (guint answer = first; answer < first + n; answer++)
    append_vote (text, self, answer);
  append_posterior (text, self, task);
  return g_string_free (text, FALSE);
}
